"""Questions: neutral, and answered once by each utterance."""

from __future__ import annotations

from contested.rules.attribution import word_of
from contested.rules.rule import Expr, Row, rule

PRESUMING = (
    "admit",
    "admits",
    "admitted",
    "confirm",
    "confirms",
    "confirmed",
    "refute",
    "refutes",
    "refuted",
    "really",
    "actually",
    "so-called",
)
"""Words in a question that presume its answer."""


@rule(
    "repeated-claim",
    on="claims.claim_id",
    bad=(
        "+claims clm-new from=clm-d",
        '+claims clm-new from=clm-h statement="It began then."',
        '+claims clm-new from=clm-d answer="12-15" statement="12 to 15"',
    ),
    good=(
        '+claims clm-new from=clm-h locator="line 7"',
        "+claims clm-new from=clm-h status=withdrawn",
        "+claims clm-new from=clm-a claimant_id=act-elders",
        "+claims clm-new from=clm-g stated=2021-08-21",
        "+claims clm-new from=clm-g occurred=2021-08-21",
        (
            "+claims clm-new from=clm-k source_id=src-wire voice=indirect_speech"
            " stated_basis=stated stated=2021-08-22"
        ),
        "+claims clm-new from=clm-i answer=mayor",
    ),
)
def repeated_claim(claim: Row) -> Expr:
    """The same claim is there already, on line {twins}: same question, claimant, source, place in
    it, answer and days.

    One utterance counts once. Twice, it looks like two people who agree.

    Allowed: one row for each time something was said

    Mend: Withdraw the row that was added later; if it was said twice, say where (the locator) or
    when.
    """
    return ~claim.claim_twin.is_null()


@rule(
    "claimant-contradicts-self",
    on="claims.answer",
    severity="warning",
    bad=(
        "+claims clm-new from=clm-e answer=no",
        "+claims clm-new from=clm-k answer=act-council",
        "+claims clm-new from=clm-k polarity=denies",
        "+claims clm-new from=clm-d answer=20 quantity_min=20 quantity_max=20",
        "+claims clm-new from=clm-d polarity=denies",
        "+claims clm-new from=clm-h answer=2021-08-21",
        "+claims clm-new from=clm-d answer=11 quantity_min= quantity_max=11",
    ),
    good=(
        "+claims clm-new from=clm-e answer=no ; +relations clm-new,qualifies,clm-e basis=in_source",
        "+claims clm-new from=clm-g answer=loc-ford",
        "+claims clm-new from=clm-d answer=15 quantity_min=15 quantity_max=15",
        "+claims clm-new from=clm-h answer=2021-08",
        "+claims clm-new from=clm-e answer=no status=withdrawn",
        (
            "+claims clm-new from=clm-e answer=no source_id=src-wire ; relations"
            " -clm-m,supersedes,clm-d"
        ),
        "+claims clm-new from=clm-e answer=no claimant_id=act-council",
        "+claims clm-new from=clm-d answer=12 quantity_min= quantity_max=12",
        "+claims clm-new from=clm-k answer=act-council polarity=denies",
    ),
)
def claimant_contradicts_self(claim: Row) -> Expr:
    """{claimant_id} gives answers to one question, in one source, that cannot both be right; one of
    them is “{answer}”.

    People do contradict themselves, and then both claims stay. More often a speaker was mistaken
    for another, or one answer limits or replaces the other.

    Allowed: answers that can both be right, or a relation (qualifies, corrects, retracts,
    supersedes) that says how they stand to each other

    Mend: Check who said which. If one person said both, add the relation.
    """
    return claim.contradicts_own & claim.is_reconciled.is_null()


@rule(
    "loaded-question",
    on="questions.question",
    lists={"presuming": PRESUMING},
    bad=(
        'questions qst-talks question="Talks were under way."',
        'questions qst-talks question="Were there talks? On what?"',
        'questions qst-talks question="Were there talks? Some say so."',
        'questions qst-talks question="Did the Guard and/or the council talk?"',
        'questions qst-talks question="Did the council admit to talks?"',
        'questions qst-talks question="Was the Guard REALLY there?"',
    ),
    good=(
        'questions qst-talks question="آیا گفتگو در جریان بود؟"',
        'questions qst-talks question="Who was admitted to the talks on confirmation day？"'.replace(
            "admitted", "invited"
        ),
    ),
)
def loaded_question(question: Row) -> Expr:
    """“{question}” is not one neutral question.

    Everybody who answers must be able to accept the question. One that holds two, or its own
    answer, makes one side look evasive.

    Allowed: one question mark, at the end; none of: and/or, {presuming}

    Mend: Ask for one thing, in words that no side would object to.
    """
    several = ~question.question.str.contains("^[^?؟？]*[?؟？]$")
    return (
        several
        | question.question.str.contains("(?i)and/or")
        | question.question.str.contains(word_of(PRESUMING))
    )


@rule(
    "unasked-contest",
    on="questions.question_id",
    severity="info",
    bad=(
        "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
        " stated=../2021-08-23 answer=mayor"
    ),
    good=(
        (
            "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
            " stated=../2021-08-23"
        ),
        (
            "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
            " stated=../2021-08-23 answer=mayor ; +relations clm-new,disputes,clm-i basis=curator"
        ),
        "+claims clm-new from=clm-i locator=post answer=mayor",
        (
            "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
            " stated=../2021-08-23 answer=mayor status=withdrawn"
        ),
    ),
)
def unasked_contest(question: Row) -> Expr:
    """Claimants give different answers to “{question}”, and nothing says how these stand to each
    other.

    Free texts may differ in wording alone, so no rule can tell whether they conflict. Only somebody
    who reads them can.

    Allowed: a relation between the claims, or a question whose answers can be compared

    Mend: If they conflict, add contradicts or disputes; if one limits another, qualifies; if they
    say the same, use the same words. This is for your information only.
    """
    return ~question.differing_labels.is_null()
