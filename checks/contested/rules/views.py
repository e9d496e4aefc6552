"""Views: each table joined with the rows its keys name.

They are built from the names that rules ask for. A rule looks at one row of a view. A bare column
is null where its cell is blank or malformed, so that no rule speaks of a cell whose form is wrong;
`x_raw` is the cell as typed and `x_is_blank` says whether it has anything. Days have `x_earliest`
and `x_latest`, moments `x_instant`, numbers `x_number`, and `source__published_latest` is a column
of the row that `source_id` names. What no row knows by itself (a cycle, a count, a group) is a
*named column*.

The same code serves every engine: `namespace` is Polars itself or narwhals, whose frames and
expressions share their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contested.rules.frames import (
    Days,
    Frame,
    collect_all,
    frame_of,
    rows_alike,
    rows_of,
    with_days,
)
from contested.rules.names import NAMED_COLUMNS, reference_of, resolve
from contested.rules.row import Expr, Row, _Any, columns_of
from contested.standard import Reference, Table
from contested.standard.column_names import column_and_end, made_of

OF_DAYS = ("earliest", "latest", "instant")
"""What a view has of a column of days besides its text."""
STRETCH = 250_000
"""Rows of a large table that are joined to others at a time."""
FEW = 10_000
"""Rows up to which it is quicker to work a named column out twice than to stop for it."""


class Views:
    """All views of one package in one engine.

    `frames` hold, per table, `row`, every column as text (null where blank or malformed) and, for
    columns that have malformed cells, `x_raw`; `days` what the texts of their date columns mean.
    `repeated` names the tables in which some key stands twice.
    """

    def __init__(
        self,
        namespace: Any,
        tables: Mapping[str, Table],
        frames: Mapping[str, Frame],
        days: Mapping[str, Days],
        today: int,
        repeated: frozenset[str] = frozenset(),
    ) -> None:
        self.namespace, self.tables, self.frames, self.days, self.today, self.repeated = (
            namespace,
            tables,
            frames,
            days,
            today,
            repeated,
        )
        counts = [frame.select(namespace.len().alias("n")) for frame in frames.values()]
        self._heights = {
            name: int(count["n"][0])
            for name, count in zip(frames, collect_all(namespace, counts), strict=True)
        }
        self._columns = {
            name: set(frame.collect_schema().names()) for name, frame in frames.items()
        }
        self._once_made: dict[tuple[str, str, frozenset[str]], Frame] = {}
        self._column_frames: dict[tuple[str, str], Frame] = {}

    def view(
        self,
        table: str,
        names: set[str],
        only: Frame | None = None,
        within: tuple[int, int] | None = None,
    ) -> Frame:
        """Return the table, row for row, with every column asked for.

        `only` keeps the rows that match a frame in all of its columns, `within` those whose
        record number lies in a range.
        """
        col, layers = self.namespace.col, self._layers(table, names)
        frame = self._joined(self._picked(table, only, within), table, layers[0])
        for layer in layers[1:]:
            made = [NAMED_COLUMNS[table, n].make(self._row()).alias(n) for n in sorted(layer)]
            frame = frame.with_columns(*made)
        known = sorted(n for n in names if n in self._columns[table] or self.knows(table, n))
        wanted = dict.fromkeys(["row", *self.tables[table].key, *known])
        return frame.select(*(col(n) for n in wanted))

    def _picked(self, table: str, only: Frame | None, within: tuple[int, int] | None) -> Frame:
        """Return the rows of a table that a view is made of."""
        frame, row = self.frames[table], self.namespace.col("row")
        if only is not None:
            frame = frame.join(only, on=only.collect_schema().names(), how="semi")
        if within is not None:
            frame = frame.filter((row >= within[0]) & (row < within[1]))
        return frame

    def _joined(self, frame: Frame, table: str, names: set[str]) -> Frame:
        """Return the rows with what they refer to and know of themselves."""
        days = self.days.get(table, {})
        dated = {c: days[c] for c in days if {made_of(c, end) for end in OF_DAYS} & names}
        frame = with_days(frame, dated)
        for prefix, rest in sorted(self._hops(table, names).items()):
            frame = self._hop(frame, table, prefix, rest)
        for name in sorted(n for n in names if (table, n) in NAMED_COLUMNS):
            made = self.column_frame(table, name)
            keys = [n for n in made.collect_schema().names() if n != name]
            frame = frame.join(made, on=keys, how="left")
        own = [self._plain(table, n) for n in sorted(names) if self._is_of(table, n)]
        plain = [expression for expression in own if expression is not None]
        return frame.with_columns(*plain) if plain else frame

    def stretches(self, table: str, names: set[str]) -> Iterator[Frame]:
        """Yield the view in stretches of rows.

        So what is joined to a large table is never in memory all at once.
        """
        col, height = self.namespace.col, self._heights[table]
        if height <= STRETCH or self._windowed(table, names):
            yield self.view(table, names)
            return
        last = int(self.frames[table].select(col("row").max()).collect()["row"][0])
        for start in range(0, last + 1, STRETCH):
            yield self.view(table, names, within=(start, start + STRETCH))

    def is_large(self, table: str) -> bool:
        """Return whether a table is too large to be joined at once."""
        return self._heights[table] > STRETCH

    def knows(self, table: str, name: str) -> bool:
        """Return whether a view of the table can have such a column."""
        return self.resolve(table, name) is not None

    def resolve(self, table: str, name: str) -> set[str] | None:
        """Return the tables a name is read from, or None if unknown."""
        return resolve(self.tables, table, name)

    def column_frame(self, table: str, name: str) -> Frame:
        """Return a named column as a frame, computed once."""
        if (table, name) not in self._column_frames:
            made = NAMED_COLUMNS[table, name].make(self, table)
            self._column_frames[table, name] = (
                made.lazy().collect().lazy() if self._heights[table] > FEW else made.lazy()
            )
        return self._column_frames[table, name]

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """Return a frame as Python rows, for what no expression can say."""
        return rows_of(self.namespace, frame)

    def frame(self, columns: Mapping[str, list[Any]], kinds: Mapping[str, str]) -> Frame:
        """Return a frame of this engine's from Python lists.

        Kinds are names of its types (`String`, `Boolean`, `Int64`).
        """
        return frame_of(self.namespace, columns, kinds)

    def alike(self, frame: Frame, columns: list[str]) -> Frame:
        """Return the rows that share all these columns, as `rows_alike` does."""
        return rows_alike(self.namespace, frame, columns)

    def _windowed(self, table: str, names: set[str]) -> bool:
        """Return whether a name says something of other rows.

        Such a view must be made from all rows.
        """
        for name in names:
            named = NAMED_COLUMNS.get((table, name))
            if named is not None and named.tables is None:
                row = Row(_Any())
                named.make(row)
                if row._windowed or self._windowed(table, row._asked):
                    return True
        return False

    def _row(self) -> Row:
        return Row(self.namespace, today=self.today)

    def _layers(self, table: str, names: set[str]) -> list[set[str]]:
        """Return the names in the order that they build on each other.

        What must be there first is the first layer, then come named expressions.
        """
        depth: dict[str, int] = {}

        def settle(name: str) -> int:
            named = NAMED_COLUMNS.get((table, name))
            if named is None or named.tables is not None:
                depth[name] = 0
            elif name not in depth:
                depth[name] = 1 + max((settle(n) for n in columns_of(named.make)), default=0)
            return depth[name]

        deepest = max((settle(n) for n in sorted(names)), default=0)
        return [{n for n, d in depth.items() if d == level} for level in range(deepest + 1)]

    def _is_of(self, table: str, name: str) -> bool:
        """Return whether a name is a column or made of one."""
        return bool({name, column_and_end(name)[0]} & self._columns[table])

    def _hops(self, table: str, names: set[str]) -> dict[str, set[str]]:
        hops: dict[str, set[str]] = {}
        for name in names:
            prefix, two, rest = name.partition("__")
            if two and not self._is_of(table, name):
                hops.setdefault(prefix, set()).add(rest)
        return hops

    def _hop(self, frame: Frame, table: str, prefix: str, names: set[str]) -> Frame:
        """Return the frame with columns of rows that a reference names."""
        reference = reference_of(self.tables[table], prefix)
        known = (table, prefix, frozenset(names))
        if known in self._once_made:
            return frame.join(
                self._once_made[known],
                left_on=reference_of(self.tables[table], prefix).column,
                right_on=f"{prefix}__key",
                how="left",
            )
        few = 4 * self._heights[table] < self._heights[reference.table] and len(reference.keys) == 1
        only = (
            frame.select(self.namespace.col(reference.column).alias(reference.keys[0])).unique()
            if few and not self._windowed(reference.table, names)
            else None
        )
        there = self._once(reference, names - {"found"}, only)
        if not few and self._heights[table] > STRETCH:
            there = self._once_made[known] = there.collect().lazy()
        return frame.join(there, left_on=reference.column, right_on=f"{prefix}__key", how="left")

    def _once(self, reference: Reference, names: set[str], only: Frame | None) -> Frame:
        """Return one row a key, to join from elsewhere.

        A key that stands twice is found, but says nothing: no row is picked at random.
        """
        col, lit, prefix = self.namespace.col, self.namespace.lit, reference.prefix
        frame = self.view(reference.table, names | set(reference.keys), only)
        key = col(reference.keys[0])
        if len(reference.keys) > 1:
            key = self.namespace.concat_str([col(k) for k in reference.keys], separator=" ")
        frame = frame.with_columns(key.alias(f"{prefix}__key"))
        frame = frame.filter(~col(f"{prefix}__key").is_null())
        repeated = (
            reference.table in self.repeated or reference.keys != self.tables[reference.table].key
        )
        if repeated and names:
            alone = self.namespace.len().over(f"{prefix}__key") == 1
            frame = frame.with_columns(
                *(self.namespace.when(alone).then(col(n)).alias(n) for n in sorted(names))
            )
        found = [] if f"{prefix}__found" in names else [lit(True).alias(f"{prefix}__found")]
        frame = frame.select(
            f"{prefix}__key", *(col(n).alias(f"{prefix}__{n}") for n in sorted(names)), *found
        )
        return frame.unique(subset=[f"{prefix}__key"], keep="any") if repeated else frame

    def _plain(self, table: str, name: str) -> Expr | None:
        """Return the expression for what a row knows of itself.

        None where the frame has it already.
        """
        columns, col, fields = self._columns[table], self.namespace.col, self.tables[table].fields
        made: Expr | None = None
        column, what = column_and_end(name)
        typed = made_of(name if name in columns else column, "raw")
        if name in columns:
            default = fields[name].default if name in fields else ""
            raw = typed if typed in columns else name
            if default:
                made = (
                    self.namespace.when(~col(raw).is_null())
                    .then(col(name))
                    .otherwise(self.namespace.lit(default))
                )
        elif what == "is_blank":
            made = col(typed if typed in columns else column).is_null()
        elif what == "raw" and column in fields:
            made = col(column)
        elif what == "number" and column in fields:
            made = col(column).cast(self.namespace.Float64)
        return None if made is None else made.alias(name)
