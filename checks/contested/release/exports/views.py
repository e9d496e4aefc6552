"""SQLite's views: positions, contested questions and attributed claims, in SQL."""

from __future__ import annotations

from collections.abc import Iterator

from contested.derived.positions import COUNTED, FLAGS, WHO, WITHHELD

FROM = (
    "claim_positions AS given JOIN claims ON claims.claim_id = given.claim_id"
    " JOIN sources ON sources.source_id = claims.source_id"
)
IDS = {
    "claim_id": "given.claim_id",
    "claimant_id": "claims.claimant_id",
    "side_id": "given.side_id",
    "originator_id": "given.originator_id",
    "source_id": "claims.source_id",
    "publisher_id": "sources.publisher_id",
    "utterance": "given.utterance",
    "standing": "given.standing",
    "position": "given.position",
    "withheld": "claims.withheld",
}
"""Where a cell of each claim stands."""
CELLS = ("polarity", "answer", "quantity_min", "quantity_max", "quantity_about")
ONE_QUESTION = "given.question_id = {0}.question_id"
ONE_POSITION = f"{ONE_QUESTION} AND given.position = {{0}}.position"
ANSWERED = "given.position IS NOT NULL"
INDEX = (
    'CREATE INDEX "claim_positions/question_id,position,claim_id" ON claim_positions'
    " (question_id, position, claim_id)"
)
ATTRIBUTED = """CREATE VIEW attributed_claims AS
SELECT claims.claim_id, claims.question_id, questions.question, claims.claimant_id,
  claimants.name AS claimant, given.side_id, sides.name AS side, claims.stated, claims.occurred,
  claims.source_id, sources.title AS source, publishers.name AS publisher, claims.locator,
  coalesce(sources.url, sources.archive_url) AS link, claims.statement, claims.quote,
  given.position, claims.withheld, given.in_conflict, given.in_conflict_now, given.standing,
  claims.status
FROM claims JOIN questions ON questions.question_id = claims.question_id
  JOIN actors AS claimants ON claimants.actor_id = claims.claimant_id
  JOIN sources ON sources.source_id = claims.source_id
  LEFT JOIN actors AS publishers ON publishers.actor_id = sources.publisher_id
  LEFT JOIN claim_positions AS given ON given.claim_id = claims.claim_id
  LEFT JOIN actors AS sides ON sides.actor_id = given.side_id"""


def statements() -> Iterator[str]:
    """Yield the statements that make the views."""
    yield INDEX
    yield f"CREATE VIEW positions AS\n{_positions()}"
    yield f"CREATE VIEW contested_questions AS\n{_contested_questions()}"
    yield ATTRIBUTED


def _positions() -> str:
    there = ONE_POSITION.format("held")
    columns = [f"held.{name}" for name in ("question_id", "position", *CELLS)]
    columns.append("max(held.in_conflict) AS in_conflict")
    columns += [_count(name, COUNTED[name], there) for name in COUNTED]
    columns += [_list(name, WHO[name], there) for name in WHO]
    columns.append(_list("claim_ids_in_conflict", "claim_id", f"{there} AND given.in_conflict"))
    return (
        f"SELECT {_columns(columns)}\nFROM claim_positions AS held\n"
        "WHERE held.position IS NOT NULL GROUP BY held.question_id, held.position"
    )


def _contested_questions() -> str:
    here = ONE_QUESTION.format("questions")
    there = f"{here} AND {ANSWERED}"
    columns = ["questions.question_id", "questions.question"]
    for name, of in FLAGS.items():
        columns.append(f"(SELECT max({of}) FROM claim_positions AS given WHERE {here}) AS {name}")
    columns.append(_count("position_count", "position", there))
    columns += [_count(name, COUNTED[name], there) for name in COUNTED]
    silent = f"{here} AND given.position IS NULL"
    columns.append(_count("withheld_count", "claim_id", silent))
    columns += [_list(name, WHO[name], there) for name in WHO]
    columns.append(_list("positions", "position", there))
    columns.append(_list("claim_ids_in_conflict", "claim_id", f"{there} AND given.in_conflict"))
    columns += [_list(name, WITHHELD[name], silent) for name in WITHHELD]
    return (
        f"SELECT {_columns(columns)}\nFROM questions\nWHERE questions.question_id IN"
        " (SELECT question_id FROM claim_positions WHERE in_conflict)"
    )


def _columns(columns: list[str]) -> str:
    return ",\n  ".join(columns)


def _count(name: str, column: str, where: str) -> str:
    return f"(SELECT count(DISTINCT {IDS[column]}) FROM {FROM} WHERE {where}) AS {name}"


def _list(name: str, column: str, where: str) -> str:
    """Return a column with a cell of each claim, by id."""
    cell, tables = _cell(column)
    listed = f"SELECT {cell} AS cell FROM {tables} WHERE {where} ORDER BY given.claim_id"
    return f"(SELECT json_group_array(cell) FROM ({listed})) AS {name}"


def _cell(column: str) -> tuple[str, str]:
    """Return a cell in SQL, and the tables it stands in."""
    if column in IDS:
        return IDS[column], FROM
    of = IDS[f"{column}_id"]
    return f"coalesce(actors.name, {of})", f"{FROM} LEFT JOIN actors ON actors.actor_id = {of}"
