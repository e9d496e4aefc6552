"""The order of days: a thing happens, is said, relayed and published.

A day is that of whoever wrote it down. When it is evening in New York it is the next day in Kabul,
so two days are in the wrong order only if more than one day lies between them. Two moments that
have their times are in the wrong order wherever they were written down.
"""

from __future__ import annotations

from contested.rules.rule import Expr, Row, also, rule

GRACE = 1
"""Days by which two local days can differ though one moment is meant."""


def comes_after(row: Row, later: str, earlier: str) -> Expr:
    """Return True where one date is certainly after another.

    Two moments are compared by the instant, anything else by days, with one day of grace.
    """
    instant, other = row.column(f"{later}_instant"), row.column(f"{earlier}_instant")
    is_later = row.column(f"{later}_earliest") > row.column(f"{earlier}_latest") + GRACE
    known = ~instant.is_null() & ~other.is_null()
    return row.when(known, instant > other, is_later)


@rule(
    "stated-after-publication",
    on="claims.stated",
    bad=(
        "claims clm-a stated=2021-08-25",
        (
            "claims clm-m stated=2021-08-24T12:01Z ; sources src-reprint"
            " published=2021-08-24T16:30+04:30"
        ),
    ),
    good=(
        "claims clm-a stated=2021-08-23",
        "claims clm-a stated=2021-08-24",
        "claims clm-a stated=2021-08",
        "claims clm-a stated=2021-08-20/2021-08-25",
        "claims clm-k stated=2021-08-22 stated_basis=stated",
        (
            "claims clm-m stated=2021-08-25T01:30+04:30 ; sources src-reprint"
            " published=2021-08-24T21:00Z"
        ),
    ),
)
def stated_after_publication(claim: Row) -> Expr:
    """The claim was stated on {stated}, after its source was published on {source__published}.

    A source cannot report what has not yet been said. One of the two dates is wrong, or the claim
    comes from another source. One day is let pass: what is said in the morning in Kabul is printed
    the evening before in New York. A document that went on being added to was published over all of
    those days, such as 2021-08-05/2021-08-31.

    Allowed: a day no later than the day after {source__published}

    Mend: Look up both dates in the source. If only the publication is known, leave the day open:
    ../{source__published}.
    """
    return comes_after(claim, "stated", "source__published")


@rule(
    "relayed-out-of-order",
    on="relays.relayed",
    bad=(
        "relays clm-m,1 relayed=2021-08-21",
        "relays clm-m,1 relayed=2021-08-26",
        "relays clm-c,2 relayed=2021-08-20",
        (
            "relays clm-c,1 relayed=2021-08-23T02:00+04:30 ;"
            " relays clm-c,2 relayed=2021-08-22T21:00Z"
        ),
    ),
    good=(
        "relays clm-m,1 relayed=2021-08-22",
        "relays clm-m,1 relayed=2021-08-25",
        "relays clm-c,2 relayed=2021-08-21",
        (
            "relays clm-c,1 relayed=2021-08-23T01:00+04:30 ;"
            " relays clm-c,2 relayed=2021-08-22T21:00Z"
        ),
        "relays clm-m,1 relayed=2021-08",
        "relays clm-c,1 relayed=",
        "relays clm-c,2 relayed=2021-08-20/2021-08-22",
        ("+relays clm-k,1 relay_id=act-told relayed=2021-08-20 ; claims clm-k voice=headline"),
    ),
)
def relayed_out_of_order(relay: Row) -> Expr:
    """Step {step} is dated {relayed}, which does not fit between the statement ({claim__stated}),
    the step before it and the publication ({claim__source__published}).

    A claim travels forward: it is said, passed on step by step, and published.

    Allowed: a day on which all of these can have happened in that order, give or take one day

    Mend: Correct the date or the order of the steps; if it is not known, leave it blank.
    """
    before_it_was_said = comes_after(relay, "claim__stated", "relayed").fill_null(False)
    after_publication = comes_after(relay, "relayed", "claim__source__published").fill_null(False)
    before_the_last_step = comes_after(relay, "step_before", "relayed").fill_null(False)
    return before_it_was_said | after_publication | before_the_last_step


@rule(
    "observed-before-it-happened",
    on="claims.occurred",
    bad=(
        "claims clm-g stated=2021-08-19",
        "claims clm-h answer=2021-08-25",
        "claims clm-h answer=9999-12-31",
    ),
    good=(
        "claims clm-g stated=2021-08-20",
        "claims clm-a stated=2021-08-19 claim_type=prediction",
        "claims clm-h answer=2021-08-24",
        "claims clm-h answer=2021-08-25 claim_type=prediction occurred=2021-08-25",
        "claims clm-h answer=2021-08-25 polarity=denies",
        "claims clm-h answer=2021-08/2022",
    ),
)
def observed_before_it_happened(claim: Row) -> Expr:
    """The claim was stated on {stated}, before what it reports as having happened: {cell}.

    Nobody observes the future. What was said beforehand was a prediction, an intention or a demand.
    One day is let pass, since days are those of the place where they were written down.

    Allowed: for an observation, a day no later than the day after {stated}, in its answer too where
    that is a date

    Mend: Correct one of the dates, or the claim's kind. If the document went on being added to, it
    was published and its claims were stated over all of those days, such as 2021-08-05/2021-08-31.
    """
    return (claim.claim_type == "observation") & (
        claim.stated_latest < claim.occurred_earliest - GRACE
    )


