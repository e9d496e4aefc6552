"""Packages as they were at a commit: the same as in a folder, with nothing checked out."""

from __future__ import annotations

import mmap
import os
from pathlib import Path

import pytest
from contested import standard
from contested.check.findings import day_number
from contested.check.validate import validate_package
from contested.git import GitError, GitStore, Repository, packages_at
from contested.package import Package, find
from contested.results import PackageReport
from contested.rules import RULES
from git.repos import Repo

NAMES = [
    "a folder",
    "“päck”",
    'it\'s "here"',
    "دره",
    "line\nbreak",
    "-x",
    "a*b[c]",
    ":(top)",
    "back\\slash",
    "tab\there",
]


def at(repo: Repo, revision: str = "HEAD", below: str = "", shown: str = "") -> list[Package]:
    repository = Repository(repo.folder)
    return packages_at(repository, repository.commit(revision), below, shown)


def labels(packages: list[Package]) -> list[str]:
    return [package.store.label for package in packages]


def judged(package: Package) -> PackageReport:
    return validate_package(package, list(RULES.values()), day_number(None))


def told(package: Package, start: str) -> list[str]:
    """Every finding, with the place as it would be below another start."""
    return [
        repr(found).replace(start, "")
        for group in judged(package).groups
        for found in group.tell(None)
    ]


def test_a_package_is_read_as_it_was_at_the_commit_and_not_as_it_lies_there_now(ford: Repo) -> None:
    claims = (ford.folder / "datasets/ford/data/claims.csv").read_bytes()
    ford.git("tag", "v1.0")
    ford.commit("all gone", {"datasets/ford/data/claims.csv": b""})
    ford.write({"datasets/ford/data/claims.csv": b"and now this"})
    store = at(ford, "v1.0")[0].store
    assert (
        store.read("data/claims.csv"),
        store.read("./data//claims.csv"),
        store.status("data/claims.csv"),
    ) == (claims, claims, "")
    assert at(ford)[0].store.status("data/claims.csv") == "is empty"
    assert at(ford)[0].store.read("data/claims.csv") == b""
    assert store.path("data/claims.csv") is None


def test_messages_call_it_by_what_was_typed_or_else_by_the_beginning_of_its_id(ford: Repo) -> None:
    head = ford.git("rev-parse", "HEAD")
    assert labels(at(ford, shown="v1.0")) == ["v1.0:datasets/ford/"]
    assert labels(at(ford)) == [f"{head[:12]}:datasets/ford/"]
    root = Repo(ford.folder.parent / "root").new()
    root.commit("at the top", root.specimen(""))
    assert labels(at(root, shown="v1.0")) == ["v1.0:"]
    assert (
        at(root)[0].store.read("data/claims.csv") == (root.folder / "data/claims.csv").read_bytes()
    )


@pytest.mark.parametrize(
    "change",
    [
        "",
        "claims clm-a stated=2021-08-25 ; delete relays",
        "encode claims utf-16",
        "descriptor title=",
    ],
)
def test_all_rules_find_the_same_as_in_the_folder(repo: Repo, change: str) -> None:
    repo.commit("a dataset", repo.specimen("datasets/ford", change))
    [there], [here] = at(repo, shown="v1.0"), find(repo.folder)
    assert told(there, "v1.0:datasets/ford") == told(here, here.store.label.removesuffix("/"))
    assert judged(there).rows == judged(here).rows


@pytest.mark.parametrize("name", NAMES)
def test_names_may_be_any(repo: Repo, name: str) -> None:
    repo.commit(
        "oddly named", repo.specimen(f"{name}/{name}", "") | {f"{name}/{name}/{name}.txt": b"found"}
    )
    found = (
        at(repo, shown="HEAD")
        + at(repo, below=name, shown="HEAD")
        + at(repo, below=f"{name}/{name}/datapackage.json", shown="HEAD")
    )
    assert labels(found) == [f"HEAD:{name}/{name}/"] * 3
    assert [(package.store.read(f"{name}.txt"), len(package.resources)) for package in found] == [
        (b"found", len(standard.TABLES))
    ] * 3


