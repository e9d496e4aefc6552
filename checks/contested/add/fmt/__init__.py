"""Formatting: a file put into the canonical form, as far as that changes nothing that a person
wrote.
"""
