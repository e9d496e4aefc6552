"""The cells of a whole file decide what one of them cannot."""

from __future__ import annotations

from datetime import date

import pytest
from contested import standard
from contested.add.fmt.spreadsheet.damage import Habits, damage, habits
from contested.standard import Field

TABLES = standard.tables()
PERIOD, NOTE, AMOUNT = (
    TABLES[table].fields[name]
    for table, name in (("questions", "period"), ("claims", "note"), ("claims", "quantity_min"))
)
TODAY = date(2026, 11, 22)
JULY = ("2021-07-08", "7/8/21")
AUGUST = ("2021-07-08", "8/7/21")
TAKEN, NUMBER = (
    "a text that the spreadsheet took for a date",
    "a number in the spreadsheet’s own form",
)
DATE, NUMBERED = (
    "a date in the spreadsheet’s own form",
    "a date or time as the spreadsheet counts it",
)


@pytest.mark.parametrize(
    ("base", "head", "others", "field", "why"),
    [
        (*JULY, [], PERIOD, DATE),
        (*JULY, [("2021-08-21", "8/21/21")], PERIOD, DATE),
        (*JULY, [("2021-08-21", "21/8/21")], PERIOD, None),
        (*JULY, [("2021-08-20", "21/8/21")], PERIOD, None),
        (*JULY, [("2021-09-10", "10/9/21")], PERIOD, None),
        (*JULY, [("2021-09-10", "10/9/21"), ("2021-03-04", "3/4/21")], PERIOD, DATE),
        (
            *JULY,
            [
                ("2021-09-10", "10/9/21"),
                ("2021-03-05", "5/3/21"),
                ("2021-03-04", "3/4/21"),
                ("2021-12-31", "12/31/21"),
            ],
            PERIOD,
            DATE,
        ),
        (*AUGUST, [("2021-08-21", "8/21/21")], PERIOD, None),
        (*AUGUST, [("2021-12-31", "31.12.85")], PERIOD, DATE),
        (
            "2021-08-07",
            "21/08/07",
            [("2021-12-31", "21/12/31"), ("1985-12-31", "85/12/31")],
            PERIOD,
            DATE,
        ),
        ("2021-08-08", "8/8/21", [("2021-08-21", "21/8/21")], PERIOD, DATE),
        ("2021-08-08", "8/8/21", [JULY, AUGUST], PERIOD, DATE),
        ("2021-08-21", "21/8/21", [("2021-12-31", "12/31/21")], PERIOD, DATE),
        ("2021-08-21", "42967", [], PERIOD, NUMBERED),
        ("2021-08-21", "42967", [("2021-08-22", "44430"), ("2021-08-23", "44431")], PERIOD, None),
        ("2021-08-21", "44429", [("2021-08-22", "12")], PERIOD, NUMBERED),
        ("2021-08", "01.08.2021", [], PERIOD, None),
        ("2021-08", "01.08.2021", [("2021-09", "01.09.2021")], PERIOD, DATE),
        ("2021-08", "01.08.2021", [("2021-09", "02.09.2021")], PERIOD, None),
        ("2021-08", "01.08.2021", [("2021-09", "01.09.2021"), ("2021-10", "Okt 21")], PERIOD, None),
        (
            "2021-08",
            "01.08.2021",
            [("2021-09", "01.09.2021"), ("2021-10", "2021-10")],
            PERIOD,
            None,
        ),
        (
            "2021-08",
            "01.08.2021",
            [("2021-09", "01.09.2021"), ("1899-10", "1899-10")],
            PERIOD,
            DATE,
        ),
        ("2021-08", "01.08.2021", [("2021-09", "01.09.2021"), ("Okt 21", "10/2021")], PERIOD, DATE),
        ("2021-08", "44409", [("2021-09", "44440")], PERIOD, NUMBERED),
        ("1/2", "01/02/2026", [("3/4", "03/04/2026")], NOTE, TAKEN),
        ("1/2", "01/02/2025", [], NOTE, TAKEN),
        ("1/2", "01/02/2024", [("3/4", "03/04/2024")], NOTE, None),
        ("1/2", "01/02/2027", [], NOTE, None),
        ("1/2", "01/02/2025", [("3/4", "03/04/2026"), ("4/5", "04/05/2026")], NOTE, None),
        ("1/2", "2-Jan", [("3-4", "4-Mar")], NOTE, TAKEN),
        ("1/2", "2-Jan", [("2021-08-21", "21/8/21")], NOTE, None),
        (*AUGUST, [("2021-08-21", "21.5")], PERIOD, DATE),
        (*JULY, [("2021-08-21", "21.5"), ("2021-08-21", "22.5")], PERIOD, DATE),
        ("34.567", "34,567", [], NOTE, NUMBER),
        ("0.25", "0,250", [("12.50", "12.5")], NOTE, NUMBER),
        ("34.567", "34,567", [("12.50", "12.5")], NOTE, None),
        ("34567", "34,567", [("12.50", "12,5")], NOTE, None),
        ("1000", "1.000", [], NOTE, NUMBER),
        ("1000", "1.000", [], AMOUNT, None),
        ("1000", "1.000", [("12.50", "12,5")], AMOUNT, NUMBER),
        ("1.000", "1000", [], AMOUNT, None),
        ("1.000", "1000", [("13", "12,5")], AMOUNT, NUMBER),
        ("1.000", "1000", [("13", "12,5"), ("007", "7"), ("1.000.000", "1000000")], AMOUNT, NUMBER),
        ("$1,000", "1", [("13", "12,5")], NOTE, None),
        ("1.000", "1000", [("13", "12,5"), ("34.5", "34,5")], AMOUNT, None),
        ("1,000", "1", [], NOTE, None),
        ("1,000", "1", [("13", "12,5")], NOTE, NUMBER),
    ],
)
def test_the_other_cells_of_a_file_decide(
    base: str, head: str, others: list[tuple[str, str]], field: Field, why: str | None
) -> None:
    assert damage(base, head, field, habits([(base, head), *others], TODAY)) == why


