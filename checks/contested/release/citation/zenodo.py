"""`.zenodo.json`, which Zenodo reads in place of CITATION.cff: the metadata of a deposit,
https://developers.zenodo.org/#deposit-metadata.

One field that Zenodo doesn't know spoils a deposit, so that only what its documentation names is
written.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from contested.release.build import write_json
from contested.release.citation.agents import Agent
from contested.release.citation.work import Work, work
from contested.release.content import Content

NAME = ".zenodo.json"
OWN = "10.5281/"
"""What Zenodo's own DOIs begin with: it gives each version a new one, and takes none of them from
anybody.
"""


def write(content: Content, folder: Path) -> None:
    """Writes the file, unless there is nobody or nothing to name."""
    cited = work(content)
    if cited.is_citable:
        write_json(folder / NAME, entries(cited))


def entries(cited: Work) -> dict[str, Any]:
    """What the file says; a licence that Zenodo would not know is left to whoever fills in the
    form.
    """
    related = [{"identifier": url, "relation": "isDerivedFrom"} for url in cited.sources]
    if cited.url:
        related.append({"identifier": cited.url, "relation": "isDocumentedBy"})
    told = {
        "title": cited.title,
        "upload_type": "dataset",
        "description": "".join(
            f"<p>{html.escape(block, quote=False)}</p>" for block in cited.description.split("\n\n")
        ),
        "creators": [_agent(agent) for agent in cited.creators],
        "contributors": [_agent(agent) | {"type": role} for agent, role in cited.others],
        "access_right": "open",
        "license": next((one.spdx.lower() for one in cited.licences[:1]), ""),
        "version": cited.version,
        "publication_date": cited.date,
        "keywords": list(cited.keywords),
        "doi": "" if cited.doi.startswith(OWN) else cited.doi,
        "related_identifiers": related,
    }
    return {name: value for name, value in told.items() if value}


def _agent(agent: Agent) -> dict[str, str]:
    apart = agent.affiliation if agent.affiliation != agent.name else ""
    return {
        name: value
        for name, value in {"name": agent.name, "affiliation": apart, "orcid": agent.orcid}.items()
        if value
    }
