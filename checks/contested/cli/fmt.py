"""`contested fmt`: puts files into canonical form, undoes a spreadsheet's work."""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli import options
from contested.cli.exits import FOUND, OK, RefusedError, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contested.add.fmt.run import Formatted


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "fmt",
        help="put CSV files into their canonical form",
        description=(
            "Puts the CSV files of packages into their canonical form: UTF-8, LF, commas, columns"
            " in the schema's order, rows by key. What cells say is never changed; what cannot be"
            " mended safely is reported and left."
        ),
    )
    parser.set_defaults(command=_fmt)
    _add_options(parser.add_argument)


def _add_options(option: Callable[..., object]) -> None:
    option(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help=(
            "packages, folders of them, or CSV files in them (default: datasets, or else this"
            " folder)"
        ),
    )
    option(
        "--check", action="store_true", help="write nothing; exit with 1 if something would change"
    )
    option("--diff", action="store_true", help="write nothing; show what would change")
    option(
        "--restore-from",
        metavar="REF|DIR",
        help=(
            "give cells their text back that differ from this git revision, or the package in this"
            " folder, only as a spreadsheet would have changed them"
        ),
    )
    option(
        "--encoding",
        metavar="NAME",
        help=(
            "the encoding of files that are not UTF-8, UTF-16 or UTF-32 (cp1252); it is never"
            " guessed"
        ),
    )


def _fmt(given: argparse.Namespace) -> int:
    from contested.add.fmt.run import format_package, packages_to_format, unreadable_files
    from contested.git.published import older_version
    from contested.package import UnreadableError

    try:
        codec = _encoding(given)
        is_dry = given.check or given.diff
        paths = given.paths or [options.default_path()]
        packages = list(packages_to_format(paths, is_dry=is_dry))
        results: list[Formatted] = []
        for package, names in packages:
            base = older_version(package, given.restore_from) if given.restore_from else None
            results.extend(format_package(package, names, codec=codec, base=base))
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    if not is_dry:
        _write(results)
    missing = list(chain.from_iterable(unreadable_files(package) for package, _ in packages))
    done = chain.from_iterable(_lines(one, diff=given.diff) for one in results)
    say((*missing, *done))
    print(_summary(results, len(missing), is_dry=is_dry))
    is_left = any(one.mended.is_left for one in results)
    would_change = is_dry and any(one.mended.is_changed for one in results)
    return FOUND if missing or is_left or would_change else OK


def _encoding(given: argparse.Namespace) -> str | None:
    """Return what files are taken for that are not UTF-8."""
    from contested.check.settings import ENCODINGS, is_encoding

    if given.encoding and not is_encoding(given.encoding):
        raise RefusedError(
            f"--encoding: there is no encoding “{given.encoding}”; names are such as {ENCODINGS}"
        )
    return given.encoding or options.settings().encoding


def _write(results: list[Formatted]) -> None:
    """Write what changes, of each package all of it or nothing.

    It refuses if a file has changed since it was read.
    """
    from contested.package.journal import UnfinishedError, changing

    changed = [one for one in results if one.mended.is_changed]
    written = "Nothing was changed."
    for root in dict.fromkeys(one.root for one in changed):
        mine = [one for one in changed if one.root == root]
        try:
            with changing(root) as replace:
                for one in mine:
                    if (root / one.part).read_bytes() != one.mended.before:
                        raise RefusedError(
                            f"{root / one.part} has changed in the meantime, so nothing was"
                            " written. Run this again."
                        )
                replace({one.part: one.mended.after for one in mine})
        except UnfinishedError as error:
            raise RefusedError(str(error)) from error
        except OSError as error:
            raise RefusedError(
                f"{error.filename or 'a file'} cannot be written: {error.strerror}. {written}"
            ) from error
        written = "Nothing more was changed than the packages before it."


def _lines(one: Formatted, *, diff: bool) -> Iterator[str]:
    """Yield what was done to a file, and what was left."""
    from contested.add.fmt.lines import blocker, unified_diff
    from contested.text import plural, visible

    mended = one.mended
    if diff:
        yield from unified_diff(mended)
    elif mended.done:
        yield f"{mended.name}: {'; '.join(mended.done)}"
    for cell in one.restored:
        yield (
            f"{mended.name}: restored {' '.join(cell.key)} · {cell.column}: “{visible(cell.found)}”"
            f" → “{visible(cell.text)}” ({cell.why})"
        )
    if mended.doubt:
        yield f"{mended.name}: left as it is. {mended.doubt}"
    for rule, spot in mended.left:
        yield blocker(mended.name, rule, spot)
    if mended.unlisted:
        yield f"{mended.name}: {plural(mended.unlisted, 'more place')} like these"


def _summary(results: list[Formatted], missing: int, *, is_dry: bool) -> str:
    from contested.text import plural

    changed = sum(one.mended.is_changed for one in results)
    left = sum(one.mended.is_left for one in results)
    told = {
        "in order": len(results) - changed - left,
        "to be mended" if is_dry else "mended": changed,
        "that a person has to mend first": left,
        "that could not be read": missing,
    }
    return ", ".join(f"{plural(count, 'file')} {what}" for what, count in told.items() if count)
