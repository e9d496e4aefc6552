"""The template: what a person finds in it.

And that it is always the same.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from add.workbook.books import book_of, cell_at, extended, laid, opened
from contested import standard
from contested.add.workbook.template import template
from contested.package import find
from contested.testing.specimen import changed

HELD = [name for name in standard.TABLES if name in changed().tables]
"""The tables that the specimen has."""


def test_each_table_is_a_sheet_with_its_columns_and_rows_as_text(tmp_path: Path) -> None:
    book = opened(tmp_path)
    assert (book.sheetnames, book["Made from"].sheet_state) == (
        ["Read me", *HELD, "Made from"],
        "veryHidden",
    )
    for name in HELD:
        header, *rows = book[name].iter_rows(values_only=True)
        expected = [
            tuple(row.get(column) or None for column in header) for row in changed().tables[name]
        ]
        assert (list(header), sorted(rows, key=str)) == (
            list(standard.tables()[name].fields),
            sorted(expected, key=str),
        )
        assert {
            cell.data_type
            for row in book[name].iter_rows()
            for cell in row
            if cell.value is not None
        } == {"s"}


def test_cells_are_formatted_as_text_and_so_is_the_rest_of_each_column(tmp_path: Path) -> None:
    book = opened(tmp_path)
    for name in HELD:
        assert {
            cell.number_format
            for row in book[name].iter_rows()
            for cell in row
            if cell.value is not None
        } == {"@"}
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(tmp_path / "book.xlsx") as archive:
        formats = ElementTree.fromstring(archive.read("xl/styles.xml")).find(f"{main}cellXfs")
        columns = ElementTree.fromstring(archive.read("xl/worksheets/sheet6.xml")).findall(
            f"{main}cols/{main}col"
        )
    assert formats is not None
    text = {str(number) for number, one in enumerate(formats) if one.get("numFmtId") == "49"}
    reach = [
        number
        for one in columns
        for number in range(int(one.get("min", "")), int(one.get("max", "")) + 1)
    ]
    assert (reach, {one.get("style") for one in columns} - text) == (
        list(range(1, 1 + len(standard.tables()["claims"].fields))),
        set(),
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "http://a.example",
        "007",
        "1e5",
        "TRUE",
        "12.50",
        "'quoted",
        "{=1}",
        "_x000D_",
        "#N/A",
        "🙂 e\u0301",
    ],
)
def test_what_a_spreadsheet_would_take_for_something_else_is_text_too(
    tmp_path: Path, text: str
) -> None:
    sheet = opened(tmp_path, f"claims clm-a note={shlex.quote(text)}")["claims"]
    cell = sheet.cell(2, list(standard.tables()["claims"].fields).index("note") + 1)
    written = {"_x000D_": "_x005F_x000D_", "🙂 e\u0301": "🙂 é"}.get(text, text)
    assert (cell.value, cell.data_type, cell.number_format, cell.hyperlink) == (
        written,
        "s",
        "@",
        None,
    )


def test_without_rows_it_has_headings_only_and_says_so(tmp_path: Path) -> None:
    book = opened(tmp_path, empty=True)
    assert [book[name].max_row for name in HELD] == [1] * len(HELD)
    assert choices(book["claims"])["claimant_id"] == ("actors!$A$2:$A$1001", False)
    assert "This workbook was made without the rows that the dataset has." in str(
        list(book["Read me"].values)
    )


def test_the_header_stays_in_sight_and_says_what_belongs_below_it(tmp_path: Path) -> None:
    book = opened(tmp_path)
    sheet = book["claims"]
    last = list(standard.tables()["claims"].fields)[-1]
    whole = f"A1:{cell_at('claims', last, sheet.max_row)}"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", whole)
    notes = {cell.value: cell.comment.text for cell in sheet[1]}
    fields = standard.tables()["claims"].fields
    assert list(notes) == list(fields)
    assert all(
        text.startswith(f"{fields[name].title}\n{fields[name].description}")
        for name, text in notes.items()
    )
    assert notes["polarity"].splitlines()[2:] == [
        "Words: affirms, denies, withholds.",
        f"Example: {fields['polarity'].example}",
    ]
    assert notes["claimant_id"].splitlines()[2:] == [
        "Must be filled in.",
        "An id that stands in the sheet actors.",
        f"Example: {fields['claimant_id'].example}",
    ]
    assert notes["quote"].splitlines()[2:] == [
        "At most 300 characters.",
        f"Example: {fields['quote'].example}",
    ]
    number = "Written as: a number in plain digits, with a point for decimals."
    assert notes["quantity_min"].splitlines()[2:] == [
        number,
        f"Example: {fields['quantity_min'].example}",
    ]
    places = {cell.value: cell.comment.text for cell in book["locations"][1]}
    assert "\nMust be filled in where " in places["gazetteer"]


def choices(sheet: Any) -> dict[str, tuple[str, bool]]:
    """Return what each column with a drop-down offers.

    And whether anything else is refused, if it reaches to the last row.
    """
    names = [cell.value for cell in sheet[1]]
    found = {}
    for rule in sheet.data_validations.dataValidation:
        (reach,) = rule.sqref.ranges
        assert (rule.type, reach.min_row, reach.max_row, reach.min_col) == (
            "list",
            2,
            1048576,
            reach.max_col,
        )
        found[names[reach.min_col - 1]] = rule.formula1, rule.showErrorMessage
    return found


def test_vocabularies_and_the_ids_of_other_sheets_have_drop_downs_and_nothing_else_has(
    tmp_path: Path,
) -> None:
    book = opened(tmp_path)
    for name in HELD:
        table = standard.tables()[name]
        worded = {f.name for f in table.fields.values() if f.words or f.form == "boolean"}
        pointing = {r.column for r in table.references if r.when is None}
        found = choices(book[name])
        assert set(found) == worded | pointing
        assert {column: refused for column, (_, refused) in found.items()} == {
            column: column in worded for column in found
        }
    claims = choices(book["claims"])
    assert (claims["polarity"][0], claims["claimant_id"][0], claims["question_id"][0]) == (
        '"affirms,denies,withholds"',
        "actors!$A$2:$A$1010",
        "questions!$A$2:$A$1008",
    )
    assert choices(book["questions"])["exclusive"][0] == '"true,false"'


LONG = "x-a-table-with-a-name-that-goes-on"


def with_words(path: Path, words: list[str]) -> Any:
    """Return the template of the specimen with a table more.

    That has a column of these words and one that names a claim.
    """
    fields = [
        {"name": "x_id", "type": "string"},
        {"name": "x_word", "type": "string", "constraints": {"enum": words}},
        {"name": "x_claim", "type": "string"},
    ]
    keys = [{"fields": ["x_claim"], "reference": {"resource": "claims", "fields": ["claim_id"]}}]
    package = extended(
        path,
        LONG,
        {"fields": fields, "primaryKey": ["x_id"], "foreignKeys": keys},
        "x_id,x_word,x_claim\n1,,clm-a\n",
    )
    return openpyxl.load_workbook(book_of(package, path / "book.xlsx"))


@pytest.mark.parametrize(
    "words",
    [
        [f"word-{n}" for n in range(40)],
        ["one, two", "three"],
        ["=one", "two"],
        [" one", "two"],
        ['"one"', "two"],
    ],
)
def test_words_that_a_rule_of_a_cell_cannot_hold_stand_in_a_hidden_sheet(
    tmp_path: Path, words: list[str]
) -> None:
    book = with_words(tmp_path, words)
    assert choices(book[LONG[:31]]) == {
        "x_word": (f"Words!$A$2:$A${len(words) + 1}", True),
        "x_claim": ("claims!$A$2:$A$1014", False),
    }
    assert (book.sheetnames[-2:], book["Words"].sheet_state) == (["Words", "Made from"], "hidden")
    assert [cell.value for cell in book["Words"]["A"]] == [f"{LONG}.x_word", *words]


def test_words_that_just_fit_stand_in_the_rule(tmp_path: Path) -> None:
    words = ["a" * 127, "b" * 127]
    assert (
        choices(with_words(tmp_path / "fits", words)[LONG[:31]])["x_word"][0]
        == f'"{",".join(words)}"'
    )
    assert (
        choices(with_words(tmp_path / "over", [*words, "c"])[LONG[:31]])["x_word"][0]
        == "Words!$A$2:$A$4"
    )


def test_the_first_sheet_tells_what_each_sheet_is_and_how_it_comes_back(tmp_path: Path) -> None:
    book = opened(tmp_path)
    lines = [tuple(row) for row in book["Read me"].iter_rows(values_only=True)]
    assert book.active.title == "Read me"
    assert [row for row in lines if row[0] in HELD] == [
        (name, standard.tables()[name].description) for name in HELD
    ]
    assert (None, "contested import WORKBOOK DATASET --dry-run") in [
        (a or None, b) for a, b in lines
    ]


MAKING = (
    "import sys; from contested.package import find; from pathlib import Path; from"
    " contested.add.workbook.template import template\n"
)
MAKING += "made = template(find(Path(sys.argv[1]))[0]); sys.stdout.buffer.write(made.content)"


@pytest.mark.slow
def test_the_same_dataset_gives_the_same_bytes_elsewhere_and_at_another_time(
    tmp_path: Path,
) -> None:
    laid(tmp_path / "a")
    laid(tmp_path / "b" / "elsewhere")
    here = template(find(tmp_path / "a")[0]).content
    for zone, seed in (("Pacific/Kiritimati", "1"), ("Pacific/Pago_Pago", "2")):
        variables = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        there = subprocess.run(
            [sys.executable, "-c", MAKING, "elsewhere"],
            cwd=tmp_path / "b",
            env=variables,
            capture_output=True,
            check=True,
        )
        assert there.stdout == here
    assert template(find(tmp_path / "a")[0], empty=True).content != here


def test_no_day_of_today_is_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(book_of(laid(tmp_path), tmp_path / "book.xlsx")) as archive:
        assert len({info.date_time for info in archive.infolist()}) == 1
        assert archive.infolist()[0].date_time[0] == 1980
        assert archive.read("docProps/core.xml").decode().count("2000-01-01T00:00:00Z") == 2
