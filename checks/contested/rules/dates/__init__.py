"""Dates: when it happened, was said and was published are three clocks."""

from contested.rules.dates import clocks, spans

__all__ = ["clocks", "spans"]
