"""A dataset in the words of schema.org, for several exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contested.citation.agents import Agent
from contested.citation.work import Licence, Work
from contested.package import DESCRIPTOR

Node = dict[str, Any]


def properties(work: Work) -> Node:
    """Return what schema.org has a property of text for.

    What the descriptor does not say is left out.
    """
    identifier = f"https://doi.org/{work.doi}" if work.doi else ""
    values = {
        "name": work.title or work.name,
        "description": work.description,
        "version": work.version,
        "datePublished": work.date,
        "keywords": list(work.keywords),
        "identifier": identifier,
        "url": work.url or identifier,
    }
    return {name: value for name, value in values.items() if value}


def agent(one: Agent) -> Node:
    """Return who made something, as a Person or an Organization.

    A person only where the descriptor says so much; a name alone may be a body's.
    """
    is_person = one.kind == "Personal"
    body = {"@type": "Organization", "name": one.affiliation}
    values = {
        "@id": f"https://orcid.org/{one.orcid}" if one.orcid else "",
        "@type": "Person" if is_person else "Organization",
        "name": one.name,
        "givenName": one.given,
        "familyName": one.family,
        "affiliation": body if is_person and one.affiliation else "",
    }
    return {name: value for name, value in values.items() if value}


def licence(one: Licence) -> str:
    """Return the address of a licence, or else its name."""
    return one.url or (f"https://spdx.org/licenses/{one.spdx}" if one.spdx else one.name)


def resources(folder: Path) -> list[Node]:
    """Return the resources of the release in a folder, by its descriptor."""
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    given: list[Node] = descriptor["resources"]
    return given
