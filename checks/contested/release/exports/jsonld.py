"""JSON-LD: the dataset and each of its claims in the words of schema.org, and in the standard's own
where schema.org has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from contested.release.citation.work import work
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
"""What schema.org calls a row; rows of other tables are called by their table."""
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
"""What schema.org calls an actor: of a collective and of a source without a name nobody knows
whether it is one body.
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
"""What schema.org calls a column, where the schemas do not say it themselves."""
DATES = {"claims": ("stated", "dateCreated"), "sources": ("published", "datePublished")}
"""Dates that schema.org has a property for; it takes only what is a plain date."""
METADATA = (
    *("Dataset", "DataDownload", "Person", "Organization", *CLASSES.values()),
    *(
        "name",
        "description",
        "version",
        "dateCreated",
        "datePublished",
        "keywords",
        "identifier",
        "url",
        "license",
        "creator",
        "publisher",
        "affiliation",
    ),
    *(
        "givenName",
        "familyName",
        "distribution",
        "contentUrl",
        "contentSize",
        "encodingFormat",
        "sha256",
    ),
)
LEFT_OUT = ("revisions",)
"""What curators changed is the history of the data and nothing that anybody claimed."""
SAME = "skos:exactMatch"
TYPES = {
    "edtf": EDTF,
    "date": "xsd:date",
    "integer": "xsd:integer",
    "number": "xsd:double",
    "uri": "xsd:anyURI",
}
"""The datatype of a literal by the form of its field."""


def write(content: Content, folder: Path) -> None:
    """Writes `exports/dataset.jsonld`: a Dataset, then every row of its tables, one on each line.

    A claim is a schema.org Claim: `author` is the claimant, `appearance` the source, `about` the
    question, `text` the statement. schema.org's `dateCreated` stands only where `stated` is a plain
    date; `stated` itself always does, as an EDTF literal. Active claims have their `position`; a
    question lists all `positions` that are held on it and whether it `is_contested`. No answer is
    ever accepted or suggested. The context is written out, so that nothing has to be fetched to
    read the file.
    """
    write_sections(
        folder / NAME, {"@context": _context(content)}, {"@graph": _graph(content, folder)}
    )


def _context(content: Content) -> dict[str, str]:
    own = {
        word: f"schema:{word}"
        for word in (*METADATA, *(word for one in WORDS.values() for word in one.values()))
    }
    same = {
        words[name]: iri
        for table in content.tables.values()
        for words in [_words(table)]
        for name, iri in _same(table).items()
        if name in words
    }
    return {"@vocab": TERMS, "schema": SCHEMA_ORG, "xsd": XSD, **prefixes(content), **same, **own}


def _graph(content: Content, folder: Path) -> Iterator[dict[str, Any]]:
    yield _dataset(content, folder)
    for name, table in content.tables.items():
        if name not in LEFT_OUT:
            frame = (
                _asked(content)
                if name == "questions"
                else claims_with_positions(content)
                if name == "claims"
                else with_defaults(content, name)
            )
            yield from _nodes(content, table, frame)


def _dataset(content: Content, folder: Path) -> dict[str, Any]:
    given = work(content)
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
    licences, creators = (
        [schemaorg.licence(one) for one in given.licences],
        [schemaorg.agent(one) for one in given.creators],
    )
    return {
        "@id": base_iri(content),
        "@type": "Dataset",
        **schemaorg.properties(given),
        "license": licences,
        "creator": creators,
        "distribution": files,
    }


def _asked(content: Content) -> pl.DataFrame:
    """The questions with every position that is held on them."""
    held = content.positions.group_by("question_id", maintain_order=True).agg(
        positions=pl.col("position")
    )
    contested = pl.col("question_id").is_in(content.contested_questions["question_id"].implode())
    asked = with_defaults(content, "questions").join(
        held, on="question_id", how="left", maintain_order="left"
    )
    return asked.with_columns(is_contested=contested)


def _nodes(content: Content, table: Table, frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    references = {one.column: one for one in table.references if _is_followed(content, one)}
    words = _words(table)
    date, plain = DATES.get(table.name, ("", ""))
    for row in rows(frame):
        node: dict[str, Any] = (
            {"@id": row_id(table.name, *(row[name] for name in table.key))} if table.key else {}
        )
        node["@type"] = (
            ACTORS.get(row["actor_type"], "actors")
            if table.name == "actors"
            else CLASSES.get(table.name, quote(table.name, safe=""))
        )
        for name, cell in row.items():
            reference = references.get(name)
            link = reference and {"@id": row_id(reference.table, cell)}
            node[words.get(name, name)] = link or _value(table.fields.get(name), cell)
        if date and row[date].replace("-", "").isdigit():
            node[plain] = row[date]
        yield node


def _same(table: Table) -> dict[str, str]:
    """What the schema of a table says its columns are called elsewhere."""
    given = [] if table.name.startswith(EXTENSION_TABLE) else table.schema["fields"]
    return {one["name"]: one[SAME] for one in given if SAME in one and one["name"] not in table.key}


def _words(table: Table) -> dict[str, str]:
    """What the cells of each column are called in a node; columns of extension tables are kept
    apart from ours of the same name.
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


def _is_followed(content: Content, reference: Reference) -> bool:
    """Whether what a column points to is a row of the graph, always and by its whole key."""
    to = content.tables.get(reference.table)
    return (
        reference.when is None
        and to is not None
        and to.key == reference.keys
        and reference.table not in LEFT_OUT
    )


def _value(field: Field | None, cell: Any) -> Any:
    """A cell as a literal: plain text and truth values as JSON has them, everything else with its
    datatype.
    """
    if field is None or field.form == "text":
        return cell
    if field.form == "list":
        return cell.split(field.delimiter)
    if field.form == "boolean":
        return cell in field.true_words
    return {"@value": cell, "@type": TYPES[field.form]}
