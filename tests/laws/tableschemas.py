"""Table Schemas and cells to judge by them: of every type and constraint that `schema/` uses, and
of no table in it.

A column has some candidates for its cells, of every sort, which its rows take in turn; a column
that points to another one takes that one's, and some of its own.
"""

from __future__ import annotations

from typing import Any

from contested import standard
from hypothesis import strategies as st
from laws.verdicts import Schema, Tables

PATTERNS = {
    "ab|cd": ["ab", "cd"],
    "(?:ab|cd)+": ["ab", "abcd"],
    "[0-9]{2,3}": ["12", "007"],
    "[^;]+": ["a b", "a"],
    "a.c": ["abc", "a c"],
    "x?": ["x"],
}
PATTERNS |= {
    f.pattern: [f.example]
    for t in standard.tables().values()
    for f in t.fields.values()
    if f.pattern and f.form == "text"
}
"""Patterns, and cells that fit them: the standard's own, and some that it would not write."""
DATES = next(f.pattern for f in standard.tables()["claims"].fields.values() if f.form == "edtf")
WORDS = ["yes", "no", "Yes", "TRUE", "true", "1", "0", "ja", "a b"]
RIGHT = {
    "integer": ["0", "1", "-1", "7", "42", "400", "1000000", "9007199254740993"],
    "number": ["0", "1", "1.0", "1.50", "-0.5", "34.5", "90", "0.1", "-12.25", "9007199254740993"],
    "date": ["2021-08-21", "2020-02-29", "0001-01-01", "9999-12-31", "1999-12-31"],
    "uri": [
        "https://radio.example/ford",
        "urn:isbn:0",
        "mailto:a@b.example",
        "http://xn--e1afmkfd.example/",
        "https://пример.example/ä?q=1#x",
    ],
    "edtf": [
        "2021",
        "2021-08",
        "2021-08-21",
        "2021-08-21?",
        "2021/2022-01",
        "../2021",
        "2021-08-21/..",
    ],
}
WRONG = {
    "integer": [
        "1.0",
        "1e3",
        "0x1F",
        "1,000",
        "1 000",
        "-",
        "--1",
        "9" * 4301,
        "9" * 400,
        "NaN",
        "one",
    ],
    "number": [
        "1,5",
        "1.2.3",
        "1e5",
        "1E-2",
        ".5",
        "12.",
        "-",
        ".",
        "NaN",
        "INF",
        "-inf",
        "Infinity",
        "9" * 400,
        "9" * 4301,
        "0x1F",
        "ten",
    ],
    "date": [
        "2021-02-29",
        "2021-13-01",
        "2021-8-1",
        "21-08-2021",
        "2021/08/21",
        "20210821",
        "2021-08-21T00:00",
        "0000-01-01",
        "2021-08",
        "2021-04-31",
    ],
    "uri": [
        "radio",
        "//radio.example",
        "http:",
        "a b:c",
        "x:y z",
        "1a:b",
        "http://radio.example/a b",
        "http://[::1",
        'x:"y"',
        ":x",
        "x:<y>",
    ],
    "edtf": [
        "2021-02-29",
        "2021-8",
        "2022/2021",
        "../..",
        "2021/",
        "0000",
        "2021-13",
        "2021-08-21T10:00",
        "1/2/3",
        "unknown",
        "-2021",
        "2021-04-31/2022",
    ],
}
SOME = st.text("aAbzé09٣дя漢دیßİ .,;:|/_-+'\"#=@?!\n", max_size=6)
"""Short texts without what cannot be seen, which `near` puts in."""
NAMES = [
    "a",
    "b",
    "number",
    "today",
    "cell",
    "cell_phone",
    "target",
    "text",
    "times",
    "joined",
    "name",
    "key",
    "index",
    "check",
    "x_id",
    "Ünit",
]
"""Names of columns, some of which mean something else to whoever judges."""


