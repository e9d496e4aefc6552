"""A small table for tests of what is wrong with the bytes of a file."""

from __future__ import annotations

from contested.check.lint import Linted, lint
from contested.package.files.csvfile import CsvFile
from contested.standard import Table

NOTES = Table.from_schema(
    "x-notes",
    {
        "fields": [
            {"name": "note_id", "type": "string", "constraints": {"pattern": "nte-[a-z]+"}},
            {"name": "title", "type": "string"},
            {"name": "note", "type": "string"},
            {"name": "x_end", "type": "string"},
        ],
        "primaryKey": "note_id",
    },
)
HEADER = "note_id,title,note,x_end\n"
GOOD = HEADER + 'nte-a,One,"first\nsecond",\nnte-b,"Two, too",é,x\n'


def linted(data: bytes | str) -> Linted:
    return lint(CsvFile("notes.csv", data.encode() if isinstance(data, str) else data, NOTES))
