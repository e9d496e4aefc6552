"""Verifying a release: files as summed, derived tables as computed."""

from __future__ import annotations

import datetime
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from contested.check.load import LoadedTable, load
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR, Package, UnreadableError, from_store
from contested.package.files.canonical import canonical
from contested.package.store import FolderStore
from contested.release.archive import SUMS, digest, files_of, read_sums, sum_of
from contested.release.content import Content
from contested.release.tables import DERIVED, FOLDERS, derived_frame, derived_table, resource_name
from contested.rules.rule import Rule

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a damaged zip can raise."""
SHOWN = 3
"""Findings of one rule and table that are told."""


def faults(path: Path, rules: list[Rule], today: int) -> Iterator[str]:
    """Yield everything that is wrong with a release, naming the file.

    A zip is held to the checksum beside it, if there is one, and a zip and a folder of one name to
    each other.
    """
    if path.is_dir():
        yield from _folder_faults(path, rules, today)
        yield from _pair_faults(path, path.resolve().with_name(f"{path.resolve().name}.zip"))
        return
    yield from _zip_faults(path)
    with tempfile.TemporaryDirectory() as made:
        try:
            folder = _unpack(path, Path(made))
        except BROKEN as error:
            yield f"{path.name} cannot be unpacked: {error}"
            return
        yield from _folder_faults(folder, rules, today)
    yield from _pair_faults(path.with_name(path.name.removesuffix(".zip")), path)


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


def _unpack(path: Path, out: Path) -> Path:
    """Unpack a zip and return the one folder in it.

    Raises ValueError where there is anything else in it, or a name that leads out of it.
    """
    with zipfile.ZipFile(path) as archive:
        names = [PurePosixPath(one.filename) for one in archive.infolist()]
        tops = {name.parts[0] for name in names if name.parts}
        outside = any(".." in name.parts or name.is_absolute() for name in names)
        if len(tops) != 1 or len(set(names)) != len(names) or outside:
            raise ValueError("it is not one folder with files, each of them once")
        for one in archive.infolist():
            try:
                archive.extract(one, out)
            except BROKEN as error:
                raise ValueError(f"{one.filename}: {error}") from error
    return out / tops.pop()


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
    yield from _descriptor_faults(package, folder)
    if not errors:
        yield from _derived_faults(package, loaded, folder)


def _changed_files(folder: Path) -> Iterator[str]:
    if not (folder / SUMS).is_file():
        yield f"{SUMS} is not there"
        return
    try:
        listed = dict(read_sums(folder / SUMS))
    except ValueError as error:
        yield f"{SUMS}: {error}"
        return
    there = [name for name in files_of(folder) if name != SUMS]
    yield from (f"{name} is not listed in {SUMS}" for name in there if name not in listed)
    yield from (f"{name} is listed in {SUMS} and not there" for name in listed if name not in there)
    for name in there:
        if name in listed and digest(folder / name) != listed[name]:
            yield f"{name} is not what {SUMS} says"


def _descriptor_faults(package: Package, folder: Path) -> Iterator[str]:
    for one in package.resources:
        path = one.get("path")
        if not isinstance(path, str) or not (folder / path).is_file():
            continue
        given = one.get("bytes"), one.get("hash")
        file = folder / path
        if given != (file.stat().st_size, f"sha256:{digest(file)}"):
            yield f"{path} is not what {DESCRIPTOR} says of its bytes and hash"


def _derived_faults(
    package: Package, loaded: Mapping[str, LoadedTable], folder: Path
) -> Iterator[str]:
    content = Content(package, loaded, datetime.datetime.now(datetime.UTC))
    for name in DERIVED:
        path = f"{FOLDERS[True]}/{name}.csv"
        if resource_name(name) not in package.parts or not (folder / path).is_file():
            yield f"{path} is not there"
            continue
        try:
            wanted = canonical(derived_frame(content, name), derived_table(name))
        except UnreadableError as error:
            yield f"{path} cannot be derived: {error}"
            continue
        if (folder / path).read_bytes() != wanted:
            yield f"{path} is not what the recorded tables give"
