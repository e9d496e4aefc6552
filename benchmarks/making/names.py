"""Invented names: no two alike, and each in Latin, Arabic and Cyrillic letters.

Every name is spelled from syllables of two letters and has a fixed length, so that two names still
differ once spaces, case and accents are gone; and each script has one letter for each sound, so
that this holds in all three.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from making.chance import Ints, joined, words

_SOUNDS = {
    "latin": ("b d f h j k l m n r s t z", "a i u"),
    "arabic": ("ب د ف ه ج ک ل م ن ر س ت ز", "ا ی و"),
    "cyrillic": ("б д ф х ж к л м н р с т з", "а и у"),
}
_SYLLABLES = {
    script: [c + v for c in first.split() for v in second.split()]
    for script, (first, second) in _SOUNDS.items()
}
_COUNT = 39
_STRIDE = 1_000_003
"""Shares no factor with 39, so that stepping by it visits every word before it comes back."""


def _scripted(pool: str, which: Ints, script: str, syllables: int) -> pl.Series:
    number = (which * _STRIDE + sum(pool.encode()) * 7_919) % _COUNT**syllables
    parts = [
        words(_SYLLABLES[script], number // _COUNT**place % _COUNT) for place in range(syllables)
    ]
    return joined(*parts) if script == "arabic" else joined(parts[0].str.to_titlecase(), *parts[1:])


def word(pool: str, which: Ints, script: str = "latin") -> pl.Series:
    """The names with the given numbers: distinct within a pool, up to 2.3 million of them."""
    return _scripted(pool, which, script, 4)


def given(which: Ints, script: str = "latin") -> pl.Series:
    """Given names, which many people share."""
    return _scripted("given", np.asarray(which) % 211, script, 2)
