"""A key that names somebody may be redacted: its row goes on under another."""

from __future__ import annotations

from copy import deepcopy
from functools import cache

import pytest
from contested import standard
from contested.review.columns.log import misfit
from contested.review.version import Version
from contested.review.views import History
from contested.rules.rule import RULES
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from contested.testing.strategies.changes import versions
from contested.testing.strategies.changes.change import version
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.judging import between
from review.test_redaction import told

FEW = one_in(10)
TABLES = [t for t in standard.tables().values() if len(t.key) == 1 and t.name != "revisions"]
ROWS = [(t, row[t.key[0]]) for t in TABLES for row in changed().tables[t.name]]
FIRST = [next(row for row in ROWS if row[0] is table) for table in TABLES]
"""By day the reports of one row a table are written, and by night those of every row."""
LOG = standard.tables()["revisions"]


def specimen(line: str = "") -> Drawn:
    one = changed(line)
    return Drawn(one.tables, one.descriptor)


def rekey(head: Drawn, old: str, new: str) -> None:
    """Write another key wherever one stands."""
    for rows in head.tables.values():
        for row in rows:
            for column, cell in row.items():
                row[column] = " ".join(new if word == old else word for word in cell.split(" "))


def revise(head: Drawn, table: str, new: str, **cells: str) -> None:
    """Add the revision that tells that a key was redacted."""
    if "revisions" not in head.tables:
        head.tables["revisions"] = []
        head.descriptor["resources"].append(standard.resource("revisions", LOG.schema))
    (key,) = standard.tables()[table].key
    said = {"revision_id": f"rev-z-{new}", "table": table, "record_id": new, "field": key}
    said |= {"kind": "redacted", "old_value": "[redacted]", "new_value": new}
    said |= {"reason": "protection", "revised": "2021-10-01"} | cells
    head.tables["revisions"].append(dict.fromkeys(LOG.fields, "") | said)


def rekeyed(base: Drawn, table: str, old: str, new: str) -> Drawn:
    head = deepcopy(base)
    rekey(head, old, new)
    revise(head, table, new)
    return head


def errors(base: Drawn | Version, head: Drawn) -> dict[str, set[tuple[str, str, str, str]]]:
    found = between(versions(base, head))
    return {rule: at for rule, at in found.items() if RULES[rule].severity == "error"}


def misfits(base: Drawn, head: Drawn) -> dict[str, str]:
    return dict(misfit(History(versions(base, head)), "revisions").iter_rows())


@cache
def published() -> Version:
    """Return the specimen as it is read."""
    return version(specimen())


@pytest.mark.parametrize(("table", "old"), ROWS, ids=[key for _, key in ROWS])
def test_a_key_may_be_redacted(table: standard.Table, old: str) -> None:
    head = rekeyed(specimen(), table.name, old, f"{old.partition('-')[0]}-zz")
    assert errors(published(), head) == {}


@pytest.mark.parametrize(
    ("table", "old"),
    [row if row in FIRST else pytest.param(*row, marks=pytest.mark.nightly) for row in ROWS],
    ids=[key for _, key in ROWS],
)
def test_a_redacted_key_is_in_no_report(table: standard.Table, old: str) -> None:
    base = specimen()
    head = rekeyed(base, table.name, old, f"{old.partition('-')[0]}-zz")
    assert [form for form, words in told(base, head).items() if old in words.split()] == []


@pytest.mark.slow
@given(packages(), st.data())
@settings(max_examples=FEW, deadline=None)
def test_so_may_any_key_of_any_package(base: Drawn, data: st.DataObject) -> None:
    rows = [(t, row[t.key[0]]) for t in TABLES for row in base.tables.get(t.name, ())]
    table, old = data.draw(st.sampled_from(rows))
    new = f"{old.partition('-')[0]}-zz-redacted"
    head = rekeyed(base, table.name, old, new)
    found = errors(base, head)
    unknown = {"false-revision": {("revisions", f"rev-z-{new}", "kind", "head")}}
    assert found == {} or found.items() >= unknown.items()
    if found:
        assert "cannot be told which row" in misfits(base, head)[f"rev-z-{new}"]


def test_without_its_revision_the_old_key_has_vanished() -> None:
    base, head = specimen(), specimen()
    rekey(head, "act-heron", "act-zz")
    assert errors(base, head)["vanished-row"] == {("actors", "act-heron", "actor_id", "base")}


def test_no_other_cell_is_excused() -> None:
    base = specimen()
    head = rekeyed(base, "actors", "act-heron", "act-zz")
    row = next(row for row in head.tables["actors"] if row["actor_id"] == "act-zz")
    row |= {"wikidata_id": "Q12", "name": "Marin"}
    claim = next(row for row in head.tables["claims"] if row["claim_id"] == "clm-j")
    claim["answer"] = "no"
    assert errors(base, head) == {
        "changed-in-silence": {("actors", "act-zz", "name", "head")},
        "rewritten-answer": {("claims", "clm-j", "answer", "head")},
    }


def test_what_else_is_redacted_of_the_row_is_no_hindrance() -> None:
    """The row is known by what names it."""
    base = specimen()
    head = rekeyed(base, "actors", "act-heron", "act-zz")
    row = next(row for row in head.tables["actors"] if row["actor_id"] == "act-zz")
    row |= {"name": "[redacted]"}
    revise(head, "actors", "act-zz", revision_id="rev-zz", field="name", new_value="[redacted]")
    assert errors(base, head) == {}


def test_a_claim_takes_its_relays_relations_and_revisions_along() -> None:
    base = specimen()
    head = rekeyed(base, "claims", "clm-m", "clm-zz")
    assert [row["record_id"] for row in head.tables["revisions"]] == ["clm-l", "clm-zz 1", "clm-zz"]
    assert errors(base, head) == {}
    head.tables["revisions"][1]["record_id"] = "clm-m 1"
    assert errors(base, head) == {
        "revision-rewritten": {("revisions", "rev-2", "record_id", "head")}
    }


def test_which_row_it_was_must_be_plain() -> None:
    two = "+actors act-one name=One actor_type=media ; +actors act-two name=One actor_type=media"
    base = specimen(two)
    head = rekeyed(base, "actors", "act-one", "act-zz")
    assert errors(base, head) == {}
    rekey(head, "act-two", "act-zy")
    revise(head, "actors", "act-zy")
    assert errors(base, head)["false-revision"] == {
        ("revisions", "rev-z-act-zz", "kind", "head"),
        ("revisions", "rev-z-act-zy", "kind", "head"),
    }
    assert set(misfits(base, head).values()) == {
        "it cannot be told which row had another key before, since not all that names the new"
        " key named the same row, and several rows that are gone say what this one says"
    }


def test_a_key_that_was_there_before_is_none_that_stands_in_for_another() -> None:
    base, head = specimen(), specimen()
    revise(head, "actors", "act-heron")
    assert misfits(base, head) == {"rev-z-act-heron": "the row had this key before"}


def test_a_row_that_named_two_cannot_become_one() -> None:
    """Two rows that become one by a redaction would be a merge without its revision."""
    base = specimen()
    head = rekeyed(base, "actors", "act-guard", "act-zz")
    rekey(head, "act-council", "act-zz")
    head.tables["actors"] = [r for r in head.tables["actors"] if r["name"] != "Valley Council"]
    found = errors(base, head)
    assert found["vanished-row"] == {("actors", "act-council", "actor_id", "base")}
    assert found["rewritten-attribution"] == {
        ("claims", "clm-b", "claimant_id", "head"),
        ("claims", "clm-g", "claimant_id", "head"),
    }
