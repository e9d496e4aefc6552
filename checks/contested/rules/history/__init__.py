"""History: what edits may not do to published claims in silence."""

from contested.rules.history import (
    attribution,
    log,
    merging,
    nonsense,
    redaction,
    rows,
    silence,
    versions,
    voices,
    wording,
)

__all__ = [
    "attribution",
    "log",
    "merging",
    "nonsense",
    "redaction",
    "rows",
    "silence",
    "versions",
    "voices",
    "wording",
]
