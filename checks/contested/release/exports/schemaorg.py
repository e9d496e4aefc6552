"""A dataset in the words of schema.org, as several exports begin with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contested.package import DESCRIPTOR
from contested.release.citation.agents import Agent
from contested.release.citation.work import Licence, Work

Node = dict[str, Any]


def properties(work: Work) -> Node:
    """What schema.org has a property of text for: name, description, version, dates, keywords,
    identifier; what is not said is left out.
    """
    identifier = f"https://doi.org/{work.doi}" if work.doi else ""
    said = {
        "name": work.title or work.name,
        "description": work.description,
        "version": work.version,
        "datePublished": work.date,
        "keywords": list(work.keywords),
        "identifier": identifier,
        "url": work.url or identifier,
    }
    return {name: value for name, value in said.items() if value}


def agent(one: Agent) -> Node:
    """Who made something: a Person where the descriptor says so much, else an Organization, which a
    name alone may be taken for.
    """
    person = one.kind == "Personal"
    said = {
        "@id": f"https://orcid.org/{one.orcid}" if one.orcid else "",
        "@type": "Person" if person else "Organization",
        "name": one.name,
        "givenName": one.given,
        "familyName": one.family,
        "affiliation": (
            {"@type": "Organization", "name": one.affiliation} if person and one.affiliation else ""
        ),
    }
    return {name: value for name, value in said.items() if value}


def licence(one: Licence) -> str:
    """The address of a licence, or its name where it has none."""
    return one.url or (f"https://spdx.org/licenses/{one.spdx}" if one.spdx else one.name)


def resources(folder: Path) -> list[Node]:
    """The resources of the release that a folder holds, by the descriptor in it."""
    given: list[Node] = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
    return given
