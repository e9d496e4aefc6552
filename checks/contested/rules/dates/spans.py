"""The width of days: missing, open, or beside the question."""

from __future__ import annotations

from datetime import date

from contested.rules.columns.answers import WITHHELD
from contested.rules.rule import Expr, Row, rule

FIRST_HIJRI, LAST_HIJRI = date(1200, 1, 1).toordinal(), date(1500, 12, 31).toordinal()
"""The days whose years are those of our time in the calendars of Iran and of Islam."""


@rule(
    "undated-occurrence",
    on="claims.occurred",
    severity="warning",
    bad="claims clm-a occurred=",
    good=(
        "claims clm-h occurred=",
        "claims clm-a occurred= claim_type=assessment",
        (
            "claims clm-k polarity=withholds withheld=does_not_know certainty=unstated answer="
            " occurred= ; relations -clm-k,corroborates,clm-a"
        ),
        (
            "withdrawn claims clm-a ; claims clm-a occurred= ; relations -clm-b,contradicts,clm-a ;"
            " relations -clm-k,corroborates,clm-a"
        ),
    ),
)
def undated_occurrence(claim: Row) -> Expr:
    """It is not recorded when this is said to have happened, though the question is about
    {question__period}.

    Answers to one question can be compared only if they speak of the same days.

    Allowed: any date of the standard, as wide as the source leaves it

    Mend: Write the days that the claimant speaks of; if only a last day is known, ../2021-08-22
    with within.
    """
    return (
        (claim.status == "active")
        & (claim.claim_type == "observation")
        & ~claim.polarity.is_in(WITHHELD)
        & claim.occurred_is_blank
        & ~claim.question__period.is_null()
    )


@rule(
    "unspanned-occurrence",
    on="claims.occurred_span",
    bad=(
        "claims clm-g occurred_span=",
        "claims clm-i occurred_span=",
        "claims clm-h occurred=../2021-08-20",
        "claims clm-h occurred=2021-08-20/.. occurred_span=throughout",
    ),
    good=(
        "claims clm-a occurred_span=",
        "claims clm-h occurred=../2021-08-20 occurred_span=within",
        "claims clm-h occurred=../2021-08-20 occurred_span=throughout",
        "claims clm-j occurred=2021-08-24/.. occurred_span=throughout",
        "claims clm-g occurred_span=within",
    ),
)
def unspanned_occurrence(claim: Row) -> Expr:
    """The claim is about more than one day ({occurred}), and it is not said how: {occurred_span}.

    “In August” may mean all of August or some day in it. Two claims that seem to agree can differ
    in just that.

    Allowed: throughout (on all of these days) or within (on at least one). Throughout may have an
    open start (“never so far”); an open end only in a demand, an intention or a prediction

    Mend: Choose the one that the source means.
    """
    one_day = (claim.occurred_earliest == claim.occurred_latest).fill_null(False)
    looks_ahead = claim.claim_type.is_in(["demand", "intention", "prediction"])
    endless = claim.occurred_latest.is_null() & ~looks_ahead
    untold = claim.occurred_span_is_blank | (endless & (claim.occurred_span == "throughout"))
    return ~claim.occurred.is_null() & ~one_day & untold


@rule(
    "other-calendar",
    on=("claims.occurred", "claims.stated", "relays.relayed", "sources.published"),
    severity="warning",
    bad=(
        "claims clm-h occurred=1400-05-29",
        "claims clm-k stated=1400 stated_basis=stated claim_type=assessment",
        (
            "relays clm-e,1 relayed=1400-05-31 ; claims clm-e stated=../2021-08-23"
            " stated_basis=stated"
        ),
        (
            "+sources src-old from=src-radio title='An old book' published=1400 url= text_sha256= ;"
            " sources src-wire derived_from_id=src-old"
        ),
        "claims clm-h occurred=1200-01-01",
        "claims clm-h occurred=1500-12-31",
    ),
    good=(
        "claims clm-h occurred=1199-12-31",
        "claims clm-h occurred=1501-01-01",
        "claims clm-h occurred=1400/2021 occurred_span=within",
    ),
)
def other_calendar(row: Row) -> Expr:
    """{cell} is centuries ago; it looks like a year of the Persian or the Islamic calendar.

    Sources in Iran and Afghanistan date by the solar Hijri year, in which 2021 begins as 1399.
    Written down as it stands, it is a day of the Middle Ages to every program.

    Allowed: days of the Gregorian calendar; a claim about the years from 1200 to 1500 is told all
    the same

    Mend: Convert the date, and write the original into the note. If the Middle Ages are meant,
    leave it as it is.
    """
    return (row.cell_latest >= FIRST_HIJRI) & (row.cell_latest <= LAST_HIJRI)


@rule(
    "open-statement-date",
    on="claims.stated",
    bad=(
        "claims clm-a stated=2021-08-21/..",
        "claims clm-c stated=../2021-08-22",
        "claims clm-h stated=2021-08-22",
        "claims clm-h stated=2021-08-22/2021-08-23",
    ),
    good=(
        "claims clm-h stated=2021-08-23?",
        "claims clm-a stated=2021-08-21/2021-08-22",
        "claims clm-h stated=../2021-08-23",
    ),
)
def open_statement_date(claim: Row) -> Expr:
    """“{stated}” ({stated_basis}) does not say by when the claim had been stated; its source was
    published on {source__published}.

    A claim that is in print had been made by then, so there is always a last day. Where it is taken
    from the publication, it is that day.

    Allowed: a date with an end; with the basis publication, {source__published} or
    ../{source__published}

    Mend: Use the publication date as the last day, or change the basis to where the day really
    comes from.
    """
    endless = ~claim.stated.is_null() & claim.stated_latest.is_null()
    other_end = claim.stated_latest != claim.source__published_latest
    other_start = claim.stated_earliest != claim.source__published_earliest
    return endless | ((claim.stated_basis == "publication") & (other_end | other_start))


@rule(
    "endless-publication",
    on="sources.published",
    bad="sources src-wire published=2021-08-22/..",
    good=(
        "sources src-wire published=../2021-08-22",
        "sources src-wire published=2021-08-22/2021-09",
    ),
)
def endless_publication(source: Row) -> Expr:
    """“{published}” does not say by when the document had been published.

    Whoever coded it had it before them, so there is a last day. Without one nothing that it says
    could ever have been said too late.

    Allowed: a date with an end

    Mend: Write the day; of a document that went on being added to, the last day on which it was
    read: 2021-08-22/2021-09-02.
    """
    return ~source.published.is_null() & source.published_latest.is_null()


@rule(
    "outside-question-period",
    on="claims.occurred",
    severity="warning",
    bad=(
        "claims clm-a occurred=2021-08-20",
        "claims clm-e occurred=2021-08-23 claim_type=prediction",
    ),
    good=(
        "claims clm-a occurred=2021-08-20/2021-08-21 occurred_span=within",
        "claims clm-e occurred=2021-08-22/2021-08-23 occurred_span=within",
    ),
)
def outside_question_period(claim: Row) -> Expr:
    """The claim is about {occurred}, the question about {question__period}.

    A question is about one time. An answer about another time answers another question, and must
    not be held against this one's.

    Allowed: days that touch {question__period}

    Mend: Move the claim to a question about its own time, or correct the date.
    """
    before = claim.occurred_latest < claim.question__period_earliest
    after = claim.occurred_earliest > claim.question__period_latest
    return before | after
