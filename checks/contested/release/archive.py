"""Archives and checksums that depend on nothing but what is in them."""

from __future__ import annotations

import datetime
import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

SUMS = "SHA256SUMS"
FIRST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The earliest moment that a zip can name."""
STEP = 1 << 20


def files_of(folder: Path) -> list[str]:
    """Every file below a folder, by its path with forward slashes, sorted by code point."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        for part in iter(lambda: file.read(STEP), b""):
            total.update(part)
    return total.hexdigest()


def write_sums(folder: Path) -> None:
    """Writes SHA256SUMS over every other file of a folder, as `sha256sum --check` reads it."""
    lines = (f"{digest(folder / name)}  {name}\n" for name in files_of(folder) if name != SUMS)
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_sums(text: str) -> Iterator[tuple[str, str]]:
    """The names and digests that a SHA256SUMS lists; raises ValueError for a line that
    lists none.
    """
    for number, line in enumerate(text.splitlines(), 1):
        value, gap, name = line.partition("  ")
        if not gap or len(value) != 64 or not name:
            raise ValueError(f"line {number} of {SUMS} is no digest and name: {line[:80]}")
        yield name, value


def write_zip(
    folder: Path, target: Path, moment: datetime.datetime, names: Iterable[str] | None = None
) -> None:
    """Writes a zip of a folder: names sorted, one moment and one set of rights for all, no comment
    and nothing of this machine.
    """
    at = max(moment.astimezone(datetime.UTC), FIRST)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names if names is not None else files_of(folder):
            info = zipfile.ZipInfo(
                f"{folder.name}/{name}",
                (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2),
            )
            info.compress_type, info.create_system, info.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o100644 << 16,
            )
            with (
                (folder / name).open("rb") as source,
                archive.open(
                    info, "w", force_zip64=(folder / name).stat().st_size >= 1 << 31
                ) as out,
            ):
                for part in iter(lambda source=source: source.read(STEP), b""):  # type: ignore[misc]
                    out.write(part)
