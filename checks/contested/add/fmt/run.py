"""Formatting packages: every file of every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from contested.add.fmt.mend import Mended, mend
from contested.add.fmt.older import Older
from contested.package import DESCRIPTOR, Package, Part, UnreadableError, find, from_store
from contested.package.files.csvfile import CsvFile
from contested.package.journal import JOURNAL, settled
from contested.package.store import FolderStore

if TYPE_CHECKING:
    from contested.add.fmt.restore import RestoredCell


@dataclass(frozen=True)
class Formatted:
    """One file of a package on disk, before and after."""

    root: Path
    """The folder of the package."""
    part: str
    file: CsvFile
    mended: Mended
    restored: list[RestoredCell] = field(default_factory=list)


def packages_to_format(
    paths: Iterable[Path], *, is_dry: bool = False
) -> Iterator[tuple[Package, set[str]]]:
    """Yield the packages at some paths, with their files to format.

    Those that are named, or else all. What a run that was stopped has left in them is finished
    first, unless nothing is to be written. Raises UnreadableError for a path that holds no package,
    and for a CSV file that no package names.
    """
    found: dict[Path, tuple[Package, set[str]]] = {}
    for path in paths:
        only = path if path.suffix.lower() == ".csv" and path.is_file() else None
        packages = [_package_of(only)] if only else find(path)
        for package in packages:
            if not isinstance(package.store, FolderStore):
                raise UnreadableError(f"{path} is a zip. Unpack it, and format the folder.")
            if not is_dry:
                package = settled(package)
            if package.fault:
                raise UnreadableError(f"{package.store.label}{DESCRIPTOR}: {package.fault}.")
            assert isinstance(package.store, FolderStore)
            root = package.store.root.resolve()
            names = [part.name for part in _parts(package) if not part.fault]
            wanted = {name for name in names if only is None or _is_at(root / name, only)}
            found.setdefault(root, (package, set()))[1].update(wanted)
    if not any(names for _, names in found.values()):
        raise UnreadableError(f"There is no file to format: {DESCRIPTOR} names none that is there.")
    yield from found.values()


def unreadable_files(package: Package) -> Iterator[str]:
    """Yield the files that cannot be formatted, with the reason."""
    if not package.store.status(JOURNAL):
        yield (
            f"{package.store.label}{JOURNAL}: A command was stopped while it replaced files. Run"
            " “contested fmt”, which finishes it."
        )
    for part in _parts(package):
        if part.fault:
            yield f"{package.store.label}{part.name} {part.fault}"


def _parts(package: Package) -> Iterator[Part]:
    return chain.from_iterable(package.parts.values())


def _is_at(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def _package_of(path: Path) -> Package:
    for folder in path.resolve().parents:
        if (folder / DESCRIPTOR).is_file():
            package = from_store(FolderStore(folder))
            if package.fault or any(_is_at(folder / part.name, path) for part in _parts(package)):
                return package
            break
    raise UnreadableError(
        f"No {DESCRIPTOR} names {path} as a table, so nobody knows its columns. Name it there"
        " first."
    )


def format_package(
    package: Package, names: set[str], *, codec: str | None = None, base: Package | None = None
) -> Iterator[Formatted]:
    """Yield what each of these files should be; nothing is written."""
    assert isinstance(package.store, FolderStore)
    older = Older(package, base) if base else None
    for table, parts in package.parts.items():
        for part in parts:
            if part.name not in names:
                continue
            name, data = package.store.label + part.name, package.store.read(part.name)
            file = CsvFile(name, data, package.tables[table])
            restorer = older.restorer(table, part.name) if older else None
            agreed = older.encoding(table, file) if older and not codec else codec
            mended = mend(file, codec=agreed, restore=restorer)
            restored = restorer.restored if restorer and mended.is_changed else []
            yield Formatted(package.store.root, part.name, file, mended, restored)
