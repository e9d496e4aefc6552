"""The meaning of a change in words, each thing by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

import polars as pl

from contested.derived.held import active_claims, held_claims, places_held
from contested.derived.words import CELLS
from contested.package.files.canonical import WHITE
from contested.results import KINDS, Kind, Meaning
from contested.review.columns.identity import SAID
from contested.review.differences import Differences, date_moves, differences
from contested.review.labels import add_labels, names_of, show, with_name
from contested.review.version import Version
from contested.review.views import History
from contested.rules.columns.standing import STANDS
from contested.rules.views import Views
from contested.standard import readable

MOVES: dict[str, Kind] = {
    "moved": "date moved",
    "less precise": "date less precise",
    "more precise": "date more precise",
    "doubt": "date doubt",
}
HELD = ("question_id", "key")
SUPPORT = ("corroborates", "repeats")
"""Relations by which one claim backs another."""
NO_KEY, NO_ANSWER = "", "no answer"
LAST = (float("inf"), float("inf"), "", True)
WITHHELD = "what only redacted claims said"
OUT = ("withdrawn", "redacted")


def meaning(history: History) -> tuple[Meaning, ...]:
    """Return everything that the change means, kind by kind.

    Raises UnreadableError where a claim has no place among the positions.
    """
    found = differences(history.base, history.head)
    every = [
        *_questions(history, found),
        *_actors_and_sources(history, found),
        *_standings(history, found),
        *_unsupported(history),
        *_dates(history),
    ]
    return tuple(sorted(every, key=lambda one: (KINDS.index(one.kind), one.about, one.detail)))


def _questions(history: History, found: Differences) -> Iterator[Meaning]:
    questions, actors = names_of(history, "questions"), names_of(history, "actors")
    contests: dict[Kind, list[tuple[str, ...]]] = {
        "contested": found.contested.gained,
        "uncontested": found.contested.lost,
    }
    for kind, ids in contests.items():
        yield from (Meaning(kind, ident, questions.get(ident, "")) for (ident,) in ids)
    positions: dict[Kind, Iterator[tuple[str, str]]] = {
        "position gained": _told_positions(history, "head", found.positions.gained),
        "position lost": _told_positions(history, "base", found.positions.lost),
    }
    for kind, pairs in positions.items():
        yield from (Meaning(kind, ident, questions.get(ident, ""), words) for ident, words in pairs)
    voices: dict[Kind, list[tuple[str, ...]]] = {
        "voice gained": found.voices.gained,
        "voice lost": found.voices.lost,
    }
    for kind, heard in voices.items():
        for ident, who in heard:
            yield Meaning(kind, ident, questions.get(ident, ""), with_name(who, actors))
    contested = {ident for (ident,) in chain.from_iterable(contests.values())}
    for ident, words in _answers(history, contested, actors):
        yield Meaning("answers", ident, questions.get(ident, ""), words)


def _answers(
    history: History, contested: Collection[str], actors: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield who answers what now, and who did not answer so before.

    It is told of questions on which somebody answers otherwise than before, and of those that are
    `contested` or were.
    """
    (before, _), (now, claims) = (_answered(views) for _, views in history.sides())
    asked = {question for question, *_ in {*before} ^ {*now}} | set(contested)
    held = places_held(claims.filter(pl.col("question_id").is_in(asked)))
    words = dict(_words(history, held)) | {(question, NO_KEY): NO_ANSWER for question in asked}
    order = {
        (question, words[question, key]): readable.sort_key(
            readable.Said(*cells), words[question, key]
        )
        for question, key, *cells in held.select(*HELD, *CELLS).iter_rows()
    }
    said: dict[str, dict[str, list[str]]] = {}
    for question, key, who in sorted(now):
        if question in asked:
            name = f"{actors.get(who) or who}{'' if (question, key, who) in before else ' (new)'}"
            said.setdefault(question, {}).setdefault(words[question, key], []).append(name)
    for question, positions in said.items():
        ordered = sorted(positions.items(), key=lambda one: order.get((question, one[0]), LAST))
        told = [f"{label}: {', '.join(sorted(who))}" for label, who in ordered]
        yield question, " · ".join(told)


def _answered(views: Views) -> tuple[set[tuple[str, str, str]], pl.DataFrame]:
    """Return who answers what (question, key, claimant), and the claims.

    Whoever withholds an answer has no key, and is not among the claims.
    """
    held, active = held_claims(views), active_claims(views)
    silent = active.join(held, on="claim_id", how="anti")
    rows = held.select(*HELD, "claimant_id").rows()
    return {*rows, *silent.select("question_id", pl.lit(NO_KEY), "claimant_id").rows()}, held


def _actors_and_sources(history: History, found: Differences) -> Iterator[Meaning]:
    actors, sources = names_of(history, "actors"), names_of(history, "sources")
    base, head = history.versions.base, history.versions.head
    kinds: tuple[tuple[Kind, list[tuple[str, ...]], str, Version, dict[str, str]], ...] = (
        ("claimant gained", found.claimants.gained, "claimant_id", base, actors),
        ("claimant lost", found.claimants.lost, "claimant_id", head, actors),
        ("source gained", found.sources.gained, "source_id", base, sources),
        ("source lost", found.sources.lost, "source_id", head, sources),
    )
    for kind, candidates, column, other, names in kinds:
        unheard = _unheard({ident for (ident,) in candidates}, column, other)
        yield from (Meaning(kind, ident, names.get(ident, "")) for ident in unheard)


