"""Datasette: descriptions of the database, and queries for one click."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from contested.release.build import write_json
from contested.release.content import Content
from contested.release.exports.ddl import Relation
from contested.release.exports.sqlite import CLAIM_POSITIONS, FOLDER, claim_positions_table
from contested.release.exports.typed_tables import label_column
from contested.release.tables import DERIVED, derived_table

NAME = "datasette.json"
META = ("_package", "_tables", "_fields")
"""Tables about the others, which Datasette lists apart."""
LISTED = 200
"""Contested questions that Datasette opens on; a query has all."""
UNITS: dict[str | None, str] = {
    "http://rs.tdwg.org/dwc/terms/coordinateUncertaintyInMeters": "m",
    "http://www.w3.org/2003/01/geo/wgs84_pos#lat": "degree",
    "http://www.w3.org/2003/01/geo/wgs84_pos#long": "degree",
}
"""The unit of a column, by the term that its schema says it means."""
ATTRIBUTED = (
    "Every claim with who made it, when, in which source, and which position it gives; a claim that"
    " was withdrawn or redacted gives none. Claims that disagree stand beside each other, and no"
    " row says who is right."
)
QUERIES = {
    "contested": {
        "title": "Contested questions, the most disputed first",
        "description": "Every question that holds a claim in conflict with somebody else's.",
        "sql": (
            "select question_id, question, is_contested_now, within_side, between_sides,"
            " position_count, claim_count, claimant_count, source_count, withheld_count from"
            " contested_questions order by position_count desc, claimant_count"
            " desc, question_id"
        ),
    },
    "one_question": {
        "title": "Who says what on one question",
        "description": (
            "All claims on a question beside each other, by position. No row is the answer."
        ),
        "sql": (
            "select position, withheld, claimant, side, stated, source, locator, link, statement,"
            " quote, standing, in_conflict, claim_id from attributed_claims where question_id ="
            " :question_id and standing is not null order by position is null, position, claim_id"
        ),
    },
    "conflicts": {
        "title": "What stands against what on one question",
        "description": "Pairs of positions that hold claims in conflict, with both their claims.",
        "sql": (
            "select position, claimants, other_question_id, other_position, other_claimants, by,"
            " relations, within_side, between_sides, among_standing from conflicts where"
            " question_id = :question_id or other_question_id = :question_id"
        ),
    },
    "one_claimant": {
        "title": "What one claimant says, and where somebody else says otherwise",
        "description": "All claims of one claimant, those in conflict first.",
        "sql": (
            "select question, position, side, in_conflict, standing, stated, source, statement,"
            " claim_id from"
            " attributed_claims where claimant_id = :claimant_id order by in_conflict desc,"
            " claim_id"
        ),
    },
}


def write(content: Content, folder: Path) -> None:
    """Write `exports/datasette.json`, metadata for the SQLite file.

    `datasette exports/<name>.sqlite --metadata exports/datasette.json` serves both.
    """
    relations = {
        name: Relation(table, content.tables)
        for name, table in (content.tables | {CLAIM_POSITIONS: claim_positions_table()}).items()
    }
    relations |= {name: Relation(derived_table(name), content.tables, name) for name in DERIVED}
    tables = {one.name: _table(one) for one in relations.values()} | {
        "attributed_claims": {"title": "Attributed claims", "description": ATTRIBUTED},
        **{name: {"hidden": True} for name in META},
    }
    about = _about(content) | {"description_html": "".join(_opening(content))}
    write_json(
        folder / FOLDER / NAME,
        about | {"databases": {content.name: about | {"tables": tables, "queries": QUERIES}}},
    )


def _opening(content: Content) -> Iterator[str]:
    """Yield what Datasette opens on: contested questions, with links."""
    yield f"<p>{escape(content.cited.description)}</p>"
    contested = content.derived("contested_questions")
    if not contested.height:
        return
    yield "<p>Contested questions. Each leads to who says what:</p><ul>"
    for ident, question in contested.head(LISTED).select("question_id", "question").iter_rows():
        address = f"{quote(content.name)}/one_question?question_id={quote(ident, safe='')}"
        yield f'<li><a href="{address}">{escape(question or ident)}</a></li>'
    yield "</ul>"
    if contested.height > LISTED:
        yield f'<p><a href="{quote(content.name)}/contested">All of them</a></p>'


def _about(content: Content) -> dict[str, Any]:
    """Return title, licence and home of the dataset, where known."""
    cited = content.cited
    about = {
        "title": cited.title or cited.name,
        "license": next((one.title for one in cited.licences), ""),
        "license_url": next((one.url for one in cited.licences), ""),
        "source": f"{cited.title or cited.name}, version {cited.version}",
        "source_url": cited.url,
    }
    return {name: text for name, text in about.items() if text}


def _table(relation: Relation) -> dict[str, Any]:
    """Return what Datasette shows of one table.

    That is: the label of a row, and the vocabularies to filter it by. What the columns mean would
    fill a screen above every table; it stands in the dictionary and in the table of fields.
    """
    columns = relation.columns.items()
    fields = relation.table.schema.get("fields", [])
    terms = {str(one["name"]): one.get("skos:exactMatch") for one in fields}
    units = {name: UNITS.get(terms.get(column.name)) for name, column in columns}
    facets = [
        name
        for name, column in columns
        if column.required and column.field.words and not column.end
    ]
    about: dict[str, Any] = {
        "title": relation.table.title,
        "description": relation.table.description,
        "units": {name: unit for name, unit in units.items() if unit},
        "facets": facets,
        "label_column": label_column(relation.table),
    }
    return {name: value for name, value in about.items() if value}
