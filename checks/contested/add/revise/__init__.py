"""Revisions, written from the difference to what is published."""
