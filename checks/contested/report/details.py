"""The details of a finding, as forms for other programs give them.

They are plain text, in which nothing is unseen.
"""

from __future__ import annotations

from collections.abc import Iterable

from contested.report import outline
from contested.results import Finding, NotRun

REASONS = 10
"""Places that are named where a rule did not run; of the others there is the number."""


def details(finding: Finding) -> list[str]:
    """Return all of a finding but its message, a line each."""
    where = ", ".join(f"{label} {value}" for label, value in outline.where(finding))
    published = outline.place(finding) if finding.side == "base" else ""
    rest = [
        ("published at", published),
        ("where", where),
        *((label, value or "(blank)") for label, value in outline.cell_and_suggestion(finding)),
        *outline.remedy(finding).items(),
    ]
    return [f"{label.capitalize()}: {value}" for label, value in rest if value]


def reasons(missed: Iterable[NotRun]) -> list[str]:
    """Return each reason why a rule did not run, with some places."""
    places: dict[str, list[str]] = {}
    for one in missed:
        places.setdefault(one.reason, []).append(one.where)
    return [outline.one_line(f"{reason} ({_some(where)})") for reason, where in places.items()]


def _some(places: list[str]) -> str:
    more = f" and {len(places) - REASONS:,} more" if len(places) > REASONS else ""
    return ", ".join(places[:REASONS]) + more
