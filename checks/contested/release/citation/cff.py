"""CITATION.cff, which reference managers and code hosts read.

The format is https://citation-file-format.github.io, version 1.2.0.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from contested.citation.agents import Agent
from contested.citation.work import Licence, Work
from contested.release.content import Content

NAME = "CITATION.cff"
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
"""The DOIs that the format knows; others are left out."""


def write(content: Content, folder: Path) -> None:
    """Write the file, unless there is nobody or nothing to name."""
    cited = content.cited
    if cited.is_citable:
        (folder / NAME).write_text("".join(_lines(entries(cited))), encoding="utf-8", newline="\n")


def entries(cited: Work) -> dict[str, Any]:
    """Return what the file says."""
    fields = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as follows.",
        "type": "dataset",
        "title": cited.title,
        "abstract": cited.description,
        "authors": [_author(agent) for agent in cited.creators],
        "version": cited.version,
        "date-released": cited.date,
        **_licence(cited.licences),
        "keywords": list(cited.keywords),
        "doi": cited.doi if DOI.fullmatch(cited.doi) else "",
        "url": cited.url,
    }
    return {name: value for name, value in fields.items() if value}


def _licence(given: tuple[Licence, ...]) -> dict[str, Any]:
    """Return SPDX names if all have one, else a single one's address."""
    known = [one.spdx for one in given if one.spdx]
    if known and len(known) == len(given):
        return {"license": known[0] if len(known) == 1 else known}
    return {"license-url": given[0].url} if len(given) == 1 else {}


def _author(agent: Agent) -> dict[str, str]:
    """Return an author, as a person only where the names stand apart.

    Whatever is written in one piece is an entity's name, and stays whole.
    """
    if agent.given or agent.family:
        fields = {
            "family-names": agent.family,
            "given-names": agent.given,
            "affiliation": agent.affiliation,
        }
    else:
        fields = {"name": agent.name}
    fields |= {"orcid": f"https://orcid.org/{agent.orcid}" if agent.orcid else ""}
    return {name: value for name, value in fields.items() if value}


def _lines(fields: dict[str, Any]) -> list[str]:
    """Return the lines of a mapping as YAML, each text quoted.

    So no version number becomes a number, and no title a list.
    """
    lines = []
    for name, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{name}: {quote(value)}\n")
            continue
        lines.append(f"{name}:\n")
        for one in value:
            item = [quote(one)] if isinstance(one, str) else [*map(_pair, one, one.values())]
            lines += [f"  - {item[0]}\n", *(f"    {pair}\n" for pair in item[1:])]
    return lines


def _pair(name: str, text: str) -> str:
    return f"{name}: {quote(text)}"


def quote(text: str) -> str:
    """Return a text as YAML writes it between double quotation marks.

    It is as JSON has it, with what cannot be seen written by its number.
    """
    return "".join(map(_escape, json.dumps(text, ensure_ascii=False)))


def _escape(character: str) -> str:
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
