"""Wordings: numbers in words, and words that make them inexact."""

from __future__ import annotations

from contested.rules.columns.answers import WITHHELD
from contested.rules.rule import Expr, Row, also, rule
from contested.standard.quantities import ABOUT, NUMBER_WORD, SCALE, WORDINGS

LONGEST_FIRST = sorted(WORDINGS, key=len, reverse=True)
"""So that tens of thousands are not taken for tens."""
MORE = r"(?: of)?(?: \pL+){0,2}"
"""What may be said behind a wording: what is counted."""
WORDED = rf"(?i)^(?:{'|'.join(LONGEST_FIRST)}){MORE}$"
"""Answers that are such a wording: few, so that only they are asked which one."""
OTHERWISE = r" (?:or|to|and|so|more|less|odd)\b"
"""Words behind a wording that make another one of it."""
SCALED = rf"(?: of)? (?:{'|'.join(SCALE)})\b"
"""Words behind a wording that multiply it."""
NUMBER = rf"(?:\p{{Nd}}|(?:{NUMBER_WORD}|an? (?:hundred|thousand|million|billion))\b)"
"""How a number begins, in digits or in a word."""
NOT_EXACT = rf"(?i)\b(?:{'|'.join(ABOUT)}) {NUMBER}|(?:\p{{Nd}}|\b(?:{NUMBER_WORD}))-odd\b"


@rule(
    "misread-wording",
    on="claims.quantity_min",
    severity="warning",
    bad=(
        'claims clm-c answer="half a dozen" quantity_min=6 quantity_max=6',
        'claims clm-c answer="half a dozen" quantity_min=5',
        "claims clm-c answer=dozens quantity_min=24 quantity_max=24",
        "claims clm-c answer=dozens quantity_min=36",
        'claims clm-c answer="Dozens of civilians" quantity_min=36',
        'claims clm-c answer="a dozen people" quantity_min=12',
        'claims clm-c answer="tens of thousands" quantity_min=20',
        "claims clm-c answer=scores quantity_min= quantity_max=40",
    ),
    good=(
        'claims clm-c answer="half a dozen" quantity_min=5 quantity_max=7',
        'claims clm-c answer="dozens of people" quantity_min=24',
        'claims clm-c answer="tens of thousands" quantity_min=20000',
        'claims clm-c answer="two dozen or more" quantity_min=24',
        'claims clm-c answer="dozens, 31 by name" quantity_min=31',
        'claims clm-c answer="scores of thousands" quantity_min=40000',
        "withdrawn claims clm-m ; claims clm-m answer=dozens",
    ),
)
def misread_wording(claim: Row) -> Expr:
    """“{answer}” has other bounds in the standard than here: at least {quantity_min}, at most
    {quantity_max}.

    How many dozens are is everybody's guess. Where each curator makes a guess of their own, two
    people who said the same words are set against each other.

    Allowed: for half a dozen 5 to 7, for a dozen 10 to 14, for two dozen 20 to 28; for dozens 24 or
    more, for tens 20, for scores 40, for hundreds 200, for thousands 2000

    Mend: Write these bounds, or, where the source goes on to give a number, add it to the answer.
    """
    return _otherwise(claim, claim.quantity_min_number, claim.quantity_min_is_blank, end=0)


@also("misread-wording", on="claims.quantity_max")
def misread_most(claim: Row) -> Expr:
    return _otherwise(claim, claim.quantity_max_number, claim.quantity_max_is_blank, end=1)


def _otherwise(claim: Row, bound: Expr, is_blank: Expr, end: int) -> Expr:
    """Return whether a bound is another than that of the wording."""
    is_worded = (claim.question__answer_type == "quantity") & claim.answer.str.contains(WORDED)
    answer = claim.when(is_worded, claim.answer)
    wrong = claim.lit(False)
    for wording in reversed(LONGEST_FIRST):
        worded = WORDINGS[wording][end]
        differs = ~is_blank if worded is None else is_blank | (bound != worded)
        differs = differs & ~answer.str.contains(f"(?i)^{wording}{SCALED}")
        wrong = claim.when(answer.str.contains(f"(?i)^{wording}{MORE}$"), differs, wrong)
    return (claim.status == "active") & wrong & ~answer.str.contains(OTHERWISE)


@rule(
    "unmarked-approximation",
    on="claims.quantity_about",
    severity="warning",
    bad=(
        'claims clm-m answer="about 14"',
        'claims clm-m answer="Some 14" quantity_about=false',
        'claims clm-c answer="at least about three"',
        "claims clm-m answer=10-odd quantity_min=10 quantity_max=",
        'claims clm-m answer="about twelve" quantity_min=12 quantity_max=12',
        'claims clm-m answer="nearly a hundred" quantity_min=100 quantity_max=100',
    ),
    good=(
        'claims clm-m answer="about 14" quantity_about=true',
        'claims clm-m answer="14, some of them old"',
        'claims clm-m answer="some party members, 14"',
        'claims clm-i answer="about 14"',
        'withdrawn claims clm-m ; claims clm-m answer="about 14"',
    ),
)
def unmarked_approximation(claim: Row) -> Expr:
    """“{answer}” says that its number is not exact; the claim does not.

    About 600 does not exclude 605. Taken as exact it does, and the contest is the curator's.

    Allowed: true, where a word such as about, some or nearly stands before the number

    Mend: Write true into quantity_about.
    """
    answer = claim.when(claim.question__answer_type == "quantity", claim.answer)
    is_exact = (claim.quantity_about != "true") & ~claim.polarity.is_in(WITHHELD)
    return (claim.status == "active") & is_exact & answer.str.contains(NOT_EXACT)
