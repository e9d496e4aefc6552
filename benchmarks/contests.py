"""Measure telling which claims are in conflict: `python benchmarks/contests.py [N …]`.

The claims are spread over many questions or all on one, which is where comparing pairs would take
N² steps. Each kind of answer is measured by itself. The last column says how many times longer than
for the size before: in proportion, it is as large as the sizes' own ratio.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl
from contested import standard
from contested.check.engines.polars import views_of

PER_QUESTION = 4
"""Claims on a question where they are spread."""
PER_CLAIMANT = 12
ANSWERS = {
    "yes_no": ["yes", "no"],
    "date": [f"2021-{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 29)],
    "quantity": ["some"],
}
"""The answers of a kind; all others are actors."""
KINDS = {
    "yes_no": ("yes_no", ""),
    "actor": ("actor", ""),
    "location": ("location", ""),
    "quantity": ("quantity", ""),
    "date": ("date", ""),
    "text": ("text", ""),
    "changing": ("actor", "changing"),
    "running": ("quantity", "running"),
}
"""What is measured by itself: a type of answer, and how answers stand to each other over time."""
PERIOD = 365
"""Days from which something is said to be so."""
JANUARY = date(2021, 1, 1)


def frame(table: str, columns: dict[str, Sequence[str | None]]) -> pl.DataFrame:
    """Return a table as it is read: record numbers, and texts."""
    height = len(next(iter(columns.values())))
    blank = dict.fromkeys(standard.tables()[table].fields, [None] * height)
    return pl.DataFrame(
        {"row": range(height), **blank, **columns},
        schema={"row": pl.UInt32} | dict.fromkeys(blank, pl.String),
    )


def draw(n: int, kind: str, on_one: bool) -> dict[str, pl.DataFrame]:
    """Return the tables that conflict is made from.

    They have n claims of n/12 claimants, and a relation for every twentieth claim.
    """
    chance = random.Random(1)
    answer_type, over_time = KINDS[kind]
    questions = 1 if on_one else max(1, n // PER_QUESTION)
    prefix = "loc" if answer_type == "location" else "act"
    several = [f"{prefix}-{number}" for number in range(max(2, n // PER_CLAIMANT))]
    words = ANSWERS.get(answer_type, several)
    bounds = [
        sorted((chance.randrange(1000), chance.randrange(1000)))
        if answer_type == "quantity"
        else None
        for _ in range(n)
    ]
    ids = [f"clm-{number}" for number in range(n)]
    claims = {
        "claim_id": ids,
        "question_id": [f"qst-{chance.randrange(questions)}" for _ in ids],
        "claimant_id": [f"act-{chance.randrange(max(2, n // PER_CLAIMANT))}" for _ in ids],
        "polarity": ["denies" if chance.random() < 0.1 else None for _ in ids],
        "answer": [chance.choice(words) for _ in ids],
        "quantity_min": [str(pair[0]) if pair else None for pair in bounds],
        "quantity_max": [str(pair[1]) if pair else None for pair in bounds],
        **(happened(chance, n) if over_time else {}),
    }
    relations = {
        "claim_id": ids[::20],
        "relation": ["disputes"] * len(ids[::20]),
        "other_claim_id": [chance.choice(ids) for _ in ids[::20]],
    }
    asked = {
        "question_id": [f"qst-{q}" for q in range(questions)],
        "answer_type": [answer_type] * questions,
        "exclusive": ["true" if answer_type in ("actor", "location") else None] * questions,
        "over_time": [over_time or None] * questions,
        "period": ["2021" if over_time else None] * questions,
    }
    places = several if answer_type == "location" else []
    around = {
        "location_id": places,
        "within_id": [places[number // 2] if number else None for number in range(len(places))],
    }
    return {
        "questions": frame("questions", asked),
        "claims": frame("claims", claims),
        "relations": frame("relations", relations),
        "locations": frame("locations", around),
    }


def happened(chance: random.Random, n: int) -> dict[str, list[str | None]]:
    """Return when n things are said to be so: on a day, or within a few."""
    first = [chance.randrange(PERIOD) for _ in range(n)]
    days = [
        [JANUARY + timedelta(at), JANUARY + timedelta(at + chance.randrange(4))] for at in first
    ]
    return {
        "occurred": [str(one) if one == other else f"{one}/{other}" for one, other in days],
        "occurred_span": [chance.choice(["within", "throughout"]) for _ in days],
    }


def seconds(frames: dict[str, pl.DataFrame], repeat: int) -> tuple[float, int]:
    """Return the best time without views, and the number in conflict."""
    best, found = float("inf"), 0
    for _ in range(repeat):
        views = views_of(frames, standard.tables())
        began = time.perf_counter()
        with pl.Config(engine_affinity="in-memory"):
            found = len(views.column_frame("claims", "in_conflict").lazy().collect())
        best = min(best, time.perf_counter() - began)
    return best, found


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="benchmarks/contests.py", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument(
        "n",
        metavar="N",
        type=int,
        nargs="*",
        help="numbers of claims (default: 10000 100000 1000000)",
    )
    parser.add_argument("--repeat", type=int, default=3, help="how often each is run (default: 3)")
    asked = parser.parse_args()
    print(
        "| answers | claims | questions | in conflict | best seconds | µs a claim | × the size"
        " before |\n|---|---|---|---|---|---|---|"
    )
    for on_one in (True, False):
        for kind in KINDS:
            before = 0.0
            for n in asked.n or [10_000, 100_000, 1_000_000]:
                frames = draw(n, kind, on_one)
                best, found = seconds(frames, asked.repeat)
                times = f"{best / before:.1f}" if before else "–"
                print(
                    f"| {kind} | {n:,} | {len(frames['questions']):,} | {found:,} | {best:.3f} |"
                    f" {best / n * 1e6:.2f} | {times} |",
                    flush=True,
                )
                before = best


if __name__ == "__main__":
    main()
