"""Two files of a release: how one differs from the other."""

from __future__ import annotations

import filecmp
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

import polars as pl

from contested.release.exports.ddl import quote
from contested.text import visible

SHOWN = 60
"""Characters that are told of a line."""
SAME = ("user_version", "application_id", "encoding", "page_size", "freelist_count")
"""What two databases have in common besides their schema and rows."""
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"


def difference(given: Path, made: Path, *, strict: bool) -> str:
    """Return how a file differs from the one made again.

    Empty if it does not. Of Parquet and SQLite the content is compared where not `strict`, since
    other programs write other bytes.
    """
    if filecmp.cmp(given, made, shallow=False):
        return ""
    if not strict and given.suffix == ".parquet":
        return _parquet(given, made)
    if not strict and given.suffix == ".sqlite":
        return _sqlite(given, made)
    return _bytes(given, made)


def _bytes(given: Path, made: Path) -> str:
    """Return the first line, or byte, in which two files differ."""
    with given.open("rb") as one, made.open("rb") as other:
        for number, (mine, theirs) in enumerate(zip_longest(one, other, fillvalue=b""), 1):
            if mine != theirs:
                return _line(number, mine, theirs)
    return ""


def _line(number: int, given: bytes, made: bytes) -> str:
    at = next((n for n, pair in enumerate(zip(given, made, strict=False)) if pair[0] != pair[1]), 0)
    start = max(at - SHOWN // 2, 0)
    mine, theirs = (one[start : start + SHOWN] for one in (given, made))
    try:
        texts = [visible(one.decode().strip()) for one in (mine, theirs)]
    except UnicodeDecodeError:
        return f"in line {number}, byte {at + 1}"
    said, wanted = (f"“{one}”" if one else "nothing" for one in texts)
    return f"line {number} has {said}, not {wanted}"


def _parquet(given: Path, made: Path) -> str:
    try:
        metadata = [_about(one) for one in (given, made)]
        frames = [pl.read_parquet(one, glob=False) for one in (given, made)]
    except (pl.exceptions.PolarsError, OSError, ValueError, RecursionError) as error:
        return f"it cannot be read ({str(error).splitlines()[0]})"
    if metadata[0] != metadata[1]:
        return "its metadata is another"
    if frames[0].schema != frames[1].schema:
        return "its columns are others"
    if not frames[0].equals(frames[1]):
        return _first_row(frames[0].iter_rows(), frames[1].iter_rows())
    return ""


def _about(path: Path) -> Any:
    """Return what a file says of itself, without what Arrow adds."""
    metadata = pl.read_parquet_metadata(path)
    about = {name: text for name, text in metadata.items() if name != "ARROW:schema"}
    return about | {"contested": json.loads(about.get("contested", "null"))}


def _sqlite(given: Path, made: Path) -> str:
    with closing(_open(given)) as mine, closing(_open(made)) as theirs:
        try:
            return _databases(mine, theirs)
        except sqlite3.Error as error:
            return f"it cannot be read ({error})"


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _databases(given: sqlite3.Connection, made: sqlite3.Connection) -> str:
    for one in (given, made):
        one.execute("PRAGMA trusted_schema=OFF")
    if how := _first_row(given.execute(SCHEMA), made.execute(SCHEMA), "of its schema, "):
        return how
    for name in SAME:
        if given.execute(f"PRAGMA {name}").fetchone() != made.execute(f"PRAGMA {name}").fetchone():
            return f"its {name} is another"
    if given.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        return "it is damaged, as PRAGMA integrity_check tells"
    for kind, name, *_ in made.execute(SCHEMA).fetchall():
        query = f"SELECT * FROM {quote(name)}"
        if kind in ("table", "view") and (
            how := _first_row(given.execute(query), made.execute(query), f"in {name}, ")
        ):
            return how
    return ""


def _first_row(given: Iterable[Any], made: Iterable[Any], where: str = "") -> str:
    """Return the first row in which two tables differ, types included."""
    for number, (mine, theirs) in enumerate(zip_longest(_typed(given), _typed(made)), 1):
        if mine != theirs:
            return f"{where}row {number} is another"
    return ""


def _typed(rows: Iterable[Any]) -> Iterator[list[tuple[type, Any]]]:
    for row in rows:
        yield [(type(cell), cell) for cell in row]
