"""Many changed specimens side by side in one package, so that one run judges them all.

Each has rows, ids and names of its own, and so none can change what another one lights. A line that
touches bytes, texts or more of the descriptor than its version needs a package of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contested.results import Finding
from contested.testing import specimen
from contested.testing.specimen import Specimen

NAMES = ("name", "also_known_as", "wikidata_id", "url", "text_sha256")
"""What two rows of different specimens must not share."""
AN_ID = re.compile(r"\b(act|clm|loc|qst|rev|src)-")


@dataclass(frozen=True)
class Beside:
    """Specimens side by side, and whose each row is."""

    specimen: Specimen
    owners: dict[str, list[int]]
    """For each row of a table's file, the number of the specimen that it comes from."""

    def owner(self, finding: Finding) -> int:
        """Return the number of the specimen in whose row something was found."""
        assert finding.table, finding
        assert finding.row is not None, finding
        return self.owners[finding.table][finding.row]


def needs_own_package(made: Specimen) -> bool:
    """Return whether a changed specimen cannot stand beside others."""
    whole = specimen.changed()
    if "version" in made.descriptor:
        whole.descriptor["version"] = made.descriptor["version"]
    parts = (made.edits, made.status, made.descriptor, made.texts)
    return parts != (whole.edits, whole.status, whole.descriptor, whole.texts)


def beside(every: Sequence[Specimen]) -> Beside:
    """Return the specimens as one, in the version of the first."""
    whole = specimen.changed()
    whole.descriptor["version"] = every[0].descriptor["version"]
    for name in whole.tables:
        whole.tables[name] = []
    numbers: dict[int, int] = {}
    for number, made in enumerate(every):
        for name, rows in made.tables.items():
            mine = [_renamed(row, number) for row in rows]
            numbers.update((id(row), number) for row in mine)
            whole.tables[name].extend(mine)
    owners = {name: [numbers[id(row)] for row in whole.rows(name)] for name in whole.tables}
    return Beside(whole, owners)


def _renamed(row: dict[str, str], number: int) -> dict[str, str]:
    cells = {column: AN_ID.sub(rf"\1-{number}-", cell) for column, cell in row.items()}
    cells.update((c, _own(c, cells[c], number)) for c in NAMES if cells.get(c))
    return cells


def _own(column: str, cell: str, number: int) -> str:
    """Return a name that no other specimen has."""
    if column == "text_sha256":
        return f"{number:04}{cell[4:]}"
    if column == "url":
        return f"{cell}{number:04}" if cell.startswith("https://") else cell
    if column == "wikidata_id":
        return f"{cell}{number:04}"
    return re.sub(r"[^;\s][^;]*", rf"\g<0> {number}", cell)
