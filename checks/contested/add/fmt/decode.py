"""Bytes as text: UTF-8, UTF-16, UTF-32, or the encoding that somebody names.

No other encoding is ever guessed at. Any bytes can be read in a narrow one, and a wrong reading
turns names into others without a warning.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contested.package.files import encoding

if TYPE_CHECKING:
    from contested.package.files.csvfile import CsvFile

WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\x00-\x1f ,;\"]*")
"""What stands together and is not all ASCII."""
SHOWN = 60


@dataclass(frozen=True)
class Decoded:
    """The text of a file, as UTF-8 without a byte order mark."""

    data: bytes
    encoding: str = ""
    """The encoding that it was in; blank where it was UTF-8 all along."""


class UndecodedError(Exception):
    """Bytes of which nobody has said what they mean."""


def decode(file: CsvFile, codec: str | None = None) -> Decoded:
    """Return the text of a file.

    `codec` is the encoding of a file that neither is UTF-8 nor shows by itself what it is. Raises
    UndecodedError.
    """
    raw = file.data[:]
    if wide := encoding.wide(raw):
        return _wide(raw, wide)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return _narrow(file, codec, error.start)
    return Decoded(raw.removeprefix(b"\xef\xbb\xbf"))


def is_decoded(file: CsvFile) -> bool:
    """Return True for a file that needs no encoding named."""
    try:
        decode(file)
    except UndecodedError:
        return False
    return True


def _wide(raw: bytes, wide: encoding.Wide) -> Decoded:
    try:
        text = raw.decode(wide.codec).removeprefix("\ufeff")
    except UnicodeError as error:
        raise UndecodedError(
            f"The file looks like {wide.name}, but breaks off or is damaged. Get it once more from"
            " whoever made it."
        ) from error
    return Decoded(text.encode(), wide.name.partition(",")[0])


def _narrow(file: CsvFile, codec: str | None, wrong: int) -> Decoded:
    """Return the text in the encoding named.

    `wrong` is the first byte that is not UTF-8.
    """
    raw = file.data[:]
    if codec:
        try:
            return Decoded(raw.decode(codec).encode(), encoding.NAMES.get(codec, codec))
        except UnicodeError as error:
            raise UndecodedError(f"The file is not in the encoding {codec}.") from error
    sample = encoding.sample(raw, wrong)
    if encoding.is_damaged(sample):
        raise UndecodedError(
            "The file is UTF-8 in which some characters are damaged. Take them from an older"
            " version, or type them anew."
        )
    raise UndecodedError(_advice(file.name, sample, encoding.likeliest(sample)))


def _advice(path: str, sample: bytes, codec: str | None) -> str:
    """Return what to do about a file.

    It shows a word by which a person sees whether the guess is right.
    """
    if codec is None:
        return (
            "It is not UTF-8. Save it as UTF-8 in the program that wrote it, or name its encoding"
            " with --encoding."
        )
    word = WORD.search(sample.decode(codec, "replace"))
    assert word, "bytes that are not UTF-8 are not ASCII"
    return (
        f"It is not UTF-8, but likeliest {encoding.NAMES[codec]}. It then says"
        f" “{word[0][:SHOWN]}”. If that is right, run the command below. If not, name another"
        " encoding in it, or save the file as UTF-8 in the program that wrote it.\n"
        f"    contested fmt --encoding {codec} {shlex.quote(path)}"
    )
