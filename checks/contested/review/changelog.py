"""A section for the changelog of a data package: what changed, in words that take no side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contested.results import Act, Meant
from contested.review.bump import Bump
from contested.review.views import History
from contested.text import markdown, plural

NAMED = 20
"""Things of one kind that are named; of others there is the number."""
HEADINGS: dict[str, tuple[Act, ...]] = {
    "Added": ("added",),
    "Changed": ("changed",),
    "Removed": ("withdrawn", "redacted", "gone"),
}
LONGEST = 300
"""Characters of a name that are shown."""
VERBS: dict[Act, str] = {
    "added": "new",
    "changed": "changed",
    "withdrawn": "withdrawn",
    "redacted": "redacted",
    "gone": "gone",
}


def section(
    history: History,
    bump: Bump,
    counts: Mapping[str, Mapping[Act, int]],
    meaning: Sequence[Meant],
    day: str,
) -> tuple[str, ...]:
    """The lines of the section, or none where nothing changed. `day` is the day of the release."""
    if not counts:
        return ()
    return tuple(_lines(history, bump, counts, meaning, day))


def _lines(
    history: History,
    bump: Bump,
    counts: Mapping[str, Mapping[Act, int]],
    meaning: Sequence[Meant],
    day: str,
) -> Iterator[str]:
    yield (
        f"## {_text(bump.head if not bump.is_short and bump.head else bump.least or 'Unreleased')}"
        f" - {day}"
    )
    for heading, acts in HEADINGS.items():
        told = [
            f"- {_text(table)}: {_told(found, acts)}"
            for table, found in counts.items()
            if any(act in found for act in acts) and table != "revisions"
        ]
        if told:
            yield from ("", f"### {heading}", "", *told)
    contests = [one for one in meaning if one.kind in ("contested", "uncontested")]
    if contests:
        yield from ("", "### Contested questions", "")
        yield from (
            f"- {'now contested' if one.kind == 'contested' else 'no longer contested'}:"
            f" {_text(one.label)} ({_text(one.about)})"
            for one in contests[:NAMED]
        )
        if len(contests) > NAMED:
            yield f"- and {len(contests) - NAMED:,} more"
    revisions = history.revisions
    if len(revisions):
        yield from ("", "### Revisions", "")
        kinds = revisions.group_by("kind").len().sort("kind").drop_nulls("kind")
        yield from (
            f"- {plural(count, 'revision')} of the kind {_text(kind)}"
            for kind, count in kinds.iter_rows()
        )


def _text(words: str) -> str:
    return markdown(words, LONGEST)


def _told(found: Mapping[Act, int], acts: Sequence[Act]) -> str:
    return ", ".join(f"{found[act]:,} {VERBS[act]}" for act in acts if act in found)
