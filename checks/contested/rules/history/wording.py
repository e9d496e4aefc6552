"""Wording over time: questions and answers do not change silently.

Nor does how firmly they were given.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from contested import standard
from contested.rules.rule import Expr, Row, rule

DEGREES = standard.tables()["claims"].fields["certainty"].ranked
"""How firmly a claim can be made, from the least to the most."""


@rule(
    "reworded-question",
    on=("questions.question", "questions.answer_type", "questions.exclusive", "questions.unit"),
    over="changes",
    bad=(
        'questions qst-talks question="Were the two in talks in August 2021?"',
        "questions qst-bridge answer_type=text",
        "questions qst-seat exclusive=true",
        "questions qst-deaths unit=fighters",
        (
            'questions qst-talks question="Were there talks?" ; +revisions rev-x table=questions'
            ' record_id=qst-talks field=question kind=corrected old_value="Were they in talks?"'
            ' new_value="Were there talks?"'
        ),
    ),
    good=(
        'corrected questions qst-talks question="Were the two in talks in August 2021?"',
        "corrected questions qst-talks period=2021-08 note=Wider.",
        (
            '+questions qst-new from=qst-talks question="Were there talks in September?"'
            " period=2021-09"
        ),
    ),
    implies=("unexplained-revision",),
    instead_of=("changed-in-silence",),
)
def reworded_question(change: Row) -> Expr:
    """What the question asks was changed from “{old}” to “{new}”, and claims that answered the old
    one now answer the new.

    A claim says something only together with its question. Reword it, and everybody who answered
    has said something else.

    Allowed: a change that a new revision of the kind corrected names, with the old value and the
    new; any wording where there is no claim yet

    Mend: Undo it and ask the new question in a row of its own. If it only mends a slip that changes
    no answer, add the revision.
    """
    return change.has_claims & ~change.is_covered


@rule(
    "rewritten-answer",
    on=("claims.answer", "claims.polarity", "claims.quantity_min", "claims.quantity_max"),
    over="changes",
    bad=(
        "claims clm-j answer=no",
        "claims clm-g polarity=denies",
        "claims clm-m quantity_min=13",
        "claims clm-m quantity_max=15",
        "claims clm-c quantity_max=9",
        "claims clm-i answer=minister",
        (
            "claims clm-j answer=no ; +revisions rev-x table=claims record_id=clm-j field=answer"
            " kind=corrected old_value=yes new_value=yes"
        ),
        (
            "claims clm-j answer=no ; +revisions rev-x table=claims record_id=clm-e field=answer"
            " kind=corrected old_value=yes new_value=no"
        ),
        (
            "claims clm-j answer=[redacted] ; +revisions rev-x table=claims record_id=clm-j"
            " kind=redacted old_value=[redacted]"
        ),
    ),
    good=(
        "corrected claims clm-j answer=no",
        "claims clm-g polarity=affirms",
        "claims clm-m quantity_min=14.0",
        'corrected claims clm-c answer="at least four" quantity_min=4',
        (
            "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted]"
            " locator=[redacted]"
        ),
        (
            "redacted claims clm-m status=redacted statement=[redacted] answer=[redacted]"
            " quantity_min= quantity_max= occurred= locator=[redacted]"
        ),
    ),
    implies=("false-revision", "unexplained-revision"),
    instead_of=("changed-in-silence",),
)
def rewritten_answer(change: Row) -> Expr:
    """What was claimed was changed from {old} to {new}, and no revision says why.

    Nobody's words change after they were spoken. If the claimant said something else later, both
    were said.

    Allowed: a change that a new revision of the kind corrected names, with the old value and the
    new

    Mend: Undo the change. A change of mind is a new claim that supersedes this one. If the cell was
    coded wrongly, add the revision; if it was redacted, one of the kind redacted, whose old value
    reads [redacted].
    """
    return ~change.is_covered


@rule(
    "hardened-certainty",
    on="claims.certainty",
    over="changes",
    bad=("claims clm-c certainty=certain", "claims clm-j certainty=possible"),
    good=(
        "corrected claims clm-c certainty=certain",
        "corrected claims clm-c certainty=possible",
        "corrected claims clm-a certainty=unstated",
    ),
    instead_of=("changed-in-silence",),
)
def hardened_certainty(change: Row) -> Expr:
    """The claim was made as {old} and now reads {new}.

    A guess that becomes a plain assertion on its way through a spreadsheet is one of the oldest
    ways in which a rumour turns into a fact.

    Allowed: a change that a new revision of the kind corrected names; a weaker word

    Mend: Set the old word again. If the source is as firm as that, add the revision; if it became
    firmer later, that is a new claim.
    """
    firmer = [
        (change.old == less) & change.new.is_in(list(DEGREES[number + 1 :]))
        for number, less in enumerate(DEGREES[:-1])
    ]
    return reduce(or_, firmer) & ~change.is_covered


@rule(
    "reassigned-question",
    on="claims.question_id",
    over="changes",
    bad=("claims clm-l question_id=qst-talks", "corrected claims clm-l question_id=qst-talks"),
    good=(
        "reassigned claims clm-j question_id=qst-talks",
        "reassigned claims clm-l question_id=qst-talks",
    ),
    instead_of=("changed-in-silence",),
)
def reassigned_question(change: Row) -> Expr:
    """The claim answered {old} and now answers {new}, and no revision says why.

    To move an answer to another question is to have somebody say what they were not asked.

    Allowed: a move that a new revision of the kind reassigned names, with the old question and the
    new

    Mend: Move it back, or add the revision with its reason.
    """
    return ~change.is_covered
