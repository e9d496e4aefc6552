"""Nothing is merged: what is read back or derived stays apart.

That goes for every claim, claimant, source and position.
"""

from __future__ import annotations

import tempfile
from collections import Counter

import contested
import polars as pl
import pytest
from contested.check.load import load
from contested.derived import positions as derived
from contested.derived.claimed import Claimed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import pairing, reference, test_contested
from laws.judging import report_of
from laws.reference import Row, Tables

Apart = Counter[tuple[object, ...]]
SOME = one_in(4)
HELD = ("question_id", "polarity", "answer", "quantity_min", "quantity_max")
HOLDING = ("locations", "questions", "claims", "relations")


def tables_of(drawn: Drawn) -> Tables:
    """Return the tables in which contests are, without own columns."""
    return {
        name: [
            {c: v for c, v in row.items() if not c.startswith("x_")}
            for row in drawn.tables.get(name, [])
        ]
        for name in HOLDING
    }


def apart(drawn: Drawn) -> Apart:
    """Each active claim with its question, claimant, source and position."""
    questions = {row["question_id"]: row for row in drawn.tables["questions"]}
    return Counter(
        (
            c["claim_id"],
            c["question_id"],
            c["claimant_id"],
            c["source_id"],
            *pairing.position(c, questions[c["question_id"]]),
        )
        for c in drawn.tables["claims"]
        if reference.is_active(c)
    )


def unfolded(positions: pl.DataFrame, drawn: Drawn) -> Apart:
    """Return the same, from the rows of positions."""
    questions = {row["question_id"]: row for row in drawn.tables["questions"]}
    found: Apart = Counter()
    for row in positions.iter_rows(named=True):
        cells = {name: "" if row[name] is None else str(row[name]) for name in HELD}
        cells["quantity_about"] = "true" if row["quantity_about"] else ""
        held = pairing.position(cells, questions[row["question_id"]])
        for claim, claimant, source in zip(
            row["claim_ids"], row["claimant_ids"], row["source_ids"], strict=True
        ):
            found[claim, row["question_id"], claimant, source, *held] += 1
    return found


@given(packages())
@settings(max_examples=SOME)
def test_positions_hold_every_active_claim_once_and_apart(drawn: Drawn) -> None:
    claimed = Claimed.of(load(drawn.package()))
    assert unfolded(derived.positions(claimed), drawn) == apart(drawn)


@given(packages())
@settings(max_examples=SOME)
def test_contested_questions_are_those_of_the_standard_and_hold_no_single_answer(
    drawn: Drawn,
) -> None:
    found = derived.contested_questions(Claimed.of(load(drawn.package())))
    assert set(found["question_id"]) == reference.contested(tables_of(drawn))
    known = apart(drawn)
    for row in found.iter_rows(named=True):
        mine = [one for one in known if one[1] == row["question_id"]]
        assert sorted(
            zip(row["claim_ids"], row["claimant_ids"], row["source_ids"], strict=True)
        ) == sorted((c, k, s) for c, _, k, s, *_ in mine)
        assert row["position_count"] == len({one[4:] for one in mine}) == len(set(row["positions"]))
        assert row["claimant_count"] == len({one[2] for one in mine}) > 0


@pytest.mark.slow
@given(packages())
@settings(max_examples=SOME)
def test_what_is_written_is_read_back_cell_by_cell(drawn: Drawn) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opened = contested.open(drawn.write(folder))
        for name, frame in opened.tables.items():
            rows = drawn.tables.get(name, [])
            assert frame.astype(object).where(frame.notna(), "").to_dict("records") == rows, name
        assert Counter(contested.positions(opened)["claim_ids"].explode()) == Counter(
            row["claim_id"] for row in drawn.tables["claims"] if reference.is_active(row)
        )


@given(packages())
@settings(max_examples=SOME)
def test_the_json_report_counts_every_row_and_names_it_by_its_whole_key(drawn: Drawn) -> None:
    told = report_of(drawn)
    assert told["packages"][0]["rows"] == {
        name: len(drawn.tables.get(name, [])) for name in drawn.specs
    }
    for one in told["findings"]:
        if one["row"] is not None:
            row = drawn.tables[one["table"]][one["row"]]
            assert one["key"] == [row[column] for column in drawn.specs[one["table"]].key]


@st.composite
def with_a_claim_of_it(draw: st.DrawFn) -> tuple[Tables, Row]:
    """Draw a valid package and a claim to add to it.

    It is one of its own, taken out before.
    """
    tables = tables_of(draw(packages(min_claims=2)))
    return tables, draw(st.sampled_from(tables["claims"]))


@given(with_a_claim_of_it())
@settings(max_examples=SOME)
def test_in_drawn_packages_too_saying_more_settles_nothing_and_saying_less_opens_nothing(
    case: tuple[Tables, Row],
) -> None:
    tables, claim = case
    test_contested.removing_a_claim_opens_nothing(tables, claim["claim_id"])


@given(with_a_claim_of_it(), st.sampled_from(test_contested.REPLACING))
@settings(max_examples=SOME)
def test_in_drawn_packages_too_whoever_replaces_a_claim_has_still_made_it(
    case: tuple[Tables, Row], kind: str
) -> None:
    tables, claim = case
    test_contested.correcting_oneself_settles_nothing(
        tables, claim | {"claim_id": "clm-new"}, kind, claim
    )


@given(packages(), st.data())
@settings(max_examples=SOME)
def test_in_drawn_packages_too_order_and_names_mean_nothing(
    drawn: Drawn, data: st.DataObject
) -> None:
    tables = tables_of(drawn)
    rows = {name: data.draw(st.permutations(range(len(given)))) for name, given in tables.items()}
    columns = {
        name: data.draw(st.permutations(list(given[0]) if given else []))
        for name, given in tables.items()
    }
    test_contested.order_means_nothing(tables, rows, columns)
    ids = data.draw(st.permutations(ids_of(drawn)))
    prefixes = Counter[str]()
    names = {}
    for one in ids:
        prefixes[one[:4]] += 1
        names[one] = f"{one[:4]}n{prefixes[one[:4]]}"
    test_contested.names_mean_nothing(tables, names)


def ids_of(drawn: Drawn) -> list[str]:
    """Return the ids of every row that has one."""
    return [
        row[spec.key[0]]
        for name, spec in drawn.specs.items()
        if len(spec.key) == 1 and not name.startswith("x-")
        for row in drawn.tables.get(name, [])
    ]


@given(packages())
@settings(max_examples=SOME)
def test_computed_conflicts_are_those_of_every_pair(drawn: Drawn) -> None:
    tables = tables_of(drawn)
    claims, questions = test_contested.found(tables)
    assert claims == {claim for pair in reference.conflicts(tables) for claim in pair}
    assert questions == reference.contested(tables)
