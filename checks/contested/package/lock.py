"""A lock on a folder, for which runs of this program wait."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = ".contested.lock"
"""The file in the folder while something in it is being changed."""


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, and leave no file behind.

    It is the system's, so that it ends with the run that holds it, however that ends. A network
    folder without locks keeps nobody waiting.
    """
    from filelock import FileLock

    path = folder / LOCK
    held = FileLock(path, fallback_to_soft=False)
    try:
        held.acquire()
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP):
            raise
    try:
        yield
    finally:
        # Whoever waits on a file that is gone opens it anew. On Windows the release removes it.
        with suppress(OSError):
            path.unlink()
        held.release()
