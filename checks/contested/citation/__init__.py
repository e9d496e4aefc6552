"""Citation: a dataset as a work, with those who made it, as its descriptor names them."""
