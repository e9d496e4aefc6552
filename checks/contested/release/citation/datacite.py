"""`datacite.json`: what is registered with a DOI.

It follows DataCite's schema 4.5, https://schema.datacite.org/meta/kernel-4.5/. A DOI that the
descriptor does not have is left out; the archive that gives it adds it, and itself as publisher.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contested.citation.agents import Agent
from contested.citation.work import Licence, Work
from contested.release.build import write_json
from contested.release.content import Content

NAME = "datacite.json"
LATER = ":tba"
"""DataCite's word for what will only be known later: Appendix 3 of its documentation."""


def write(content: Content, folder: Path) -> None:
    """Write the file, unless there is nobody or nothing to name."""
    cited = content.cited
    if cited.is_citable:
        write_json(folder / NAME, entries(cited))


def entries(cited: Work) -> dict[str, Any]:
    """Return what the file says."""
    related = [
        {"relatedIdentifier": url, "relatedIdentifierType": "URL", "relationType": "IsDerivedFrom"}
        for url in cited.sources
    ]
    fields = {
        "doi": cited.doi,
        "types": {
            "resourceTypeGeneral": "Dataset",
            "resourceType": "Contested Claims Data Package",
        },
        "creators": [_agent(agent) for agent in cited.creators],
        "titles": [{"title": cited.title}],
        "publisher": {"name": cited.publisher or LATER},
        "publicationYear": cited.date[:4],
        "subjects": [{"subject": word} for word in cited.keywords],
        "contributors": [_agent(agent) | {"contributorType": role} for agent, role in cited.others],
        "dates": [{"date": cited.date, "dateType": "Issued"}],
        "version": cited.version,
        "rightsList": [_rights(one) for one in cited.licences],
        "descriptions": [{"description": cited.description, "descriptionType": "Abstract"}],
        "relatedIdentifiers": related,
        "url": cited.url,
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {name: value for name, value in fields.items() if value}


def _agent(agent: Agent) -> dict[str, Any]:
    own = ("", agent.name)
    identifier = {
        "nameIdentifier": f"https://orcid.org/{agent.orcid}",
        "nameIdentifierScheme": "ORCID",
        "schemeUri": "https://orcid.org",
    }
    fields = {
        "name": agent.name,
        "nameType": agent.kind,
        "givenName": agent.given,
        "familyName": agent.family,
        "nameIdentifiers": [identifier] if agent.orcid else [],
        "affiliation": [{"name": agent.affiliation}] if agent.affiliation not in own else [],
    }
    return {name: value for name, value in fields.items() if value}


def _rights(licence: Licence) -> dict[str, str]:
    fields = {"rights": licence.title or licence.url, "rightsUri": licence.url}
    if licence.spdx:
        fields |= {
            "rightsIdentifier": licence.spdx,
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    return {name: value for name, value in fields.items() if value}
