"""Building a release again from its own tables, and comparing every file."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from contested.check.load import LoadedTable
from contested.package import Package, UnreadableError
from contested.release.archive import SUMS, files_of
from contested.release.build import write_files
from contested.release.compare import difference
from contested.release.content import CHANGELOG, Content, programs
from contested.release.docs import readme, site
from contested.release.exports import croissant, rocrate
from contested.release.tables import DERIVED, resource_name
from contested.release.writers import WRITERS
from contested.standard import version_numbers

OF_DAY = re.compile(r"^Version \S+ of ([0-9]{4}-[0-9]{2}-[0-9]{2})\.$", re.MULTILINE)
PUBLISHED = re.compile(r'"datePublished": "([0-9]{4}-[0-9]{2}-[0-9]{2})"')
PROGRAMS = re.compile(
    rf"^{readme.MADE_WITH}(contested [\w.+-]+, Polars [\w.+-]+ and SQLite [\w.+-]+)\.$",
    re.MULTILINE,
)
DAYS = ((croissant.NAME, PUBLISHED), (rocrate.NAME, PUBLISHED), (readme.NAME, OF_DAY))
"""Where the day of a release is read from: it can be another than that of `created`."""


def differences(folder: Path, package: Package, loaded: Mapping[str, LoadedTable]) -> Iterator[str]:
    """Yield how files differ from what the tables give.

    What lies in the folder besides is told as well.
    """
    name, version = package.descriptor.get("name"), package.descriptor.get("version")
    if version_numbers(version if isinstance(version, str) else "") is None:
        yield "datapackage.json: it has no version of three numbers, as every release has"
        return
    content = _content(folder, package, loaded)
    with tempfile.TemporaryDirectory() as made:
        again = Path(made) / f"{name}-{version}"
        again.mkdir()
        try:
            yield from _differences(content, folder, again)
        except UnreadableError as error:
            yield f"the release cannot be built again to compare it: {error}"


def _differences(content: Content, folder: Path, again: Path) -> Iterator[str]:
    content.has_site = (folder / site.NAME).is_dir()
    log = folder / CHANGELOG
    content.changelog = log.read_bytes() if log.is_file() else None
    write_files(content, again, {k: w for k, w in WRITERS.items() if k != rocrate.NAME})
    strict, found = content.made_with == programs(), []
    if not content.has_site and site.is_small(content):
        found.append(f"{site.NAME}/ is not there")
        shutil.rmtree(again / site.NAME)
    for name in files_of(again):
        if not (folder / name).is_file():
            found.append(f"{name} is not there")
        elif how := difference(folder / name, again / name, strict=strict):
            found.append(f"{name} is not what the recorded tables and datapackage.json give: {how}")
        else:
            shutil.copyfile(folder / name, again / name)
    rocrate.write(content, again)
    found += _crate_difference(folder, again)
    found += (f"{name} is in no release" for name in sorted(_names(folder) - _names(again)))
    yield from found
    if found and not strict:
        yield f"the release was made with {content.made_with}, and compared by {programs()}"


def _crate_difference(folder: Path, again: Path) -> Iterator[str]:
    given = folder / rocrate.NAME
    if not given.is_file():
        yield f"{rocrate.NAME} is not there"
    elif how := difference(given, again / rocrate.NAME, strict=True):
        yield f"{rocrate.NAME} is not what the files of the release give: {how}"


def _names(folder: Path) -> set[str]:
    """Return everything below a folder but the checksums."""
    names = set()
    for top, folders, files in os.walk(folder):
        names |= {Path(top, name).relative_to(folder).as_posix() for name in (*folders, *files)}
    return names - {SUMS}


def _content(folder: Path, package: Package, loaded: Mapping[str, LoadedTable]) -> Content:
    """Return what the release was made from: it, without its derived tables."""
    derived = {resource_name(name) for name in DERIVED}
    resources = [one for one in package.resources if one.get("name") not in derived]
    recorded = Package(package.store, package.descriptor | {"resources": resources})
    tables = {name: one for name, one in loaded.items() if name not in derived}
    made = PROGRAMS.findall(_text(folder / readme.NAME))
    return Content(recorded, tables, _moment(folder, package), made[-1] if made else programs())


def _moment(folder: Path, package: Package) -> datetime.datetime:
    """Return midnight of the day that most files of the release give."""
    days = [str(package.descriptor.get("created"))[:10]]
    for name, pattern in DAYS:
        days += pattern.findall(_text(folder / name))[:1]
    day = Counter(days).most_common(1)[0][0]
    try:
        return datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    except ValueError:
        return datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
