"""Rows as linked data: identifiers, and long files of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from contested.release.content import Content
from contested.standard import EXTENSION_TABLE

TERMS = "arcp://name,contested-1/schema#"
"""The prefix of the standard's own columns, tables and words until they have an address:
https://www.ietf.org/archive/id/draft-soilandreyes-arcp-03.html
"""
SCHEMA_ORG = "https://schema.org/"
PLAIN = re.compile("[a-z0-9-]+")
STRETCH = 20_000
"""Rows that are Python objects at a time."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def base_iri(content: Content) -> str:
    """Return the address below which everything in a package is named.

    It is the same wherever the package lies, and in every version of it.
    """
    return f"arcp://name,{quote(content.name)}/"


def prefixes(content: Content) -> dict[str, str]:
    """Return the prefixes: `row` for rows, `contested` for the standard's words."""
    return {"row": f"{base_iri(content)}#", "contested": TERMS}


def row_id(table: str, *key: str) -> str:
    """Return a row's identifier: `row:` and its key, joined by dots.

    Rows of extension tables have the name of their table before the key.
    """
    parts = [table, *key] if table.startswith(EXTENSION_TABLE) else key
    return "row:" + ".".join(map(_part, parts))


def _part(text: str) -> str:
    return text if PLAIN.fullmatch(text) else quote(text, safe="").replace(".", "%2E")


def with_defaults(content: Content, name: str) -> pl.DataFrame:
    """Return a table as text with its schema's defaults filled in."""
    return content.frame(name).with_columns(
        pl.col(one.name).fill_null(one.default)
        for one in content.tables[name].fields.values()
        if one.default
    )


def claims_with_positions(content: Content) -> pl.DataFrame:
    """Return the claims, active ones with `position` and `in_conflict`."""
    return with_defaults(content, "claims").join(
        content.position_of, on="claim_id", how="left", maintain_order="left"
    )


def rows(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a frame, each without its blank cells."""
    for stretch in frame.iter_slices(STRETCH):
        for row in stretch.iter_rows(named=True):
            yield {name: cell for name, cell in row.items() if cell is not None}


def write_sections(
    path: Path,
    head: Mapping[str, object],
    sections: Mapping[str, Iterable[object]],
    *,
    keyed: bool = False,
) -> None:
    """Write a JSON object: the members of `head`, then the sections.

    A section is a list, or if `keyed` an object of (name, value), one entry a line.
    """
    opens, closes = "{}" if keyed else "[]"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        members = (f"{as_json(name)}: {as_json(value)}" for name, value in head.items())
        file.write("{" + ",\n".join(members))
        for name, entries in sections.items():
            file.write(f",\n{as_json(name)}: {opens}")
            between = "\n"
            for entry in entries:
                if keyed and isinstance(entry, tuple):
                    line = ": ".join(map(as_json, entry))
                else:
                    line = as_json(entry)
                file.write(between + line)
                between = ",\n"
            file.write(f"\n{closes}")
        file.write("}\n")


def as_json(value: object) -> str:
    """Return a value on one line, letters as they are."""
    return _ENCODER.encode(value)
