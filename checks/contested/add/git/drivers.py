"""The merge driver and the diff driver for tables, which git calls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contested.add.git import tables
from contested.add.git.merge import BASE, OURS, THEIRS, Labels, Merged, UnmergeableError, merge
from contested.git.process import GitError, complaint_of, run
from contested.package.files.canonical import order_rows
from contested.standard import Table
from contested.text import visible

BEYOND = 128
"""Exit codes of `git merge-file` from here on are failures; those below count conflicts."""


def merge_file(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    name: str,
    labels: Labels = (OURS, THEIRS),
    top: Path | None = None,
) -> Merged:
    """Return three versions of a file merged by their rows.

    Its name is that from the top of the work tree. Raises UnmergeableError where that cannot be
    done, so that git has to merge them line by line.
    """
    table = tables.table_at(top or Path(), name) or tables.table_with_header(ours)
    if table is None:
        raise UnmergeableError("it is no table of a package here")
    before = tables.rows(base, table, f"the version before both ({BASE})", settled=False)
    return merge(
        before,
        tables.rows(ours, table, "our version"),
        tables.rows(theirs, table, "their version"),
        table,
        labels,
    )


def merge_by_lines(base: Path, ours: Path, theirs: Path, labels: Labels, marker_size: int) -> bool:
    """Let git merge three files; return True if nothing conflicts.

    The result is in `ours`. Of files that are not text git keeps ours, which is a conflict too.
    """
    names = ("-L", labels[0], "-L", BASE, "-L", labels[1])
    files = (str(path.absolute()) for path in (ours, base, theirs))
    done = run(Path(), "merge-file", f"--marker-size={marker_size}", *names, "--", *files)
    if done.returncode >= BEYOND and b"binary" not in done.stderr:
        raise GitError(f"git merge-file failed: {complaint_of(done)}")
    return done.returncode == 0


def cell_lines(data: bytes) -> Iterator[str] | None:
    """Return a table as lines, one for each filled cell.

    They are in the order of the rows' keys. It is None for a file that is no table of the standard,
    or that cannot be read: git then shows it as it stands. Git hands a textconv program no path, so
    that only the header can say which table it is.
    """
    table = tables.table_with_header(data)
    try:
        frame = tables.rows(data, table, "it", settled=False) if table else None
    except UnmergeableError:
        frame = None
    if table is None or frame is None:
        return None
    return _lines(table, order_rows(frame, table).iter_rows(named=True))


def _lines(table: Table, found: Iterator[dict[str, str | None]]) -> Iterator[str]:
    for row in found:
        start = f"{table.name} {' '.join(_visible(row[name]) for name in table.key)}"
        filled = [
            f"{start} · {name}: {_visible(cell)}"
            for name, cell in row.items()
            if cell is not None and name not in table.key
        ]
        yield from filled or [start]


def _visible(cell: str | None) -> str:
    return visible(cell, len(cell or ""))
