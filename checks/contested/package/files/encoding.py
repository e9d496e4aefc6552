"""Which encoding bytes look like that are not UTF-8.

For the narrow ones, a byte a character, this is a guess for the message and nothing is read by it;
the wide ones are certain.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from contested.package.files.csvfile import Data

MARKS = {
    codecs.BOM_UTF32_LE: ("UTF-32", "utf-32"),
    codecs.BOM_UTF32_BE: ("UTF-32", "utf-32"),
    codecs.BOM_UTF16_LE: ("UTF-16, which spreadsheets call “Unicode text”", "utf-16"),
    codecs.BOM_UTF16_BE: ("UTF-16, with the larger byte first", "utf-16"),
}
"""What messages and Python call them. The longer marks stand first: UTF-32's begins as UTF-16's
does.
"""
ZEROS = {
    (4, 0): ("UTF-32", "utf-32-le"),
    (4, 3): ("UTF-32", "utf-32-be"),
    (2, 0): ("UTF-16", "utf-16-le"),
    (2, 1): ("UTF-16", "utf-16-be"),
}
"""How many bytes a character has, and which of them is its own where all others of plain text are
zero.
"""
HEAD, SAMPLE = 256, 1 << 14
DAMAGED, UNKNOWN, WESTERN = (
    "UTF-8 in which some characters are damaged or cut off",
    "no encoding of text",
    "Windows-1252, Western European",
)
ARABIC, CYRILLIC, MAC = "Windows-1256, Arabic and Persian", "Windows-1251, Cyrillic", "Mac Roman"


class Wide(NamedTuple):
    """An encoding of two or four bytes a character, as messages and as Python name it."""

    name: str
    codec: str


def wide(data: Data) -> Wide | None:
    """UTF-16 or UTF-32, if the file begins so; without a mark such text is legal UTF-8 full of
    zeros.
    """
    head = data[:HEAD]
    for mark, names in MARKS.items():
        if head.startswith(mark):
            return Wide(*names)
    if len(head) < 8:
        return None
    for (size, own), names in ZEROS.items():
        every = [head[i::size].count(0) / len(head[i::size]) for i in range(size)]
        if every[own] < 0.1 and min(share for i, share in enumerate(every) if i != own) > 0.4:
            return Wide(*names)
    return None


def narrow(sample: bytes) -> str:
    """What bytes that are neither UTF-8 nor wide look like; `sample` should hold the first that is
    wrong.
    """
    control = len(re.findall(rb"[\x00-\x08\x0e-\x1f\x7f]", sample))
    if 20 * control > len(sample):
        return UNKNOWN
    told = sample.decode("utf-8", "replace")
    bad = told.count("\ufffd")
    if sum(c > "\x7f" for c in told) > 3 * bad:
        return DAMAGED
    runs = re.findall(rb"[\x80-\xff]+", sample)
    high = b"".join(runs)
    if len(high) > 2 * len(runs):
        letters = [c for c in high.decode("cp1251", "ignore") if c.isalpha()]
        return CYRILLIC if sum(c.islower() for c in letters) > 0.8 * len(letters) else ARABIC
    letters_of_mac = len(re.findall(rb"[\x81-\x84\x86-\x90\x95\x98-\x9f]", high))
    return MAC if 2 * letters_of_mac > len(high) else WESTERN
