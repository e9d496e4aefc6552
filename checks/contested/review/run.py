"""The review of packages in two versions."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import polars as pl

from contested.check.baseline import mark_known
from contested.check.eased import ease
from contested.check.findings import finding_of, group_of
from contested.check.load import LoadedTable, load
from contested.check.validate import validate_package
from contested.git import GitStore
from contested.git.pairs import Pair
from contested.package import DESCRIPTOR, Package, UnreadableError
from contested.results import Change, Meaning, NotRun, PackageReport, Place
from contested.review.both import both
from contested.review.bump import VersionBump
from contested.review.changelog import section
from contested.review.judge import ReviewOutcome, is_lawful, judge_versions, narrowed
from contested.review.mangled import Restore, look_first, unmangle
from contested.review.meaning import meaning
from contested.review.published import read_base
from contested.review.quiet import quieten
from contested.review.rows import RowChanges
from contested.review.suspicions import suspicions
from contested.review.version import Version
from contested.review.versions import Versions
from contested.review.views import History
from contested.rules.history.versions import new_package, vanished_package
from contested.rules.rule import Rule, rule_of
from contested.text import visible

NEEDED = ("questions", "claims", "relations", "actors", "sources")
"""The tables without which nobody can say what a change means."""


def review_pair(
    pair: Pair,
    rules: Collection[Rule],
    compares: Sequence[Rule],
    today: int,
    held: Mapping[str, bytes] | None = None,
    loaded: Mapping[str, LoadedTable] | None = None,
    restore: Restore | None = None,
) -> PackageReport:
    """Review one package.

    `rules` are those of one version, `compares` those between two; `loaded` is head, where it was
    read already. `restore` undoes what a spreadsheet did to whole files before they are compared.
    """
    if pair.head is None:
        assert pair.base is not None
        return _alone(pair.base, rule_of(vanished_package), compares)
    loaded = _loaded(pair.head) if loaded is None else loaded
    report = validate_package(pair.head, rules, today, held, loaded=loaded)
    if pair.base is None:
        alone = _alone(pair.head, rule_of(new_package), compares)
        return replace(report, groups=(*alone.groups, *report.groups), change=alone.change)
    base, tables, instead = read_base(pair.base, loaded)
    if base.fault or pair.head.fault:
        return replace(
            report, change=_unread(pair), not_run=(*report.not_run, *_not_run(pair, compares))
        )
    before, head = Version(base, tables), Version(pair.head, loaded)
    head, told = unmangle(before, head, rules, restore) if restore else (head, ())
    history = History(Versions(before, head))
    judged, change = _judged(history, compares, today)
    change = look_first(replace(change, instead=instead), told)
    report = _with_base(report, base, rules, today, held, tables)
    whole = replace(
        report,
        groups=(*judged.groups, *quieten(history, narrowed(judged.groups, report.groups))),
        not_run=(*judged.not_run, *report.not_run),
        change=change,
    )
    return ease(whole, pair.head.version)


def _judged(history: History, compares: Sequence[Rule], today: int) -> tuple[ReviewOutcome, Change]:
    """Return what rules say of a change, and what it is.

    All of it is in memory already, as in `contested.check.engines.polars.run`.
    """
    with pl.Config(engine_affinity="in-memory"):
        judged = judge_versions(history, compares)
        lawful = is_lawful(history, judged, compares)
        return judged, _change(history, judged.bump, today, lawful)


def _loaded(package: Package) -> Mapping[str, LoadedTable]:
    return {} if package.fault else load(package)


def _with_base(
    report: PackageReport,
    base: Package,
    rules: Collection[Rule],
    today: int,
    held: Mapping[str, bytes] | None,
    loaded: Mapping[str, LoadedTable],
) -> PackageReport:
    """Return the report with what base has too marked as known.

    Base is asked only of rules that found something.
    """
    found = {group.rule for group in report.groups}
    if not found:
        return report
    before = validate_package(
        base, [rule for rule in rules if rule.name in found], today, held, loaded=loaded
    )
    return mark_known(report, replace(before, name=report.name, path=report.path))


def _change(history: History, bump: VersionBump, today: int, lawful: bool) -> Change:
    """Return what became of a package.

    Only what is lawful gets a section of a changelog.
    """
    versions, rows = history.versions, RowChanges(history)
    found, untold = _meaning(history)
    counts, day = rows.counts, datetime.date.fromordinal(today).isoformat()
    return Change(
        status="changed" if counts or bump.level else "same",
        base=versions.base.package.store.label.rstrip("/"),
        base_version=bump.base,
        version=bump.head,
        level=bump.level or "",
        least=bump.least,
        why=bump.why,
        meaning=found,
        untold=untold,
        counts=counts,
        reformatted=sum(one.reformatted for one in versions.diffs.values()),
        unfollowed=sum(one.lost for one in versions.diffs.values()),
        uncompared=versions.uncompared,
        suspicions=suspicions(history),
        tell=rows.tell,
        both=None if untold else lambda: both(history),
        changelog=section(history, bump, counts, found, day) if lawful else (),
    )


def _meaning(history: History) -> tuple[tuple[Meaning, ...], str]:
    """Return what the change means, or why that cannot be said."""
    missing = [name for name in NEEDED if name not in history.diffs]
    if missing:
        return (), f"{', '.join(missing)} could not be compared"
    try:
        return meaning(history), ""
    except UnreadableError as error:
        return (), str(error)


def _alone(package: Package, rule: Rule, compares: Collection[Rule]) -> PackageReport:
    """Return the report of a package that only one version has.

    That is a finding in itself.
    """
    is_new = rule is rule_of(new_package)
    told = {"package": visible(package.name)}
    place = Place(package.store.label + DESCRIPTOR)
    anchor = (
        None
        if is_new or not isinstance(package.store, GitStore)
        else Place(f"{package.store.folder}/{DESCRIPTOR}".removeprefix("/"))
    )
    finding = finding_of(
        rule,
        place,
        told,
        side="head" if is_new else "base",
        anchor=anchor,
        values=dict(told),
    )
    groups = (group_of(rule, [finding]),) if rule in compares else ()
    change = Change(
        "new" if is_new else "removed", "" if is_new else package.store.label.rstrip("/")
    )
    path = package.store.label.rstrip("/") or "."
    return PackageReport(path, package.name, groups, (), {}, change, package.title)


def _unread(pair: Pair) -> Change:
    assert pair.base is not None
    assert pair.head is not None
    which = "the published" if pair.base.fault else "the proposed"
    faults = {"base": pair.base.fault, "head": pair.head.fault}
    return Change(
        "changed",
        pair.base.store.label.rstrip("/"),
        untold=f"{which} datapackage.json cannot be read: {pair.base.fault or pair.head.fault}",
        uncompared=tuple(f"{DESCRIPTOR} in {side}: {why}" for side, why in faults.items() if why),
    )


def _not_run(pair: Pair, compares: Collection[Rule]) -> list[NotRun]:
    reason = _unread(pair).uncompared[0]
    return [NotRun(rule.name, "the package", reason, rule.severity) for rule in compares]
