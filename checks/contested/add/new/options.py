"""The options of `contested new`: one for each column of a table."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contested.standard import Field, Table

COLUMN = "column "
"""What stands before a column's name where its values are kept, so that no column is taken for
another option.
"""


def parse(kind: str, table: Table, given: Sequence[str]) -> argparse.Namespace:
    """Parse the options of one row; exit where they are wrong.

    An option that takes a value takes whatever comes next unless it is an option itself: a name or
    a quotation may begin with a dash.
    """
    parser = _parser(kind, table)
    joined, rest = list[str](), list(given)
    while rest and rest[0] != "--":
        name, equals, value = rest.pop(0).partition("=")
        if name in parser.with_value:
            if (
                not equals
                and rest
                and rest[0].partition("=")[0] not in parser.with_value
                and rest[0] not in parser.flags
            ):
                equals, value = "=", rest.pop(0)
            if value == "--":
                value = (  # argparse would drop it; the space is trimmed, as it is in every cell.
                    "-- "
                )
        joined.append(name + equals + value)
    return parser.parse_args([*joined, *rest])


def option(column: str) -> str:
    """Return the option that fills a column."""
    return f"--{column.replace('_', '-')}"


def text(given: str) -> str:
    """Return the given text; raise ArgumentTypeError where it is not UTF-8."""
    try:
        given.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("this is not UTF-8 text") from error
    return given


class _Parser(argparse.ArgumentParser):
    """A parser that tells which options it has."""

    @property
    def with_value(self) -> set[str]:
        """The options that take a value."""
        return {name for name, action in self._option_string_actions.items() if action.nargs != 0}

    @property
    def flags(self) -> set[str]:
        """The options that take none."""
        return set(self._option_string_actions) - self.with_value


def _parser(kind: str, table: Table) -> _Parser:
    parser = _Parser(
        f"contested new {kind}",
        usage=f"contested new {kind} [DATASET] [--COLUMN VALUE …]",
        description=table.description.replace("%", "%%"),
        allow_abbrev=False,
    )
    parser.add_argument(
        "dataset",
        metavar="DATASET",
        nargs="?",
        type=Path,
        help="the datapackage.json or its folder (default: the only one in datasets or here)",
    )
    _add_columns(parser, table)
    parser.add_argument(
        "--set",
        metavar="COLUMN=VALUE",
        action="append",
        type=text,
        help="any column, your own (x_…) included; may be repeated",
    )
    parser.add_argument(
        "--part",
        metavar="FILE",
        type=text,
        help=(
            "the file of the table that takes the row, or a new one, such as"
            f" data/{table.name}/2021-08.csv (default: the last)"
        ),
    )
    parser.add_argument("--all", action="store_true", help="ask for every column")
    parser.add_argument("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    return parser


def _add_columns(parser: _Parser, table: Table) -> None:
    columns = parser.add_argument_group("columns")
    for field in table.fields.values():
        columns.add_argument(
            option(field.name),
            dest=COLUMN + field.name,
            metavar="VALUE",
            action="append",
            type=text,
            help=_help(field),
        )


def _help(field: Field) -> str:
    from contested import standard
    from contested.add.new.minting import prefix

    words = f" One of: {', '.join(field.words)}." if field.words else ""
    minted = (
        " Minted if it is not given."
        if any(prefix(t) and t.key == (field.name,) for t in standard.tables().values())
        and field.unique
        else ""
    )
    return (field.description + words + minted).replace("%", "%%")
