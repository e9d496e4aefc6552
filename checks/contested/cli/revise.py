"""`contested revise`: the revisions that a change to published rows lacks."""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli import options
from contested.cli.exits import FOUND, OK, RefusedError, day, say

if TYPE_CHECKING:
    from contested.add.new.adding import Target
    from contested.add.revise.groups import Given, Group
    from contested.add.revise.plan import Plan
    from contested.git.pairs import Pair
    from contested.package import Package
    from contested.review.views import History


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "revise",
        help="write the revisions that a change lacks",
        description=(
            "Compares a package with its published version and writes the revisions that say what"
            " was changed. It asks for the reason and a note, once for all that belongs together."
            " A second run writes nothing."
        ),
    )
    option = parser.add_argument
    option("base", metavar="BASE", nargs="?", help="the published version, as for review")
    option("path", metavar="PATH", nargs="?", type=Path, help="the package that was changed")
    option("--reason", metavar="WORD", help="the reason of whatever has none of its own")
    option("--note", metavar="TEXT", help="where the source bears it out, or what else to know")
    option("--reference", metavar="TEXT", help="where the change was asked for or discussed")
    option("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    option("--dry-run", action="store_true", help="only tell what would be written")
    parser.set_defaults(command=_revise)


def _revise(given: argparse.Namespace) -> int:
    codes = [_revise_package(pair, given) for pair in _pairs(given)]
    return max(codes, default=OK)


def _pairs(given: argparse.Namespace) -> list[Pair]:
    """Return the packages that are here and were published."""
    from contested.git.pairs import pairs
    from contested.git.published import base_of
    from contested.package import UnreadableError, find
    from contested.package.journal import settled

    path: Path = given.path or options.default_path()
    try:
        base = base_of(given.base or None, path, named=given.path is not None)
        heads = find(path) if given.dry_run else [settled(one) for one in find(path)]
        found = pairs(base, heads, path)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    return [pair for pair in found if pair.base is not None and pair.head is not None]


def _history(pair: Pair) -> History:
    from contested.check.load import load
    from contested.review.version import Version
    from contested.review.versions import Versions
    from contested.review.views import History

    assert pair.base is not None
    assert pair.head is not None
    for package in (pair.base, pair.head):
        if package.fault:
            raise RefusedError(f"{package.store.label}datapackage.json: {package.fault}")
    head = load(pair.head)
    versions = Versions(Version(pair.base, load(pair.base, head)), Version(pair.head, head))
    if versions.unread:
        raise RefusedError(
            f"{'; '.join(versions.unread.values())}. Revisions are written once all can be read."
        )
    return History(versions)


def _revise_package(pair: Pair, given: argparse.Namespace) -> int:
    from contested.add.revise.groups import Given, group
    from contested.add.revise.plan import plan

    history = _history(pair)
    head = history.versions.head.package
    said = Given(given.reason or "", given.note or "", given.reference or "")
    planned = plan(history)
    if said.reason == "protection":
        planned = plan(history, {draft.about for draft in planned.drafts})
        _refuse_publishing(planned)
    groups = group(planned.drafts)
    if not groups:
        print(f"{head.name}: no revision is missing")
    elif given.dry_run:
        say(chain.from_iterable(one.told() for one in groups))
    else:
        _write(history, groups, said, given)
    say((f"contested: {words}" for words in planned.unlawful), sys.stderr)
    return FOUND if planned.unlawful else OK


def _refuse_publishing(planned: Plan) -> None:
    """Raise RefusedError where a revision would say what is to be protected."""
    told = [one for one in planned.drafts if one.kind == "corrected" and one.old]
    if told:
        cells = ", ".join(f"{one.table} {one.record} {one.fields[0]}" for one in told)
        raise RefusedError(
            f"to protect somebody, content is only taken out: write [redacted], or leave the cell"
            f" blank, or make a date less precise. Something else was put into {cells}."
        )


def _write(history: History, groups: list[Group], said: Given, given: argparse.Namespace) -> None:
    """Write the revisions of all groups, or of none."""
    from contested.add.new.adding import find_target
    from contested.add.new.minting import mint
    from contested.add.new.parts import InsertionError
    from contested.add.new.writing import Insertion
    from contested.add.revise.groups import row_of
    from contested.check.validate import choose_rules

    version, today = history.versions.head, day(given.today)
    _refuse_zip(version.package)
    try:
        where = find_target(version.package, version.loaded, "revisions")
        rows: list[dict[str, str]] = []
        for one, told in _answered(where, groups, said):
            taken = where.keys | {row["revision_id"] for row in rows}
            for draft in one.drafts:
                ident = mint(where.table, taken)
                taken |= {ident}
                rows.append(row_of(draft, told, ident, today.isoformat()))
        settled = options.settings()
        rules = choose_rules(settled.select or None, settled.ignore)
        insertion = Insertion(where, None, rules, today.toordinal())
        found = [one for one in insertion.write(*rows) if one.severity == "error"]
    except InsertionError as error:
        raise RefusedError(str(error)) from error
    except OSError as error:
        raise RefusedError(f"{error.filename} cannot be written: {error.strerror}") from error
    if found:
        raise RefusedError(
            f"no revision was written, since the package would not be valid with them:"
            f" {found[0].message} {found[0].mend}"
        )
    say(" ".join(filter(None, (row[name] for name in SHOWN))) for row in rows)


SHOWN = ("revision_id", "kind", "table", "record_id", "field")
"""What is printed of a revision that was written."""


def _refuse_zip(package: Package) -> None:
    from contested.package.store import FolderStore

    if not isinstance(package.store, FolderStore):
        raise RefusedError("revisions are written into a folder, and not into a zip")


def _answered(where: Target, groups: list[Group], said: Given) -> list[tuple[Group, Given]]:
    """Return each group with its reason and note.

    Raises RefusedError where there is nobody to ask.
    """
    from contested.add.new.asking import StoppedError

    open_ones = [one for one in groups if _lacks(one, said)]
    if open_ones and not options.is_terminal():
        lines = list(chain.from_iterable(one.told() for one in open_ones))
        raise RefusedError(
            "these changes need a reason and a note that says where the source bears them out;"
            " give --reason and --note, or run this at a terminal:\n  " + "\n  ".join(lines)
        )
    try:
        return [(one, _said_of(where, one, groups, said)) for one in groups]
    except StoppedError as stopped:
        raise RefusedError("stopped; nothing was written") from stopped


def _said_of(where: Target, group: Group, groups: list[Group], said: Given) -> Given:
    """Return what is said of a group.

    A note on others is not put to what needs none.
    """
    from contested.add.revise.asking import ask
    from contested.add.revise.groups import Given

    if _lacks(group, said):
        return ask(where, group, said)
    return said if group.asks or not any(one.asks for one in groups) else Given()


def _lacks(group: Group, said: Given) -> bool:
    return (group.asks_reason and not said.reason) or group.asks_note(said)
