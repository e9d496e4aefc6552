"""Names of new files of a table: which ones every system and every program can keep apart
and find.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from contested import standard
from contested.package import DESCRIPTOR, Package
from contested.text import visible

RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    "conin$",
    "conout$",
    "clock$",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
}
"""Names that Windows keeps for devices, whatever stands behind a dot after them."""
UNWRITABLE = '<>"|?*'
"""Characters that no file on Windows can have in its name, besides those that part folders."""


class AddingError(Exception):
    """A row for which there is no place, and why."""


def beside(package: Package, table: str) -> str:
    """Where the file of a table that a package does not have yet belongs: beside its
    other tables.
    """
    other = next(
        (parts[0].name for parts in package.parts.values() if parts), standard.path_of(table)
    )
    return str(PurePosixPath(other).with_name(f"{table}.csv"))


def refuse(package: Package, table: str, name: str) -> None:
    """Raises AddingError for a name that no new file of a table can have, or that something else
    has already.
    """
    _refuse_name(table, name)
    owner = next(
        (
            t
            for t, parts in package.parts.items()
            for one in parts
            if str(PurePosixPath(one.name)) == name
        ),
        "",
    )
    if owner:
        raise AddingError(f"{name} is a file of {owner}, not of {table}. Name another one.")
    path, root = package.store.path(name), package.store.path("")
    if path is not None and root is not None and not path.resolve().is_relative_to(root.resolve()):
        raise AddingError(
            f"{name} lies behind a link that leads out of the package. Name another file."
        )
    if twin := _twin(package, name, root):
        raise AddingError(
            f"“{name}” differs from {visible(twin)}, which is there already, only in capital"
            " letters or in how accents are encoded, and many computers take the two for one."
            f" Write it as {visible(twin)}, or name another file."
        )
    if path is not None and (path.exists() or path.is_symlink()):
        raise AddingError(
            f"{package.store.label}{name} is there already, and {DESCRIPTOR} does not name it. "
            f"Name another file with --part, or add this one to the “path” of {table}."
        )


def _refuse_name(table: str, name: str) -> None:
    """Raises AddingError for a name that could not be kept, wherever it stood."""
    pure, shown = PurePosixPath(name), visible(name)
    if (
        pure.is_absolute()
        or ".." in pure.parts
        or ":" in name
        or "\\" in name
        or pure.suffix != ".csv"
    ):
        raise AddingError(
            f"“{shown}” cannot be a part of {table}. A part is a .csv file in the package, named as"
            f" {DESCRIPTOR} names it, such as data/{table}/2021-08.csv."
        )
    for step in pure.parts:
        if not step.isprintable():
            why = "a character in it cannot be seen"
        elif step.startswith("."):
            why = f"“{step}” is hidden, as everything is whose name begins with a dot"
        elif step != step.strip() or step.endswith("."):
            why = f"“{step}” begins or ends with a space, or ends with a dot, which Windows drops"
        elif step.partition(".")[0].rstrip().casefold() in RESERVED:
            why = f"Windows keeps the name “{step.partition('.')[0]}” for itself"
        elif found := next((c for c in step if c in UNWRITABLE), ""):
            why = f"Windows has no files with {found} in their names"
        else:
            continue
        raise AddingError(
            f"“{shown}” cannot be a part of {table}: {why}. Name another file, such as"
            f" data/{table}/2021-08.csv."
        )


def _twin(package: Package, name: str, root: Path | None) -> str:
    """A file or folder that some systems would take for the one that is named, or for a folder that
    it lies in.
    """
    for other in (one.name for parts in package.parts.values() for one in parts):
        for mine, its in zip(_down(name), _down(other), strict=False):
            if mine != its and _folded(mine) == _folded(its):
                return its
    above = ""
    for mine in _down(name) if root is not None else ():
        folder = Path(root or "", above)
        for one in sorted(folder.iterdir()) if folder.is_dir() else ():
            its = f"{above}/{one.name}".lstrip("/")
            if its != mine and _folded(its) == _folded(mine):
                return its
        above = mine
    return ""


def _down(name: str) -> Iterator[str]:
    """A path step by step: a, a/b, a/b/c.csv."""
    steps = PurePosixPath(name).parts
    yield from ("/".join(steps[: number + 1]) for number in range(len(steps)))


def _folded(name: str) -> str:
    """A name as a system sees it that tells neither capitals nor encodings of one letter apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
