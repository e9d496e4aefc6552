"""The encoding that bytes look like that are not UTF-8.

The wide ones, two or four bytes a character, are certain. Any bytes can be read in a narrow one, so
that is a guess, for messages alone: nothing is read by it.
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
HEAD, SAMPLE, CLOSE = 256, 1 << 14, 0.07
DAMAGED, UNKNOWN = (
    "UTF-8 in which some characters are damaged or cut off",
    "no encoding of text",
)
NAMES = {
    "cp1252": "Windows-1252, Western European",
    "cp1250": "Windows-1250, Central European",
    "cp1251": "Windows-1251, Cyrillic",
    "cp1256": "Windows-1256, Arabic and Persian",
    "cp1254": "Windows-1254, Turkish",
    "cp1253": "Windows-1253, Greek",
    "cp1255": "Windows-1255, Hebrew",
    "cp1257": "Windows-1257, Baltic",
    "mac_roman": "Mac Roman",
    "gb18030": "GB 18030, Chinese",
    "shift_jis": "Shift JIS, Japanese",
    "big5": "Big5, Chinese",
    "euc_kr": "EUC-KR, Korean",
    "cp850": "MS-DOS, Western European",
    "cp852": "MS-DOS, Central European",
    "cp866": "MS-DOS, Cyrillic",
    "koi8_r": "KOI8-R, Cyrillic",
    "cp857": "MS-DOS, Turkish",
    "cp737": "MS-DOS, Greek",
    "cp720": "MS-DOS, Arabic",
    "cp860": "MS-DOS, Portuguese",
}
"""The narrow encodings that programs write, by Python's names for them, the most usual first."""


class Wide(NamedTuple):
    """An encoding of two or four bytes a character.

    It has a name for messages and one for Python.
    """

    name: str
    codec: str


def wide(data: Data) -> Wide | None:
    """Return UTF-16 or UTF-32, if the file begins so.

    Without a mark such text is legal UTF-8 full of zeros.
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


def sample(data: Data, wrong: int) -> bytes:
    """Return the bytes by which an encoding is told.

    They stand around the first that is not UTF-8.
    """
    return data[max(wrong - SAMPLE, 0) : wrong + SAMPLE]


def narrow(sample: bytes) -> str:
    """Return what bytes look like that are neither UTF-8 nor wide.

    `sample` should hold the first byte that is wrong.
    """
    if is_damaged(sample):
        return DAMAGED
    return NAMES.get(likeliest(sample) or "", UNKNOWN)


def is_damaged(sample: bytes) -> bool:
    """Return True for UTF-8 in which few of the characters are wrong."""
    text = sample.decode("utf-8", "replace")
    return not _is_binary(sample) and sum(c > "\x7f" for c in text) > 3 * text.count("\ufffd")


def likeliest(sample: bytes) -> str | None:
    """Return the encoding of `NAMES` in which bytes read best.

    None where they are text in none of them.

    How odd a reading is, from 0 to 1, is charset-normalizer's measure. Among those that are as good
    to `CLOSE` the most usual is taken, since short texts differ by chance.
    """
    from charset_normalizer import from_bytes

    if _is_binary(sample):
        return None
    oddness: dict[str, float] = {}
    for match in from_bytes(sample, cp_isolation=list(NAMES)):
        oddness |= dict.fromkeys(match.could_be_from_charset, match.chaos)
    close = min(oddness.values(), default=0) + CLOSE
    return next((name for name in NAMES if oddness.get(name, 1) <= close), None)


def _is_binary(sample: bytes) -> bool:
    return 20 * len(re.findall(rb"[\x00-\x08\x0e-\x1f\x7f]", sample)) > len(sample)
