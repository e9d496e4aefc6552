"""Packages in a zip, which is read and never unpacked on disk."""

from __future__ import annotations

import contextlib
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from contested.package.package import DESCRIPTOR, NOT_YAML, YAML, UnreadableError
from contested.package.store import MemoryStore

LARGEST_ZIP = 1 << 30
"""Bytes that a zip may hold when unpacked, all of which are held in memory."""
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What reading a damaged zip can raise."""
UTF_8 = 0x800
"""The flag that says how names are written."""


def unzip(path: Path) -> list[MemoryStore]:
    """Return the packages in a zip.

    Nothing is ever written to disk. Raises UnreadableError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _stores(path, archive)
    except BROKEN as error:
        raise UnreadableError(
            f"{path} is neither a {DESCRIPTOR}, nor a folder, nor a readable zip of one ({error})."
        ) from error


def _stores(path: Path, archive: zipfile.ZipFile) -> list[MemoryStore]:
    members = [(name_of(one), one) for one in archive.infolist()]
    files = {name: one for name, one in members if not name.endswith("/")}
    described = [name for name in files if PurePosixPath(name).name == DESCRIPTOR]
    tops = [name.removesuffix(DESCRIPTOR) for name in described]
    _refuse(path, [name for name, _ in members if name in files], tops, files)
    data = {name: archive.read(one) for name, one in files.items() if name.startswith(tuple(tops))}
    return [
        MemoryStore(
            {name.removeprefix(top): data[name] for name in data if name.startswith(top)},
            f"{path.as_posix()}/{top}",
        )
        for top in sorted(tops, key=lambda top: (top.count("/"), top))
    ]


def name_of(member: zipfile.ZipInfo) -> str:
    """Return the name of a member, as whoever packed it saw it.

    Programs of Windows part folders by a backslash, whatever system they say the name comes from,
    and those of Macs write UTF-8 without saying so. No table's name has a backslash of its own.
    """
    name = member.filename
    if not member.flag_bits & UTF_8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _refuse(
    path: Path, named: list[str], tops: list[str], members: dict[str, zipfile.ZipInfo]
) -> None:
    if not tops:
        is_yaml = any(PurePosixPath(name).name in YAML for name in members)
        more = f" {NOT_YAML}" if is_yaml else ""
        raise UnreadableError(f"There is no {DESCRIPTOR} in {path}.{more}")
    if len(named) > len(members):
        raise UnreadableError(
            f"{path} holds two files of one name:"
            f" {next(name for name in members if named.count(name) > 1)}."
        )
    refuse_large(path, [one for name, one in members.items() if name.startswith(tuple(tops))])


def refuse_large(path: Path, members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse members that are too large when unpacked.

    No member gives more bytes than it says it has. Raises UnreadableError.
    """
    if sum(one.file_size for one in members) > LARGEST_ZIP:
        raise UnreadableError(
            f"{path} holds more than {LARGEST_ZIP >> 20:,} MB when it is unpacked. Unpack it, and"
            " name the folder."
        )
