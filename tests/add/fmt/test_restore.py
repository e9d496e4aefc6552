"""`contested fmt --restore-from`: what comes back, and what stays.

What only a spreadsheet changed comes back, and what a person changed stays.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest
from contested.add.fmt.older import Older
from contested.add.fmt.restore import RestoredCell, Restorer
from contested.cli import FOUND, OK, USAGE, main
from contested.package import Package, find
from contested.package.files.csvfile import CsvFile
from contested.standard import Table

DATASET = Path(__file__).parents[3] / "datasets" / "panjshir-2021"
VISITS = Table.from_schema(
    "x-visits",
    {
        "fields": [
            {"name": "visit_id", "type": "string", "constraints": {"pattern": "[A-Z0-9-]+"}},
            {"name": "day", "type": "date"},
            {"name": "count", "type": "number"},
            {"name": "note", "type": "string"},
        ],
        "primaryKey": "visit_id",
    },
)
BASE = [
    ("1-2", "2021-08-21", "12.50", "café"),
    ("B-2", "2021-09-13", "7", "‘so’"),
    ("C-3", "2021-07-08", "3", "007"),
    ("D-4", "", "1", ""),
]


def frame(rows: list[tuple[str, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, dict.fromkeys(VISITS.fields, pl.String), orient="row").with_columns(
        pl.all().replace({"": None})
    )


def restored(rows: list[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], list[RestoredCell]]:
    restorer = Restorer(VISITS, frame(BASE))
    return restorer(frame(rows)).fill_null("").rows(), restorer.restored


def test_a_key_that_stands_twice_is_not_given_to_a_third_row() -> None:
    day, mangled = ("B-2", "13/09/2021", "7", "‘so’"), ("1-Feb", "", "1", "c")
    twice = [("1-2", "", "1", "a"), ("1-2", "", "1", "b")]
    assert [row[0] for row in restored([day, mangled])[0]] == ["B-2", "1-2"]
    assert [row[0] for row in restored([day, *twice, mangled])[0]] == ["B-2", "1-2", "1-2", "1-Feb"]


def test_what_a_spreadsheet_did_is_undone_and_listed_and_edits_stay() -> None:
    rows, cells = restored(
        [
            ("1-Feb", "21/08/2021", "12.5", "cafÃ©"),
            ("B-2", "13/09/2021", "8", "‘so’"),
            ("C-3", "7/8/2021", "3", "7"),
            ("D-4", "2021-09-01", "1", "new"),
            ("E-5", "9/9/21", "1", ""),
        ]
    )
    assert rows == [
        BASE[0],
        ("B-2", "2021-09-13", "8", "‘so’"),
        ("C-3", "7/8/2021", "3", "007"),
        ("D-4", "2021-09-01", "1", "new"),
        ("E-5", "9/9/21", "1", ""),
    ]
    assert [(cell.key, cell.column, cell.found, cell.text) for cell in cells] == [
        (("1-2",), "visit_id", "1-Feb", "1-2"),
        (("1-2",), "day", "21/08/2021", "2021-08-21"),
        (("1-2",), "count", "12.5", "12.50"),
        (("1-2",), "note", "cafÃ©", "café"),
        (("B-2",), "day", "13/09/2021", "2021-09-13"),
        (("C-3",), "note", "7", "007"),
    ]


def test_rows_whose_key_stands_twice_are_left_alone() -> None:
    twice = [("B-2", "13/09/2021", "7", ""), ("B-2", "13/09/2021", "7", "")]
    assert restored(twice) == (twice, [])


@pytest.mark.parametrize(
    ("elsewhere", "key"), [({("1-2",)}, "1-Feb"), (None, "1-Feb"), (set(), "1-2")]
)
def test_a_key_that_another_file_of_the_table_holds_is_not_lost(
    elsewhere: set[tuple[str, ...]] | None, key: str
) -> None:
    restorer = Restorer(VISITS, frame(BASE), elsewhere)
    assert (
        restorer(
            frame([("1-Feb", "", "1", ""), ("B-2", "13/09/2021", "7", "‘so’"), *BASE[2:]])
        ).rows()[0][0]
        == key
    )


def test_what_did_not_change_is_not_touched() -> None:
    assert restored(BASE) == (BASE, [])


def git(folder: Path, *arguments: str) -> None:
    settings = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    ]
    subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull},
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository in which a spreadsheet went over a dataset.

    Its first commit has the reference dataset, its work tree what the spreadsheet made of it.
    """
    shutil.copytree(DATASET, tmp_path / "datasets" / "panjshir")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    monkeypatch.chdir(tmp_path)
    questions = tmp_path / "datasets" / "panjshir" / "data" / "questions.csv"
    questions.write_text(questions.read_text().replace(",false,", ",FALSE,"))
    return tmp_path


