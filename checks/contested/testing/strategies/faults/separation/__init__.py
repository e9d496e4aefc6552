"""Faults of separation: two voices made one, one voice made two, and everything between that would
pass for a fact.
"""

from contested.testing.strategies.faults.separation import answers, questions, relations

__all__ = ["answers", "questions", "relations"]
