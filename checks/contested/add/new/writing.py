"""Writing a new row into a package that others may change.

Nothing that they wrote is lost, and nothing is written that the rules have not judged.
Runs of this program wait for one another. A spreadsheet or git does not wait, so that the package
on disk is compared with the one that was read, and read and judged again if it is another one by
now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from contested.add.new.adding import Target, find_target, new_findings
from contested.check.load import load
from contested.package import from_store
from contested.package.journal import changing
from contested.results import Finding
from contested.rules.rule import Rule


@dataclass
class Insertion:
    """One row on its way into a package."""

    place: Target
    wanted: str | None
    """The part that was asked for."""
    rules: Collection[Rule]
    today: int

    def judge(self, *cells: Mapping[str, str]) -> list[Finding]:
        """Return what the rules would newly find if the rows were added.

        They judge the package as it is on disk now. Raises InsertionError where there is no
        place for the row any more.
        """
        while True:
            found = new_findings(
                self.place.package, self.place.files(*cells), self.rules, self.today
            )
            if not self.place.is_stale:
                return found
            package = from_store(self.place.package.store)
            self.place = find_target(package, load(package), self.place.table.name, self.wanted)

    def write(self, *cells: Mapping[str, str]) -> list[Finding]:
        """Add the rows unless that makes an error; return what was found.

        Raises InsertionError as `judge` does.
        """
        store = self.place.package.store
        root = store.path("")
        assert root is not None, "rows are added to packages in folders"
        with changing(root) as replace:
            found = self.judge(*cells)
            if not any(one.severity == "error" for one in found):
                replace(self.place.files(*cells))
        return found
