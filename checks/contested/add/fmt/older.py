"""The older version of a package, from which files are restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import polars as pl

from contested.add.fmt.decode import is_decoded
from contested.add.fmt.mend import mend
from contested.add.fmt.restore import Cells, Restorer, key_set
from contested.check.load import LoadedTable, load
from contested.package import Package, UnreadableError
from contested.package.files import encoding
from contested.package.files.csvfile import CsvFile
from contested.package.files.read import read
from contested.standard import Table


class Older:
    """The older version of a package."""

    def __init__(self, package: Package, base: Package) -> None:
        self._package, self._base, self._loaded = package, base, load(base)

    @cached_property
    def _now(self) -> dict[str, LoadedTable]:
        return load(self._package)

    def restorer(self, table: str, part: str) -> Restorer | None:
        """Return what restores one file, or None for a new table.

        A table without a key has none either. Raises UnreadableError where the older table cannot
        be read.
        """
        older = self._loaded.get(table)
        if older is None or not self._base.parts.get(table) or not older.table.key:
            return None
        if older.frame is None:
            raise UnreadableError(
                f"Nothing can be restored: {self._base.store.label}{older.reason}. Name a version"
                " in which it is in order."
            )
        spec = self._package.tables[table]
        is_alone = len(self._package.parts[table]) == 1
        elsewhere = set[Cells]() if is_alone else self._elsewhere(spec, part)
        return Restorer(spec, older.frame, elsewhere)

    def _elsewhere(self, spec: Table, part: str) -> set[Cells] | None:
        """Return the keys in the other files of a table.

        None where one of them cannot be read.
        """
        now = self._now[spec.name]
        if now.frame is None:
            return None
        found: set[Cells] = set()
        for number, one in enumerate(now.parts):
            if one.file.name != self._package.store.label + part:
                found |= key_set(spec, now.rows_of(number).select(spec.key))
        return found

    def encoding(self, table: str, file: CsvFile) -> str | None:
        """Return the one encoding in which a file says what was published.

        None for a file that needs none, and where nothing is certain. Only cells that are not all
        ASCII tell encodings apart. One is certain if some of them stand in the older table, each
        other reading of the bytes has some of those and no more, and no other cell has a letter
        that those have not: else it may be one of the many encodings that nobody thought of.
        """
        older = self._loaded.get(table)
        if older is None or older.frame is None or is_decoded(file):
            return None
        known = set(_wide_cells(older.frame.drop("row")))
        codecs: dict[bytes, str] = {}
        for codec in encoding.NAMES:
            mended = mend(file, codec=codec)
            if not mended.is_left:
                codecs.setdefault(mended.after, codec)
        wide = {
            text: set(_wide_cells(read(CsvFile(file.name, text, file.table)).drop("row")))
            for text in codecs
        }
        met = {text: known & cells for text, cells in wide.items()}
        for text, cells in met.items():
            others = [met[other] for other in met if other != text]
            is_best = cells and all(other < cells for other in others)
            if is_best and _letters(wide[text] - cells) <= _letters(cells):
                return codecs[text]
        return None


def _wide_cells(frame: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield column and text of each cell that is not all ASCII."""
    for column in frame:
        for cell in column.drop_nulls():
            if not cell.isascii():
                yield column.name, cell


def _letters(cells: Iterable[tuple[str, str]]) -> set[str]:
    """Return the letters of some cells that are not ASCII."""
    return {letter for letter in "".join(cell for _, cell in cells) if not letter.isascii()}
