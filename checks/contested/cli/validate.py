"""`contested validate`: judges packages and reports what was found."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from contested.cli import known, reports
from contested.cli.said import FOUND, OK, RefusedError, complain, day

if TYPE_CHECKING:
    from contested.finding import PackageReport
    from contested.package import Package
    from contested.rule import Rule
    from contested.settings import Settings


def add(commands: Any) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "validate", help="judge packages by the rules", description="Judges packages by the rules and reports everything that is found, all at once."
    )
    option = parser.add_argument
    option(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="a datapackage.json, its folder, a zip of it, or a folder of packages (default: datasets, or else this folder)",
    )
    reports.add(option)
    option("--select", metavar="RULE", action="append", help="ask only these rules or families (comma-separated, may be repeated)")
    option("--ignore", metavar="RULE", action="append", help="leave these rules or families out")
    option("--fail-on", choices=("error", "warning", "info"), help="exit with 1 from this severity upwards (default: error)")
    option("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    option("--texts", metavar="DIR", type=Path, help="a folder with the texts that were coded, to check quotations against")
    option("--engine", choices=("polars", "pandera"), default="polars", help="what to run the rules on (default: polars)")
    known.add(parser)
    parser.set_defaults(command=_validate)


def _validate(given: argparse.Namespace) -> int:
    from contested import settings
    from contested.finding import SEVERITIES, Report
    from contested.package import UnreadableError, find

    wanted = reports.wanted(given)
    try:
        settled = settings.find(Path.cwd())
        found = [p for path in given.paths or [Path("datasets" if Path("datasets").is_dir() else ".")] for p in find(path)]
    except (settings.SettingsError, UnreadableError) as error:
        raise RefusedError(str(error)) from error
    packages = list({package.store.label: package for package in found}.values())
    rules, left_out = _asked(given, settled)
    judged = _judged(packages, rules, given)
    report, struck = known.left_out(Report(tuple(judged), tuple(r.name for r in rules), {"ignored": left_out}), given)
    reports.write(report, wanted)
    worst, bar = report.worst(), given.fail_on or settled.fail_on
    unread = [t for p, r in zip(packages, judged, strict=True) for t in p.tables if t not in r.rows]
    if any(package.fault for package in packages):
        return complain("a datapackage.json could not be read, so nothing in its package was judged")
    if struck or (worst and SEVERITIES.index(worst) <= SEVERITIES.index(bar)):
        return FOUND
    return complain(f"rules that were asked for could not judge {', '.join(unread)}; validate without --select to see why") if unread else OK


def _judged(packages: list[Package], rules: list[Rule], given: argparse.Namespace) -> list[PackageReport]:
    from contested.validation import validate_package

    today, held = day(given.today).toordinal(), _texts(given.texts)
    judged: list[PackageReport] = []
    with _progress() as tick:
        for number, package in enumerate(packages):
            tick(number, len(packages), package.name)
            try:
                judged.append(validate_package(package, rules, today, held, given.engine))
            except ModuleNotFoundError as error:
                if given.engine == "polars":
                    raise
                missing = (error.name or "").partition(".")[0]
                raise RefusedError(f"the engine {given.engine} needs {missing}, which is not installed: pip install 'contested[pandera]'") from error
    return judged


def _asked(given: argparse.Namespace, settled: Settings) -> tuple[list[Rule], dict[str, str]]:
    """The rules that are asked, and those left out with the reason why."""
    from contested.validation import chosen

    select = _split(given.select) or settled.select
    left_out = dict.fromkeys(_split(given.ignore), "--ignore") | settled.ignore
    try:
        rules = chosen(select or None, left_out)
    except KeyError as error:
        raise RefusedError(unknown_rule(error.args[0])) from error
    if not rules:
        raise RefusedError("no rule is left to ask: every one that is selected is also ignored")
    return rules, left_out


def _texts(folder: Path | None) -> dict[str, bytes] | None:
    from contested import texts

    if folder is None:
        return None
    if not folder.is_dir():
        raise RefusedError(f"--texts: there is no folder {folder}")
    try:
        return texts.read(folder)
    except OSError as error:
        raise RefusedError(f"--texts: {error.filename} cannot be read: {error.strerror}") from error


def _split(given: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for one in given or () for name in one.split(",") if name.strip())


def unknown_rule(name: str) -> str:
    """Why a rule could not be taken up, with the name that was perhaps meant."""
    from contested.rules import FAMILIES, RULES
    from contested.words import nearest

    near = nearest(name, [*RULES, *FAMILIES])
    return f"there is no rule “{name}”{f'; did you mean “{near}”?' if near else '.'} “contested rules” lists them."


class _progress:  # noqa: N801 - used as a word: `with _progress() as tick`
    """A bar on a terminal, and nothing anywhere else."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()

    def __enter__(self) -> _progress:
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        if self._shown:
            from contested.words import visible

            filled = 20 * done // max(total, 1)
            self._stream.write(f"\r\x1b[K[{'#' * filled}{'.' * (20 - filled)}] {done}/{total} {visible(name, 40)}")
            self._stream.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
