"""Reports as commands take and write them: `--report FORM[=FILE]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli.exits import RefusedError

if TYPE_CHECKING:
    from contested.results import Report


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that was asked for: form, file, and option.

    Without a file it goes to standard output.
    """

    form: str
    file: Path | None
    option: str


def add(option: Any) -> None:
    """Add the options that say which reports are wanted.

    `option` is a parser's `add_argument`.
    """
    option(
        "--report",
        metavar="FORM[=FILE]",
        action="append",
        type=_with_file,
        default=[],
        help="how to report, and into which file (default: standard output); may be repeated",
    )
    option(
        "--format",
        metavar="FORM",
        type=_known,
        help="the same for a single report: its form (default: text)",
    )
    option("--output", metavar="FILE", type=Path, help="the same for a single report: its file")


def _known(form: str) -> str:
    from contested.report import REPORTS
    from contested.text import nearest

    if form not in REPORTS:
        near = nearest(form, REPORTS)
        raise argparse.ArgumentTypeError(
            f"there is no form “{form}”{f'; did you mean “{near}”?' if near else '.'} The forms are"
            f" {', '.join(REPORTS)}."
        )
    return form


def _with_file(given: str) -> Wanted:
    form, equals, file = given.partition("=")
    if equals and not file:
        raise argparse.ArgumentTypeError(
            f"“{given}” names no file; write {form}=FILE, or {form} alone for standard output"
        )
    return Wanted(_known(form), Path(file) if equals else None, "--report")


def wanted(given: argparse.Namespace) -> list[Wanted]:
    """Return the reports that were asked for, or text by default.

    Raises RefusedError where two would go to one place.
    """
    reports: list[Wanted] = list(given.report)
    if given.format or given.output or not reports:
        reports.append(Wanted(given.format or "text", given.output, "--output"))
    printed = [one.form for one in reports if one.file is None]
    if len(printed) > 1:
        told = f"{', '.join(printed[:-1])} and {printed[-1]}"
        raise RefusedError(
            f"only one report can go to standard output, and not {told}; give the others a file:"
            f" --report {printed[-1]}=FILE"
        )
    if printed and sys.stdout is None:
        raise RefusedError(
            f"there is no standard output to write the report to; use --report {printed[0]}=FILE"
        )
    files: set[Path] = set()
    for one in reports:
        if one.file is not None:
            if one.file.resolve() in files:
                raise RefusedError(
                    f"two reports cannot go to one file, {one.file}; give each its own"
                )
            files.add(one.file.resolve())
    return reports


def write(report: Report, reports: Sequence[Wanted]) -> None:
    """Write each report, those in files first.

    A file appears only when it is whole.

    One that cannot be written keeps no other from being written, but raises RefusedError in the
    end.
    """
    failed: list[str] = []
    for one in sorted(reports, key=lambda one: one.file is None):
        try:
            _write(report, one)
        except BrokenPipeError:
            raise
        except OSError as error:
            what = "the report" if one.file is None else f"{one.option}: {one.file}"
            failed.append(f"{what} cannot be written: {error.strerror}")
    if failed:
        raise RefusedError("\n".join(failed))


def _write(report: Report, one: Wanted) -> None:
    from contested.package.write import writing
    from contested.report import REPORTS

    if one.file is None:
        REPORTS[one.form](report, sys.stdout)
        sys.stdout.flush()
    else:
        with writing(one.file) as file:
            REPORTS[one.form](report, file)
