"""What a change means, told by names: questions, voices and dates, before any row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from contested.change import KINDS, Kind, Meant
from contested.history.meaning import date_moves, meaning
from contested.history.views import History
from contested.judge import WHITE
from contested.review.labels import LABELS, labelled, shown
from contested.views import Views

MOVES: dict[str, Kind] = {"moved": "date moved", "less precise": "date less precise", "more precise": "date more precise", "doubt": "date doubt"}
SUPPORT = ("corroborates", "repeats")
"""Relations by which one claim backs another."""
OUT = ("withdrawn", "redacted")


def meant(history: History) -> tuple[Meant, ...]:
    """Everything that the change means, kind by kind. Raises UnreadableError where a claim has no place among the positions."""
    found = meaning(history.base, history.head)
    questions, actors, sources = _names(history, "questions"), _names(history, "actors"), _names(history, "sources")
    told = [
        *(Meant("contested", one, questions.get(one, "")) for (one,) in found.contested.gained),
        *(Meant("uncontested", one, questions.get(one, "")) for (one,) in found.contested.lost),
        *(Meant("position gained", one, questions.get(one, ""), position) for one, position in found.positions.gained),
        *(Meant("position lost", one, questions.get(one, ""), position) for one, position in found.positions.lost),
        *(Meant("claimant gained", one, actors.get(one, "")) for (one,) in _still(history, found.claimants.gained, "claimant_id", "base")),
        *(Meant("claimant lost", one, actors.get(one, "")) for (one,) in _still(history, found.claimants.lost, "claimant_id", "head")),
        *(Meant("source gained", one, sources.get(one, "")) for (one,) in _still(history, found.sources.gained, "source_id", "base")),
        *(Meant("source lost", one, sources.get(one, "")) for (one,) in _still(history, found.sources.lost, "source_id", "head")),
        *_unsupported(history),
        *_dates(history),
    ]
    return tuple(sorted(told, key=lambda one: (KINDS.index(one.kind), one.about, one.told)))


def _names(history: History, table: str) -> dict[str, str]:
    """What rows of a table are called, in head or else in base."""
    names: dict[str, str] = {}
    (column,) = LABELS[table]
    for _, views in history.sides():
        if table in views.frames:
            key = views.tables[table].key[0]
            found = views.view(table, {column}).select(key, column).collect()
            names.update({ident: shown(name or "") for ident, name in found.iter_rows() if ident})
    return names


def _still(history: History, candidates: list[tuple[str, ...]], column: str, side: str) -> Iterator[tuple[str]]:
    """Those of some voices that really have no active claim in one version: the views know only what the change has to do with."""
    version = history.versions.base if side == "base" else history.versions.head
    wanted = {one for (one,) in candidates}
    claims = version.frames["claims"].lazy().with_columns(pl.col(column).str.strip_chars(WHITE))
    if "status" in version.frames["claims"].columns:
        claims = claims.filter(~pl.col("status").str.strip_chars(WHITE).is_in(OUT).fill_null(False))
    heard = set(claims.filter(pl.col(column).is_in(list(wanted))).select(pl.col(column).unique()).collect().to_series()) if wanted else set()
    yield from ((one,) for one in sorted(wanted - heard))


def _unsupported(history: History) -> Iterator[Meant]:
    """Active claims that another claim backed, and none does any more; and those whose claimant or source is no longer in the package."""
    before, after = (_supported(views) for _, views in history.sides())
    active = history.head.view("claims", {"status", "claimant__found", "source__found"}).filter(pl.col("status") == "active")
    rows: pl.DataFrame = active.select("claim_id", "claimant__found", "source__found").collect()
    lost = set(rows["claim_id"].drop_nulls()) & (before - after)
    gone = {}
    for ident, claimant, source in rows.iter_rows():
        missing = [name for name, found in (("claimant", claimant), ("source", source)) if not found]
        if ident and missing:
            gone[ident] = f"its {' and its '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in the package"
    keys = history.compared["claims"].keys
    keys = labelled(history, "claims", keys.filter(pl.col("record_id").is_in([*lost, *gone])))
    for ident, label in keys.select("record_id", "label").iter_rows():
        yield Meant("unsupported", ident, shown(label), gone.get(ident, "no other claim backs it any more"))


def _supported(views: Views) -> set[str]:
    """The claims that an active claim corroborates or repeats."""
    backed = views.view("relations", {"relation", "claim__status"}).filter(pl.col("relation").is_in(SUPPORT) & (pl.col("claim__status") == "active"))
    return set(backed.select("other_claim_id").collect()["other_claim_id"].drop_nulls())


def _dates(history: History) -> Iterator[Meant]:
    for table, compared in history.compared.items():
        for move in date_moves(compared.changes, {table: history.table(table)}):
            yield Meant(MOVES[move.move], f"{table} {move.record_id}", move.column, f"{move.old} → {move.new}")
