"""Write a valid data package of N invented claims.

Run it as `python benchmarks/generate.py N DIR`.
It is the reference dataset repeated under other ids. Every row has words, numbers and days of its
own, so that nothing gains from texts that stand there twice, and nothing is about a real person,
place or event. The same N and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from invented import DATE, Invention, shift, spell

REFERENCE = Path(__file__).resolve().parent.parent / "datasets/panjshir-2021"
LEAST = 30
COPIES = 3
"""How often the claims are repeated for each set of questions, actors and places."""
SOURCES = 4
"""How many documents the claims of one copy are spread over."""
EVERY = 9
"""After so many claims comes one on the hot question, which thus has a tenth of all."""
HOT = {
    "question_id": "qst-0",
    "question": "Was there fighting?",
    "topic": "fighting",
    "answer_type": "yes_no",
}
TEXTS = {"statement", "quote", "question", "title", "name", "unit", "place_as_reported", "answer"}
DATES = {"stated", "occurred", "period", "published", "accessed", "relayed"}
QUANTITIES = {"quantity_min", "quantity_max"}
NUMBER = re.compile("[0-9]+")
BLANK = {"note", "rights", "also_known_as", "iso_code", "geonames_id"}
"""What would speak of the reference dataset's own article and places."""
OWN = {"claim_id", "claimant_id", "claimant_basis", "medium", "source_id", "locator", "voice"}
OWN |= {"statement", "quote", "claim_type", "certainty", "stated", "stated_basis", "status"}
"""What a claim keeps that is made again on the hot question."""
Row = dict[str, str]
Tables = dict[str, list[Row]]


class Writer:
    """Invented claims, and what they are made of."""

    def __init__(self, n: int, seed: int) -> None:
        self.n = n
        self.claims = 0
        self.made = Invention(seed)
        self.reference = {path.stem: read(path) for path in REFERENCE.glob("data/*.csv")}
        for row in self.reference["actors"]:
            if row["actor_type"] == "unnamed_source":
                row["actor_type"] = "media"  # which may publish more than one document

    def sets(self) -> Iterator[Tables]:
        """Yield the rows of all tables, some hundred at a time."""
        number = 0
        while self.claims < self.n:
            number += 1
            yield used(self.set(f"{number:05}"))

    def set(self, number: str) -> Tables:
        """Return questions, actors, places, and copies of their claims."""
        days = self.made.random.randrange(30, 7000)
        ids: dict[str, str] = {}
        for name in ("actors", "locations", "questions"):
            for place, row in enumerate(self.reference[name]):
                ids[key(row)] = f"{key(row)[:3]}-{number}{place:03}"
        tables: Tables = {
            name: [self.row(row, ids, days) for row in self.reference[name]]
            for name in ("actors", "locations", "questions")
        }
        for row in tables["actors"] + tables["locations"]:
            row["name"] += f" {spell(int(key(row)[4:]))}"
        for copy in range(COPIES):
            self.copy(tables, ids, days, f"{number}{copy}")
        return tables

    def copy(self, tables: Tables, ids: Row, days: int, number: str) -> None:
        """Add one copy of the claims, with its sources, relays and relations."""
        ids = dict(ids)
        (source,) = self.reference["sources"]
        earlier = [days - self.made.random.randrange(30) for _ in range(SOURCES)]
        for place in range(SOURCES):
            ids[key(source)] = f"src-{number}{place}"
            made = self.row(source, ids, earlier[place])
            made["text_sha256"] = f"{self.made.random.getrandbits(256):064x}"
            tables.setdefault("sources", []).append(made)
        deniers = [key(row) for row in self.reference["actors"][::2]]
        for count, row in enumerate(self.reference["claims"]):
            place = self.made.random.randrange(SOURCES)
            ids[key(source)] = f"src-{number}{place}"
            self.claim(tables, row, ids, days, earlier[place])
            if count % EVERY == 0:
                hot = {name: text for name, text in row.items() if name in OWN}
                hot["question_id"] = HOT["question_id"]
                hot["answer"] = "no" if row["claimant_id"] in deniers else "yes"
                self.claim(tables, hot, dict(ids), days, earlier[place])
        for name in ("relays", "relations"):
            rows = tables.setdefault(name, [])
            for row in self.reference[name]:
                if row["claim_id"] in ids and row.get("other_claim_id", row["claim_id"]) in ids:
                    rows.append(self.row(row, ids, days))

    def claim(self, tables: Tables, row: Row, ids: Row, days: int, stated: int) -> None:
        """Add a claim, unless there are enough."""
        if self.claims == self.n:
            return
        self.claims += 1
        ids[key(row)] = f"clm-{self.claims:07}"
        made = self.row(row, ids, days) | {"stated": shift(row["stated"], stated)}
        start, _, end = made.get("occurred", "").partition("/")
        if start == ".." and self.made.random.random() < 0.5:
            start = shift(end.rstrip("?"), self.made.random.randrange(1000))
            made["occurred"] = f"{start}/{end}"
        made["statement"] += self.made.sentence()
        tables.setdefault("claims", []).append(made)

    def row(self, row: Row, ids: Row, days: int) -> Row:
        """Return a row as another set or copy has it."""
        made = {name: self.cell(name, text, ids, days) for name, text in row.items()}
        if row.get("quantity_min") or row.get("quantity_max"):
            least, most = made["quantity_min"], made["quantity_max"]
            in_words = least if most else f"{least} or more"
            digits = NUMBER.sub(lambda number: str(int(number[0]) * days), row["answer"])
            made["answer"] = digits if NUMBER.search(digits) else in_words
        if "inferred" in row.values():
            made["note"] = self.made.reword("Concluded from line 12.")
        return made

    def cell(self, name: str, text: str, ids: Row, days: int) -> str:
        if text in ids:
            return ids[text]
        if name in BLANK:
            return ""
        if name in DATES or (name == "answer" and DATE.search(text)):
            return shift(text, days)
        if name in QUANTITIES and text:
            return str(int(text) * days)
        return self.made.reword(text) if name in TEXTS else text


def used(tables: Tables) -> Tables:
    """Return the tables without rows that no claim leads to."""
    seen: set[str] = set()
    for row in tables["claims"]:
        seen.update(row.values())
    kept = dict(tables)
    for name in ("relays", "questions", "sources", "actors", *["locations"] * 3):
        kept[name] = []
        for row in reversed(tables[name]):
            if key(row) in seen:
                seen.update(row.values())
                kept[name].insert(0, row)
    return kept


def key(row: Row) -> str:
    return next(iter(row.values()))


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def generate(n: int, folder: Path, seed: int) -> None:
    """Write the whole package into a folder."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    descriptor = json.loads((REFERENCE / "datapackage.json").read_text(encoding="utf-8"))
    with ExitStack() as files:
        writers = {}
        for resource in descriptor["resources"]:
            path = folder / resource["path"]
            file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            columns = [field["name"] for field in resource["schema"]["fields"]]
            writers[resource["name"]] = csv.DictWriter(file, columns, lineterminator="\n")
            writers[resource["name"]].writeheader()
        writers["questions"].writerow(HOT)
        for tables in Writer(n, seed).sets():
            for name, writer in writers.items():
                writer.writerows(tables[name])
    descriptor |= {"name": f"invented-{n}-{seed}", "title": f"{n} invented claims"}
    descriptor["description"] = "Claims that nobody made, for measuring how fast they are checked."
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
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
