"""Answers: one claim gives one answer, of the kind asked for.

Nothing else holds any.
"""

from __future__ import annotations

from contested import standard
from contested.rules.attribution.claimants import word_of
from contested.rules.cells import match_whole
from contested.rules.columns.answers import WITHHELD
from contested.rules.rule import Expr, Row, also, rule
from contested.rules.separation.questions import QUOTED

HEDGES = (
    *("may", "might", "perhaps", "maybe", "possibly", "probably", "presumably", "reportedly"),
    *("allegedly", "supposedly", "apparently", "seemingly", "likely", "unlikely", "unconfirmed"),
)
"""Words by which a statement is less than certain; May with a capital is a month."""
JOINT = r"(?: *[;,|/&+] *| +(?:and|or) +)"
"""What stands between several answers in one cell."""


def id_of(table: str) -> str:
    """Return the pattern of a table's ids, as its schema has it."""
    spec = standard.tables()[table]
    return spec.fields[spec.key[0]].pattern


@rule(
    "wrong-kind-of-answer",
    on="claims.answer",
    bad=(
        "claims clm-e answer=maybe",
        "claims clm-b answer=guard",
        "claims clm-g answer=north",
        "claims clm-h answer=yesterday",
        "claims clm-c quantity_min=",
        "claims clm-e quantity_min=3",
        "claims clm-i quantity_max=3",
        "claims clm-i quantity_about=true",
        "claims clm-h answer=2021-08-20T10:00Z",
        "claims clm-b answer=loc-ford",
        "claims clm-g answer=act-guard",
        "claims clm-m answer=act-guard",
        "claims clm-m answer=loc-ford",
        "claims clm-m answer=act-7",
    ),
    good=(
        "claims clm-j answer=no",
        "claims clm-h answer=2021-08",
        "claims clm-h answer=2021-08-20/..",
        "claims clm-h answer=../2021-08-20",
        "claims clm-i answer=minister",
        'claims clm-c answer="a handful"',
        "withdrawn claims clm-e ; claims clm-e answer=maybe",
        "withdrawn claims clm-c ; claims clm-c quantity_min=",
    ),
    instead_of=("answer-beside-bounds",),
)
def wrong_kind_of_answer(claim: Row) -> Expr:
    """The question asks for an answer of the type {question__answer_type}; this claim answers
    “{answer}” (at least: {quantity_min}; at most: {quantity_max}).

    Answers meet only if they are of one kind: an actor beside an actor, a number beside a number.

    Allowed: yes or no; the id of an actor or of a location; a date; a short text; or, for a
    quantity, the source's wording and at least one bound, which no other type has

    Mend: Answer in the type the question asks for, or move the claim to a question that it answers.
    """
    kind, answer = claim.question__answer_type, claim.answer
    other = (kind == "yes_no") & ~answer.is_in(["yes", "no"])
    other = other | ((kind == "actor") & ~answer.str.contains(match_whole(id_of("actors"))))
    other = other | ((kind == "location") & ~answer.str.contains(match_whole(id_of("locations"))))
    other = other | (
        (kind == "date")
        & claim.answer_earliest.is_null()
        & claim.answer_latest.is_null()
        & ~answer.is_null()
    )
    named = answer.str.contains(match_whole(f"(?:{id_of('actors')}|{id_of('locations')})"))
    other = other | ((kind == "quantity") & named)
    return (claim.status == "active") & other


@also("wrong-kind-of-answer", on="claims.quantity_min")
def wrong_kind_of_bounds(claim: Row) -> Expr:
    kind, unbounded = (
        claim.question__answer_type,
        claim.quantity_min_is_blank & claim.quantity_max_is_blank,
    )
    return (claim.status == "active") & (
        ((kind == "quantity") & unbounded & ~claim.polarity.is_in(WITHHELD))
        | ((kind != "quantity") & ~unbounded)
    )


@also("wrong-kind-of-answer", on="claims.quantity_about")
def about_without_quantity(claim: Row) -> Expr:
    about = claim.quantity_about == "true"
    return (claim.status == "active") & (claim.question__answer_type != "quantity") & about


