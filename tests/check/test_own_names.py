"""Own tables whose columns are called as other people call them: judged, written and read back."""

from __future__ import annotations

import datetime
from pathlib import Path

import contested
import openpyxl
import pytest
from contested.check.engines import ENGINES
from contested.check.findings import day_number
from contested.check.validate import validate_package
from contested.cli import FOUND, OK, main
from contested.package import Package
from contested.package.files.canonical import canonical
from contested.package.files.csvfile import CsvFile
from contested.package.files.read import read
from contested.rules import RULES
from contested.standard.column_names import MADE, fault_of_name
from contested.testing.specimen import TODAY, changed
from counts import one_in
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from release.exported import FOREIGN, foreign

DAY = day_number(datetime.date.fromisoformat(TODAY))


def told(package: Package, engine: str) -> list[tuple[str, str | None, str | None]]:
    """Return rule, cell and column of everything that is wrong."""
    report = validate_package(package, RULES.values(), DAY, engine=engine)
    assert [one for one in report.not_run if one.where == "x-reports"] == []
    return [
        (one.rule, one.place.cell, one.column)
        for group in report.groups
        for one in group.tell(None)
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_of_others_lie_beside_the_claims_under_their_own_names(engine: str) -> None:
    assert told(foreign().package(), engine) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_each_wrong_cell_is_told_by_the_name_of_its_column(engine: str) -> None:
    made = foreign()
    first, second, third = made.tables["x-reports"]
    first |= {
        "deaths": "x",
        "value": "1e5",
        "event_date": "yesterday",
        "a__b": "?",
        "qst": "qst-no",
    }
    second |= {"_id": "", "deaths_raw": "a dozen ", "Число жертв": " 12"}
    third |= {"_id": first["_id"], "value_number": "one\u200b"}
    assert told(made.package(), engine) == [
        ("unsorted-rows", "A4", None),
        ("padded-cell", "L3", "deaths_raw"),
        ("padded-cell", "R3", "Число жертв"),
        ("control-character", "N4", "value_number"),
        ("missing-value", "A3", "_id"),
        ("wrong-type", "F2", "a__b"),
        ("wrong-type", "K2", "deaths"),
        ("wrong-type", "M2", "value"),
        ("repeated-key", "A2", "_id"),
        ("repeated-key", "A4", "_id"),
        ("wrong-type", "I2", "event_date"),
        ("dangling-reference", "O2", "qst"),
    ]


def test_other_commands_know_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet's rows come back, files are put in order, and frames have these names."""
    monkeypatch.chdir(tmp_path)
    made = foreign()
    made.write(tmp_path / "ford")
    file = tmp_path / "ford/data/x-reports.csv"
    before = file.read_bytes()
    header, *rows = before.splitlines(keepends=True)
    file.write_bytes(header + b"".join(reversed(rows)))
    assert main(["fmt", "ford"]) == OK
    assert file.read_bytes() == before
    assert main(["template", "ford", "-o", "book.xlsx"]) == OK
    book = openpyxl.load_workbook("book.xlsx")
    cells = [cell for row in book["x-reports"].iter_rows() for cell in row]
    (cell,) = [one for one in cells if one.value == "0 field artillery"]
    cell.value = "guns"
    book.save("book.xlsx")
    assert main(["import", "book.xlsx", "ford"]) == OK
    assert file.read_bytes() == before.replace(b"0 field artillery", b"guns")
    dataset = contested.open("ford")
    frame = dataset.tables["x-reports"]
    assert list(frame.columns) == list(FOREIGN)
    assert frame["deaths"].to_list() == ["12"] * 3
    contested.schemas(dataset)["x-reports"].validate(frame)


def test_revisions_name_a_column_that_has_spaces_in_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = foreign()
    rows = made.tables["x-reports"]
    rows[1] |= {"field artillery": "", "Name, English": ""}
    made.write(tmp_path / "base")
    rows[0]["field artillery"] = "guns"
    rows[1] |= {"field artillery": "none", "Name, English": "Low Ford"}
    made.write(tmp_path / "head")
    assert main(["review", "base", "head"]) == FOUND
    why = ["--reason", "transcription_error", "--note", "So says the table."]
    assert main(["revise", "base", "head", *why]) == OK
    assert main(["review", "base", "head"]) == OK
    log = contested.open("head").tables["revisions"]
    mine = log[log["table"] == "x-reports"][["kind", "field"]].to_numpy().tolist()
    assert sorted(mine) == [
        ["completed", "Name, English"],
        ["completed", "field artillery"],
        ["corrected", "field artillery"],
    ]


SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])
WORDS = st.sampled_from(
    [*FOREIGN, "x", "x__y", "_", *MADE, "base__x", "head__x", "old", "new", "at"]
)
NAMES = WORDS | st.text(SIGNS, min_size=1, max_size=6) | st.builds("{}_{}".format, WORDS, WORDS)


@given(
    st.lists(NAMES.filter(lambda one: not fault_of_name(one)), min_size=1, max_size=5, unique=True),
    st.data(),
)
@settings(max_examples=one_in(6), deadline=None)
def test_a_column_of_any_name_is_judged_by_itself(names: list[str], data: st.DataObject) -> None:
    made = changed("table x-own")
    fields = [{"name": name, "type": "integer"} for name in names]
    made.descriptor["resources"][-1]["schema"] = {"fields": fields}
    wrong = data.draw(st.sampled_from(names))
    made.tables["x-own"] = [dict.fromkeys(names, "1"), dict.fromkeys(names, "2") | {wrong: "?"}]
    if made.package().problems:
        reject()
    for engine in ENGINES:
        report = validate_package(made.package(), RULES.values(), DAY, engine=engine)
        found = [one for group in report.groups for one in group.tell(None)]
        assert [(one.rule, one.column) for one in found] == [("wrong-type", wrong)]
        assert found[0].place.line == 3
    table = made.package().tables["x-own"]
    text = made.files()["data/x-own.csv"]
    rows = read(CsvFile("x-own.csv", text, table)).drop("row")
    assert rows.columns == names
    assert canonical(rows, table) == text
