"""The pandera engine: each table's rules as checks of a pandera schema.

pandera is handed masks, not rules: the rules run through narwhals on Arrow-typed copies of the
frames, where null is null, and every check sits on the column that its finding names, since a check
of a whole frame is reported once for every column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import pandas as pd
import pandera.pandas as pa
import polars as pl
import pyarrow
from pandera.backends.pandas.container import DataFrameSchemaBackend
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from contested.check.engines.polars import views_of
from contested.check.engines.wording import Wording
from contested.check.judge import Hits, Outcome, judge, settle
from contested.rules.check import Check
from contested.standard import EXTENSION_COLUMN, Field, Table


def run(
    frames: Mapping[str, pl.DataFrame],
    tables: Mapping[str, Table],
    checks: Sequence[Check],
    today: int,
) -> Outcome:
    """Run the checks over the frames as pandera reports them."""
    suite = Suite(
        {name: arrow_frame(frame.to_arrow()) for name, frame in frames.items()},
        tables,
        checks,
        today,
    )
    hits: Hits = {}
    for name, schema in suite.schemas().items():
        try:
            schema.validate(suite.frames[name], lazy=True)
        except SchemaErrors as errors:
            hits.update(suite.read(name, errors.failure_cases))
    return Outcome(hits, views_of(frames, tables, today))


def arrow_frame(table: pyarrow.Table) -> pd.DataFrame:
    """Return a pandas frame with Arrow's types: only a blank is null."""
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def text_frame(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return any pandas frame as that table's text.

    It has record numbers and the table's columns as typed, those that are missing blank, blank
    as null.
    """
    columns: dict[str, Any] = {"row": pyarrow.array(range(len(frame)), pyarrow.uint32())}
    for name in table.fields:
        cells = frame[name].tolist() if name in frame.columns else [None] * len(frame)
        columns[name] = pyarrow.array([_text_of(cell) for cell in cells], pyarrow.string())
    return arrow_frame(pyarrow.table(columns))


def _text_of(cell: object) -> str | None:
    """Return a cell as it is typed in a file.

    pandas reads `12` as 12.0 where a column has blanks, and `true` as True.
    """
    if isinstance(cell, str):
        return cell or None
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


@dataclass
class Suite:
    """The tables of one package and the checks on them."""

    frames: dict[str, pd.DataFrame]
    tables: Mapping[str, Table]
    checks: Sequence[Check]
    today: int
    words: bool = False
    """Whether what pandera reports is put into the words of the rules."""
    _own: Hits | None = field(default=None, init=False)

    def schemas(self) -> dict[str, TableSchema]:
        """Return a schema for each table whose rows are there."""
        return {name: TableSchema(self, self.tables[name]) for name in self.frames}

    def hits(self, name: str, frame: pd.DataFrame) -> Hits:
        """Return what the rules find in a frame taken as a table.

        The other tables are the package's.
        """
        own = frame is self.frames.get(name)
        if own and self._own is not None:
            return self._own
        frames = self.frames if own else self.frames | {name: text_frame(frame, self.tables[name])}
        checks = self.checks if own else [c for c in self.checks if c.form or c.table == name]
        judged = judge(
            nw,
            {n: nw.from_native(f).lazy() for n, f in frames.items()},
            self.tables,
            checks,
            self.today,
        )
        found = settle(judged.hits)
        if own:
            self._own = found
        return found

    def wording(self, name: str, frame: pd.DataFrame, hits: Hits) -> Wording:
        """Return the words for what was found in a frame."""
        mine = {check: rows for check, rows in hits.items() if check.table == name}
        return Wording(self.frames | {name: frame}, self.tables, self.today, mine)

    def named(self, table: str) -> list[tuple[str, str]]:
        """Return the rule and column of each check on a table."""
        return list(dict.fromkeys((c.rule.name, c.column) for c in self.checks if c.table == table))

    def read(self, table: str, cases: pd.DataFrame) -> Hits:
        """Return what pandera reported of a table, by check.

        Several checks of one rule may sit on one column, each for another table that its cells may
        name: pandera reports them as one, and each keeps the rows that it found itself.

        Raises RuntimeError for a check that crashed, since that is no finding.
        """
        crashed = cases[cases["index"].isna()]
        if len(crashed):
            raise RuntimeError(
                f"pandera could not run {crashed['check'].iloc[0]} on {table}:"
                f" {crashed['failure_case'].iloc[0]}"
            )
        rows = self.frames[table]["row"]
        reported = {
            at: pl.Series("row", rows.iloc[index.astype(int).tolist()].tolist(), dtype=pl.UInt32)
            for at, index in cases.groupby(["check", "column"], sort=False)["index"]
        }
        found: Hits = {}
        for check, own in self.hits(table, self.frames[table]).items():
            spots = reported.get((check.rule.name, check.column))
            if check.table == table and spots is not None:
                found[check] = own.filter(own.is_in(spots.implode()))
        return {check: wrong for check, wrong in found.items() if len(wrong)}


class TableSchema(pa.DataFrameSchema):  # type: ignore[misc]
    """A pandera schema with a table's types and all its rules.

    The rows of other tables come from the package. `validate` judges any pandas frame as that
    table and gives it back unchanged. Columns beginning with `x_` are allowed; a column that is
    missing counts as blank. Failure cases name the rule as their check, the position of the row
    as their index, and say as their `message` what `contested validate` says: what is wrong,
    what is allowed and how to mend it.
    """

    def __init__(self, suite: Suite, table: Table) -> None:
        self._suite, self._table = suite, table
        self._wrong: dict[tuple[str, str], pd.Series] = {}
        rules: dict[str, list[str]] = {}
        for rule, column in suite.named(table.name):
            rules.setdefault(column, []).append(rule)
        columns = {
            name: _column(one, [self._check(r, name) for r in rules.get(name, ())])
            for name, one in table.fields.items()
        }
        super().__init__(
            columns, name=table.name, title=table.title, description=table.description, strict=False
        )

    def _check(self, rule: str, column: str) -> pa.Check:
        def right(cells: pd.Series) -> pd.Series:
            wrong = self._wrong.get((rule, column))
            return pd.Series(True, index=cells.index) if wrong is None else ~wrong.loc[cells.index]

        return pa.Check(right, name=rule, error=rule, ignore_na=False)

    def validate(self, check_obj: pd.DataFrame, *args: Any, **more: Any) -> pd.DataFrame:
        """Judge a frame and return it.

        Raises SchemaError, or SchemaErrors where `lazy`, as every pandera schema does.
        """
        own = check_obj is self._suite.frames.get(self._table.name)
        if not own:
            self._refuse_unknown(check_obj)
        hits = self._suite.hits(self._table.name, check_obj)
        judged = (check_obj if own else text_frame(check_obj, self._table)).reset_index(drop=True)
        rows = judged["row"].astype("int64")
        self._wrong = {
            (c.rule.name, c.column): rows.isin(found.to_list())
            for c, found in hits.items()
            if c.table == self._table.name
        }
        try:
            super().validate(judged, *args, **more)
        except (SchemaError, SchemaErrors) as error:
            if not self._suite.words:
                raise
            words = self._suite.wording(self._table.name, judged, hits)
            told = words.of_all(error) if isinstance(error, SchemaErrors) else words.of_one(error)
            raise told from None
        return check_obj

    def _refuse_unknown(self, frame: pd.DataFrame) -> None:
        names = [str(name) for name in frame.columns]
        unknown = [
            n
            for n in names
            if names.count(n) > 1
            or (n not in self._table.fields and not n.startswith(EXTENSION_COLUMN))
        ]
        if unknown:
            meant = (
                "is there more than once"
                if names.count(unknown[0]) > 1
                else f"is no column of {self._table.name}; columns of your own begin with x_"
            )
            raise SchemaError(
                self,
                frame,
                f"“{unknown[0]}” {meant}",
                failure_cases=pd.DataFrame({"failure_case": unknown}),
                check="column_in_schema",
                reason_code=SchemaErrorReason.COLUMN_NOT_IN_SCHEMA,
            )


TableSchema.register_backend(pd.DataFrame, DataFrameSchemaBackend)


def _column(one: Field, checks: list[pa.Check]) -> pa.Column:
    return pa.Column(
        None, checks, nullable=True, required=True, title=one.title, description=one.description
    )
