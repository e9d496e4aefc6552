"""Exports: the tables of a release in the forms that other software reads."""
