"""Where stock frictionless and this package judge a cell differently: every such class of cells,
with an example and a test for it.

The law of agreement lets these differ and no others. Each example is run as well, so that a release
of frictionless that judges it otherwise is noticed. All this is true of the release named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from contested.standard import EDTF
from frictionless import Field
from laws.tableschemas import DATES
from laws.verdicts import Cell, Schema, Tables

FRICTIONLESS = "5.21.0"
PADDING = " \t\n\r\u00a0\u202f\u3000"
Side = Literal["ours", "theirs"]
"""Who alone finds a cell wrong."""


@dataclass(frozen=True)
class Spot:
    """A cell that only one side finds wrong, among the tables it stands in."""

    tables: Tables
    cell: Cell
    side: Side
    ours: frozenset[Cell]
    """Every cell that this package finds wrong."""

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.tables.rows[self.cell[0]][self.cell[1]][self.cell[2]]

    @property
    def field(self) -> Schema:
        """Its column."""
        return self.tables.field(self.cell[0], self.cell[2])

    @property
    def bounds(self) -> Schema:
        """What its column asks."""
        bounds: Schema = self.field.get("constraints", {})
        return bounds

    @property
    def key(self) -> list[str]:
        """The primary key of its table."""
        key: list[str] = self.tables.schemas[self.cell[0]].get("primaryKey", [])
        return key

    def read(self, column: str, text: str) -> Any:
        """What frictionless reads in a cell of that column, or nothing where it reads none."""
        value, notes = Field.from_descriptor(self.tables.field(self.cell[0], column)).read_cell(
            text
        )
        return None if notes and "type" in notes else value

    @property
    def is_read(self) -> bool:
        """Whether frictionless takes it for a value of its type."""
        return self.text != "" and self.read(self.cell[2], self.text) is not None

    def twins(
        self, meaning: Callable[[str, str], Any]
    ) -> Iterator[tuple[int, list[str], list[str]]]:
        """Other rows with a key of the same meaning, whose findings would stand in this cell:
        number, their key and this one.
        """
        table, row, column = self.cell
        mine = self.tables.rows[table][row]
        for key in ([self.key] if self.key[:1] == [column] else []) + (
            [[column]] if self.bounds.get("unique") else []
        ):
            for number, other in enumerate(self.tables.rows[table]):
                if number != row and [meaning(c, other[c]) for c in key] == [
                    meaning(c, mine[c]) for c in key
                ]:
                    yield number, [other[c] for c in key], [mine[c] for c in key]

    def named(self) -> Iterator[tuple[Cell, str]]:
        """The cells that it may point to, and what is written in them."""
        for one in self.tables.schemas[self.cell[0]].get("foreignKeys", ()):
            to, there = (
                one["reference"].get("resource", self.cell[0]),
                one["reference"]["fields"][0],
            )
            if one["fields"] == [self.cell[2]]:
                yield from (
                    ((to, number, there), row[there])
                    for number, row in enumerate(self.tables.rows[to])
                )


@dataclass(frozen=True)
class Difference:
    """A class of cells, the smallest example of it, and who finds which of the example's cells (by
    row and column).
    """

    name: str
    why: str
    tables: Tables
    ours: set[tuple[int, str]]
    theirs: set[tuple[int, str]]
    excuses: Callable[[Spot], bool]


def column(field: Schema, *cells: str, **more: Any) -> Tables:
    """One table with one column to judge."""
    schema = {"fields": [{"name": "nr", "type": "string"}, {"name": "a"} | field], **more}
    return Tables(
        {"x-one": schema}, {"x-one": [{"nr": f"n{n}", "a": cell} for n, cell in enumerate(cells)]}
    )


def pointing(field: Schema, there: str, here: str) -> Tables:
    """A table with one row and another with one that points to it."""
    to, fro = (
        {"fields": [{"name": "a"} | field]},
        {"fields": [{"name": "b"} | {k: v for k, v in field.items() if k != "constraints"}]},
    )
    fro["foreignKeys"] = [{"fields": ["b"], "reference": {"resource": "x-one", "fields": ["a"]}}]  # type: ignore[list-item]
    return Tables({"x-one": to, "x-two": fro}, {"x-one": [{"a": there}], "x-two": [{"b": here}]})


def alone(*rows: int) -> set[tuple[int, str]]:
    """Those rows' cells in the column to judge."""
    return {(row, "a") for row in rows}


