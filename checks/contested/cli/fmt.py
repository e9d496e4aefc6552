"""`contested fmt`: puts files into the canonical form, and undoes what a spreadsheet did to them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli.said import FOUND, OK, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contested.formatting.run import Formatted


def add(commands: Any) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "fmt",
        help="put CSV files into their canonical form",
        description="Puts the CSV files of packages into their canonical form: UTF-8, LF, commas, columns in the schema's order, rows by key. "
        "What cells say is never changed; what cannot be mended safely is reported and left.",
    )
    option = parser.add_argument
    option("paths", metavar="PATH", nargs="*", type=Path, help="packages, folders of them, or CSV files in them (default: datasets, or else this folder)")
    option("--check", action="store_true", help="write nothing; exit with 1 if something would change")
    option("--diff", action="store_true", help="write nothing; show what would change")
    option(
        "--restore-from",
        metavar="REF|DIR",
        help="give cells their text back that differ from this git revision, or the package in this folder, only as a spreadsheet would have changed them",
    )
    option("--encoding", metavar="NAME", help="the encoding of files that are not UTF-8, where they do not say it themselves (cp1252)")
    parser.set_defaults(command=_fmt)


def _fmt(given: argparse.Namespace) -> int:
    import codecs

    from contested.formatting.run import base_of, chosen, format_package
    from contested.package import UnreadableError
    from contested.whole import replace_all

    try:
        if given.encoding:
            codecs.lookup(given.encoding)
        packages = list(chosen(given.paths or [Path("datasets" if Path("datasets").is_dir() else ".")]))
        results: list[Formatted] = []
        for package, names in packages:
            base = base_of(package, given.restore_from) if given.restore_from else None
            results.extend(format_package(package, names, codec=given.encoding, base=base))
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    except LookupError as error:
        raise RefusedError(f"--encoding: there is no encoding “{given.encoding}”; names are such as cp1252, cp1256, mac_roman") from error
    is_dry = given.check or given.diff
    if not is_dry:
        try:
            replace_all({one.path: one.mended.after for one in results if one.mended.is_changed})
        except OSError as error:
            raise RefusedError(f"{error.filename or 'a file'} cannot be written: {error.strerror}. Nothing was changed.") from error
    for one in results:
        for line in _told(one, diff=given.diff):
            print(line)
    changed, left = sum(one.mended.is_changed for one in results), sum(one.mended.is_left for one in results)
    in_order = sum(not one.mended.is_changed and not one.mended.is_left for one in results)
    print(_summary(in_order, changed, left, is_dry=is_dry))
    return FOUND if left or (is_dry and changed) else OK


def _told(one: Formatted, *, diff: bool) -> Iterator[str]:
    """What was done to a file, cell by cell where its text was restored, and what was left."""
    from contested.formatting.telling import hindrance, unified_diff
    from contested.words import visible

    mended = one.mended
    if diff:
        yield from unified_diff(mended)
    elif mended.done:
        yield f"{mended.name}: {'; '.join(mended.done)}"
    for cell in one.restored:
        yield f"{mended.name}: restored {' '.join(cell.key)} · {cell.column}: “{visible(cell.found)}” → “{visible(cell.text)}” ({cell.why})"
    if mended.doubt:
        yield f"{mended.name}: left as it is. {mended.doubt}"
    for rule, spot in mended.left:
        yield hindrance(mended.name, rule, spot)


def _summary(in_order: int, changed: int, left: int, *, is_dry: bool) -> str:
    from contested.words import plural

    told = {"in order": in_order, "to be mended" if is_dry else "mended": changed, "that a person has to mend first": left}
    return ", ".join(f"{plural(count, 'file')} {what}" for what, count in told.items() if count) or "no files"
