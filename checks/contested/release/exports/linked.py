"""Rows as linked data has them: what they are called, and how a long file of them is written."""

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
"""What the standard's own columns, tables and words are called until they have an address of their
own: https://www.ietf.org/archive/id/draft-soilandreyes-arcp-03.html
"""
SCHEMA_ORG = "https://schema.org/"
PLAIN = re.compile("[a-z0-9-]+")
STRETCH = 20_000
"""Rows that are held as Python objects at a time."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def base_iri(content: Content) -> str:
    """The address below which everything in a package is called the same wherever the package lies,
    and in every version of it.
    """
    return f"arcp://name,{quote(content.name)}/"


def prefixes(content: Content) -> dict[str, str]:
    """The prefixes of names: `row` for rows, `contested` for the standard's own words."""
    return {"row": f"{base_iri(content)}#", "contested": TERMS}


def row_id(table: str, *key: str) -> str:
    """What a row is called: `row:` and its key, parts joined by dots, rows of extension tables
    behind the name of their table.
    """
    parts = [table, *key] if table.startswith(EXTENSION_TABLE) else key
    return "row:" + ".".join(
        part if PLAIN.fullmatch(part) else quote(part, safe="").replace(".", "%2E")
        for part in parts
    )


def with_defaults(content: Content, name: str) -> pl.DataFrame:
    """A table as text with the defaults of its schema filled in."""
    return content.frame(name).with_columns(
        pl.col(one.name).fill_null(one.default)
        for one in content.tables[name].fields.values()
        if one.default
    )


def claims_with_positions(content: Content) -> pl.DataFrame:
    """The claims, active ones with their `position` and whether they are `in_conflict`."""
    return with_defaults(content, "claims").join(
        content.position_of, on="claim_id", how="left", maintain_order="left"
    )


def rows(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a frame, each without its blank cells, a stretch at a time."""
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
    """Writes a JSON object: the members of `head`, then each section as a list, or if `keyed` as an
    object of (name, value), one entry a line.
    """
    opens, closes = "{}" if keyed else "[]"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            "{" + ",\n".join(f"{as_json(name)}: {as_json(value)}" for name, value in head.items())
        )
        for name, entries in sections.items():
            file.write(f",\n{as_json(name)}: {opens}")
            between = "\n"
            for entry in entries:
                file.write(
                    between
                    + (
                        ": ".join(map(as_json, entry))
                        if keyed and isinstance(entry, tuple)
                        else as_json(entry)
                    )
                )
                between = ",\n"
            file.write(f"\n{closes}")
        file.write("}\n")


def as_json(value: object) -> str:
    """A value on one line, letters as they are."""
    return _ENCODER.encode(value)
