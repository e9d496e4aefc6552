"""Separation: contested claims are never merged into a single fact."""

from contested.rules.separation import (
    answers,
    backing,
    places,
    quantities,
    questions,
    relations,
    verdicts,
)

__all__ = ["answers", "backing", "places", "quantities", "questions", "relations", "verdicts"]
