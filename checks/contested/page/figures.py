"""Figures to share: a question, all its positions, and its citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from contested.page import links, words
from contested.page.facts import ACTIVE, Facts, Groups, Row
from contested.page.writing import Page, environment

WIDTH, LEAST = 1200, 675
MARGIN, GAP = 60, 30
LETTER, BOLD = 0.53, 0.62
"""How wide a letter is at the most, as a share of its size; lines are broken by it."""
LINE = 1.32
MOST_COLUMNS = 3
MOST = 60
"""Claims that a figure in a site shows."""


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the figure of each question of moderate size."""
    claims = Groups(facts.claims.drop_nulls("question_id"), "question_id")
    for ident, row in facts.questions.items():
        told = claims.take(ident)
        if has_figure(told):
            yield Page(links.figure(ident), figure(facts, row, told))


def has_figure(claims: Sequence[Row]) -> bool:
    """Return whether a site has a figure of these claims.

    The command draws any.
    """
    return 0 < len([claim for claim in claims if claim["status"] == ACTIVE]) <= MOST


def figure(facts: Facts, row: Row, claims: Sequence[Row]) -> str:
    """Return the figure of a question and its claims as SVG.

    All positions are in it, each with everybody who holds it, and who gave no answer: the picture
    grows with them.
    """
    question = row["question_id"]
    active = [claim for claim in claims if claim["status"] == ACTIVE]
    positions: dict[str, list[Row]] = {}
    for claim in active:
        positions.setdefault(claim["position"] or "", []).append(claim)
    silent = positions.pop("", [])
    told = words.sentence(row, len(positions))
    title = row["question"] or question
    draw = _Canvas()
    draw.text(title, 34, words=True, bold=True)
    draw.text(told, 17, pale=True, above=6)
    draw.down(22)
    draw.columns([(label, _who(facts, rows)) for label, rows in positions.items()])
    if silent:
        draw.columns([("Not known, not confirmed", _who(facts, silent))])
    draw.down(16)
    draw.line()
    draw.text("Who said what. Nothing here says who is right.", 15, words=True, above=4)
    draw.text(f"{facts.dataset['citation']} {links.page('questions', question)}", 14, pale=True)
    licences = ", ".join(one.title for one in facts.dataset["licences"])
    if licences:
        draw.text(
            f"{licences}. Quotations belong to those who spoke and those who printed them.",
            14,
            pale=True,
        )
    template = environment().get_template("figure.svg")
    height = max(LEAST, round(draw.y + MARGIN))
    return template.render(width=WIDTH, height=height, title=title, told=told, shapes=draw.shapes)


def png(svg: str) -> bytes:
    """Return a figure as PNG, with two dots a unit.

    Raises ImportError where resvg-py is not installed.
    """
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2))


def _who(facts: Facts, claims: Sequence[Row]) -> list[str]:
    """Return who says so, when and where, one line an utterance."""
    lines: dict[str, None] = {}
    for claim in {claim["utterance"]: claim for claim in reversed(claims)}.values():
        side = claim["on_behalf_of_id"]
        name = facts.name(claim["claimant_id"])
        name = f"{name}, for {facts.name(side)}" if side else name
        source = facts.sources.get(claim["source_id"] or "", {})
        paper = facts.name(source.get("publisher_id"))
        old = (
            words.word(words.STANDING, claim["standing"])
            if claim["standing"] in words.STANDING
            else ""
        )
        line = f"{name}. {words.said(claim['stated'])}, in {paper}."
        lines[f"{line} {old}.".replace(" .", "")] = None
    return sorted(lines, key=str.casefold)


class _Canvas:
    """Lines of text, one below the other, as shapes."""

    def __init__(self) -> None:
        self.y = float(MARGIN)
        self.shapes: list[dict[str, Any]] = []

    def down(self, by: float) -> None:
        """Leave room."""
        self.y += by

    def line(self) -> None:
        """Draw a line from side to side."""
        self.shapes.append({"kind": "line", "x": MARGIN, "y": round(self.y), "to": WIDTH - MARGIN})
        self.y += 10

    def text(self, text: str, size: int, *, above: float = 0, **style: bool) -> None:
        """Write a text over the whole width."""
        self.y += above
        self.y = self._write(text, size, MARGIN, WIDTH - 2 * MARGIN, self.y, style)

    def columns(self, cells: Sequence[tuple[str, list[str]]]) -> None:
        """Write cells of one width, up to three side by side."""
        count = 2 if len(cells) == 4 else min(MOST_COLUMNS, max(1, len(cells)))
        width = (WIDTH - 2 * MARGIN - GAP * (count - 1)) / count
        for at in range(0, len(cells), count):
            bottom = self.y
            for number, (label, lines) in enumerate(cells[at : at + count]):
                x = MARGIN + number * (width + GAP)
                y = self._write(label, 25, x, width, self.y, {"words": True, "bold": True})
                self.shapes.append(
                    {"kind": "line", "x": round(x), "y": round(y), "to": round(x + width)}
                )
                y += 10
                for one in lines:
                    y = self._write(one, 16, x, width, y, {}) + 6
                bottom = max(bottom, y)
            self.y = bottom + 14

    def _write(
        self, text: str, size: int, x: float, width: float, y: float, style: dict[str, bool]
    ) -> float:
        """Write a text in lines; return where it ends."""
        for line in wrap(
            text,
            max(8, int(width / (size * (BOLD if style.get("bold") else LETTER)))),
            break_long_words=True,
        ) or [""]:
            y += size * LINE
            shape = {"kind": "text", "x": round(x), "y": round(y - size * 0.3), "size": size}
            self.shapes.append({**shape, "text": line, **DEFAULTS, **style})
        return y


DEFAULTS = {"bold": False, "pale": False, "words": False}
