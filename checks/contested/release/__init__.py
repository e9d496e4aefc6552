"""Releases: a dataset as something that others can cite, load and trust."""
