"""The disagreement report: what one row a question would hide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from contested.release.content import Content
from contested.release.docs.claims import Cells, Claims
from contested.rules.columns.standing import STANDS
from contested.text import markdown, markdown_code, markdown_table, plural

PAGE, FILE = "disagreement.md", "derived/disagreement.csv"
NAMED = 20
"""Claimants of a position that the table names."""
SHOWN = 500
"""Contested questions on the page. It counts the others, and all are in the file."""
TOTALS = {
    "claim_count": "active claims that give an answer",
    "withheld_count": "active claims that withhold one",
    "position_count": "positions",
    "positions_hidden": "positions that one row a question would hide",
    "claims_hidden": "claims that one row a question would hide",
    "differing_claims_hidden": (
        "of these, claims of another position than the row that is kept, at the least"
    ),
}
COLUMNS = {
    "claim_count": "claims",
    "utterance_count": "utterances",
    "claimant_count": "claimants",
    "side_count": "sides",
    "originator_count": "originators",
    "position_count": "positions",
    "withheld_count": "withheld",
    "claims_hidden": "hidden",
}
ABOUT = (
    (
        "Computed from the active claims. Nothing on this page says which claim is right: positions"
        " stand beside each other, in the order"
    ),
    (
        "of numbers, dates or letters. One act of speaking is one utterance, in however many"
        " documents; an originator is whose word a claim"
    ),
    (
        "is, so that one dispatch in three outlets has one. A table with one row a question would"
        " have to keep one claim and hide the others;"
    ),
    "what that would hide is counted here, for whichever claim is kept.",
)


def write(content: Content, folder: Path) -> None:
    """Write the page; the file beside it is a derived table."""
    with (folder / PAGE).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _page(content))


def _page(content: Content) -> Iterator[str]:
    questions = content.derived("disagreement")
    contested = questions.filter("is_contested")
    title = str(content.descriptor.get("title") or content.name)
    yield f"# Disagreement in {markdown(title)}, version {markdown(content.version)}"
    yield from ("", *ABOUT, "")
    yield from _totals(questions, contested)
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
    yield from _sections(content, shown)
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


def _sections(content: Content, questions: pl.DataFrame) -> Iterator[str]:
    """Yield a section a question, with all positions and claims."""
    claims = Claims(content, questions["question_id"])
    every = content.derived("disagreement")
    asked = dict(zip(every["question_id"], every["question"], strict=True))
    of_question = _by_question(content.positions, questions)
    against = _by_question(_from_both_ends(content.derived("conflicts")), questions)
    for row in questions.iter_rows(named=True):
        ident = row["question_id"]
        yield from ("", f"### {markdown(row['question'] or ident)}", "")
        yield f"{markdown_code(ident)}; {_among(row)}."
        yield from ("", *_beside(of_question[ident]))
        for one in of_question[ident]:
            yield from ("", f"#### {markdown(one['position'])}", "")
            yield from claims.on(ident, one["position"])
        if row["withheld_count"]:
            yield from ("", "#### Withheld", "", *claims.on(ident, None))
        if ident in against:
            yield from ("", "In conflict:", "")
            yield from (_pair(one, asked) for one in against[ident])


def _by_question(frame: pl.DataFrame, questions: pl.DataFrame) -> dict[str, list[Cells]]:
    """Return the rows of some questions, each under its question."""
    shown = frame.join(questions, on="question_id", how="semi", maintain_order="left")
    found: dict[str, list[Cells]] = {}
    for row in shown.iter_rows(named=True):
        found.setdefault(row["question_id"], []).append(row)
    return found


def _from_both_ends(conflicts: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of positions, those of two questions under each of them."""
    ends = ("question_id", "position")
    turned = conflicts.filter(pl.col("question_id") != pl.col("other_question_id")).rename(
        {name: f"other_{name}" for name in ends} | {f"other_{name}": name for name in ends}
    )
    return pl.concat([conflicts, turned.select(conflicts.columns)])


def _among(row: Cells) -> str:
    """Return among whom a question is contested."""
    words = {"between_sides": "between sides", "within_side": "within a side"}
    among = " and ".join(said for name, said in words.items() if row[name])
    now = "" if row["is_contested_now"] else ", but no longer among claims that stand"
    return f"contested {among}{now}"


def _beside(positions: list[Cells]) -> list[str]:
    """Return a table of the positions on a question, beside each other."""
    rows = []
    for one in positions:
        who = list(dict.fromkeys(one["claimants"]))
        named = ", ".join(map(markdown, who[:NAMED]))
        more = f" and {plural(len(who) - NAMED, 'more claimant')}" if len(who) > NAMED else ""
        standing = one["standings"].count(STANDS)
        numbers = (one["claim_count"], one["utterance_count"], standing)
        rows.append((markdown(one["position"]), named + more, *(f"{n:,}" for n in numbers)))
    return markdown_table(("position", "claimants", "claims", "utterances", "standing"), rows, 3)


def _pair(row: Cells, asked: dict[str, str]) -> str:
    """Return a pair of positions in conflict as an item."""
    other = row["other_question_id"]
    is_elsewhere = other != row["question_id"]
    question = f"“{markdown(asked.get(other) or other)}” ({markdown_code(other)})"
    where = f" to {question}" if is_elsewhere else ""
    by = {"answers": "their answers", "relation": "a relation", "both": "answers and a relation"}
    basis = ", ".join(f"{one}".replace("_", " ") for one in (*row["relations"], *row["basis"]))
    said = f"{by[row['by']]}{f' ({markdown(basis)})' if basis else ''}"
    return f"- {markdown(row['position'])} and {markdown(row['other_position'])}{where}, by {said}"
