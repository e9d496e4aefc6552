"""Table Schemas with cells, of every type and constraint in `schema/`.

No table of the standard is among them. A column has some candidates for its cells, of every sort,
which its rows take in turn; a column that points to another one takes that one's, and some of its
own.
"""

from __future__ import annotations

from typing import Any

from contested import standard
from hypothesis import strategies as st
from laws.candidates import ANYTHING, DATES, PATTERNS, RIGHT, SOME, WORDS, WRONG, near
from laws.verdicts import Schema, Tables

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


@st.composite
def fields(draw: st.DrawFn, name: str) -> Schema:
    """Draw a column of any type, with constraints that fit together."""
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
    """Return what a column holds, in one word."""
    if field["type"] != "string":
        return str(field["type"])
    return "uri" if field.get("format") == "uri" else "edtf" if "rdfType" in field else "text"


def right(field: Schema) -> st.SearchStrategy[str]:
    """Return a strategy for cells that mostly fit a column.

    A bound may still be in their way.
    """
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
    """Return cells that just fit a column, or just do not."""
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
    """Return a strategy for cells of every sort for a column.

    They are right, nearly right, wrong in its own way, at the edge, or nothing to do with it.
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
    """Draw one to three tables that refer to each other."""
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
    """Add columns that name rows of tables, itself among them.

    Mostly these rows are there.
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
