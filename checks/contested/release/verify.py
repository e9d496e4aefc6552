"""Verifying a release: that nothing in it was changed, and that what is derived is what the
recorded tables give.
"""

from __future__ import annotations

import datetime
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from contested.check.load import Loaded, load
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR, Package, UnreadableError, from_store
from contested.package.files.canonical import canonical
from contested.package.store import FolderStore
from contested.release.archive import STEP, SUMS, digest, files_of, read_sums, write_zip
from contested.release.content import Content
from contested.release.tables import DERIVED, FOLDERS, derived_frame, derived_table, resource_name
from contested.rules.rule import Rule


def faults(path: Path, rules: list[Rule], today: int) -> Iterator[str]:
    """Everything that is wrong with a release, in words that name the file; nothing where it is
    whole.

    A zip is also compared, byte by byte, with the zip that its own files make, so that no bit of it
    goes unlooked at.
    """
    if path.is_dir():
        yield from _of_folder(path, rules, today)
        return
    with tempfile.TemporaryDirectory() as made:
        try:
            folder, found = _unpacked(path, Path(made)), None
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            folder, found = None, str(error)
        if folder is None:
            yield f"{path.name} cannot be unpacked: {found}"
            return
        told = list(_of_folder(folder, rules, today))
        yield from told
        if not told:
            yield from _of_zip(path, folder)


def _unpacked(path: Path, out: Path) -> Path:
    """The one folder in a zip; raises ValueError where there is anything else, or a name that leads
    out of it.
    """
    with zipfile.ZipFile(path) as archive:
        names = [one.filename for one in archive.infolist()]
        tops = {PurePosixPath(name).parts[0] for name in names if PurePosixPath(name).parts}
        if (
            len(tops) != 1
            or len(set(names)) != len(names)
            or any(".." in PurePosixPath(name).parts or name.startswith("/") for name in names)
        ):
            raise ValueError("it is not one folder with files, each of them once")
        for one in archive.infolist():
            target = out / one.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with archive.open(one) as source, target.open("wb") as file:
                    for part in iter(lambda source=source: source.read(STEP), b""):  # type: ignore[misc]
                        file.write(part)
            except (
                zipfile.BadZipFile,
                zlib.error,
                EOFError,
                ValueError,
                NotImplementedError,
                RuntimeError,
            ) as error:
                raise ValueError(f"{one.filename}: {error}") from error
    return out / tops.pop()


def _of_folder(folder: Path, rules: list[Rule], today: int) -> Iterator[str]:
    summed = list(_of_sums(folder))
    yield from summed
    if summed or not (folder / DESCRIPTOR).is_file():
        if not summed:
            yield f"{DESCRIPTOR} is not there"
        return
    package = from_store(FolderStore(folder))
    loaded = load(package)
    report = validate_package(package, rules, today, loaded=loaded)
    for group in report.groups:
        if group.severity == "error":
            yield from (f"{one.place.file}: {one.rule}: {one.message}" for one in group.tell(3))
    yield from _of_descriptor(package, folder)
    if not any(group.severity == "error" for group in report.groups):
        yield from _of_derived(package, loaded, folder)


def _of_sums(folder: Path) -> Iterator[str]:
    if not (folder / SUMS).is_file():
        yield f"{SUMS} is not there"
        return
    try:
        listed = dict(read_sums((folder / SUMS).read_text(encoding="utf-8")))
    except (ValueError, UnicodeDecodeError) as error:
        yield f"{SUMS}: {error}"
        return
    there = [name for name in files_of(folder) if name != SUMS]
    yield from (f"{name} is not listed in {SUMS}" for name in there if name not in listed)
    yield from (f"{name} is listed in {SUMS} and not there" for name in listed if name not in there)
    yield from (
        f"{name} is not what {SUMS} says"
        for name in there
        if name in listed and digest(folder / name) != listed[name]
    )


def _of_descriptor(package: Package, folder: Path) -> Iterator[str]:
    for one in package.resources:
        path, size, hashed = one.get("path"), one.get("bytes"), one.get("hash")
        if not isinstance(path, str) or not (folder / path).is_file():
            continue
        if size != (folder / path).stat().st_size or hashed != f"sha256:{digest(folder / path)}":
            yield f"{path} is not what {DESCRIPTOR} says of its bytes and hash"


def _of_derived(package: Package, loaded: Mapping[str, Loaded], folder: Path) -> Iterator[str]:
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


def _of_zip(path: Path, folder: Path) -> Iterator[str]:
    """In which part a zip differs from the one that its files make; classic zlib packs them alike
    on every machine.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    moment = datetime.datetime(
        *(entries[0].date_time if entries else (1980, 1, 1, 0, 0, 0)), tzinfo=datetime.UTC
    )
    again = folder.parent / "again.zip"
    write_zip(folder, again, moment)
    at = _first_difference(path, again)
    if at is not None:
        before = [
            one.filename
            for one in sorted(entries, key=lambda one: one.header_offset)
            if one.header_offset <= at
        ]
        yield (
            f"{path.name} is not as it was packed, at byte"
            f" {at + 1}{f' (the part of {before[-1]}, or the list at its end)' if before else ''}"
        )


def _first_difference(one: Path, other: Path) -> int | None:
    at = 0
    with one.open("rb") as left, other.open("rb") as right:
        while True:
            a, b = left.read(STEP), right.read(STEP)
            if a != b:
                return at + next(
                    (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
                    min(len(a), len(b)),
                )
            if not a:
                return None
            at += len(a)
