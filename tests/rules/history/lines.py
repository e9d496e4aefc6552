"""The lines of `cases/`: what comes close to an excuse, or to a fault, and is none.

A line stands below the name of its rule; what is indented further goes on with it. It is a change
of the specimen. Before ` | ` stands what was published, if that is not the specimen itself; what
stands before ` || ` is in both versions. `rev(kind, table, record, field, old, new)` is a revision
more.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from contested import standard

Lines = dict[str, list[str]]
REVISION = re.compile(r"rev\(([^)]*)\)")


def read(name: str) -> Lines:
    """Return the lines of a file of cases, by rule."""
    text = (Path(__file__).parent / "cases" / f"{name}.txt").read_text(encoding="utf-8")
    found: Lines = {}
    for group in text.replace("\n      ", " ").split("\n\n"):
        rule, *lines = group.splitlines()
        found[rule] = [whole(line.strip()) for line in lines]
    return found


def whole(line: str) -> str:
    """Return a line of a file as changes of the specimen."""
    revisions = dict.fromkeys(REVISION.findall(line))
    for number, said in enumerate(revisions):
        line = line.replace(f"rev({said})", revision(20 + number, *said.split(", ")))
    both, bars, after = line.partition(" || ")
    return f"{both} | {both} ; {after}" if bars else line


def revision(
    number: int,
    kind: str,
    table: str,
    record: str,
    field: str = "",
    old: str = "",
    new: str = "",
) -> str:
    """Return the change that adds a revision."""
    return (
        f'+revisions rev-{number} table={table} record_id="{record}" field="{field}" kind={kind}'
        f' old_value="{old}" new_value="{new}"'
    )


BAD, GOOD = read("bad"), read("good")
for less, more in pairwise(standard.tables()["claims"].fields["certainty"].ranked):
    one, other = (f"claims clm-a certainty={degree}" for degree in (less, more))
    BAD["hardened-certainty"].append(f"{one} | {other}")
    GOOD["hardened-certainty"].append(f"{other} | {one}")