def near(cell: str) -> st.SearchStrategy[str]:
    """Cells that are nearly this one: padded, in other letters or digits, longer, shorter, broken,
    or with something in it.
    """
    half = len(cell) // 2
    digits = [
        cell.translate({ord("0") + n: first + n for n in range(10)})
        for first in (0x660, 0x966, 0xFF10)
    ]
    within = [
        cell[:half] + sign + cell[half:]
        for sign in ("\n", "_", " ", "\t", "\u200b", "\u200d", "\x07", "é")
    ]
    around = [
        front + cell + back
        for front, back in (
            (" ", ""),
            ("", " "),
            ("", "\n"),
            ("\n", ""),
            ("\u00a0", ""),
            ("", "\u3000"),
            ("+", ""),
            ("-", ""),
        )
    ]
    longer = [
        "0" + cell,
        cell + "0",
        cell + ".0",
        cell + cell[-1:],
        cell + ";" + cell,
        cell[:-1],
        cell[1:],
    ]
    return st.sampled_from(
        [*around, *within, *longer, *digits, cell.upper(), cell.lower(), cell.title()]
    )


ANYTHING = (
    st.sampled_from(
        [
            "",
            " ",
            "\n",
            "TRUE",
            "-0",
            "0",
            "00",
            "1_000",
            "٣",
            "null",
            "NA",
            "=1",
            "-",
            '"',
            "a,b",
            "a\nb",
            "x" * 40,
        ]
    )
    | SOME
)


@st.composite
def fields(draw: st.DrawFn, name: str) -> Schema:
    """A column of any type, with any constraints that may stand beside each other."""
    kind = draw(
        st.sampled_from(
            ["text", "text", "uri", "edtf", "integer", "number", "boolean", "date", "list"]
        )
    )
    field: Schema = {"name": name, "type": "string" if kind in ("text", "uri", "edtf") else kind}
    bounds: Schema = {}
    if kind == "uri":
        field["format"] = "uri"
    elif kind == "edtf":
        field["rdfType"] = standard.EDTF
        bounds["pattern"] = DATES
    elif kind == "text":
        bounds |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "pattern": st.sampled_from(list(PATTERNS)),
                    "maxLength": st.integers(0, 12),
                },
            )
        )
        if draw(st.booleans()):
            words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
            field |= draw(
                st.sampled_from(
                    [{}, {"categories": [{"value": word, "label": word} for word in words]}]
                )
            )
            bounds |= {} if "categories" in field and draw(st.booleans()) else {"enum": words}
    elif kind in ("integer", "number"):
        whole = st.sampled_from([-1, 0, 1, 7, 400, 2**53]) | st.integers(-500, 500)
        some = whole if kind == "integer" else whole | st.sampled_from([0.1, -0.5, 1.5, 90.25])
        bounds |= draw(st.fixed_dictionaries({}, optional={"minimum": some, "maximum": some}))
    elif kind == "boolean" and draw(st.booleans()):
        said = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True))
        field |= (
            {"trueValues": said[:1], "falseValues": said[1:]}
            if draw(st.booleans())
            else {"trueValues": said[1:], "falseValues": said[:1]}
        )
    elif kind == "list" and draw(st.booleans()):
        field["delimiter"] = draw(st.sampled_from(list(",;|:/")))
    bounds |= draw(
        st.fixed_dictionaries(
            {},
            optional={"required": st.booleans()}
            | ({} if kind == "list" else {"unique": st.booleans()}),
        )
    )
    return field | ({"constraints": bounds} if bounds else {})


def kind(field: Schema) -> str:
    """What a column holds, in one word."""
    if field["type"] != "string":
        return str(field["type"])
    return "uri" if field.get("format") == "uri" else "edtf" if "rdfType" in field else "text"


def right(field: Schema) -> st.SearchStrategy[str]:
    """Cells that mostly fit a column; a bound may still be in their way."""
    bounds: Schema = field.get("constraints", {})
    if words := bounds.get("enum") or [one["value"] for one in field.get("categories", ())]:
        return st.sampled_from(words)
    if kind(field) == "text":
        return st.sampled_from(PATTERNS[bounds["pattern"]]) if "pattern" in bounds else SOME
    if kind(field) == "boolean":
        return st.sampled_from(
            [*field.get("trueValues", ["true", "1"]), *field.get("falseValues", ["false", "0"])]
        )
    if kind(field) == "list":
        return st.lists(SOME.filter(bool), min_size=1, max_size=3).map(
            field.get("delimiter", ",").join
        )
    known = st.sampled_from(RIGHT[kind(field)])
    if kind(field) in ("integer", "number"):
        return known | st.integers(-999, 999).map(str)
    return known