def _bare(_: str, text: str) -> str:
    return text.strip(PADDING)


def _padded(spot: Spot) -> bool:
    group = [
        spot.text,
        *(text for _, theirs, mine in spot.twins(_bare) for text in theirs + mine),
        *(t for _, t in spot.named() if _bare("", t) == _bare("", spot.text)),
    ]
    return any(text != _bare("", text) for text in group)


def _is_number(spot: Spot) -> bool:
    """Whether only this package refuses it though it is a number, since it is not spelled as one is
    here.
    """
    plain = re.fullmatch("-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?", spot.text)
    return (
        spot.side == "ours"
        and spot.field["type"] in ("integer", "number")
        and spot.is_read
        and not plain
    )


def _is_foreign(text: str) -> bool:
    return not text.isascii() or "_" in text


def _nearest_bound(spot: Spot) -> bool:
    if (
        spot.field["type"] not in ("integer", "number")
        or not spot.is_read
        or not Decimal(spot.text).is_finite()
    ):
        return False
    bounds = [spot.bounds[k] for k in ("minimum", "maximum") if k in spot.bounds]
    return any(
        float(Decimal(spot.text)) == float(b) and Decimal(spot.text) != Decimal(str(b))
        for b in bounds
    )


def _values(spot: Spot, cells: list[str]) -> list[Any]:
    return [
        spot.read(name, text)
        for name, text in zip(spot.key if len(cells) > 1 else [spot.cell[2]], cells, strict=True)
    ]


def _spelled(spot: Spot) -> bool:
    keyed = any(
        theirs != mine and None not in _values(spot, mine)
        for _, theirs, mine in spot.twins(spot.read)
    )
    value = spot.read(spot.cell[2], spot.text)
    return keyed or any(
        text != spot.text and spot.read(spot.cell[2], text) == value
        for _, text in spot.named()
        if value is not None
    )


def _unread(spot: Spot) -> bool:
    twins = spot.twins(spot.read) if len(spot.key) > 1 else ()
    return spot.side == "theirs" and any(
        len(mine) > 1 and None in _values(spot, mine) for _, _, mine in twins
    )


