"""Lists: all actors by name, and all documents by day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contested.page import links, words
from contested.page.facts import Facts
from contested.page.writing import Page, macro, paged, parts

ACTORS, DOCUMENTS = "actors.html", "documents.html"


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield both lists, in parts if they are long."""
    people = sorted((facts.name(one).casefold(), one) for one in facts.actors)
    made = ((one, macro("listed.html", "listed", _actor(facts, one))) for _, one in people)
    told: dict[str, Any] = {"title": "Actors", "about": "All actors, in the order of the alphabet."}
    yield from paged("list.html", ACTORS, parts(made), site, **told)
    papers = sorted((row["published"] or "", one) for one, row in facts.sources.items())
    made = ((one, macro("listed.html", "listed", _document(facts, one))) for _, one in papers)
    told = {"title": "Documents", "about": "All documents, in the order of their days."}
    yield from paged("list.html", DOCUMENTS, parts(made), site, **told)


def _actor(facts: Facts, ident: str) -> dict[str, Any]:
    row = facts.actors[ident]
    more = "makes claims" if ident in facts.claimants else words.word({}, row["actor_type"])
    return {
        "name": facts.name(ident),
        "native": row["native_name"] or "",
        "language": row["native_language"] or "",
        "href": links.page("actors", ident),
        "more": more,
        "title_language": "",
    }


def _document(facts: Facts, ident: str) -> dict[str, Any]:
    row = facts.sources[ident]
    publisher = facts.name(row["publisher_id"])
    return {
        "name": row["title"] or ident,
        "native": "",
        "language": "",
        "href": links.page("sources", ident),
        "more": ", ".join(filter(None, [publisher, words.said(row["published"])])),
        "title_language": row["language"] or "",
    }
