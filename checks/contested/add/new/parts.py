"""Names of new files that every system can keep apart."""

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


class InsertionError(Exception):
    """A row for which there is no place, and why."""


def default_file(package: Package, table: str) -> str:
    """Return the path for a table that a package lacks.

    It lies beside its other tables.
    """
    other = next(
        (parts[0].name for parts in package.parts.values() if parts), standard.path_of(table)
    )
    return str(PurePosixPath(other).with_name(f"{table}.csv"))


def refuse_new_file(package: Package, table: str, name: str) -> None:
    """Raise InsertionError for a name that no new file can have."""
    _refuse_name(table, name)
    for owner, parts in package.parts.items():
        if name in [str(PurePosixPath(one.name)) for one in parts]:
            raise InsertionError(f"{name} is a file of {owner}, not of {table}. Name another one.")
    path, root = package.store.path(name), package.store.path("")
    if path is not None and root is not None and not path.resolve().is_relative_to(root.resolve()):
        raise InsertionError(
            f"{name} lies behind a link that leads out of the package. Name another file."
        )
    if twin := _twin(package, name, root):
        raise InsertionError(
            f"“{name}” differs from {visible(twin)}, which is there already, only in capital"
            " letters or in how accents are encoded, and many computers take the two for one."
            f" Write it as {visible(twin)}, or name another file."
        )
    if path is not None and (path.exists() or path.is_symlink()):
        raise InsertionError(
            f"{package.store.label}{name} is there already, and {DESCRIPTOR} does not name it. "
            f"Name another file with --part, or add this one to the “path” of {table}."
        )


def _refuse_name(table: str, name: str) -> None:
    """Raise InsertionError for a name that no file should have."""
    pure, shown = PurePosixPath(name), visible(name)
    if (
        pure.is_absolute()
        or ".." in pure.parts
        or ":" in name
        or "\\" in name
        or pure.suffix != ".csv"
    ):
        raise InsertionError(
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
        raise InsertionError(
            f"“{shown}” cannot be a part of {table}: {why}. Name another file, such as"
            f" data/{table}/2021-08.csv."
        )


def _twin(package: Package, name: str, root: Path | None) -> str:
    """Return a path that some systems take for the named one.

    It may be taken for a folder that the named one lies in, too. It is empty if there is none.
    """
    for other in (one for parts in package.parts.values() for one in parts):
        for mine, its in zip(_steps(name), _steps(other.name), strict=False):
            if mine != its and _fold(mine) == _fold(its):
                return its
    above = ""
    for mine in _steps(name) if root is not None else ():
        folder = Path(root or "", above)
        for one in sorted(folder.iterdir()) if folder.is_dir() else ():
            its = f"{above}/{one.name}".lstrip("/")
            if its != mine and _fold(its) == _fold(mine):
                return its
        above = mine
    return ""


def _steps(name: str) -> Iterator[str]:
    """Yield a path step by step: a, a/b, a/b/c.csv."""
    steps = PurePosixPath(name).parts
    yield from ("/".join(steps[: number + 1]) for number in range(len(steps)))


def _fold(name: str) -> str:
    """Return a name without capitals, each letter encoded in one way."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
