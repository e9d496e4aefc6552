"""JSON-LD: the dataset and its claims in the words of schema.org.

Where schema.org has none, the words are the standard's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from contested.release.content import Content
from contested.release.exports import schemaorg
from contested.release.exports.linked import (
    SCHEMA_ORG,
    TERMS,
    base_iri,
    claims_with_positions,
    prefixes,
    row_id,
    rows,
    with_defaults,
    write_sections,
)
from contested.standard import EDTF, EXTENSION_TABLE, Field, Reference, Table

NAME = "exports/dataset.jsonld"
XSD = "http://www.w3.org/2001/XMLSchema#"
CLASSES = {
    "claims": "Claim",
    "questions": "Question",
    "sources": "CreativeWork",
    "locations": "Place",
}
"""The class of a row in schema.org; rows of other tables have the name of their table."""
BODIES = (
    "armed_group",
    "state_force",
    "government",
    "political_party",
    "organisation",
    "international_organisation",
    "media",
)
ACTORS = {"person": "Person"} | dict.fromkeys(BODIES, "Organization")
"""The class of an actor; of a collective and of a source without a name nobody knows whether it is
one body.
"""
WORDS = {
    "claims": {
        "statement": "text",
        "claimant_id": "author",
        "source_id": "appearance",
        "question_id": "about",
        "location_id": "contentLocation",
    },
    "sources": {"title": "name", "publisher_id": "publisher", "derived_from_id": "isBasedOn"},
    "questions": {"question": "text", "about_id": "mentions", "location_id": "contentLocation"},
}
"""The property of a column, where the schemas do not say it themselves."""
DATES = {"claims": ("stated", "dateCreated"), "sources": ("published", "datePublished")}
"""Dates that schema.org has a property for; it takes only what is a plain date."""
METADATA = (
    *("Dataset", "DataDownload", "Person", "Organization", *CLASSES.values()),
    *("name", "description", "version", "dateCreated", "datePublished", "keywords"),
    *("identifier", "url", "license", "creator", "publisher", "affiliation"),
    *("givenName", "familyName", "distribution", "contentUrl", "contentSize"),
    *("encodingFormat", "sha256"),
)
"""Words of schema.org that describe the dataset and its files."""
LEFT_OUT = ("revisions",)
"""What curators changed is the history of the data and nothing that anybody claimed."""
SAME = "skos:exactMatch"
CONFLICT = (
    *("position", "other_position", "by", "relations", "basis"),
    *("within_side", "between_sides", "among_standing", "standings", "other_standings"),
)
"""What is told of a conflict besides its questions and claims."""
TYPES = {
    "edtf": EDTF,
    "date": "xsd:date",
    "integer": "xsd:integer",
    "number": "xsd:double",
    "uri": "xsd:anyURI",
}
"""The datatype of a literal by the form of its field."""


def write(content: Content, folder: Path) -> None:
    """Write `exports/dataset.jsonld`: a Dataset, then every row, one on each line.

    A claim is a schema.org Claim: `author` is the claimant, `appearance` the source, `about` the
    question, `text` the statement. schema.org's `dateCreated` stands only where `stated` is a plain
    date; `stated` itself always does, as an EDTF literal. Active claims have their `position`, the
    name of their `side` and their `standing`; a question lists all `positions` that are held on it
    and whether it `is_contested`. Conflicts come last, a node for each pair of positions. No answer
    is ever accepted or suggested. The context is written out, so that nothing has to be fetched to
    read the file.
    """
    write_sections(
        folder / NAME, {"@context": _context(content)}, {"@graph": _graph(content, folder)}
    )


def _context(content: Content) -> dict[str, str]:
    same: dict[str, str] = {}
    for table in content.tables.values():
        words = _words(table)
        same |= {words[name]: iri for name, iri in _same(table).items() if name in words}
    own = dict.fromkeys((*METADATA, *chain.from_iterable(one.values() for one in WORDS.values())))
    return {
        "@vocab": TERMS,
        "schema": SCHEMA_ORG,
        "xsd": XSD,
        **prefixes(content),
        **same,
        **{word: f"schema:{word}" for word in own},
    }


def _graph(content: Content, folder: Path) -> Iterator[dict[str, Any]]:
    yield _dataset(content, folder)
    for name, table in content.tables.items():
        if name not in LEFT_OUT:
            yield from _nodes(content, table, _frame(content, name))
    yield from _conflicts(content)


def _frame(content: Content, name: str) -> pl.DataFrame:
    if name == "questions":
        return _questions(content)
    return claims_with_positions(content) if name == "claims" else with_defaults(content, name)


def _dataset(content: Content, folder: Path) -> dict[str, Any]:
    given = content.cited
    files = [
        {
            "@type": "DataDownload",
            "@id": base_iri(content) + one["path"],
            "name": one["name"],
            "contentUrl": one["path"],
            "encodingFormat": one["mediatype"],
            "contentSize": str(one["bytes"]),
            "sha256": one["hash"].removeprefix("sha256:"),
        }
        for one in schemaorg.resources(folder)
    ]
    return {
        "@id": base_iri(content),
        "@type": "Dataset",
        **schemaorg.properties(given),
        "license": [schemaorg.licence(one) for one in given.licences],
        "creator": [schemaorg.agent(one) for one in given.creators],
        "distribution": files,
    }


def _questions(content: Content) -> pl.DataFrame:
    """Return the questions with every position that is held on them."""
    positions = content.positions.group_by("question_id", maintain_order=True).agg(
        positions=pl.col("position")
    )
    told = ("is_contested", "is_contested_now", "withheld_count")
    contests = content.derived("disagreement").select("question_id", *told)
    questions = with_defaults(content, "questions")
    for more in (positions, contests):
        questions = questions.join(more, on="question_id", how="left", maintain_order="left")
    return questions


def _conflicts(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the pairs of positions in conflict, with their claims."""
    for number, row in enumerate(rows(content.derived("conflicts")), 1):
        links = {
            name: [{"@id": row_id("claims", claim)} for claim in row[f"{end}claim_ids"]]
            for name, end in (("claims", ""), ("otherClaims", "other_"))
        }
        asked = {
            name: {"@id": row_id("questions", row[f"{end}question_id"])}
            for name, end in (("about", ""), ("otherAbout", "other_"))
        }
        told = {name: row[name] for name in CONFLICT if row[name] != []}
        yield {"@id": f"row:conflicts.{number}", "@type": "conflicts"} | asked | links | told