def test_a_name_need_not_be_utf_8(repo: Repo) -> None:
    name = os.fsdecode(b"caf\xe9")
    repo.commit("an old name", repo.specimen(name))
    [package] = at(repo)
    assert package.store.label.endswith(f":{name}/")
    assert package.store.status("data/claims.csv") == ""


def test_packages_are_found_as_in_a_folder_but_none_is_no_error(repo: Repo) -> None:
    for folder in ("b", "a-b", "a/deep", "b/inner", ".hidden/c", "node_modules/d", "c/.x/e"):
        repo.write({f"{folder}/datapackage.json": b"{}"})
    repo.commit("many", {"data/x.csv": b"1"})
    assert labels(at(repo, shown="r")) == ["r:a/deep/", "r:a-b/", "r:b/", "r:b/inner/"]
    assert [p.store.label for p in find(repo.folder)] == [
        f"{repo.folder}/{name}/" for name in ("a/deep", "a-b", "b", "b/inner")
    ]
    assert labels(at(repo, below="b", shown="r")) == ["r:b/", "r:b/inner/"]
    assert labels(at(repo, below="b/datapackage.json", shown="r")) == ["r:b/"]
    assert labels(at(repo, below="b/inner/datapackage.json", shown="r")) == ["r:b/inner/"]
    assert labels(at(repo, below=".hidden", shown="r")) == ["r:.hidden/c/"]
    assert (
        at(repo, below="data")
        == at(repo, below="nowhere")
        == at(repo, below="b/datapackage.json/x")
        == []
    )


def test_what_is_no_file_of_the_commit_is_told_as_such_and_never_read(
    repo: Repo, tmp_path: Path
) -> None:
    inner = Repo(tmp_path / "inner").new()
    inner.commit("inside", {"claims.csv": b"claim_id\n", "datapackage.json": b"{}"})
    (tmp_path / "secret").write_bytes(b"secret")
    repo.write(
        {
            "ford/datapackage.json": b"{}",
            "ford/data/x.csv": b"1",
            "ford/empty.csv": b"",
            "link/datapackage.json": b"{}",
        }
    )
    (repo.folder / "ford/out.csv").symlink_to(tmp_path / "secret")
    (repo.folder / "ford/in.csv").symlink_to("data/x.csv")
    (repo.folder / "ford/folder").symlink_to("data")
    (repo.folder / "ford/up.csv").symlink_to("../link/x.csv")
    (repo.folder / "ford/loop").symlink_to("loop")
    (repo.folder / "link/datapackage.json").unlink()
    (repo.folder / "link/datapackage.json").symlink_to("../ford/datapackage.json")
    repo.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(inner.folder),
        "ford/sub",
    )
    repo.commit("all sorts")
    first, second = at(repo)
    link, submodule = (
        "is a link that leads out of the package",
        "is in a submodule, which is another repository",
    )
    faults = {
        "data": "is a folder",
        "ford": "is not there",
        "data/x.csv": "",
        "empty.csv": "is empty",
        "gone.csv": "is not there",
        "data/x.csv/y": "is not there",
        "out.csv": link,
        "in.csv": "",
        "folder": "is a folder",
        "folder/x.csv": "",
        "up.csv": link,
        "loop": link,
        "loop/x.csv": link,
        "sub": submodule,
        "sub/claims.csv": submodule,
    }
    assert {name: first.store.status(name) for name in faults} == faults
    for name in ("data", "gone.csv", "out.csv", "up.csv", "loop/x.csv", "sub/claims.csv"):
        with pytest.raises(OSError, match=faults[name]) as error:
            first.store.read(name)
        assert (error.value.strerror, error.value.filename) == (
            faults[name],
            first.store.label + name,
        )
    assert [first.store.read(name) for name in ("in.csv", "folder/x.csv")] == [b"1", b"1"]
    assert second.fault == f"it {link}"


def test_shallow_clones_and_empty_work_trees_are_read_too(ford: Repo) -> None:
    claims = (ford.folder / "datasets/ford/data/claims.csv").read_bytes()
    ford.commit("more")
    for clone in (
        ford.clone("shallow", "--depth=1"),
        ford.clone("none", "--no-checkout"),
    ):
        [package] = at(clone)
        assert package.store.read("data/claims.csv") == claims


