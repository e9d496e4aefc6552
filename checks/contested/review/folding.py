"""Texts in which names are looked for, folded as names are."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from contested.rules.columns.groups import name_key

JOINING = ("Mn", "Me", "Cf", "Lm", "Sk")
"""Kinds of signs that neither part a word nor make it another."""
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts, as Unicode names them, that put no spaces between words."""


class Words(NamedTuple):
    """A text in one piece, and where its words are."""

    key: str
    starts: dict[int, bool]
    """Where words begin, and whether each has a capital, or letters that know none."""
    ends: dict[int, str]
    """Where words end, and each by itself."""


def fold(text: str) -> Words:
    """Return a text as names are compared, with its words."""
    key, starts, ends = "", {}, {}
    for word in _parted(text).split():
        folded = name_key(word)
        starts[len(key)] = not word.islower()
        key += folded
        ends[len(key)] = folded
    return Words(key, starts, ends)


def _parted(text: str) -> str:
    """Return a text with a space wherever a sign parts words."""
    if text.isascii():
        return "".join(sign if sign.isalnum() else " " for sign in text)
    return "".join(map(_sign, unicodedata.normalize("NFKD", text)))


def _sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in JOINING:
        return ""
    return sign if kind[0] in "LN" or kind == "Mc" else " "


def is_unspaced(key: str) -> bool:
    """Return whether words in this script cannot be told apart."""
    return any(unicodedata.name(sign, "").startswith(UNSPACED) for sign in key)


def stands_in(key: str, words: Words, *, capital: bool, unspaced: bool) -> bool:
    """Return whether whole words of a text are these.

    With `capital` those in small letters are others.
    """
    at = words.key.find(key)
    while at >= 0:
        is_whole = at in words.starts and at + len(key) in words.ends
        if (unspaced or is_whole) and (not capital or words.starts.get(at, True)):
            return True
        at = words.key.find(key, at + 1)
    return False
