"""Exports: the tables of a release as other software reads them."""
