"""Formatting: a file in canonical form, as far as that is safe.

Nothing that a person wrote is changed.
"""
