"""Writing: templates become pages, and long pages become parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from contested.page import links
from contested.text import named

PART = 230_000
"""Bytes of cards on one part of a page, so that with the rest of it it stays under 300 kB."""
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ufff9-\ufffb]")
"""Signs that are shown by their names: they could hide or turn round what is written."""
Item = TypeVar("Item")


MISSING = "404.html"
"""What a server shows instead of a page that is not there."""


class Page(NamedTuple):
    """A file of the site, with its address from the top."""

    path: str
    text: str


def render(template: str, path: str, **more: Any) -> Page:
    """Return a page made from a template."""
    top = more.pop("top", "../" * path.count("/"))
    text = environment().get_template(template).render(top=top, path=path, **more)
    return Page(path, text)


def nameless(title: str) -> dict[str, Any]:
    """Return what pages say where there is no dataset to name."""
    nothing = dict.fromkeys(("citation", "home", "version", "day"), "")
    return {"title": title, **nothing, "pages": [], "shelves": 0, "entries": 0}


def paged(
    template: str,
    path: str,
    runs: Sequence[Sequence[tuple[Any, Markup]]],
    site: Mapping[str, Any],
    make: Callable[[int, Any], Mapping[str, Any]] | None = None,
    **more: Any,
) -> Iterator[Page]:
    """Yield a page in its parts, which lead to each other.

    A part has the rows of its run, or what `make` returns for the number and the run.
    """
    parts = [links.part(path, number) for number in range(1, len(runs) + 1)]
    names = [name.rpartition("/")[2] for name in parts]
    for number, (name, run) in enumerate(zip(parts, runs, strict=True), 1):
        own = make(number, run) if make else {"rows": [text for _, text in run]}
        yield render(template, name, **site, **more, **own, part=number, parts=names)


def macro(template: str, name: str, *cells: Any) -> Markup:
    """Return what a macro of a template makes of some cells."""
    made: Markup = getattr(_module(template), name)(*cells)
    return made


def static() -> Iterator[Page]:
    """Yield the stylesheet, the script and the icon."""
    folder = files("contested.page") / "static"
    for name in ("site.css", "site.js", "icon.svg"):
        yield Page(name, (folder / name).read_text(encoding="utf-8"))


def parts(
    items: Iterable[tuple[Item, Markup]], first: int = PART
) -> list[list[tuple[Item, Markup]]]:
    """Return items in runs that have room on a page each.

    There is one run at the least.

    `first` is the room on the first page.
    """
    runs: list[list[tuple[Item, Markup]]] = [[]]
    size = 0
    for item, text in items:
        length = len(text.encode("utf-8"))
        room = PART if len(runs) > 1 else first
        if runs[-1] and size + length > room:
            runs.append([])
            size = 0
        runs[-1].append((item, text))
        size += length
    return runs


def in_turn(groups: Sequence[Sequence[Item]]) -> Iterator[tuple[int, Item]]:
    """Yield the first of each group, then the second, and so on.

    Each comes with the number of its group.
    """
    longest = max(map(len, groups), default=0)
    for at in range(longest):
        for number, group in enumerate(groups):
            if at < len(group):
                yield number, group[at]


def seen(text: Any) -> Any:
    """Return a text in which signs that would work unseen are named."""
    if text is None:
        return ""
    if type(text) is str and UNSEEN.search(text):
        return UNSEEN.sub(lambda sign: named(sign[0]), text)
    return text


@cache
def environment() -> Environment:
    """Return the templates, which escape cells and refuse unknown names."""
    return Environment(
        loader=PackageLoader("contested.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=seen,
    )


@cache
def _module(template: str) -> Any:
    return environment().get_template(template).module
