"""What the forms for other programs tell alike, as plain text in which nothing is unseen."""

from __future__ import annotations

from collections.abc import Iterable

from contested.report import outline
from contested.results import Finding, NotRun

REASONS = 10
"""Places that are named where a rule did not run; of the others there is the number."""


def details(finding: Finding) -> list[str]:
    """What there is to say of a finding besides its message, a line each."""
    where = ", ".join(f"{label} {value}" for label, value in outline.where(finding))
    published = outline.place(finding) if finding.side == "base" else ""
    rest = [
        ("published at", published),
        ("where", where),
        *((label, value or "(blank)") for label, value in outline.found(finding)),
        *outline.remedy(finding).items(),
    ]
    return [f"{label.capitalize()}: {value}" for label, value in rest if value]


def reasons(missed: Iterable[NotRun]) -> list[str]:
    """Why a rule did not run, each reason once, with some of the places that it holds for."""
    places: dict[str, list[str]] = {}
    for one in missed:
        places.setdefault(one.reason, []).append(one.where)
    return [outline.line(f"{reason} ({_some(where)})") for reason, where in places.items()]


def _some(places: list[str]) -> str:
    return ", ".join(places[:REASONS]) + (
        f" and {len(places) - REASONS:,} more" if len(places) > REASONS else ""
    )
