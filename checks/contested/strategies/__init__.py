"""Hypothesis strategies: whole valid packages of contested claims, their parts, and packages with one fault in them.

They need the `test` extra. What they draw is read from `schema/`: a word that is added to a vocabulary is drawn from then on.
"""
