"""Bytes and JSON of any kind, anywhere in a package, are judged: no crash, nothing told twice."""

from __future__ import annotations

import json
from typing import Any

from check.robust import DESCRIBED, FILES, REQUIRED, changed_at, judged, stored
from contested import standard
from contested.package import DESCRIPTOR, from_store
from contested.package.store import MemoryStore
from contested.testing.specimen import changed
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st

FUZZ = settings(max_examples=one_in(2))


@FUZZ
@given(st.sampled_from([*standard.TABLES, "descriptor"]), st.binary(max_size=300))
def test_garbage_in_any_file_is_an_error(name: str, garbage: bytes) -> None:
    _, found = judged(stored(**{name: garbage}))
    assert "error" in {f.severity for f in found}


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes of which a few were replaced, and a stretch taken out or doubled."""
    data = bytearray(whole)
    for at, byte in draw(
        st.lists(
            st.tuples(
                st.integers(0, len(data) - 1), st.integers(0, 255) | st.sampled_from(b'",\n;\r\x00')
            ),
            max_size=3,
        )
    ):
        data[at] = byte
    first, last = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
    return bytes(data[:first] + data[first:last] * draw(st.integers(0, 2)) + data[last:])


@FUZZ
@given(st.data())
def test_a_file_that_was_damaged_is_judged_all_the_same(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(standard.TABLES))
    judged(stored(**{table: data.draw(damaged(FILES[f"data/{table}.csv"]))}))


@FUZZ
@given(damaged(FILES[DESCRIPTOR]))
def test_a_descriptor_that_was_damaged_is_judged_all_the_same(descriptor: bytes) -> None:
    judged(stored(descriptor=descriptor))


SHAPES: list[Any] = [
    None,
    True,
    0,
    -1.5,
    10**400,
    "",
    "x",
    "\ud800",
    [],
    [None],
    ["x"],
    [[]],
    {},
    {"name": 1},
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
)


def steps(value: Any) -> list[list[Any]]:
    """The path to everything within a JSON value."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [[], *([step, *rest] for step, one in inside for rest in steps(one))]


@FUZZ
@given(st.sampled_from(steps(DESCRIBED)[1:]), st.sampled_from(SHAPES))
def test_whatever_stands_anywhere_in_a_descriptor_is_judged(path: list[Any], value: Any) -> None:
    judged(stored(descriptor=json.dumps(changed_at(DESCRIBED, path, value)).encode()))


@FUZZ
@given(JSON)
def test_a_descriptor_that_is_some_other_json_is_an_error(value: Any) -> None:
    report, found = judged(stored(descriptor=json.dumps(value).encode()))
    assert "error" in {f.severity for f in found}
    assert set(REQUIRED) & set(report.rows) == set()


@FUZZ
@given(st.sampled_from(steps(DESCRIBED["resources"][1]["schema"])[1:]), st.sampled_from(SHAPES))
def test_whatever_stands_anywhere_in_the_schema_of_an_extension_is_judged(
    path: list[Any], value: Any
) -> None:
    package, schema = changed("table x-places").package(), DESCRIBED["resources"][1]["schema"]
    descriptor = changed_at(
        package.descriptor, ["resources", 8, "schema"], changed_at(schema, path, value)
    )
    rows = FILES["data/locations.csv"]
    judged(
        from_store(
            MemoryStore(
                FILES | {DESCRIPTOR: json.dumps(descriptor).encode(), "data/x-places.csv": rows}
            )
        )
    )
