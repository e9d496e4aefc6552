"""Writes a valid data package of N invented claims: `python benchmarks/generate.py N DIR [--seed
1]`.

The same N and seed give the same bytes, as long as numpy keeps its random streams. Nothing in the
package is about any real person, place or event.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from making import answers, claims, documents, links, people, places, questions, rows, voices

SCHEMA = Path(__file__).resolve().parent.parent / "schema"
TABLES = (
    "actors",
    "locations",
    "sources",
    "questions",
    "claims",
    "relays",
    "relations",
    "revisions",
)
LEAST = 30
STRETCH = 200_000
"""How many claims are put into words at a time."""


def frames(n: int, seed: int) -> Iterator[tuple[str, Iterator[pl.DataFrame]]]:
    """Each table's name and its rows, in stretches."""
    rng = np.random.default_rng(seed)
    w = claims.world(rng, n)
    made = claims.make(rng, w)
    total = len(made)
    held = answers.numbers(
        w.questions, made.question, made.held, np.zeros(total, dtype=np.bool_), w.people, w.places
    )
    through = links.relays(rng, w, made)
    related = links.relations(rng, w, made, held, through)
    held = answers.numbers(
        w.questions,
        made.question,
        made.held,
        links.relabelled(w, made, related),
        w.people,
        w.places,
    )
    locator = voices.locators(w.documents, made.source, made.question)
    yield "actors", iter([people.table(w.people, rng)])
    yield "locations", iter([places.table(w.places, rng)])
    yield "sources", iter([documents.table(w.documents, w.people, w.places, rng)])
    yield "questions", iter([questions.table(w.questions, w.people, w.places)])
    yield (
        "claims",
        (
            rows.claims_table(rng, w, made, held, locator, slice(at, at + STRETCH))
            for at in range(0, total, STRETCH)
        ),
    )
    yield "relays", iter([links.relays_table(through, w, made)])
    yield "relations", iter([links.relations_table(related, made)])
    yield "revisions", iter([rows.revisions_table(rng, w, made, through, related, locator)])


def write(path: Path, stretches: Iterator[pl.DataFrame], columns: list[str]) -> None:
    """One table in canonical form: UTF-8, LF, quotes only where they are needed, the columns in the
    order of its schema.
    """
    with path.open("wb") as file:
        for number, frame in enumerate(stretches):
            frame.select(columns).write_csv(
                file, include_header=number == 0, line_terminator="\n", quote_style="necessary"
            )


def descriptor(n: int, seed: int, schemas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The descriptor of the package, with the schemas written inside it."""
    table = {
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
    }
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "contested": "1",
        "name": f"invented-{n}-{seed}",
        "title": f"{n} invented claims",
        "description": (
            "Claims that nobody made, about places that do not exist, for measuring how fast they"
            f" are checked. Made with seed {seed}."
        ),
        "version": "1.0.0",
        "created": "2026-01-01T00:00:00Z",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "Creative Commons Zero 1.0",
            }
        ],
        "contributors": [{"title": "contested contributors", "roles": ["creator"]}],
        "resources": [
            {"name": name, "path": f"data/{name}.csv", **table, "schema": schemas[name]}
            for name in TABLES
        ],
    }


def generate(n: int, folder: Path, seed: int) -> None:
    """Writes the whole package into a folder, which is made if need be."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    schemas = {
        name: json.loads((SCHEMA / f"{name}.json").read_text(encoding="utf-8")) for name in TABLES
    }
    for name, stretches in frames(n, seed):
        write(
            folder / "data" / f"{name}.csv",
            stretches,
            [field["name"] for field in schemas[name]["fields"]],
        )
    text = json.dumps(descriptor(n, seed, schemas), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description="Writes a valid data package of N invented claims."
    )
    parser.add_argument("n", metavar="N", type=int, help=f"how many claims, {LEAST} or more")
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write it")
    parser.add_argument(
        "--seed", type=int, default=1, help="another seed makes another package (default: 1)"
    )
    asked = parser.parse_args()
    if asked.n < LEAST:
        parser.error(f"a package that holds something of everything needs {LEAST} claims or more")
    generate(asked.n, asked.folder, asked.seed)


if __name__ == "__main__":
    main()
