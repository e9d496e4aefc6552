"""Croissant: the metadata by which machine-learning tools load tables, typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from contested.citation.agents import Agent
from contested.citation.lines import citation_line
from contested.release.archive import digest
from contested.release.build import write_json
from contested.release.content import Content
from contested.release.exports import parquet, schemaorg
from contested.release.exports.typed_tables import TypedColumn, typed_columns
from contested.release.tables import DERIVED, derived_table
from contested.standard import Table

NAME = "croissant.json"
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification of Croissant 1.0 asks every file to begin with."""
CONFORMS = "http://mlcommons.org/croissant/1.0"
NO_WORD = re.compile(r"[^\w.-]")
TYPES = {
    "date": "sc:Date",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "uri": "sc:URL",
}
"""The type of a field by its form; every other one is text."""


def write(content: Content, folder: Path) -> None:
    """Write `croissant.json` (Croissant 1.0), with a record set for each table.

    The record sets are read from the Parquet files, which must be there. Readers of Croissant guess
    the types of a CSV file from its cells, and make `2021.0` of a year in a column with blanks and
    nothing at all of a text such as `NA`; the CSV files are named as files.
    """
    given = content.cited
    tables = [(name, f"{name}.parquet", table) for name, table in content.tables.items()]
    tables += [(name, f"derived/{name}.parquet", derived_table(name)) for name in DERIVED]
    write_json(
        folder / NAME,
        {
            "@context": CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": CONFORMS,
            **schemaorg.properties(given),
            "citeAs": citation_line(given),
            "license": [schemaorg.licence(one) for one in given.licences],
            "creator": [_creator(one) for one in given.creators],
            "distribution": [
                *(
                    _file(folder, one["path"], one["mediatype"])
                    for one in schemaorg.resources(folder)
                ),
                *(
                    _file(folder, f"{parquet.FOLDER}/{path}", "application/x-parquet")
                    for _, path, _ in tables
                ),
            ],
            "recordSet": [_record_set(name, path, table) for name, path, table in tables],
        },
    )


def _creator(one: Agent) -> dict[str, Any]:
    agent = schemaorg.agent(one)
    return {name: agent[name] for name in ("@type", "name", "url") if name in agent}


def _file(folder: Path, path: str, kind: str) -> dict[str, Any]:
    size, checksum = (folder / path).stat().st_size, digest(folder / path)
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path.rpartition("/")[2],
        "contentUrl": path,
        "contentSize": f"{size} B",
        "encodingFormat": kind,
        "sha256": checksum,
    }


def field_id(table: str, column: str) -> str:
    """Return the id of a field, in which no sign means anything.

    Its readers take no white space in an id, not even written as %20.
    """
    return f"{table}/{NO_WORD.sub(_numbered, column)}"


def _numbered(sign: re.Match[str]) -> str:
    return "".join(f"~{byte:02X}" for byte in sign[0].encode())


def _record_set(name: str, path: str, table: Table) -> dict[str, Any]:
    file = f"{parquet.FOLDER}/{path}"
    record_set = {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.description,
        "key": [{"@id": field_id(name, column)} for column in table.key],
        "field": [_field(name, file, column) for column in typed_columns(table)],
    }
    return {part: value for part, value in record_set.items() if value}


def _field(name: str, path: str, column: TypedColumn) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": field_id(name, column.name),
        "name": column.name,
        "description": column.description,
        "dataType": "sc:Date" if column.end else TYPES.get(column.field.form, "sc:Text"),
        "source": {"fileObject": {"@id": path}, "extract": {"column": column.name}},
    }
    if column.field.form == "list" and not column.end:
        field["repeated"] = True
    return field
