"""Cells that are not text are told exactly, or not at all."""

from __future__ import annotations

from datetime import datetime

import pytest
from contested import standard
from contested.add.workbook.cells import Trouble, digits, text_of
from contested.add.workbook.sheets import Cell, Shows
from contested.standard import Field, Table

OWN = Table.from_schema(
    "x-own",
    {
        "fields": [
            {"name": "x_flag", "type": "boolean"},
            {"name": "x_code", "type": "string", "example": "007"},
            {"name": "x_list", "type": "list"},
        ]
    },
).fields
FIELDS = {
    f"{name}.{column}": field
    for name, table in standard.tables().items()
    for column, field in table.fields.items()
} | OWN
AS_TEXT = "Format the cell as text, then type it again."


def said(field: str, cell: Cell, now: str | None = None) -> str:
    """Return what a cell is told as, or why it is not."""
    found = text_of(cell, FIELDS[field], now)
    return found.message if isinstance(found, Trouble) else f"= {found}"


def day(text: str, shows: Shows = "day") -> Cell:
    return Cell("date", datetime.fromisoformat(text), shows)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (0.1, "0.1"),
        (-0.0, "0"),
        (0, "0"),
        (1e-7, "0.0000001"),
        (-71.25, "-71.25"),
        (100000.0, "100000"),
        (999_999_999_999_999, "999999999999999"),
        (10**15, None),
        (123456789012345678, None),
        (0.1 + 0.2, None),
        (1e300, None),
        (float("nan"), None),
        (float("inf"), None),
        (-(10**15), None),
        (1.00000000000001, "1.00000000000001"),
    ],
)
def test_a_number_is_its_fewest_digits_as_far_as_a_spreadsheet_keeps_them(
    value: float, text: str | None
) -> None:
    assert digits(value) == text


@pytest.mark.parametrize(
    ("field", "value", "shows", "now", "expected"),
    [
        ("claims.quantity_min", 12.0, "plain", None, "= 12"),
        ("claims.quantity_min", 12.5, "other", None, "= 12.5"),
        ("claims.quantity_min", 12.5, "plain", "12.50", "= 12.50"),
        ("claims.quantity_min", 12.5, "plain", "12.51", "= 12.5"),
        ("relays.step", 1, "plain", None, "= 1"),
        ("x_code", 7, "plain", "007", "= 007"),
        ("x_code", 7, "other", "007", "= 007"),
        ("x_code", 100000, "other", "1e5", "= 1e5"),
        ("x_code", 7, "plain", "act-7", "= 7"),
        ("x_code", 7, "plain", "٧", "= 7"),
        (
            "x_code",
            100000,
            "other",
            None,
            (
                "The cell holds the number 100000 but shows it in another way, so that it is"
                " unclear what was meant."
            ),
        ),
        (
            "x_code",
            0.1 + 0.2,
            "plain",
            None,
            (
                "The cell holds a number of more than 15 digits, 0.30000000000000004, of which a"
                " spreadsheet does not keep all."
            ),
        ),
        (
            "claims.quantity_min",
            1e15,
            "plain",
            None,
            (
                "The cell holds a number of more than 15 digits, 1000000000000000.0, of which a"
                " spreadsheet does not keep all."
            ),
        ),
        ("claims.quantity_min", 1e15, "plain", "1000000000000000", "= 1000000000000000"),
        ("claims.occurred", 2021, "plain", None, "= 2021"),
        ("claims.occurred", 2021.0, "plain", "2020", "= 2021"),
        (
            "claims.occurred",
            2021,
            "other",
            None,
            "The cell holds a number, 2021, where a date belongs.",
        ),
        (
            "claims.occurred",
            44429,
            "plain",
            None,
            "The cell holds a number, 44429, where a date belongs.",
        ),
        (
            "claims.occurred",
            0.5,
            "plain",
            None,
            "The cell holds a number, 0.5, where a date belongs.",
        ),
        (
            "sources.accessed",
            2021,
            "plain",
            None,
            "The cell holds a number, 2021, where a date belongs.",
        ),
        ("x_flag", 1, "plain", None, "= 1"),
        ("x_list", 1, "plain", None, "= 1"),
    ],
)
def test_numbers(field: str, value: float, shows: Shows, now: str | None, expected: str) -> None:
    assert said(field, Cell("number", value, shows), now) == expected


