"""Verifying a release: files as its sums and tables say."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from contested.check.load import load
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.store import FolderStore
from contested.package.zips import BROKEN
from contested.release.archive import SUMS, digest, files_of, read_sums, sum_of, sums_of
from contested.release.exports import rocrate
from contested.release.rebuild import differences
from contested.release.unpack import is_packed_anew, unpack
from contested.rules.rule import Rule

SHOWN = 3
"""Findings of one rule and table that are told."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of checking a release."""

    faults: list[str]
    """Everything that is wrong, naming the file."""
    is_packed_anew: bool = False
    """Whether nothing is wrong, and the zip is not as contested packs one."""


def verify(path: Path, rules: list[Rule], today: int) -> Verified:
    """Check a release.

    A zip is held to the checksum beside it, if there is one, and a zip and a folder of one name to
    each other.
    """
    if path.is_dir():
        archive = path.resolve().with_name(f"{path.resolve().name}.zip")
        return Verified([*_folder_faults(path, rules, today), *_pair_faults(path, archive)])
    found = list(_zip_faults(path))
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as spare:
        try:
            folder = unpack(path, Path(made))
        except BROKEN as error:
            return Verified([*found, f"{path.name} cannot be unpacked: {error}"])
        found += _folder_faults(folder, rules, today)
        found += _pair_faults(path.with_name(path.name.removesuffix(".zip")), path)
        is_anew = not found and is_packed_anew(path, folder, Path(spare))
    return Verified(found, is_anew)


def _zip_faults(path: Path) -> Iterator[str]:
    sums = sum_of(path)
    if not sums.is_file():
        return
    try:
        listed = dict(read_sums(sums))
    except ValueError as error:
        yield f"{sums.name}: {error}"
        return
    if listed.get(path.name) != digest(path):
        yield f"{path.name} is not what {sums.name} says"


def _pair_faults(folder: Path, archive: Path) -> Iterator[str]:
    """Yield a fault if a folder and the zip beside it differ."""
    if not (folder.is_dir() and (folder / SUMS).is_file() and archive.is_file()):
        return
    try:
        with zipfile.ZipFile(archive) as opened:
            same = opened.read(f"{folder.name}/{SUMS}") == (folder / SUMS).read_bytes()
    except (*BROKEN, KeyError):
        same = False
    if not same:
        yield (
            f"{folder.name}/ and {archive.name} beside it are two releases: their {SUMS} differ."
            " Release it again"
        )


def _folder_faults(folder: Path, rules: list[Rule], today: int) -> Iterator[str]:
    changed = list(_changed_files(folder))
    yield from changed
    if changed:
        return
    if not (folder / DESCRIPTOR).is_file():
        yield f"{DESCRIPTOR} is not there"
        return
    package = from_store(FolderStore(folder))
    loaded = load(package)
    report = validate_package(package, rules, today, loaded=loaded)
    errors = [group for group in report.groups if group.severity == "error"]
    for group in errors:
        for one in group.tell(SHOWN):
            yield f"{one.place.file}: {one.rule}: {one.message}"
    yield from _crate_faults(folder)
    found = list(_descriptor_faults(package, folder))
    yield from found
    if not errors and not found:
        yield from differences(folder, package, loaded)


def _changed_files(folder: Path) -> Iterator[str]:
    if not (folder / SUMS).is_file():
        yield f"{SUMS} is not there"
        return
    try:
        listed = dict(read_sums(folder / SUMS))
    except ValueError as error:
        yield f"{SUMS}: {error}"
        return
    there = {name: digest(folder / name) for name in files_of(folder) if name != SUMS}
    yield from (f"{name} is not listed in {SUMS}" for name in there if name not in listed)
    yield from (f"{name} is listed in {SUMS} and not there" for name in listed if name not in there)
    wrong = [name for name in there if there[name] != listed.get(name, there[name])]
    yield from (f"{name} is not what {SUMS} says" for name in wrong)
    if listed == there and (folder / SUMS).read_bytes() != sums_of(there):
        yield f"{SUMS} is not written as a release writes it"
    yield from (f"{name} is a link" for name in there if (folder / name).is_symlink())


def _crate_faults(folder: Path) -> Iterator[str]:
    """Yield the files of which the RO-Crate gives another digest."""
    try:
        nodes = json.loads((folder / rocrate.NAME).read_bytes())["@graph"]
        said = {one["@id"]: one["sha256"] for one in nodes if "sha256" in one}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return
    for name in files_of(folder):
        if said.get(quote(name), digest(folder / name)) != digest(folder / name):
            yield f"{name} is not what {rocrate.NAME} says"


def _descriptor_faults(package: Package, folder: Path) -> Iterator[str]:
    for one in package.resources:
        path = one.get("path")
        if not isinstance(path, str) or not (folder / path).is_file():
            continue
        given = one.get("bytes"), one.get("hash")
        file = folder / path
        if given != (file.stat().st_size, f"sha256:{digest(file)}"):
            yield f"{path} is not what {DESCRIPTOR} says of its bytes and hash"
