"""A proposed version as `contested fmt --restore-from` would leave it."""

from __future__ import annotations

from collections.abc import Collection

from contested.add.fmt.mend import mend
from contested.add.fmt.older import Older
from contested.package import Package, UnreadableError, from_store
from contested.package.files.csvfile import CsvFile
from contested.package.store import ReplacedStore


def unmangled(
    head: Package, base: Package, tables: Collection[str]
) -> tuple[Package, dict[str, int]]:
    """Return a package with some tables mended and restored, and nothing written.

    With it comes how many cells of each table that changed got their text back.
    """
    older, files, counts = Older(head, base), dict[str, bytes](), dict[str, int]()
    for table in tables:
        for part in head.parts[table]:
            file = CsvFile(part.name, head.store.read(part.name), head.tables[table])
            try:
                restorer = older.restorer(table, part.name)
            except UnreadableError:
                continue
            mended = mend(file, codec=older.encoding(table, file), restore=restorer)
            if mended.is_changed:
                files[part.name] = mended.after
                counts[table] = counts.get(table, 0) + len(restorer.restored if restorer else ())
    return from_store(ReplacedStore(head.store, files)), counts
