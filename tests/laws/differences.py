"""Every class of cells that stock frictionless and this package judge differently.

The law of agreement lets these differ and no others. Each example is run as well, so that a release
of frictionless that judges it otherwise is noticed. All this is true of the release named here.
"""

from __future__ import annotations

import re

from contested.standard import EDTF
from laws.candidates import DATES
from laws.difference import (
    Difference,
    Spot,
    alone,
    bare,
    column,
    is_foreign,
    is_number,
    nearest_bound,
    padded,
    pointing,
    spelled,
    unread,
)
from laws.verdicts import Cell, Tables

FRICTIONLESS = "5.21.0"

LOOSER = [
    Difference(
        "padding",
        "it takes space off numbers, and elsewhere takes it for a part of the text, even where"
        " nothing else is there",
        column({"type": "integer"}, " 1", "2\n", "3\u00a0", "4"),
        alone(0, 1, 2),
        set(),
        padded,
    ),
    Difference(
        "padded words",
        "likewise: to it a padded key is another key",
        column({"type": "string", "constraints": {"unique": True}}, "a", "a "),
        alone(0, 1),
        set(),
        padded,
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
        lambda spot: is_number(spot) and is_foreign(spot.text),
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
            spot.side == "ours" and any(number > spot.cell[1] for number, _, _ in spot.twins(bare))
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
        lambda spot: is_number(spot) and not is_foreign(spot.text),
    ),
    Difference(
        "empty items",
        "Table Schema does not say what a list's items may be; here none is empty",
        column({"type": "list", "delimiter": ";"}, "a;;b", ";a", "a; ", "a;b"),
        alone(0, 1, 2),
        set(),
        lambda spot: (
            spot.side == "ours"
            and ("separator" in spot.field or spot.field["type"] == "list")
            and not all(i.strip(" ") for i in spot.text.split(separator(spot)))
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
        spelled,
    ),
    Difference(
        "a reference in another spelling",
        "likewise",
        pointing({"type": "number"}, "1", "1.0"),
        {(0, "b")},
        set(),
        spelled,
    ),
    Difference(
        "a hair beyond a bound",
        "numbers are compared here as floats",
        column(
            {"type": "integer", "constraints": {"maximum": 2**53}}, str(2**53 + 1), str(2**53 + 2)
        ),
        alone(1),
        alone(0, 1),
        nearest_bound,
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
        unread,
    ),
]
"""Cells that Table Schema allows and frictionless refuses."""


def separator(spot: Spot) -> str:
    """What parts the items of a list, as our schema or Table Schema says it."""
    return str(spot.field.get("separator") or spot.field.get("delimiter", ","))


DIFFERENCES = LOOSER + STRICTER + COARSER + WRONG


def excused(tables: Tables, ours: set[Cell], theirs: set[Cell]) -> dict[Cell, list[str]]:
    """Return the differences that allow what one side finds alone."""
    spots = [
        Spot(tables, cell, "ours" if cell in ours else "theirs", frozenset(ours))
        for cell in sorted(ours ^ theirs)
    ]
    return {spot.cell: [one.name for one in DIFFERENCES if one.excuses(spot)] for spot in spots}
