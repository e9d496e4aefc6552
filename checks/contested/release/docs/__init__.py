"""Pages: what people read in a release, made from its schemas and its tables."""
