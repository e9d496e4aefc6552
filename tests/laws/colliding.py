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

KINDS: dict[str, tuple[str, str]] = {
    "control": ("actor", "true"),
    "part": ("actor", "false"),
    "seat": ("location", "true"),
    "way": ("location", "false"),
    "talks": ("yes_no", ""),
    "deaths": ("quantity", ""),
    "began": ("date", ""),
    "office": ("text", ""),
}
"""What a question asks for, and whether its answers exclude each other."""
PERIOD = "2021-08-19/2021-08-23"
QUESTIONS: dict[str, tuple[str, str, str, str]] = {
    f"qst-{name}{over_time and '-'}{over_time}": (kind, exclusive, over_time, period)
    for name, (kind, exclusive) in KINDS.items()
    for over_time, period in {
        "": "",
        "changing": PERIOD,
        "running": PERIOD if name == "deaths" else "",
    }.items()
}
"""A question of every kind, as it may stand over time."""
PLACES = {
    "loc-ford": "loc-north",
    "loc-mill": "loc-north",
    "loc-north": "loc-ostra",
    "loc-south": "loc-ostra",
    "loc-ostra": "",
}
"""Places, and what each lies within."""
ANSWERS = {
    "actor": ["act-guard", "act-council", "act-elders"],
    "location": ["loc-ford", "loc-mill", "loc-north", "loc-south"],
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
STATED = ["2021-08-20", "2021-08-22", "../2021-08-21", "2021-09"]
OCCURRED = [
    ("", ""),
    ("2021-08-20", ""),
    ("2021-08-21", ""),
    ("2021-08-20/2021-08-22", "within"),
    ("2021-08-20/2021-08-22", "throughout"),
    ("2021-08-21/2021-08-22", "within"),
    ("2021-08-19/2021-08-23", "throughout"),
    ("../2021-08-21", "within"),
    ("../2021-08-22", "throughout"),
    ("2021-08-21/..", "within"),
]
"""When a thing is said to have happened, and whether on all of these days."""
CLAIMANTS = ["act-guard", "act-council", "act-elders", "act-told"]
RELATIONS = list(standard.tables()["relations"].fields["relation"].words)
PARTIES = ["", "", "act-guard", "act-north"]
"""On whose behalf a claim is made."""
TABLES = ("actors", "locations", "sources", "questions", "claims", "relays", "relations")
BOUND = ("quantity_min", "quantity_max")
HAPPENED = ("occurred", "occurred_span")


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
        "locations": locations(),
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
        {
            "question_id": name,
            "question": f"{name}?",
            "answer_type": kind,
            "exclusive": exclusive,
            "over_time": over_time,
            "period": period,
        }
        for name, (kind, exclusive, over_time, period) in QUESTIONS.items()
    ]


def locations() -> list[Row]:
    """Return a row for each of the places."""
    return [{"location_id": name, "within_id": around} for name, around in PLACES.items()]


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
    polarity = draw(st.sampled_from(["", "affirms", "", "denies", "withholds"]))
    occurred, span = draw(st.sampled_from(OCCURRED))
    return {
        "claim_id": claim_id,
        "question_id": question,
        "claimant_id": draw(st.sampled_from(CLAIMANTS)),
        "on_behalf_of_id": draw(st.sampled_from(PARTIES)),
        "source_id": draw(st.sampled_from(["src-radio", "src-wire"])),
        "polarity": polarity,
        "status": draw(st.sampled_from(statuses)),
        "answer": "" if polarity == "withholds" else draw(st.sampled_from(ANSWERS[kind])),
        "quantity_min": least,
        "quantity_max": most,
        "quantity_about": draw(st.sampled_from(["", "", "true"])) if least + most else "",
        "stated": draw(st.sampled_from(STATED)),
        "occurred": occurred,
        "occurred_span": span,
    }


def every_pair() -> Tables:
    """Return all there is to say, by two claimants each.

    That is every kind of pair at once: of answers where time plays no part, and of days where it
    does.
    """
    said = [
        (question, answer, bounds, OCCURRED[0])
        for question, (kind, _, over_time, _) in QUESTIONS.items()
        for answer, bounds in product(ANSWERS[kind], BOUNDS if kind == "quantity" else [("", "")])
        if not over_time
    ]
    states = product(["qst-talks-changing"], ANSWERS["yes_no"], [("", "")], OCCURRED)
    counts = product(["qst-deaths-running"], ["some"], BOUNDS[:5:2], OCCURRED)
    spoken = product([*said, *states, *counts], ("affirms", "denies"), CLAIMANTS[:2])
    rows = [
        {
            "claim_id": f"clm-{n}",
            "question_id": question,
            "claimant_id": claimant,
            "source_id": "src-wire",
            "polarity": polarity,
            "status": "",
            "answer": answer,
            "stated": STATED[0],
        }
        | dict(zip((*BOUND, *HAPPENED), (*bounds, *occurred), strict=True))
        for n, ((question, answer, bounds, occurred), polarity, claimant) in enumerate(spoken)
    ]
    return {
        "locations": locations(),
        "questions": questions(),
        "claims": rows,
        "relations": [],
    }


def views_over(given: Tables, engine: str = "polars") -> Views:
    """Return the views of these tables.

    Their columns are in the order of each table's first row.
    """
    return views_made(
        {name: frame_of(name, given.get(name, [])) for name in TABLES},
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
