"""What the merge driver cannot do is left to git.

The outcome is git's own.
"""

from __future__ import annotations

import sys

import pytest
from git.edits import FORD, RELAYS, Change, added, at, branches, put
from git.repos import Repo


def as_git_merges(repo: Repo, name: str, ours: Change, theirs: Change) -> tuple[int, bytes, str]:
    """Return exit code and file of the merge without the driver.

    What its sides are called is changed to what a driver calls them.
    """
    plain = repo.clone("plain")
    branches(plain, name, ours, theirs)
    code = plain.tried("merge", "--no-edit", "other")[0]
    labelled = (
        (plain.folder / name)
        .read_bytes()
        .replace(b"<<<<<<< HEAD", b"<<<<<<< ours")
        .replace(b">>>>>>> other", b">>>>>>> theirs")
    )
    return code, labelled, plain.git("status", "--porcelain")


UNMERGEABLE = {
    "a table of nobody's": (
        f"{FORD}/other.csv",
        "it is no table of a package here",
        put("1,2", "1,3"),
        put("3,4", "3,5"),
    ),
    "nobody's, in conflict": (
        f"{FORD}/other.csv",
        "it is no table of a package here",
        put("1,2", "1,3"),
        put("1,2", "1,4"),
    ),
    "a key that stands twice": (
        RELAYS,
        "in our version a row has no claim_id and step, or the same as another",
        put("clm-c,2", "clm-c,1"),
        put("clm-m,1", "clm-m,2"),
    ),
    "no key": (
        RELAYS,
        "in their version a row has no claim_id and step, or the same as another",
        put("clm-c,2", "clm-c,3"),
        put("clm-m,1", "clm-m,"),
    ),
    "broken quoting": (
        RELAYS,
        "our version could not be read (broken-quoting)",
        put("clm-c,1", 'cl"m-c,1'),
        put("clm-m,1", "clm-m,2"),
    ),
    "a ragged row": (
        RELAYS,
        "their version could not be read (ragged-row)",
        put("clm-c,1", "clm-c,3"),
        put("clm-m,1,act-wire,,", "clm-m,1,act-wire,"),
    ),
    "semicolons": (
        RELAYS,
        "our version does not have the columns of relays",
        lambda data: data.replace(b",", b";"),
        put("clm-m,1", "clm-m,2"),
    ),
    "not text": (
        RELAYS,
        "our version does not have the columns of relays",
        lambda data: data.decode().encode("utf-16"),
        put("clm-m,1", "clm-m,2"),
    ),
    "not UTF-8": (
        RELAYS,
        "their version could not be read (not-utf-8)",
        put("clm-m,1", "clm-m,2"),
        lambda data: data.replace(b"clm-c,1", b"clm-\xe9,1"),
    ),
    "an old conflict": (
        RELAYS,
        "our version could not be read (merge-conflict)",
        put("clm-e,1", "<<<<<<< a\nclm-e,1"),
        put("clm-c,1", "clm-c,3"),
    ),
    "an old conflict in a cell": (
        RELAYS,
        "our version could not be read (merge-conflict)",
        put("2021-08-22,\n", '2021-08-22,"\n<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n"\n'),
        put("clm-m,1", "clm-m,2"),
    ),
    "a column taken away": (
        RELAYS,
        "one side took the column note away, and the other changed what stands in it",
        lambda data: b"\n".join(line.rpartition(b",")[0] for line in data.splitlines()) + b"\n",
        put("2021-08-22,\n", "2021-08-22,new\n"),
    ),
    "a cell with git's own lines": (
        RELAYS,
        "both sides changed note, and a line in it looks like one that git marks conflicts with",
        put("2021-08-22,\n", '2021-08-22,"a\n=======\nb"\n'),
        put("2021-08-22,\n", "2021-08-22,c\n"),
    ),
}


@pytest.mark.parametrize("case", UNMERGEABLE)
def test_what_cannot_be_merged_by_rows_is_merged_as_git_would(driven: Repo, case: str) -> None:
    name, why, ours, theirs = UNMERGEABLE[case]
    driven.write({f"{FORD}/other.csv": b"a,b\n1,2\n\n\n\n\n\n\n3,4\n"})
    (driven.folder / ".gitattributes").write_text("*.csv merge=contested\n")
    driven.commit("before")
    expected = as_git_merges(driven, name, ours, theirs)
    branches(driven, name, ours, theirs)
    code, _, complaint = driven.tried("merge", "--no-edit", "other")
    assert (
        code,
        (driven.folder / name).read_bytes(),
        driven.git("status", "--porcelain"),
    ) == expected
    assert complaint == f"{name}: merged line by line, as git does without contested: {why}.\n"


@pytest.mark.parametrize(
    ("old", "new"), [(sys.executable, "/nowhere/python"), ("-m contested", "-m contested_gone")]
)
def test_a_driver_that_is_gone_leaves_the_merge_to_git(driven: Repo, old: str, new: str) -> None:
    driver = driven.git("config", "merge.contested.driver")
    driven.git("config", "merge.contested.driver", driver.replace(old, new))
    before = at(driven, RELAYS)
    branches(
        driven,
        RELAYS,
        put("clm-c,1,act-told,2021-08-22,", "clm-c,1,act-told,2021-08-22,a"),
        added("clm-n,1,act-wire,,"),
    )
    assert driven.tried("merge", "--no-edit", "other")[0] == 0
    assert (
        at(driven, RELAYS)
        == before.replace("told,2021-08-22,", "told,2021-08-22,a") + "clm-n,1,act-wire,,\n"
    )
    driven.git("reset", "--hard", "--quiet", "HEAD~1")
    driven.commit("in the way", {RELAYS: (before + "clm-n,1,act-wire,,mine\n").encode()})
    assert driven.tried("merge", "--no-edit", "other")[0] == 1
    assert driven.git("status", "--porcelain") == f"UU {RELAYS}"
    assert at(driven, RELAYS).splitlines()[5:] == [
        "<<<<<<< ours",
        "clm-n,1,act-wire,,mine",
        "=======",
        "clm-n,1,act-wire,,",
        ">>>>>>> theirs",
    ]
