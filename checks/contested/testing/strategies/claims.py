"""Claims: who said what, when and where, in every way."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from contested.rules.attribution.claimants import REPORTS
from contested.rules.columns.answers import WITHHELD
from contested.rules.privacy import REDACTED
from contested.standard import edtf
from contested.standard.log import told_by
from contested.testing.strategies.cells import BLANK, blank_or, numbers, prose
from contested.testing.strategies.days import FIRST, containing, dates, moments, text_of
from contested.testing.strategies.draft import Draft, maker
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.hiding import hide_content
from contested.testing.strategies.positions import ANSWER
from contested.testing.strategies.rows import LARGE, SPAN, explain, is_small, lie_apart, lies_within
from contested.testing.strategies.wishes import Wish, Wishes
from contested.testing.strategies.words import add_locator, add_words

AHEAD = ("demand", "intention", "prediction")
"""Types of claim that are about days to come."""
UTTERANCE = ("question_id", "claimant_id", "source_id")
"""What tells one utterance from another, the place in the source apart."""


@maker("claims")
def claim(draft: Draft, wishes: Wishes) -> Cells:
    """Make a claim: a claimant's answer to a question in a source.

    It stands at a place in the source that no other claim has.
    """
    row = {
        "claim_id": draft.mint("claims"),
        "status": wishes.one("status", blank_or(wishes.table.fields["status"])),
    }
    row["question_id"] = draft.named(wishes, "question")["question_id"]
    asked = draft.look("claims", row, "question__location_id")
    if row["status"] == "redacted" and is_small(draft, asked):
        if not wishes.has("question_id"):
            row["question_id"] = draft.new("questions", location_id="")["question_id"]
        elif not wishes.has("status"):
            row["status"] = "withdrawn"
    _speaker(draft, wishes, row)
    row["on_behalf_of_id"] = draft.perhaps(wishes, "on_behalf_of", but=[row["claimant_id"]])
    before = _said_before(draft, row)
    if before and wishes.has(*ANSWER):
        if draft.look("claims", row, "question__answer_type") == "text":
            row["question_id"] = draft.new("questions", **wishes.of("question"))["question_id"]
        else:
            row["source_id"] = draft.new("sources", **wishes.of("source"))["source_id"]
            _speaker(draft, wishes, row)
            if row["on_behalf_of_id"] == row["claimant_id"]:
                row["on_behalf_of_id"] = ""
        before = []
    _answer(draft, wishes, row, before)
    _clocks(draft, wishes, row)
    _place(draft, wishes, row)
    add_locator(draft, wishes, row)
    derived = draft.look("claims", row, "source__derived_from_id") != ""
    own = ["", "false", "true"] if derived else ["", "false"]
    row["own_reporting"] = wishes.one("own_reporting", st.sampled_from(own))
    explain(draft, wishes, row, "claimant_basis", "stated_basis")
    add_words(draft, wishes, row)
    made = _withheld(draft, wishes, draft.fill(wishes, row))
    _tell_end(draft, made)
    return made


def _tell_end(draft: Draft, row: Cells) -> None:
    """Add the revision that tells of a claim's end, if any."""
    kind = told_by().get(row["status"])
    if kind is not None:
        about = {"table": "claims", "record_id": row["claim_id"], "field": ""}
        draft.new("revisions", kind=kind, new_value="", **about)


def _withheld(draft: Draft, wishes: Wishes, row: Cells) -> Cells:
    """Return a claim, without its content if it is redacted."""
    if draft.look("claims", row, "status") == "redacted":
        given = {name: row[name] for name in wishes.given if name in row}
        hide_content(draft.specs["claims"], row)
        row |= given
    return row