def test_a_partial_clone_fetches_nothing_and_says_how_to(ford: Repo) -> None:
    ford.git("config", "uploadpack.allowFilter", "true")
    clone = ford.clone("partial", "--filter=blob:none", "--no-checkout")
    missing = clone.git("rev-list", "--objects", "--all", "--missing=print").count("?")
    head = clone.git("rev-parse", "HEAD")
    store = GitStore(Repository(clone.folder), head, "datasets/ford")
    says = (
        "is not in this clone, which fetches a file only when git needs it. Fetch it first:"
        f" git diff --stat {head}"
    )
    assert (missing, store.status("data/claims.csv"), store.status("data/gone.csv")) == (
        len(standard.TABLES) + 1,
        says,
        "is not there",
    )
    with pytest.raises(OSError, match="is not in this clone"):
        store.read("data/claims.csv")
    assert clone.git("rev-list", "--objects", "--all", "--missing=print").count("?") == missing
    clone.git("diff", "--stat", head)
    store = GitStore(Repository(clone.folder), head, "datasets/ford")
    claims = (ford.folder / "datasets/ford/data/claims.csv").read_bytes()
    assert (store.status("data/claims.csv"), store.read("data/claims.csv")) == ("", claims)


def test_packages_behind_links_are_found_as_on_disk(repo: Repo) -> None:
    for folder in (".real/ford", "real/inner", "a"):
        repo.write({f"{folder}/datapackage.json": b"{}"})
    for name, to in {
        "data/ford": "../.real/ford",
        "data/more": "../real",
        "data/again": "more",
        "data/back": "..",
        "z": "data",
        "gone": "nowhere",
    }.items():
        (repo.folder / name).parent.mkdir(exist_ok=True)
        (repo.folder / name).symlink_to(to)
    repo.commit("links")
    assert labels(at(repo, below="data", shown="r")) == [
        one.store.label.replace(f"{repo.folder}/", "r:") for one in find(repo.folder / "data")
    ]
    assert labels(at(repo, shown="r")) == ["r:a/", "r:data/ford/", "r:real/inner/"]
    assert [one.store.read("datapackage.json") for one in at(repo, below="z")] == [b"{}"] * 3


def test_a_large_file_is_mapped_and_not_held(repo: Repo) -> None:
    data = os.urandom(1 << 10) * 5000
    repo.commit("large", {"large.bin": data, "small.bin": data[: (1 << 20) - 1]})
    store = GitStore(Repository(repo.folder), repo.git("rev-parse", "HEAD"))
    large, small = store.read("large.bin"), store.read("small.bin")
    assert (type(large), large[:], type(small), len(small)) == (
        mmap.mmap,
        data,
        bytes,
        (1 << 20) - 1,
    )


def test_nothing_in_the_work_tree_or_in_git_is_touched(
    ford: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    ford.write({"datasets/ford/data/claims.csv": b"changed", "new": b"new"})
    ford.git("add", "new")
    before = {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(ford.folder.rglob("*"))
        if path.is_file()
    }
    monkeypatch.chdir(ford.folder / "datasets")
    for package in at(ford):
        judged(package)
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(ford.folder.rglob("*"))
        if path.is_file()
    } == before


def test_what_git_has_lost_is_an_error_and_not_an_empty_file(ford: Repo) -> None:
    blob = ford.git("rev-parse", "HEAD:datasets/ford/data/claims.csv")
    (ford.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    store = at(ford, shown="HEAD")[0].store
    with pytest.raises(GitError) as error:
        store.read("data/claims.csv")
    assert (
        str(error.value)
        == f"git could not read HEAD:datasets/ford/data/claims.csv: git cat-file {blob}: bad file"
    )


def test_a_commit_that_is_none_is_an_error(ford: Repo) -> None:
    with pytest.raises(GitError) as error:
        packages_at(Repository(ford.folder), "0" * 40)
    assert str(error.value) == f"git ls-tree failed in {ford.folder}: not a tree object"
