"""Reviews of the specimen in a repository, as the tests of histories and of bases read them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from contested.check.findings import day_number
from contested.check.validate import choose_rules
from contested.cli import main
from contested.git.pairs import pairs
from contested.git.published import base_of
from contested.package import find
from contested.results import Act, Status
from contested.review.run import review_pair

RAISED = "descriptor version=2.0.0 ; "
FAULTY = "claims clm-a stated=2021-08-25"
"""A fault that validate finds: said a day after it was printed."""
Counts = dict[str, dict[Act, int]]


class Told(NamedTuple):
    """What a review says of one package."""

    name: str
    status: Status
    counts: Counts
    findings: list[tuple[str, str, str, bool]]
    """Rule, side, key and whether the published version has it too."""


def reviewed(folder: Path, base: str | None = None, path: str = "datasets") -> list[Told]:
    """The review of a folder of the repository, without the note that a version is not raised."""
    at = folder / path
    found, told = pairs(base_of(base, at, {}), find(at) if at.exists() else [], at), []
    for pair in found:
        report = review_pair(pair, choose_rules(), choose_rules(compares=True), day_number(None))
        assert report.change is not None
        findings = [
            (f.rule, f.side, " ".join(f.key or ()), f.known)
            for group in report.groups
            for f in group.tell(None)
        ]
        told.append(
            Told(
                report.name,
                report.change.status,
                report.change.counts,
                [one for one in findings if one[0] != "version-not-raised"],
            )
        )
    return told


def only(folder: Path, base: str | None = None) -> Told:
    (told,) = reviewed(folder, base)
    return told


def ran(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *arguments: str,
) -> tuple[int, list[str], str]:
    monkeypatch.chdir(folder)
    code = main(["review", *arguments])
    out, complaint = capsys.readouterr()
    return code, out.splitlines(), complaint


REWRITTEN = Told(
    "low-ford",
    "changed",
    {"claims": {"changed": 1}},
    [("rewritten-answer", "head", "clm-j", False)],
)
