"""Writing whole files: beside the old one, and then in its place."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Yield a text file that takes the place of `path` when finished.

    It is UTF-8 with line feeds, and leaves no trace if it is not finished.

    Where `path` is a link, what it leads to is replaced; where it is no file at all, such as
    /dev/stdout, it is written to.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    path = path.resolve()
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


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, or none of them.

    None takes its place before all of them are written.

    A failure on the way, also while they take their places, leaves every old file as it was; the
    OSError names the file that could not be written. A file that nobody may write (mode 444) is
    such a failure. Folders that are missing are made.
    """
    made: list[tuple[Path, Path]] = []
    old: list[tuple[Path, Path | None]] = []
    target = Path()
    try:
        for path, content in files.items():
            target = path.resolve()
            made.append((_write_beside(target, content), target))
        for part, target in made:
            old.append((target, _second_name(target)))
            part.replace(target)
    except BaseException as error:
        for path, kept in reversed(old):
            _put_back(path, kept)
        if isinstance(error, OSError):
            raise type(error)(error.errno, error.strerror, str(target)) from error
        raise
    finally:
        for beside in (*(part for part, _ in made), *(kept for _, kept in old if kept)):
            beside.unlink(missing_ok=True)


def _write_beside(target: Path, content: bytes) -> Path:
    """Write a file beside `target` with its content and rights."""
    refuse_read_only(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    try:
        write_through(Path(name), content, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def refuse_read_only(target: Path) -> None:
    """Raise PermissionError for a file that nobody may write."""
    if target.exists() and not target.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only")


def write_through(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a file down to the disk, with the rights of another."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like:
        path.chmod(_mode(like))


def sync_folder(folder: Path) -> None:
    """Write the names in a folder down to the disk."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _second_name(target: Path) -> Path | None:
    """Return a second name for the old file, to put it back.

    Nothing where there is none yet.
    """
    kept = target.with_name(f".{target.name}.{os.getpid()}.old.part")
    return kept if keep(target, kept) else None


def keep(target: Path, kept: Path) -> bool:
    """Give a file a second name, if there is such a file."""
    if not target.exists():
        return False
    kept.unlink(missing_ok=True)
    try:
        kept.hardlink_to(target)
    except OSError:
        shutil.copy2(target, kept)
    return True


def _put_back(path: Path, kept: Path | None) -> None:
    if kept is None:
        path.unlink(missing_ok=True)
    else:
        kept.replace(path)


def _mode(path: Path) -> int:
    """Return the rights of the old file, or of a new one."""
    return path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
