"""Files broken by hand, as people and their programs break them.

What is found in each, and what formatting makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from contested.package.files.csvfile import CsvFile
from contested.standard import Table

NOTES = Table.from_schema(
    "x-notes",
    {
        "fields": [
            {"name": "note_id", "type": "string", "constraints": {"pattern": "nte-[a-z]+"}},
            {"name": "step", "type": "integer"},
            {"name": "title", "type": "string"},
            {"name": "note", "type": "string"},
        ],
        "primaryKey": ["note_id", "step"],
    },
)
HEADER = "note_id,step,title,note\n"
ROWS = [
    'nte-a,2,One,"first\nsecond"\n',
    'nte-a,10,"Two, too",été\n',
    'nte-b,1,"He said ""no"".",\n',
]
GOOD = HEADER + "".join(ROWS)
DIVIDED = GOOD.replace(",", ";").replace('"Two; too"', '"Two, too"')


@dataclass(frozen=True)
class Case:
    """One broken file."""

    name: str
    data: bytes
    found: list[tuple[str, int, int, str | None]]
    """Rule, line, column and cell, in the order of the rules."""
    result: bytes = GOOD.encode()
    done: list[str] = field(default_factory=list)
    left: list[tuple[str, int]] = field(default_factory=list)
    """Rule and line of what keeps the file from being put in order."""
    doubt: str = ""
    codec: str | None = None
    """The encoding that a person names."""

    @property
    def file(self) -> CsvFile:
        return CsvFile("notes.csv", self.data, NOTES)


def advice(name: str, codec: str, word: str) -> str:
    """Return what is said of a file in an unknown encoding."""
    return (
        f"It is not UTF-8, but likeliest {name}. It then says “{word}”. If that is right, run the"
        " command below. If not, name another encoding in it, or save the file as UTF-8 in the"
        f" program that wrote it.\n    contested fmt --encoding {codec} notes.csv"
    )


def unsorted(line: int) -> tuple[str, int, int, str | None]:
    return "unsorted-rows", line, 1, f"A{line}"


CONFLICT = (
    HEADER
    + ROWS[0]
    + "<<<<<<< HEAD\n"
    + ROWS[1]
    + "=======\n"
    + ROWS[1].replace("é", "e")
    + ">>>>>>> theirs\n"
    + ROWS[2]
)
MIXED = (HEADER + "nte-a,2,One,été\n").encode() + "nte-b,1,Two,été\n".encode("cp1252")
