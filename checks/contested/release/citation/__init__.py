"""Citation: the metadata of a release, in each reader's own form."""
