"""Where two versions say that something is redacted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from contested.package.files.canonical import WHITE, clean
from contested.review.compare import RECORD, record_of
from contested.review.version import REVISIONS, Version, new_revisions
from contested.review.versions import Versions
from contested.standard import Table

ALL = frozenset({"*"})
"""All columns of a row but its key."""
Rows = dict[str, dict[str, str | None]]
"""The cells of rows, by record."""


class Named(NamedTuple):
    """What a revision is about: a row, or some of its cells."""

    table: str
    record: str
    columns: frozenset[str]


def redacted_cells(versions: Versions, kinds: tuple[str, ...] = ()) -> Iterator[Named]:
    """Yield what new revisions redact or protect, fitting or not.

    With `kinds`, only revisions of these kinds.
    """
    names = ("revision_id", "table", RECORD, "field", "kind", "reason")
    if REVISIONS not in versions.tables or REVISIONS not in versions.head.frames:
        return
    new = new_revisions(versions.base, versions.head, versions.tables[REVISIONS], names)
    for cells in new.iter_rows(named=True):
        kind, reason = ((cells[name] or "").lower() for name in ("kind", "reason"))
        is_meant = kind == "redacted" or reason == "protection"
        if is_meant and (not kinds or kind in kinds):
            yield about(cells)


def about(cells: dict[str, str | None]) -> Named:
    """Return what a revision is about.

    What it names is one own column with spaces in its name, or several columns: it is about both.
    """
    named = cells.get("field") or ""
    fields = {*named.split(), named} - {""}
    record = " ".join((cells.get(RECORD) or "").split())
    return Named(cells.get("table") or "", record, frozenset(fields) or ALL)


def redacted_claims(version: Version) -> Iterator[str]:
    """Yield the claims whose status is redacted, by id."""
    if "claims" in version.frames:
        frame = clean(version.frames["claims"], version.table("claims"), ("claim_id", "status"))
        yield from frame.filter(pl.col("status") == "redacted")["claim_id"].drop_nulls()


def unnamed_actors(base: Version, head: Version) -> Iterator[Named]:
    """Yield the actors that have become unnamed sources."""
    if "actors" not in base.frames or "actors" not in head.frames:
        return
    names = ("actor_id", "actor_type")
    before, after = (clean(v.frames["actors"], v.table("actors"), names) for v in (base, head))
    now = after.filter(pl.col("actor_type") == "unnamed_source")
    was = before.filter(pl.col("actor_type") != "unnamed_source")
    for ident in was.join(now, on="actor_id", how="semi")["actor_id"].drop_nulls():
        yield Named("actors", ident, ALL)


def pairs_of(
    version: Version, table: Table, column: str, wanted: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the rows that name one of these, with it."""
    frame = version.frames.get(table.name)
    if frame is None or column not in frame.columns or not wanted:
        return
    mine = frame.filter(pl.col(column).str.strip_chars(WHITE).is_in(list(wanted)))
    named = pl.DataFrame(
        {"record": record_of(mine, table), "named": clean(mine, table, [column])[column]}
    )
    yield from named.drop_nulls().iter_rows()


def rows_of(version: Version, table: Table, records: set[str] | None) -> Rows:
    """Return rows of a table by record, all or these."""
    frame = version.frames.get(table.name)
    if frame is None:
        return {}
    named = frame.with_columns(record_of(frame, table).alias("#record")).drop_nulls("#record")
    if records is not None:
        named = named.filter(pl.col("#record").is_in(list(records)))
    return dict(zip(named["#record"], clean(named, table).iter_rows(named=True), strict=True))


def rows_named(versions: Versions, every: Iterable[Named]) -> dict[str, tuple[Rows, Rows]]:
    """Return the rows of both versions that these name.

    Each table is read once.
    """
    records: dict[str, set[str]] = {}
    for one in every:
        records.setdefault(one.table, set()).add(one.record)
    found = {}
    for name in records.keys() & versions.tables.keys():
        table, sides = versions.tables[name], (versions.base, versions.head)
        before, after = (rows_of(side, table, records[name]) for side in sides)
        found[name] = (before, after)
    return found
