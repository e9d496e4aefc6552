"""New rows, added to a package one at a time."""
