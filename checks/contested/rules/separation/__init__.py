"""Separation: contested claims are never merged into a single fact."""

from contested.rules.separation import (
    answers,
    backing,
    days,
    places,
    quantities,
    questions,
    relations,
    verdicts,
    withholding,
    wordings,
)

__all__ = [
    "answers",
    "backing",
    "days",
    "places",
    "quantities",
    "questions",
    "relations",
    "verdicts",
    "withholding",
    "wordings",
]
