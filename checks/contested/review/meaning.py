"""What a change means, told by names: questions, voices and dates, before any row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from contested.derived.positions import positions
from contested.package.files.canonical import WHITE
from contested.results import KINDS, Kind, Meant
from contested.review.differences import date_moves, meaning
from contested.review.labels import LABELS, labelled, shown
from contested.review.views import History
from contested.rules.views import Views

MOVES: dict[str, Kind] = {
    "moved": "date moved",
    "less precise": "date less precise",
    "more precise": "date more precise",
    "doubt": "date doubt",
}
SUPPORT = ("corroborates", "repeats")
"""Relations by which one claim backs another."""
WITHHELD = "what only redacted claims said"
OUT = ("withdrawn", "redacted")


def meant(history: History) -> tuple[Meant, ...]:
    """Everything that the change means, kind by kind. Raises UnreadableError where a claim has no
    place among the positions.
    """
    found = meaning(history.base, history.head)
    questions, actors, sources = (
        _names(history, "questions"),
        _names(history, "actors"),
        _names(history, "sources"),
    )
    told = [
        *(Meant("contested", one, questions.get(one, "")) for (one,) in found.contested.gained),
        *(Meant("uncontested", one, questions.get(one, "")) for (one,) in found.contested.lost),
        *(
            Meant("position gained", one, questions.get(one, ""), told)
            for one, told in _positions(history, found.positions.gained)
        ),
        *(
            Meant("position lost", one, questions.get(one, ""), told)
            for one, told in _lost(history, found.positions.lost)
        ),
        *(
            Meant("claimant gained", one, actors.get(one, ""))
            for (one,) in _still(history, found.claimants.gained, "claimant_id", "base")
        ),
        *(
            Meant("claimant lost", one, actors.get(one, ""))
            for (one,) in _still(history, found.claimants.lost, "claimant_id", "head")
        ),
        *(
            Meant("source gained", one, sources.get(one, ""))
            for (one,) in _still(history, found.sources.gained, "source_id", "base")
        ),
        *(
            Meant("source lost", one, sources.get(one, ""))
            for (one,) in _still(history, found.sources.lost, "source_id", "head")
        ),
        *(
            Meant("voice gained", one, questions.get(one, ""), named(who, actors))
            for one, who in found.voices.gained
        ),
        *(
            Meant("voice lost", one, questions.get(one, ""), named(who, actors))
            for one, who in found.voices.lost
        ),
        *_unsupported(history),
        *_dates(history),
    ]
    return tuple(sorted(told, key=lambda one: (KINDS.index(one.kind), one.about, one.told)))


def _positions(history: History, positions: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Positions in words: an actor or a place that is the answer by its name, the bounds of a
    quantity as numbers.
    """
    names = {"actor": _names(history, "actors"), "location": _names(history, "locations")}
    types: dict[str, str] = {}
    for _, views in history.sides():
        types.update(
            views.view("questions", {"answer_type"})
            .select("question_id", "answer_type")
            .drop_nulls()
            .collect()
            .iter_rows()
        )
    for question, position in positions:
        polarity, _, answer = position.partition(" ")
        kind = types.get(question, "")
        low, parted, high = answer.partition("/") if kind == "quantity" else ("", "", "")
        yield (
            question,
            f"{polarity} {_bounds(low, high) if parted else named(answer, names.get(kind, {}))}",
        )


def _lost(history: History, lost: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Positions that nobody holds any more in words, but for those that only redacted claims held:
    what they said is not repeated.
    """
    out = _redacted(history)
    held = (
        positions(history.base).select("question_id", "position", "claim_ids").rows() if out else []
    )
    withheld = {
        (question, position) for question, position, claims in held if out.issuperset(claims)
    }
    yield from _positions(history, [one for one in lost if one not in withheld])
    yield from (
        (question, WITHHELD) for question, position in lost if (question, position) in withheld
    )


def _redacted(history: History) -> set[str]:
    """The claims that the change redacts, by id."""
    changes = history.compared["claims"].changes
    return set(
        changes.filter((pl.col("column") == "status") & (pl.col("new") == "redacted"))["record_id"]
    )


def named(ident: str, names: Mapping[str, str]) -> str:
    """An id with the name that it stands for before it, where it stands for one."""
    return f"{names[ident]} ({ident})" if names.get(ident) else ident


def _bounds(low: str, high: str) -> str:
    if low == high:
        return low if low != ".." else "no number"
    return (
        f"{low} or more"
        if high == ".."
        else f"{high} or less"
        if low == ".."
        else f"{low} to {high}"
    )


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


def _still(
    history: History, candidates: list[tuple[str, ...]], column: str, side: str
) -> Iterator[tuple[str]]:
    """Those of some voices that really have no active claim in one version: the views know only
    what the change has to do with.
    """
    version = history.versions.base if side == "base" else history.versions.head
    wanted = {one for (one,) in candidates}
    claims = version.frames["claims"].lazy().with_columns(pl.col(column).str.strip_chars(WHITE))
    if "status" in version.frames["claims"].columns:
        claims = claims.filter(~pl.col("status").str.strip_chars(WHITE).is_in(OUT).fill_null(False))
    heard = (
        set(
            claims.filter(pl.col(column).is_in(list(wanted)))
            .select(pl.col(column).unique())
            .collect()
            .to_series()
        )
        if wanted
        else set()
    )
    yield from ((one,) for one in sorted(wanted - heard))


def _unsupported(history: History) -> Iterator[Meant]:
    """Active claims that another claim backed, and none does any more; and those whose claimant or
    source is no longer in the package.
    """
    before, after = (_supported(views) for _, views in history.sides())
    active = history.head.view("claims", {"status", "claimant__found", "source__found"}).filter(
        pl.col("status") == "active"
    )
    rows: pl.DataFrame = active.select("claim_id", "claimant__found", "source__found").collect()
    lost = set(rows["claim_id"].drop_nulls()) & (before - after)
    gone = {}
    for ident, claimant, source in rows.iter_rows():
        missing = [
            name for name, found in (("claimant", claimant), ("source", source)) if not found
        ]
        if ident and missing:
            gone[ident] = (
                f"its {' and its '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in the"
                " package"
            )
    keys = history.compared["claims"].keys
    keys = labelled(history, "claims", keys.filter(pl.col("record_id").is_in([*lost, *gone])))
    for ident, label in keys.select("record_id", "label").iter_rows():
        yield Meant(
            "unsupported", ident, shown(label), gone.get(ident, "no other claim backs it any more")
        )


def _supported(views: Views) -> set[str]:
    """The claims that an active claim corroborates or repeats."""
    backed = views.view("relations", {"relation", "claim__status"}).filter(
        pl.col("relation").is_in(SUPPORT) & (pl.col("claim__status") == "active")
    )
    return set(backed.select("other_claim_id").collect()["other_claim_id"].drop_nulls())


def _dates(history: History) -> Iterator[Meant]:
    out = _redacted(history)
    for table, compared in history.compared.items():
        moves = list(date_moves(compared.changes, {table: history.table(table)}))
        keys = compared.keys.filter(pl.col("record_id").is_in([move.record_id for move in moves]))
        names = (
            dict(labelled(history, table, keys).select("record_id", "label").iter_rows())
            if moves
            else {}
        )
        for move in moves:
            old = "(withheld)" if table == "claims" and move.record_id in out else move.old
            yield Meant(
                MOVES[move.move],
                f"{table} {move.record_id}",
                f"{move.column}: {shown(names[move.record_id])}",
                f"{old} → {move.new}",
            )
