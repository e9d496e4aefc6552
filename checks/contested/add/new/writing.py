"""Writing a new row into a package that others may be writing to: nothing that they wrote is lost,
and nothing unjudged is written.

Runs of this program wait for one another. A spreadsheet or git does not wait, so that the package
on disk is compared with the one that was read, and read and judged again if it is another one by
now.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from contested.add.new.adding import Place, fresh, place
from contested.check.load import load
from contested.package import from_store
from contested.package.write import replace_all
from contested.results import Finding
from contested.rules.rule import Rule

LOCK = ".contested.lock"
"""What lies beside the descriptor while a row is being judged and written."""


@dataclass
class Adding:
    """One row on its way into a package, whose place is found anew whenever the package has
    changed.
    """

    place: Place
    wanted: str | None
    """The part that was asked for."""
    rules: Collection[Rule]
    today: int

    def judged(self, cells: Mapping[str, str]) -> list[Finding]:
        """What the rules would newly find in the package, as it is on disk now, if the row were
        added.

        Raises AddingError where there is no place for the row any more.
        """
        while True:
            found = fresh(self.place.package, self.place.files(cells), self.rules, self.today)
            if not self.place.is_stale:
                return found
            package = from_store(self.place.package.store)
            self.place = place(package, load(package), self.place.table.name, self.wanted)

    def write(self, cells: Mapping[str, str]) -> list[Finding]:
        """Adds the row unless that would make an error, and gives what was found; raises
        AddingError as `judged` does.
        """
        store = self.place.package.store
        root = store.path("")
        assert root is not None, "rows are added to packages in folders"
        with alone(root):
            found = self.judged(cells)
            if not any(one.severity == "error" for one in found):
                replace_all(
                    {root / name: content for name, content in self.place.files(cells).items()}
                )
        return found


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Waits until no other run is writing in a folder, and keeps others waiting; leaves no file
    behind.

    The lock is the system's, so that it ends with the run that holds it, however that ends.
    """
    path = folder / LOCK
    handle = _taken(path)
    try:
        yield
    finally:
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        os.close(handle)


if sys.platform == "win32":
    import time

    def _taken(path: Path) -> int:
        """The lock, a file that is there only while a run holds it open."""
        until = time.monotonic() + 5
        while True:
            try:
                return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)
            except FileExistsError:
                until = time.monotonic() + 5
            except PermissionError:  # Windows says so for a moment of a file that is being removed.
                if time.monotonic() > until:
                    raise
            time.sleep(0.05)

else:
    import fcntl

    def _taken(path: Path) -> int:
        """The lock on a file that is still there once it is held; a network folder without locks
        gives one that keeps nobody waiting.
        """
        while True:
            handle = os.open(path, os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
            try:
                with suppress(OSError):
                    fcntl.flock(handle, fcntl.LOCK_EX)
                with suppress(FileNotFoundError):
                    if os.path.samestat(os.fstat(handle), path.stat()):
                        return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)
