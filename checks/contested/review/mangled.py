"""Files that a spreadsheet wrote anew: what a person changed in them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from contested.check.load import LoadedTable, load
from contested.package import Package
from contested.results import Change, Suspicion
from contested.review.version import Version
from contested.rules.rule import Rule
from contested.text import plural

Restore = Callable[[Package, Package, Collection[str]], tuple[Package, dict[str, int]]]
"""Gives some tables of a package the form that those of another have, and counts their cells."""


def unmangle(
    base: Version, head: Version, rules: Collection[Rule], restore: Restore
) -> tuple[Version, tuple[Suspicion, ...]]:
    """Return head without what a spreadsheet did to whole files.

    With it comes what was done, to be looked at first.
    """
    names = _mangled(base, head, rules)
    if not names:
        return head, ()
    package, counts = restore(head.package, base.package, names)
    told = (Suspicion("table mangled", name, "", n, _words(name, n)) for name, n in counts.items())
    return Version(package, load(package, head.loaded)), tuple(told)


def look_first(change: Change, told: tuple[Suspicion, ...]) -> Change:
    """Return the change with what was done before it was looked for."""
    if not told:
        return change
    return replace(change, status="changed", suspicions=(*told, *change.suspicions))


def _words(table: str, count: int) -> str:
    return (
        f"the whole file of {table} was written anew, as by a spreadsheet; it is compared as"
        " “contested fmt --restore-from” would leave it"
        + (f", with {plural(count, 'cell')} as published" if count else "")
        + ". Run that with the published version, and commit what it writes"
    )


def _mangled(base: Version, head: Version, rules: Collection[Rule]) -> list[str]:
    """Return tables with a fault of whole files, new in head.

    It is an error, so that nothing passes by what is undone for the comparison.
    """
    of_files = [rule for rule in rules if rule.scope == "file" and not rule.ordered]
    grave = {rule.name for rule in of_files if rule.severity == "error"}
    found = []
    for name, table in head.loaded.items():
        known = _faults(base.loaded[name]) if name in base.loaded else set[str]()
        if (_faults(table) - known) & grave:
            found.append(name)
    return found


def _faults(table: LoadedTable) -> set[str]:
    return set().union(*(part.linted.found for part in table.parts))