def _speaker(draft: Draft, wishes: Wishes, row: Cells) -> None:
    """Choose source, voice and claimant.

    The narrator is the publisher, and speech that a medium reports is somebody else's.
    """
    if "source_id" not in row:
        row["source_id"] = draft.named(wishes, "source")["source_id"]
    publisher = draft.look("claims", row, "source__publisher_id")
    author = draft.look("claims", row, "source__author_id")
    report = draft.look("claims", row, "source__source_type") in REPORTS
    if wishes.has("claimant_id"):
        row["claimant_id"] = draft.named(wishes, "claimant")["actor_id"]
        own = row["claimant_id"] in (publisher, author)
        voices = (
            {"headline"}
            | ({"narrator"} if own else set())
            | (set() if own and report else {"direct_quote", "indirect_speech"})
        )
        row["voice"] = wishes.word(
            "voice", [v for v in wishes.table.fields["voice"].words if v in voices]
        )
    else:
        row["voice"] = wishes.word("voice")
        alone = row["voice"] == "narrator" or (
            row["voice"] == "headline" and wishes.draw(st.booleans())
        )
        writers = [one for one in (publisher, author) if one]
        row["claimant_id"] = (
            wishes.draw(st.sampled_from(writers))
            if alone
            else draft.some("actors", writers)["actor_id"]
        )


def _said_before(draft: Draft, row: Cells) -> list[Cells]:
    """Return the active claims by which a new one is bound.

    They are those of the same utterance and, where labels are free, those of the question.
    """
    bound = (
        UTTERANCE[:1] if draft.look("claims", row, "question__answer_type") == "text" else UTTERANCE
    )
    return [
        o
        for o in draft.tables["claims"]
        if draft.look("claims", o, "status") == "active" and all(o[c] == row[c] for c in bound)
    ]


def _answer(draft: Draft, wishes: Wishes, row: Cells, before: list[Cells]) -> None:
    """Fill in an answer of the kind that the question asks for.

    Somebody who answers a second time in one source says the same again.
    """
    row |= {name: wishes.one(name, BLANK) for name in ANSWER if name not in ("polarity", "answer")}
    kind = draft.look("claims", row, "question__answer_type")
    hidden = draft.look("claims", row, "status") == "redacted"
    unfit = [*(["denies"] if kind == "yes_no" else ()), *(WITHHELD if hidden else ())]
    words = [word for word in wishes.table.fields["polarity"].words if word not in unfit]
    row["polarity"] = wishes.one("polarity", BLANK | st.sampled_from(words))
    if hidden:
        row["answer"] = REDACTED
    elif before:
        row |= {name: before[-1][name] for name in ANSWER}
    elif row["polarity"] in WITHHELD:
        row |= {"answer": "", "withheld": wishes.word("withheld")}
    elif kind == "quantity":
        _quantity(wishes, row)
    elif kind in ("actor", "location"):
        wished = wishes.given.get("answer")
        assert wished is None or isinstance(wished, str)
        row["answer"] = wished or draft.some(f"{kind}s")[f"{kind}_id"]
    else:
        row["answer"] = wishes.one(
            "answer",
            {
                "yes_no": st.sampled_from(["yes", "no"]),
                "date": dates(max_day=date(2021, 6, 1)) if wishes.has("claim_type") else dates(),
            }.get(kind, prose()),
        )


def _quantity(wishes: Wishes, row: Cells) -> None:
    """Fill in a count, a least, a most or both.

    Two different bounds both stand in the wording, since somebody stated them.
    """
    if not wishes.has("quantity_min", "quantity_max"):
        low, high = sorted((wishes.draw(numbers()), wishes.draw(numbers())), key=float)
        shape = wishes.draw(st.sampled_from(["exact", "least", "most", "range"]))
        row |= {
            "quantity_min": "" if shape == "most" else low,
            "quantity_max": {"exact": low, "least": ""}.get(shape, high),
        }
    row["quantity_about"] = wishes.one("quantity_about", st.sampled_from(["", "false", "true"]))
    low, high = row["quantity_min"], row["quantity_max"]
    if low and high and float(low) < float(high):
        row["answer"] = wishes.one("answer", st.just(f"{low} to {high}"))
    else:
        worded = f"some {low or high}" if row["quantity_about"] == "true" else f"{low or high} dead"
        row["answer"] = wishes.one("answer", st.sampled_from([worded, "چند نفر"]))


