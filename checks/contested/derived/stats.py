"""Statistics of a package.

They count claims by claimant, source and question, and say which questions are disputed, how
exactly claims are dated, and in a summary what each side says.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from contested.check.load import load
from contested.derived.claimed import Claimed
from contested.derived.disagreement import HIDDEN_COUNTS, disagreement
from contested.derived.summary import summary
from contested.package import Package
from contested.package.files.canonical import clean
from contested.standard import edtf, readable

STATUSES = ("active", "withdrawn", "redacted")
STATES = {
    "contested": "claims in conflict",
    "one_sided": "one claimant, or one position",
    "several_sided": "none of it in conflict",
    "unanswered": "no active claim gives an answer",
}
"""What a question can be; each is one of these, and contested before it is one-sided."""
DATED = {
    "day": "one day",
    "several_days": "several days",
    "open": "open at one end",
    "blank": "not recorded",
    "malformed": "not a date",
    "doubtful": "of all these, marked ?, ~ or %",
}


def stats(package: Package) -> dict[str, Any]:
    """Return everything there is to count, as plain data.

    Raises UnreadableError where a claim has no place among the positions.
    """
    claimed = Claimed.of(load(package))
    questions = disagreement(claimed)
    claims = _placed(claimed, questions)
    told = package.descriptor if isinstance(package.descriptor, dict) else {}
    return {
        "package": {
            "name": package.name,
            "title": told.get("title"),
            "version": told.get("version"),
        },
        "claims": _statuses(claimed),
        "claimants": _by(claims, "claimant_id", claimed.frame("actors", "actor_id", "name")),
        "sources": _by(claims, "source_id", claimed.frame("sources", "source_id", "title")),
        "originators": claims["originator_id"].n_unique(),
        "topics": _by(claims, "topic", None),
        "places": _by(claims, "place_id", claimed.frame("locations", "location_id", "name")),
        "questions": _questions(questions),
        "dates": {column: _dates(claims[column]) for column in ("stated", "occurred")},
        "hidden": {name: int(questions[name].sum()) for name in HIDDEN_COUNTS},
        **summary(claimed, questions.filter("is_contested")["question_id"]),
    }


def _placed(claimed: Claimed, questions: pl.DataFrame) -> pl.DataFrame:
    """Return the active claims with what they are counted by.

    A claim that names no place is about its question's.
    """
    more = claimed.frame("claims", "claim_id", "stated", "occurred", "location_id")
    asked = questions.select("question_id", "topic", pl.col("location_id").alias("asked_of"))
    claims = claimed.active.join(more, on="claim_id", how="left").join(
        asked, on="question_id", how="left"
    )
    return claims.with_columns(place_id=pl.coalesce("location_id", "asked_of"))


def _statuses(claimed: Claimed) -> dict[str, int]:
    claims = claimed.loaded["claims"]
    assert claims.frame is not None
    default = claims.table.fields["status"].default
    found = (
        clean(claims.frame, claims.table, ["status"])["status"]
        .fill_null(default)
        .value_counts()
        .rows()
    )
    counts = {str(word): count for word, count in found}
    return {
        "recorded": sum(counts.values()),
        "active": claimed.active.height,
        "withholding": claimed.withheld.height,
        **{word: counts.get(word, 0) for word in STATUSES[1:]},
    }


def _by(claims: pl.DataFrame, column: str, named: pl.DataFrame | None) -> list[dict[str, Any]]:
    """Count claims and questions by the values of a column.

    Most come first, then by id.
    """
    counts = claims.group_by(column).agg(
        claims=pl.len(),
        questions=pl.col("question_id").n_unique(),
        in_conflict=pl.col("in_conflict").sum(),
    )
    if named is not None:
        key, name = named.columns
        counts = counts.join(named.rename({key: column, name: "name"}), on=column, how="left")
        counts = counts.select(column, "name", "claims", "questions", "in_conflict")
    return counts.sort(
        pl.col("claims"), pl.col(column), descending=[True, False], nulls_last=True
    ).to_dicts()


def _questions(questions: pl.DataFrame) -> dict[str, Any]:
    """Return how many questions are in each state, and which."""
    few = (pl.col("claimant_count") == 1) | (pl.col("position_count") == 1)
    state = (
        pl.when("is_contested")
        .then(pl.lit("contested"))
        .when(pl.col("claim_count") == 0)
        .then(pl.lit("unanswered"))
    )
    found = questions.select(
        "question_id",
        state=state.when(few).then(pl.lit("one_sided")).otherwise(pl.lit("several_sided")),
    )
    ids = {name: found.filter(pl.col("state") == name)["question_id"].to_list() for name in STATES}
    return {
        "recorded": questions.height,
        **{name: len(one) for name, one in ids.items()},
        "ids": ids,
    }


def _dates(dates: pl.Series) -> dict[str, int]:
    """Return how exactly dates are known.

    `doubtful` are those of them that are marked as uncertain or approximate.
    """
    counts = dict.fromkeys(DATED, 0)
    for text, count in dates.value_counts().rows():
        counts[_exactness(text)] += count
        if text is not None and readable.is_doubtful(text):
            counts["doubtful"] += count
    return counts


def _exactness(text: str | None) -> str:
    if text is None:
        return "blank"
    days = edtf.parse(text)
    if days is None:
        return "malformed"
    if days.earliest is None or days.latest is None:
        return "open"
    return "day" if days.earliest == days.latest else "several_days"
