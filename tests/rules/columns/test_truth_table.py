"""When a question is contested: every line of the table for people, on both engines' frames."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from laws import reference
from laws.colliding import in_conflict, views_over
from laws.reference import Row, Tables

PAGE = Path(__file__).parents[3] / "docs" / "contested.md"
LINE = re.compile(r"\| (fixed|changing|running) \| (.+?) \| (.+?) \| (yes|no) \|")
LINES = [found.groups() for found in LINE.finditer(PAGE.read_text(encoding="utf-8"))]
PLACES = {"Bazarak": "Panjshir", "Panjshir": "", "Kabul": ""}
AMOUNT = re.compile(r"(about )?(up to )?([0-9]+)(?: to ([0-9]+))?( or more)?")


def claim(words: str, number: int) -> Row:
    """Return the claim that a cell of the table tells of."""
    answer, _, rest = words.partition(", ")
    when, _, day = rest.partition(" ")
    denies = answer.startswith("denies ")
    return {
        "claim_id": f"clm-{number}",
        "question_id": "qst-it",
        "claimant_id": f"act-{number}",
        "source_id": "src-it",
        "status": "",
        "polarity": "denies" if denies else "withholds" if answer == "withholds" else "",
        "stated": day if when == "said" else "2021-09-10",
        "occurred": "" if when == "said" else day,
        "occurred_span": when if when in ("within", "throughout") else "",
        **answered(answer.removeprefix("denies ")),
    }


def answered(words: str) -> Row:
    """Return the cells that an answer fills."""
    cells = dict.fromkeys(("answer", "quantity_min", "quantity_max", "quantity_about"), "")
    if words == "withholds":
        return cells
    if words.startswith("in "):
        return cells | {"answer": f"loc-{words[3:].lower()}"}
    if (amount := AMOUNT.fullmatch(words)) is None:
        return cells | {"answer": words}
    about, at_most, low, high, at_least = amount.groups()
    return {
        "answer": words,
        "quantity_min": "" if at_most else low,
        "quantity_max": "" if at_least else high or low,
        "quantity_about": "true" if about else "",
    }


def tables(over_time: str, one: str, other: str) -> Tables:
    """Return a question with two claims on it."""
    claims = [claim(one, 1), claim(other, 2)]
    kinds = {"quantity_min": "quantity", "quantity_max": "quantity"}
    kind = next((kinds[name] for c in claims for name in kinds if c[name]), "yes_no")
    if any(c["answer"].startswith("loc-") for c in claims):
        kind = "location"
    question = {
        "question_id": "qst-it",
        "answer_type": kind,
        "exclusive": "true" if kind == "location" else "",
        "over_time": over_time,
        "period": "2021-09",
    }
    places = [
        {"location_id": f"loc-{name.lower()}", "within_id": around and f"loc-{around.lower()}"}
        for name, around in PLACES.items()
    ]
    return {"locations": places, "questions": [question], "claims": claims, "relations": []}


@pytest.mark.parametrize(("over_time", "one", "other", "told"), LINES)
def test_the_page_says_when_two_claims_are_in_conflict(
    over_time: str, one: str, other: str, told: str
) -> None:
    given = tables(over_time, one, other)
    expected = {"clm-1", "clm-2"} if told == "yes" else set()
    assert {c for pair in reference.conflicts(given) for c in pair} == expected
    assert in_conflict(views_over(given)) == expected
    assert in_conflict(views_over(given, "pandas")) == expected
