"""Laws of what is contested.

Saying more never settles a question, saying less never opens one, and names and order mean nothing.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from laws import reference
from laws.colliding import (
    BOUND,
    QUESTIONS,
    beside,
    claims,
    contested,
    in_conflict,
    relation,
    tables,
    views_over,
)
from laws.reference import Row, Tables

REPLACING = ("corrects", "retracts", "supersedes")


def found(given: Tables) -> tuple[set[str], set[str]]:
    """Return the claims in conflict and the contested questions."""
    views = views_over(given)
    return in_conflict(views), contested(views)


def found_in_both(
    one: Tables, other: Tables
) -> tuple[tuple[set[str], set[str]], tuple[set[str], set[str]]]:
    """Return the same of two packages side by side.

    That takes half the time.
    """
    claims, questions = found(beside([one, other]))

    def of(number: int) -> tuple[set[str], set[str]]:
        claims_of, questions_of = (
            {name.rpartition("-")[0] for name in names if name.endswith(f"-{number}")}
            for names in (claims, questions)
        )
        return claims_of, questions_of

    return of(0), of(1)


def with_claim(given: Tables, claim: Row, *relations: Row) -> Tables:
    """Return the tables with one claim more, and its relations."""
    return {
        **given,
        "claims": [*given["claims"], claim],
        "relations": [*given["relations"], *relations],
    }


def without_claim(given: Tables, claim_id: str) -> Tables:
    """Return the tables without a claim and without its relations."""
    return {
        **given,
        "claims": [row for row in given["claims"] if row["claim_id"] != claim_id],
        "relations": [
            row
            for row in given["relations"]
            if claim_id not in (row["claim_id"], row["other_claim_id"])
        ],
    }


def renamed(given: Tables, names: dict[str, str]) -> Tables:
    """Return the tables with every id called otherwise."""
    return {
        table: [{column: names.get(cell, cell) for column, cell in row.items()} for row in rows]
        for table, rows in given.items()
    }


def adding_a_claim_settles_nothing(given: Tables, claim: Row) -> None:
    """Check that what is contested stays so when more is said."""
    before, after = found_in_both(given, with_claim(given, claim))
    assert before[0] <= after[0]
    assert before[1] <= after[1]


def removing_a_claim_opens_nothing(given: Tables, claim_id: str) -> None:
    """Check that taking something out makes nothing contested."""
    before, after = found_in_both(given, without_claim(given, claim_id))
    assert after[0] <= before[0]
    assert after[1] <= before[1]


def correcting_oneself_settles_nothing(given: Tables, claim: Row, kind: str, old: Row) -> None:
    """Check that who corrects themselves has still said it."""
    own = {**claim, "claimant_id": old["claimant_id"]}
    before, after = found_in_both(
        given, with_claim(given, own, relation(own["claim_id"], kind, old["claim_id"]))
    )
    assert before[0] <= after[0]
    assert before[1] <= after[1]


def replacing_ones_answer_by_the_same_changes_nothing(given: Tables, kind: str, old: Row) -> None:
    """Check that a claimant's own relations neither make nor end a conflict."""
    same = {**old, "claim_id": "clm-new"}
    before, after = found_in_both(
        given, with_claim(given, same, relation("clm-new", kind, old["claim_id"]))
    )
    assert after[1] == before[1]
    assert after[0] - {"clm-new"} == before[0]


def order_means_nothing(
    given: Tables, rows: dict[str, list[int]], columns: dict[str, list[str]]
) -> None:
    """Check that rows and columns in another order hold the same."""
    mixed = {
        name: [
            {column: given[name][number][column] for column in columns[name]}
            for number in rows[name]
        ]
        for name in given
    }
    assert found(mixed) == found(given)


def names_mean_nothing(given: Tables, names: dict[str, str]) -> None:
    """Check that ids called otherwise hold the same conflicts."""
    claims, questions = found(given)
    assert found(renamed(given, names)) == (
        {names[one] for one in claims},
        {names[one] for one in questions},
    )


def direction_means_nothing(given: Tables) -> None:
    """Check that disputing is the same as being disputed."""
    turned = [
        {**row, "claim_id": row["other_claim_id"], "other_claim_id": row["claim_id"]}
        for row in given["relations"]
    ]
    before, after = found_in_both(given, {**given, "relations": turned})
    assert before == after


def one_claimant_contests_nothing(given: Tables) -> None:
    """Check that a conflict takes two claimants."""
    alone = [{**row, "claimant_id": "act-guard"} for row in given["claims"]]
    assert found({**given, "claims": alone}) == (set(), set())


def withholding_is_as_good_as_silence(given: Tables, claim_id: str) -> None:
    """Check that who withholds an answer is in no conflict, nor settles one."""
    withheld = {"polarity": "withholds", "answer": "", "quantity_about": ""}
    withheld |= dict.fromkeys(BOUND, "")
    rows = [row | withheld if row["claim_id"] == claim_id else row for row in given["claims"]]
    silent, without = found_in_both({**given, "claims": rows}, without_claim(given, claim_id))
    assert silent == without
    assert claim_id not in silent[0]


