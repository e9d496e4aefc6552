"""Faults of questions: an utterance counted twice, one that contradicts itself, a question that
nobody could answer freely.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.rules.separation.questions import PRESUMING
from contested.testing.strategies.cells import prose
from contested.testing.strategies.days import FIRST, text_of
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.fault import Hit, fault
from contested.testing.strategies.faults.voices import (
    ACTIVE,
    Odds,
    a_day_short_of_touching,
    affirmed_and_denied,
    answer,
    answering,
    asked,
    one_short_of_touching,
    only_one_of_two,
    relate,
    stretch,
    yes_and_no,
)


def once_more(draft: Draft, claim: Cells) -> Cells:
    """The same claim under another id, in other words."""
    again = claim | {
        "claim_id": draft.mint("claims"),
        "statement": draft.draw(prose()),
        "status": draft.draw(st.sampled_from(ACTIVE)),
    }
    draft.days[again["claim_id"]] = draft.days[claim["claim_id"]]
    draft.tables["claims"].append(again)
    return again


@fault("repeated-claim")
def said_once_and_recorded_again(draft: Draft) -> Iterator[Hit]:
    claim = draft.some("claims", status=ACTIVE)
    yield "claims", claim, "claim_id"
    for _ in range(draft.draw(st.integers(1, 2))):
        yield "claims", once_more(draft, claim), "claim_id"


@fault("repeated-claim")
def one_quantity_written_in_two_ways(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", question__answer_type="quantity", status=ACTIVE)
    claim |= {"quantity_min": "14", "quantity_max": draft.draw(st.sampled_from(["", "14"]))}
    again = once_more(draft, claim)
    again |= {
        "quantity_min": "14.0",
        "answer": draft.draw(st.sampled_from(["dozens", "a dozen and two"])),
    }
    yield "claims", claim, "claim_id"
    yield "claims", again, "claim_id"


@fault("repeated-claim")
def affirmed_in_so_many_words_and_again_by_default(draft: Draft) -> Iterator[Hit]:
    claim = draft.some("claims", status=ACTIVE, polarity=["", "affirms"])
    again = once_more(draft, claim)
    again["polarity"] = "" if claim["polarity"] else "affirms"
    yield "claims", claim, "claim_id"
    yield "claims", again, "claim_id"


def of_one_voice(draft: Draft, question: Cells, *answers: Cells) -> list[Cells]:
    """Claims by which one claimant answers a question in one source, as many times as there are
    answers.
    """
    first = answering(draft, question, status=ACTIVE)
    same = {name: first[name] for name in ("claimant_id", "source_id")}
    claims = [first, *(answering(draft, question, status=ACTIVE, **same) for _ in answers[1:])]
    for claim, cells in zip(claims, answers, strict=True):
        claim |= cells
    return claims


def both_ways(draft: Draft, odds: Odds) -> Iterator[Hit]:
    """One claimant who gives both answers in one source, perhaps with a relation between them that
    does not say which holds.
    """
    question, *answers = odds
    one, other = of_one_voice(draft, question, *answers)
    word = draft.draw(st.sampled_from(["", "contradicts", "disputes", "repeats"]))
    if word:
        relate(draft, one, word, other)
    yield from (("claims", claim, "answer") for claim in (one, other))


@fault("claimant-contradicts-self")
def says_yes_and_no(draft: Draft) -> Iterator[Hit]:
    yield from both_ways(draft, yes_and_no(draft))


@fault("claimant-contradicts-self")
def names_two_where_one_can_be_meant(draft: Draft) -> Iterator[Hit]:
    yield from both_ways(draft, only_one_of_two(draft))


@fault("claimant-contradicts-self")
def counts_that_do_not_touch(draft: Draft) -> Iterator[Hit]:
    yield from both_ways(draft, one_short_of_touching(draft))


@fault("claimant-contradicts-self")
def days_that_do_not_touch(draft: Draft) -> Iterator[Hit]:
    yield from both_ways(draft, a_day_short_of_touching(draft))


@fault("claimant-contradicts-self")
def affirms_and_denies(draft: Draft) -> Iterator[Hit]:
    yield from both_ways(draft, affirmed_and_denied(draft))


@fault("claimant-contradicts-self")
def two_apart_and_one_that_touches_both(draft: Draft) -> Iterator[Hit]:
    low = draft.draw(st.integers(3, 500))
    question = asked(draft, "quantity", "date")
    if question["answer_type"] == "quantity":
        cells = [stretch(low - 1, low), stretch(low, low + 1), stretch(low + 1, None)]
    else:
        before, day, after = (text_of(FIRST + n) for n in range(3))
        cells = [answer(f"{before}/{day}"), answer(f"{day}/{after}"), answer(after)]
    one, _, other = of_one_voice(draft, question, *cells)
    yield from (("claims", claim, "answer") for claim in (one, other))


def worded(draft: Draft) -> tuple[Cells, str, str]:
    """A question to which something refers, its wording up to the mark at its end, and
    that mark.
    """
    question = draft.use("questions", draft.some("questions"))
    return question, question["question"][:-1], question["question"][-1]


@fault("loaded-question")
def no_question_mark_at_the_end(draft: Draft) -> Iterator[Hit]:
    question, body, mark = worded(draft)
    question["question"] = body + draft.draw(
        st.sampled_from([".", "", "!", f"{mark}.", f"{mark} Who knows.", f"{mark})"])
    )
    yield "questions", question, "question"


@fault("loaded-question")
def two_questions(draft: Draft) -> Iterator[Hit]:
    question, body, mark = worded(draft)
    other = draft.draw(st.sampled_from("?؟？"))
    question["question"] = (
        body + mark + draft.draw(st.sampled_from(["", " ", " And where"])) + other
    )
    yield "questions", question, "question"


@fault("loaded-question")
def one_thing_and_or_another(draft: Draft) -> Iterator[Hit]:
    question, body, mark = worded(draft)
    question["question"] = (
        f"{body} {draft.draw(st.sampled_from(['and/or', 'AND/OR', 'And/Or', 'this and/or that']))}"
        f" others{mark}"
    )
    yield "questions", question, "question"


@fault("loaded-question")
def a_word_that_presumes_the_answer(draft: Draft) -> Iterator[Hit]:
    question, body, mark = worded(draft)
    word = draft.draw(st.sampled_from(PRESUMING))
    word = draft.draw(
        st.sampled_from([word, word.upper(), word.capitalize(), f"“{word}”", f"({word})"])
    )
    question["question"] = draft.draw(
        st.sampled_from(
            [f"{word} {body}{mark}", f"{body} {word}{mark}", f"Who {word}, {body}{mark}"]
        )
    )
    yield "questions", question, "question"


def two_labels(draft: Draft) -> tuple[Cells, Cells, Cells]:
    """A new question with free labels, and claims of two claimants on it that nobody has
    compared.
    """
    question = draft.new("questions", answer_type="text")
    one = answering(draft, question, status=ACTIVE)
    return (
        question,
        one,
        answering(
            draft,
            question,
            status=ACTIVE,
            claimant_id=draft.some("actors", [one["claimant_id"]])["actor_id"],
        ),
    )


@fault("unasked-contest")
def labels_that_nobody_has_compared(draft: Draft) -> Iterator[Hit]:
    question, one, other = two_labels(draft)
    label = draft.draw(prose())
    one |= answer(label, polarity=draft.draw(st.sampled_from(["", "affirms"])))
    other |= answer(draft.draw(st.sampled_from([f"{label}s", f"not {label}", f"{label}."])))
    yield "questions", question, "question_id"


@fault("unasked-contest")
def a_label_that_another_rejects(draft: Draft) -> Iterator[Hit]:
    question, one, other = two_labels(draft)
    label = draft.draw(prose())
    one |= answer(label)
    other |= answer(label, polarity="denies")
    yield "questions", question, "question_id"
