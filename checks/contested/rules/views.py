"""Views: each table joined with the rows its keys name.

They are built from the names that rules ask for. A rule looks at one row of a view. A bare column
is null where its cell is blank or malformed, so that no rule speaks of a cell whose form is wrong;
`x_raw` is the cell as typed and `x_is_blank` says whether it has anything. Days have `x_earliest`
and `x_latest`, numbers `x_number`, and `source__published_latest` is a column of the row that
`source_id` names. What no row knows by itself (a cycle, a count, a group) is a *named column*.

The same code serves every engine: `namespace` is Polars itself or narwhals, whose frames and
expressions share their names.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from contested.rules.row import Expr, Row, _Any, columns_of
from contested.standard import Reference, Table
from contested.standard.schemas import MADE

Frame = Any
"""A lazy frame of the engine's: `polars.LazyFrame` or `narwhals.LazyFrame`."""


Days = dict[str, Frame]
"""For columns of dates: a frame of texts (`text`) and their days (`x_earliest`, `x_latest`)."""


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A named column: an expression over the view, or a frame.

    A frame has (row or key…, name), and the tables it is made from are known.
    """

    make: Callable[..., Any]
    tables: tuple[str, ...] | None = None


STRETCH = 250_000
"""Rows of a large table that are joined to others at a time."""
NAMED_COLUMNS: dict[tuple[str, str], NamedColumn] = {}


def column(name: str, *tables: str) -> Callable[[Callable[[Row], Expr]], Callable[[Row], Expr]]:
    """Register a named column that is an expression over a view.

    It is made for the view of each of `tables`; windows are allowed.
    """

    def register(make: Callable[[Row], Expr]) -> Callable[[Row], Expr]:
        NAMED_COLUMNS.update({(table, name): NamedColumn(make) for table in tables})
        return make

    return register


def column_frame(
    name: str, *tables: str, needs: tuple[str, ...] = ()
) -> Callable[[Callable[[Views, str], Frame]], Callable[[Views, str], Frame]]:
    """Register a named column that a function (views, table) returns.

    It returns a frame: `name` beside `row` or the key's columns, one row each. `needs` are the
    other tables it reads.
    """

    def register(make: Callable[[Views, str], Frame]) -> Callable[[Views, str], Frame]:
        NAMED_COLUMNS.update(
            {(table, name): NamedColumn(make, (table, *needs)) for table in tables}
        )
        return make

    return register


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
        col, layers, frame = self.namespace.col, self._layers(table, names), self.frames[table]
        if only is not None:
            frame = frame.join(only, on=only.collect_schema().names(), how="semi")
        if within is not None:
            frame = frame.filter((col("row") >= within[0]) & (col("row") < within[1]))
        frame = with_days(
            frame,
            {
                c: known
                for c, known in self.days.get(table, {}).items()
                if {f"{c}_earliest", f"{c}_latest"} & layers[0]
            },
        )
        for prefix, rest in sorted(self._hops(layers).items()):
            frame = self._hop(frame, table, prefix, rest)
        for name in sorted(n for n in layers[0] if (table, n) in NAMED_COLUMNS):
            made = self.column_frame(table, name)
            frame = frame.join(
                made, on=[n for n in made.collect_schema().names() if n != name], how="left"
            )
        plain = [
            e
            for n in sorted(layers[0])
            if "__" not in n and (e := self._plain(table, n)) is not None
        ]
        frame = frame.with_columns(*plain) if plain else frame
        for layer in layers[1:]:
            made = [NAMED_COLUMNS[table, n].make(self._row()).alias(n) for n in sorted(layer)]
            frame = frame.with_columns(*made)
        wanted = dict.fromkeys(
            [
                "row",
                *self.tables[table].key,
                *sorted(n for n in names if n in self._columns[table] or self.knows(table, n)),
            ]
        )
        return frame.select(*(col(n) for n in wanted))

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
        """Return whether a table is too large to be joined all at once."""
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
                made.lazy().collect().lazy() if self._heights[table] > STRETCH else made.lazy()
            )
        return self._column_frames[table, name]

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """Return a frame as Python rows, for what no expression can say."""
        found = frame.lazy().collect()
        if self.namespace.__name__ == "polars":
            rows: list[tuple[Any, ...]] = found.rows()
            return rows
        return list(
            zip(*(found[name].to_arrow().to_pylist() for name in found.columns), strict=True)
        )

    def frame(self, columns: Mapping[str, list[Any]], kinds: Mapping[str, str]) -> Frame:
        """Return a frame of this engine's from Python lists.

        Kinds are names of its types (`String`, `Boolean`, `Int64`).
        """
        return frame_of(self.namespace, columns, kinds)

    def alike(self, frame: Frame, columns: list[str]) -> Frame:
        """Return the numbers of rows that share all these columns.

        Perhaps a few that do not are among them. Polars compares hashes, which is several
        times faster than grouping by text; a hash that two keys share by chance lets a row
        too many through, never one too few.
        """
        col = self.namespace.col
        if self.namespace.__name__ == "polars":
            mixed = reduce(operator.xor, [col(c).hash(seed) for seed, c in enumerate(columns)])
            return frame.filter(mixed.is_duplicated()).select("row")
        return frame.filter(self.namespace.len().over(*columns) > 1).select("row")

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

    def _hops(self, layers: list[set[str]]) -> dict[str, set[str]]:
        hops: dict[str, set[str]] = {}
        for name in layers[0]:
            prefix, two, rest = name.partition("__")
            if two:
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
        column, _, what = name.rpartition("_")
        if name in columns:
            default, raw = (
                fields[name].default if name in fields else "",
                (f"{name}_raw" if f"{name}_raw" in columns else name),
            )
            if default:
                made = (
                    self.namespace.when(~col(raw).is_null())
                    .then(col(name))
                    .otherwise(self.namespace.lit(default))
                )
        elif name.endswith("_is_blank"):
            column = name.removesuffix("_is_blank")
            made = col(f"{column}_raw" if f"{column}_raw" in columns else column).is_null()
        elif what == "raw" and column in fields:
            made = col(column)
        elif what == "number" and column in fields:
            made = col(column).cast(self.namespace.Float64)
        return None if made is None else made.alias(name)


def collect_all(namespace: Any, frames: Sequence[Frame]) -> list[Any]:
    """Return lazy frames as eager ones, all at once where possible."""
    if namespace.__name__ == "polars":
        collected: list[Any] = namespace.collect_all(frames) if frames else []
        return collected
    return [frame.collect() for frame in frames]


def frame_of(namespace: Any, columns: Mapping[str, list[Any]], kinds: Mapping[str, str]) -> Frame:
    """Return a lazy frame of an engine's from Python lists.

    Kinds are names of its types (`String`, `Boolean`, `Int32`).
    """
    if namespace.__name__ == "polars":
        return namespace.DataFrame(
            dict(columns), schema={n: getattr(namespace, k) for n, k in kinds.items()}
        ).lazy()
    import pandas as pd
    import pyarrow as pa

    arrow = {
        "String": pa.string(),
        "Boolean": pa.bool_(),
        "Int64": pa.int64(),
        "Int32": pa.int32(),
        "UInt32": pa.uint32(),
    }
    made = pa.table({n: pa.array(v, arrow[kinds[n]]) for n, v in columns.items()})
    return namespace.from_native(made.to_pandas(types_mapper=pd.ArrowDtype)).lazy()


def with_days(frame: Frame, days: Days) -> Frame:
    """Return a frame with first and last days beside its date columns.

    They are `x_earliest` and `x_latest`.
    """
    for column, known in days.items():
        frame = frame.join(known, left_on=column, right_on="text", how="left")
    return frame


def reference_of(table: Table, prefix: str) -> Reference:
    """Return the reference that rules name by `prefix`; raises KeyError."""
    for reference in table.references:
        if reference.prefix == prefix:
            return reference
    raise KeyError(f"{table.name} has no reference {prefix}")


def resolve(tables: Mapping[str, Table], table: str, name: str) -> set[str] | None:
    """Return the tables a name is read from, or None if unknown."""
    prefix, two, rest = name.partition("__")
    spec = tables[table]
    if two:
        if prefix not in {r.prefix for r in spec.references}:
            return None
        to = reference_of(spec, prefix).table
        if to not in tables:
            return {table, to}
        there = {to} if rest == "found" else resolve(tables, to, rest)
        return None if there is None else {table} | there
    if (table, name) in NAMED_COLUMNS:
        named = NAMED_COLUMNS[table, name]
        if named.tables is not None:
            return set(named.tables)
        return {table}.union(*(resolve(tables, table, n) or () for n in columns_of(named.make)))
    if name in spec.fields or name == "row":
        return {table}
    column = next((name.removesuffix(end) for end in MADE if name.endswith(end)), "")
    return {table} if column in spec.fields else None
