"""Guards: what may become of a published cell, for every column of every table.

What is free is silent, a key never changes, and every other change of a cell is an error in that
very cell until `contested revise` has written its revision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy

import pytest
from contested import standard
from contested.add.revise.groups import Given, group, row_of
from contested.add.revise.plan import plan
from contested.review.version import Version
from contested.review.views import History
from contested.rules.rule import RULES
from contested.standard import Field
from contested.testing.strategies import TODAY, Drawn
from contested.testing.strategies.changes import versions
from contested.testing.strategies.changes.change import HIGHER, begun, version
from contested.testing.strategies.drawn import Cells
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.judging import Changes, between, wrong

FEW = one_in(100)
OWN, PHOTOS = "x_law", "x-portraits"
TABLES = [*(name for name in standard.TABLES if name != "revisions"), PHOTOS]
FREELY_FILLED = ("free", "reference", "additive")
SAID = Given("other", "Line 1.")


@st.composite
def published(draw: st.DrawFn, table: str) -> tuple[Drawn, Cells]:
    """Draw a package, and a row of a table to which nothing refers."""
    change = begun(draw, 2)
    row = change.draft.new(table if table in standard.TABLES else "actors")
    change.publish()
    base, _ = change.drawn()
    base.descriptor = json.loads(json.dumps(base.descriptor)) | {"version": HIGHER}
    if table == PHOTOS:
        fields = [{"name": "x_id", "type": "string"}, {"name": OWN, "type": "string"}]
        schema = {"fields": fields, "primaryKey": ["x_id"]}
        base.descriptor["resources"].append(standard.resource(PHOTOS, schema))
        base.tables[PHOTOS] = [{"x_id": "1", OWN: "By night."}, {"x_id": "2", OWN: ""}]
        return base, base.tables[PHOTOS][draw(st.integers(0, 1))]
    resource = next(r for r in base.descriptor["resources"] if r["name"] == table)
    resource["schema"]["fields"].append({"name": OWN, "type": "string"})
    key = {name: row[name] for name in standard.tables()[table].key}
    rows = [one for one in base.tables[table] if key.items() <= one.items()]
    rows[0][OWN] = draw(st.sampled_from(["", "Ada"]))
    return base, rows[0]


def otherwise(field: Field, old: str) -> str:
    """Return a well-formed cell that says something else."""
    if field.form in ("integer", "number"):
        return "7" if old != "7" else "8"
    if field.is_day_range:
        return "2020-02-03" if old != "2020-02-03" else "2020-02-04"
    words = [word for word in (*field.words, *field.true_words, *field.false_words) if word != old]
    if words:
        return next(word for word in words if word != field.default)
    return field.example if field.example not in ("", old) else "Otherwise"


def changed(base: Drawn, table: str, row: Cells, cells: Cells) -> Drawn:
    """Return the package with other cells in a row."""
    head = Drawn(deepcopy(base.tables), base.descriptor)
    number = next(n for n, one in enumerate(base.tables[table]) if one is row)
    head.tables[table][number] |= cells
    return head


def revised(base: Version, head: Drawn) -> Drawn:
    """Return the proposed version with the revisions that `contested revise` writes."""
    planned = plan(History(versions(base, head)))
    assert planned.unlawful == []
    rows = [
        row_of(draft, SAID, f"rev-law-{number}", TODAY.isoformat())
        for one in group(planned.drafts)
        for number, draft in enumerate(one.drafts)
    ]
    made = Drawn(deepcopy(head.tables), deepcopy(head.descriptor))
    made.tables["revisions"] = [*made.tables.get("revisions", []), *rows]
    if not any(one["name"] == "revisions" for one in made.descriptor["resources"]):
        schema = standard.schema("revisions")
        made.descriptor["resources"].append(standard.resource("revisions", schema))
    return made


def errors(base: Version, head: Drawn) -> Changes:
    found = wrong(between(versions(base, head)))
    return {rule: at for rule, at in found.items() if RULES[rule].severity == "error"}


def is_free(field: Field, old: str, new: str) -> bool:
    """Return whether the schema lets this change of a cell pass."""
    blank = not old and not field.default
    same = (old or field.default) == (new or field.default)
    return same or field.guard == "free" or (blank and field.guard in FREELY_FILLED)


class Row:
    """A row that is published, and what its cells are to say instead."""

    def __init__(self, data: st.DataObject, table: str) -> None:
        self.drawn, self.cells = data.draw(published(table))
        self.table, self.base = table, version(self.drawn)
        spec = self.drawn.specs[table]
        self.fields, self.key = spec.fields, " ".join(self.cells[name] for name in spec.key)
        self.new: Cells = {}
        for field in self.fields.values():
            other = otherwise(field, self.cells[field.name])
            has_to_be = field.guard == "key" or field.name == "question_id"
            new = data.draw(st.sampled_from([other, other if has_to_be else ""]))
            self.new[field.name] = new

    def changed(self, names: Iterable[str]) -> Drawn:
        """Return the package after these cells have changed."""
        return changed(self.drawn, self.table, self.cells, {name: self.new[name] for name in names})

    def silent(self) -> list[str]:
        """Return the columns whose changes pass."""
        return [
            name
            for name, field in self.fields.items()
            if is_free(field, self.cells[name], self.new[name])
        ]

    def guarded(self) -> list[str]:
        """Return the columns whose changes ask for a revision, if any helps."""
        silent = self.silent()
        return [
            name
            for name, field in self.fields.items()
            if name not in silent and field.guard != "key"
        ]

    def keys(self) -> list[str]:
        """Return the columns of the key."""
        return [name for name, field in self.fields.items() if field.guard == "key"]

    def must_hold(self, *names: str) -> None:
        """Assert that each of these changes is an error in its own cell."""
        if not names:
            return
        found = errors(self.base, self.changed(names))
        told = set().union(*found.values())
        silent = [n for n in names if (self.table, self.key, n, "head") not in told]
        assert silent == [], (silent, self.new)

    def must_be_told(self) -> None:
        """Assert that keys never change, that a status may be told, and all others at once."""
        for name in self.keys():
            assert errors(self.base, self.changed([name])), name
        told = [name for name in self.guarded() if self.fields[name].guard == "status"]
        may_be = [name for name in told if self.cells[name] in ("", "active")]
        rest = [name for name in self.new if name not in (*told, *self.keys())]
        for names in ([name] for name in may_be):
            assert errors(self.base, revised(self.base, self.changed(names))) == {}, names
        assert errors(self.base, revised(self.base, self.changed(rest))) == {}


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
@given(data=st.data())
@settings(max_examples=FEW)
def test_every_cell_is_guarded_as_the_schema_says(table: str, data: st.DataObject) -> None:
    """Change the first cell alone: a row all of which changes is another under an old key."""
    row = Row(data, table)
    assert errors(row.base, row.changed(row.silent())) == {}
    row.must_hold(*row.guarded()[:1])
    row.must_hold(*row.guarded()[1:])
    row.must_be_told()


@pytest.mark.nightly
@pytest.mark.parametrize("table", TABLES)
@given(data=st.data())
@settings(max_examples=FEW)
def test_every_cell_is_guarded_where_it_alone_changes(table: str, data: st.DataObject) -> None:
    row = Row(data, table)
    for name in row.silent():
        assert errors(row.base, row.changed([name])) == {}, (name, row.new)
    for name in row.guarded():
        row.must_hold(name)
