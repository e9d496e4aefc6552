"""Faults of dates: one day beyond each end within which the three clocks have to agree."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.testing.strategies.claims import AHEAD
from contested.testing.strategies.days import FIRST, TODAY, text_of
from contested.testing.strategies.draft import Draft, Wish
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.fault import Hit, fault

TOMORROW = TODAY.toordinal() + 1
LATER = (
    "stated-after-publication",
    "relayed-out-of-order",
    "observed-before-it-happened",
    "accessed-before-publication",
    "open-statement-date",
)


def printed(draft: Draft, **wishes: Wish) -> tuple[Cells, int]:
    """A new document and the very day on which it was printed."""
    source = draft.new("sources", accessed="", **wishes)
    day = draft.days[source["source_id"]]
    source["published"] = text_of(day)
    return source, day


def said(draft: Draft, **wishes: Wish) -> tuple[Cells, int]:
    """A new claim, in a new document of one day, said on one day that the text gives; and
    that day.
    """
    source, day = printed(draft)
    asked: dict[str, Wish] = {
        "stated_basis": "stated",
        "claim_type": "assessment",
        "occurred": "",
        "status": ["", "withdrawn"],
    }
    claim = draft.new("claims", **asked | {"source_id": source["source_id"]} | wishes)
    day -= draft.draw(st.integers(0, 3))
    claim["stated"], draft.days[claim["claim_id"]] = text_of(day), day
    return claim, day


def passed_on(draft: Draft, claim: Cells, relayed: str) -> Cells:
    """A further step of a claim, dated so."""
    return draft.new("relays", claim_id=claim["claim_id"], relayed=relayed)


@fault("stated-after-publication")
def a_day_after_the_source(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    claim["stated"] = text_of(draft.days[claim["source_id"]] + 1) + draft.draw(
        st.sampled_from(["", "?", "/2021-12-31"])
    )
    yield "claims", claim, "stated"


@fault("stated-after-publication")
def a_day_after_the_end_of_what_is_known(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    source = draft.find("sources", claim["source_id"])
    assert source is not None
    source["published"] = draft.draw(
        st.sampled_from(["2021-08", "../2021-08-31", "2021-08-10/2021-08-31~"])
    )
    claim["stated"] = "2021-09-01"
    yield "claims", claim, "stated"


@fault("relayed-out-of-order")
def relayed_a_day_before_it_was_said(draft: Draft) -> Iterator[Hit]:
    claim, day = said(draft)
    yield "relays", passed_on(draft, claim, text_of(day - 1)), "relayed"


@fault("relayed-out-of-order")
def relayed_a_day_after_publication(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    yield "relays", passed_on(draft, claim, text_of(draft.days[claim["source_id"]] + 1)), "relayed"


@fault("relayed-out-of-order")
def relayed_a_day_before_the_step_before(draft: Draft) -> Iterator[Hit]:
    claim, day = said(draft)
    claim["stated"] = f"../{claim['stated']}"
    passed_on(draft, claim, text_of(day))
    if draft.draw(st.booleans()):
        passed_on(draft, claim, "")
    yield "relays", passed_on(draft, claim, text_of(day - 1)), "relayed"


@fault("observed-before-it-happened")
def observed_a_day_too_early(draft: Draft) -> Iterator[Hit]:
    claim, day = said(draft, claim_type="observation", question__period="")
    claim["stated"] = draft.draw(st.sampled_from(["", "../"])) + claim["stated"]
    claim |= {"occurred": text_of(day + 1), "occurred_span": ""}
    yield "claims", claim, "occurred"


@fault("predicted-after-the-fact")
def foretold_a_day_too_late(draft: Draft) -> Iterator[Hit]:
    claim, day = said(draft, claim_type=AHEAD, question__period="")
    claim["stated"] += draft.draw(st.sampled_from(["", "/2021-09-30"]))
    claim |= {"occurred": text_of(day - 1), "occurred_span": ""}
    yield "claims", claim, "occurred"


@fault("accessed-before-publication")
def read_a_day_too_early(draft: Draft) -> Iterator[Hit]:
    source, day = printed(draft)
    source |= {
        "published": text_of(day) + draft.draw(st.sampled_from(["", "%", "/.."])),
        "accessed": text_of(day - 1),
    }
    yield "sources", draft.use("sources", source), "accessed"


@fault("future-date", follows=LATER)
def published_tomorrow(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    source = draft.find("sources", claim["source_id"])
    assert source is not None
    source["published"] = text_of(TOMORROW) + draft.draw(st.sampled_from(["", "/.."]))
    yield "sources", source, "published"


@fault("future-date")
def read_tomorrow(draft: Draft) -> Iterator[Hit]:
    source = draft.use("sources", draft.some("sources"))
    source["accessed"] = text_of(TOMORROW)
    yield "sources", source, "accessed"


@fault("future-date", follows=LATER)
def stated_tomorrow(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    claim["stated"] = text_of(TOMORROW)
    yield "claims", claim, "stated"


@fault("future-date", follows=LATER)
def relayed_tomorrow(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    yield "relays", passed_on(draft, claim, text_of(TOMORROW)), "relayed"


@fault("future-date")
def revised_tomorrow(draft: Draft) -> Iterator[Hit]:
    yield "revisions", draft.new("revisions", revised=text_of(TOMORROW)), "revised"


@fault("future-date", follows=LATER)
def seen_tomorrow(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft, claim_type="observation", question__period="")
    claim |= {"occurred": text_of(TOMORROW), "occurred_span": ""}
    yield "claims", claim, "occurred"


@fault("undated-occurrence")
def no_day_beside_a_period(draft: Draft) -> Iterator[Hit]:
    claim = draft.free(
        "claims",
        claim_type="observation",
        status=["active"],
        question_id=asked_about(draft)["question_id"],
    )
    claim |= {"occurred": "", "occurred_span": ""}
    yield "claims", claim, "occurred"


@fault("unspanned-occurrence")
def several_days_and_no_span(draft: Draft) -> Iterator[Hit]:
    claim, day = said(draft, question__period="")
    days = [
        f"{text_of(day - 1)}/{text_of(day)}",
        "2021-08",
        "2021",
        f"../{text_of(day)}",
        f"{text_of(day)}/..",
    ]
    claim |= {"occurred": draft.draw(st.sampled_from(days)), "occurred_span": ""}
    yield "claims", claim, "occurred_span"


@fault("unspanned-occurrence")
def throughout_days_without_an_end(draft: Draft) -> Iterator[Hit]:
    claim, day = said(draft, question__period="")
    claim |= {
        "occurred": draft.draw(st.sampled_from([f"../{text_of(day)}", f"{text_of(day)}/.."])),
        "occurred_span": "throughout",
    }
    yield "claims", claim, "occurred_span"


@fault("open-statement-date")
def said_from_a_day_onwards(draft: Draft) -> Iterator[Hit]:
    claim, day = said(draft)
    claim["stated"] = f"{text_of(day)}/.."
    yield "claims", claim, "stated"


@fault("open-statement-date", follows=("stated-after-publication",))
def said_by_another_day_than_publication(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    day = draft.days[claim["source_id"]] + draft.draw(st.sampled_from([-1, 1]))
    claim |= {
        "stated_basis": "publication",
        "stated": draft.draw(st.sampled_from(["", "../"])) + text_of(day),
    }
    yield "claims", claim, "stated"


@fault("open-statement-date")
def said_from_another_day_than_publication(draft: Draft) -> Iterator[Hit]:
    claim, _ = said(draft)
    day = draft.days[claim["source_id"]]
    claim |= {"stated_basis": "publication", "stated": f"{text_of(day - 1)}/{text_of(day)}"}
    yield "claims", claim, "stated"


@fault("outside-question-period")
def a_day_beyond_the_period(draft: Draft) -> Iterator[Hit]:
    question = asked_about(draft)
    claim, _ = said(draft, question_id=question["question_id"], claim_type="assessment")
    first, last = FIRST, FIRST + 10
    question["period"] = f"{text_of(first)}/{text_of(last)}"
    claim |= {
        "occurred": text_of(draft.draw(st.sampled_from([first - 1, last + 1]))),
        "occurred_span": "",
    }
    yield "claims", claim, "occurred"


def asked_about(draft: Draft) -> Cells:
    """A new question that is about certain days."""
    day = FIRST + draft.draw(st.integers(0, 9))
    question = draft.new("questions", period=text_of(day))
    draft.days[question["question_id"]] = day
    return question
