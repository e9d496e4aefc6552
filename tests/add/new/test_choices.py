"""What can be chosen for a cell, and how typing narrows it.

And when what was typed is enough.
"""

from __future__ import annotations

import pytest
from contested.add.new.choices import Choice, Choices, choices_for
from contested.check.load import load
from contested.testing.specimen import changed
from hypothesis import given
from hypothesis import strategies as st

PACKAGE = changed().package()
LOADED = load(PACKAGE)


def offered(name: str, column: str, **cells: str) -> Choices:
    table = PACKAGE.tables[name]
    return choices_for(LOADED, table, table.fields[column], cells)


def texts(found: Choices) -> list[str]:
    return [one.text for one in found.all]


def test_a_vocabulary_is_offered_with_what_its_words_mean() -> None:
    found = offered("claims", "certainty")
    assert found.all == (
        Choice("not_recorded", "nobody has recorded it; only for data taken over from a table"),
        Choice("unstated", "the claimant does not commit to it, or it is a demand"),
        Choice("possible", "the claimant says that it may be so"),
        Choice("probable", "the claimant says that it is likely"),
        Choice("certain", "the claimant asserts it plainly"),
    )
    assert found.is_closed
    assert texts(offered("questions", "exclusive")) == ["true", "false"]


@pytest.mark.parametrize(
    ("table", "column", "first"),
    [
        (
            "claims",
            "question_id",
            Choice("qst-began", "On which day did the fighting at Low Ford begin?"),
        ),
        ("claims", "claimant_id", Choice("act-council", "Valley Council")),
        ("claims", "source_id", Choice("src-leaflet", "Who holds Low Ford")),
        ("claims", "location_id", Choice("loc-ford", "Low Ford")),
        ("sources", "derived_from_id", Choice("src-leaflet", "Who holds Low Ford")),
        ("relations", "other_claim_id", Choice("clm-a", "The Guard held Low Ford.")),
    ],
)
def test_ids_are_offered_with_what_their_rows_say(table: str, column: str, first: Choice) -> None:
    found = offered(table, column)
    assert (found.all[0], found.is_closed) == (first, True)


@pytest.mark.parametrize(
    ("question", "first", "is_closed", "context"),
    [
        ("qst-control", "act-council", True, "Kind of answer: actor (the id of an actor)."),
        ("qst-seat", "loc-ford", True, "Kind of answer: location (the id of a location)."),
        (
            "qst-office",
            "head of the council",
            False,
            (
                "Kind of answer: text (a short label, used again word for word by every claim that"
                " means the same)."
            ),
        ),
        ("qst-nowhere", None, False, ""),
    ],
)
def test_what_answers_a_question_depends_on_the_question(
    question: str, first: str | None, is_closed: bool, context: str
) -> None:
    found = offered("claims", "answer", question_id=question)
    assert (next(iter(texts(found)), None), found.is_closed, found.context) == (
        first,
        is_closed,
        context,
    )


def test_answers_to_other_questions_are_not_offered() -> None:
    assert texts(offered("claims", "answer", question_id="qst-deaths")) == [
        "at least three",
        "12 to 15",
        "14",
    ]


@pytest.mark.parametrize(
    ("table", "first"),
    [("claims", "clm-a"), ("relays", "clm-c 1"), ("relations", "clm-b contradicts clm-a")],
)
def test_the_record_of_a_revision_is_one_of_its_table(table: str, first: str) -> None:
    found = offered("revisions", "record_id", table=table)
    assert (first in texts(found), found.is_closed) == (True, True)
    assert texts(offered("revisions", "record_id")) == []


def test_prose_and_numbers_are_not_chosen() -> None:
    assert offered("claims", "statement") == offered("locations", "latitude") == Choices()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (
            "",
            [
                "act-council",
                "act-elders",
                "act-guard",
                "act-heron",
                "act-leaflet",
                "act-marin",
                "act-radio",
                "act-told",
                "act-wire",
            ],
        ),
        ("WIRE", ["act-told", "act-wire"]),
        ("spoke wire", ["act-told"]),
        ("act-r", ["act-radio"]),
        ("nobody", []),
    ],
)
def test_typing_narrows_the_choices_down_by_id_and_label(typed: str, left: list[str]) -> None:
    assert [one.text for one in offered("claims", "claimant_id").matches(typed)] == left


def test_what_begins_as_typed_comes_first() -> None:
    found = offered("claims", "certainty")
    assert [one.text for one in found.matches("it")] == [
        "not_recorded",
        "unstated",
        "possible",
        "probable",
        "certain",
    ]
    assert [one.text for one in found.matches("p")] == ["possible", "probable", "certain"]
    assert [one.text for one in offered("questions", "topic").matches("neg")] == ["negotiation"]
    assert [one.text for one in offered("questions", "topic").matches("co")] == [
        "control",
        "fighting",
        "economy",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("radio", "act-radio"),
        (" River ", "act-guard"),
        ("wire", "wire"),
        ("nobody", "nobody"),
        ("", ""),
        ("act-radio", "act-radio"),
        ("act-rad", "act-rad"),
        ("act-", "act-"),
    ],
)
def test_a_few_letters_are_enough_where_they_fit_one_choice_but_never_part_of_an_id(
    typed: str, meant: str
) -> None:
    assert offered("claims", "claimant_id").resolve(typed) == meant


def test_where_anything_may_be_written_what_is_typed_stays() -> None:
    assert offered("claims", "answer", question_id="qst-office").resolve("head") == "head"


@given(st.text())
def test_what_is_meant_is_a_choice_or_what_was_typed(typed: str) -> None:
    found = offered("claims", "claimant_id")
    meant = found.resolve(typed)
    assert meant == typed.strip() or [one.text for one in found.matches(typed)] == [meant]
