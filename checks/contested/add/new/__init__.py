"""Starting: a new data repository, and rows that are added to a package one at a time."""
