"""A changelog's section on a change, in words that take no side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contested.results import Act, Kind, Meaning
from contested.review.bump import VersionBump
from contested.review.views import History
from contested.text import markdown, plural

NAMED = 20
"""Things of one kind that are named; of others there is the number."""
HEADINGS: dict[str, tuple[Act, ...]] = {
    "Added": ("added",),
    "Changed": ("changed",),
    "Removed": ("withdrawn", "redacted", "gone"),
}
CONTESTS: dict[Kind, str] = {
    "contested": "now contested",
    "uncontested": "no longer contested",
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
    bump: VersionBump,
    counts: Mapping[str, Mapping[Act, int]],
    meaning: Sequence[Meaning],
    day: str,
) -> tuple[str, ...]:
    """Return the lines of the section, or none where nothing changed.

    `day` is the day of the release.
    """
    if not counts:
        return ()
    return tuple(_lines(history, bump, counts, meaning, day))


def _lines(
    history: History,
    bump: VersionBump,
    counts: Mapping[str, Mapping[Act, int]],
    meaning: Sequence[Meaning],
    day: str,
) -> Iterator[str]:
    version = bump.least if bump.is_short or not bump.head else bump.head
    yield f"## {_text(version or 'Unreleased')} - {day}"
    for heading, acts in HEADINGS.items():
        lines = [
            f"- {_text(table)}: {_counted(found, acts)}"
            for table, found in counts.items()
            if found.keys() & set(acts) and table != "revisions"
        ]
        if lines:
            yield from ("", f"### {heading}", "", *lines)
    contests = [one for one in meaning if one.kind in CONTESTS]
    if contests:
        yield from ("", "### Contested questions", "")
        for one in contests[:NAMED]:
            yield f"- {CONTESTS[one.kind]}: {_text(one.label)} ({_text(one.about)})"
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


def _counted(found: Mapping[Act, int], acts: Sequence[Act]) -> str:
    return ", ".join(f"{found[act]:,} {VERBS[act]}" for act in acts if act in found)
