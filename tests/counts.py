"""How many examples a law draws, by day and by night.

By day the profile has 30 and by night 200 (`conftest`). A law whose
examples take long draws one in some of them, and at least one: a valid package is judged in two
tenths of a second, a change reviewed in one, and a package taken through pandera in three.
"""

from __future__ import annotations

from hypothesis import settings


def one_in(number: int) -> int:
    """Return how many examples a law draws if it draws one in this many."""
    return max(settings().max_examples // number, 1)
