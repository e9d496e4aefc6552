"""`contested release`: what it refuses and what it writes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import pytest
from contested.check.findings import day_number
from contested.check.validate import choose_rules, validate_package
from contested.cli import FOUND, OK, USAGE, main
from contested.package import find
from release.releases import Run, lay

ROOT = Path(__file__).parents[2]
DATASET = ROOT / "datasets" / "panjshir-2021"
DAY = day_number(None)


def test_a_clean_dataset_becomes_a_folder_and_a_zip(ford: Path, run: Run) -> None:
    assert run("ford") == (
        OK,
        (
            "dist/low-ford-1.0.0/ and dist/low-ford-1.0.0.zip (there is no earlier release to"
            " compare it with)\n"
        ),
        "",
    )
    folder = ford / "dist" / "low-ford-1.0.0"
    with zipfile.ZipFile(ford / "dist" / "low-ford-1.0.0.zip") as archive:
        assert archive.namelist() == sorted(
            f"low-ford-1.0.0/{p.relative_to(folder).as_posix()}"
            for p in folder.rglob("*")
            if p.is_file()
        )
        assert archive.comment == b""
        assert all(
            archive.read(name) == (ford / "dist" / name).read_bytes() for name in archive.namelist()
        )
    assert run("--verify", "dist/low-ford-1.0.0.zip")[0] == OK
    assert run("--verify", "dist/low-ford-1.0.0") == (
        OK,
        "dist/low-ford-1.0.0 is whole: every file is what its own tables give\n",
        "",
    )
    assert (
        subprocess.run(
            ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False
        ).returncode
        == 0
    )


def test_a_release_is_valid_for_us_and_for_stock_frictionless(ford: Path, run: Run) -> None:
    run("ford")
    folder = ford / "dist" / "low-ford-1.0.0"
    (package,) = find(folder)
    assert [group.rule for group in validate_package(package, choose_rules(), DAY).groups] == []
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    resources = frictionless.Package(str(folder / "datapackage.json")).resources
    assert [one.name for one in resources][-7:] == [
        "x-positions",
        "x-conflicts",
        "x-crowded-questions",
        "x-utterances",
        "x-chains",
        "x-contested-questions",
        "x-disagreement",
    ]


REFUSED = {
    "descriptor version=1.0": "its version is “1.0”",
    "descriptor created=": "datapackage.json does not say when it was created",
    "claims clm-a stated=2021-08-25": "stated-after-publication: The claim",
    "table x-positions": "the table x-positions is called as a release calls one that it derives",
    "descriptor version=3.0.0": (
        "no CHANGELOG.md, beside datapackage.json or above it, has a section “## 3.0.0”"
    ),
    (
        "+revisions rev-x table=claims record_id=clm-l field=statement kind=corrected"
        " old_value=Open."
    ): ("withheld-content: Something was redacted here, but “Old value” still tells of it."),
}


@pytest.mark.parametrize(("change", "told"), REFUSED.items())
def test_what_is_wrong_is_told_and_nothing_is_written(
    ford: Path, run: Run, change: str, told: str
) -> None:
    lay(ford / "ford", change)
    for arguments in (("ford",), ("ford", "--check")):
        code, out, complaint = run(*arguments)
        assert (code, complaint) == (FOUND, "")
        assert any(line.startswith(told) for line in out.splitlines()), out
        assert not (ford / "dist").exists()


def test_a_change_since_the_last_release_that_history_forbids_is_refused(
    ford: Path, run: Run
) -> None:
    shutil.copytree(ford / "ford", ford / "before")
    lay(ford / "ford", "claims clm-j answer=no ; descriptor version=2.0.0")
    code, out, _ = run("ford", "--base", "before")
    assert (code, out.splitlines()[-1]) == (
        FOUND,
        "low-ford cannot be released: 1 thing to mend (compared with before)",
    )
    assert out.startswith(
        "rewritten-answer: What was claimed was changed from yes to no, and no revision says why.\n"
    )
    lay(ford / "ford", "+actors act-new name=Somebody actor_type=collective")
    assert run("ford", "--base", "before")[1].startswith(
        "version-not-raised: The change asks for version 1.1.0 or later (1 new row in actors);"
        " 1.0.0 is published, and the package says 1.0.0."
    )


def test_a_new_repository_comes_to_its_first_release_by_what_it_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From init through rows and a commit; what is said of the changelog is done to the letter."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "valley"]) == OK
    monkeypatch.chdir(tmp_path / "valley")
    assert main(["new", "actor", "--name", "Northern Courier", "--actor-type", "media"]) == OK
    for command in ("init -q", "add -A", "commit -qm rows"):
        git = ["git", "-c", "user.name=N", "-c", "user.email=n@example.org", *command.split()]
        subprocess.run(git, check=True, capture_output=True)
    code, out, _ = run(".", "--check")
    assert (code, out.splitlines()[-2]) == (
        FOUND,
        "    mend     write “## 0.1.0” in place of “## Unreleased” in CHANGELOG.md",
    )
    changelog = Path("CHANGELOG.md")
    changelog.write_text(changelog.read_text().replace("## Unreleased", "## 0.1.0"))
    assert run(".")[0] == OK


def test_the_newest_tag_is_what_a_release_is_compared_with(
    ford: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command in (
        "init -q",
        "add -A",
        "commit -qm one",
        "tag low-ford-v0.9.0",
        "tag low-ford-v1.0.0",
        "tag other-v7.0.0",
        "tag low-ford-vnext",
    ):
        subprocess.run(
            ["git", "-c", "user.name=N", "-c", "user.email=n@example.org", *command.split()],
            cwd=ford,
            check=True,
            capture_output=True,
        )
    assert (
        run("ford", "--check")[1].splitlines()[-1]
        == "low-ford 1.0.0 can be released (compared with low-ford-v0.9.0)"
    )
    lay(ford / "ford", "claims clm-a note=Spelling.")
    assert (
        run("ford", "--check")[1].splitlines()[-1]
        == "low-ford cannot be released: 1 thing to mend (compared with low-ford-v1.0.0)"
    )
    assert run("ford", "--check")[1].splitlines()[:2] == [
        "version 1.0.0 is published, and since then there is 1 row of claims changed",
        '    mend     write "version": "1.0.1" into datapackage.json',
    ]
    lay(ford / "ford", "claims clm-a note=Spelling. ; descriptor version=1.0.1")
    assert run("ford", "--check")[1].splitlines()[:2] == [
        "no CHANGELOG.md, beside datapackage.json or above it, has a section “## 1.0.1”",
        (
            "    mend     “contested review low-ford-v1.0.0” writes one to paste; or write"
            " “## 1.0.1” into CHANGELOG.md, and below it what the release brings"
        ),
    ]
    monkeypatch.chdir(ford)
    capsys.readouterr()
    main(["review", "low-ford-v1.0.0", "ford"])
    assert "    ## 1.0.1 - " in capsys.readouterr().out
    lay(ford / "ford", "claims -clm-j ; descriptor version=2.0.0")
    assert run("ford", "--check")[1].startswith("vanished-row: clm-j was published and is gone.\n")


def test_releases_from_two_places_under_other_circumstances_are_the_same_to_the_byte(
    tmp_path: Path,
) -> None:
    made = []
    for number, (zone, locale, mask) in enumerate(
        [("UTC", "C.UTF-8", "022"), ("Pacific/Kiritimati", "de_DE.UTF-8", "077")]
    ):
        folder = tmp_path / f"place {number}" / ("deeper/" * number)
        folder.mkdir(parents=True)
        shutil.copytree(DATASET, folder / "panjshir-2021")
        environment = {
            "PATH": os.environ["PATH"],
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONHASHSEED": str(number),
            "HOME": str(folder),
            "MALLOC_PERTURB_": str(77 * number),  # so that memory never written to is not alike
        }
        command = f"umask {mask}; exec {sys.executable} -m contested release panjshir-2021"
        subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, check=True, capture_output=True
        )
        dist = folder / "dist"
        made.append(
            {
                p.relative_to(dist).as_posix(): (
                    p.read_bytes() if p.is_file() else b"",
                    oct(p.stat().st_mode),
                )
                for p in sorted(dist.rglob("*"))
            }
        )
    assert made[0] == made[1]
    assert "panjshir-2021-1.0.0.zip" in made[0]


def test_source_date_epoch_is_the_moment_of_all_files(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run("ford")
    with zipfile.ZipFile(ford / "dist" / "low-ford-1.0.0.zip") as archive:
        assert {one.date_time for one in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert main(["release", "ford"]) == USAGE


def test_calls_that_make_no_sense_are_refused(ford: Path, run: Run) -> None:
    assert run()[0] == USAGE
    assert run("ford", "--verify", "x.zip")[0] == USAGE
    assert run("--verify", "x.zip")[2] == "contested: --verify: x.zip is not there\n"
    shutil.make_archive(str(ford / "ford"), "zip", ford / "ford")
    assert run("ford.zip", "--base", "ford") == (
        USAGE,
        "",
        "contested: ford.zip is a zip, and nothing beside it says what was published before, or"
        " what changed. Unpack it into its repository, and name the folder.\n",
    )
    assert run("nowhere")[2] == "contested: nowhere is not there.\n"


def test_releases_into_one_folder_wait_for_each_other(ford: Path) -> None:
    command = [sys.executable, "-m", "contested", "release", "ford"]
    running = [
        subprocess.Popen(command, cwd=ford, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [one.communicate()[1] for one in running] == [b"", b"", b""]
    assert [one.returncode for one in running] == [OK, OK, OK]
    assert sorted(one.name for one in (ford / "dist").iterdir()) == [
        "low-ford-1.0.0",
        "low-ford-1.0.0.zip",
        "low-ford-1.0.0.zip.sha256",
    ]
