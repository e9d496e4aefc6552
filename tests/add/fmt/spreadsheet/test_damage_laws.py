"""What a spreadsheet did is undone, what a person did is not.

That holds for every spreadsheet and every cell that can be drawn.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

import pytest
from add.fmt.spreadsheet.mangling import (
    DAYS,
    FIRSTS,
    LETTERS,
    MONTHS,
    NUMBERS,
    Sheet,
    clean,
    sheets,
)
from contested import standard
from contested.add.fmt.spreadsheet.damage import Habits, damage, habits
from contested.standard import Field, edtf
from contested.testing.strategies import Drawn, packages
from contested.testing.strategies.cells import cell
from contested.testing.strategies.packages import EXTRA
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st

SOME = one_in(2)
MORE = settings().max_examples * 3
EXTENDED = standard.Table.from_schema(
    "x-all",
    {
        "fields": [
            *EXTRA,
            {"name": "x_seen", "type": "boolean"},
            {"name": "x_id", "constraints": {"pattern": "[0-9]{1,9}"}},
        ]
    },
)
FIELDS = tuple(
    field for table in (*standard.tables().values(), EXTENDED) for field in table.fields.values()
)
STRICT = tuple(field for field in FIELDS if not field.prose)
PROOFS = (
    "2021-08-21",
    "1985-12-31",
    "2019-03-17",
    "2021-08",
    "1999-12",
    "1234.5",
    "34567.25",
    "0.5",
)
"""Cells that show the way of any spreadsheet when it has changed them, or left them."""
TABLES = standard.tables()
PERIOD, NOTE, LATITUDE = (
    TABLES[table].fields[name]
    for table, name in (("questions", "period"), ("claims", "note"), ("locations", "latitude"))
)
MONTH = re.compile("[0-9]{4}-[0-9]{2}")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def number(text: str) -> Decimal | None:
    """Return the number that a cell is.

    It is written as the standard or a spreadsheet's General format writes it.
    """
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def is_same(one: str, other: str, field: Field) -> bool:
    """Return True if two well-formed cells say the same.

    That is one text, one number, or both true or both false.
    """
    if field.form == "boolean":
        return (one in field.true_words) == (other in field.true_words)
    return one == other or (number(one) is not None and number(one) == number(other))


def may_be_meant(base: str, head: str, field: Field, sheet: Sheet) -> bool:
    """Return True if somebody may have written what is shown.

    Then it is not touched: the exceptions, all of them.
    """
    if edtf.parse(head) is not None or (field.words and head in field.words):
        return True
    if (
        field.form in ("integer", "number")
        and NUMBER.fullmatch(head)
        and Decimal(head) != Decimal(base)
    ):
        return True
    lost = [a for a, b in zip(base, head, strict=False) if a != b]
    only_signs = "\ufffd" not in head and not any(
        unicodedata.category(character)[0] in "LMN" for character in lost
    )
    return only_signs and sheet.letters.startswith(("lost ", "replaced "))


def assert_all_is_undone(cells: list[tuple[str, Field]], sheet: Sheet) -> None:
    """Assert that every cell of a file comes back.

    Excepted are those that somebody may have written as they are now, such as the only month
    that became a day.
    """
    shown = [(base, sheet.shows(base, field), field) for base, field in cells]
    known = habits((base, head) for base, head, _ in shown)
    months = [(base, head) for base, head, _ in shown if MONTH.fullmatch(base) and base != head]
    for base, head, field in shown:
        alone = sheet.months == FIRSTS and months == [(base, head)]
        if base != head and not alone and not may_be_meant(base, head, field, sheet):
            assert damage(base, head, field, known) is not None, (base, head, field.name, known)


@pytest.mark.slow
@settings(max_examples=SOME)
@given(packages(max_claims=3), sheets())
def test_whatever_a_spreadsheet_did_to_a_package_is_undone(drawn: Drawn, sheet: Sheet) -> None:
    for name, rows in drawn.tables.items():
        assert_all_is_undone(
            [
                (clean(row[column]), field)
                for row in rows
                for column, field in drawn.specs[name].fields.items()
            ],
            sheet,
        )


@settings(max_examples=MORE // 2)
@given(sheets(), st.data())
def test_whatever_a_spreadsheet_did_to_any_cells_is_undone(
    sheet: Sheet, data: st.DataObject
) -> None:
    fields = data.draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=8))
    assert_all_is_undone([(clean(data.draw(cell(field))), field) for field in fields], sheet)


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("months", [*MONTHS, FIRSTS])
def test_every_way_to_show_a_date_is_undone(days: str, months: str) -> None:
    dates = (
        "2021-08-21",
        "1985-12-31",
        "2021-07-08",
        "2029-01-02",
        "1930-05-05",
        "2021-08",
        "1999-12",
        "2021-05",
    )
    assert_all_is_undone(
        [(text, field) for text in dates for field in (PERIOD, NOTE)],
        Sheet(days, months, "general", 0, "left alone", "left alone"),
    )


@pytest.mark.parametrize("numbers", NUMBERS)
def test_every_way_to_show_a_number_is_undone(numbers: str) -> None:
    amounts = (
        "12.50",
        "0.5",
        "-0.25",
        "36.0",
        "1234.5",
        "12345678.75",
        "1000",
        "-68.125",
        "0.00025",
        "7",
    )
    assert_all_is_undone(
        [(text, field) for text in amounts for field in (LATITUDE, NOTE)],
        Sheet("left alone", "mmm-yy", numbers, 0, "left alone", "left alone"),
    )


@pytest.mark.parametrize("letters", LETTERS)
def test_every_way_to_lose_letters_is_undone(letters: str) -> None:
    texts = ("Baghlān", "‘so-called’ Łódź", "پنجشیر", "می\u200cروند", "Zoë", "Київ – 北京", "🙂 š")
    assert_all_is_undone(
        [(text, NOTE) for text in texts],
        Sheet("left alone", "mmm-yy", "general", 0, letters, "left alone"),
    )


@settings(max_examples=MORE)
@given(sheets(), st.data())
def test_an_edit_in_a_spreadsheet_that_a_file_shows_the_ways_of_is_never_undone(
    sheet: Sheet, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    base, edited = clean(data.draw(cell(field))), clean(data.draw(cell(field)))
    head = sheet.shows(edited, field)
    proofs = [(proof, sheet.shows(proof, STRICT[0])) for proof in PROOFS]
    if head == sheet.shows(base, field) or is_same(base, edited, field):
        return
    assert damage(base, head, field, habits([*proofs, (base, head)])) is None, (base, edited, head)


@settings(max_examples=MORE)
@given(st.sampled_from(STRICT), st.data())
def test_a_well_formed_cell_that_says_something_else_is_an_edit_whatever_the_file_shows(
    field: Field, data: st.DataObject
) -> None:
    base, head = data.draw(cell(field)), data.draw(cell(field))
    ways = data.draw(
        st.frozensets(st.sampled_from(["dmy", "mdy", "ymd", "1900", "1904", "point", "comma"]))
    )
    known = Habits(
        ways, year=data.draw(st.none() | st.just(2021)), shows_firsts=data.draw(st.booleans())
    )
    if not is_same(base, head, field):
        assert damage(base, head, field, known) is None, (base, head)


@settings(max_examples=MORE)
@given(sheets(), st.data())
def test_a_cell_that_a_spreadsheet_has_damaged_and_a_person_mended_stays_mended(
    sheet: Sheet, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(STRICT))
    right = clean(data.draw(cell(field)))
    wrong = sheet.shows(right, field)
    if wrong != right and number(right) is None:
        assert damage(wrong, right, field, habits([(wrong, right)])) is None, (wrong, right)
