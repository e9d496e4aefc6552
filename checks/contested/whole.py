"""Writing whole files: beside the old one, and then in its place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def replaced(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8, line feeds) that takes the place of `path` when it is finished, and leaves no trace if it is not.

    Where `path` is a link, what it leads to is replaced; where it is no file at all, such as /dev/stdout, it is written to.
    """
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Writes several files, none of which takes its place before all of them are written.

    A failure on the way leaves every old file as it was. Folders that are missing are made.
    """
    made: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
            made.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(_mode(target))
        for part, target in made:
            part.replace(target)
    except BaseException:
        for part, _ in made:
            part.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, or those that a new one would get."""
    return path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
