"""Citation: a dataset as a work, and those who made it."""
