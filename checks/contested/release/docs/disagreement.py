"""The disagreement report: how much is claimed about each question, and how much of it a table with
one row a question would hide.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from contested.derived.disagreement import Claimed
from contested.release.content import Content
from contested.text import markdown, markdown_code, markdown_table, plural

PAGE, FILE = "disagreement.md", "derived/disagreement.csv"
SHOWN = 500
"""Contested questions that the page tells; of the others there is the number, and all are in the
file.
"""
NAMED = 20
"""Claimants of a position that the page names."""
TOTALS = {
    "claim_count": "active claims",
    "position_count": "positions",
    "positions_hidden": "positions that one row a question would hide",
    "claims_hidden": "claims that one row a question would hide",
    "differing_claims_hidden": (
        "of these, claims of another position than the row that is kept, at the least"
    ),
}
COLUMNS = {
    "claim_count": "claims",
    "claimant_count": "claimants",
    "origin_count": "origins",
    "position_count": "positions",
    "claims_hidden": "hidden",
}


def write(content: Content, folder: Path) -> None:
    """Writes the page; the file with every question is a table of the release."""
    with (folder / PAGE).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _page(content, content.claimed))


def _page(content: Content, claimed: Claimed) -> Iterator[str]:
    questions = claimed.questions
    contested = questions.filter("is_contested")
    title = content.descriptor.get("title") or content.name
    yield from (
        f"# Disagreement in {markdown(str(title))}, version {markdown(content.version)}",
        "",
    )
    yield (
        "Computed from the active claims. Nothing on this page says which claim is right: positions"
        " stand beside each other, ordered by"
    )
    yield (
        "polarity and answer. Sources that go back to one document are one origin. A table with one"
        " row a question would have to keep one"
    )
    yield (
        "claim and hide the others; what that would hide is counted here, for whichever claim is"
        " kept."
    )
    yield ""
    rows: list[tuple[str, ...]] = [("questions", f"{questions.height:,}", f"{contested.height:,}")]
    rows += [
        (words, *(f"{int(one[name].sum()):,}" for one in (questions, contested)))
        for name, words in TOTALS.items()
    ]
    yield from markdown_table(("", "all questions", "contested ones"), rows, 2)
    yield from ("", "## Contested questions", "")
    if not contested.height:
        yield "None: no active claim is in conflict with somebody else's."
        return
    yield (
        "A claim can also be in conflict with one on another question, which"
        " [relations](data-dictionary.md#relations) then say."
    )
    yield ""
    shown = contested.head(SHOWN)
    cells = (
        (markdown(row["question"] or ""), *(f"{row[name]:,}" for name in COLUMNS))
        for row in shown.iter_rows(named=True)
    )
    yield from markdown_table(("question", *COLUMNS.values()), cells, len(COLUMNS))
    names = dict(claimed.frame("actors", "actor_id", "name").iter_rows())
    held: dict[str, list[tuple[str, list[str]]]] = {}
    told = claimed.positions.filter(pl.col("question_id").is_in(shown["question_id"].implode()))
    for ident, position, claimants in told.select(
        "question_id", "position", "claimant_ids"
    ).iter_rows():
        held.setdefault(ident, []).append((position, claimants))
    for ident, wording in shown.select("question_id", "question").iter_rows():
        yield from _question(ident, wording, held[ident], names)
    if contested.height > SHOWN:
        yield from (
            "",
            f"{contested.height - SHOWN:,} more of {contested.height:,} are in [{FILE}]({FILE}).",
        )


def _question(
    ident: str, wording: str, held: list[tuple[str, list[str]]], names: dict[str, str]
) -> Iterator[str]:
    yield from (
        "",
        f"### {markdown(wording or ident)}",
        "",
        f"{markdown_code(ident)}; all positions, each with who holds it:",
        "",
    )
    for position, claimants in held:
        each = list(dict.fromkeys(claimants))
        who = ", ".join(markdown(names.get(one) or one) for one in each[:NAMED])
        more = f" and {plural(len(each) - NAMED, 'more claimant')}" if len(each) > NAMED else ""
        yield f"- {markdown_code(position)}: {who}{more} ({plural(len(claimants), 'claim')})"
