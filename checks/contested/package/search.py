"""Finding packages on disk."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from contested.package.package import (
    DESCRIPTOR,
    NOT_YAML,
    YAML,
    Package,
    UnreadableError,
    from_store,
    is_looked_into,
)
from contested.package.store import FolderStore
from contested.package.zips import unzip

SUMS = "SHA256SUMS"
"""What a release has beside its descriptor."""


def find(path: Path) -> list[Package]:
    """Return every package at a path.

    The path is a descriptor, its folder, a zip of it, or a folder of packages.

    Raises UnreadableError where there is none, so that nothing is ever passed for want of looking.
    """
    if path.is_dir():
        found = folders_below(path)
        if not found:
            is_yaml = any((path / name).is_file() for name in YAML)
            more = f" {NOT_YAML}" if is_yaml else ""
            raise UnreadableError(f"There is no {DESCRIPTOR} in {path} or below it.{more}")
        return [from_store(FolderStore(folder)) for folder in found]
    if not path.exists():
        raise UnreadableError(f"{path} is not there.")
    if path.name == DESCRIPTOR or path.suffix == ".json":
        if path.name != DESCRIPTOR:
            raise UnreadableError(
                f"{path} is not called {DESCRIPTOR}, as the descriptor of a data package is."
            )
        return [from_store(FolderStore(path.parent))]
    if path.suffix in (".yaml", ".yml"):
        raise UnreadableError(f"{path} is YAML. {NOT_YAML}")
    if not path.is_file():
        raise UnreadableError(f"{path} is neither a file nor a folder.")
    return [from_store(store) for store in unzip(path)]


def find_one(path: Path) -> Package:
    """Return the one package at a path.

    Of a package and those that lie within it, it is the outer one. Raises UnreadableError where
    there is none, more than one, or one whose descriptor cannot be read.
    """
    found = find(path)
    first = found[0].store.label
    if not all(one.store.label.startswith(first) for one in found):
        raise UnreadableError(
            f"{path} holds {len(found)} packages; name one of them, such as {first.rstrip('/')}"
        )
    if found[0].fault:
        raise UnreadableError(f"datapackage.json in {path} {found[0].refusal}")
    return found[0]


def folders_below(path: Path) -> list[Path]:
    """Return the folders of all packages in a folder or below.

    They are sorted. None is hidden, and none is found twice: a folder is itself before it is what
    a link leads to. Raises UnreadableError for a folder that cannot be entered, and for a link
    that leads out.
    """
    found: dict[Path, None] = {}
    seen, left = set[str](), [path]
    while left:
        links: list[Path] = []
        for folder in left:
            found |= dict.fromkeys(_walk(folder, seen, links))
        left = [link for link in sorted(links) if _is_followed(link, path, found)]
    outer = sorted(found, key=lambda folder: folder.parts)
    return [one for one in outer if not _is_release_of(one, outer)]


def holds_package(path: Path) -> bool:
    """Return True for a folder in which a package may be."""
    try:
        return path.is_dir() and bool(folders_below(path))
    except UnreadableError:
        return True


def _walk(top: Path, seen: set[str], links: list[Path]) -> Iterator[Path]:
    """Yield the folders of packages, and gather the links to folders."""

    def refuse(error: OSError) -> None:
        raise UnreadableError(
            f"{error.filename} cannot be entered ({error.strerror}), so nobody knows whether a"
            " package lies in it. Give yourself the right to, or name the folders to look into."
        ) from error

    for folder, names, files in os.walk(top, onerror=refuse):
        real = os.path.realpath(folder)
        if real in seen:
            names.clear()
            continue
        seen.add(real)
        if DESCRIPTOR in files:
            yield Path(folder)
        inner = [Path(folder, name) for name in sorted(names) if is_looked_into(name)]
        links += (one for one in inner if one.is_symlink())
        names[:] = [one.name for one in inner if not one.is_symlink()]


def _is_followed(link: Path, top: Path, packages: Collection[Path]) -> bool:
    """Return True for a link to a folder, and refuse one out.

    It may lead anywhere in the work tree that the top lies in, or else below the top. Within a
    package one out is passed over: what it leads to is no part of the package.
    """
    home = boundary(top)
    if link.resolve().is_relative_to(home):
        return True
    if any(folder in packages for folder in link.parents):
        return False
    raise UnreadableError(
        f"{link} is a link that leads out of {home}, and what lies elsewhere is not looked at."
        f" Name that folder itself ({link.resolve()}), or take the link away."
    )


def boundary(path: Path) -> Path:
    """Return the folder beyond which no link is followed."""
    real = path.resolve()
    return next((one for one in (real, *real.parents) if (one / ".git").exists()), real)


def _is_release_of(folder: Path, folders: list[Path]) -> bool:
    """Return True for a release below the package it was made of."""
    return (folder / SUMS).is_file() and any(one in folder.parents for one in folders)
