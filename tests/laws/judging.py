"""Where in a drawn package which rules speak."""

from __future__ import annotations

import io
import json
from typing import Any

from contested.check.validate import choose_rules, validate_package
from contested.report import REPORTS
from contested.results import Report
from contested.review.judge import judge_versions
from contested.review.versions import Versions
from contested.review.views import History
from contested.rules.rule import RULES
from contested.testing.strategies import TODAY, Broken, Drawn
from hypothesis import strategies as st

Spots = dict[str, set[tuple[str, int | None, str]]]
"""For each rule that speaks: table, row (of what is wrong with a file, its line) and column."""
Changes = dict[str, set[tuple[str, str, str, str]]]
"""For each rule that speaks of two versions: table, key, column and the version in which the row
stands.
"""
NOT_THE_SIMPLEST = st.integers(0, 99)
"""What a test draws first and does without where it is 0: then the simplest example, with which
Hypothesis begins, is not all that a few examples come to.
"""


def spots(case: Broken | Drawn, engine: str = "polars") -> Spots:
    """Return where rules speak, as one of the engines finds it.

    Of one rule no place comes twice.
    """
    drawn, texts = (case.drawn, case.texts) if isinstance(case, Broken) else (case, {})
    report = validate_package(
        drawn.package(), list(RULES.values()), TODAY.toordinal(), texts or None, engine
    )
    found: Spots = {}
    for group in report.groups:
        told = [
            (
                one.table or "",
                one.place.line if RULES[one.rule].scope == "file" else one.row,
                one.column or "",
            )
            for one in group.tell(None)
        ]
        assert len(set(told)) == len(told) or RULES[group.rule].scope in (
            "file",
            "package",
        ), f"{group.rule} tells one place twice"
        found.setdefault(group.rule, set()).update(told)
    return found


def report_of(drawn: Drawn) -> dict[str, Any]:
    """Return the JSON report of a package."""
    judged = validate_package(drawn.package(), list(RULES.values()), TODAY.toordinal())
    out = io.StringIO()
    REPORTS["json"](Report((judged,), tuple(RULES)), out)
    parsed: dict[str, Any] = json.loads(out.getvalue())
    return parsed


def wrong(found: Changes) -> Changes:
    """Return what is wrong, without what is only told: an honest change may end a contest."""
    return {rule: at for rule, at in found.items() if not RULES[rule].always}


def between(versions: Versions) -> Changes:
    """Return where rules over two versions speak.

    Of one rule no place comes twice.
    """
    judged = judge_versions(History(versions), choose_rules(compares=True))
    assert judged.not_run == []
    found: Changes = {}
    for group in judged.groups:
        told = [
            (one.table or "", " ".join(one.key or ()), one.column or "", one.side or "")
            for one in group.tell(None)
        ]
        assert len(set(told)) == len(told), f"{group.rule} tells one place twice"
        found.setdefault(group.rule, set()).update(told)
    return found