@also("observed-before-it-happened", on="claims.answer")
def observed_an_answer_to_come(claim: Row) -> Expr:
    observed = (claim.claim_type == "observation") & (claim.polarity == "affirms")
    return observed & (claim.stated_latest < claim.answer_earliest - GRACE)


@rule(
    "predicted-after-the-fact",
    on="claims.occurred",
    severity="warning",
    bad=(
        "claims clm-d claim_type=prediction stated=2021-08-23",
        "claims clm-d claim_type=intention stated=2021-08-23",
        "claims clm-d claim_type=demand stated=2021-08-23 certainty=unstated",
    ),
    good=(
        "claims clm-e claim_type=prediction",
        "claims clm-d claim_type=assessment stated=2021-08-23",
        "claims clm-g claim_type=intention",
        "claims clm-d claim_type=demand stated=2021-08-21/2021-08-22 certainty=unstated",
        "claims clm-d claim_type=demand certainty=unstated",
    ),
)
def predicted_after_the_fact(claim: Row) -> Expr:
    """This {claim_type}, stated on {stated}, is about {occurred}, which was over by then.

    Predictions, intentions and demands look ahead. About the past they are assessments, or the date
    is that of something else.

    Allowed: days that were not over on the day before {stated}

    Mend: Correct one of the dates, or the claim's kind.
    """
    return claim.claim_type.is_in(["prediction", "intention", "demand"]) & (
        claim.occurred_latest < claim.stated_earliest - GRACE
    )


@rule(
    "accessed-before-publication",
    on="sources.accessed",
    bad="sources src-radio accessed=2021-08-21",
    good=("sources src-radio accessed=2021-08-22", "sources src-leaflet accessed=2021-08-15"),
)
def accessed_before_publication(source: Row) -> Expr:
    """The document was read on {accessed}, before it was published on {published}.

    Nobody reads what has not appeared, so one of these days is wrong. One day is let pass, for
    readers in the west of a publisher.

    Allowed: a day no earlier than the day before {published}

    Mend: Correct the day of reading or of publication.
    """
    return source.accessed_latest < source.published_earliest - GRACE


@rule(
    "removed-before-publication",
    on="sources.removed",
    bad="sources src-radio removed=2021-08-21 note='The page is gone.'",
    good=(
        "sources src-radio removed=2021-08-22 note='The page is gone.'",
        "sources src-radio removed=2021-08/.. note='The page is gone.'",
    ),
)
def removed_before_publication(source: Row) -> Expr:
    """The document was taken down or replaced on {removed}, before it was published on {published}.

    What has not appeared cannot be taken down, so one of these days is wrong.

    Allowed: a day no earlier than the day before {published}

    Mend: Correct one of the two days.
    """
    return comes_after(source, "published", "removed")


@rule(
    "derived-before-origin",
    on="sources.published",
    bad="sources src-wire published=2021-08-26",
    good=(
        "sources src-wire published=2021-08-25",
        "sources src-reprint published=2021-08-01/2021-08-24",
        "sources src-wire published=2021-08",
        "sources src-wire published=2021-08-26 ; sources src-reprint derived_from_id=",
    ),
)
def derived_before_origin(source: Row) -> Expr:
    """{source_id} was published on {published}, before {derived_from_id}, from which it is said to
    derive ({derived_from__published}).

    Nobody writes from a document that is not there yet. Which of two documents came first decides
    whether they are independent.

    Allowed: a day no earlier than the day before {derived_from__published}

    Mend: Correct one of the days, or swap the two.
    """
    return comes_after(source, "derived_from__published", "published")


@rule(
    "future-date",
    on=(
        "sources.published",
        "sources.accessed",
        "sources.removed",
        "claims.stated",
        "relays.relayed",
        "revisions.revised",
    ),
    bad=(
        "sources src-radio accessed=2021-10-03",
        "sources src-leaflet published=2021-10-03",
        "sources src-leaflet removed=2021-10-03 note='The leaflet is gone.'",
        "claims clm-a stated=2021-10-03",
        "relays clm-m,1 relayed=2021-10-03",
        "revisions rev-1 revised=2021-10-03",
        "claims clm-a occurred=2021-10-03 stated=2021-08-21/2021-12",
    ),
    good=(
        "sources src-radio accessed=2021-10-02",
        "revisions rev-1 revised=2021-10-02",
        "claims clm-j occurred=2022 occurred_span=within",
        "sources src-leaflet published=2021 ; claims clm-k stated=2021",
        "claims clm-h occurred=2021-10-02 stated=2021-08-23/2021-12 stated_basis=stated",
        (
            "claims clm-h occurred=2021-09/2021-11 occurred_span=within stated=2021-08-23/2021-12"
            " stated_basis=stated"
        ),
    ),
    implies=(
        "stated-after-publication",
        "open-statement-date",
        "outside-question-period",
        "relayed-out-of-order",
    ),
)
def future_date(row: Row) -> Expr:
    """{cell} has not come yet.

    What was said, passed on, published, read or seen lies in the past. Only plans and predictions
    speak of days to come. One day is let pass: east of the computer that runs this check it may be
    tomorrow already.

    Allowed: tomorrow or earlier

    Mend: Correct the date; the year is easily mistaken in the first days of January.
    """
    return row.cell_earliest > row.today + GRACE


@also("future-date", on="claims.occurred")
def future_observation(claim: Row) -> Expr:
    return (claim.claim_type == "observation") & (claim.occurred_earliest > claim.today + GRACE)
