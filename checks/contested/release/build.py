"""Building a release: every file of it, in a folder and in a zip of that folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from contested.package import DESCRIPTOR
from contested.release.archive import digest, write_sums, write_zip
from contested.release.content import Content
from contested.release.descriptor import described
from contested.release.tables import Sheet, sheets

Writer = Callable[[Content, Path], None]
"""Writes files of a release below its folder, from its content."""
MODE = 0o644


def build(content: Content, out: Path, writers: Mapping[str, Writer]) -> Path:
    """Makes `<name>-<version>/` and its zip in the folder `out`, in place of older ones; gives the
    folder.
    """
    folder = out / f"{content.name}-{content.version}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / DESCRIPTOR).write_bytes(described(content, _tables(content, folder)))
    for write in writers.values():
        write(content, folder)
    write_sums(folder)
    archive = out / f"{folder.name}.zip"
    archive.unlink(missing_ok=True)
    write_zip(folder, archive, content.moment)
    _level(folder)
    archive.chmod(MODE)
    return folder


def _tables(content: Content, folder: Path) -> list[tuple[Sheet, int, str]]:
    made: list[tuple[Sheet, int, str]] = []
    for sheet in sheets(content):
        path = folder / sheet.path
        path.parent.mkdir(exist_ok=True)
        sheet.write(path)
        made.append((sheet._replace(frame=sheet.frame.clear()), path.stat().st_size, digest(path)))
    return made


def _level(folder: Path) -> None:
    """Gives files and folders the same rights on every machine."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else MODE)


def write_json(path: Path, value: object) -> None:
    """Writes JSON as every file of a release is written: two spaces, in the order given, UTF-8 as
    it is, one line feed at the end.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
