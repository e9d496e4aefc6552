"""Two people who each add a file to a table.

Their lists of files are united, and all else in the descriptor is git's to merge.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from contested.add.git.descriptor import unite
from contested.cli import main
from contested.package import find
from git.repos import Repo

Change = Callable[[dict[str, Any]], None]


def written(descriptor: dict[str, Any]) -> bytes:
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def version(*paths: str, **others: str) -> bytes:
    return written(
        {
            "name": "x",
            "resources": [{"name": "claims", "path": list(paths) if len(paths) > 1 else paths[0]}],
            **others,
        }
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        (["a"], ["a", "b"], ["a", "c"], ["a", "b", "c"]),
        (["a", "b"], ["a", "b", "d"], ["a", "c"], ["a", "d", "c"]),
        (["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c"]),
        (["a", "b"], ["a"], ["b"], []),
    ],
)
def test_lists_of_files_are_united(
    base: list[str], ours: list[str], theirs: list[str], wanted: list[str]
) -> None:
    made = unite((version(*base), version(*ours), version(*theirs, title="new")))
    assert made is not None
    assert [json.loads(text)["resources"][0]["path"] for text in made] == [wanted] * 3
    assert [json.loads(text).get("title") for text in made] == [None, None, "new"]


@pytest.mark.parametrize(
    "versions",
    [
        (version("a"), version("a", "b"), version("a")),
        (version("a"), version("a", "b"), version("a", "b")),
        (version("a"), version("a", "b").replace(b"  ", b" "), version("a", "c")),
        (b"", version("a", "b"), version("a", "c")),
        (version("a"), b"{", version("a", "c")),
        (version("a"), b"[]\n", version("a", "c")),
    ],
)
def test_what_git_can_merge_by_itself_or_nobody_can_is_left_to_it(
    versions: tuple[bytes, bytes, bytes],
) -> None:
    assert unite(versions) is None


def add_part(repo: Repo, name: str) -> None:
    """Add a file with a claim to the package."""
    path = repo.folder / "datasets/ford/datapackage.json"
    descriptor = json.loads(path.read_text())
    claims = next(r for r in descriptor["resources"] if r["name"] == "claims")
    claims["path"] = [
        *([claims["path"]] if isinstance(claims["path"], str) else claims["path"]),
        f"data/{name}.csv",
    ]
    path.write_bytes(written(descriptor))
    header = (repo.folder / "datasets/ford/data/claims.csv").read_text().partition("\n")[0]
    (repo.folder / f"datasets/ford/data/{name}.csv").write_text(f"{header}\n")
    repo.commit(name)


def test_two_branches_that_each_add_a_file_merge(
    ford: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ford.folder / "datasets/ford/datapackage.json"
    path.write_bytes(written(json.loads(path.read_text())))
    add_part(ford, "first")
    monkeypatch.chdir(ford.folder)
    assert main(["git-setup"]) == 0
    assert (
        "datasets/*/datapackage.json text eol=lf merge=contested"
        in (ford.folder / ".gitattributes").read_text()
    )
    ford.commit("attributes")
    ford.git("switch", "--quiet", "--create", "other")
    add_part(ford, "theirs")
    ford.git("switch", "--quiet", "main")
    add_part(ford, "ours")
    ford.git("merge", "--quiet", "--no-edit", "other")
    (package,) = find(ford.folder / "datasets/ford")
    assert [part.name for part in package.parts["claims"]] == [
        "data/claims.csv",
        "data/first.csv",
        "data/ours.csv",
        "data/theirs.csv",
    ]
    assert ford.git("status", "--porcelain") == ""
