"""Descriptors to cite from, and what of theirs each archive takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from contested.citation import agents
from contested.package import find
from contested.release.citation import cff, datacite, zenodo
from contested.release.content import Content
from contested.testing.specimen import changed
from release.releases import content_of

ROOT = Path(__file__).parents[2]
PEOPLE: list[dict[str, Any]] = [
    {
        "givenName": "Ana",
        "familyName": "Marin",
        "path": "https://orcid.org/0000-0002-1825-0097",
        "organization": "University of Ostra",
        "roles": ["creator", "Data Curator"],
    },
    {"title": "Valley Archive, Department of Records", "roles": ["creator"]},
    {"organization": "Ostra Press", "roles": ["publisher"]},
    {"title": "Heron", "roles": ["wrangler"]},
]
SAID: dict[str, Any] = {
    "title": "Low Ford: “who held it?” & 100 % more",
    "description": "First paragraph,\nwith a <tag>.\n\nSecond.",
    "contributors": PEOPLE,
    "keywords": ["claims", "Ostra", "claims"],
    "id": "https://doi.org/10.1234/low_ford.1",
    "homepage": "https://ostra.example/ford",
    "sources": [{"title": "Leaflet", "path": "https://ostra.example/leaflet"}, {"title": "Told"}],
}
TEXT = {"type": "string", "minLength": 1}
AGENT = {
    "name": TEXT,
    "affiliation": TEXT,
    "orcid": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{4}){2}-[0-9]{3}[0-9X]$"},
}
DEPOSIT = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "title",
        "upload_type",
        "description",
        "creators",
        "access_right",
        "publication_date",
    ],
    "properties": {
        "title": TEXT,
        "upload_type": {"const": "dataset"},
        "description": TEXT,
        "access_right": {"enum": ["open", "embargoed", "restricted", "closed"]},
        "license": {"type": "string", "pattern": "^[a-z0-9.-]+$"},
        "version": TEXT,
        "publication_date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "keywords": {"type": "array", "items": TEXT},
        "doi": {"type": "string", "pattern": "^10\\."},
        "creators": {
            "type": "array",
            "minItems": 1,
            "items": {"additionalProperties": False, "required": ["name"], "properties": AGENT},
        },
        "contributors": {
            "type": "array",
            "items": {
                "additionalProperties": False,
                "required": ["name", "type"],
                "properties": AGENT | {"type": {"enum": list(agents.ROLES)}},
            },
        },
        "related_identifiers": {
            "type": "array",
            "items": {
                "additionalProperties": False,
                "required": ["identifier", "relation"],
                "properties": {
                    "identifier": TEXT,
                    "relation": {"enum": ["isDerivedFrom", "isDocumentedBy"]},
                },
            },
        },
    },
}
"""What is used of the deposit metadata, as Zenodo's documentation for developers describes it."""


def saying(more: dict[str, Any], *without: str) -> Content:
    """Return the specimen with a descriptor that says more, or less."""
    specimen = changed()
    specimen.descriptor = {
        name: value for name, value in (specimen.descriptor | more).items() if name not in without
    }
    return content_of(specimen.package())


def written(content: Content, folder: Path) -> tuple[Any, Any, Any]:
    for one in (cff, zenodo, datacite):
        one.write(content, folder)
    paths = [folder / one.NAME for one in (cff, zenodo, datacite)]
    texts = [path.read_text(encoding="utf-8") if path.is_file() else "null" for path in paths]
    return yaml.safe_load(texts[0]), json.loads(texts[1]), json.loads(texts[2])


CONTENTS = {
    "specimen": lambda: saying({}),
    "panjshir": lambda: content_of(find(ROOT / "datasets" / "panjshir-2021")[0]),
    "everything": lambda: saying(SAID),
}
