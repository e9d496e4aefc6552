"""Derived tables in the words that `help` shows."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import Any, TypeVar

from contested import standard
from contested.standard import Table

Made = TypeVar("Made", bound=Callable[..., Any])
Column = tuple[str, str, str]
"""The name of a column, what its cells are, and what they mean."""
TYPES = {"list": "list of texts", "number": "number", "integer": "integer", "boolean": "boolean"}
"""What the cells of a frame are, by the form that the schema gives them; every other is text."""
IN_FILES = re.compile(r" A semicolon parts them[^.]*[.]")
"""What descriptions say of files, in which lists are texts; in a frame they are lists."""
RAISES = (
    "Raises UnreadableError where a table cannot be read, or where an active claim has no place"
    " among the positions."
)
WIDTH = 88


def with_columns(name: str, *more: Column) -> Callable[[Made], Made]:
    """Return what adds a derived table's columns to a docstring.

    `more` are those that its frame has and the file of a release has not.
    """
    table = Table.from_schema(name, standard.schema(f"derived/{name}"))
    columns = [
        (one.name, TYPES.get(one.form, "text"), IN_FILES.sub("", one.description))
        for one in table.fields.values()
    ]

    def described(function: Made) -> Made:
        said = inspect.getdoc(function) or ""
        function.__doc__ = "\n".join([said, "", *_lines([*columns, *more])])
        return function

    return described


def _lines(columns: list[Column]) -> Iterator[str]:
    yield "The columns of this pandas frame:"
    yield ""
    for name, kind, words in columns:
        yield f"{name} ({kind})"
        yield from wrap(words, WIDTH, initial_indent="    ", subsequent_indent="    ")
    yield ""
    yield from wrap(RAISES, WIDTH)
