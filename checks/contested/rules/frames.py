"""Frames: what differs between the engines, and nothing else does.

An engine's `namespace` is Polars itself or narwhals, whose frames and expressions share names.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

Frame = Any
"""A lazy frame of the engine's: `polars.LazyFrame` or `narwhals.LazyFrame`."""


Days = dict[str, Frame]
"""For columns of dates: a frame of texts (`text`) and their days (`x_earliest`, `x_latest`)."""


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
        "Float64": pa.float64(),
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


def rows_of(namespace: Any, frame: Frame) -> list[tuple[Any, ...]]:
    """Return a frame as Python rows, for what no expression can say."""
    found = frame.lazy().collect()
    if namespace.__name__ == "polars":
        rows: list[tuple[Any, ...]] = found.rows()
        return rows
    return list(zip(*(found[name].to_arrow().to_pylist() for name in found.columns), strict=True))


def rows_alike(namespace: Any, frame: Frame, columns: list[str]) -> Frame:
    """Return the numbers of rows that share all these columns.

    Perhaps a few that do not are among them. Polars compares hashes, which is several
    times faster than grouping by text; a hash that two keys share by chance lets a row
    too many through, never one too few.
    """
    col = namespace.col
    if namespace.__name__ == "polars":
        mixed = reduce(operator.xor, [col(c).hash(seed) for seed, c in enumerate(columns)])
        return frame.filter(mixed.is_duplicated()).select("row")
    return frame.filter(namespace.len().over(*columns) > 1).select("row")
