"""`.zenodo.json`: a deposit's metadata, which Zenodo prefers to CITATION.cff.

See https://developers.zenodo.org/#deposit-metadata. One field that Zenodo doesn't know spoils a
deposit, so that only what its documentation names is written.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from contested.citation.agents import Agent
from contested.citation.work import Work
from contested.release.build import write_json
from contested.release.content import Content

NAME = ".zenodo.json"
OWN = "10.5281/"
"""The prefix of Zenodo's own DOIs: each version gets a new one, and none is taken from anybody."""


def write(content: Content, folder: Path) -> None:
    """Write the file, unless it could not be cited or licensed.

    Zenodo gives an open deposit that names no licence CC0.
    """
    cited = content.cited
    if cited.is_citable and cited.is_licensed:
        write_json(folder / NAME, entries(cited))


def entries(cited: Work) -> dict[str, Any]:
    """Return what the file says."""
    blocks = (html.escape(block, quote=False) for block in cited.description.split("\n\n"))
    related = [{"identifier": url, "relation": "isDerivedFrom"} for url in cited.sources]
    if cited.url:
        related.append({"identifier": cited.url, "relation": "isDocumentedBy"})
    fields = {
        "title": cited.title,
        "upload_type": "dataset",
        "description": "".join(f"<p>{block}</p>" for block in blocks),
        "creators": [_agent(agent) for agent in cited.creators],
        "contributors": [_agent(agent) | {"type": role} for agent, role in cited.others],
        "access_right": "open",
        "license": cited.licences[0].spdx.lower(),
        "version": cited.version,
        "publication_date": cited.date,
        "keywords": list(cited.keywords),
        "doi": "" if cited.doi.startswith(OWN) else cited.doi,
        "related_identifiers": related,
    }
    return {name: value for name, value in fields.items() if value}


def _agent(agent: Agent) -> dict[str, str]:
    affiliation = agent.affiliation if agent.affiliation != agent.name else ""
    fields = {"name": agent.name, "affiliation": affiliation, "orcid": agent.orcid}
    return {name: value for name, value in fields.items() if value}
