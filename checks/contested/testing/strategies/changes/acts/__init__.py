"""Acts: for every rule over two versions the ways to do what it forbids, openly named otherwise or
not at all.
"""

from __future__ import annotations

from contested.testing.strategies.changes.acts import (
    attribution,
    merging,
    rows,
    versions,
    voices,
    wording,
)

__all__ = ["attribution", "merging", "rows", "versions", "voices", "wording"]
