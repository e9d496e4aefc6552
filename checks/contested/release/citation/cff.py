"""CITATION.cff, which reference managers and code hosts read:
https://citation-file-format.github.io, version 1.2.0.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from contested.release.citation.agents import Agent
from contested.release.citation.work import Work, work
from contested.release.content import Content

NAME = "CITATION.cff"
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
"""The DOIs that the format knows; others are left out."""


def write(content: Content, folder: Path) -> None:
    """Writes the file, unless there is nobody or nothing to name."""
    cited = work(content)
    if cited.is_citable:
        (folder / NAME).write_text("".join(_lines(entries(cited))), encoding="utf-8", newline="\n")


def entries(cited: Work) -> dict[str, Any]:
    """What the file says."""
    known = [one.spdx for one in cited.licences if one.spdx]
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as follows.",
        "type": "dataset",
        "title": cited.title,
        "abstract": cited.description,
        "authors": [_author(agent) for agent in cited.creators],
        "version": cited.version,
        "date-released": cited.date,
        "license": (
            (known[0] if len(known) == 1 else known) if len(known) == len(cited.licences) else ""
        ),
        "license-url": "" if known or len(cited.licences) != 1 else cited.licences[0].url,
        "keywords": list(cited.keywords),
        "doi": cited.doi if DOI.fullmatch(cited.doi) else "",
        "url": cited.url,
    }
    return {name: value for name, value in told.items() if value}


def _author(agent: Agent) -> dict[str, str]:
    """A person only where the names stand apart; whatever is written in one piece is an entity's
    name, and stays whole.
    """
    if agent.given or agent.family:
        told = {
            "family-names": agent.family,
            "given-names": agent.given,
            "affiliation": agent.affiliation,
        }
    else:
        told = {"name": agent.name}
    told |= {"orcid": f"https://orcid.org/{agent.orcid}" if agent.orcid else ""}
    return {name: value for name, value in told.items() if value}


def _lines(told: dict[str, Any]) -> list[str]:
    """A mapping as YAML, each text quoted, so that no version number becomes a number and no title
    a list.
    """
    lines = []
    for name, value in told.items():
        if isinstance(value, str):
            lines.append(f"{name}: {quote(value)}\n")
            continue
        lines.append(f"{name}:\n")
        for one in value:
            pairs = (
                [quote(one)]
                if isinstance(one, str)
                else [f"{key}: {quote(cell)}" for key, cell in one.items()]
            )
            lines += [
                f"{'    ' if number else '  - '}{pair}\n" for number, pair in enumerate(pairs)
            ]
    return lines


def quote(text: str) -> str:
    """A text as YAML writes it between double quotation marks: as JSON does, with what cannot be
    seen written by its number.
    """
    marked = json.dumps(text, ensure_ascii=False)
    return "".join(
        c if c.isprintable() else f"\\u{ord(c):04x}" if ord(c) <= 0xFFFF else f"\\U{ord(c):08x}"
        for c in marked
    )
