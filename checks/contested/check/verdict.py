"""The verdict on a run: found, not judged, or passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from contested.results import PackageReport, Report, Severity, Side, is_as_grave

Verdict = Literal["found", "unjudged", "passes"]
"""What became of a run, as its exit code says it."""
IN_HEAD = " in head: "


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Something not judged, for which a run does not pass."""

    package: str
    """The path of the package."""
    reason: str
    side: Side
    rules: tuple[str, ...]
    """The rules that are silent because of it."""


def verdict(report: Report, fail_on: Severity, *, only_new: bool = False) -> Verdict:
    """Return what became of a run.

    Found is what is as grave as `fail_on`, of what is new where only that counts. What could not be
    judged never passes, whether or not what is behind it was ignored or known.
    """
    worst = report.worst(only_new=only_new)
    if worst is not None and is_as_grave(worst, fail_on):
        return "found"
    return "unjudged" if unjudged(report, fail_on) else "passes"


def unjudged(report: Report, fail_on: Severity) -> list[Unjudged]:
    """Return what could not be judged in all packages."""
    return list(chain.from_iterable(_of_package(one, fail_on) for one in report.packages))


def _of_package(package: PackageReport, fail_on: Severity) -> Iterator[Unjudged]:
    """Yield what could not be judged, each reason once.

    It is what could not be read or compared, and what rules could not judge that are as grave as
    `fail_on`.
    """
    compared = package.change.uncompared if package.change else ()
    unread = (one for one in package.unread if _in_head(one) not in compared)
    silent: dict[str, dict[str, None]] = {reason: {} for reason in (*compared, *unread)}
    for one in package.not_run:
        known = _in_head(one.reason)
        reason = known if known in silent else one.reason
        if reason in silent or (one.severity and is_as_grave(one.severity, fail_on)):
            silent.setdefault(reason, {})[one.rule] = None
    for reason, rules in silent.items():
        side: Side = "base" if reason.partition(":")[0].endswith(" in base") else "head"
        yield Unjudged(package.path, reason, side, tuple(rules))


def _in_head(reason: str) -> str:
    """Return a reason as the comparison of two versions gives it."""
    return reason.replace(": ", IN_HEAD, 1)
