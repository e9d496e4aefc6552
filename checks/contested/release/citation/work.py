"""What there is to cite: a dataset as its descriptor describes it, read once for every form of
citation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from contested.release.citation import agents
from contested.release.citation.agents import Agent, text
from contested.release.citation.licences import spdx
from contested.release.content import Content

DOI = re.compile(r"(?:(?:https?://(?:dx\.)?doi\.org/)|doi:)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+")
FILES = "CITATION.cff, .zenodo.json and datacite.json"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as the descriptor names it, and by its SPDX name if it has one that is
    known here.
    """

    name: str
    spdx: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Work:
    """One version of a dataset; what the descriptor does not say is empty."""

    name: str
    title: str
    description: str
    version: str
    date: str
    """The day that the release bears, in UTC."""
    creators: tuple[Agent, ...]
    others: tuple[tuple[Agent, str], ...]
    """Who else had a part, each with one of `agents.ROLES`."""
    publisher: str
    licences: tuple[Licence, ...]
    keywords: tuple[str, ...]
    doi: str
    url: str
    sources: tuple[str, ...]
    """Addresses of what the dataset was made from."""

    @property
    def is_citable(self) -> bool:
        """Whether there are a title, a description and somebody to name: what every form of
        citation needs.
        """
        return bool(self.title and self.creators and self.description)


def work(content: Content) -> Work:
    """The dataset as its descriptor describes it."""
    given = content.descriptor
    found = agents.agents(given)
    doi = next(
        (at[1] for name in ("doi", "id") if (at := DOI.fullmatch(text(given.get(name))))), ""
    )
    homepage = text(given.get("homepage"))
    return Work(
        name=content.name,
        title=text(given.get("title")),
        description=_paragraphs(given.get("description")),
        version=content.version,
        date=content.moment.date().isoformat(),
        creators=tuple(dict.fromkeys(agents.creators(found))),
        others=tuple(dict.fromkeys((agent, role) for agent in found for role in agent.types)),
        publisher=agents.publisher(found),
        licences=tuple(_licence(one) for one in _objects(given, "licenses")),
        keywords=tuple(
            dict.fromkeys(word for one in given.get("keywords") or () if (word := text(one)))
        ),
        doi=doi,
        url=homepage if ADDRESS.fullmatch(homepage) else "",
        sources=tuple(
            dict.fromkeys(
                path
                for one in _objects(given, "sources")
                if ADDRESS.fullmatch(path := text(one.get("path")))
            )
        ),
    )


def missing_metadata(content: Content) -> list[str]:
    """What a citation would need and the descriptor does not say, each in plain words; what is not
    said is nowhere made up.
    """
    given, made = content.descriptor, work(content)
    found = agents.agents(given)
    gone = [
        f"{name}: without it there is no {FILES}"
        for name in ("title", "description")
        if not text(given.get(name))
    ]
    if not made.creators:
        gone.append(f"contributors: without one who has a name there is no {FILES}")
    elif not any(set(one.roles) & set(agents.CREATORS) for one in found):
        gone.append('a contributor with the role "creator": all of them are cited as creators')
    gone += agents.faults(given)
    gone += [
        f"the SPDX name of the licence {one.name or one.url}, which archives know it by"
        for one in made.licences
        if not one.spdx
    ]
    if not made.licences:
        gone.append("licenses: nobody may use what has none")
    told = {
        "keywords: archives are searched by them": made.keywords,
        "homepage: where the dataset is at home, an address that begins with https:": made.url,
        (
            'a contributor with the role "publisher": DataCite asks for one, and datacite.json'
            ' says ":tba" until the archive fills it in'
        ): made.publisher,
        "id: a DOI, which the archive gives; write it into datapackage.json once you have it": (
            made.doi
        ),
    }
    return gone + [words for words, said in told.items() if not said]


def _objects(given: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = given.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _licence(given: dict[str, Any]) -> Licence:
    name, path, title = (text(given.get(key)) for key in ("name", "path", "title"))
    return Licence(name, spdx(name), path if ADDRESS.fullmatch(path) else "", title or name)


def _paragraphs(value: Any) -> str:
    """A text whose paragraphs are kept apart and whose lines are not."""
    blocks = re.split(r"\n\s*\n", value) if isinstance(value, str) else []
    return "\n\n".join(block for one in blocks if (block := text(one)))
