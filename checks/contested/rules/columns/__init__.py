"""Named columns: what no row knows by itself.

They are computed once and joined to the table's view.
"""

from contested.rules.columns import (
    alike,
    answers,
    contests,
    graphs,
    groups,
    log,
    numerals,
    pairs,
    places,
    redacted,
    standing,
    times,
)

__all__ = [
    "alike",
    "answers",
    "contests",
    "graphs",
    "groups",
    "log",
    "numerals",
    "pairs",
    "places",
    "redacted",
    "standing",
    "times",
]
