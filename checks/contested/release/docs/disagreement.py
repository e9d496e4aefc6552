"""The disagreement report: what one row a question would hide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from contested.derived.disagreement import Claimed
from contested.release.content import Content
from contested.text import markdown, markdown_code, markdown_table, plural

PAGE, FILE = "disagreement.md", "derived/disagreement.csv"
SHOWN = 500
"""Contested questions on the page. It counts the others, and all are in the file."""
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
ABOUT = (
    (
        "Computed from the active claims. Nothing on this page says which claim is right: positions"
        " stand beside each other, ordered by"
    ),
    (
        "polarity and answer. Sources that go back to one document are one origin. A table with one"
        " row a question would have to keep one"
    ),
    (
        "claim and hide the others; what that would hide is counted here, for whichever claim is"
        " kept."
    ),
)


def write(content: Content, folder: Path) -> None:
    """Write the page; the file beside it is a derived table."""
    with (folder / PAGE).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _page(content, content.claimed))


def _page(content: Content, claimed: Claimed) -> Iterator[str]:
    contested = claimed.questions.filter("is_contested")
    title = str(content.descriptor.get("title") or content.name)
    yield f"# Disagreement in {markdown(title)}, version {markdown(content.version)}"
    yield from ("", *ABOUT, "")
    yield from _totals(claimed.questions, contested)
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
    yield from _counts(shown)
    yield from _positions(claimed, shown)
    if contested.height > SHOWN:
        more = contested.height - SHOWN
        yield from ("", f"{more:,} more of {contested.height:,} are in [{FILE}]({FILE}).")


def _totals(questions: pl.DataFrame, contested: pl.DataFrame) -> list[str]:
    rows = [("questions", f"{questions.height:,}", f"{contested.height:,}")]
    for name, words in TOTALS.items():
        rows.append((words, f"{questions[name].sum():,}", f"{contested[name].sum():,}"))
    return markdown_table(("", "all questions", "contested ones"), rows, 2)


def _counts(questions: pl.DataFrame) -> list[str]:
    rows = [
        (markdown(row["question"] or ""), *(f"{row[name]:,}" for name in COLUMNS))
        for row in questions.iter_rows(named=True)
    ]
    return markdown_table(("question", *COLUMNS.values()), rows, len(COLUMNS))


def _positions(claimed: Claimed, questions: pl.DataFrame) -> Iterator[str]:
    """Yield a section a question, with all positions and who holds each."""
    names = dict(claimed.frame("actors", "actor_id", "name").iter_rows())
    shown = claimed.positions.filter(
        pl.col("question_id").is_in(questions["question_id"].implode())
    )
    holders: dict[str, list[tuple[str, list[str]]]] = {}
    for ident, position, claimants in shown.select(
        "question_id", "position", "claimant_ids"
    ).iter_rows():
        holders.setdefault(ident, []).append((position, claimants))
    for ident, wording in questions.select("question_id", "question").iter_rows():
        yield from ("", f"### {markdown(wording or ident)}", "")
        yield from (f"{markdown_code(ident)}; all positions, each with who holds it:", "")
        for position, claimants in holders[ident]:
            claims = plural(len(claimants), "claim")
            yield f"- {markdown_code(position)}: {_names(claimants, names)} ({claims})"


def _names(claimants: list[str], names: dict[str, str]) -> str:
    each = list(dict.fromkeys(claimants))
    named = ", ".join(markdown(names.get(one) or one) for one in each[:NAMED])
    more = len(each) - NAMED
    return f"{named} and {plural(more, 'more claimant')}" if more > 0 else named
