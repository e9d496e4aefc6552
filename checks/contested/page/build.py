"""Build: every page of a site, into a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from contested.package.swap import staging
from contested.page import (
    actors,
    changes,
    figures,
    index,
    lists,
    matrix,
    matters,
    places,
    questions,
    search,
    sources,
    texts,
    timeline,
    topics,
)
from contested.page.facts import Facts
from contested.page.writing import MISSING, Page, render, static

LIST = "files.json"
"""The list of a site's files, by which it is known again."""
ROOMS = (
    *(index, questions, figures, actors, sources, places, lists, matters, timeline, matrix),
    *(topics, changes, search, texts),
)


class NotASiteError(Exception):
    """A folder that holds what no site put there."""


def site(facts: Facts, serving: bool = False) -> Iterator[Page]:
    """Yield every file of a site.

    The same facts make the same bytes.
    """
    told = {"dataset": facts.dataset, "is_served": serving}
    yield from static()
    for room in ROOMS:
        yield from room.pages(facts, **told)
    if serving:
        yield render("missing.html", MISSING, **told, top="/")


def write(pages: Iterable[Page], folder: Path) -> int:
    """Write a site in place of an older one; return its size.

    The size is the number of its files.

    Raises NotASiteError where the folder holds files that are of no site, so that nothing of
    anybody's is lost. If it cannot be written whole, the folder is as it was.
    """
    _refuse_others(folder)
    target = folder.resolve()
    with staging(target.parent, target.name) as part:
        return write_files(pages, part / target.name)


def write_files(pages: Iterable[Page], folder: Path) -> int:
    """Write a site into a new folder; return the number of files."""
    names = []
    for page in pages:
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8", newline="\n")
        names.append(page.path)
    listed = json.dumps(sorted(names), indent=0)
    (folder / LIST).write_text(listed + "\n", encoding="utf-8", newline="\n")
    return len(names)


def _refuse_others(folder: Path) -> None:
    """Raise NotASiteError where a folder holds files that are of no site."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotASiteError(f"{folder} is a file; name a folder for the site")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    known = {LIST}
    if LIST in there:
        known |= set(json.loads((folder / LIST).read_text(encoding="utf-8")))
    others = sorted(there - known)
    if others:
        raise NotASiteError(
            f"{folder} holds {others[0]}, which no site put there. Name a new folder, or take what"
            " is yours out of this one."
        )
