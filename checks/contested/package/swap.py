"""Putting a whole folder into the place of an older one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contested.package.lock import lock

OLD = "old"
"""What the folder that is replaced is called, from one rename to the next."""


@contextmanager
def staging(out: Path, name: str) -> Iterator[Path]:
    """Yield an empty folder, and move what is written there into `out`.

    It is `out/.NAME.part`, so that moving is renaming, and what has its own name in `out` is whole.
    If the block fails, `out` is as it was. A process that is killed between the two renames of a
    folder leaves the older one there under the name `old`; the next release puts it back
    first. Others into `out` wait.
    """
    out.mkdir(parents=True, exist_ok=True)
    part = out / f".{name}.part"
    with lock(out):
        _clear(part, out / name)
        part.mkdir()
        try:
            yield part
            for new in sorted(part.iterdir()):
                there = out / new.name
                if there.is_dir():
                    there.rename(part / OLD)
                new.replace(there)
        finally:
            _clear(part, out / name)


def _clear(part: Path, folder: Path) -> None:
    """Remove what is half done; put back the folder set aside."""
    if (part / OLD).is_dir() and not folder.exists():
        (part / OLD).rename(folder)
    shutil.rmtree(part, ignore_errors=True)
