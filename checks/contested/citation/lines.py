"""A citation as one line, and as an entry for BibTeX."""

from __future__ import annotations

import re

from contested.citation.agents import Agent
from contested.citation.work import Work

SIGNS = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Signs that LaTeX would make something of."""
_TABLE = str.maketrans(SIGNS)


def citation_line(cited: Work) -> str:
    """Return one line: who, when, what, which version, where."""
    return f"{citation_words(cited)} {address(cited)}".rstrip()


def citation_words(cited: Work) -> str:
    """Return the line without address, and without what is not known."""
    who = "; ".join(agent.name for agent in cited.creators)
    year = f"({cited.date[:4]})" if cited.date else ""
    made = " ".join(filter(None, [who, year]))
    version = f" (version {cited.version})" if cited.version else ""
    parts = [made, f"{cited.title or cited.name}{version} [Data set]", cited.publisher]
    return "".join(f"{one}. " for one in parts if one).rstrip()


def address(cited: Work) -> str:
    """Return where the dataset is found: by its DOI, or at home."""
    return f"https://doi.org/{cited.doi}" if cited.doi else cited.url


def bibtex(cited: Work) -> list[str]:
    """Return the lines of an entry.

    Names that are not written apart stand in braces, so that nothing takes them apart.
    """
    fields = {
        "title": f"{{{_plain(cited.title)}}}",
        "author": " and ".join(_author(agent) for agent in cited.creators),
        "year": cited.date[:4],
        "version": _plain(cited.version),
        "howpublished": "Data set",
        "publisher": _plain(cited.publisher),
        "doi": cited.doi,
        "url": cited.url or address(cited),
    }
    key = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{cited.name}-{cited.version}").strip("-")
    return [
        f"@misc{{{key},",
        *(f"  {name} = {{{value}}}," for name, value in fields.items() if value),
        "}",
    ]


def _author(agent: Agent) -> str:
    if agent.given and agent.family:
        return f"{_plain(agent.family)}, {_plain(agent.given)}"
    return f"{{{_plain(agent.name)}}}"


def _plain(text: str) -> str:
    return text.translate(_TABLE)
