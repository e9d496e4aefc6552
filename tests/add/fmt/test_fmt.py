"""`contested fmt`, as it is called.

What it says, what it writes, and its exit codes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from contested.cli import FOUND, OK, USAGE, main
from contested.package.files.csvfile import CsvFile
from contested.standard import TABLES

DATASET = Path(__file__).parents[3] / "datasets" / "panjshir-2021"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the tables of a copied reference dataset.

    It is the working folder.
    """
    shutil.copytree(DATASET, tmp_path / "panjshir")
    monkeypatch.chdir(tmp_path / "panjshir")
    return Path("data")


def reordered(path: Path) -> None:
    header, *rows = path.read_text().splitlines(keepends=True)
    path.write_text(header + "".join(reversed(rows)))


def test_our_own_dataset_is_in_order(run: Run) -> None:
    assert run("fmt", str(DATASET), "--check") == (OK, "7 files in order\n", "")


def test_files_are_mended_once_and_then_left_alone(run: Run, data: Path) -> None:
    before = {path: path.read_bytes() for path in data.iterdir()}
    reordered(data / "relays.csv")
    (data / "claims.csv").write_bytes(
        (data / "claims.csv").read_text().replace("\n", "\r\n").encode("utf-16")
    )
    assert run("fmt") == (
        OK,
        (
            "data/claims.csv: turned from UTF-16 into UTF-8; 133 line ends made LF\n"
            "data/relays.csv: rows sorted by claim_id, step\n"
            "5 files in order, 2 files mended\n"
        ),
        "",
    )
    assert {path: path.read_bytes() for path in data.iterdir()} == before
    stamps = {path: path.stat().st_mtime_ns for path in data.iterdir()}
    assert run("fmt") == (OK, "7 files in order\n", "")
    assert {path: path.stat().st_mtime_ns for path in data.iterdir()} == stamps


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing_and_says_by_its_code_that_something_would_change(
    run: Run, data: Path, option: str
) -> None:
    (data / "relations.csv").write_text(
        (data / "relations.csv").read_text().replace("clm-012,repeats", "clm-012, repeats")
    )
    before = (data / "relations.csv").read_bytes()
    code, out, complaint = run("fmt", option)
    assert (code, complaint, (data / "relations.csv").read_bytes()) == (FOUND, "", before)
    if option == "--check":
        assert out == "data/relations.csv: 1 cell trimmed\n6 files in order, 1 file to be mended\n"
    else:
        assert out.startswith(
            "--- data/relations.csv\n+++ data/relations.csv (formatted)\n@@ -1,5 +1,5 @@\n"
        )
        assert "\n-clm-012, repeats,clm-001,curator," in out
        assert "\n+clm-012,repeats,clm-001,curator," in out


def test_what_a_person_has_to_mend_is_left_to_the_byte_and_told(run: Run, data: Path) -> None:
    (data / "actors.csv").write_bytes(
        (data / "actors.csv").read_bytes().replace(b"\n", b"\r\n") + b"act-x,1\r\n" * 30
    )
    before = (data / "actors.csv").read_bytes()
    first = before.count(b"\n") - 29
    code, out, _ = run("fmt")
    told = out.splitlines()
    assert code == FOUND
    assert told[:2] == [
        f"data/actors.csv:{first}:1 (cell A{first}): left as it is. The header names 9 columns, and"
        " the cells of this row are 2.",
        "    mend     Compare the row with the header, cell by cell; put quotation marks around a"
        " text that holds a comma.",
    ]
    assert told[-2:] == [
        "data/actors.csv: 10 more places like these",
        "6 files in order, 1 file that a person has to mend first",
    ]
    assert len(told) == 2 * 20 + 2
    assert (data / "actors.csv").read_bytes() == before


def test_a_comma_without_quotation_marks_is_left_whatever_stands_behind_it(
    run: Run, data: Path
) -> None:
    """The one blank cell too many is not the one to go."""
    path = data / "locations.csv"
    path.write_text(
        path.read_text().replace(
            ",ISO code checked in pycountry 26.2.16.\n", ",GeoNames, read 2021-08-25,\n", 1
        )
    )
    before = path.read_bytes()
    code, out, _ = run("fmt")
    assert code == FOUND
    assert out.startswith("data/locations.csv:2:1 (cell A2): left as it is. The header names 16")
    assert path.read_bytes() == before