def _nodes(content: Content, table: Table, frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    references = {one.column: one for one in table.references if _is_link(content, one)}
    words = _words(table)
    date, plain = DATES.get(table.name, ("", ""))
    for row in rows(frame):
        node: dict[str, Any] = {}
        if table.key:
            node["@id"] = row_id(table.name, *(row[name] for name in table.key))
        node["@type"] = _class(table.name, row)
        for name, cell in row.items():
            reference = references.get(name)
            link = reference and {"@id": row_id(reference.table, cell)}
            if name == "side_id":
                link = {"@id": row_id("actors", cell)}
            node[words.get(name, name)] = link or _value(table.fields.get(name), cell)
        if date and row[date].replace("-", "").isdigit():
            node[plain] = row[date]
        yield node


def _class(table: str, row: dict[str, Any]) -> str:
    if table == "actors":
        return ACTORS.get(row["actor_type"], "actors")
    return CLASSES.get(table, quote(table, safe=""))


def _same(table: Table) -> dict[str, str]:
    """Return the columns' terms in other vocabularies, by the schema."""
    given = [] if table.name.startswith(EXTENSION_TABLE) else table.schema["fields"]
    return {one["name"]: one[SAME] for one in given if SAME in one and one["name"] not in table.key}


def _words(table: Table) -> dict[str, str]:
    """Return the property of each column.

    Columns of extension tables are kept apart from ours of the same name.
    """
    apart = f"{quote(table.name, safe='')}." if table.name.startswith(EXTENSION_TABLE) else ""
    same = {
        name: iri.removeprefix(SCHEMA_ORG)
        for name, iri in _same(table).items()
        if iri.startswith(SCHEMA_ORG)
    }
    return (
        {name: apart + quote(name, safe="") for name in table.fields}
        | same
        | WORDS.get(table.name, {})
    )


def _is_link(content: Content, reference: Reference) -> bool:
    """Return True if a column points to nodes of the graph.

    By the whole key of the node's row, and whatever other cells say.
    """
    to = content.tables.get(reference.table)
    return (
        reference.when is None
        and to is not None
        and to.key == reference.keys
        and reference.table not in LEFT_OUT
    )


def _value(field: Field | None, cell: Any) -> Any:
    """Return a cell as a literal, with its datatype if need be."""
    if field is None or field.form == "text":
        return cell
    if field.form == "list":
        return cell.split(field.delimiter)
    if field.form == "boolean":
        return cell in field.true_words
    return {"@value": cell, "@type": TYPES[field.form]}
