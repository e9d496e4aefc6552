"""The summary as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap
from typing import Any

from contested import standard
from contested.derived.words import WITHHELD_WORDS
from contested.rules.columns.standing import STANDS
from contested.standard import readable
from contested.text import visible

SHOWN, LONGEST, NAMED, WIDTH = 25, 60, 5, 80
"""Questions of a list, lines of a question and claimants of an answer that the text shows; columns
of a terminal.
"""
TOO_LONG = "    too much to tell here; --format json has all of it"
"""Stands for all that is said on a question, since of its answers all are shown or none."""
DEGREES = standard.tables()["claims"].fields["certainty"].ranked
"""How far claimants stand by what they say, the plain assertion last."""
Cells = dict[str, Any]
Lines = Iterator[tuple[int, str]]
"""Lines, each with how far it stands in."""


def summary_lines(told: dict[str, list[Cells]]) -> Iterator[str]:
    """Yield the four parts of a summary, each under its heading."""
    contested = [one for one in told["sides"] if one["is_contested"]]
    yield from _part("What each side says on contested questions", contested, _said_on)
    yield from _part("What changed when", told["changes"], _changes)
    yield from _part("Taken back, corrected or replaced since", told["replaced"], _replaced)
    yield from _part("Approximate numbers", _by_question(told["approximate"]), _numbers)
    heading = "What could not be confirmed, is not known, or was not told"
    yield from _part(heading, told["withheld"], _said_on)


def _part(heading: str, found: list[Cells], told: Callable[[Cells], Lines]) -> Iterator[str]:
    yield from ("", heading)
    for one in found[:SHOWN]:
        yield from _wrapped(one["question"], 2)
        body: list[str] = []
        for indent, text in told(one):
            body += _wrapped(text, indent)
        yield from body if len(body) <= LONGEST else [TOO_LONG]
    if not found:
        yield "  none"
    if len(found) > SHOWN:
        yield f"  {len(found) - SHOWN:,} more of {len(found):,}; --format json has them all"


def _said_on(question: Cells) -> Lines:
    yield from _sides(question["sides"], 4)
    yield from ((4, line) for line in dict.fromkeys(map(_silence, question["withheld"])))
    for other in question.get("elsewhere", ()):
        yield 4, f"set against what is said on another question: {other['question']}"


def _silence(claim: Cells) -> str:
    word = claim["withheld"] or "gives no answer"
    return f"{_who(claim)} {WITHHELD_WORDS.get(word, word)}"


def _sides(sides: list[Cells], indent: int) -> Lines:
    for side in sides:
        answers = "; ".join(_position(one, side["side_id"]) for one in side["says"])
        yield indent, f"{side['side']}: {answers}"


def _changes(question: Cells) -> Lines:
    for day in question["days"]:
        yield 4, day["day"]
        yield from _sides(day["sides"], 6)


def _replaced(claim: Cells) -> Lines:
    yield 4, f"{_who(claim)}: {_stated(claim)}, {claim['standing']}"
    yield from ((4, f"since then: {_stated(newer)}") for newer in claim["by"])


def _stated(claim: Cells) -> str:
    return f"{claim['position'] or 'no answer'} (said {_date(claim['stated'])})"


def _date(text: str | None) -> str:
    return readable.days(text) if text else "on no day that is given"


def _numbers(question: Cells) -> Lines:
    yield from ((4, f"{_who(one)}: {one['wording']}") for one in question["claims"])


def _position(one: Cells, side_id: str) -> str:
    """Return a position, and in brackets who holds it for the side.

    Nobody is named where only the side itself does.
    """
    marks: dict[str, list[str]] = {}
    for claim in one["claims"]:
        marks.setdefault(claim["claimant"], []).append(_mark(claim))
    is_named = any(claim["claimant_id"] != side_id for claim in one["claims"])
    found = [
        " ".join(filter(None, (who if is_named else "", "" if "" in some else f"[{some[0]}]")))
        for who, some in marks.items()
    ]
    more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
    named = ", ".join(filter(None, found[:NAMED])) + more
    return " ".join(filter(None, (one["position"], f"({named})" if is_named else named)))


def _mark(claim: Cells) -> str:
    """Return a claim's standing, or how far its claimant stands by it.

    Blank for one that stands and is asserted plainly.
    """
    if claim["standing"] != STANDS:
        return str(claim["standing"])
    return str(claim["certainty"]) if claim["certainty"] in DEGREES[:-1] else ""


def _who(claim: Cells) -> str:
    if claim["claimant_id"] == claim["side_id"]:
        return str(claim["claimant"])
    return f"{claim['claimant']} for {claim['side']}"


def _by_question(claims: Iterable[Cells]) -> list[Cells]:
    found: dict[str, Cells] = {}
    for claim in claims:
        one = found.setdefault(claim["question_id"], {"question": claim["question"], "claims": []})
        one["claims"].append(claim)
    return list(found.values())


def _wrapped(text: str, indent: int) -> list[str]:
    margin, hanging = " " * indent, " " * (indent + 4)
    shown = visible(" ".join(text.split()), len(text))
    return wrap(shown, WIDTH, initial_indent=margin, subsequent_indent=hanging)