def test_one_file_can_be_formatted_by_its_own_name(run: Run, data: Path) -> None:
    reordered(data / "relays.csv")
    reordered(data / "actors.csv")
    assert run("fmt", "data/relays.csv") == (
        OK,
        "data/relays.csv: rows sorted by claim_id, step\n1 file mended\n",
        "",
    )
    assert (
        run("fmt", "--check", "data/relays.csv", "data/actors.csv")[1]
        == "data/actors.csv: rows sorted by actor_id\n1 file in order, 1 file to be mended\n"
    )


def test_a_table_in_several_files_is_formatted_file_by_file(run: Run, data: Path) -> None:
    descriptor = json.loads(Path("datapackage.json").read_text())
    resource = descriptor["resources"][TABLES.index("claims")]
    assert resource["name"] == "claims"
    resource["path"] = ["data/claims.csv", "data/later.csv"]
    Path("datapackage.json").write_text(json.dumps(descriptor))
    header, *rows = (data / "claims.csv").read_text().splitlines(keepends=True)
    (data / "claims.csv").write_text(header + "".join(rows[100:]))
    (data / "later.csv").write_text(header + "".join(reversed(rows[:100])))
    assert run("fmt") == (
        OK,
        "data/later.csv: rows sorted by claim_id\n7 files in order, 1 file mended\n",
        "",
    )
    assert (data / "later.csv").read_text() == header + "".join(rows[:100])
    assert run("validate", "--today", "2026-11-22")[0] == OK


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nowhere"], "nowhere is not there."),
        (["data"], "There is no datapackage.json in data or below it."),
        (["empty"], "There is no file to format: datapackage.json names none that is there."),
        (
            ["loose.csv"],
            (
                "No datapackage.json names loose.csv as a table, so nobody knows its columns. Name"
                " it there first."
            ),
        ),
        (
            ["--encoding", "cp12"],
            "--encoding: there is no encoding “cp12”; names are such as cp1252, cp1256 or"
            " mac_roman",
        ),
        (["book.zip"], "book.zip is a zip. Unpack it, and format the folder."),
        (
            ["--restore-from", "nowhere"],
            (
                "There is no folder nowhere, and . is in no git repository in which it could be a"
                " revision."
            ),
        ),
    ],
)
def test_a_call_that_cannot_be_followed_says_why(
    run: Run, data: Path, arguments: list[str], complaint: str
) -> None:
    (data.parent / "loose.csv").write_text("a,b\n")
    (data.parent / "empty").mkdir()
    (data.parent / "empty" / "datapackage.json").write_text('{"contested": "1.0"}')
    shutil.make_archive("book", "zip", ".", "datapackage.json")
    assert run("fmt", *arguments) == (USAGE, "", f"contested: {complaint}\n")


def test_nothing_is_written_where_one_file_cannot_be(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reordered(data / "relays.csv")
    reordered(data / "actors.csv")
    before = {path: path.read_bytes() for path in data.iterdir()}
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "relays.csv" and self.suffix == ".new":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    assert run("fmt") == (
        USAGE,
        "",
        (
            f"contested: {(data / 'relays.csv').resolve()} cannot be written: No space left on"
            " device. Nothing was changed.\n"
        ),
    )
    assert {path: path.read_bytes() for path in data.iterdir()} == before


def test_a_file_that_is_not_there_is_told_and_counts_against_the_rest(run: Run, data: Path) -> None:
    (data / "relays.csv").unlink()
    assert run("fmt", "--check") == (
        FOUND,
        "data/relays.csv is not there\n6 files in order, 1 file that could not be read\n",
        "",
    )


def test_a_file_that_changes_while_it_is_formatted_is_not_written_over(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contested.add.fmt import run as formatting

    reordered(data / "relays.csv")
    real = formatting.mend

    def saved_meanwhile(file: CsvFile, **given: object) -> object:
        mended = real(file, **given)
        if file.name.endswith("relays.csv"):
            (data / "relays.csv").write_bytes(bytes(file.data) + b"\n")
        return mended

    monkeypatch.setattr(formatting, "mend", saved_meanwhile)
    assert run("fmt") == (
        USAGE,
        "",
        (
            "contested: data/relays.csv has changed in the meantime, so nothing was written. Run"
            " this again.\n"
        ),
    )
