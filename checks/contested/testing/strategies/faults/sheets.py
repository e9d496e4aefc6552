"""Files as records and lines, for faults in how rows are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from hypothesis import strategies as st

from contested.testing.strategies.draft import Draft, Edit
from contested.testing.strategies.faults.fault import Files, Hit, Spot, fault

Change = Callable[[Draft, Files], Iterable[Spot]]
"""What changes the files of a package, and yields where its rule is then to speak."""


@dataclass
class Sheet:
    """One CSV file as records.

    A record is text as it stands in the file, with the line breaks inside its cells.
    """

    path: str
    records: list[str]

    @classmethod
    def of(cls, path: str, data: bytes) -> Sheet:
        """Return the records of a file in which nothing is wrong.

        A line ends one unless a cell is still open there.
        """
        records: list[str] = []
        for line in data.decode().removesuffix("\n").split("\n"):
            if records and records[-1].count('"') % 2:
                records[-1] += f"\n{line}"
            else:
                records.append(line)
        return cls(path, records)

    @property
    def table(self) -> str:
        """The table that the file holds."""
        return PurePosixPath(self.path).stem

    @property
    def text(self) -> str:
        """The file as it now is."""
        return "".join(f"{record}\n" for record in self.records)

    def line(self, record: int) -> int:
        """Return the physical line on which a record begins.

        The header is record 0 and line 1.
        """
        return 1 + sum(before.count("\n") + 1 for before in self.records[:record])

    def spot(self, record: int) -> Spot:
        """Return where a rule that judges files speaks of a record."""
        return self.table, self.line(record), ""

    def cells(self, record: int) -> list[str]:
        """Return what the cells of a record say."""
        return next(csv.reader(io.StringIO(self.records[record], newline="")))


def written(cells: Iterable[str], delimiter: str = ",", *, quoted: bool = False) -> str:
    """One record."""
    out = io.StringIO()
    csv.writer(
        out,
        delimiter=delimiter,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
    ).writerow(cells)
    return out.getvalue().removesuffix("\n")


def pick(draft: Draft, files: Files, rows: int = 0) -> Sheet:
    """Return any file that has at least so many rows."""
    sheets = [Sheet.of(path, data) for path, data in sorted(files.items()) if path.endswith(".csv")]
    return draft.draw(st.sampled_from([sheet for sheet in sheets if len(sheet.records) > rows]))


def edit(
    rule: str, *, rows: bool = False, follows: tuple[str, ...] = ()
) -> Callable[[Change], Change]:
    """Register a change to the files as a way to light `rule`.

    With `rows` there are some in the package, so that `pick` finds a file with one.
    """

    def register(change: Change) -> Change:
        def make(draft: Draft) -> Iterator[Hit]:
            if rows:
                draft.some("claims")
            draft.edits.append(Edit(rule, partial(change, draft)))
            yield from ()

        make.__name__ = change.__name__
        fault(rule, follows=follows)(make)
        return change

    return register
