"""Release: a dataset made into something that others can cite, load and trust."""
