"""The log: what in a revision cannot be, whatever was there before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contested.package import DESCRIPTOR
from contested.rules.columns.graphs import components
from contested.rules.columns.groups import GONE
from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.privacy import REDACTED
from contested.rules.views import Views
from contested.standard import EXTENSION_COLUMN, EXTENSION_TABLE, Table
from contested.standard.log import PACKAGE, asked, columns_named, descriptor_table, told_by

CELLS = ("table", "record_id", "field", "kind", "old_value", "new_value")
MERGED = "identity_merged"


@dataclass(frozen=True, slots=True)
class Revision:
    """What a row of `revisions` says, blanks as None."""

    table: str | None
    record: str | None
    field: str | None
    kind: str | None
    old: str | None
    new: str | None

    def columns(self, tables: Mapping[str, Table]) -> list[str]:
        """Return the columns that it names."""
        spec = descriptor_table() if self.table == PACKAGE else tables.get(self.table or "")
        return columns_named(self.field, spec.fields if spec else ())


def misshapen(tables: Mapping[str, Table], one: Revision, *, is_new: bool) -> Iterator[str]:
    """Yield what is wrong with a revision whatever the rows say.

    A new one names what there is; of an older one a table or column may have been taken out since.
    """
    if not one.table or not one.kind:
        return
    asks, names = asked("kind")[one.kind], one.columns(tables)
    yield from _missing(tables, one.table, names, is_new=is_new)
    if asks.tables and one.table not in asks.tables:
        yield f"{one.kind} is about rows of {' or '.join(asks.tables)}"
    if asks.columns and names and one.field not in asks.columns:
        yield f"{one.kind} is about the column {' or '.join(asks.columns)}"
    if len(names) > 1 and not asks.several:
        yield f"{one.kind} names one column, and field has {len(names)}"
    cells = {"field": one.field, "old_value": one.old, "new_value": one.new}
    if any(cells[name] for name in asks.blank):
        yield f"{one.kind} has no values, since the row has them"
    lacks = any(not cells[name] for name in asks.required)
    if asks.differs and not lacks and one.old == one.new and one.new != REDACTED:
        yield "the old value is the new one"


def _missing(
    tables: Mapping[str, Table], table: str, columns: Sequence[str], *, is_new: bool
) -> Iterator[str]:
    """Yield the table or the columns that there cannot have been."""
    spec = descriptor_table() if table == PACKAGE else tables.get(table)
    if spec is None:
        if is_new:
            yield f"there is no table {table}"
        return
    for name in columns:
        is_own = table.startswith(EXTENSION_TABLE) or name.startswith(EXTENSION_COLUMN)
        if name not in spec.fields and (is_new or not is_own):
            yield f"{table} has no column {name}"


@column_frame("nonsense", "revisions", needs=("claims", "actors", "locations"))
def nonsense(views: Views, table: str) -> Frame:
    """Return what in a revision cannot be."""
    seen = views.view(table, set(CELLS)).select("row", *CELLS)
    log = {row: Revision(*cells) for row, *cells in views.rows(seen)}
    rows = _Rows(views, list(log.values()))
    told: dict[int, str] = {}
    for row, one in log.items():
        for fault in (*misshapen(views.tables, one, is_new=False), *rows.faults(one)):
            told.setdefault(row, fault)
    return views.frame(
        {"row": list(told), "nonsense": list(told.values())},
        {"row": "UInt32", "nonsense": "String"},
    )


class _Rows:
    """The rows that revisions are about."""

    def __init__(self, views: Views, log: list[Revision]) -> None:
        self.views = views
        self.keys: dict[str, set[str]] = {}
        self.gone = {(one.table, one.record) for one in log if _lets_go(one)}
        self.merges: dict[str, dict[str, int]] = {}
        for name in asked("kind")[MERGED].tables:
            mine = [one for one in log if one.kind == MERGED and one.table == name]
            ends = ((one.record, one.new) for one in mine)
            self.merges[name] = components((a, b) for a, b in ends if a and b and a != b)
        self.status = self._status({one.record for one in log if one.kind in told_by().values()})

    def faults(self, one: Revision) -> Iterator[str]:
        """Yield what is not so of the rows that a revision names."""
        if not one.table or not one.record:
            return
        if one.table == PACKAGE and one.record != DESCRIPTOR:
            yield f"the changed row of {PACKAGE} is {DESCRIPTOR}"
        elif one.table.startswith(EXTENSION_TABLE) and self._is_nowhere(one.table, one.record):
            yield f"{one.table} has no row {one.record}"
        elif one.table == "claims":
            yield from self._status_faults(one)
        elif one.kind == MERGED and one.table in self.merges and one.new:
            yield from self._merge_faults(one.table, one.record, one.new)

    def _status_faults(self, one: Revision) -> Iterator[str]:
        """Yield what is wrong with the end of a claim."""
        status = self.status.get(one.record or "")
        if status is None:
            return
        if one.kind == "withdrawn" and status != "withdrawn":
            yield "the status of the claim is not withdrawn"
        elif one.kind == "redacted" and one.field in (None, "status") and status == "active":
            yield "the status of the claim is not redacted"

    def _merge_faults(self, table: str, given_up: str, stays: str) -> Iterator[str]:
        """Yield why two rows cannot be one."""
        if stays == given_up:
            yield "a row is not merged into itself"
        elif stays != REDACTED and self._is_nowhere(table, stays):
            yield f"{table} has no row {stays} to merge {given_up} into"
        elif given_up in self.merges[table]:
            circle = self.merges[table][given_up]
            members = {key for key, other in self.merges[table].items() if other == circle}
            if len(members & self._keys(table)) != 1:
                yield "these merges go round in a circle"

    def _is_nowhere(self, table: str, record: str) -> bool:
        """Return whether a row is not there, and was not let go."""
        if table not in self.views.frames or not self.views.tables[table].key:
            return False
        is_free = self.views.tables[table].is_free
        return not is_free and (table, record) not in self.gone and record not in self._keys(table)

    def _keys(self, table: str) -> set[str]:
        if table not in self.keys:
            key = self.views.tables[table].key
            rows = self.views.rows(self.views.view(table, set()).select(*key))
            self.keys[table] = {" ".join(map(str, row)) for row in rows}
        return self.keys[table]

    def _status(self, claims: set[str | None]) -> dict[str, str]:
        """Return the status of these claims."""
        named, col = sorted(filter(None, claims)), self.views.namespace.col
        if not named:
            return {}
        rows = self.views.view("claims", {"status"}).filter(col("claim_id").is_in(named))
        return {key: one for key, one in self.views.rows(rows.select("claim_id", "status")) if one}


def _lets_go(one: Revision) -> bool:
    """Return whether a revision lets its row go; see `lets_go`."""
    whole = one.kind == "redacted" and not one.field
    return one.kind in GONE or (one.table != "claims" and (whole or one.kind == "withdrawn"))


@column_frame("is_told_withdrawn", "claims", needs=("revisions",))
def is_told_withdrawn(views: Views, table: str) -> Frame:
    """Return True for claims that a revision withdraws."""
    return _told(views, "withdrawn", {"", "status"})


@column_frame("is_told_redacted", "claims", needs=("revisions",))
def is_told_redacted(views: Views, table: str) -> Frame:
    """Return True for claims of which a revision redacts something."""
    return _told(views, "redacted", None)


def _told(views: Views, kind: str, fields: set[str] | None) -> Frame:
    """Return the claims of which a revision of this kind tells.

    It names one of these columns, or any. A malformed cell may have said anything.
    """
    col, name = views.namespace.col, f"is_told_{kind}"
    mine = views.view("revisions", {"table", "record_id", "kind", "field"}).filter(
        (col("table").fill_null("claims") == "claims") & (col("kind").fill_null(kind) == kind)
    )
    if fields is not None:
        mine = mine.filter(col("field").fill_null("").is_in(sorted(fields)))
    told = {record for (record,) in views.rows(mine.select("record_id"))}
    if None in told:
        told = {key for (key,) in views.rows(views.view("claims", set()).select("claim_id"))}
    claims = sorted(filter(None, told))
    return views.frame(
        {"claim_id": claims, name: [True] * len(claims)}, {"claim_id": "String", name: "Boolean"}
    )