@pytest.mark.parametrize("name", ["HEAD", "main", "first-folder"])
def test_the_older_version_is_a_revision_or_a_folder(
    repository: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    shutil.copytree(DATASET, repository / "first-folder" / "elsewhere")
    questions = repository / "datasets" / "panjshir" / "data" / "questions.csv"
    changed = questions.read_text().count(",FALSE,")
    assert main(["fmt", "datasets", "--restore-from", name]) == OK
    out = capsys.readouterr().out.splitlines()
    assert len(out) == changed + 1
    assert out[-1] == "6 files in order, 1 file mended"
    assert out[0].startswith("datasets/panjshir/data/questions.csv: restored qst-")
    assert out[0].endswith(
        " · exclusive: “FALSE” → “false” (true or false in the spreadsheet’s own word)"
    )
    assert questions.read_bytes() == (DATASET / "data" / "questions.csv").read_bytes()


def test_a_dataset_that_lay_elsewhere_is_known_by_its_name(repository: Path) -> None:
    (repository / "datasets" / "panjshir").rename(repository / "datasets" / "moved")
    assert main(["fmt", "datasets", "--restore-from", "HEAD"]) == OK
    assert (repository / "datasets" / "moved" / "data" / "questions.csv").read_bytes() == (
        DATASET / "data" / "questions.csv"
    ).read_bytes()


def test_an_older_version_that_is_not_there_is_an_error_and_nothing_is_written(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = repository / "datasets" / "panjshir" / "data" / "questions.csv"
    before = questions.read_bytes()
    assert main(["fmt", "datasets", "--restore-from", "mian"]) == USAGE
    assert (
        capsys.readouterr().err
        == f"contested: There is no revision “mian” in {repository}; did you mean “main”?\n"
    )
    for number in (1, 2):
        shutil.copytree(DATASET, repository / "several" / str(number))
    assert main(["fmt", "datasets", "--restore-from", "several"]) == USAGE
    assert (
        capsys.readouterr().err
        == "contested: several holds several packages named panjshir-2021, so there is nothing to"
        " restore it from.\n"
    )
    for number in (1, 2):
        path = repository / "several" / str(number) / "datapackage.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"name": f"other-{number}"}))
    assert main(["fmt", "datasets", "--restore-from", "several"]) == USAGE
    assert (
        capsys.readouterr().err
        == "contested: several holds no package named panjshir-2021, so there is nothing to restore"
        " it from.\n"
    )
    assert questions.read_bytes() == before


QUESTIONS = Path("datasets/panjshir/data/questions.csv")


def rewritten(text: str, codec: str = "cp1252") -> bytes:
    """Write the questions in an encoding; return what the file holds."""
    QUESTIONS.write_bytes(text.encode(codec))
    return QUESTIONS.read_bytes()


@pytest.fixture
def published(repository: Path) -> str:
    """Return the published questions, all ASCII but for one é."""
    text = QUESTIONS.read_text().encode("ascii", "ignore").decode()
    text = text.replace("Red Unit ready", "Red Unité ready")
    QUESTIONS.write_text(text)
    git(repository, "commit", "-am", "second")
    return text


def test_an_encoding_is_known_where_one_reading_alone_is_what_is_published(
    published: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten(published)
    assert main(["fmt", "datasets", "--restore-from", "HEAD"]) == OK
    assert QUESTIONS.read_text() == published
    assert capsys.readouterr().out == (
        f"{QUESTIONS}: turned from Windows-1252, Western European into UTF-8\n"
        "6 files in order, 1 file mended\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("Taliban seeking", "Taliban søught", "Unité"), ("Unité", "Unitè", "Unitè")],
    ids=["a new word means several things", "nothing published is left"],
)
def test_an_encoding_is_asked_for_where_several_readings_are_as_good(
    published: str, capsys: pytest.CaptureFixture[str], old: str, new: str, word: str
) -> None:
    data = rewritten(published.replace(old, new))
    assert main(["fmt", "datasets", "--restore-from", "HEAD"]) == FOUND
    assert QUESTIONS.read_bytes() == data
    assert capsys.readouterr().out == (
        f"{QUESTIONS}: left as it is. It is not UTF-8, but likeliest Windows-1252, Western"
        f" European. It then says “{word}”. If that is right, run the command below. If not, name"
        " another encoding in it, or save the file as UTF-8 in the program that wrote it.\n"
        f"    contested fmt --encoding cp1252 {QUESTIONS}\n"
        "6 files in order, 1 file that a person has to mend first\n"
    )


def test_the_command_that_is_told_mends_the_file(
    published: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten(published)
    assert main(["fmt", "datasets"]) == FOUND
    told = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("    "))
    assert main(told.split()[1:]) == OK
    assert QUESTIONS.read_text() == published


def test_the_settings_of_a_repository_name_the_encoding(repository: Path, published: str) -> None:
    rewritten(published, "mac_roman")
    (repository / "contested.toml").write_text('encoding = "mac_roman"\n')
    assert main(["fmt", "datasets"]) == OK
    assert QUESTIONS.read_text() == published


@pytest.mark.parametrize(("word", "is_certain"), [("þór", False), ("æra", True)])
def test_an_encoding_is_certain_only_where_every_letter_is_known_from_before(
    word: str, is_certain: bool, tmp_path: Path
) -> None:
    """That of Iceland is none of those that are tried; all of them have æ where it has."""
    base = laid(tmp_path / "base", "æ")
    head = laid(tmp_path / "head", "æ", word)
    file = CsvFile("visits.csv", text_of("æ", word).encode("cp861"), VISITS)
    assert Older(head, base).encoding("x-visits", file) == ("cp850" if is_certain else None)


def text_of(*notes: str) -> str:
    rows = (f"A-{n},2021-08-21,1,{note}\n" for n, note in enumerate(notes))
    return "visit_id,day,count,note\n" + "".join(rows)


def laid(folder: Path, *notes: str) -> Package:
    """Return a package with the table of visits."""
    schema = {
        "fields": [{"name": name, "type": "string"} for name in VISITS.fields],
        "primaryKey": "visit_id",
    }
    resource = {"name": "x-visits", "path": "visits.csv", "schema": schema}
    folder.mkdir()
    descriptor = {"contested": "1.0", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    (folder / "visits.csv").write_text(text_of(*notes))
    return find(folder)[0]
