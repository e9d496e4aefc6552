"""The table and rows of a file that git hands over."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import polars as pl

from contested import standard
from contested.add.git.merge import UnmergeableError, has_unique_keys, with_columns
from contested.check.lint import lint
from contested.package import DESCRIPTOR, from_store
from contested.package.files.canonical import clean
from contested.package.files.csvfile import CsvFile
from contested.package.files.facts import Facts
from contested.package.files.header import Header
from contested.package.files.read import read
from contested.package.store import FolderStore
from contested.rules.files.raw import merge_conflict
from contested.rules.rule import rule_of
from contested.standard import EXTENSION_COLUMN, Table


def table_at(top: Path, name: str) -> Table | None:
    """Return the table that a package keeps in a file.

    It is None where no package does, or the table has no key.
    """
    path = PurePosixPath(name)
    for folder in path.parents:
        if (top / folder / DESCRIPTOR).is_file():
            package, own = from_store(FolderStore(top / folder)), path.relative_to(folder)
            found = (
                table
                for table, parts in package.parts.items()
                if any(PurePosixPath(part.name) == own for part in parts)
            )
            table = package.tables.get(next(found, ""))
            return table if table and table.key else None
    return None


def table_with_header(data: bytes) -> Table | None:
    """Return the table of the standard whose columns a file has.

    Own ones (`x_…`) count for nothing, and those that may be blank may be missing, as in a file
    older than the column.
    """
    names = {name for name in Header.of(data).trimmed if not name.startswith(EXTENSION_COLUMN)}
    for table in standard.tables().values():
        needed = {field.name for field in table.fields.values() if field.required}
        if needed <= names <= set(table.fields):
            return table
    return None


def rows(data: bytes, table: Table, name: str, *, settled: bool = True) -> pl.DataFrame:
    """Return the rows of a file with all its columns, cleaned.

    There are none for a file of no bytes: so git hands over one that was not there. Raises
    UnmergeableError where they cannot be read or told apart. With `settled` false, conflicts inside
    cells may stand in it: a merge of merges begins from such a file.
    """
    if not data:
        return pl.DataFrame(schema=dict.fromkeys(table.key, pl.String))
    names = Header.of(data).trimmed
    if not all(names) or len(set(names)) < len(names) or not set(table.key) <= set(names):
        raise UnmergeableError(f"{name} does not have the columns of {table.name}")
    own = with_columns(table, names)
    file = CsvFile(name, data, own)
    stopped = lint(file).stopped
    if stopped and not (stopped == rule_of(merge_conflict).name and not settled and _whole(file)):
        raise UnmergeableError(f"{name} could not be read ({stopped})")
    frame = clean(read(file), own)
    if not has_unique_keys(frame, own):
        raise UnmergeableError(
            f"in {name} a row has no {' and '.join(table.key)}, or the same as another"
        )
    return frame


def _whole(file: CsvFile) -> bool:
    """Return True if every conflict is inside of a cell."""
    body = Facts(file).body
    return not len(body.misquoted) and not len(body.ragged)
