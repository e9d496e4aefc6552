"""Small tables in which claims meet, agree, deny and exclude.

They are drawn from few ids and few answers.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import polars as pl
from contested import standard
from contested.rules.views import Views
from hypothesis import strategies as st
from laws.reference import Row, Tables
from rules.columns.viewing import column_of, views_made

QUESTIONS: dict[str, tuple[str, str]] = {
    "qst-control": ("actor", "true"),
    "qst-part": ("actor", "false"),
    "qst-seat": ("location", "true"),
    "qst-way": ("location", "false"),
    "qst-talks": ("yes_no", ""),
    "qst-deaths": ("quantity", ""),
    "qst-began": ("date", ""),
    "qst-office": ("text", ""),
}
"""A question of every kind: what it asks for, and whether its answers exclude each other."""
ANSWERS = {
    "actor": ["act-guard", "act-council", "act-elders"],
    "location": ["loc-ford", "loc-north"],
    "yes_no": ["yes", "no"],
    "quantity": ["some", "few"],
    "date": [
        "2021-08-20",
        "2021-08-21",
        "2021-08",
        "2021-08-21/..",
        "../2021-08-20",
        "2021-08-20?",
        "2021-08-22/2021-08-23",
    ],
    "text": ["mayor", "head"],
}
BOUNDS = [
    ("1", "1"),
    ("1", "2"),
    ("1.0", "2.00"),
    ("2", "3"),
    ("2.0", "3"),
    ("3", ""),
    ("", "1"),
    ("", "2"),
    ("4", "10"),
    ("0.1", "0.3"),
    ("0.30", ""),
    ("-1", "0"),
    ("-1.0", "-0"),
    ("0", ""),
    ("-0.0", ""),
]
CLAIMANTS = ["act-guard", "act-council", "act-elders", "act-told"]
RELATIONS = list(standard.tables()["relations"].fields["relation"].words)
BOUND = ("quantity_min", "quantity_max")


@st.composite
def tables(draw: st.DrawFn, most: int = 8) -> Tables:
    """Draw questions, a few claims, and relations between any two."""
    asked = draw(st.lists(st.sampled_from(list(QUESTIONS)), min_size=1, max_size=2, unique=True))
    rows = [draw(claims(asked, f"clm-{number}")) for number in range(draw(st.integers(2, most)))]
    ids = [row["claim_id"] for row in rows]
    joined = st.tuples(
        st.sampled_from(ids), st.sampled_from(RELATIONS), st.sampled_from(ids)
    ).filter(lambda one: one[0] != one[2])
    related = draw(st.lists(joined, max_size=2, unique=True))
    return {
        "questions": questions(),
        "claims": rows,
        "relations": [relation(*one) for one in related],
    }


def beside(several: list[Tables]) -> Tables:
    """Return several drawn tables as one, in which none meets another.

    Their questions and claims get ids of their own.
    """
    ids = ("question_id", "claim_id", "other_claim_id")

    def apart(row: Row, number: int) -> Row:
        return {
            column: f"{cell}-{number}" if column in ids and cell else cell
            for column, cell in row.items()
        }

    return {
        name: [apart(row, number) for number, given in enumerate(several) for row in given[name]]
        for name in several[0]
    }


def questions() -> list[Row]:
    """Return a row for each of the questions."""
    return [
        {"question_id": name, "question": f"{name}?", "answer_type": kind, "exclusive": exclusive}
        for name, (kind, exclusive) in QUESTIONS.items()
    ]


def relation(claim_id: str, kind: str, other_claim_id: str) -> Row:
    """Return a row of relations."""
    return {
        "claim_id": claim_id,
        "relation": kind,
        "other_claim_id": other_claim_id,
        "basis": "curator",
    }


@st.composite
def claims(
    draw: st.DrawFn,
    asked: list[str],
    claim_id: str,
    statuses: tuple[str, ...] = ("", "active", "", "withdrawn", "redacted"),
) -> Row:
    """Draw a claim on one of these questions."""
    question = draw(st.sampled_from(asked))
    kind = QUESTIONS[question][0]
    least, most = draw(st.sampled_from(BOUNDS)) if kind == "quantity" else ("", "")
    return {
        "claim_id": claim_id,
        "question_id": question,
        "claimant_id": draw(st.sampled_from(CLAIMANTS)),
        "source_id": draw(st.sampled_from(["src-radio", "src-wire"])),
        "polarity": draw(st.sampled_from(["", "affirms", "", "denies"])),
        "status": draw(st.sampled_from(statuses)),
        "answer": draw(st.sampled_from(ANSWERS[kind])),
        "quantity_min": least,
        "quantity_max": most,
    }


def every_pair() -> Tables:
    """Return all there is to say, by two claimants each.

    That is every kind of pair at once.
    """
    said = [
        (question, answer, bounds, polarity, claimant)
        for question, (kind, _) in QUESTIONS.items()
        for answer, bounds in product(ANSWERS[kind], BOUNDS if kind == "quantity" else [("", "")])
        for polarity, claimant in product(("affirms", "denies"), CLAIMANTS[:2])
    ]
    rows = [
        {
            "claim_id": f"clm-{n}",
            "question_id": q,
            "claimant_id": c,
            "source_id": "src-wire",
            "polarity": p,
            "status": "",
            "answer": a,
        }
        | dict(zip(BOUND, b, strict=True))
        for n, (q, a, b, p, c) in enumerate(said)
    ]
    return {"questions": questions(), "claims": rows, "relations": []}


def views_over(given: Tables, engine: str = "polars") -> Views:
    """Return the views of these tables.

    Their columns are in the order of each table's first row.
    """
    return views_made(
        {
            name: frame_of(name, given.get(name, []))
            for name in ("questions", "claims", "relations")
        },
        dict(standard.tables()),
        [],
        engine,
    )


def frame_of(name: str, rows: list[Row]) -> pl.DataFrame:
    """Return a table's rows as a frame of text."""
    columns = dict.fromkeys([*(rows[0] if rows else ()), *standard.tables()[name].fields])
    cells: dict[str, Any] = {
        column: [row.get(column) or None for row in rows] for column in columns
    }
    return pl.DataFrame(
        {"row": range(len(rows)), **cells},
        schema={"row": pl.UInt32} | dict.fromkeys(columns, pl.String),
    )


def in_conflict(views: Views) -> set[str]:
    """Return the claims that the named column finds in conflict."""
    return {key for key, value in column_of(views, "claims", "in_conflict").items() if value}


def contested(views: Views) -> set[str]:
    """Return the questions that the named column finds contested."""
    return {key for key, value in column_of(views, "questions", "is_contested").items() if value}
