"""Claims to which something unlawful is done: of new claimants, in new documents, on new questions,
so that nothing else is bound to them.
"""

from __future__ import annotations

from contested.testing.strategies.draft import Draft, Wish
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.voices import OPENLY, PLAIN, SAME_DAY, answer, relate


def asked(draft: Draft, kind: str = "yes_no", **wishes: Wish) -> Cells:
    """A new question, about nobody and no place."""
    return draft.new(
        "questions", answer_type=kind, **{"about_id": "", "location_id": "", "period": ""} | wishes
    )


def told(draft: Draft, question: Cells, cells: Cells, **wishes: Wish) -> Cells:
    """A new claim that counts, with this answer, by somebody new and in a new document by somebody
    else.
    """
    claimant = draft.new("actors", actor_type=OPENLY)
    source = draft.new(
        "sources",
        publisher_id=draft.new("actors", actor_type=OPENLY)["actor_id"],
        derived_from_id="",
    )
    plain: dict[str, Wish] = {
        "status": ["", "active"],
        "voice": "headline",
        "location_id": "",
        **PLAIN,
        "stated": SAME_DAY,
    }
    named: dict[str, Wish] = {
        "question_id": question["question_id"],
        "claimant_id": claimant["actor_id"],
        "source_id": source["source_id"],
    }
    return draft.new("claims", **plain | named | wishes, **cells)


def one_claim(draft: Draft, **wishes: Wish) -> Cells:
    """A claim that stands alone, a yes."""
    return told(draft, asked(draft), answer("yes"), **wishes)


def two_against(draft: Draft, word: str = "contradicts") -> tuple[Cells, Cells, Cells]:
    """A yes and a no to one question, and the relation that sets the first against the second."""
    question = asked(draft)
    one, other = told(draft, question, answer("yes")), told(draft, question, answer("no"))
    return one, other, relate(draft, one, word, other)


def open_question(draft: Draft) -> tuple[Cells, list[Cells]]:
    """A new question to which several answers can be right, and three answers to it."""
    return asked(draft, "actor", exclusive="false"), [
        answer(draft.new("actors")["actor_id"]) for _ in "123"
    ]


def two_set_apart(draft: Draft, word: str = "disputes") -> tuple[Cells, Cells, Cells]:
    """Two answers that could both be right, and the relation alone that sets the first against the
    second.
    """
    question, answers = open_question(draft)
    one, other = (told(draft, question, cells) for cells in answers[:2])
    return one, other, relate(draft, one, word, other)
