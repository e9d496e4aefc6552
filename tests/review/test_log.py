"""The log in a review: what it cannot say is told once, by the rule that knows most."""

from __future__ import annotations

import pytest
from contested.check.validate import choose_rules
from contested.git.pairs import Pair
from contested.review.run import review_pair
from contested.rules.rule import RULES
from contested.testing import specimen
from rules.test_examples import TODAY

REVISION = "+revisions rev-3 note=. revised=2021-09-30 reason=wrong_source"
CLAIM = f"{REVISION} table=claims record_id=clm-e"
ONCE = {
    f"{CLAIM} kind=corrected field=nonsense old_value=a new_value=b": "false-revision",
    f"{CLAIM} kind=corrected old_value=a new_value=b": "false-revision",
    f"{CLAIM} kind=reassigned field=question_id": "false-revision",
    f"{CLAIM} kind=withdrawn": "false-revision",
    f"{REVISION} table=actors record_id=act-guard kind=identity_merged": "false-revision",
    "corrected relays clm-e,1 note=x ; revisions rev-3 reason=other note=": "unexplained-revision",
    "claims clm-d status=withdrawn": "silenced-claim",
}
"""What is proposed, and the one rule that speaks of it."""


def errors(base: str, head: str) -> list[tuple[str, str]]:
    """Return what a review of two specimens finds wrong: rule and row."""
    published, proposed = (
        specimen.changed(f"descriptor version={version}{line and f' ; {line}'}").package()
        for version, line in (("1.0.0", base), ("2.0.0", head))
    )
    report = review_pair(
        Pair(published, proposed), choose_rules(), choose_rules(compares=True), TODAY
    )
    found = [one for group in report.groups for one in group.tell(None)]
    grave = [one for one in found if RULES[one.rule].severity == "error"]
    return [(one.rule, " ".join(one.key or ())) for one in grave]


@pytest.mark.parametrize(("line", "rule"), ONCE.items())
def test_what_a_new_revision_cannot_say_is_told_once(line: str, rule: str) -> None:
    row = "clm-d" if rule == "silenced-claim" else "rev-3"
    assert errors("", line) == [(rule, row)]


def test_what_the_published_log_cannot_say_is_told_of_the_head() -> None:
    line = f"{CLAIM} kind=corrected field=nonsense old_value=a new_value=b"
    assert errors(line, line) == [("impossible-revision", "rev-3")]
    line = "claims clm-d status=withdrawn"
    assert errors(line, f"{line} ; claims clm-e note=x") == [("untold-withdrawal", "clm-d")]
    assert errors(line, f"{line} ; claims clm-e status=withdrawn") == [
        ("silenced-claim", "clm-e"),
        ("lost-voice", "qst-talks"),
        ("untold-withdrawal", "clm-d"),
    ]