LOOSER = [
    Difference(
        "padding",
        "it takes space off numbers, and elsewhere takes it for a part of the text, even where"
        " nothing else is there",
        column({"type": "integer"}, " 1", "2\n", "3\u00a0", "4"),
        alone(0, 1, 2),
        set(),
        _padded,
    ),
    Difference(
        "padded words",
        "likewise: to it a padded key is another key",
        column({"type": "string", "constraints": {"unique": True}}, "a", "a "),
        alone(0, 1),
        set(),
        _padded,
    ),
    Difference(
        "unseen characters",
        "it has no eye for them",
        column({"type": "string"}, "a\u200bb", "a\x07b", "a\tb"),
        alone(0, 1, 2),
        set(),
        lambda spot: spot.side == "ours" and not spot.text.isprintable(),
    ),
    Difference(
        "digits of every script",
        "it takes what Python's int and Decimal take",
        column({"type": "integer"}, "٤٠٠", "４", "1_000"),
        alone(0, 1, 2),
        set(),
        lambda spot: _is_number(spot) and _is_foreign(spot.text),
    ),
    Difference(
        "short dates",
        "it takes what Python's strptime takes",
        column({"type": "date"}, "2021-8-1", "٢٠٢١-08-01"),
        alone(0, 1),
        set(),
        lambda spot: (
            spot.side == "ours"
            and spot.field["type"] == "date"
            and spot.is_read
            and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", spot.text)
        ),
    ),
    Difference(
        "half a pattern",
        "it puts ^ before a pattern and $ behind it, which bind more closely than |",
        column({"type": "string", "constraints": {"pattern": "ab|cd"}}, "abx", "ab"),
        alone(0),
        set(),
        lambda spot: (
            spot.side == "ours"
            and bool(re.match(f"^{spot.bounds['pattern']}$", spot.text))
            and not re.fullmatch(spot.bounds["pattern"], spot.text)
            if "pattern" in spot.bounds
            else False
        ),
    ),
    Difference(
        "spaces in an address",
        "it asks an address for nothing but its scheme",
        column({"type": "string", "format": "uri"}, "http://radio.example/a b", "x:<y>", 'x:"y"'),
        alone(0, 1, 2),
        set(),
        lambda spot: (
            spot.side == "ours"
            and spot.field.get("format") == "uri"
            and bool(re.search('[\\s"<>]', spot.text))
        ),
    ),
    Difference(
        "the earlier row",
        "of two rows with one key it names only the later one",
        column({"type": "string", "constraints": {"unique": True}}, "a", "a", "", ""),
        alone(0, 1),
        alone(1),
        lambda spot: (
            spot.side == "ours" and any(number > spot.cell[1] for number, _, _ in spot.twins(_bare))
        ),
    ),
    Difference(
        "half a key",
        "no part of a primary key may be blank, but it minds only if all of them are",
        column({"type": "string"}, "", primaryKey=["a", "nr"]),
        alone(0),
        set(),
        lambda spot: (
            spot.side == "ours"
            and spot.text == ""
            and len(spot.key) > 1
            and spot.cell[2] in spot.key
        ),
    ),
    Difference(
        "categories",
        "it does not hold a cell to them",
        column(
            {"type": "string", "categories": [{"value": "a", "label": "A"}, {"value": "b"}]},
            "c",
            "b",
        ),
        alone(0),
        set(),
        lambda spot: spot.side == "ours" and "categories" in spot.field,
    ),
]
"""Cells that Table Schema calls wrong and frictionless does not."""

STRICTER = [
    Difference(
        "numbers spelled otherwise",
        "Table Schema allows a plus, zeros in front, a bare point, exponents, NaN and INF; here a"
        " number has one spelling",
        column({"type": "number"}, "+1", "01", ".5", "1.", "1e5", "NaN", "-INF"),
        alone(*range(7)),
        set(),
        lambda spot: _is_number(spot) and not _is_foreign(spot.text),
    ),
    Difference(
        "empty items",
        "Table Schema does not say what a list's items may be; here none is empty",
        column({"type": "list", "delimiter": ";"}, "a;;b", ";a", "a; ", "a;b"),
        alone(0, 1, 2),
        set(),
        lambda spot: (
            spot.side == "ours"
            and spot.field["type"] == "list"
            and not all(i.strip(" ") for i in spot.text.split(spot.field.get("delimiter", ",")))
        ),
    ),
    Difference(
        "a scheme and nothing else",
        "RFC 3986 allows it; here an address leads somewhere",
        column({"type": "string", "format": "uri"}, "http:", "urn:a"),
        alone(0),
        set(),
        lambda spot: (
            spot.side == "ours" and spot.field.get("format") == "uri" and spot.text.endswith(":")
        ),
    ),
    Difference(
        "the calendar",
        "no pattern knows how long February is, or which of two dates comes first",
        column(
            {"type": "string", "rdfType": EDTF, "constraints": {"pattern": DATES}},
            "2021-02-29",
            "2022/2021",
            "2021-02",
        ),
        alone(0, 1),
        set(),
        lambda spot: (
            spot.side == "ours" and "rdfType" in spot.field and bool(re.fullmatch(DATES, spot.text))
        ),
    ),
    Difference(
        "a row with a malformed id",
        "nothing can point to it here until its id is mended",
        pointing({"type": "string", "constraints": {"pattern": "[a-z]+"}}, "A", "A"),
        {(0, "a"), (0, "b")},
        alone(0),
        lambda spot: (
            spot.side == "ours"
            and any(cell in spot.ours and text == spot.text for cell, text in spot.named())
        ),
    ),
]
"""Cells that Table Schema allows, or says nothing of, and this package refuses."""

