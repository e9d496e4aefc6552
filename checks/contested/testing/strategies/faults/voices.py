"""Voices: claims that nothing else is bound to, so that a fault in how they stand to each other is
the only one.
"""

from __future__ import annotations

from hypothesis import strategies as st

from contested import standard
from contested.testing.strategies.cells import prose
from contested.testing.strategies.days import FIRST, text_of
from contested.testing.strategies.draft import Draft, Wish, Wishes
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.positions import ANSWER
from contested.testing.strategies.rows import SPAN

ACTIVE = ["", "active"]
"""How a claim that counts has its status."""
SHOWN = [*ACTIVE, "withdrawn"]
"""The same for one whose words are there to be read."""
OPENLY = [
    word for word in standard.tables()["actors"].fields["actor_type"].words if word != "person"
]
"""Kinds of actor who cannot be hiding behind another name."""
SAME_DAY = text_of(FIRST + SPAN)
"""A day on which claims may have been said whatever document they stand in."""
PLAIN: dict[str, Wish] = {"claim_type": "assessment", "stated_basis": "stated"}
"""What a claim is to be whose days are then set freely."""
Odds = tuple[Cells, Cells, Cells]
"""A question, and the cells of two answers to it that cannot both be right."""


def answering(draft: Draft, question: Cells, **wishes: Wish) -> Cells:
    """A new claim on a question, alone in a new document that goes back to no other."""
    asked: dict[str, Wish] = {
        "status": SHOWN,
        "source_id": draft.new("sources", derived_from_id="")["source_id"],
    }
    return draft.new("claims", **asked | wishes | {"question_id": question["question_id"]})


def pair(
    draft: Draft, question: Cells, *, own: bool = False, **wishes: Wish
) -> tuple[Cells, Cells]:
    """Two new claims with one answer to a question, by two claimants or by one, in documents that
    have nothing to do with each other.
    """
    other = answering(draft, question, **wishes)
    claimant = (
        other["claimant_id"] if own else draft.some("actors", [other["claimant_id"]])["actor_id"]
    )
    one = answering(draft, question, claimant_id=claimant, **wishes)
    one |= {name: other[name] for name in ANSWER}
    return one, other


def relate(draft: Draft, one: Cells, word: str, other: Cells) -> Cells:
    """A new row that says how one claim stands to another, whether or not it may."""
    ends = {"claim_id": one["claim_id"], "relation": word, "other_claim_id": other["claim_id"]}
    row = draft.fill(Wishes(draft.draw, draft.specs["relations"], {}), ends)
    draft.tables["relations"].append(row)
    return row


def asked(draft: Draft, *kinds: str, **wishes: Wish) -> Cells:
    """A question of one of these kinds; where labels are free a new one, on which nobody has used
    any yet.
    """
    kind = draft.draw(
        st.sampled_from(kinds or draft.specs["questions"].fields["answer_type"].words)
    )
    return (
        draft.new("questions", answer_type=kind, **wishes)
        if kind == "text"
        else draft.some("questions", answer_type=kind, **wishes)
    )


def answer(text: str, low: str = "", high: str = "", polarity: str = "") -> Cells:
    """The cells of an answer."""
    return {"polarity": polarity, "answer": text, "quantity_min": low, "quantity_max": high}


def stretch(low: int | None, high: int | None) -> Cells:
    """The cells of a quantity between two bounds, each of which may be open, in a wording that has
    both.
    """
    least, most = ("" if n is None else str(n) for n in (low, high))
    return answer(f"{least} to {most}" if least and most and low != high else "dozens", least, most)


def yes_and_no(draft: Draft) -> Odds:
    """A yes and a no."""
    one, other = draft.draw(st.permutations(["yes", "no"]))
    return asked(draft, "yes_no"), answer(one), answer(other, polarity="affirms")


def only_one_of_two(draft: Draft) -> Odds:
    """Two actors or places where only one can be the answer, one place perhaps within the other."""
    question = asked(draft, "actor", "location", exclusive="true")
    table = f"{question['answer_type']}s"
    key = draft.specs[table].key[0]
    one = draft.some(table)
    inside = (
        {"location_type": "point", "within_id": one[key]}
        if table == "locations" and draft.draw(st.booleans())
        else {}
    )
    return question, answer(one[key]), answer(draft.some(table, [one[key]], **inside)[key])


def one_short_of_touching(draft: Draft) -> Odds:
    """Two quantities of which one ends just below where the other begins, each exact, ranging or
    open at its far end.
    """
    high = draft.draw(st.integers(1, 500))
    below = stretch(draft.draw(st.sampled_from([high, high - 1, None])), high)
    above = stretch(high + 1, draft.draw(st.sampled_from([high + 1, high + 3, None])))
    one, other = draft.draw(st.permutations([below, above]))
    return asked(draft, "quantity"), one, other


def a_day_short_of_touching(draft: Draft) -> Odds:
    """Two dates of which one ends on the day before the other begins."""
    day = FIRST + draft.draw(st.integers(0, SPAN))
    last, first = text_of(day), text_of(day + 1)
    below = draft.draw(st.sampled_from([last, f"../{last}", f"2021-06/{last}~", f"{last}?"]))
    above = draft.draw(st.sampled_from([first, f"{first}/..", f"{first}%/2021-09", f"{first}~"]))
    one, other = draft.draw(st.permutations([below, above]))
    return asked(draft, "date"), answer(one), answer(other)


def affirmed_and_denied(draft: Draft) -> Odds:
    """One answer, once given and once rejected."""
    question = asked(draft, "actor", "location", "quantity", "date", "text")
    kind, day = question["answer_type"], text_of(FIRST)
    if kind in ("actor", "location"):
        same = answer(draft.some(f"{kind}s")[f"{kind}_id"])
    elif kind == "quantity":
        same = draft.draw(
            st.sampled_from([stretch(3, None), stretch(None, 7), stretch(4, 4), stretch(2, 9)])
        )
    else:
        same = answer(
            draft.draw(
                prose() if kind == "text" else st.sampled_from([day, f"{day}/..", f"{day}?"])
            )
        )
    given, rejected = (
        same | {"polarity": draft.draw(st.sampled_from(["", "affirms"]))},
        same | {"polarity": "denies"},
    )
    one, other = draft.draw(st.permutations([given, rejected]))
    return question, one, other
