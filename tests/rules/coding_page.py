"""The small datasets of docs/coding.md, built from the page's own tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from contested import standard
from contested.package import Package
from contested.testing import specimen
from laws.reference import Row, Tables

PAGE = Path(__file__).parents[2] / "docs" / "coding.md"
TEXT = PAGE.read_text(encoding="utf-8")
TABLE = re.compile(r"\n\*\*(\w+)\*\*\n\n((?:\|.*\n)+)")
CAST, WORDINGS = "Who and what appears here", "Numbers in words"
"""The sections that hold no dataset of their own."""
PLAIN = {
    "sources": {"published_basis": "stated", "language": "en"},
    "claims": {
        "source_id": "src-courier",
        "claimant_basis": "stated",
        "voice": "indirect_speech",
        "claim_type": "observation",
        "statement": "It is as they say.",
    },
}
"""What a row of these tables says where the page does not show it, blanks aside."""


@dataclass(frozen=True)
class Section:
    """One section: its printed lines, its tables and what it says of them."""

    title: str
    text: str

    @property
    def printed(self) -> str:
        """The lines that are taken apart, as one."""
        quoted = [line[2:] for line in self.text.splitlines() if line.startswith("> ")]
        return " ".join(quoted)

    @property
    def shown(self) -> Tables:
        """The tables as the page shows them."""
        return {name: rows_of(body) for name, body in TABLE.findall(self.text)}

    @property
    def conflicts(self) -> dict[frozenset[str], str]:
        """The pairs of claims that it says are in conflict, with the sides."""
        [told] = re.findall(r"^In conflict: (.+?)\.(?: |$)", self.text, re.MULTILINE)
        if told == "none":
            return {}
        pairs = [re.fullmatch(r"(clm-\d) and (clm-\d), (.+)", one) for one in told.split(" · ")]
        return {frozenset(pair.group(1, 2)): pair[3] for pair in pairs if pair}

    @property
    def information(self) -> set[str]:
        """The rules that tell something of it, without anything being wrong."""
        return set(re.findall(r"For information: ([\w-]+)\.", self.text))


def rows_of(body: str) -> list[Row]:
    """Return the rows of a Markdown table."""
    lines = [line.strip("|").split("|") for line in body.splitlines()]
    header, _, *lines = ([cell.strip() for cell in line] for line in lines)
    return [dict(zip(header, line, strict=True)) for line in lines]


def sections() -> dict[str, Section]:
    """Return the sections of the page, by title."""
    parts = [part.partition("\n") for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]]
    return {title: Section(title, text) for title, _, text in parts}


def tables_of(section: Section) -> Tables:
    """Return the tables of a section as whole rows, with all that they refer to."""
    cast = sections()[CAST].shown
    found: Tables = {name: [] for name in standard.TABLES}
    for name in found:
        mine = section.shown.get(name, [])
        key = standard.tables()[name].key
        known = {tuple(row[k] for k in key) for row in mine}
        theirs = [row for row in cast.get(name, []) if tuple(row[k] for k in key) not in known]
        found[name] = [whole(name, row) for row in (*mine, *theirs)]
    questions = {row["question_id"]: row for row in found["questions"]}
    sources = {row["source_id"]: row for row in found["sources"]}
    for number, claim in enumerate(found["claims"], start=1):
        complete(claim, number, questions[claim["question_id"]], sources[claim["source_id"]])
    return referred(found)


def whole(name: str, row: Row) -> Row:
    """Return a row with a cell for every column."""
    blank = dict.fromkeys(standard.tables()[name].fields, "")
    return blank | PLAIN.get(name, {}) | row


def complete(claim: Row, number: int, question: Row, source: Row) -> None:
    """Fill what the page leaves out of a claim."""
    published = source["published"]
    is_own = claim["claimant_id"] in (source["publisher_id"], source["author_id"])
    withholds = claim["polarity"] == "withholds"
    plain = {
        "locator": f"line {number}",
        "certainty": "unstated" if withholds else "certain",
        "stated": published if is_own else f"../{published}",
        "stated_basis": "stated" if claim["stated"] else "publication",
        "occurred": question["period"] if re.fullmatch(r"[\d-]{10}", question["period"]) else "",
    }
    claim.update({column: cell for column, cell in plain.items() if not claim[column]})


def referred(tables: Tables) -> Tables:
    """Return the tables without rows of the cast that nothing refers to."""
    wanted = set()
    for name in ("claims", "questions", "relays", "citations"):
        for row in tables[name]:
            wanted |= set(row.values())
    for name in ("sources", "locations", "actors"):
        [key] = standard.tables()[name].key
        before = -1
        while before != len(wanted):
            before = len(wanted)
            for row in tables[name]:
                wanted |= set(row.values()) if row[key] in wanted else set()
        tables[name] = [row for row in tables[name] if row[key] in wanted]
    return tables


def package(tables: Tables) -> Package:
    """Return these tables as a package, its other parts being the specimen's."""
    made = specimen.changed()
    required = standard.required_tables()
    made.tables = {name: rows for name, rows in tables.items() if rows or name in required}
    made.descriptor["resources"] = [
        standard.resource(name, standard.schema(name)) for name in made.tables
    ]
    return made.package()
