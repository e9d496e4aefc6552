"""What a finding is known by from one run to the next.

It is the same wherever its row stands by then: for baselines, and for forms that follow findings.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field, fields, replace

from contested.results import Finding, PackageReport

OF_ALL_ROWS = {"count", "lines", "key"}
"""Values of a finding about a whole file that change with any of its rows, and so cannot be what it
is known by.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding without its place: rule, table, key and column.

    A row whose key is blank, or not there at all, is known by a hash of what was found, and a
    fault of a file by the file's name. What is alike even so is numbered, in the order in which
    it is told.
    """

    package: str
    rule: str
    table: str | None = None
    key: tuple[str, ...] | None = None
    column: str | None = None
    file: str | None = None
    found: str | None = None
    number: int = 1

    def line(self) -> str:
        """Return the mark as a line of JSON without what it lacks.

        Nothing in it is unseen.
        """
        told = {f.name: getattr(self, f.name) for f in fields(self)}
        return json.dumps(
            {
                name: value
                for name, value in told.items()
                if value is not None and (name, value) != ("number", 1)
            }
        )

    @property
    def fingerprint(self) -> str:
        """The mark as 32 hexadecimal digits."""
        return _digest(self.line())


@dataclass
class Marks:
    """The marks of a report's findings.

    Findings have to be shown to it in the order in which they are told.
    """

    _times: Counter[Mark] = field(default_factory=Counter)

    def of(self, finding: Finding, package: PackageReport) -> Mark:
        """Return the mark of the next finding of a package."""
        mark = _unnumbered(finding, package)
        self._times[mark] += 1
        return replace(mark, number=self._times[mark])


def _unnumbered(finding: Finding, package: PackageReport) -> Mark:
    mark = Mark(package.name, finding.rule, finding.table, finding.key, finding.column)
    if finding.key and all(finding.key):
        return mark
    of_file = finding.row is None
    values = {
        name: value
        for name, value in finding.values.items()
        if value and not (of_file and name in OF_ALL_ROWS)
    }
    seen = values | ({"": finding.found} if finding.found else {})
    file = finding.place.file.removeprefix(f"{package.path}/") if of_file else None
    return replace(
        mark, file=file, found=_digest(json.dumps(seen, sort_keys=True)) if seen else None
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
