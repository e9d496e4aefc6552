"""`contested validate`: judges packages and reports what was found."""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.check.engines import ENGINES
from contested.cli import baseline, options, reports
from contested.cli.exits import FOUND, NOTHING_JUDGED, RefusedError, code_of, complain, day

if TYPE_CHECKING:
    from contested.package import Package
    from contested.results import PackageReport
    from contested.rules.rule import Rule


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "validate",
        help="judge packages by the rules",
        description=(
            "Judges packages by the rules and reports everything that is found, all at once."
        ),
    )
    option = parser.add_argument
    option(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help=(
            "a datapackage.json, its folder, a zip of it, or a folder of packages (default:"
            " datasets, or else this folder)"
        ),
    )
    reports.add(option)
    options.add(option)
    option(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help=f"what to run the rules on (default: {ENGINES[0]})",
    )
    baseline.add(parser)
    parser.set_defaults(command=_validate)


def _validate(given: argparse.Namespace) -> int:
    from contested.package import UnreadableError, find
    from contested.results import Report

    wanted = reports.wanted(given)
    settled = options.settings()
    try:
        paths = given.paths or [options.default_path()]
        found = list(chain.from_iterable(find(path) for path in paths))
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    packages = list({package.store.label: package for package in found}.values())
    rules, left_out = options.rules(given, settled)
    judged = _judged(packages, rules, given)
    notes = {"ignored": left_out, "fail_on": given.fail_on or settled.fail_on}
    report, struck = baseline.left_out(
        Report(tuple(judged), tuple(r.name for r in rules), notes), given
    )
    reports.write(report, wanted)
    if any(package.fault for package in packages):
        return complain(NOTHING_JUDGED)
    return FOUND if struck else code_of(report)


def _judged(
    packages: list[Package], rules: list[Rule], given: argparse.Namespace
) -> list[PackageReport]:
    from contested.check.validate import validate_package

    today, held = day(given.today).toordinal(), options.texts(given.texts)
    judged: list[PackageReport] = []
    with options.progress() as tick:
        for number, package in enumerate(packages):
            tick(number, len(packages), package.name)
            try:
                judged.append(validate_package(package, rules, today, held, given.engine))
            except ModuleNotFoundError as error:
                if given.engine == ENGINES[0]:
                    raise
                missing = (error.name or "").partition(".")[0]
                raise RefusedError(
                    f"the engine {given.engine} needs {missing}, which is not installed: pip"
                    " install 'contested[pandera]'"
                ) from error
    return judged
