"""Datasets of which no workbook can be made, or only just."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from add.workbook.books import cell_at, laid, opened
from contested.add.workbook import WorkbookError
from contested.add.workbook.template import template

HELD = "A workbook cannot hold every cell of claims. Mend these first:\n  "


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("x" * 32_768, "has 32,768 letters, and a cell holds 32,767"),
        ("🙂" * 16_384, "has 16,384 letters, and a cell holds 32,767"),
        ("a\x0bb", "has a character that no workbook can hold, ⟨U+000B⟩"),
        ("a\ufffeb", "has a character that no workbook can hold, ￾"),
    ],
)
def test_what_no_workbook_can_hold_is_refused_with_its_place(
    tmp_path: Path, text: str, what: str
) -> None:
    package = laid(tmp_path)
    package.store.path("data/claims.csv").write_text(  # type: ignore[union-attr]
        package.store.read("data/claims.csv")[:]
        .decode()
        .replace("the mill,,", f"the mill,,{text}"),
        encoding="utf-8",
    )
    with pytest.raises(WorkbookError) as error:
        template(package)
    assert str(error.value) == f"{HELD}note of clm-h in data/claims.csv {what}"
    assert template(package, empty=True).rows == 0


def test_what_a_cell_just_holds_is_in_it(tmp_path: Path) -> None:
    book = opened(tmp_path, "claims clm-a note={32767}")
    assert book["claims"][cell_at("claims", "note", 2)].value == "x" * 32_767


def test_of_many_cells_that_cannot_be_held_the_first_are_named(tmp_path: Path) -> None:
    change = " ; ".join(f"+claims clm-z{n:02} from=clm-a note={{32768}}" for n in range(22))
    with pytest.raises(WorkbookError) as error:
        template(laid(tmp_path, change))
    lines = str(error.value).split("\n")
    assert (len(lines), lines[1], lines[-1]) == (
        22,
        "  note of clm-z00 in data/claims.csv has 32,768 letters, and a cell holds 32,767",
        "  and 2 more",
    )


def test_more_rows_or_columns_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = laid(tmp_path)
    monkeypatch.setattr("contested.add.workbook.template.LAST_ROW", 14)
    assert template(package).rows == 48
    monkeypatch.setattr("contested.add.workbook.template.LAST_ROW", 13)
    with pytest.raises(
        WorkbookError,
        match=r"^The table claims has 13 rows, and a sheet holds 12\. Edit its CSV file instead\.$",
    ):
        template(package)
    monkeypatch.undo()
    monkeypatch.setattr("contested.add.workbook.template.LAST_COLUMN", 23)
    with pytest.raises(
        WorkbookError, match=r"^The table claims has 30 columns, and a sheet holds 23\.$"
    ):
        template(package)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            "bytes claims clm-b clm-a",
            (
                "The table claims has more than one row with the key “clm-a”, so its rows cannot be"
                " told apart. "
            ),
        ),
        (
            "bytes claims clm-b ''",
            "The table claims has a row without claim_id, so its rows cannot be told apart. ",
        ),
        (
            "delete claims",
            (
                "The dataset's tables cannot all be read: claims (data/claims.csv is not there)."
                " “contested validate” tells more."
            ),
        ),
        ("descriptor-bytes {", "datapackage.json cannot be read: it is not JSON from here on "),
        (
            "descriptor-bytes []",
            (
                "datapackage.json names no table that a workbook could have. “contested validate”"
                " tells more."
            ),
        ),
    ],
)
def test_a_dataset_whose_rows_cannot_be_told_apart_is_refused(
    tmp_path: Path, change: str, message: str
) -> None:
    with pytest.raises(WorkbookError) as error:
        template(laid(tmp_path, change))
    assert message in str(error.value)


@pytest.mark.parametrize(
    "names", [("x-" + "a" * 29 + "b", "x-" + "a" * 29 + "c"), ("x-own", "x-OWN")]
)
def test_tables_whose_sheets_would_be_called_alike_are_refused(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    with pytest.raises(WorkbookError) as error:
        template(laid(tmp_path, " ; ".join(f"table {name}" for name in names)))
    one = f"The tables {names[0]} and {names[1]} would need sheets of one name, {names[1][:31]}."
    assert (
        str(error.value)
        == f"{one} A sheet's name has 31 letters, capital or small: rename one of the tables."
    )


def test_rows_stand_in_the_order_of_their_keys(tmp_path: Path) -> None:
    book = opened(tmp_path, "+claims clm-0 from=clm-a ; +relays clm-c,10 from=clm-c,2")
    keys = [cell.value for cell in book["claims"]["A"][1:]]
    assert (keys[0], all(a < b for a, b in pairwise(keys))) == ("clm-0", True)
    assert [cell.value for cell in book["relays"]["B"][1:4]] == ["1", "2", "10"]
