"""The facts of a change, as several forms show them.

They are plain words, which each form escapes for itself.

What the change means (`meaning`) comes before its rows (`rows`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contested.report.outline import named, one_line
from contested.results import Act, Change, PackageReport, Report, Suspicion
from contested.text import plural

FIRST = "Look at this first"
NOTHING = (
    "no question becomes contested or stops being so, and no position, claimant, source or date"
    " comes, goes or moves; the rows tell what else changed"
)
FINDINGS = "Findings"
ROWS = "Rows"
CHANGELOG = "For the changelog"
KNOWN = "Also in the published version"
WORDS = 300
"""Characters of a line about the change as a whole."""


def changed_packages(report: Report) -> list[tuple[PackageReport, Change]]:
    """Return the packages that have more to tell than one line."""
    return [
        (package, package.change)
        for package in report.packages
        if package.change is not None and _is_long(package.change)
    ]


def _is_long(change: Change) -> bool:
    is_unclear = bool(change.uncompared or change.unfollowed or change.untold or change.instead)
    return change.status == "changed" or (change.status == "same" and is_unclear)


def shown_packages(report: Report) -> Iterator[tuple[PackageReport, Change, str]]:
    """Yield every compared package, and why it cannot be shown, if so."""
    for package in report.packages:
        if package.change is not None:
            why = f"It cannot be shown: {package.change.untold}" if package.change.untold else ""
            if package.change.status in ("new", "removed"):
                why = f"{_standing(package.change, '')}."
            yield package, package.change, one_line(why[:1].upper() + why[1:], WORDS)


def unchanged_packages(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the other packages by title, each with one line."""
    for package in report.packages:
        if package.change is not None and not _is_long(package.change):
            yield named(package), _standing(package.change, compared(report, package.change))


def compared(report: Report, change: Change) -> str:
    """Return what a package was compared with, for people."""
    asked = "" if change.instead else report.notes.get("compared")
    return one_line(asked or change.base, WORDS)


def _standing(change: Change, base: str) -> str:
    if change.status == "new":
        return "a new package; nothing is published that it could be compared with"
    if change.status == "removed":
        return "published, and no longer there"
    rows = f"; {_reformatted(change)}" if change.reformatted else ""
    return one_line(f"nothing changed since {base}{rows}", WORDS)


def _reformatted(change: Change) -> str:
    count = change.reformatted
    return f"{plural(count, 'row')} {'is' if count == 1 else 'are'} only written otherwise"


def facts(change: Change) -> list[tuple[str, str]]:
    """Return the facts of the change as a whole, with their labels."""
    found = {
        "published": change.instead,
        "version": _version(change),
        "rows": "; ".join(counts(table, acts) for table, acts in change.counts.items()),
        "as before": _reformatted(change) if change.reformatted else "",
        "not followed": _unfollowed(change) if change.unfollowed else "",
        "not compared": "; ".join(change.uncompared),
        "meaning": f"unknown: {change.untold}" if change.untold else "",
    }
    if not change.meaning and not change.untold:
        found["meaning"] = NOTHING
    return [(label, one_line(words, WORDS)) for label, words in found.items() if words]


def counts(table: str, acts: Mapping[Act, int]) -> str:
    """Return how many rows of a table became what."""
    return f"{table}: {', '.join(f'{count:,} {act}' for act, count in acts.items())}"


def _unfollowed(change: Change) -> str:
    rows = plural(change.unfollowed, "row")
    return f"{rows} whose id is blank or stands twice, in both versions together"


def _version(change: Change) -> str:
    is_same = change.version == change.base_version
    given = f"{change.base_version or 'none'} → {change.version or 'none'}"
    if is_same:
        given = f"still {change.version or 'none'}"
    if not change.level:
        return "" if is_same else given
    least = f"a {change.level} version"
    if change.least:
        least = f"{change.least} or later ({change.level})"
    return f"{given}; the change asks for {least}: {change.why}"


def suspicions(change: Change) -> list[str]:
    """Return what somebody should look at before anything else, the gravest first."""
    return [one_line(one.words, WORDS) for one in sorted(change.suspicions, key=_alarm)]


def _alarm(one: Suspicion) -> tuple[int, int]:
    """Return a rank: the gravest kinds first, then the widest.

    What touches ids, dates and quotations comes before what is only wide.
    """
    return int(one.kind == "column changed throughout"), -one.count
