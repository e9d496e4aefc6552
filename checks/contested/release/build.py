"""Building a release: all its files, in a folder and a zip."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from contested.package import DESCRIPTOR
from contested.package.swap import staging
from contested.release.archive import digest, sum_of, write_sum, write_sums, write_zip
from contested.release.content import Content
from contested.release.descriptor import descriptor_bytes
from contested.release.tables import TableFile, table_files

Writer = Callable[[Content, Path], None]
"""Writes files of a release into its folder, from its content."""


def build(content: Content, out: Path, writers: Mapping[str, Writer]) -> Path:
    """Write `<name>-<version>/`, its zip and the zip's checksum into `out`.

    They take the place of older ones when all of them are finished. Returns the folder.
    """
    name = f"{content.name}-{content.version}"
    with staging(out, name) as part:
        folder, archive = part / name, part / f"{name}.zip"
        folder.mkdir()
        write_files(content, folder, writers)
        write_sums(folder)
        write_zip(folder, archive, content.moment)
        write_sum(archive)
        _set_rights(folder, archive, sum_of(archive))
    return out / name


def write_files(content: Content, folder: Path, writers: Mapping[str, Writer]) -> None:
    """Write all files but the checksums into an empty folder."""
    (folder / DESCRIPTOR).write_bytes(descriptor_bytes(content, _write_tables(content, folder)))
    for write in writers.values():
        write(content, folder)


def _write_tables(content: Content, folder: Path) -> list[tuple[TableFile, int, str]]:
    """Write the tables; return them without rows, each with size and digest."""
    files: list[tuple[TableFile, int, str]] = []
    for file in table_files(content):
        path = folder / file.path
        path.parent.mkdir(exist_ok=True)
        file.write(path)
        files.append((file._replace(frame=file.frame.clear()), path.stat().st_size, digest(path)))
    return files


def _set_rights(folder: Path, *files: Path) -> None:
    """Give files and folders the same rights on every machine."""
    for path in (folder, *folder.rglob("*"), *files):
        path.chmod(0o755 if path.is_dir() else 0o644)


def write_json(path: Path, value: object) -> None:
    """Write JSON as every file of a release has it.

    That is: two spaces, the order given, letters as they are in UTF-8, a line feed at the end.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n",
        encoding="utf-8",
        newline="\n",
    )
