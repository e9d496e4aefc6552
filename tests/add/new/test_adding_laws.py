"""A row that is added changes no other, in any package."""

from __future__ import annotations

import json
import random

import pytest
from add.new.rows import one_more
from contested.add.new.adding import clean_row, find_target, new_findings
from contested.check.load import load
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.files.canonical import canonical
from contested.package.store import MemoryStore
from contested.rules import RULES
from contested.standard import TABLES
from contested.testing.strategies import TODAY, Drawn, packages
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st


def in_parts(drawn: Drawn, table: str, pieces: list[int]) -> Package:
    """Return the package with one table in several files.

    It is in canonical form, and there are as many files as pieces.
    """
    files = drawn.files()
    loaded = load(from_store(MemoryStore(files)))
    for name, one in loaded.items():
        if one.frame is not None and one.parts:
            files[f"data/{name}.csv"] = canonical(one.frame, one.table)
    frame, descriptor = loaded[table].frame, json.loads(files[DESCRIPTOR])
    assert frame is not None
    resource = next((r for r in descriptor["resources"] if r["name"] == table), None)
    if resource is not None:
        del files[f"data/{table}.csv"]
        resource["path"] = [f"{table}/{number}.csv" for number in range(len(pieces) + 1)]
        for number, path in enumerate(resource["path"]):
            mine = [
                row
                for row in range(len(frame))
                if (pieces[row % len(pieces)] if pieces else 0) == number
            ]
            files[path] = canonical(frame[mine], loaded[table].table)
        files[DESCRIPTOR] = json.dumps(descriptor).encode()
    return from_store(MemoryStore(files))


@pytest.mark.slow
@settings(max_examples=one_in(3))
@given(st.data(), packages(), st.sampled_from(TABLES))
def test_a_row_changes_one_file_and_in_it_no_other_row(
    data: st.DataObject, drawn: Drawn, name: str
) -> None:
    pieces = data.draw(st.lists(st.integers(0, 2), max_size=2))
    package = in_parts(drawn, name, pieces)
    loaded, table = load(package), package.tables[name]
    parts = [part.name for part in package.parts.get(name, ())]
    part = data.draw(st.sampled_from([None, "new/part.csv", *parts]))
    like = data.draw(st.sampled_from(drawn.tables.get(name) or [{}]))
    key = {
        column: (
            "99"
            if table.fields[column].form == "integer"
            else data.draw(st.text("az'\",\n é", min_size=1))
        )
        for column in table.key
    }
    where = find_target(package, loaded, name, part)
    files = where.files(like | key)
    is_new = part == "new/part.csv" or not parts
    assert where.part == (part or (parts[-1] if parts else f"data/{name}.csv"))
    assert set(files) == {where.part} | ({DESCRIPTOR} if is_new else set())
    before = canonical(where.rows, table)
    if not is_new:
        assert before == package.store.read(where.part)
    added = one_more(before, files[where.part])
    assert added
    old: dict[str, bytes] = package.store.files  # type: ignore[attr-defined]
    again = load(from_store(MemoryStore({**old, **files})))[name].frame
    assert again is not None
    rows = [{n: v for n, v in row.items() if v is not None} for row in again.drop("row").to_dicts()]
    assert rows.count(clean_row(table, like | key)) == 1


@pytest.mark.slow
@settings(max_examples=one_in(4))
@given(packages(), st.integers(min_value=0).map(random.Random))
def test_a_row_that_is_taken_out_and_added_again_gives_the_same_bytes_and_no_error(
    drawn: Drawn, draw: random.Random
) -> None:
    name = draw.choice([name for name in TABLES if drawn.tables.get(name)])
    row = draw.choice(drawn.tables[name])
    whole = in_parts(drawn, name, [])
    files = {**dict(whole.store.files)}  # type: ignore[attr-defined]
    frame, path = load(whole)[name].frame, f"{name}/0.csv"
    assert frame is not None
    table = whole.tables[name]
    given = clean_row(table, row)
    others = [
        number
        for number, one in enumerate(frame.drop("row").to_dicts())
        if any(one[k] != given[k] for k in table.key)
    ]
    assert len(others) == len(frame) - 1
    without = from_store(MemoryStore(files | {path: canonical(frame[others], table)}))
    again = find_target(without, load(without), name).files(row)
    assert again == {path: files[path]}
    assert [
        one
        for one in new_findings(without, again, list(RULES.values()), TODAY.toordinal())
        if one.severity == "error"
    ] == []
