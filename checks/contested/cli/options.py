"""The options that commands which judge have in common."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from contested.cli.exits import RefusedError

if TYPE_CHECKING:
    from contested.check.settings import Settings
    from contested.rules.rule import Rule


def add(option: Any) -> None:
    """Add the options that say what is asked.

    `option` is a parser's `add_argument`.
    """
    option(
        "--select",
        metavar="RULE",
        action="append",
        help="ask only these rules or families (comma-separated, may be repeated)",
    )
    option("--ignore", metavar="RULE", action="append", help="leave these rules or families out")
    option(
        "--fail-on",
        choices=("error", "warning", "info"),
        help="exit with 1 from this severity upwards (default: error)",
    )
    option("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    option(
        "--texts",
        metavar="DIR",
        type=Path,
        help="a folder with the texts that were coded, to check quotations against",
    )


def default_path() -> Path:
    """Return where data is by default: in datasets, or else here.

    A folder of that name without a package is one that git left behind.
    """
    from contested.package import holds_package

    return Path("datasets" if holds_package(Path("datasets")) else ".")


def is_terminal() -> bool:
    """Return whether somebody types on standard input and reads standard error."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def settings() -> Settings:
    """Return the settings that hold in this folder.

    Raises RefusedError where they cannot be followed.
    """
    from contested.check import settings

    try:
        return settings.find(Path.cwd())
    except settings.SettingsError as error:
        raise RefusedError(str(error)) from error


def rules(
    given: argparse.Namespace, settled: Settings, *, compares: bool = False
) -> tuple[list[Rule], dict[str, str]]:
    """Return the rules that are asked, and those left out with reasons.

    With `compares`, rules between two versions are among them.
    """
    from contested.check.validate import choose_rules

    select = _split(given.select) or settled.select
    left_out = dict.fromkeys(_split(given.ignore), "--ignore") | settled.ignore
    try:
        of_one = choose_rules(select or None, left_out)
        between = choose_rules(select or None, left_out, compares=True)
    except KeyError as error:
        raise RefusedError(unknown_rule(error.args[0])) from error
    between_asked = [r for r in between if not r.always or {r.name, r.family} & {*select}]
    if not of_one and not (between_asked if compares else ()):
        if between_asked:
            raise RefusedError(
                f"{', '.join(rule.name for rule in between_asked)} compare two versions of a"
                " package: contested review asks them"
            )
        raise RefusedError("no rule is left to ask: every one that is selected is also ignored")
    return [*between, *of_one] if compares else of_one, left_out


def texts(folder: Path | None) -> dict[str, bytes] | None:
    """Return the texts in a folder.

    Raises RefusedError where it cannot be read.
    """
    from contested.package.quotations import read

    if folder is None:
        return None
    if not folder.is_dir():
        raise RefusedError(f"--texts: there is no folder {folder}")
    try:
        return read(folder)
    except OSError as error:
        raise RefusedError(f"--texts: {error.filename} cannot be read: {error.strerror}") from error


def _split(given: list[str] | None) -> tuple[str, ...]:
    names = ",".join(given or ()).split(",")
    return tuple(name.strip() for name in names if name.strip())


def unknown_rule(name: str) -> str:
    """Return why a rule is unknown, with the likeliest name."""
    from contested.rules import FAMILIES, RULES
    from contested.text import nearest

    near = nearest(name, [*RULES, *FAMILIES])
    return (
        f"there is no rule “{name}”{f'; did you mean “{near}”?' if near else '.'} “contested rules”"
        " lists them."
    )


class progress:  # noqa: N801 - used as a word: `with progress() as tick`
    """A bar on a terminal, and nothing anywhere else."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()

    def __enter__(self) -> progress:
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        if self._shown:
            from contested.text import visible

            filled = 20 * done // max(total, 1)
            self._stream.write(
                f"\r\x1b[K[{'#' * filled}{'.' * (20 - filled)}] {done}/{total} {visible(name, 40)}"
            )
            self._stream.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def dataset(parser: argparse.ArgumentParser, *, is_folder: bool = False) -> None:
    """Add the dataset that a command shows; `is_folder`: no zip."""
    what = "the datapackage.json or its folder"
    if not is_folder:
        what = "the datapackage.json, its folder, or a zip of it"
    parser.add_argument(
        "dataset",
        metavar="DATASET",
        nargs="?",
        type=Path,
        default=Path("datasets"),
        help=f"{what} (default: datasets)",
    )
