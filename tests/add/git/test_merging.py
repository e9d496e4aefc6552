"""The merge driver in real repositories.

What two people did to the same table, and what git makes of it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contested import standard
from contested.check.load import load
from contested.cli import main
from contested.package import find
from contested.package.files.canonical import canonical
from git.edits import CLAIMS, RELAYS, added, at, both, branches, put
from git.repos import Repo


def validated(repo: Repo, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int | None]]:
    """Return rule, file and line of each finding."""
    capsys.readouterr()
    main(["validate", "--today", "2021-10-01", "--format", "json", str(repo.folder)])
    found = json.loads(capsys.readouterr().out)["findings"]
    return [
        (one["rule"], one["file"].removeprefix(f"{repo.folder}/"), one["line"]) for one in found
    ]


def is_canonical(repo: Repo) -> bool:
    [package] = find(repo.folder)
    tables = [one for one in load(package).values() if one.frame is not None and one.parts]
    return len(tables) == len(standard.TABLES) and all(
        canonical(one.frame, one.table) == one.parts[0].file.data[:]
        for one in tables
        if one.frame is not None
    )


NEW = (
    "{},qst-bridge,{},stated,,statement,src-wire,line"
    " 12,,indirect_speech,{},,,,observation,,,certain,{},,,,2021-08-22,stated,,,,,,"
)
CLOSED, AGAIN = (
    NEW.format("clm-n", "act-elders", "The bridge is closed.", "no"),
    NEW.format("clm-p", "act-guard", "The bridge is closed.", "no"),
)
OPEN = NEW.format("clm-q", "act-heron", "The bridge is open.", "yes")


def three_contributions(repo: Repo) -> None:
    """Make two contributions.

    One side adds two claims and changes the note of another; the other adds a claim too.
    """
    branches(
        repo,
        CLAIMS,
        both(added(CLOSED, AGAIN), put("The wire names no day;", "The wire gives no day;")),
        added(OPEN),
    )


def test_two_branches_that_add_claims_and_one_that_changes_a_note_merge(
    driven: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    before = at(driven, CLAIMS).splitlines()
    three_contributions(driven)
    assert driven.tried("merge", "--quiet", "--no-edit", "other")[:2] == (
        0,
        f"Auto-merging {CLAIMS}\n",
    )
    lines = at(driven, CLAIMS).splitlines()
    assert [line for line in lines if line not in before] == [
        before[12].replace("names", "gives"),
        CLOSED,
        AGAIN,
        OPEN,
    ]
    assert [line for line in before if line not in lines] == [before[12]]
    assert is_canonical(driven)
    assert [one for one in validated(driven, capsys) if one[0] == "merge-conflict"] == []


def test_without_the_driver_they_are_in_conflict(ford: Repo) -> None:
    three_contributions(ford)
    assert ford.tried("merge", "--quiet", "--no-edit", "other")[0] == 1
    assert ford.git("status", "--porcelain") == f"UU {CLAIMS}"


def notes(repo: Repo) -> None:
    """Change the note of one row on both sides.

    Each does something else besides.
    """
    ours = both(
        put("clm-c,1,act-told,2021-08-22,", "clm-c,1,act-told,2021-08-22,by phone"),
        put("clm-e,1,act-told,,\n", ""),
    )
    theirs = both(
        put("act-told,2021-08-22,\n", 'act-told,2021-08-22,"so ""they"" say"\n'),
        put("clm-c,2,act-wire,2021-08-22,", "clm-c,2,act-wire,2021-08-23,"),
    )
    branches(repo, RELAYS, ours, theirs)


IN_CONFLICT = """\
claim_id,step,relay_id,relayed,note
clm-c,1,act-told,2021-08-22,"
<<<<<<< ours
by phone
=======
so ""they"" say
>>>>>>> theirs
"
clm-c,2,act-wire,2021-08-23,
clm-m,1,act-wire,,
"""


def test_two_that_change_one_cell_conflict_there_and_only_there(
    driven: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    notes(driven)
    code, out, complaint = driven.tried("merge", "other")
    assert (code, complaint) == (
        1,
        (
            f"{RELAYS}: clm-c 1, column note: both sides changed the cell\n{RELAYS}: 1 cell to"
            " settle\n"
        ),
    )
    assert out.splitlines()[1] == f"CONFLICT (content): Merge conflict in {RELAYS}"
    assert at(driven, RELAYS) == IN_CONFLICT
    assert driven.git("status", "--porcelain") == f"UU {RELAYS}"
    assert validated(driven, capsys) == [("merge-conflict", RELAYS, 3)]


def test_once_the_marked_lines_and_one_version_are_deleted_nothing_is_left_to_do_but_trim(
    driven: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    notes(driven)
    driven.tried("merge", "other")
    lines = IN_CONFLICT.splitlines(keepends=True)
    driven.commit("settled", {RELAYS: "".join(lines[:2] + lines[3:4] + lines[7:]).encode()})
    assert at(driven, RELAYS).splitlines()[1:4] == [
        'clm-c,1,act-told,2021-08-22,"',
        "by phone",
        '"',
    ]
    assert validated(driven, capsys) == [("padded-cell", RELAYS, 2)]


def test_git_shows_both_versions_of_the_cell_that_is_to_be_settled(driven: Repo) -> None:
    notes(driven)
    driven.tried("merge", "other")
    shown = [line for line in driven.git("diff").splitlines() if "relays clm-c 1 · note" in line]
    versions = (
        '<<<<<<< ours⟨line break⟩by phone⟨line break⟩=======⟨line break⟩so "they" say⟨line'
        " break⟩>>>>>>> theirs"
    )
    assert shown == [
        "- relays clm-c 1 · note: by phone",
        ' -relays clm-c 1 · note: so "they" say',
        f"++relays clm-c 1 · note: {versions}",
    ]


@pytest.mark.parametrize(
    "how",
    [
        ("rebase", "other"),
        ("cherry-pick", "other"),
        ("merge", "--strategy=recursive", "other"),
        ("merge", "--squash", "other"),
    ],
)
def test_git_has_other_ways_to_bring_two_versions_together(
    driven: Repo, how: tuple[str, ...]
) -> None:
    branches(driven, RELAYS, added("clm-n,1,act-wire,,ours"), added("clm-o,1,act-wire,,theirs"))
    assert driven.tried(*how)[0] == 0
    assert at(driven, RELAYS).splitlines()[4:] == [
        "clm-m,1,act-wire,,",
        "clm-n,1,act-wire,,ours",
        "clm-o,1,act-wire,,theirs",
    ]


def test_a_stash_is_brought_back_by_rows_too(driven: Repo) -> None:
    before = (driven.folder / RELAYS).read_bytes()
    driven.write({RELAYS: added("clm-n,1,act-wire,,mine")(before)})
    driven.git("stash")
    driven.commit("another", {RELAYS: added("clm-o,1,act-wire,,another")(before)})
    driven.git("stash", "pop")
    assert at(driven, RELAYS).splitlines()[5:] == [
        "clm-n,1,act-wire,,mine",
        "clm-o,1,act-wire,,another",
    ]


@pytest.mark.parametrize(
    ("how", "rebased"), [(("merge", "other"), False), (("rebase", "other"), True)]
)
def test_a_row_that_one_deleted_and_the_other_changed_stays_until_somebody_decides(
    driven: Repo, how: tuple[str, ...], rebased: bool
) -> None:
    branches(
        driven,
        RELAYS,
        put("clm-e,1,act-told,,\n", ""),
        put("clm-e,1,act-told,,", "clm-e,1,act-told,2021-08-22,"),
    )
    code, _, complaint = driven.tried(*how)
    assert code == 1
    told = (
        f"{RELAYS}: clm-e 1, column relayed: the row was changed on one side and deleted on the"
        f" other\n{RELAYS}: 1 cell to settle\n"
    )
    assert told in complaint
    sides = ["<<<<<<< ours", "2021-08-22", "=======", ">>>>>>> theirs (there the row was deleted)"]
    if not rebased:
        sides = [
            "<<<<<<< ours (there the row was deleted)",
            "=======",
            "2021-08-22",
            ">>>>>>> theirs",
        ]
    assert at(driven, RELAYS).splitlines()[3:] == [
        'clm-e,1,act-told,"',
        *sides,
        '",',
        "clm-m,1,act-wire,,",
    ]


def test_a_row_that_one_deleted_and_nobody_changed_is_gone(driven: Repo) -> None:
    branches(
        driven,
        RELAYS,
        put("clm-e,1,act-told,,\n", ""),
        put("clm-m,1,act-wire,,", "clm-m,1,act-wire,,later"),
    )
    driven.git("merge", "--no-edit", "other")
    assert at(driven, RELAYS).splitlines()[3:] == ["clm-m,1,act-wire,,later"]


def test_the_page_shows_a_cell_to_be_settled_as_it_is_written() -> None:
    page = (Path(__file__).parents[3] / "docs/git.md").read_text(encoding="utf-8")
    assert IN_CONFLICT.partition("\n")[2].partition("clm-c,2")[0] in page
