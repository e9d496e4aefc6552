"""Pages for people, made from a release's schemas and tables."""