def edges(field: Schema) -> list[str]:
    """Cells that just fit what a column asks, or just do not."""
    bounds: Schema = field.get("constraints", {})
    beside = [
        str(bounds[end] + step)
        for end in ("minimum", "maximum")
        if end in bounds
        for step in (0, -1, 1)
    ]
    return (
        beside + ["ä" * (bounds["maxLength"] + more) for more in (0, 1) if "maxLength" in bounds]
        or WORDS
    )


def cells(field: Schema) -> st.SearchStrategy[list[str]]:
    """Cells of every sort for a column: right, nearly right, wrong in its own way, at the edge, or
    nothing to do with it.
    """
    good, wrong, edge = (
        right(field),
        st.sampled_from(WRONG.get(kind(field), WORDS)),
        st.sampled_from(edges(field)),
    )
    return st.tuples(
        good,
        good.flatmap(near),
        wrong,
        edge,
        ANYTHING,
        good,
        good.flatmap(near),
        wrong,
        edge,
        good.flatmap(near),
        wrong,
    ).map(list)


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """One to three tables that refer to each other and to themselves."""
    names = ["x-one", "x-two", "x-three"][: draw(st.integers(1, 3))]
    schemas: dict[str, Schema] = {}
    rows: dict[str, list[dict[str, str]]] = {}
    candidates: dict[tuple[str, str], list[str]] = {}
    for name in names:
        schema: Schema = {"fields": [{"name": "nr", "type": "string"}]}
        for column in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)):
            field = draw(fields(column))
            schema["fields"].append(field)
            candidates[name, column] = draw(cells(field))
        keyed = [f["name"] for f in schema["fields"][1:] if f["type"] != "list"]
        if keyed and draw(st.booleans()):
            schema["primaryKey"] = draw(
                st.lists(st.sampled_from(keyed), min_size=1, max_size=3, unique=True)
            )
        schemas[name] = schema
    for name in names:
        _point(draw, name, schemas, candidates)
        columns = [f["name"] for f in schemas[name]["fields"][1:]]
        turns = {c: draw(st.integers(0, 10)) for c in columns}
        height = draw(st.sampled_from([0, 1, 2, 4, 8, 11, 11, 11]))
        rows[name] = [
            {"nr": f"n{n}"} | {c: _turned(candidates[name, c], n + turns[c]) for c in columns}
            for n in range(height)
        ]
    return Tables(schemas, rows)


def _turned(said: list[str], number: int) -> str:
    return said[number % len(said)]


def _point(
    draw: st.DrawFn,
    name: str,
    schemas: dict[str, Schema],
    candidates: dict[tuple[str, str], list[str]],
) -> None:
    """Adds to a table columns that name rows of tables, itself among them, and mostly rows that are
    there.
    """
    for number, column in enumerate("ef"[: draw(st.integers(0, 2))]):
        to = draw(st.sampled_from(list(schemas)))
        there = draw(
            st.sampled_from(
                [f for f in schemas[to]["fields"] if f["type"] != "list" and f["name"] not in "ef"]
            )
        )
        like: dict[str, Any] = {
            k: v for k, v in there.items() if k not in ("name", "constraints", "categories")
        }
        said = candidates.get((to, there["name"]), ["n0", "n1"])
        schemas[name]["fields"].append({"name": column} | like)
        candidates[name, column] = [
            *said,
            draw(st.sampled_from(said).flatmap(near)),
            draw(cells(like))[-1],
        ]
        reference = {"fields": [there["name"]]} | (
            {} if to == name and number else {"resource": to}
        )
        schemas[name].setdefault("foreignKeys", []).append(
            {"fields": [column], "reference": reference}
        )