def _told_positions(
    history: History, side: str, found: list[tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Yield positions that are held in one version only.

    Each comes with its question.

    What only redacted claims say is not repeated.
    """
    if not found:
        return
    claims = held_claims(dict(history.sides())[side])
    wanted = pl.DataFrame(found, schema=HELD, orient="row")
    claims = claims.join(wanted, on=HELD, how="semi")
    told = [not _is_hidden(history, side, claim) for claim in claims["claim_id"]]
    words = dict(_words(history, places_held(claims.filter(pl.Series(told, dtype=pl.Boolean)))))
    yield from (
        (question, words[question, key]) for question, key in found if (question, key) in words
    )
    yield from ((question, WITHHELD) for question, key in found if (question, key) not in words)


def _words(history: History, positions: pl.DataFrame) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield positions by question and key, in words.

    An actor or a place that is the answer goes by its name.
    """
    names = {"actor": names_of(history, "actors"), "location": names_of(history, "locations")}
    for question, key, *cells in positions.select(*HELD, *CELLS).iter_rows():
        said = readable.Said(*cells)
        name = with_name(said.answer or "", names.get(said.kind or "", {}))
        yield (question, key), readable.position(said, name)


def _is_hidden(history: History, side: str, claim: str) -> bool:
    """Return whether a part of a claim's position is withheld."""
    return any(history.withheld.is_withheld(side, "claims", claim, column) for column in SAID)


def _unheard(candidates: set[str], column: str, version: Version) -> list[str]:
    """Return those who have no active claim in a version, sorted.

    The views know only what the change has to do with, so the whole table is asked.
    """
    if not candidates:
        return []
    claims = version.frames["claims"].lazy().with_columns(pl.col(column).str.strip_chars(WHITE))
    if "status" in version.frames["claims"].columns:
        claims = claims.filter(~pl.col("status").str.strip_chars(WHITE).is_in(OUT).fill_null(False))
    claims = claims.filter(pl.col(column).is_in(list(candidates)))
    heard = claims.select(pl.col(column).unique()).collect().to_series()
    return sorted(candidates - set(heard))


def _standings(history: History, found: Differences) -> Iterator[Meaning]:
    """Yield claims of which their own claimants say something else now."""
    marks = (found.standings.lost, found.standings.gained)
    before, after = ({one[0]: one[1] for one in each} for each in marks)
    for ident, label in _labels(history, {*before, *after}):
        words = f"before: {before.get(ident, STANDS)}; now: {after.get(ident, STANDS)}"
        yield Meaning("standing", ident, label, words)


def _unsupported(history: History) -> Iterator[Meaning]:
    """Yield active claims that another claim backed, and none does any more.

    Those whose claimant or source is no longer in the package are among them.
    """
    before, after = (_supported(views) for _, views in history.sides())
    active = history.head.view("claims", {"status", "claimant__found", "source__found"}).filter(
        pl.col("status") == "active"
    )
    rows: pl.DataFrame = active.select("claim_id", "claimant__found", "source__found").collect()
    lost = set(rows["claim_id"].drop_nulls()) & (before - after)
    gone = {ident: _missing(*found) for ident, *found in rows.iter_rows() if ident}
    gone = {ident: words for ident, words in gone.items() if words}
    for ident, label in _labels(history, lost | gone.keys()):
        words = gone.get(ident, "no other claim backs it any more")
        yield Meaning("unsupported", ident, label, words)


def _labels(history: History, claims: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield claims of head, each with what it says."""
    keys = history.diffs["claims"].keys
    keys = keys.filter(pl.col("record_id").is_in(list(claims)) & pl.col("head_row").is_not_null())
    labels = add_labels(history, "claims", keys).select("record_id", "label")
    yield from ((ident, show(label)) for ident, label in labels.iter_rows())


def _missing(has_claimant: bool, has_source: bool) -> str:
    """Return the words for what is not there, if anything."""
    if has_claimant and has_source:
        return ""
    if not has_claimant and not has_source:
        return "its claimant and its source are not in the package"
    return f"its {'source' if has_claimant else 'claimant'} is not in the package"


def _supported(views: Views) -> set[str]:
    """Return the claims that an active claim corroborates or repeats."""
    backed = views.view("relations", {"relation", "claim__status"}).filter(
        pl.col("relation").is_in(SUPPORT) & (pl.col("claim__status") == "active")
    )
    return set(backed.select("other_claim_id").collect()["other_claim_id"].drop_nulls())


def _dates(history: History) -> Iterator[Meaning]:
    withheld = history.withheld
    for table, diff in history.diffs.items():
        moves = list(date_moves(diff.changes, {table: history.table(table)}))
        if not moves:
            continue
        keys = diff.keys.filter(pl.col("record_id").is_in([move.record_id for move in moves]))
        labels = dict(add_labels(history, table, keys).select("record_id", "label").iter_rows())
        for move in moves:
            label = f"{move.column}: {show(labels[move.record_id])}"
            cell = (table, move.record_id, move.column)
            old, new = (
                withheld.told("base", *cell, move.old),
                withheld.told("head", *cell, move.new),
            )
            about = f"{table} {move.record_id}"
            yield Meaning(MOVES[move.move], about, label, f"{old} → {new}")
