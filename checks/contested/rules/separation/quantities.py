"""Quantities: bounds that are what the wording says, and nobody's mixture."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule

AMOUNT = (
    r"(?:[0-9]|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|a (?:dozen|hundred|thousand|million))\b)"
)
"""How an amount begins, in digits or in words."""
LOWER = (
    r"(?i)\b(?:at least|a minimum of|not? (?:fewer|less) than|more than|upwards of|in excess of"
    r"|exceed(?:s|ed|ing)|mindestens|mehr als|au moins|plus de|al menos|más de|almeno)\b"
    rf"|\b(?:over|above) {AMOUNT}|[0-9]\+|[0-9] (?:or more|or above|and more|upwards)\b"
    r"|(?:^|[ (])[>≥] ?[0-9]|не менее|не менше|не меньше|по меньшей мере|щонайменше"
    r"|больше|більше|более|понад|свыше"
    r"|حداقل|دست‌کم|بیش از|على الأقل|أكثر من"
)
"""Wordings that set a lower bound and no other."""
UPPER = (
    r"(?i)\b(?:at most|a maximum of|not? more than|not exceeding|up to|as many as|fewer than"
    r"|less than|höchstens|bis zu|weniger als|au plus|moins de|como máximo|menos de)\b"
    rf"|\b(?:under|below) {AMOUNT}|[0-9] (?:or (?:fewer|less|below)|at (?:the )?most)\b"
    r"|(?:^|[ (])[<≤] ?[0-9]|jusqu['’]à|не более|не больше|не більше|щонайбільше|меньше|менше"
    r"|حداکثر|کمتر از|على الأكثر|أقل من"
)
"""Wordings that set an upper bound and no other."""
NO_FEWER = r"(?i)\bnot? (?:fewer|less) than\b|не меньше|по меньшей мере|не менше|не менее"
"""Lower bounds that hold the words of an upper one."""
NO_MORE = r"(?i)\bnot? more than\b|\bnot exceeding\b|не больше|не більше|не более"
"""Upper bounds that hold the words of a lower one."""
RANGE = (
    r"(?i)^(?:(?:between|from) )?[0-9][0-9., ]*(?:[–—-]| (?:to|[–—-]) )[0-9][0-9., ]*(?: \pL+)?$"
    r"|^between [0-9][0-9., ]* and [0-9][0-9., ]*(?: \pL+)?$"
)
"""Wordings that are a range and nothing else."""
COUNTED = (
    r"(?i)\b(?:people|persons?|civilians?|soldiers?|fighters?|victims?|child(?:ren)?|women|men|dead"
    r"|killed|wounded)\b"
)
"""Units of which there cannot be less than none."""


@rule(
    "range-nobody-stated",
    on="claims.quantity_min",
    bad=(
        "claims clm-d quantity_max=16",
        "claims clm-d quantity_min=11 answer='12 to 15 or 11'",
        'claims clm-d answer="a dozen or so" statement="A dozen or so died."',
        'claims clm-d answer="12 according to elders, 15 according to the Guard" statement="Many."',
        'claims clm-d answer="12; 15" statement="Many."',
    ),
    good=(
        'claims clm-d answer="a dozen or so"',
        'claims clm-d quantity_min=1200 quantity_max=1500 answer="1,200 to 1.500"',
        'claims clm-d quantity_min=1200000 quantity_max=1500000 answer="1.2 to 1.5 million"',
        'claims clm-d quantity_min=1200 quantity_max=1500 answer="1.2k–1.5k"',
        'claims clm-d quantity_min=24 quantity_max=36 answer="two or three dozen"',
        'claims clm-d quantity_min=10 quantity_max=14 answer="a dozen"',
        "claims clm-d quantity_max=12 answer=12",
        'claims clm-d answer="۱۲ تا ۱۵" statement="Between two numbers."',
        'claims clm-d quantity_min=1.5 answer="1.5 to 15"',
    ),
)
def range_nobody_stated(claim: Row) -> Expr:
    """The claim runs from {quantity_min} to {quantity_max}, but its wording does not give both
    numbers as one range: “{answer}”.

    A range put together from several people's counts is nobody's claim. It hides that they differ.

    Allowed: bounds that the answer or the statement has as one range, such as 12 to 15, 1.2 to 1.5
    million, two or three dozen or a dozen (10 to 14); or a single bound

    Mend: Give each count its own claim. If one claimant gave the range, write its numbers into the
    answer, one beside the other.
    """
    return (claim.quantity_min_number < claim.quantity_max_number) & claim.range_is_stated.is_null()


@rule(
    "backwards-range",
    on="claims.quantity_min",
    bad="claims clm-d quantity_min=15 quantity_max=12",
    good="claims clm-m quantity_min=14 quantity_max=14.0",
)
def backwards_range(claim: Row) -> Expr:
    """The least, {quantity_min}, is more than the most, {quantity_max}.

    Nothing lies between bounds that are the wrong way round.

    Allowed: a least that is no more than the most

    Mend: Swap the two, or correct the one that is wrong.
    """
    return claim.quantity_min_number > claim.quantity_max_number


@rule(
    "answer-beside-bounds",
    on="claims.answer",
    bad=(
        "claims clm-m answer=9",
        'claims clm-d answer="exactly 500" quantity_max=12',
        "claims clm-m answer=140",
        'claims clm-c answer="at least 31" quantity_min=13',
        "claims clm-m answer=forty",
        'claims clm-c answer="at least five"',
    ),
    good=(
        'claims clm-m answer="14 of 40"',
        "claims clm-m answer=fourteen",
        'claims clm-m answer="1.4k" quantity_min=1400 quantity_max=1400',
        "withdrawn claims clm-m ; claims clm-m answer=9",
        "claims clm-m answer=۱۴",
    ),
)
def answer_beside_bounds(claim: Row) -> Expr:
    """The wording says “{answer}”, and none of its numbers is a bound ({quantity_min} to
    {quantity_max}).

    Whoever reads the claim reads the answer; whatever is compared are the bounds. If the two
    differ, one of them is a slip, and a contest may hang on it.

    Allowed: an answer one of whose numbers in digits is the least or the most, words such as
    million counted in, or whose only number in words is; or one without numbers

    Mend: Correct the answer or the bounds. Where a number was converted, write both into the
    answer, such as “3 weeks (21 days)”.
    """
    return (claim.status == "active") & claim.digits_disagree


@rule(
    "bound-on-other-side",
    on="claims.quantity_min",
    severity="warning",
    bad=(
        'claims clm-c answer="at least 3" quantity_max=3',
        'claims clm-c answer="more than 3" quantity_min= quantity_max=3',
        'claims clm-c answer="up to 3"',
        'claims clm-c answer="no more than 3" quantity_max=3',
        'claims clm-c answer="3 or more" quantity_max=3',
        'claims clm-c answer="fewer than 3"',
        'claims clm-c answer="over thirty" quantity_min=30 quantity_max=30',
        "claims clm-c answer=3+ quantity_max=3",
        "claims clm-d quantity_max=",
        'claims clm-d answer="between 12 and 15" quantity_max=12',
    ),
    good=(
        'claims clm-c answer="at least 3"',
        'claims clm-c answer="no fewer than 3"',
        'claims clm-c answer="up to 3" quantity_min= quantity_max=3',
        'claims clm-d answer="at least 12, up to 15"',
        'claims clm-c answer="3 over the weekend" quantity_max=3',
        'claims clm-c answer="no fewer than 3 or more"',
        'claims clm-d answer="12–15 people"',
        'claims clm-m answer="14 of 40, between 12 and 15 of them old"',
    ),
)
def bound_on_other_side(claim: Row) -> Expr:
    """“{answer}” has other bounds than the claim: at least {quantity_min}, at most {quantity_max}.

    “At least 3” does not exclude 300. Coded as exactly 3, it contradicts everybody who counted
    more, and the contest is the curator's.

    Allowed: for at least, more than and the like a least alone; for at most, up to and the like a
    most alone; for a range such as 12 to 15 both of its ends

    Mend: Empty the bound that the wording leaves open, and put its number on the other side; write
    the end of a range that is missing.
    """
    answer = claim.when(claim.question__answer_type == "quantity", claim.answer)
    lower = answer.str.contains(LOWER) & ~answer.str.contains(NO_MORE)
    upper = answer.str.contains(UPPER) & ~answer.str.contains(NO_FEWER)
    floored, capped = ~claim.quantity_min_number.is_null(), ~claim.quantity_max_number.is_null()
    range_ = (claim.quantity_min_number < claim.quantity_max_number).fill_null(False)
    closed = (lower & ~upper & capped) | (upper & floored)
    one = (claim.quantity_min_number == claim.quantity_max_number).fill_null(False)
    half = (floored & claim.quantity_max_is_blank) | (capped & claim.quantity_min_is_blank) | one
    return (closed & ~range_) | (answer.str.contains(RANGE) & half)


@rule(
    "less-than-none",
    on=("claims.quantity_min", "claims.quantity_max"),
    bad=(
        'claims clm-c quantity_min=-5 answer="minus five"',
        "claims clm-c quantity_min= quantity_max=-5 answer=-5",
        'claims clm-c quantity_min=-5 answer="minus five" ; questions qst-deaths topic=other',
        "claims clm-c quantity_min=-1 answer=-1 ; questions qst-deaths unit=degrees",
    ),
    good=(
        "claims clm-c quantity_min=0 answer=0",
        (
            'claims clm-c quantity_min=-5 answer="minus five" ; questions qst-deaths topic=other'
            " unit=degrees"
        ),
    ),
)
def less_than_none(claim: Row) -> Expr:
    """{cell} is less than none, of {question__unit}.

    Of people there are some or none. A sign that stands before a number by mistake turns a count
    into nonsense that programs go on to add up.

    Allowed: numbers from 0, for casualties and wherever people are counted

    Mend: Take the sign away, or correct the question's topic or unit.
    """
    people = (claim.question__topic == "casualties") | claim.question__unit.str.contains(COUNTED)
    return people & (claim.cell_number < 0)


@rule(
    "unit-misplaced",
    on="questions.unit",
    bad="questions qst-talks unit=people",
    good="questions qst-deaths unit=persons",
)
def unit_misplaced(question: Row) -> Expr:
    """The question asks for {answer_type}, and has a unit: {unit}.

    Only quantities are counted or measured. A unit elsewhere is a cell that slipped, or a question
    of another kind than its answers.

    Allowed: a unit for quantities alone

    Mend: Empty the cell, or correct the kind of answer.
    """
    return ~question.unit_is_blank & (question.answer_type != "quantity")


@rule(
    "missing-unit",
    on="questions.unit",
    severity="warning",
    bad="questions qst-deaths unit=",
    good="questions qst-deaths unit=persons",
)
def missing_unit(question: Row) -> Expr:
    """The question asks for a quantity, and not of what.

    Five may be people, families or kilometres. Answers can be compared only if they count the same.

    Allowed: what is counted or measured

    Mend: Write what is counted, such as people killed, districts or kilometres.
    """
    return question.unit_is_blank & (question.answer_type == "quantity")
