"""Voices over time: whoever was heard is heard.

What was in dispute stays visible.
"""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule


@rule(
    "contest-ended",
    on="questions.question_id",
    over="keys",
    severity="warning",
    always=True,
    bad=(
        "claims clm-b polarity= ; relations -clm-b,contradicts,clm-a",
        "claims clm-f answer=yes ; relations -clm-f,contradicts,clm-e",
        "claims clm-e status=withdrawn",
        "withdrawn claims clm-e",
        "corrected claims clm-b polarity= ; relation_removed relations -clm-b,contradicts,clm-a",
        (
            "questions qst-control exclusive=false ; claims clm-b polarity= answer=act-council ;"
            " relations -clm-b,contradicts,clm-a"
        ),
        "claims -clm-f",
    ),
    good=(
        "relation_removed relations -clm-f,contradicts,clm-e",
        "claims clm-b note=Loud.",
    ),
    implies=(
        "silenced-claim",
        "rewritten-answer",
        "weakened-relation",
        "reworded-question",
        "lost-voice",
        "vanished-row",
    ),
)
def contest_ended(question: Row) -> Expr:
    """The question was contested and is not any more. What changed or lost a relation:
    {calming_claims}.

    Where claims are in conflict the conflict is the finding. Nobody settles it by editing one side,
    and no setting and no baseline keeps it from being told. It does not make a run fail where a new
    revision explains every change.

    Allowed: a question that stops being contested because a mistake was mended, each change named
    by a new revision that says where the source bears it out

    Mend: Compare the claims that are named with their sources. Undo what was done to them, or see
    to it that their revisions say why. If the dispute ended, that is a new claim.
    """
    return question.base__is_contested & ~question.head__is_contested.fill_null(False)


@rule(
    "lost-voice",
    on="questions.question_id",
    over="keys",
    bad=(
        "claims clm-j status=withdrawn",
        "claims clm-l status=withdrawn ; claims clm-k status=withdrawn",
        "claims -clm-j",
    ),
    good=(
        "withdrawn claims clm-j",
        "reassigned claims clm-j question_id=qst-talks",
        "corrected claims clm-j claimant_id=act-elders",
        "+claims clm-new from=clm-m ; withdrawn claims clm-m",
    ),
    implies=("silenced-claim", "revived-claim", "vanished-row"),
)
def lost_voice(question: Row) -> Expr:
    """Nothing that {lost_voices} said on this question is left, and no revision says what became of
    every claim of theirs.

    A question from which a voice has quietly gone looks more settled than it is. Counting claims
    would not show it, if another one came in the same change.

    Allowed: a claimant or a source that is no longer heard on a question because a new revision
    says what became of the claim

    Mend: Bring the claim back, or add the revision: withdrawn if it was never made, reassigned if
    it answers another question, corrected if it was somebody else's.
    """
    return ~question.lost_voices.is_null()
