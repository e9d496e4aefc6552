"""The options `--baseline` and `--write-baseline`: findings that are known already."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli.exits import RefusedError

if TYPE_CHECKING:
    from contested.check.fingerprints import Mark
    from contested.results import Report

Published = Callable[[Path], bytes | None]
NAMED = 20
"""Struck findings that are named; of the others there is the number."""


def add(parser: Any) -> None:
    """Add the options to a parser."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--baseline",
        metavar="FILE",
        type=Path,
        help="leave out the findings that this file records, and fail on new ones only",
    )
    either.add_argument(
        "--write-baseline", metavar="FILE", type=Path, help="record all findings in this file"
    )


def left_out(
    report: Report, given: argparse.Namespace, published: Published | None = None
) -> tuple[Report, bool]:
    """Return the report without known findings, and whether some are gone.

    What the baseline names and is no longer found is said on standard error. `published` gives the
    published text of a file that a change may have changed: what only the change records counts as
    found, and is told.

    Raises RefusedError where the file cannot be read or written.
    """
    from contested.check import baseline
    from contested.text import plural

    file: Path | None = given.baseline or given.write_baseline
    if file is None:
        return report, False
    known = _read(
        file, "--baseline" if given.baseline else "--write-baseline", bool(given.write_baseline)
    )
    if given.write_baseline:
        known = baseline.update(report, known)
        _write(file, known)
    elif published is not None and (text := published(file)) is not None:
        more = known - _marks(file, "--baseline", text)
        known -= more
        report = _told(report, file, len(more))
    left, struck = baseline.remove_known(report, known)
    fewer = sum(report.counts().values()) - sum(left.counts().values())
    note = f"{plural(fewer, 'finding')} {'is' if fewer == 1 else 'are'} in the baseline {file}"
    if struck:
        print(_struck([baseline.describe(mark) for mark in struck], file), file=sys.stderr)
    return replace(
        left,
        notes=left.notes | {"baseline": note, "left_out": {"file": str(file), "findings": fewer}},
    ), bool(struck)


def _read(file: Path, option: str, may_be_new: bool) -> set[Mark]:
    if may_be_new and not file.exists():
        return set()
    try:
        return _marks(file, option, file.read_bytes())
    except OSError as error:
        raise RefusedError(f"{option}: {file} cannot be read: {error.strerror}") from error


def _write(file: Path, known: set[Mark]) -> None:
    from contested.check import baseline
    from contested.package.write import writing

    try:
        with writing(file) as out:
            out.write(baseline.render(known))
    except OSError as error:
        raise RefusedError(
            f"--write-baseline: {file} cannot be written: {error.strerror}"
        ) from error


def _marks(file: Path, option: str, data: bytes) -> set[Mark]:
    from contested.check import baseline

    try:
        return baseline.parse(data.decode("utf-8"))
    except (baseline.BaselineError, UnicodeDecodeError) as error:
        why = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)
        remedy = "Mend that, or delete the file and write it anew with --write-baseline."
        raise RefusedError(f"{option}: {file} cannot be followed: {why}. {remedy}") from error


def _told(report: Report, file: Path, count: int) -> Report:
    """Return the report with a note on what the change itself records."""
    from contested.text import plural, visible

    if not count:
        return report
    name = visible(str(file), 1000)
    words = f"the change itself records {plural(count, 'finding')} in {name}, which is not followed"
    told = [*report.notes.get("told", ()), f"{words} before it is published"]
    return replace(report, notes=report.notes | {"told": told})


def _struck(names: list[str], file: Path) -> str:
    from contested.text import plural, visible

    more = [f"  and {len(names) - NAMED:,} more"] if len(names) > NAMED else []
    told = (
        f"{plural(len(names), 'finding')} of the baseline {visible(str(file), 1000)}"
        f" {'is' if len(names) == 1 else 'are'} no longer found"
    )
    return "\n".join(
        [
            f"contested: {told}; --write-baseline strikes what is gone:",
            *(f"  {name}" for name in names[:NAMED]),
            *more,
        ]
    )