def test_nothing_shows_nothing() -> None:
    assert (
        habits([])
        == Habits()
        == habits(
            [("a", "b"), ("2021-08-21", "2021-08-21"), ("", "7"), ("2021-08-21", ""), ("007", "7")]
        )
    )


def test_two_years_of_opening_are_none() -> None:
    pairs = [("1/2", "01/02/2026"), ("3/4", "03/04/2025")]
    assert [damage(base, head, NOTE, habits(pairs, TODAY)) for base, head in pairs] == [None, None]


def test_without_evidence_what_has_two_readings_is_left() -> None:
    assert damage(*JULY, PERIOD, Habits()) is None
    assert damage(*AUGUST, PERIOD, Habits()) is None
    assert damage("2021-08-21", "21/8/21", PERIOD, Habits()) == DATE
    assert damage("2021-08-21", "21/8/2021", PERIOD, Habits()) == DATE


def test_what_a_file_shows_is_told_whole() -> None:
    pairs = [
        ("2021-08-21", "21.08.2021"),
        ("2021-09-10", "44449"),
        ("34.5", "34,5"),
        ("May-10", "10.05.2026"),
        ("2021-09", "01.09.2021"),
        ("2021-10", "01.10.2021"),
    ]
    assert habits(pairs, TODAY) == Habits(
        frozenset({"dmy", "1900", "comma"}),
        shows_comma=True,
        reads_comma=False,
        year=2026,
        shows_firsts=True,
    )


def test_where_other_days_stand_as_they_did_a_day_that_can_be_read_in_two_ways_is_an_edit() -> None:
    stated = standard.tables()["claims"].fields["stated"]
    edit, kept, proof = (
        ("2021-09-08", "8/9/2021"),
        ("2021-08-21", "2021-08-21"),
        ("2021-08-21", "21/08/2021"),
    )
    assert damage(*edit, stated, habits([edit, kept])) is None
    assert (
        damage(*edit, stated, habits([edit]))
        == damage(*edit, stated, habits([edit, kept, proof]))
        == "a date in the spreadsheet’s own form"
    )


@pytest.mark.parametrize(("old", "new"), [("5", "+5"), ("100", "1e2")])
def test_what_no_spreadsheet_writes_is_an_edit(old: str, new: str) -> None:
    assert (
        damage(old, new, standard.tables()["claims"].fields["note"], habits([(old, new)])) is None
    )
