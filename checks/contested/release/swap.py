"""Putting a finished folder into the place of another in one step, so that nobody ever sees half of
either.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS:
https://man7.org/linux/man-pages/man2/rename.2.html
"""
AT_FDCWD = -100
STAGED = ".contested-staged-"


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder beside `out` that holds all that `out` holds and, when it is finished, takes its
    place in one step.

    What is there already costs nothing: files are shared until they are replaced. If the block
    fails, or the process is killed, `out` is as it was; what is then left beside it is cleared away
    the next time.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    for left in out.parent.glob(f"{STAGED}{out.name}-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=out.parent, prefix=f"{STAGED}{out.name}-"))
    try:
        made = folder / out.name
        if out.exists():
            shutil.copytree(out, made, copy_function=_share, symlinks=True)
        else:
            made.mkdir()
        made.chmod(0o755)
        yield made
        _settle(made)
        _put(made, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _share(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _settle(folder: Path) -> None:
    """Has the system write out what was written, so that a power cut cannot leave a folder of empty
    files.
    """
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.is_symlink():
            continue
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EACCES, errno.EBADF):
                raise
        finally:
            os.close(handle)


def _put(made: Path, out: Path) -> None:
    if not out.exists():
        made.rename(out)
    elif not _exchanged(made, out):
        aside = made.with_name("old")
        out.rename(aside)
        made.rename(out)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could swap two folders in one step; where it cannot, two steps
    have to do.
    """
    try:
        library = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return library.renamex_np(*names, EXCHANGE) == 0  # type: ignore[no-any-return]
        return library.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], EXCHANGE) == 0  # type: ignore[no-any-return]
    except (AttributeError, OSError, TypeError):
        return False
