"""What is compared is what the base publishes, whatever a pull request puts beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from contested.cli import FOUND, OK, USAGE
from git.repos import Repo
from review.histories import RAISED, ran

REWRITTEN = f"{RAISED}claims clm-j answer=no"
FORD = "datasets/ford"


class Review:
    """Reviews of a repository, by exit code, complaint and what is told of which package."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._told = capsys, monkeypatch

    def __call__(self, folder: Path, *arguments: str) -> tuple[int, list[str]]:
        """Exit code, and each finding of the family history as place and rule, or the complaint."""
        code, out, complaint = ran(
            folder, *self._told, "--select", "history", "--today", "2021-10-01", *arguments
        )
        found = [line.split(": ")[:2] for line in out if ": error " in line]
        told = [f"{place.split(':')[0]} {rule.split()[1]}" for place, rule in found]
        return code, told if code != USAGE else [complaint]


@pytest.fixture
def review(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Review:
    return Review(capsys, monkeypatch)


@pytest.fixture
def pull(ford: Repo) -> Repo:
    """A branch on which the package was rewritten, not committed yet."""
    ford.git("switch", "--quiet", "--create", "change")
    ford.write(ford.specimen(FORD, REWRITTEN))
    return ford


TOLD = [f"{FORD}/data/claims.csv rewritten-answer"]


def moved(repo: Repo, to: str) -> str:
    """Moves the package."""
    (repo.folder / to).parent.mkdir(parents=True, exist_ok=True)
    (repo.folder / FORD).rename(repo.folder / to)
    return to


def told_in(folder: str) -> list[str]:
    return [one.replace(FORD, folder) for one in TOLD]


def test_a_rewritten_claim_is_told(pull: Repo, review: Review) -> None:
    assert review(pull.folder) == (FOUND, TOLD)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("datasets", "low-ford"),
        ("datasets", "another"),
        (".", "low-ford"),
        ("datasets/a", "low-ford"),
        ("datasets/ford/inner", "low-ford"),
    ],
)
@pytest.mark.parametrize("path", [[], ["--", "", "datasets"]])
def test_a_decoy_hides_nothing(
    pull: Repo, review: Review, folder: str, name: str, path: list[str]
) -> None:
    pull.write(pull.specimen(folder, f"descriptor name={name}"))
    code, told = review(pull.folder, *path)
    assert (code, [one for one in told if one in TOLD]) == (FOUND, TOLD)


@pytest.mark.parametrize("sums", [False, True])
def test_a_decoy_that_was_merged_hides_nothing_either(
    ford: Repo, review: Review, sums: bool
) -> None:
    ford.commit("a decoy", ford.specimen("datasets"))
    if sums:
        ford.commit("as if it were a release", {f"{FORD}/SHA256SUMS": b""})
    ford.write(ford.specimen(FORD, REWRITTEN))
    assert review(ford.folder) == (FOUND, TOLD)


def test_a_new_folder_datasets_does_not_draw_the_eye_from_where_the_data_is(
    repo: Repo, review: Review
) -> None:
    repo.commit("a dataset", repo.specimen("collections/ford"))
    repo.git("switch", "--quiet", "--create", "change")
    repo.commit("tiny", repo.specimen("datasets/tiny", f"{REWRITTEN} ; descriptor name=tiny"))
    assert review(repo.folder) == (OK, [])
    repo.write(repo.specimen("collections/ford", REWRITTEN))
    assert review(repo.folder) == (FOUND, told_in("collections/ford"))
    (repo.folder / "collections").rename(repo.folder / "archive")
    assert review(repo.folder) == (FOUND, told_in("archive/ford"))
    (repo.folder / "archive").rename(repo.folder / ".archive")
    assert review(repo.folder)[0] == FOUND


