"""Archives and checksums that depend on nothing but what is in them."""

from __future__ import annotations

import datetime
import hashlib
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

SUMS, SUM = "SHA256SUMS", ".sha256"
"""The checksums of a folder's files, in it; and what the checksum of a zip adds to its name."""
FIRST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The earliest moment that a zip can name."""
STEP = 1 << 20
"""Bytes that are in memory at a time."""
LARGE = 1 << 31
"""Bytes from which on a file needs the fields of zip64."""


def files_of(folder: Path) -> list[str]:
    """Return every file below a folder, sorted by code point.

    Each is a path in the folder, with forward slashes.
    """
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS over all other files, as `sha256sum --check` reads it."""
    digests = {name: digest(folder / name) for name in files_of(folder) if name != SUMS}
    (folder / SUMS).write_bytes(sums_of(digests))


def write_sum(archive: Path) -> None:
    """Write the checksum of a zip into `<name>.zip.sha256` beside it."""
    sum_of(archive).write_bytes(sums_of({archive.name: digest(archive)}))


def sum_of(archive: Path) -> Path:
    """Return where the checksum of a zip stands."""
    return archive.with_name(archive.name + SUM)


def sums_of(digests: Mapping[str, str]) -> bytes:
    """Return the lines that `sha256sum --check` reads."""
    return "".join(f"{value}  {name}\n" for name, value in digests.items()).encode()


def read_sums(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and digests that a file of checksums lists.

    Raises ValueError for a line that lists none, and for text that is not UTF-8.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        value, gap, name = line.partition("  ")
        if not gap or len(value) != 64 or not name:
            raise ValueError(f"line {number} of {path.name} is no digest and name: {line[:80]}")
        yield name, value


def write_zip(folder: Path, target: Path, moment: datetime.datetime) -> None:
    """Write a zip of a folder that says nothing of this machine.

    Names are sorted, all files have one moment and one set of rights, and there is no comment.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in files_of(folder):
            path = folder / name
            info = _entry(f"{folder.name}/{name}", max(moment.astimezone(datetime.UTC), FIRST))
            large = path.stat().st_size >= LARGE
            with path.open("rb") as source, archive.open(info, "w", force_zip64=large) as out:
                shutil.copyfileobj(source, out, STEP)


def _entry(name: str, at: datetime.datetime) -> zipfile.ZipInfo:
    """Return an entry of that moment with the rights `rw-r--r--`.

    Zips know even seconds only.
    """
    entry = zipfile.ZipInfo(
        name, (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2)
    )
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on every machine
    entry.external_attr = 0o100644 << 16
    return entry
