"""Separation: contested claims are never merged into a single fact."""

from contested.rules.separation import answers, questions, relations, verdicts

__all__ = ["answers", "questions", "relations", "verdicts"]