COARSER = [
    Difference(
        "one value in two spellings",
        "keys are compared here as they are written",
        column({"type": "number", "constraints": {"unique": True}}, "1", "1.0"),
        set(),
        alone(1),
        _spelled,
    ),
    Difference(
        "a reference in another spelling",
        "likewise",
        pointing({"type": "number"}, "1", "1.0"),
        {(0, "b")},
        set(),
        _spelled,
    ),
    Difference(
        "a hair beyond a bound",
        "numbers are compared here as floats",
        column(
            {"type": "integer", "constraints": {"maximum": 2**53}}, str(2**53 + 1), str(2**53 + 2)
        ),
        alone(1),
        alone(0, 1),
        _nearest_bound,
    ),
]
"""Cells that frictionless judges by the letter of Table Schema, and this package less closely."""

WRONG = [
    Difference(
        "thousands of digits",
        "Python reads no integer of more than 4300 digits",
        column({"type": "integer"}, "9" * 4301, "9" * 4300),
        set(),
        alone(0),
        lambda spot: (
            spot.side == "theirs" and spot.field["type"] == "integer" and len(spot.text) > 4300
        ),
    ),
    Difference(
        "unread cells as a key",
        "in a key of several columns, to it all cells that are blank or malformed are one and the"
        " same",
        Tables(
            {
                "x-one": {
                    "fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}],
                    "primaryKey": ["a", "b"],
                }
            },
            {"x-one": [{"a": "k", "b": "x"}, {"a": "k", "b": "y"}]},
        ),
        {(0, "b"), (1, "b")},
        {(0, "b"), (1, "b"), (1, "a")},
        _unread,
    ),
]
"""Cells that Table Schema allows and frictionless refuses."""

DIFFERENCES = LOOSER + STRICTER + COARSER + WRONG


def excused(tables: Tables, ours: set[Cell], theirs: set[Cell]) -> dict[Cell, list[str]]:
    """For each cell that only one side finds wrong, the names of the differences that allow it."""
    spots = [
        Spot(tables, cell, "ours" if cell in ours else "theirs", frozenset(ours))
        for cell in sorted(ours ^ theirs)
    ]
    return {spot.cell: [one.name for one in DIFFERENCES if one.excuses(spot)] for spot in spots}


FILES = {
    r'bytes claims "claim_id" "\ufeffclaim_id"': "byte-order-mark",
    r'bytes-all claims "\n" "\r\n"': "wrong-line-ends",
    r'bytes-all claims "\n" "\r"': "wrong-line-ends",
    'bytes claims "claim_id" "claim_id "': "wrong-header",
    'bytes questions "?" "? "': "padded-cell",
    'bytes questions "?" "\x07?"': "control-character",
    'bytes questions " " "\u200b "': "control-character",
    """bytes revisions '2021-09-03,,\\n' '2021-09-03,,"Noted.\\n'""": "broken-quoting",
    **{
        f"locations loc-mill uncertainty_m={number}": "wrong-type"
        for number in ("1_000", "+400", "٤٠٠", "0400")
    },
    **{
        f"locations loc-mill latitude={number}": "wrong-type"
        for number in ("1_2.5", "+12.5", ".5", "12.", "1e1", "٣")
    },
}
"""Faults of a package of this standard, as changes to the specimen, that frictionless lets pass,
and the rule that finds them.
"""
