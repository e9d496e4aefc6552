"""What a commit holds, by name, and where its links lead.

A link is followed as on disk, but only to what the same commit holds.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from contested.git.process import answer, batch
from contested.git.repository import Repository
from contested.package import DESCRIPTOR
from contested.package.package import is_looked_into

LINK, SUBMODULE, FOLDER = "120000", "160000", "040000"
FILES = {"100644", "100755", "100664"}
FURTHEST = 40
"""Links that one name may lead through, as on Linux."""
LONGEST = 4096
"""Bytes of the longest name that a link may hold."""


class Entry(NamedTuple):
    """One name in git's listing of a folder."""

    mode: str
    id: str
    size: int | None = None
    """Of a file; None where git has not got it, as in a partial clone."""


NOTHING = Entry("", "")


class Tree:
    """The names below a folder of a commit, links among them.

    Names are relative to the folder, with forward slashes.
    """

    def __init__(self, repository: Repository, commit: str, folder: str = "") -> None:
        self.entries = dict(_listed(repository, commit, folder))
        self._links = _texts(repository, self.entries)

    def __getitem__(self, name: str) -> Entry:
        """Return what stands at a name that leads through no link."""
        return self.entries.get(posixpath.normpath(name), NOTHING)

    def real(self, name: str) -> str | None:
        """Return the name that one leads to, or None for one outside.

        What it leads to need not be there. The top is an empty name.
        """
        done: list[str] = []
        left = [*reversed(name.split("/"))]
        steps = 0
        while left:
            part = left.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not done:
                    return None
                done.pop()
                continue
            text = self._links.get("/".join([*done, part]))
            if text is None:
                done.append(part)
                continue
            steps += 1
            if text.startswith("/") or steps > FURTHEST:
                return None
            left.extend(reversed(text.split("/")))
        return "/".join(done)

    def submodule(self, name: str) -> str | None:
        """Return the submodule that a name is, or lies in."""
        parts = name.split("/")
        for number in range(len(parts)):
            above = "/".join(parts[: number + 1])
            if self[above].mode == SUBMODULE:
                return above
        return None

    def packages(self, below: str) -> Iterator[tuple[str, str]]:
        """Yield the folders of packages, and where each lies in truth.

        They are found as in a folder on disk: none behind a name that is hidden, and none twice.
        """
        top = self.real(below)
        if top is None:
            return
        described = [
            posixpath.dirname(name)
            for name in self.entries
            if posixpath.basename(name) == DESCRIPTOR
        ]
        seen, walked, left = set[str](), {top}, [(below, top)]
        while left:
            place, folder = left.pop(0)
            for one in sorted(described, key=lambda name: name.split("/")):
                if one not in seen and (inner := _inside(one, folder)) is not None:
                    seen.add(one)
                    yield _joined(place, inner), one
            for link in sorted(self._links):
                inner, real = _inside(link, folder), self.real(link)
                if inner and real is not None and real not in walked:
                    walked.add(real)
                    left.append((_joined(place, inner), real))


@lru_cache(maxsize=8)
def tree_of(repository: Repository, commit: str) -> Tree:
    """Return all of a commit."""
    return Tree(repository, commit)


def _joined(folder: str, name: str) -> str:
    return "/".join(part for part in (folder, name) if part)


def _inside(name: str, folder: str) -> str | None:
    """Return a name from a folder above, or None if not walked."""
    if folder and name != folder and not name.startswith(f"{folder}/"):
        return None
    inner = name.removeprefix(folder).removeprefix("/")
    return inner if all(is_looked_into(part) for part in inner.split("/") if part) else None


def _listed(repository: Repository, commit: str, folder: str) -> Iterator[tuple[str, Entry]]:
    below = ["--", f"{folder}/"] if folder else []
    start = f"{folder}/" if folder else ""
    # In a partial clone, git would fail for want of the size of a file that it has not fetched.
    sizes = _sizes(repository, commit) if repository.is_partial else None
    options = "-rtz" if repository.is_partial else "-rtlz"
    listed = answer(repository.top, "ls-tree", options, "--full-tree", commit, *below)
    for line in listed.split(b"\0"):
        said, _, name = os.fsdecode(line).partition("\t")
        if name.startswith(start) and said:
            mode, _, identity, *size = said.split()
            known = sizes.get(identity) if sizes is not None else _number(size[0])
            yield name.removeprefix(start), Entry(mode, identity, known)


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _sizes(repository: Repository, commit: str) -> dict[str, int]:
    """Return the sizes of all objects of a commit that are here."""
    walk = ("rev-list", "--objects", "--no-walk", "--missing=print", commit)
    ids = [line.split()[0] for line in answer(repository.top, *walk).splitlines()]
    given = b"".join(one + b"\n" for one in ids if not one.startswith(b"?"))
    asked = "--batch-check=%(objectname) %(objectsize)"
    told = answer(repository.top, "cat-file", asked, given=given).decode().splitlines()
    return {line.split()[0]: int(line.split()[1]) for line in told}


def _texts(repository: Repository, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return what each link says; one that is too long leads out."""
    links = {one.id for one in entries.values() if one.mode == LINK and one.size is not None}
    said = dict(batch(repository.top, sorted(links)))
    texts = {one: os.fsdecode(text) for one, text in said.items() if len(text) <= LONGEST}
    return {
        name: texts.get(entry.id) or "/" for name, entry in entries.items() if entry.mode == LINK
    }
