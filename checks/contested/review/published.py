"""A published version, as far as it can be read."""

from __future__ import annotations

from collections.abc import Mapping

from contested.check.load import LoadedTable, load
from contested.git import GitError, GitStore
from contested.package import Package, UnreadableError, from_store
from contested.review.compare import count_unfollowed
from contested.text import plural

Read = tuple[Package, Mapping[str, LoadedTable], str]
"""A package, its tables, and why it is not the one that was asked for."""


def read_base(base: Package, head: Mapping[str, LoadedTable]) -> Read:
    """Return the published version, or its newest ancestor that can be read.

    So a published version that is broken can be mended by a change that is compared. `head` are the
    tables of the proposed version. Where nothing can be read it is the published version as it is.
    Raises UnreadableError where git has lost what it should hold.
    """
    try:
        loaded = load(base, head) if not base.fault else {}
        why = _why_not(base, loaded, head)
        if not why or not isinstance(base.store, GitStore):
            return base, loaded, ""
        for store in base.store.older():
            older = from_store(store)
            tables = load(older, head) if not older.fault else {}
            if not _why_not(older, tables, head):
                label = base.store.label.rstrip("/")
                return (
                    older,
                    tables,
                    f"{label} cannot be read ({why}); this is its newest ancestor that can be",
                )
        return base, loaded, ""
    except GitError as error:
        raise UnreadableError(str(error)) from error


def _why_not(
    package: Package, loaded: Mapping[str, LoadedTable], head: Mapping[str, LoadedTable]
) -> str:
    """Return why a version cannot be read or followed."""
    if package.fault:
        return f"its datapackage.json: {package.fault}"
    for name, one in loaded.items():
        if one.frame is None:
            return one.reason
        if one is not head.get(name) and (count := count_unfollowed(one.frame, one.table)):
            return f"{name}: {plural(count, 'row')} whose id is blank or stands twice"
    return ""
