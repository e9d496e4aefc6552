"""The rows of `claims` in words, a stretch at a time so that memory stays small, and those of
`revisions`.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TypeVar

import numpy as np
import polars as pl

from making import answers as given
from making import documents, links, prose, voices
from making.answers import Answers
from making.chance import Flags, Ints, Rng, blanked, ids, joined, weighted, words
from making.claims import DEMAND, INFERRED, REDACTED, WITHDRAWN, Claims, World
from making.days import days
from making.documents import LAST
from making.links import Relations, Relays
from making.questions import YES_NO

_TYPES = ("observation", "assessment", "prediction", "intention", "demand")
_BASES = ("stated", "publication", "inferred")
_CERTAINTIES = ("certain", "probable", "possible", "unstated")
_MEDIA = (
    "interview",
    "statement",
    "video",
    "social_post",
    "phone",
    "broadcast",
    "press_report",
    "unspecified",
)
_WITHHELD = ("statement", "answer")
Rows = TypeVar("Rows", Claims, Answers)
"""A table of arrays, one for each column."""


def stretch(table: Rows, rows: slice) -> Rows:
    """Some of the rows of a table of arrays."""
    return type(table)(**{field.name: getattr(table, field.name)[rows] for field in fields(table)})


def _lead(claims: Claims, answers: Answers, kind: Ints) -> Ints:
    """Whether a statement says yes (0), no (1), that it is so (2) or that it is not (3)."""
    return np.where(kind == YES_NO, 1 - answers.one, 2 + answers.denies)


def _media(rng: Rng, w: World, claims: Claims) -> pl.Series:
    kind = w.documents.kind[claims.source]
    any_medium = np.where(
        rng.random(len(claims)) < 0.15,
        -1,
        weighted(rng, (20, 22, 6, 8, 12, 6, 12, 14), len(claims)),
    )
    known = np.select(
        [claims.voice == voices.NARRATOR, kind == documents.STATEMENT, kind == documents.POST],
        [-1, 1, 3],
        any_medium,
    )
    return words(_MEDIA, known)


def _polarities(rng: Rng, answers: Answers, redacted: Flags) -> pl.Series:
    affirmed = np.where(rng.random(len(redacted)) < 0.1, 0, -1)
    return words(["affirms", "denies"], np.where(answers.denies & ~redacted, 1, affirmed))


def _certainties(rng: Rng, claims: Claims) -> pl.Series:
    n = len(claims)
    withheld = (claims.kind == DEMAND) & (rng.random(n) < 0.9)
    return words(_CERTAINTIES, np.where(withheld, 3, weighted(rng, (66, 15, 10, 9), n)))


def _statuses(rng: Rng, claims: Claims) -> pl.Series:
    unsaid = claims.is_active & (rng.random(len(claims)) < 0.9)
    return words(["active", "withdrawn", "redacted"], np.where(unsaid, -1, claims.status))


def claims_table(
    rng: Rng, w: World, claims: Claims, answers: Answers, locator: pl.Series, rows: slice
) -> pl.DataFrame:
    """Some of the rows of `claims`."""
    few, answer = stretch(claims, rows), stretch(answers, rows)
    n, question, redacted = len(few), few.question, few.status == REDACTED
    cell, phrase = given.texts(w.questions, question, few.held, answer, w.people, w.places)
    low, high = given.bounds(w.questions, question, answer)
    nearest = np.where(few.place >= 0, few.place, w.questions.place[question])
    statement = prose.statements(
        rng,
        few.claimant,
        nearest,
        _lead(few, answer, w.questions.kind[question]),
        phrase,
        w.people,
        w.places,
    )
    quoted = (few.voice == voices.DIRECT) | (
        (few.voice != voices.NARRATOR) & (rng.random(n) < 0.12)
    )
    frame = pl.DataFrame(
        {
            "claim_id": ids("clm", len(claims), np.arange(len(claims))[rows]),
            "question_id": ids("qst", len(w.questions), question),
            "claimant_id": ids("act", len(w.people), few.claimant),
            "claimant_basis": words(["stated", "inferred"], few.is_inferred.astype(np.int64)),
            "medium": _media(rng, w, few),
            "source_id": ids("src", len(w.documents), few.source),
            "locator": locator[rows],
            "voice": words(voices.KINDS, few.voice),
            "statement": statement,
            "quote": prose.quotes(rng, quoted & ~redacted),
            "claim_type": words(_TYPES, few.kind),
            "polarity": _polarities(rng, answer, redacted),
            "certainty": _certainties(rng, few),
            "answer": cell,
            "quantity_min": blanked(low, redacted),
            "quantity_max": blanked(high, redacted),
            "stated": few.stated.text(),
            "stated_basis": words(_BASES, few.basis),
            "occurred": few.occurred.text(),
            "occurred_span": words(["throughout", "within"], few.span),
            "location_id": ids("loc", len(w.places), few.place),
            "place_as_reported": prose.spellings(
                rng,
                nearest,
                (nearest >= 0) & ~few.is_hidden & ~redacted & (rng.random(n) < 0.35),
                w.places,
            ),
            "status": _statuses(rng, few),
            "note": prose.notes(
                rng, few.is_inferred, few.basis == INFERRED, few.status == WITHDRAWN
            ),
        }
    )
    kept = pl.Series(~redacted)
    return frame.with_columns(
        pl.when(kept).then(pl.col(name)).otherwise(pl.lit("[redacted]")).alias(name)
        for name in _WITHHELD
    )


def _revision(
    table: str,
    record: pl.Series,
    field: str,
    kind: str,
    old: pl.Series | str | None,
    new: pl.Series | str | None,
    reason: str,
) -> pl.DataFrame:
    """Revisions of one kind, a row for each record."""
    cells = {
        "table": table,
        "field": field,
        "kind": kind,
        "old_value": old,
        "new_value": new,
        "reason": reason,
    }
    told = [
        (cell if isinstance(cell, pl.Series) else pl.lit(cell, dtype=pl.String)).alias(name)
        for name, cell in cells.items()
    ]
    return pl.DataFrame({"record_id": record}).with_columns(told)


def revisions_table(
    rng: Rng, w: World, claims: Claims, through: Relays, related: Relations, locator: pl.Series
) -> pl.DataFrame:
    """The rows of `revisions`: every redaction and withdrawal, and about as many corrections."""
    some = max(1, len(claims) // 2000)
    parts = [
        *_of_claims(rng, w, claims, locator, some),
        *_of_links(rng, w, claims, through, related, some),
    ]
    merged = ids(
        "act",
        len(w.people),
        rng.choice(
            w.people.subjects, min(max(1, some // 20), len(w.people.subjects)), replace=False
        ),
    )
    parts.append(
        _revision(
            "actors",
            merged,
            "actor_id",
            "identity_merged",
            joined(merged, "-b"),
            merged,
            "duplicate_entry",
        )
    )
    return _dated(rng, pl.concat(parts))


def _of_claims(
    rng: Rng, w: World, claims: Claims, locator: pl.Series, some: int
) -> list[pl.DataFrame]:
    n, asked = len(claims), len(w.questions)
    redacted, withdrawn = (
        ids("clm", n, np.flatnonzero(claims.status == status)) for status in (REDACTED, WITHDRAWN)
    )
    line, moved = rng.choice(np.flatnonzero(claims.is_active), (2, some), replace=False)
    before, now = (ids("qst", asked, (claims.question[moved] + shift) % asked) for shift in (1, 0))
    return [
        _revision(
            "claims", redacted, "statement", "redacted", "[redacted]", "[redacted]", "protection"
        ),
        _revision("claims", withdrawn, "status", "withdrawn", None, "withdrawn", "wrong_source"),
        _revision(
            "claims",
            ids("clm", n, line),
            "locator",
            "corrected",
            "line 999",
            locator.gather(line),
            "transcription_error",
        ),
        _revision(
            "claims",
            ids("clm", n, moved),
            "question_id",
            "reassigned",
            before,
            now,
            "wrong_question",
        ),
    ]


def _of_links(
    rng: Rng, w: World, claims: Claims, through: Relays, related: Relations, some: int
) -> list[pl.DataFrame]:
    n = len(claims)
    step = rng.choice(len(through.claim), min(some, len(through.claim)), replace=False)
    pair = np.flatnonzero(related.relation == links.DISPUTES)[:some]
    steps = joined(
        ids("clm", n, through.claim[step]), " ", pl.Series(through.step[step]).cast(pl.String)
    )
    pairs = joined(
        ids("clm", n, related.one[pair]), " disputes ", ids("clm", n, related.other[pair])
    )
    return [
        _revision(
            "relays",
            steps,
            "relay_id",
            "corrected",
            None,
            ids("act", len(w.people), through.relay[step]),
            "translation_error",
        ),
        _revision(
            "relations",
            pairs,
            "relation",
            "relation_removed",
            "contradicts",
            "disputes",
            "translation_error",
        ),
    ]


def _dated(rng: Rng, revisions: pl.DataFrame) -> pl.DataFrame:
    """The revisions in a random order, each on its day."""
    total = len(revisions)
    references = words(
        ["issue 12", "letter to the curators, 3 March"],
        np.where(rng.random(total) < 0.3, rng.integers(0, 2, total), -1),
    )
    return revisions[rng.permutation(total)].with_columns(
        ids("rev", total).alias("revision_id"),
        days(np.sort(LAST + 10 + rng.integers(0, 300, total))).alias("revised"),
        references.alias("reference"),
        words(
            ["Seen when the document was read again; nothing else changed."],
            np.where(rng.random(total) < 0.5, 0, -1),
        ).alias("note"),
    )
