"""Damage to letters: wrong encodings, lost letters, autocorrection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from contested.package.files.canonical import WHITE

GARBLED, LOST, TYPESET = (
    "text read in the wrong encoding",
    "letters lost in an encoding that lacks them",
    "typographic signs in place of plain ones",
)
CUT = "text cut off after {limit:,} characters"
PAGES = (
    "cp1252",
    "latin-1",
    "mac_roman",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp437",
    "cp850",
    "cp866",
)
"""Encodings of one byte a character that Windows, the Macintosh and DOS read and write text in."""
CROSSED = (
    ("mac_roman", "cp1252"),
    ("cp1252", "mac_roman"),
    ("cp437", "cp1252"),
    ("cp850", "cp1252"),
    ("cp1251", "cp1252"),
    ("cp1252", "cp1251"),
    ("cp1256", "cp1252"),
    ("cp1252", "cp1256"),
    ("cp866", "cp1251"),
)
"""Written in the first, read in the second. Pairs that turn a Latin letter into one that a person
may well mean (õ and ő) are not among them.
"""
LIMITS = (32767, 65535)
"""Characters, in units of UTF-16, that a cell can hold in Excel and .xlsx, and in LibreOffice 7.4's
.ods.
"""
REPLACED, ASKED, PRIVATE = "\ufffd", "?", 0xF100
GAPS: dict[str, Callable[[int], str]] = {
    "control": chr,
    "private": lambda byte: chr(PRIVATE + byte),
    "replaced": lambda _: REPLACED,
    "asked": lambda _: ASKED,
}
"""What becomes of a byte that a code page does not know. LibreOffice 7.4 puts it into the private
area, browsers among the controls.
"""
_TYPESET = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "…": "...",
        "©": "(c)",
        "®": "(r)",
        "™": "(tm)",
        "½": "1/2",
        "¼": "1/4",
        "¾": "3/4",
    }
)
_NEAREST = {
    "‐": "-",
    "‑": "-",
    "−": "-",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "ʼ": "'",
    "′": "'",
}
"""What is written for a character that an encoding lacks, besides a letter without its marks."""
_FOREIGN = re.compile(r"([^\x00-\x7f]+)")


class Misreading(NamedTuple):
    """Text written in one encoding and read in another, so many times."""

    written: str
    read: str
    gap: str
    times: int

    def of(self, text: str) -> str | None:
        """Return what a text turns into, if it can be written so."""
        table = _table(self.read, self.gap)
        for _ in range(self.times):
            try:
                text = "".join([table[byte] for byte in text.encode(self.written)])
            except UnicodeEncodeError:
                return None
        return text


def encoding_damage(base: str, head: str) -> str | None:
    """Return which damage by an encoding makes `head` of `base`, if any.

    Read in a wrong one, letters turn into others; written in a wrong one, those that it lacks are
    lost.
    """
    if base.isascii():
        return None
    start = next(at for at, character in enumerate(base) if character > "\x7f")
    if head[:start] != base[:start]:
        return None
    for beginning, misreading in _beginnings(base[start], longer=len(base) != len(head)):
        if (
            head.startswith(beginning, start)
            and (made := misreading.of(base))
            and (_clean(made) == head or cutoff(made, head))
        ):
            return GARBLED
    is_replaced = REPLACED in head
    if is_replaced and _is_replaced(base, head):
        return LOST
    if (is_replaced or head.count(ASKED) > base.count(ASKED)) and any(
        _is_marked(base, head, _characters(page)) for page in PAGES
    ):
        return LOST
    return None


def autocorrection(base: str, head: str) -> str | None:
    """Return why `head` is `base` as autocorrection sets it, if it is.

    It changes quotation marks, dashes, spaces and signs.
    """
    return TYPESET if head.translate(_TYPESET) == base else None


def cutoff(base: str, head: str) -> str | None:
    """Return why `head` is all of `base` that a cell holds."""
    for limit in LIMITS:
        if base.startswith(head):
            kept = base.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
            if _clean(kept) == head:
                return CUT.format(limit=limit)
    return None


@lru_cache(maxsize=1 << 12)
def _beginnings(character: str, *, longer: bool) -> tuple[tuple[str, Misreading], ...]:
    """Return how a text that began with this character begins once misread.

    Each with its misreading, so that few texts need be misread whole. Only what is misread from
    UTF-8 becomes `longer`.
    """
    ways = [
        Misreading("utf-8", page, gap, times) for page, gap, times in product(PAGES, GAPS, (1, 2))
    ]
    ways += [] if longer else [Misreading(written, read, "control", 1) for written, read in CROSSED]
    return tuple((beginning.rstrip(WHITE), way) for way in ways if (beginning := way.of(character)))


@cache
def _table(page: str, gap: str) -> list[str]:
    """Return the character for each byte of a code page."""
    return [bytes([byte]).decode(page, "ignore") or GAPS[gap](byte) for byte in range(256)]


@cache
def _characters(page: str) -> frozenset[str]:
    """Return the characters that a code page has."""
    return frozenset(bytes(range(256)).decode(page, "ignore"))


def _is_replaced(base: str, head: str) -> bool:
    """Return True if `head` is `base` with signs of replacement in it.

    They stand for some of its foreign characters, one for each byte at most.
    """
    before, after = _FOREIGN.split(base), _FOREIGN.split(head)
    if before[::2] != after[::2]:
        return False
    for was, now in zip(before[1::2], after[1::2], strict=True):
        kept = now.replace(REPLACED, "")
        rest = iter(was)
        if not all(character in rest for character in kept) or not len(was) - len(kept) <= len(
            now
        ) - len(kept) <= 4 * (len(was) - len(kept)):
            return False
    return True


def _is_marked(base: str, head: str, letters: frozenset[str]) -> bool:
    """Return True if `head` is `base` with question marks for lost characters.

    Or with the nearest letters for what is not among `letters`. A letter or a digit must be gone: a
    person may well write a question mark for another mark. Windows writes two for what is beyond
    the first 65,536 characters. If the file was then read as UTF-8, every foreign character may be
    a sign of replacement.
    """
    for doubled in (1, 2):
        at, gone = 0, False
        for character in base:
            width = doubled if character > "\uffff" else 1
            there = head[at : at + width]
            if character > "\x7f" and there == REPLACED:
                gone = True
            elif character not in letters and there == ASKED * width:
                gone |= unicodedata.category(character)[0] in "LMN"
            elif there != character and (character in letters or there != _nearest(character)):
                break
            at += width
        else:
            if gone and at == len(head):
                return True
    return False


def _nearest(character: str) -> str:
    """Return what Windows and LibreOffice write for a lacking character."""
    return _NEAREST.get(character) or unicodedata.normalize("NFKD", character)[0]


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip(WHITE)
