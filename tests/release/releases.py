"""Contents of releases for tests."""

from __future__ import annotations

import datetime

from contested.check.load import load
from contested.package import Package
from contested.release.content import Content

MOMENT = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def content_of(package: Package) -> Content:
    """What a release of a package holds."""
    return Content(package, load(package), MOMENT)