def approximating_opens_nothing(given: Tables, claim_id: str) -> None:
    """Check that a number is in no more conflicts where it is only about that."""

    def said(about: str) -> Tables:
        own = {"quantity_about": about}
        rows = [row | own if row["claim_id"] == claim_id else row for row in given["claims"]]
        return {**given, "claims": rows}

    exact, about = found_in_both(said(""), said("true"))
    assert about[0] <= exact[0]
    assert about[1] <= exact[1]


def ids_of(given: Tables) -> list[str]:
    """Return every id, those of questions and claims first."""
    named = [row["question_id"] for row in given["questions"]] + [
        row["claim_id"] for row in given["claims"]
    ]
    return list(
        dict.fromkeys(
            [
                *named,
                *(row["claimant_id"] for row in given["claims"]),
                *(row["source_id"] for row in given["claims"]),
            ]
        )
    )


@given(tables(), claims(list(QUESTIONS), "clm-new", ("", "active")))
def test_a_new_claim_never_makes_a_contested_question_uncontested(
    drawn: Tables, claim: Row
) -> None:
    adding_a_claim_settles_nothing(drawn, claim)


@given(tables(), st.data())
def test_a_new_claim_on_a_question_that_has_some_never_makes_it_uncontested(
    drawn: Tables, data: st.DataObject
) -> None:
    asked = sorted({row["question_id"] for row in drawn["claims"]})
    adding_a_claim_settles_nothing(drawn, data.draw(claims(asked, "clm-new", ("", "active"))))


@given(tables(), st.data())
def test_taking_a_claim_out_never_makes_an_uncontested_question_contested(
    drawn: Tables, data: st.DataObject
) -> None:
    removing_a_claim_opens_nothing(drawn, data.draw(st.sampled_from(drawn["claims"]))["claim_id"])


@given(tables(), st.data(), st.sampled_from(REPLACING))
def test_correcting_oneself_never_makes_a_contested_question_uncontested(
    drawn: Tables, data: st.DataObject, kind: str
) -> None:
    old = data.draw(st.sampled_from(drawn["claims"]))
    correcting_oneself_settles_nothing(
        drawn, data.draw(claims([old["question_id"]], "clm-new", ("",))), kind, old
    )


@given(tables(), st.data(), st.sampled_from(REPLACING))
def test_replacing_an_answer_by_the_same_changes_nothing(
    drawn: Tables, data: st.DataObject, kind: str
) -> None:
    unopposed = [
        row
        for row in drawn["claims"]
        if all(
            row["claim_id"] not in (r["claim_id"], r["other_claim_id"]) for r in drawn["relations"]
        )
    ]
    if unopposed:
        replacing_ones_answer_by_the_same_changes_nothing(
            drawn, kind, data.draw(st.sampled_from(unopposed))
        )


@given(tables(), st.data())
def test_withholding_an_answer_is_as_good_as_saying_nothing(
    drawn: Tables, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(drawn["claims"]))
    withholding_is_as_good_as_silence(drawn, row["claim_id"])


@given(tables(), st.data())
def test_what_is_only_about_a_number_is_in_no_more_conflicts(
    drawn: Tables, data: st.DataObject
) -> None:
    counts = [row for row in drawn["claims"] if row["question_id"].startswith("qst-deaths")]
    if counts:
        approximating_opens_nothing(drawn, data.draw(st.sampled_from(counts))["claim_id"])


@given(tables(), st.data())
def test_the_order_of_rows_and_columns_means_nothing(drawn: Tables, data: st.DataObject) -> None:
    rows = {name: data.draw(st.permutations(range(len(given)))) for name, given in drawn.items()}
    columns = {
        name: data.draw(st.permutations(list(given[0]) if given else []))
        for name, given in drawn.items()
    }
    order_means_nothing(drawn, rows, columns)


@given(tables(), st.randoms(use_true_random=False))
def test_the_names_of_ids_mean_nothing(drawn: Tables, chance: st.random.Random) -> None:
    ids = ids_of(drawn)
    numbers = chance.sample(range(len(ids)), len(ids))
    names_mean_nothing(
        drawn, {one: f"{one[:4]}{number}" for one, number in zip(ids, numbers, strict=True)}
    )


@given(tables())
def test_the_direction_of_a_relation_means_nothing(drawn: Tables) -> None:
    direction_means_nothing(drawn)


@given(tables())
def test_one_claimant_alone_is_never_in_conflict(drawn: Tables) -> None:
    one_claimant_contests_nothing(drawn)
    assert (
        reference.conflicts(
            {**drawn, "claims": [{**row, "claimant_id": "act-guard"} for row in drawn["claims"]]}
        )
        == set()
    )
