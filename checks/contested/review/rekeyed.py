"""Keys that named somebody: base is read under their successors.

Such a key is replaced, and whatever named its row names the new key. A new revision of the new row
says so: kind redacted, with the key as its column and [redacted] as its old value. Which row it was
is told by those that named it, so that the log need not repeat the old key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from contested.package.files.canonical import WHITE, clean
from contested.review.compare import RECORD
from contested.review.version import REVISIONS, Version, new_revisions, references_to
from contested.rules.privacy import REDACTED
from contested.standard import Table

Keys = dict[tuple[str, str], str | None]
"""By table and new key the old one, or None where it cannot be told which row it was."""
Renamed = dict[str, dict[str, str]]
"""By table, what each old key is called now."""
LOG = ("table", RECORD, "field", "kind", "old_value", "new_value")


def under_new_keys(base: Version, head: Version) -> tuple[Version, Keys]:
    """Return base with redacted keys replaced, and which key each was."""
    found: Keys = {}
    for name, news in _asked(base, head).items():
        before, now = _keys(base, name), _keys(head, name)
        mine = [new for new in news if new in now - before]
        found |= {(name, new): _find_old(base, head, name, new, before - now) for new in mine}
    olds = [(name, old) for (name, _), old in found.items()]
    keys = {at: old if olds.count((at[0], old)) == 1 else None for at, old in found.items()}
    renamed: Renamed = {}
    for (name, new), known in keys.items():
        if known is not None:
            renamed.setdefault(name, {})[known] = new
    return (_rename(base, renamed) if renamed else base), keys


def _asked(base: Version, head: Version) -> dict[str, list[str]]:
    """Return by table the keys that new revisions say replace others."""
    found: dict[str, list[str]] = {}
    if REVISIONS not in head.frames:
        return found
    new = new_revisions(base, head, head.table(REVISIONS), LOG)
    mine = new.filter((pl.col("kind") == "redacted") & (pl.col("old_value") == REDACTED))
    for name, record, field in mine.select(LOG[:3]).drop_nulls().unique().sort(LOG[:3]).rows():
        is_there = name in base.frames and name in head.frames
        if is_there and head.table(name).key == base.table(name).key == (field,):
            found.setdefault(name, []).append(record)
    return found


def _keys(version: Version, name: str) -> set[str]:
    table = version.table(name)
    return set(clean(version.frames[name], table, table.key).to_series().drop_nulls())


def _find_old(base: Version, head: Version, name: str, new: str, gone: set[str]) -> str | None:
    """Return the key that a row had, if there is no doubt."""
    found = _named_before(base, head, name, new, gone)
    if len(found) != 1:
        alike = _alike(base, head, name, new, gone)
        found = found & alike if found else alike
    return found.pop() if len(found) == 1 else None


def _named_before(base: Version, head: Version, name: str, new: str, gone: set[str]) -> set[str]:
    """Return the keys that stood before where the new one stands."""
    sets: list[set[str]] = []
    for other, column in references_to(name, head.package.tables):
        own = [key for key in head.table(other).key if key != column]
        if other == REVISIONS or not own or other not in base.frames or other not in head.frames:
            continue
        was, now = (
            clean(side.frames[other], side.table(other), [*own, column]) for side in (base, head)
        )
        both = now.filter(pl.col(column) == new).join(was, on=own, suffix=" before")
        of_rows = both.filter(pl.col(f"{column} before").is_in(list(gone)))
        olds = of_rows.group_by(own).agg(pl.col(f"{column} before").unique())
        sets.extend(set(cells) for cells in olds[f"{column} before"].to_list())
    return set.intersection(*sets) if sets else set()


def _alike(base: Version, head: Version, name: str, new: str, gone: set[str]) -> set[str]:
    """Return the rows that say the same, but for what was redacted."""
    table = head.table(name)
    (key,) = table.key
    log = clean(head.frames[REVISIONS], head.table(REVISIONS), LOG)
    about = (pl.col("kind") == "redacted") & (pl.col("table") == name) & (pl.col(RECORD) == new)
    hidden = set(log.filter(about)["field"])
    both = [one for one in table.fields if one in base.table(name).fields]
    names = [] if None in hidden else [one for one in both if one not in hidden]
    before, now = (clean(side.frames[name], side.table(name), both) for side in (base, head))
    mine, others = now.filter(pl.col(key) == new), before.filter(pl.col(key).is_in(list(gone)))
    if not names:
        return set(others[key])
    return set(others.join(mine, on=names, how="semi", nulls_equal=True)[key])


def _rename(base: Version, renamed: Renamed) -> Version:
    """Return a version with other keys, wherever they stand."""
    loaded = dict(base.loaded)
    for name, one in base.loaded.items():
        if one.frame is not None:
            frame = _rename_log(base, one.frame, renamed) if name == REVISIONS else one.frame
            cells = [_renamed_cell(c, names) for c, names in _columns(one.table, renamed).items()]
            loaded[name] = replace(one, frame=frame.with_columns(cells))
    return Version(base.package, loaded)


def _columns(table: Table, renamed: Renamed) -> Renamed:
    """Return the columns in which keys stand, with their new names."""
    found = {table.key[0]: renamed[table.name]} if table.name in renamed else {}
    for one in table.references:
        if one.table in renamed:
            found[one.column] = found.get(one.column, {}) | renamed[one.table]
    return found


def _renamed_cell(column: str, names: Mapping[str, str]) -> pl.Expr:
    cell = pl.col(column).str.strip_chars(WHITE)
    return pl.when(cell.is_in(list(names))).then(cell.replace(dict(names))).otherwise(column)


def _rename_log(base: Version, frame: pl.DataFrame, renamed: Renamed) -> pl.DataFrame:
    """Return revisions that tell of rows by their new keys."""
    columns = {name: _columns(table, renamed) for name, table in base.package.tables.items()}
    keys = {name: table.key for name, table in base.package.tables.items()}
    rows = []
    for said in frame.select(LOG).iter_rows():
        table, record, field, kind, *values = ((cell or "").strip(WHITE) for cell in said)
        mine, key = columns.get(table, {}), keys.get(table, ())
        parts = record.split(" ") if len(key) > 1 else [record]
        if len(parts) == len(key):
            named = zip(key, parts, strict=True)
            record = " ".join(mine.get(column, {}).get(part, part) for column, part in named)
        about = key[0] if kind == "identity_merged" and key else field
        rows.append([record, *(mine.get(about, {}).get(value, value) for value in values)])
    told = pl.DataFrame(
        rows, dict.fromkeys((RECORD, "old_value", "new_value"), pl.String), orient="row"
    )
    changed = [
        pl.when(told[name] != frame[name].str.strip_chars(WHITE))
        .then(told[name])
        .otherwise(pl.col(name))
        .alias(name)
        for name in told.columns
    ]
    return frame.with_columns(changed)