@pytest.mark.parametrize(
    ("field", "cell", "now", "expected"),
    [
        ("claims.occurred", day("2021-08-21"), None, "= 2021-08-21"),
        ("claims.occurred", day("2021-08-21"), "2021-08", "= 2021-08-21"),
        ("claims.occurred", day("2021-08-21"), "2021-08-21?", "= 2021-08-21"),
        ("sources.accessed", day("2021-08-21"), "2021-08-20", "= 2021-08-21"),
        (
            "claims.occurred",
            day("2021-08-21T14:30"),
            None,
            "The cell holds a date with a time of day, 2021-08-21 14:30.",
        ),
        ("claims.occurred", day("2021-08-01"), "2021-08-01", "= 2021-08-01"),
        ("claims.occurred", day("2021-08-01", "month"), None, "= 2021-08"),
        ("claims.occurred", day("2021-08-01", "month"), "2021-08", "= 2021-08"),
        ("claims.occurred", day("2021-08-01", "month"), "2021-08-01", "= 2021-08-01"),
        (
            "claims.occurred",
            day("2021-08-21", "month"),
            None,
            "The cell shows only a month but holds the day 2021-08-21.",
        ),
        ("claims.occurred", day("2021-01-01", "year"), None, "= 2021"),
        (
            "claims.occurred",
            day("2021-02-01", "year"),
            None,
            "The cell shows only a year but holds the day 2021-02-01.",
        ),
        (
            "sources.accessed",
            day("2021-08-01", "month"),
            None,
            "The cell shows only a month but holds the day 2021-08-01.",
        ),
        (
            "claims.occurred",
            day("2021-08-21", "no year"),
            None,
            "The cell shows no year, and the spreadsheet has put in 2021 by itself.",
        ),
        (
            "claims.answer",
            day("2021-08-21"),
            None,
            "The cell holds the spreadsheet's own date 2021-08-21, and not a text.",
        ),
        ("claims.answer", day("2021-08-21"), "2021-08-21", "= 2021-08-21"),
        (
            "claims.quantity_min",
            day("2021-08-21"),
            None,
            "The cell holds the spreadsheet's own date 2021-08-21, and not a text.",
        ),
    ],
)
def test_dates(field: str, cell: Cell, now: str | None, expected: str) -> None:
    assert said(field, cell, now) == expected


@pytest.mark.parametrize(
    ("now", "first", "is_told"),
    [
        ("2021-08", "2021-08-01", True),
        ("2021-08~", "2021-08-01", True),
        ("2021", "2021-01-01", True),
        ("2021", "2021-02-01", False),
        ("2021-08", "2021-08-02", False),
    ],
)
def test_a_day_that_a_spreadsheet_may_have_made_of_a_month_or_year_is_told(
    now: str, first: str, is_told: bool
) -> None:
    found = text_of(day(first), FIELDS["claims.occurred"], now)
    mend = (
        f"Format the cell as text, then type {now} if nothing was to change, or {first} if that day"
        " is meant."
    )
    message = (
        f"The cell holds the day {first} where the dataset has {now}, as if a spreadsheet had made"
        " a day of it."
    )
    assert (isinstance(found, Trouble) and (found.message, found.mend)) == (
        (message, mend) if is_told else False
    )
    assert is_told or found == first


@pytest.mark.parametrize(
    ("field", "value", "now", "expected"),
    [
        ("questions.exclusive", True, None, "= true"),
        ("questions.exclusive", False, "true", "= false"),
        ("x_flag", True, "TRUE", "= TRUE"),
        ("x_flag", False, "TRUE", "= false"),
        ("x_code", True, "True", "= True"),
        ("x_code", False, "True", "The cell holds the spreadsheet's own FALSE, and not a text."),
        ("claims.answer", True, None, "The cell holds the spreadsheet's own TRUE, and not a text."),
    ],
)
def test_truth(field: str, value: bool, now: str | None, expected: str) -> None:
    assert said(field, Cell("boolean", value), now) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("formula", "=1+1"), "The cell holds a formula, =1+1."),
        (Cell("error", "#NAME?"), "The cell holds the spreadsheet's error #NAME?."),
        (Cell("time", "14:30:00"), "The cell holds a time of day, 14:30:00."),
    ],
)
def test_what_is_no_value_is_told_in_any_column_whatever_the_dataset_has(
    cell: Cell, expected: str
) -> None:
    assert {said(field, cell, "2") for field in FIELDS} == {expected}


def allowed(name: str) -> str:
    field: Field = FIELDS[name]
    found = text_of(Cell("error", "#REF!"), field, None)
    return found.allowed if isinstance(found, Trouble) else ""


def test_what_is_allowed_is_told_from_the_schema() -> None:
    names = ("claims.polarity", "claims.quantity_min", "x_code", "x_flag")
    assert [allowed(name) for name in names] == [
        "one of these words: affirms, denies, withholds",
        (
            "a number in plain digits, with a point for decimals, such as"
            f" {FIELDS['claims.quantity_min'].example}"
        ),
        "a text, such as 007",
        "true or True or TRUE or 1 or false or False or FALSE or 0",
    ]
    assert allowed("claims.stated").startswith("2021, 2021-08 or 2021-08-21, with ")
    trouble = text_of(Cell("boolean", True), FIELDS["claims.note"], None)
    assert isinstance(trouble, Trouble)
    assert trouble.mend == AS_TEXT