def test_what_lies_elsewhere_is_told_only_if_it_changed_and_holds_claims(
    ford: Repo, review: Review
) -> None:
    other = {"test/datapackage.json": b'{"name": "other", "resources": []}', "t/x.csv": b"a\n"}
    broken = ford.specimen("fixture", "claims clm-a stated=2021-08-24")
    ford.commit("others", other | broken)
    ford.write({"test/datapackage.json": b'{"name": "another", "resources": []}'})
    assert review(ford.folder, "HEAD") == (OK, [])
    ford.write(ford.specimen("fixture", "claims clm-a stated=2021-08-24 ; claims clm-j answer=no"))
    assert review(ford.folder, "HEAD") == (FOUND, told_in("fixture"))


def test_an_empty_folder_that_git_left_behind_is_not_where_the_data_is(
    pull: Repo, review: Review
) -> None:
    moved(pull, "lf")
    (pull.folder / "datasets").mkdir(exist_ok=True)
    assert review(pull.folder) == (FOUND, told_in("lf"))


@pytest.mark.parametrize("to", ["../.real/ford", "../real"])
def test_a_package_behind_a_link_is_compared_before_and_after_it_is_published(
    ford: Repo, review: Review, to: str
) -> None:
    (ford.folder / "datasets" / to).parent.mkdir(exist_ok=True)
    (ford.folder / FORD).rename(ford.folder / "datasets" / to)
    (ford.folder / FORD).symlink_to(to)
    assert review(ford.folder) == (OK, [])
    ford.commit("a link")
    ford.write(ford.specimen(FORD, REWRITTEN))
    assert review(ford.folder) in ((FOUND, TOLD), (FOUND, told_in("real")))


def test_a_table_behind_a_link_is_compared_after_it_is_published(
    ford: Repo, review: Review
) -> None:
    claims = ford.folder / FORD / "data/claims.csv"
    claims.rename(claims.with_name("claims-1.csv"))
    claims.symlink_to("claims-1.csv")
    ford.commit("a link")
    ford.write(ford.specimen(FORD, REWRITTEN))
    assert review(ford.folder) == (FOUND, TOLD)


@pytest.mark.parametrize("arguments", [[], ["--", "", "datasets"]])
def test_a_place_that_becomes_a_link_out_of_the_repository_is_refused(
    pull: Repo, review: Review, tmp_path: Path, arguments: list[str]
) -> None:
    shutil.move(pull.folder / FORD, tmp_path / "ford")
    (pull.folder / FORD).symlink_to(tmp_path / "ford")
    code, (complaint,) = review(pull.folder, *arguments)
    assert (code, "is a link that leads out of" in complaint) == (USAGE, True)
    pull.write(pull.specimen("datasets", "descriptor name=decoy"))
    code, (complaint,) = review(pull.folder, *arguments)
    assert (code, "is a link that leads out of" in complaint) == (USAGE, True)
    shutil.rmtree(pull.folder / "datasets")
    (pull.folder / "datasets").symlink_to(tmp_path)
    code, (complaint,) = review(pull.folder, *arguments)
    assert (code, "is a link that leads out of" in complaint) == (USAGE, True)


