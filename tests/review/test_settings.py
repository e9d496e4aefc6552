"""Settings and baselines of a review are those that were published."""

from __future__ import annotations

import pytest
from contested.cli import FOUND, OK
from git.repos import Repo
from review.histories import RAISED, ran
from review.test_gate import FORD, REWRITTEN, TOLD, Review, pull, review

__all__ = ["pull", "review"]
IGNORING = b'ignore = { history = "we know" }\n'
NOTE = "the change's own settings are not followed before they are published: it"


@pytest.mark.parametrize("name", ["contested.toml", "pyproject.toml", "datasets/contested.toml"])
def test_a_change_does_not_ignore_rules_for_itself(
    pull: Repo,
    review: Review,
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = IGNORING if name.endswith("contested.toml") else b"[tool.contested]\n" + IGNORING
    folder = pull.folder / name.rpartition("/")[0]
    pull.commit("loosened", {name: text})
    assert review(folder)[0] == FOUND
    _, out, _ = ran(folder, capsys, monkeypatch)
    assert f"{NOTE} ignores history" in "\n".join(out)
    pull.git("checkout", "--quiet", "main")
    pull.commit("published", {name: text})
    pull.write(pull.specimen(FORD, REWRITTEN))
    assert ran(folder, capsys, monkeypatch)[0] == OK
    (pull.folder / name).write_bytes(b"")
    assert ran(folder, capsys, monkeypatch)[0] == OK


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'select = ["files", "package"]\n', "selects files, package"),
        (b'fail-on = "error"\n', "fails from error upwards, not from warning"),
    ],
)
def test_nor_does_it_select_fewer_or_fail_on_less(
    ford: Repo,
    text: bytes,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ford.commit("settings", {"contested.toml": b'fail-on = "warning"\n'})
    ford.write(ford.specimen(FORD, "claims clm-a note=#REF!") | {"contested.toml": text})
    code, out, _ = ran(ford.folder, capsys, monkeypatch, "HEAD")
    assert (code, told in "\n".join(out)) == (FOUND, True)


def test_published_settings_that_cannot_be_followed_are_told_and_all_rules_are_asked(
    pull: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pull.commit("broken", {"contested.toml": b"ignore = [\n"})
    (pull.folder / "contested.toml").unlink()
    code, out, _ = ran(pull.folder, capsys, monkeypatch, "HEAD")
    assert code == OK
    assert "; all rules were asked" in "\n".join(out)


def test_a_change_does_not_write_its_own_findings_into_a_baseline(
    pull: Repo, review: Review, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = ("--write-baseline", "known.txt")
    assert ran(pull.folder, capsys, monkeypatch, "--select", "history", *record)[0] == OK
    assert review(pull.folder, "--baseline", "known.txt") == (OK, [])
    pull.commit("recorded")
    assert review(pull.folder, "--baseline", "known.txt") == (FOUND, TOLD)
    _, out, _ = ran(pull.folder, capsys, monkeypatch, "--baseline", "known.txt")
    told = "the change itself records 1 finding in known.txt, which is not followed before it is"
    assert told in "\n".join(out)


def test_a_change_may_strike_what_it_mends_from_a_baseline(
    ford: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = f"{RAISED}claims clm-a stated=2021-08-24"
    ford.commit("a fault", ford.specimen(FORD, fault))
    ran(ford.folder, capsys, monkeypatch, "HEAD", "--write-baseline", "known.txt")
    ford.commit("recorded")
    known = ("--baseline", "known.txt", "--select", "dates")
    assert ran(ford.folder, capsys, monkeypatch, "HEAD", *known)[0] == OK
    ford.write(ford.specimen(FORD, RAISED.removesuffix(" ; ")) | {"known.txt": b""})
    code, _, complaint = ran(ford.folder, capsys, monkeypatch, "HEAD", *known)
    assert (code, complaint) == (OK, "")
