"""What happened to published rows, as revisions would say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import polars as pl

from contested.review.columns.merging import MERGEABLE, Merge, lawful_merges
from contested.review.columns.redaction import UNNAMED, disappears
from contested.review.compare import RECORD
from contested.review.version import REVISIONS, references_to
from contested.review.views import History
from contested.rules.privacy import REDACTED
from contested.standard import Field, Guard

Row = tuple[str, str]
"""A table, and the row's key as revisions name it."""


@dataclass(frozen=True)
class Draft:
    """A revision that still lacks its reason."""

    kind: str
    table: str
    record: str
    fields: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    guard: Guard = "free"
    """How the cell is guarded; free where the revision is about a whole row."""

    @property
    def about(self) -> Row:
        """The row to which this belongs: of relays and relations, the claim."""
        if self.table in ("relays", "relations"):
            return "claims", self.record.split(" ")[0]
        return self.table, self.record


@dataclass
class Plan:
    """The revisions that a change lacks, and what no revision can excuse."""

    drafts: list[Draft] = field(default_factory=list)
    unlawful: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Cell:
    """A changed cell of which no revision tells yet."""

    field: Field
    old: str | None
    new: str | None


def plan(history: History, protected: Collection[Row] = ()) -> Plan:
    """Return the revisions that a change still lacks.

    In `protected` rows, content that disappears is redacted: no revision repeats it.
    """
    made = Plan()
    merged = {table: _merges(history, table) for table in MERGEABLE}
    for table, pairs in merged.items():
        made.drafts += [Draft("identity_merged", table, one.old, new=one.new) for one in pairs]
    for table in history.diffs:
        if table != REVISIONS:
            _plan_rows(history, table, merged, made)
            _plan_cells(history, table, merged, made, protected)
    return made


def _merges(history: History, table: str) -> list[Merge]:
    """Return the rows that seem to have turned out to be one.

    Everything that named one names the other now, and it is gone or was named more than once.
    """
    moved: dict[str, list[str]] = {}
    tables = {name: history.table(name) for name in history.diffs if name != REVISIONS}
    for name, column in references_to(table, tables):
        changes = history.changes(name, {"is_covered"}).filter(
            (pl.col("column") == column) & ~pl.col("is_covered")
        )
        for old, new in changes.select("old", "new").drop_nulls().iter_rows():
            moved.setdefault(old, []).append(new)
    gone = set(history.diffs[table].removed[RECORD]) if table in history.diffs else set()
    seem = {
        Merge(old, news[0])
        for old, news in moved.items()
        if len(set(news)) == 1 and (old in gone or len(news) > 1)
    }
    return lawful_merges(history, table, seem)


def _plan_rows(history: History, table: str, merged: dict[str, list[Merge]], made: Plan) -> None:
    spec = history.table(table)
    beside = {"is_let_go"} | ({"claim_is_gone"} if table in ("relays", "relations") else set())
    keys = history.keys(table, beside).filter(pl.col("is_removed") & ~pl.col("is_let_go"))
    given_up = {one.old for one in merged.get(table, ())}
    for row in keys.iter_rows(named=True):
        record = row[RECORD]
        if spec.is_free or record in given_up or row.get("claim_is_gone"):
            continue
        if table == "claims":
            made.unlawful.append(f"{record} is gone: put it back, with the status withdrawn")
        elif not spec.key:
            made.unlawful.append(f"a row of {table} is gone or changed: give the table a key")
        else:
            kind = "relation_removed" if table == "relations" else "withdrawn"
            made.drafts.append(Draft(kind, table, record))
    if table == "relays":
        stations = history.keys(table, {"is_lengthening"}).filter("is_lengthening")
        made.drafts += [
            Draft("completed", table, record, ("relay_id",), guard="attribution")
            for record in stations[RECORD]
        ]


def _plan_cells(
    history: History,
    table: str,
    merged: dict[str, list[Merge]],
    made: Plan,
    protected: Collection[Row],
) -> None:
    for record, cells in _uncovered(history, table, merged):
        status = next((one for one in cells if one.field.guard == "status"), None)
        if status and status.old != "active":
            made.unlawful.append(f"{record} was {status.old}: its status stays")
            continue
        if status and status.new == "withdrawn":
            made.drafts.append(Draft("withdrawn", table, record))
        cells = [one for one in cells if one is not status]
        hidden = _hidden(history, table, record, cells, (table, record) in protected)
        is_whole = len(hidden) == len(cells) > 1 and table != "claims"
        if is_whole or (status and status.new == "redacted"):
            made.drafts.append(Draft("redacted", table, record, old=REDACTED))
        else:
            made.drafts += [
                Draft("redacted", table, record, (one.field.name,), REDACTED, one.new or "")
                for one in hidden
            ]
        made.drafts += _spoken(table, record, [one for one in cells if one not in hidden])


def _uncovered(
    history: History, table: str, merged: dict[str, list[Merge]]
) -> Iterator[tuple[str, list[_Cell]]]:
    """Yield the rows with cells of which no revision tells yet."""
    fields = history.table(table).fields
    to = {one.column: one.table for one in history.table(table).references}
    changes = history.changes(table, {"is_covered", "is_free"})
    changes = changes.filter(~pl.col("is_covered") & ~pl.col("is_free"))
    rows: dict[str, list[_Cell]] = {}
    for row in changes.iter_rows(named=True):
        column, old, new = row["column"], row["old"], row["new"]
        is_merged = Merge(old, new) in merged.get(to.get(column, ""), ())
        if column == "answer":
            is_merged = any(Merge(old, new) in pairs for pairs in merged.values())
        if fields[column].guard != "key" and not is_merged:
            rows.setdefault(row[RECORD], []).append(_Cell(fields[column], old, new))
    yield from rows.items()


def _hidden(
    history: History, table: str, record: str, cells: list[_Cell], is_protected: bool
) -> list[_Cell]:
    """Return the cells whose content was taken out."""
    kind = _kind(history, table, record)
    became_unnamed = any(one.field.name == "actor_type" and one.new == UNNAMED for one in cells)
    whole = is_protected or became_unnamed or (table == "claims" and kind == "redacted")
    return [
        one
        for one in cells
        if (whole or REDACTED in (one.new or ""))
        and disappears(table, one.field, one.old, one.new, kind)
    ]


def _kind(history: History, table: str, record: str) -> str:
    column = {"actors": "actor_type", "claims": "status"}.get(table)
    if column is None:
        return ""
    key = history.table(table).key[0]
    view = history.head.view(table, {column}).filter(pl.col(key) == record)
    return next(iter(view.select(column).collect().to_series().drop_nulls()), "")


def _spoken(table: str, record: str, cells: list[_Cell]) -> Iterator[Draft]:
    """Yield the revisions of cells that were changed or filled.

    Those that were filled are told together, but for own columns with a space in their names.
    """
    filled = [one for one in cells if one.old is None]
    alone = [one for one in filled if " " in one.field.name]
    for some in ([one for one in filled if one not in alone], *([one] for one in alone)):
        names = tuple(one.field.name for one in some)
        if names:
            yield Draft("completed", table, record, names, guard=some[0].field.guard)
    for one in cells:
        if one not in filled:
            moved = (table, one.field.name) == ("claims", "question_id")
            kind = "reassigned" if moved else "corrected"
            old, new = one.old or "", one.new or ""
            yield Draft(kind, table, record, (one.field.name,), old, new, one.field.guard)