@rule(
    "merged-answer",
    on="claims.answer",
    bad=(
        'claims clm-e answer="yes and no"',
        "claims clm-e answer=no/yes",
        "claims clm-b answer=act-guard;act-council",
        "claims clm-g answer=loc-north,loc-ford",
        'claims clm-h answer="2021-08-20 or 2021-08-21"',
        "claims clm-h answer=2021-08-20|2021-08",
    ),
    good=(
        'claims clm-i answer="yes and no"',
        'claims clm-i answer="act-guard and act-council"',
        'claims clm-i answer="loc-north, loc-ford"',
        'claims clm-i answer="2021-08-20 or 2021-08-21"',
        "claims clm-h answer=2021-08-20/2021-08-21",
        'claims clm-c answer="three or four"',
        'withdrawn claims clm-j ; claims clm-j answer="yes and no"',
    ),
    instead_of=("wrong-kind-of-answer",),
)
def merged_answer(claim: Row) -> Expr:
    """“{answer}” is several answers in one cell.

    One claim gives one answer. Two answers in a cell are two claims put together, and who gave
    which is lost.

    Allowed: one answer

    Mend: Make a claim of each answer, under whoever gives it. A stretch of days is written from/to.
    """
    kind, answer = claim.question__answer_type, claim.answer
    day = "[0-9]{4}[0-9?~%./-]*"
    several = (kind == "yes_no") & answer.str.contains(f"(?i)^(?:yes{JOINT}no|no{JOINT}yes)$")
    several = several | (
        (kind == "actor") & answer.str.contains(f"^{id_of('actors')}{JOINT}{id_of('actors')}")
    )
    several = several | (
        (kind == "location")
        & answer.str.contains(f"^{id_of('locations')}{JOINT}{id_of('locations')}")
    )
    several = several | (
        (kind == "date") & answer.str.contains(f"^{day}(?: *[;,|&+] *| +(?:and|or) +){day}")
    )
    return (claim.status == "active") & several


@rule(
    "committed-demand",
    on="claims.certainty",
    severity="warning",
    bad="claims clm-j certainty=certain",
    good="claims clm-e claim_type=intention stated=2021-08-21",
)
def committed_demand(claim: Row) -> Expr:
    """The claim is a demand, and its certainty is {certainty}.

    Whoever demands something does not say how sure they are that it is so. A demand that is called
    certain reads like a fact.

    Allowed: unstated, for demands; not_recorded in data that was not coded from a text

    Mend: Write unstated, or correct the kind of claim.
    """
    return (claim.claim_type == "demand") & ~claim.certainty.is_in(["unstated", "not_recorded"])


HEDGED = rf"{word_of(HEDGES[1:])}|(?-i)(?:^|\W){HEDGES[0]}(?:\W|$)"
"""One of these words; May with a capital is a month."""


@rule(
    "hedged-certainty",
    on="claims.certainty",
    severity="warning",
    lists={"hedges": HEDGES},
    bad=(
        'claims clm-e statement="Talks may perhaps be under way."',
        'claims clm-e statement="Talks may be under way."',
        'claims clm-e statement="Reportedly, talks were under way."',
        'claims clm-e statement="Talks might be under way."',
    ),
    good=(
        'claims clm-e statement="Talks may be under way." certainty=possible',
        'claims clm-e statement="Talks were under way since May."',
        'claims clm-e statement="The likelihood of talks was small."',
        "claims clm-e statement='They called it “perhaps a start”.'",
        'withdrawn claims clm-e ; claims clm-e statement="Perhaps."',
    ),
)
def hedged_certainty(claim: Row) -> Expr:
    """The certainty is {certainty}, and the statement hedges.

    A claim is no more certain than its words. Who says that something may be so has not said that
    it is.

    Allowed: with the certainty certain, a statement without {hedges}; words in quotation marks do
    not count

    Mend: Write how certain the source is: probable, possible or unstated. If the word means
    something else here, such as a permission, leave it.
    """
    certain = (claim.status == "active") & (claim.certainty == "certain")
    hedged = claim.when(certain & claim.statement.str.contains(HEDGED), claim.statement)
    return hedged.str.replace_all(QUOTED, "x").str.contains(HEDGED)


@rule(
    "exclusive-misplaced",
    on="questions.exclusive",
    bad=(
        "questions qst-control exclusive=",
        "questions qst-seat exclusive=",
        "questions qst-talks exclusive=true",
        "questions qst-office exclusive=false",
    ),
    good=("questions qst-control exclusive=false", "questions qst-seat exclusive=true"),
)
def exclusive_misplaced(question: Row) -> Expr:
    """For a question that asks for {answer_type}, “exclusive” is: {exclusive}.

    Whether two different actors or places can both be the answer depends on the question, so it has
    to be said. For every other type it is settled already.

    Allowed: true or false for actor and location; blank for every other type

    Mend: Write true if two different answers cannot both be right, false if they can, and empty the
    cell for other types.
    """
    open_kind = question.answer_type.is_in(["actor", "location"])
    return (open_kind & question.exclusive_is_blank) | (~open_kind & ~question.exclusive_is_blank)


@rule(
    "double-negative",
    on="claims.polarity",
    bad="claims clm-e polarity=denies",
    good=(
        "claims clm-j answer=no",
        "claims clm-c polarity=denies",
        "withdrawn claims clm-j ; claims clm-j polarity=denies",
    ),
)
def double_negative(claim: Row) -> Expr:
    """The claim denies “{answer}” to a question that asks for yes or no.

    Denying a no may mean yes, or only that it is not known. The two other words leave no doubt.

    Allowed: affirms or blank

    Mend: Write the answer that was given, yes or no.
    """
    return (
        (claim.status == "active")
        & (claim.polarity == "denies")
        & (claim.question__answer_type == "yes_no")
    )
