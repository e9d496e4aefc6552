"""`contested review`: what a change does to published claims."""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli import baseline, options, published, reports
from contested.cli.exits import FOUND, NOTHING_JUDGED, RefusedError, code_of, complain, day

if TYPE_CHECKING:
    from contested.git.pairs import Pair
    from contested.git.published import Base
    from contested.package import Package
    from contested.results import PackageReport, Report
    from contested.rules.rule import Rule


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "review",
        help="tell what a change does to published claims",
        description=(
            "Compares a package with its published version: which questions become contested or"
            " stop being so, who is heard and who is not any more, which claims were rewritten, and"
            " what the rules say of it."
        ),
    )
    option = parser.add_argument
    option(
        "base",
        metavar="BASE",
        nargs="?",
        help=(
            "the published version: a git revision, a folder or a zip (default: the newest commit"
            " in common with the default branch)"
        ),
    )
    option(
        "path",
        metavar="PATH",
        nargs="?",
        type=Path,
        help="the proposed version, as for validate (default: datasets, or else this folder)",
    )
    _add_options(parser)
    parser.set_defaults(command=_review)


def _add_options(parser: Any) -> None:
    option = parser.add_argument
    option(
        "--only-new",
        action="store_true",
        help="fail only on findings that the published version has not",
    )
    option(
        "--site",
        metavar="DIR",
        type=Path,
        help="write pages of the questions that are touched, as they are and as they would be",
    )
    reports.add(option)
    options.add(option)
    baseline.add(parser)


def _review(given: argparse.Namespace) -> int:
    from contested.git.pairs import pairs
    from contested.git.published import base_of
    from contested.package import UnreadableError
    from contested.results import Report

    wanted, proposed = reports.wanted(given), options.settings()
    path: Path = given.path or options.default_path()
    try:
        base = base_of(given.base or None, path, named=given.path is not None)
        heads = _proposed(path, base)
        found = [pairs(one, heads, path) for one in (base, *base.others)]
        settled, told = published.settings_of(base, proposed)
        rules, left_out = options.rules(given, settled, compares=True)
        reviewed = _reviewed(found, rules, given)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    names = " and ".join(one.name for one in (base, *base.others))
    compared = " and ".join(dict.fromkeys(one.told for one in (base, *base.others)))
    notes = {
        "ignored": left_out,
        "base": names,
        "compared": compared,
        "only_new": given.only_new,
        "told": told,
    }
    notes["fail_on"] = given.fail_on or settled.fail_on
    report, struck = baseline.left_out(
        Report(tuple(reviewed), tuple(r.name for r in rules), notes),
        given,
        lambda file: published.published_text(base, file),
    )
    reports.write(report, wanted)
    if given.site:
        _write_site(report, given.site)
    if any(pair.head is not None and pair.head.fault for pair in found[0]):
        return complain(NOTHING_JUDGED)
    return FOUND if struck else code_of(report)


def _write_site(report: Report, folder: Path) -> None:
    from contested.page.beside import Reviewed, pages
    from contested.page.build import NotASiteError, write
    from contested.report.changes import compared, shown_packages

    reviewed = [
        Reviewed(
            str(number),
            package.title or package.name,
            compared(report, change),
            change.both and change.both(),
            why,
        )
        for number, (package, change, why) in enumerate(shown_packages(report), 1)
    ]
    try:
        write(pages(reviewed), folder)
    except NotASiteError as error:
        raise RefusedError(f"--site: {error}") from error
    except OSError as error:
        raise RefusedError(
            f"--site: {error.filename or folder} cannot be written: {error.strerror}"
        ) from error


def _proposed(path: Path, base: Base) -> list[Package]:
    """Return the packages that are proposed.

    There are none where the last of those that are published was taken out.
    """
    from contested.package import UnreadableError, find

    try:
        return find(path)
    except UnreadableError:
        if base.packages and (path.is_dir() or not path.exists()):
            return []
        raise


def _reviewed(
    found: list[list[Pair]], rules: list[Rule], given: argparse.Namespace
) -> list[PackageReport]:
    from contested.add.fmt.unmangled import unmangled
    from contested.review.joining import review_all
    from contested.review.run import review_pair

    of_one, between = (
        [rule for rule in rules if rule.compares is compares] for compares in (False, True)
    )
    today, held = day(given.today).toordinal(), options.texts(given.texts)
    total, done = sum(map(len, found)), itertools.count()
    with options.progress() as tick:

        def review(pair: Pair) -> PackageReport:
            one = pair.head or pair.base
            tick(next(done), total, one.name if one else "")
            return review_pair(pair, of_one, between, today, held, restore=unmangled)

        return review_all(found, review)