def _clocks(draft: Draft, wishes: Wishes, row: Cells) -> None:
    """Fill in when it was said and when it happened.

    The two days are in an order that suits the type of the claim.
    """
    printed, about = draft.days[row["source_id"]], draft.days[row["question_id"]]
    published = draft.look("claims", row, "source__published")
    answered = draft.look("claims", row, "question__answer_type") == "date" and row["answer"]
    is_past = not answered or _is_past(row["answer"])
    kinds = wishes.table.fields["claim_type"].words
    row["claim_type"] = wishes.word(
        "claim_type", [kind for kind in kinds if is_past or kind != "observation"]
    )
    days = edtf.parse(published)
    bases = [
        word
        for word in wishes.table.fields["stated_basis"].words
        if word != "publication" or (days is not None and days.latest is not None)
    ]
    row["stated_basis"] = wishes.word("stated_basis", bases)
    withholds = row["polarity"] in WITHHELD
    row["certainty"] = wishes.word(
        "certainty", ["unstated"] if withholds or row["claim_type"] == "demand" else ()
    )
    ahead = row["claim_type"] in AHEAD
    if row["stated_basis"] == "publication":
        said = printed
        closing = f"../{published.partition('T')[0].rpartition('/')[2]}"
        row["stated"] = wishes.one(
            "stated", st.just(closing) if ahead else st.sampled_from([published, closing])
        )
    else:
        said = wishes.draw(
            st.integers(FIRST - 3, about) if ahead else st.integers(FIRST + SPAN, printed)
        )
        row["stated"] = wishes.one("stated", containing(said, first=False) | moments(said))
    draft.days[row["claim_id"]] = said
    _occurred(draft, wishes, row)


def _is_past(answer: str) -> bool:
    """Return whether a speaker of a drawn package can have observed it."""
    days = edtf.parse(answer)
    return days is None or days.earliest is None or days.earliest < FIRST - 9


def _occurred(draft: Draft, wishes: Wishes, row: Cells) -> None:
    about, ahead = draft.days[row["question_id"]], row["claim_type"] in AHEAD
    period = draft.look("claims", row, "question__period")
    observed = row["claim_type"] == "observation"
    changes = draft.look("claims", row, "question__over_time") == "changing"
    runs = draft.look("claims", row, "question__over_time") == "running"
    needed = changes or (period and observed)
    needed = needed and draft.look("claims", row, "status") == "active"
    first, last = (about, about + 9) if ahead else (FIRST - 9, about)
    near = st.integers(first, last) if changes and not period else st.just(about)
    occurred = near.flatmap(lambda day: containing(day, first=False, last=False))
    if runs:
        occurred = near.map(text_of)
    row["occurred"] = wishes.one("occurred", occurred | (st.nothing() if needed else BLANK))
    days = edtf.parse(row["occurred"])
    if days is not None and days.earliest != days.latest:
        no_start = changes and days.earliest is None
        no_end = days.latest is None and not ahead
        only = ["throughout"] if no_start else ["within"] if no_end else ()
        row["occurred_span"] = wishes.word("occurred_span", only)
    else:
        row["occurred_span"] = wishes.one("occurred_span", BLANK)


def _place(draft: Draft, wishes: Wishes, row: Cells) -> None:
    """Fill in where it happened.

    Nobody who hides behind another name is found at a small place.
    """
    if draft.look("claims", row, "status") == "redacted":
        row |= {"location_id": "", "place_as_reported": "", "quote": ""}
    hidden = "pseudonym" in (
        draft.look("claims", row, "claimant__privacy"),
        draft.look("claims", row, "question__about__privacy"),
    )
    asked = draft.look("claims", row, "question__location_id")
    large: dict[str, Wish] = {"location_type": LARGE} if hidden else {}
    if "location_id" not in row:
        row["location_id"] = draft.perhaps(wishes, "location", **large)
        lost = hidden and not row["location_id"] and is_small(draft, asked)
        elsewhere = lie_apart(draft, row["location_id"], asked)
        if draft.look("claims", row, "question__over_time") == "changing":
            elsewhere = elsewhere or lies_within(draft, row["location_id"], asked)
        if lost or (not wishes.has("location_id") and elsewhere):
            row["location_id"] = draft.some("locations", location_type="area", within_id="")[
                "location_id"
            ]
