"""Named columns: exactly which rows have which value, on both engines' frames.

`cases/` has a file a table. A case stands below the name of its column: changes to the specimen,
then an arrow and the rows that have a value, each by its key. `clm-a` alone is true, `!clm-a` is
false, `clm-a=@22` is 22 August 2021 as a number of days, and an upright line in a text parts what
the column joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from contested.rules.names import NAMED_COLUMNS
from rules.columns.viewing import column_of, settled_views_of

CASES = Path(__file__).parent / "cases"
AUGUST = date(2021, 8, 1).toordinal() - 1
"""The day before 1 August 2021, so that AUGUST + 22 is the 22nd."""
BLOCK = re.compile(r"((?:  (?!->).+\n)+)((?:  ->.*\n?)+)")
"""The changes and the values of one case; both may go on over several lines."""
Case = tuple[str, str, str, dict[str, object]]
"""A line of changes, a table, a named column, and its values by key."""


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.txt")):
        for group in path.read_text(encoding="utf-8").split("\n\n"):
            name = group.partition("\n")[0]
            for changes, told in BLOCK.findall(group):
                line = re.sub(r"\n +", " ", changes.strip()).replace("(as it is)", "")
                values = filter(None, re.split(r"\s*->\s*|, ", told.rstrip()))
                yield line, path.stem, name, dict(map(value_of, values))


def value_of(told: str) -> tuple[str, object]:
    key, _, value = told.partition("=")
    if not value:
        return key.removeprefix("!"), not key.startswith("!")
    if value.startswith("@"):
        return key, AUGUST + int(value[1:])
    if re.fullmatch(r"-?[0-9.]+", value):
        return key, float(value)
    return key, value.replace("|", "\x1f")


COLUMNS = list(cases())


@pytest.mark.parametrize("engine", ["polars", "pandas"])
@pytest.mark.parametrize(("line", "table", "name", "expected"), COLUMNS)
def test_a_named_column_has_these_values_and_no_others(
    line: str, table: str, name: str, expected: dict[str, object], engine: str
) -> None:
    assert column_of(settled_views_of(line, engine), table, name) == expected


def test_every_named_column_is_among_the_cases() -> None:
    assert {(table, name) for _, table, name, _ in COLUMNS} == set(NAMED_COLUMNS)
