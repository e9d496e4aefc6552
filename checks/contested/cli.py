"""The command line: one thin function a command, which imports what it needs only when it runs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from contested.finding import Report
    from contested.rule import Rule
    from contested.settings import Settings

OK, FOUND, USAGE = 0, 1, 2
"""Exit codes: nothing at or above --fail-on; something; a call or a package that could not be followed."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code; never raises, and never gives 0 for a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = _parser().parse_args(arguments)
    try:
        code: int = given.command(given)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        _let_go()
        return USAGE
    except KeyboardInterrupt:
        return _complain("stopped before it was finished")
    except _RefusedError as refused:
        return _complain(str(refused))
    except Exception as error:
        if os.environ.get("CONTESTED_DEBUG"):
            raise
        return _complain(f"could not finish: {type(error).__name__}: {error}\nThis is a fault of contested. CONTESTED_DEBUG=1 shows where it is.")


class _RefusedError(Exception):
    """A call that cannot be followed, and why."""


def _complain(message: str) -> int:
    print(f"contested: {message}", file=sys.stderr)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _let_go()
    return USAGE


def _let_go() -> None:
    """Gives up on standard output: what is left in its buffer would fail once more when Python ends, and change the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "contested", description="Checks data packages of contested claims: who said what, when and through which source, and never which of them is right."
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _validate_options(
        commands.add_parser(
            "validate", help="judge packages by the rules", description="Judges packages by the rules and reports everything that is found, all at once."
        )
    )
    rules = commands.add_parser("rules", help="list the rules", description="Lists the rules with their severity and what each finds.")
    rules.set_defaults(command=_rules)
    explain = commands.add_parser(
        "explain", help="tell about one rule", description="Tells why a rule is there, what is allowed, how to mend what it finds, and shows examples."
    )
    explain.add_argument("rule", metavar="RULE")
    explain.set_defaults(command=_explain)
    sync = commands.add_parser(
        "sync",
        help="write the standard's schemas into a datapackage.json",
        description="Rewrites the schemas in a datapackage.json from the standard. Your own columns (x_…) stay.",
    )
    sync.add_argument("dataset", metavar="DATASET", type=Path, help="the datapackage.json or its folder")
    sync.set_defaults(command=_sync)
    return parser


def _validate_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="a datapackage.json, its folder, a zip of it, or a folder of packages (default: datasets, or else this folder)",
    )
    add("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    add("--output", metavar="FILE", type=Path, help="write the report to a file instead of standard output")
    add("--select", metavar="RULE", action="append", help="ask only these rules or families (comma-separated, may be repeated)")
    add("--ignore", metavar="RULE", action="append", help="leave these rules or families out")
    add("--fail-on", choices=("error", "warning", "info"), help="exit with 1 from this severity upwards (default: error)")
    add("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    add("--texts", metavar="DIR", type=Path, help="a folder with the texts that were coded, to check quotations against")
    add("--engine", choices=("polars", "pandera"), default="polars", help="what to run the rules on (default: polars)")
    parser.set_defaults(command=_validate)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from contested import __version__

        print(f"contested {__version__}")
        parser.exit(OK)


def _validate(given: argparse.Namespace) -> int:
    from contested import settings
    from contested.finding import SEVERITIES, PackageReport, Report
    from contested.package import UnreadableError, find
    from contested.validation import validate_package

    try:
        settled = settings.find(Path.cwd())
        found = [p for path in given.paths or [Path("datasets" if Path("datasets").is_dir() else ".")] for p in find(path)]
    except (settings.SettingsError, UnreadableError) as error:
        raise _RefusedError(str(error)) from error
    packages = list({package.store.label: package for package in found}.values())
    rules, left_out = _asked(given, settled)
    today, held = _day(given.today), _texts(given.texts)
    reports: list[PackageReport] = []
    with _progress() as tick:
        for number, package in enumerate(packages):
            tick(number, len(packages), package.name)
            try:
                reports.append(validate_package(package, rules, today, held, given.engine))
            except ModuleNotFoundError as error:
                if given.engine == "polars":
                    raise
                missing = (error.name or "").partition(".")[0]
                raise _RefusedError(f"the engine {given.engine} needs {missing}, which is not installed: pip install 'contested[pandera]'") from error
    report = Report(tuple(reports), tuple(r.name for r in rules), {"ignored": left_out})
    _write(report, given.format, given.output)
    worst, bar = report.worst(), given.fail_on or settled.fail_on
    unread = [t for p, r in zip(packages, reports, strict=True) for t in p.tables if t not in r.rows]
    if any(package.fault for package in packages):
        return _complain("a datapackage.json could not be read, so nothing in its package was judged")
    if worst and SEVERITIES.index(worst) <= SEVERITIES.index(bar):
        return FOUND
    return _complain(f"rules that were asked for could not judge {', '.join(unread)}; validate without --select to see why") if unread else OK


def _asked(given: argparse.Namespace, settled: Settings) -> tuple[list[Rule], dict[str, str]]:
    """The rules that are asked, and those left out with the reason why."""
    from contested.validation import chosen

    select = _split(given.select) or settled.select
    left_out = dict.fromkeys(_split(given.ignore), "--ignore") | settled.ignore
    try:
        rules = chosen(select or None, left_out)
    except KeyError as error:
        raise _RefusedError(_unknown(error.args[0])) from error
    if not rules:
        raise _RefusedError("no rule is left to ask: every one that is selected is also ignored")
    return rules, left_out


def _day(given: str | None) -> int:
    import datetime

    from contested.tell import day_number

    try:
        return day_number(datetime.date.fromisoformat(given) if given else None)
    except ValueError as error:
        raise _RefusedError(f"--today is a day such as 2021-08-23, not “{given}”") from error


def _texts(folder: Path | None) -> dict[str, bytes] | None:
    from contested import texts

    if folder is None:
        return None
    if not folder.is_dir():
        raise _RefusedError(f"--texts: there is no folder {folder}")
    try:
        return texts.read(folder)
    except OSError as error:
        raise _RefusedError(f"--texts: {error.filename} cannot be read: {error.strerror}") from error


def _split(given: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for one in given or () for name in one.split(",") if name.strip())


def _unknown(name: str) -> str:
    from contested.rules import FAMILIES, RULES
    from contested.words import nearest

    near = nearest(name, [*RULES, *FAMILIES])
    return f"there is no rule “{name}”{f'; did you mean “{near}”?' if near else '.'} “contested rules” lists them."


def _write(report: Report, form: str, output: Path | None) -> None:
    """Writes a report; a file appears only when it is whole."""
    from contested.report import REPORTS
    from contested.whole import replaced

    if output is None and sys.stdout is None:
        raise _RefusedError("there is no standard output to write the report to; use --output FILE")
    try:
        if output is None:
            REPORTS[form](report, sys.stdout)
            sys.stdout.flush()
        else:
            with replaced(output) as file:
                REPORTS[form](report, file)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _RefusedError(f"{'the report' if output is None else f'--output: {output}'} cannot be written: {error.strerror}") from error


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


def _rules(given: argparse.Namespace) -> int:
    from contested.pages import listing

    print(listing())
    return OK


def _explain(given: argparse.Namespace) -> int:
    from contested.pages import page
    from contested.rules import RULES

    if given.rule not in RULES:
        raise _RefusedError(_unknown(given.rule))
    print(page(RULES[given.rule]))
    return OK


def _sync(given: argparse.Namespace) -> int:
    from contested.sync import SyncError, sync

    try:
        changed = sync(given.dataset)
    except SyncError as error:
        raise _RefusedError(str(error)) from error
    print(f"{given.dataset}: {'wrote the schemas of ' + ', '.join(changed) if changed else 'the schemas are the standard’s already'}")
    return OK
