"""Contents of releases for tests."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from contested.check.load import load
from contested.package import Package
from contested.release.content import Content
from contested.testing.specimen import changed

Run = Callable[..., tuple[int, str, str]]
PROGRAMS = "contested 0.1.0, Polars 1.0.0 and SQLite 3.45.0"
LOG = b"## 1.0.0\n\nFirst.\n"
MOMENT = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def content_of(package: Package) -> Content:
    """Return what a release of a package holds."""
    return Content(package, load(package), MOMENT, PROGRAMS, changelog=LOG)


def lay(folder: Path, change: str = "") -> None:
    """Write the changed specimen into a folder, with a changelog."""
    changed(change).write(folder)
    (folder / "CHANGELOG.md").write_text("## 1.0.0\n\nFirst.\n\n## 1.1.0\n\n## 2.0.0\n")
