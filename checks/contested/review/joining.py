"""Reviews of one change against several published versions, made into one.

Where each side has merged the other, a change has begun at several commits, and what any of them
holds is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from contested.check.findings import group_of
from contested.git.pairs import Pair
from contested.results import Finding, PackageReport
from contested.rules.rule import RULES

Review = Callable[[Pair], PackageReport]


def review_all(found: Sequence[Sequence[Pair]], review: Review) -> list[PackageReport]:
    """Return the review of each package against all published versions.

    `found` are the pairs with each of these versions. A package is new only where none has it.
    """
    together: dict[str, list[Pair]] = {}
    for pairs in found:
        for pair in pairs:
            together.setdefault(_place(pair), []).append(pair)
    reports = []
    for alike in together.values():
        paired = [pair for pair in alike if pair.base and pair.head]
        first, *others = [review(pair) for pair in paired or alike[:1]]
        reports.append(_joined(first, others))
    return reports


def _place(pair: Pair) -> str:
    """Return what is the same of a package in all pairs."""
    if pair.head is not None:
        return f"head {pair.head.store.label}"
    return f"base {pair.base.store.label.partition(':')[2]}" if pair.base else ""


def _joined(first: PackageReport, others: Iterable[PackageReport]) -> PackageReport:
    """Return a review with what only others have found, each finding once."""
    for other in others:
        known = {_mark(finding) for finding in _between(first)}
        news: dict[str, list[Finding]] = {}
        for finding in _between(other):
            if _mark(finding) not in known:
                news.setdefault(finding.rule, []).append(finding)
        groups = [group_of(RULES[rule], findings) for rule, findings in news.items()]
        silent = [one for one in other.not_run if one not in first.not_run]
        first = replace(first, groups=(*groups, *first.groups), not_run=(*first.not_run, *silent))
        if first.change and other.change:
            gaps = dict.fromkeys([*first.change.uncompared, *other.change.uncompared])
            first = replace(first, change=replace(first.change, uncompared=tuple(gaps)))
    return first


def _between(report: PackageReport) -> Iterable[Finding]:
    """Yield the findings between two versions."""
    for group in report.groups:
        if RULES[group.rule].compares:
            yield from group.tell(None)


def _mark(finding: Finding) -> tuple[object, ...]:
    """Return what makes two findings one, wherever they were found."""
    where = (finding.side, finding.table, finding.key, finding.column)
    return finding.rule, where, finding.message