def test_with_several_merge_bases_the_change_is_compared_with_each(
    ford: Repo, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Main and the branch have each merged the other; only one of both bases has the new claim."""
    new = f"{RAISED}+claims clm-z from=clm-j claimant_id=act-council"
    for first, second in (("01", "02"), ("02", "01")):
        ford.git("switch", "--quiet", "--force-create", "change", "main~0")
        ford.git("tag", "--force", "start")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2021-09-{first}T00:00:00Z")
        theirs = ford.commit("a claim", ford.specimen(FORD, new))
        ford.git("switch", "--quiet", "main")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2021-09-{second}T00:00:00Z")
        ours = ford.commit("something else", {"README": b""})
        monkeypatch.setenv("GIT_COMMITTER_DATE", "2021-09-03T00:00:00Z")
        ford.git("merge", "--quiet", "--no-edit", theirs)
        ford.git("switch", "--quiet", "change")
        ford.git("merge", "--quiet", "--no-edit", ours)
        assert len(ford.git("merge-base", "--all", "main", "change").split()) == 2
        assert review(ford.folder) == (OK, [])
        ford.write(ford.specimen(FORD, f"{new} ; claims clm-z claimant_id=act-elders"))
        code, told = review(ford.folder)
        assert (code, [one.split()[1] for one in told]) == (
            FOUND,
            ["rewritten-attribution", "lost-voice"],
        )
        ford.git("checkout", "--quiet", "--force", "main")
        ford.git("reset", "--quiet", "--hard", "start")


def test_a_shallow_clone_that_may_lack_a_newer_base_is_no_ground_to_judge_on(
    ford: Repo, review: Review
) -> None:
    ford.git("branch", "change")
    new = f"{RAISED}+claims clm-n from=clm-e claimant_id=act-elders"
    ford.commit("published", ford.specimen(FORD, new))
    ford.commit("tip")
    ford.git("switch", "--quiet", "--create", "side", "HEAD~1")
    for number in range(3):
        ford.commit(f"side {number}")
    ford.commit("x", ford.specimen(FORD, f"{new} ; claims clm-n claimant_id=act-council"))
    ford.git("switch", "--quiet", "change")
    ford.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    ford.git("switch", "--quiet", "main")
    for depth in (3, 4):
        clone = ford.clone(f"shallow-{depth}", f"--depth={depth}", "--no-single-branch")
        clone.git("switch", "--quiet", "change")
        code, (complaint,) = review(clone.folder)
        assert (code, "may have a newer commit in common" in complaint) == (USAGE, True)
        clone.git("fetch", "--quiet", "--unshallow", "--tags", "origin")
        assert review(clone.folder)[0] == FOUND
    clone = ford.clone("deep", "--depth=7", "--no-single-branch")
    clone.git("switch", "--quiet", "change")
    assert review(clone.folder)[0] == FOUND


def test_what_is_in_a_submodule_is_reviewed_there(
    ford: Repo, review: Review, tmp_path: Path
) -> None:
    whole = Repo(tmp_path / "whole").new()
    add = ("submodule", "--quiet", "add", str(ford.folder), "data")
    whole.git("-c", "protocol.file.allow=always", *add)
    whole.commit("a submodule")
    inner = Repo(whole.folder / "data").named()
    inner.commit("rewritten", inner.specimen(FORD, REWRITTEN))
    whole.commit("moved on")
    for arguments in (["HEAD~1"], ["HEAD~1", "data"], ["HEAD", "data"], ["HEAD"]):
        code, (complaint,) = review(whole.folder, *arguments)
        assert (code, f"Review it there first: cd {inner.folder}" in complaint) == (USAGE, True)
    assert review(inner.folder, "HEAD~1") == (FOUND, TOLD)
    whole.commit("its own", whole.specimen("own"))
    assert review(whole.folder, "HEAD") == (OK, [])


def test_a_folder_of_packages_that_becomes_a_submodule_is_still_compared(
    pull: Repo, review: Review, tmp_path: Path
) -> None:
    """A repository that came with the data is not asked what was published."""
    other = Repo(tmp_path / "other").new()
    other.commit("the same", other.specimen("ford", REWRITTEN))
    pull.git("rm", "-r", "--quiet", "--force", "datasets")
    add = ("submodule", "--quiet", "add", str(other.folder), "datasets")
    pull.git("-c", "protocol.file.allow=always", *add)
    pull.commit("a submodule")
    for arguments in ([], ["--", "", "datasets"], ["--", "", "datasets/ford"]):
        assert review(pull.folder, *arguments) == (FOUND, TOLD)


def test_what_a_sparse_checkout_leaves_out_is_not_gone(ford: Repo, review: Review) -> None:
    ford.commit("another", ford.specimen("datasets/b", "descriptor name=b"))
    ford.git("switch", "--quiet", "--create", "change")
    ford.commit("rewritten", ford.specimen("datasets/b", f"{REWRITTEN} ; descriptor name=b"))
    ford.git("switch", "--quiet", "main")
    clone = ford.clone("sparse")
    clone.git("sparse-checkout", "set", FORD)
    assert review(clone.folder) == (OK, [])
    clone.git("switch", "--quiet", "change")
    code, (complaint,) = review(clone.folder)
    assert code == USAGE
    assert "datasets/b is not checked out here (a sparse checkout)" in complaint
    assert review(clone.folder, "--", "", FORD) == (OK, [])
    clone.git(*complaint.strip().partition("git ")[2].split())
    assert review(clone.folder) == (FOUND, told_in("datasets/b"))
    clone.git("sparse-checkout", "set", "--no-cone", "/*", "!*/b/data/claims.csv")
    code, (complaint,) = review(clone.folder)
    assert (code, "claims.csv is not checked out here" in complaint) == (USAGE, True)


def test_a_partial_clone_says_how_to_fetch_what_is_published(pull: Repo, review: Review) -> None:
    pull.commit("rewritten")
    pull.git("switch", "--quiet", "main")
    pull.git("config", "uploadpack.allowFilter", "true")
    clone = pull.clone("partial", "--filter=blob:none", "--branch=change")
    code, (complaint,) = review(clone.folder)
    assert (code, "Fetch it first: git diff --stat" in complaint) == (USAGE, True)
    clone.git(*complaint.strip().partition("first: git ")[2].split())
    assert review(clone.folder) == (FOUND, TOLD)


def test_what_git_lfs_keeps_is_fetched_first(ford: Repo, review: Review) -> None:
    import hashlib

    claims = (ford.folder / FORD / "data/claims.csv").read_bytes()
    sha = hashlib.sha256(claims).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha}\nsize {len(claims)}\n"
    ford.commit("a pointer", {f"{FORD}/data/claims.csv": pointer.encode()})
    ford.write(ford.specimen(FORD, REWRITTEN))
    code, (complaint,) = review(ford.folder, "HEAD")
    commit = ford.git("rev-parse", "HEAD")
    assert (code, f"first: git lfs fetch origin {commit}" in complaint) == (USAGE, True)
    kept = f".git/lfs/objects/{sha[:2]}/{sha[2:4]}/{sha}"
    ford.write({kept: b"another file"})
    assert review(ford.folder, "HEAD")[0] == USAGE
    ford.write({kept: claims})
    assert review(ford.folder, "HEAD") == (FOUND, TOLD)


@pytest.mark.parametrize(
    "broken",
    [
        {f"{FORD}/datapackage.json": b"{"},
        {f"{FORD}/data/claims.csv": b"<<<<<<< HEAD\n"},
        {f"{FORD}/data/actors.csv": b'actor_id,"\n'},
    ],
)
def test_a_published_version_that_is_broken_is_mended_from_its_newest_ancestor(
    ford: Repo,
    review: Review,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    broken: dict[str, bytes],
) -> None:
    before = ford.commit("a note", ford.specimen(FORD, "claims clm-a note=x"))
    ford.commit("broken", broken)
    ford.commit("still broken", {"README": b""})
    ford.write(ford.specimen(FORD, "claims clm-a note=x"))
    assert review(ford.folder, "HEAD") == (OK, [])
    ford.write(ford.specimen(FORD, f"{REWRITTEN} ; claims clm-a note=x"))
    assert review(ford.folder, "HEAD") == (FOUND, TOLD)
    _, out, _ = ran(ford.folder, capsys, monkeypatch, "HEAD")
    (heading,) = (one for one in out if one.endswith(f", compared with {before[:12]}:{FORD}"))
    at = out.index(heading) + 1
    assert out[at].startswith(f"    published HEAD:{FORD} cannot be read (")
    assert out[at].endswith("; this is its newest ancestor that can be")
