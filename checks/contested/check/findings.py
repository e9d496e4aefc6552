"""Findings: wrong rows with their place, their cells and the remedy.

Nothing is told before it is asked for, and then a few thousand rows at a time, so that a million
findings cost no more memory than their record numbers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from contested.check.load import LoadedTable
from contested.results import Finding, Group, Place
from contested.rules.check import Check
from contested.rules.names import resolve
from contested.rules.page import lists_of, page_of
from contested.rules.rule import Rule
from contested.rules.views import Views
from contested.standard.edtf_advice import fault_and_advice
from contested.standard.wording import of_field
from contested.text import nearest, visible, words_for

CHUNK = 2000
"""Rows told in one go."""
SUGGESTED = 200
"""Findings of one check for which a likely id or word is looked for."""


def finding_of(rule: Rule, place: Place, words: Mapping[str, str], **more: Any) -> Finding:
    """Return a finding of a rule, its page filled in.

    `words` are the values of the places in its page, `more` further fields of `Finding`.
    """
    page = page_of(rule, lists_of(rule) | dict(words))
    return Finding(rule.name, rule.severity, place, *page, **more)


def group_of(rule: Rule, findings: Sequence[Finding]) -> Group:
    """Return the group of findings of one rule that are known already."""

    def tell(limit: int | None) -> Iterator[Finding]:
        return iter(findings[:limit])

    return Group(rule.name, rule.severity, len(findings), tell)


@dataclass
class Findings:
    """The tables as typed and the views that rules looked at."""

    loaded: Mapping[str, LoadedTable]
    views: Views
    extra: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    """Further values of single findings, by rule and row."""
    _grouped: dict[tuple[str, str, str], dict[tuple[str, ...], list[int]]] = field(
        default_factory=dict
    )

    def group(self, check: Check, rows: pl.Series) -> Group:
        """Return all findings of one check."""

        def tell(limit: int | None) -> Iterator[Finding]:
            wanted = rows if limit is None else rows.head(limit)
            for start in range(0, len(wanted), CHUNK):
                yield from self._tell(check, wanted.slice(start, CHUNK), start)

        return Group(check.rule.name, check.rule.severity, len(rows), tell)

    def _tell(self, check: Check, rows: pl.Series, start: int) -> Iterator[Finding]:
        loaded, rule = self.loaded[check.table], check.rule
        assert loaded.frame is not None
        raw = _rows_at(loaded.frame, rows)
        joined, twins = self._joined(check, raw), self._twins(check, raw)
        about, names = self._about(check), sorted(rule.placeholders)
        for number, cells in enumerate(raw.iter_rows(named=True)):
            row = cells.pop("row")
            values = {**cells, **joined.get(row, {})}
            typed = cells.get(check.column)
            wanted = {n: values[n] for n in names if n in values}
            words = (
                words_for(wanted)
                | about
                | self._special(check, names, cells)
                | twins.get(row, {})
                | self.extra.get((rule.name, row), {})
            )
            key = tuple(cells[k] or "" for k in loaded.table.key) if loaded.table.key else None
            yield finding_of(
                rule,
                self.place(check.table, row, check.column),
                words,
                table=check.table,
                row=row,
                key=key,
                column=check.column,
                found=typed,
                suggestion=self._suggestion(check, typed) if start + number < SUGGESTED else None,
                values={n: None if v is None else str(v) for n, v in wanted.items()},
            )

    def place(self, table: str, row: int, column: str) -> Place:
        """Return where a cell of a table stands."""
        return place_of(self.loaded[table], row, column)

    def _joined(self, check: Check, raw: pl.DataFrame) -> dict[int, dict[str, object]]:
        """Return, by row, what a message takes from rows it names."""
        names = {
            n
            for n in check.rule.placeholders
            if ("__" in n or n not in self.loaded[check.table].table.fields)
            and resolve(self.views.tables, check.table, n)
        }
        there = set(self.views.frames)
        names = {n for n in names if (resolve(self.views.tables, check.table, n) or set()) <= there}
        if not names:
            return {}
        frame = (
            self.views.view(
                check.table, names, raw.lazy().select("row"), (raw["row"][0], raw["row"][-1] + 1)
            )
            .select("row", *sorted(names))
            .collect()
        )
        return {cells.pop("row"): cells for cells in frame.iter_rows(named=True)}

    def _about(self, check: Check) -> dict[str, str]:
        table = self.loaded[check.table].table
        target = next((r.table for r in table.references if r.prefix == check.target), "")
        about = {
            "table": check.table,
            "target_table": target,
            "key_title": (
                " and ".join(table.fields[k].title for k in table.key if k in table.fields).lower()
            ),
        }
        one = table.fields.get(check.column)
        return about | (of_field(one) if one else {})

    def _special(
        self, check: Check, names: list[str], cells: dict[str, str | None]
    ) -> dict[str, str]:
        """Return the values that only some messages ask for."""
        typed = cells.get(check.column)
        special = {"cell": visible(typed)}
        if "length" in names:
            special["length"] = str(len(typed or ""))
        if "date_fault" in names:
            field = self.loaded[check.table].table.fields[check.column]
            special["date_fault"] = fault_and_advice(typed or "", field.pattern)
        if "key" in names and check.subject:
            special["key"] = visible(" ".join(cells[k] or "" for k in check.subject[0]))
        return special

    def _twins(self, check: Check, raw: pl.DataFrame) -> dict[int, dict[str, str]]:
        """Return, by row, the lines of a few rows like it.

        Only where the message speaks of them.
        """
        if "twins" not in check.rule.placeholders:
            return {}
        named = {name for name in check.names() if name.endswith("_twin")}
        if named:
            view = (
                self.views.view(check.table, named, raw.lazy().select("row"))
                .select("row", *named)
                .collect()
            )
            alike = {row: [int(twin)] for row, twin in view.iter_rows() if twin is not None}
        else:
            columns = self._compared(check)
            groups = self._groups(check)
            alike = {
                row: [t for t in groups.get(cells, ()) if t != row][:3]
                for row, *rest in raw.select("row", *columns).iter_rows()
                if (cells := tuple(rest))
            }
        return {
            row: {"twins": ", ".join(self._line(check, row, twin) for twin in twins)}
            for row, twins in alike.items()
        }

    def _line(self, check: Check, row: int, twin: int) -> str:
        """Return the line of another row, with its file where that differs."""
        here, place = (self.place(check.table, one, check.column) for one in (row, twin))
        return f"{place.line}" if place.file == here.file else f"{place.line} of {place.file}"

    def _compared(self, check: Check) -> list[pl.Expr]:
        columns = check.subject[0] if check.subject else (check.column,)
        return [pl.col(c).str.strip_chars().alias(c) for c in columns]

    def _groups(self, check: Check) -> dict[tuple[str, ...], list[int]]:
        """Return the first rows of each group with the same compared cells.

        They are gathered once a check.
        """
        at = (check.rule.name, check.table, check.column)
        if at not in self._grouped:
            frame = self.loaded[check.table].frame
            assert frame is not None
            columns = self._compared(check)
            groups = (
                frame.lazy()
                .select("row", *columns)
                .group_by([c.meta.output_name() for c in columns])
                .agg(pl.col("row").sort().head(4), pl.len().alias("#"))
            )
            self._grouped[at] = {
                tuple(key): rows
                for *key, rows, _ in groups.filter(pl.col("#") > 1).collect().iter_rows()
            }
        return self._grouped[at]

    def _suggestion(self, check: Check, typed: str | None) -> str | None:
        one = self.loaded[check.table].table.fields.get(check.column)
        if check.rule.suggests == "words" and one and typed:
            return nearest(typed, one.words)
        if check.rule.suggests == "keys" and typed:
            return nearest(typed, self._keys.get(self._about(check)["target_table"], ()))
        return None

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        return {
            name: one.frame[one.table.key[0]].drop_nulls().unique().to_list()
            for name, one in self.loaded.items()
            if one.frame is not None and len(one.table.key) == 1
        }


def place_of(loaded: LoadedTable, row: int, column: str) -> Place:
    """Return where a cell stands, or its row without such a column.

    Of a table that lies in no file, that is its name and the number of the row.
    """
    if not loaded.parts:
        return Place(loaded.table.name, row)
    part = loaded.part_of(row)
    index = part.columns.index(column) if column in part.columns else 0
    spot = part.locator.spot(row - part.first, index)
    return Place(part.file.name, spot.line, spot.column, spot.cell)


def _rows_at(frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Return the rows of those numbers, both in ascending order."""
    first = frame["row"].search_sorted(rows[0], "left")
    last = frame["row"].search_sorted(rows[-1], "right")
    return frame.slice(first, last - first).filter(pl.col("row").is_in(rows.implode()))


def day_number(today: datetime.date | None) -> int:
    """Return today, or the day that stands for it, as a number."""
    return (today or datetime.date.today()).toordinal()
