"""Merges of whole tables: new files and columns, other names, other gits."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.cli import main
from git.edits import FORD, RELAYS, added, at, branches, put
from git.repos import Repo


def test_a_spreadsheet_that_wrote_the_whole_file_anew_is_in_nobody_s_way(driven: Repo) -> None:
    def rewritten(data: bytes) -> bytes:
        header, *lines = put("clm-m,1,act-wire,,", "clm-m,1,act-wire,,later")(data).splitlines()
        quoted = [
            b",".join(b'"%b"' % cell for cell in line.split(b",")) for line in reversed(lines)
        ]
        return b"\xef\xbb\xbf" + b"\r\n".join([header, *quoted, b""])

    (driven.folder / ".gitattributes").write_text(f"{FORD}/*.csv -text merge=contested\n")
    driven.commit("line ends as they are")
    branches(driven, RELAYS, rewritten, added("clm-n,1,act-wire,,"))
    driven.git("merge", "--no-edit", "other")
    assert at(driven, RELAYS).splitlines()[3:] == [
        "clm-e,1,act-told,,",
        "clm-m,1,act-wire,,later",
        "clm-n,1,act-wire,,",
    ]


def test_a_file_that_both_add_is_merged_from_nothing(driven: Repo) -> None:
    part, header = f"{FORD}/claims/2021-09.csv", b"claim_id,step,relay_id,relayed,note\n"
    (driven.folder / ".gitattributes").write_text("*.csv merge=contested\n")
    driven.commit("for parts too")
    branches(
        driven,
        part,
        lambda _: header + b"clm-n,1,act-wire,,\nclm-o,1,act-wire,,x\n",
        lambda _: header + b"clm-o,1,act-wire,,\nclm-p,1,act-wire,,\n",
    )
    assert driven.tried("merge", "other")[0] == 1
    assert at(driven, part).splitlines()[1:] == [
        "clm-n,1,act-wire,,",
        'clm-o,1,act-wire,,"',
        "<<<<<<< ours",
        "x",
        "=======",
        ">>>>>>> theirs",
        '"',
        "clm-p,1,act-wire,,",
    ]


def test_a_column_that_one_side_adds_and_rows_that_the_other_adds_come_together(
    driven: Repo,
) -> None:
    def wider(data: bytes) -> bytes:
        header, *lines = data.splitlines()
        return b"".join(
            line + b"\n" for line in [header + b",x_coder", *(line + b",me" for line in lines)]
        )

    branches(driven, RELAYS, wider, added("clm-n,1,act-wire,,"))
    driven.git("merge", "--no-edit", "other")
    assert at(driven, RELAYS).splitlines()[:2] == [
        "claim_id,step,relay_id,relayed,note,x_coder",
        "clm-c,1,act-told,2021-08-22,,me",
    ]
    assert at(driven, RELAYS).splitlines()[4:] == ["clm-m,1,act-wire,,,me", "clm-n,1,act-wire,,,"]


def test_a_table_of_a_package_s_own_is_merged_by_its_own_key(repo: Repo) -> None:
    files = repo.specimen("my data/it's “odd”", "table x-photos")
    name = next(name for name in files if "x-photos" in name)
    repo.commit("own", files | {name: b"x_id,x_seen\np1,no\np2,no\n"})
    assert main(["git-setup", str(repo.folder)]) == 0
    repo.commit("attributes")
    branches(repo, name, put("p1,no", "p1,yes"), put("p2,no", "p2,yes"))
    repo.git("merge", "--no-edit", "other")
    assert at(repo, name) == "x_id,x_seen\np1,yes\np2,yes\n"


def test_the_file_s_name_may_be_any_and_the_folder_one_merges_in_too(driven: Repo) -> None:
    name = "datasets/-o'dd “x” $(y)/data/-relays é.csv"
    driven.commit("odd", {name: (driven.folder / RELAYS).read_bytes()})
    branches(driven, name, added("clm-n,1,act-wire,,"), added("clm-o,1,act-wire,,"))
    assert Repo(driven.folder / "datasets/ford").tried("merge", "--no-edit", "other")[0] == 0
    assert at(driven, name).splitlines()[5:] == ["clm-n,1,act-wire,,", "clm-o,1,act-wire,,"]


def test_merges_that_cross_begin_from_a_version_that_may_be_in_conflict_itself(
    driven: Repo,
) -> None:
    branches(
        driven,
        RELAYS,
        put("2021-08-22,\n", "2021-08-22,ours\n"),
        put("2021-08-22,\n", "2021-08-22,theirs\n"),
    )
    settled = {
        RELAYS: put("2021-08-22,\n", "2021-08-22,both\n")(
            (driven.folder / RELAYS).read_bytes().replace(b",ours\n", b",\n")
        )
    }
    driven.git("branch", "main-before")
    driven.tried("merge", "other")
    driven.commit("settled here", settled)
    driven.git("switch", "--quiet", "other")
    driven.tried("merge", "main-before")
    driven.commit(
        "settled there", {name: added("clm-o,1,act-wire,,")(data) for name, data in settled.items()}
    )
    driven.git("switch", "--quiet", "main")
    driven.commit(
        "and one more", {name: added("clm-n,1,act-wire,,")(data) for name, data in settled.items()}
    )
    assert len(driven.git("merge-base", "--all", "main", "other").splitlines()) == 2
    code, _, complaint = driven.tried("merge", "--no-edit", "other")
    assert (code, "line by line" in complaint) == (0, False)
    assert at(driven, RELAYS).splitlines()[1:] == [
        "clm-c,1,act-told,2021-08-22,both",
        "clm-c,2,act-wire,2021-08-22,",
        "clm-e,1,act-told,,",
        "clm-m,1,act-wire,,",
        "clm-n,1,act-wire,,",
        "clm-o,1,act-wire,,",
    ]


def test_no_program_of_the_repository_is_run(driven: Repo) -> None:
    for name in ("contested.py", "polars.py", "contested/__main__.py", "argparse.py"):
        driven.write({name: b"import os; os._exit(0)\n"})
    driven.commit("programs")
    branches(driven, RELAYS, added("clm-n,1,act-wire,,"), added("clm-o,1,act-wire,,"))
    driven.git("merge", "--no-edit", "other")
    assert at(driven, RELAYS).splitlines()[5:] == ["clm-n,1,act-wire,,", "clm-o,1,act-wire,,"]
    assert "relays clm-o 1 · relay_id: act-wire" in driven.git("show", "other")


def test_newer_gits_say_what_the_sides_are_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    head = b"claim_id,step,relay_id,relayed,note\nclm-c,1,act-told,,"
    for name, note in {"base": b"", "ours": b"a", "theirs": b"b"}.items():
        (tmp_path / name).write_bytes(head + note + b"\n")
    assert (
        main(
            [
                "git-merge",
                "--marker-size=7",
                "--",
                "base",
                "ours",
                "theirs",
                "x.csv",
                "HEAD",
                'abc1234 (say "so")',
            ]
        )
        == 3
    )
    assert (
        tmp_path / "ours"
    ).read_bytes() == head + b'"\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> abc1234 (say ""so"")\n"\n'
    assert (
        capsys.readouterr().err
        == "x.csv: clm-c 1, column note: both sides changed the cell\nx.csv: 1 cell to settle\n"
    )
