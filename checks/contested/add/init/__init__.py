"""New data repositories, valid from the first minute."""
