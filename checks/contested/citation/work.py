"""The work to cite: a dataset as its descriptor describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contested.citation import agents
from contested.citation.agents import Agent, text
from contested.citation.licences import spdx

DOI = re.compile(r"(?:(?:https?://(?:dx\.)?doi\.org/)|doi:)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+")
FILES = "CITATION.cff, .zenodo.json and datacite.json"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as the descriptor names it, and by its SPDX name."""

    name: str
    spdx: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Work:
    """One version of a dataset; what is not said is empty."""

    name: str
    title: str
    description: str
    version: str
    date: str
    """The day of the release, in UTC."""
    creators: tuple[Agent, ...]
    others: tuple[tuple[Agent, str], ...]
    """Other contributors, each with one of `agents.ROLES`."""
    publisher: str
    licences: tuple[Licence, ...]
    keywords: tuple[str, ...]
    doi: str
    url: str
    sources: tuple[str, ...]
    """Addresses of what the dataset was cited from."""

    @property
    def is_citable(self) -> bool:
        """True if there are a title, a description and somebody to name.

        Every form of citation needs them.
        """
        return bool(self.title and self.creators and self.description)

    @property
    def is_licensed(self) -> bool:
        """True if archives know every licence by its SPDX name."""
        return bool(self.licences) and all(one.spdx for one in self.licences)


def work(descriptor: Mapping[str, Any], date: str) -> Work:
    """Return the dataset as described, on the day of its release."""
    given = dict(descriptor)
    found = agents.agents(given)
    homepage = text(given.get("homepage"))
    paths = [text(one.get("path")) for one in _objects(given, "sources")]
    return Work(
        name=text(given.get("name")),
        title=text(given.get("title")),
        description=_paragraphs(given.get("description")),
        version=text(given.get("version")),
        date=date,
        creators=tuple(dict.fromkeys(agents.creators(found))),
        others=tuple(agents.others(found)),
        publisher=agents.publisher(found),
        licences=tuple(_licence(one) for one in _objects(given, "licenses")),
        keywords=tuple(dict.fromkeys(filter(None, map(text, given.get("keywords") or ())))),
        doi=_doi(given),
        url=homepage if ADDRESS.fullmatch(homepage) else "",
        sources=tuple(dict.fromkeys(filter(ADDRESS.fullmatch, paths))),
    )


def missing_metadata(descriptor: Mapping[str, Any], cited: Work) -> list[str]:
    """Return what a citation would need and the descriptor does not say.

    Each is in plain words; nothing is cited up in its place.
    """
    given = dict(descriptor)
    return [
        *_missing_for_all(given, cited),
        *agents.faults(given),
        *_missing_licences(cited),
        *_missing_for_some(cited),
    ]


def _missing_for_all(given: dict[str, Any], cited: Work) -> Iterator[str]:
    for name in ("title", "description"):
        if not text(given.get(name)):
            yield f"{name}: without it there is no {FILES}"
    if not cited.creators:
        yield f"contributors: without one who has a name there is no {FILES}"
    elif not any(set(one.roles) & set(agents.CREATORS) for one in agents.agents(given)):
        yield 'a contributor with the role "creator": all of them are cited as creators'


def _missing_licences(cited: Work) -> Iterator[str]:
    for one in cited.licences:
        if not one.spdx:
            yield (
                f"the SPDX name of the licence {one.name or one.url}: without it there is no"
                " .zenodo.json, since Zenodo would take CC0 for the licence"
            )
    if not cited.licences:
        yield "licenses: nobody may use what has none, and there is no .zenodo.json"


def _missing_for_some(cited: Work) -> Iterator[str]:
    if not cited.keywords:
        yield "keywords: archives are searched by them"
    if not cited.url:
        yield "homepage: where the dataset is at home, an address that begins with https:"
    if not cited.publisher:
        yield (
            'a contributor with the role "publisher": DataCite asks for one, and datacite.json'
            ' says ":tba" until the archive fills it in'
        )
    if not cited.doi:
        yield "id: a DOI, which the archive gives; write it into datapackage.json once you have it"


def _doi(given: dict[str, Any]) -> str:
    for name in ("doi", "id"):
        found = DOI.fullmatch(text(given.get(name)))
        if found is not None:
            return str(found[1])
    return ""


def _objects(given: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = given.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _licence(given: dict[str, Any]) -> Licence:
    name, path, title = (text(given.get(key)) for key in ("name", "path", "title"))
    return Licence(name, spdx(name), path if ADDRESS.fullmatch(path) else "", title or name)


def _paragraphs(value: Any) -> str:
    """Return a text with its paragraphs kept apart, and its lines joined."""
    blocks = re.split(r"\n\s*\n", value) if isinstance(value, str) else []
    return "\n\n".join(filter(None, map(text, blocks)))
