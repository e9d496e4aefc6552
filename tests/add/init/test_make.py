"""A new repository: valid from the first minute.

It is the same each time, and made whole or not at all.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from add.conftest import Run
from contested import __version__, standard
from contested.add.init import make as init
from contested.add.init.make import (
    LICENCES,
    NewDataset,
    StartError,
    name_of,
    repository,
    write_repository,
)
from contested.check.validate import validate_package
from contested.cli import OK, USAGE
from contested.package import DESCRIPTOR, from_store
from contested.package.store import MemoryStore
from contested.rules import RULES
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st

DAY = datetime.date(2021, 9, 1)
FILES = [
    ".gitattributes",
    ".github/ISSUE_TEMPLATE/mistake.yml",
    ".github/ISSUE_TEMPLATE/source.yml",
    ".github/pull_request_template.md",
    ".github/workflows/validate.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    *(f"data/{name}.csv" for name in sorted(standard.TABLES)),
    "datapackage.json",
]


def found(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_a_new_repository_is_valid_and_says_what_to_do_next(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "valley 2021", "--today", "2021-09-01") == (
        OK,
        (
            "Made the dataset “Valley 2021” in valley 2021: 21 files, among them a table for each"
            " of actors, locations, sources, questions, claims, relays, relations,"
            " citations, revisions.\nNext: cd 'valley 2021', then contested new actor."
            " CONTRIBUTING.md tells the rest.\n"
        ),
        "",
    )
    assert found(tmp_path / "valley 2021") == sorted(FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["valley 2021"]
    monkeypatch.chdir("valley 2021")
    code, out, complaint = run("validate", "--today", "2021-09-01")
    assert (code, complaint) == (OK, "")
    assert out.splitlines()[-1].endswith(
        " rules: 0 errors, 0 warnings, 0 info; 3 rules did not run everywhere"
    )


def test_its_descriptor_has_what_was_said_and_every_table_with_its_schema() -> None:
    plan = NewDataset("valley", DAY, "The valley", "What was said.", "Valley Monitor", "CC0-1.0")
    descriptor = json.loads(repository(plan)[DESCRIPTOR])
    resources = descriptor.pop("resources")
    assert descriptor == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "valley",
        "contested": "1.0",
        "title": "The valley",
        "description": "What was said.",
        "version": "0.1.0",
        "created": "2021-09-01T00:00:00Z",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "Creative Commons Zero 1.0 Universal",
            }
        ],
        "contributors": [{"title": "Valley Monitor", "roles": ["creator"]}],
    }
    assert [r["name"] for r in resources] == list(standard.TABLES)
    assert all(r["schema"] == standard.schema(r["name"]) for r in resources)


def test_every_table_has_its_header_and_nothing_else() -> None:
    files = repository(NewDataset("valley", DAY))
    for name, table in standard.tables().items():
        assert files[f"data/{name}.csv"] == (",".join(table.fields) + "\n").encode()


@settings(max_examples=one_in(4))
@given(
    st.builds(
        NewDataset,
        st.from_regex(r"\A[a-z0-9][-a-z0-9._]*\Z"),
        st.dates(),
        *3 * [st.text("a|%{name}\"'<é\u0645 \\", min_size=0, max_size=20)],
        st.sampled_from(list(LICENCES)),
    )
)
def test_whatever_is_said_of_it_nothing_is_found_in_it(plan: NewDataset) -> None:
    files = repository(plan)
    report = validate_package(
        from_store(MemoryStore(files)), list(RULES.values()), max(plan.created.toordinal(), 1)
    )
    assert [group.rule for group in report.groups] == []
    assert files == repository(plan)


def test_the_pages_say_what_was_said_and_no_place_stays_empty() -> None:
    files = repository(NewDataset("valley", DAY, "The valley", "What was said.", "Valley Monitor"))
    pages = {
        name: content.decode() for name, content in files.items() if not name.startswith("data")
    }
    assert [name for name, text in pages.items() if "%{" in text] == []
    assert pages["README.md"].startswith(
        "# The valley\n\nWhat was said.\n\n| file | what is in it |\n"
    )
    assert "\nValley Monitor: The valley. Version 0.1.0, 2021-09-01.\n" in pages["README.md"]
    assert pages["LICENSE"].splitlines()[1:3] == [
        "Creative Commons Attribution 4.0 International (CC-BY-4.0):",
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    assert (
        f"python -m pip install contested=={__version__}\n"
        in pages[".github/workflows/validate.yml"]
    )


def test_a_title_on_two_lines_becomes_one_line() -> None:
    assert repository(NewDataset("a", DAY, "The\nvalley"))["README.md"].startswith(
        b"# The valley\n"
    )


def test_source_date_epoch_stands_for_today_unless_a_day_is_given(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1630454400")
    run("init", str(tmp_path / "a"))
    run("init", str(tmp_path / "b"), "--today", "2022-01-01")
    made = [json.loads((tmp_path / name / DESCRIPTOR).read_text())["created"] for name in "ab"]
    assert made == ["2021-09-01T00:00:00Z", "2022-01-01T00:00:00Z"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run("init", str(tmp_path / "c")) == (
        USAGE,
        "",
        "contested: SOURCE_DATE_EPOCH is a number of seconds since 1970, not “yesterday”\n",
    )
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Valley", "valley"),
        ("The Valley, 2021", "the-valley-2021"),
        ("Zürich_2", "zurich-2"),
        ("--x--", "x"),
    ],
)
def test_the_package_is_named_after_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    assert name_of(tmp_path / folder) == name


REFUSED = {
    ("پنجشیر",): (
        "“پنجشیر” has no letters that a name of a package can be made of. Give it one with --name,"
        " such as --name panjshir-2021."
    ),
    ("x", "--name", "The Valley"): (
        "“The Valley” cannot be the name of a package. It is written in lower-case letters, digits,"
        " hyphens, dots and underscores, like panjshir-2021."
    ),
    ("x", "--licence", "MIT"): (
        "“MIT” is not one of the licences that are known here: CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0,"
        " ODC-By-1.0, ODbL-1.0, PDDL-1.0. Take one; datapackage.json can be changed later."
    ),
    ("x", "--today", "1/9/21"): "--today is a day such as 2021-08-23, not “1/9/21”",
    ("full",): (
        "full is not empty: it holds README.md, a, b and 1 more. Name another folder, and"
        " afterwards copy into it what you need."
    ),
    ("file",): "file is a file. Name a folder that is empty or not there yet.",
    ("file/below",): "file/below cannot be made: File exists",
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.items())
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    for name in ("README.md", "a", "b", "c"):
        (tmp_path / "full" / name).touch()
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    assert run("init", *arguments) == (USAGE, "", f"contested: {message}\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_filled_and_what_git_and_python_keep_in_it_stays(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "x"
    for name in (".git/HEAD", ".venv/pyvenv.cfg", ".DS_Store"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    monkeypatch.chdir(folder)
    code, out, _ = run("init", ".")
    assert (code, out.splitlines()[0].partition(":")[0]) == (OK, "Made the dataset “X”")
    assert found(folder) == sorted([*FILES, ".git/HEAD", ".venv/pyvenv.cfg", ".DS_Store"])
    assert run("validate")[0] == OK


@pytest.mark.parametrize("is_there", [True, False])
def test_a_repository_that_cannot_be_made_whole_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    folder = tmp_path / "x"
    if is_there:
        (folder / ".git").mkdir(parents=True)
    rename, moves = Path.rename, iter(range(100))

    def fails(path: Path, target: Path) -> Path:
        if target.parent in (tmp_path, folder) and next(moves) == (3 if is_there else 0):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match=r"No space left on device"):
        write_repository({"a": b"", "b": b"", "c/d": b"", "e": b"", DESCRIPTOR: b"{}"}, folder)
    assert [path.name for path in tmp_path.rglob("*")] == (["x", ".git"] if is_there else [])


def test_a_folder_that_is_there_becomes_a_package_only_at_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, moved = Path.rename, []

    def noted(path: Path, target: Path) -> Path:
        moved.append(target.name)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", noted)
    write_repository({DESCRIPTOR: b"{}", "a": b"", "z": b""}, tmp_path)
    assert sorted(moved[:2]) == ["a", "z"]
    assert moved[2:] == [DESCRIPTOR]


def test_files_get_the_rights_that_new_files_get(tmp_path: Path) -> None:
    write_repository({"data/a.csv": b""}, tmp_path / "x")
    (tmp_path / "y").mkdir()
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "y").stat().st_mode


def test_a_place_that_nothing_is_known_of_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text("%{nobody}")
    monkeypatch.setattr(init, "TEMPLATES", tmp_path)
    with pytest.raises(KeyError, match=r"nobody"):
        repository(NewDataset("a", DAY))


def test_only_a_known_licence_is_taken() -> None:
    with pytest.raises(StartError, match=r"^“GPL” is not one of the licences"):
        repository(NewDataset("a", DAY, licence="GPL"))
