"""Many changed specimens side by side in one package, so that one run judges them all.

Each has rows, ids and names of its own, and so none can change what another one lights. A line that
touches bytes, texts or more of the descriptor than its version needs a package of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contested.results import Finding
from contested.rules.rule import RULES
from contested.testing import specimen
from contested.testing.specimen import Specimen
from contested.testing.strategies.company import Company


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


def is_alone(rule: str, made: Specimen) -> bool:
    """Return whether an example cannot stand beside others, or its rule reads all of a package."""
    return needs_own_package(made) or "every text" in RULES[rule].arms[0].on


def beside(every: Sequence[Specimen]) -> Beside:
    """Return the specimens as one, in the version of the first."""
    whole = specimen.changed()
    whole.descriptor["version"] = every[0].descriptor["version"]
    for name in whole.tables:
        whole.tables[name] = []
    numbers: dict[int, int] = {}
    for number, made in enumerate(every):
        company = Company(number)
        for name, rows in made.tables.items():
            mine = [company.cells(name, row) for row in rows]
            numbers.update((id(row), number) for row in mine)
            whole.tables[name].extend(mine)
    owners = {name: [numbers[id(row)] for row in whole.rows(name)] for name in whole.tables}
    return Beside(whole, owners)
