"""Search: the site's words in small scripts, loaded as needed.

Words are folded as the rules fold names, so that the same name is found however it is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any
from zlib import crc32

from contested.page import links
from contested.page.facts import ACTIVE, ENTRIES, SHELVES, Facts
from contested.page.writing import Page, render, seen
from contested.rules.columns.groups import name_words


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the page of the search, and its scripts."""
    words: list[dict[str, list[int]]] = [{} for _ in range(SHELVES)]
    entries: list[list[str]] = []
    for title, about, href, texts in _things(facts):
        number = len(entries)
        entries.append([seen(title), about, href])
        for word in set(chain.from_iterable(name_words(text or "") for text in texts)):
            words[shelf(word)].setdefault(word, []).append(number)
    for at in range(0, len(entries), ENTRIES):
        yield _script(
            f"search/things-{at // ENTRIES}.js", "things", at // ENTRIES, entries[at : at + ENTRIES]
        )
    for number, told in enumerate(words):
        yield _script(f"search/words-{number}.js", "words", number, dict(sorted(told.items())))
    yield render("search.html", "search.html", **site)


def shelf(word: str) -> int:
    """Return which script has a word: that of its first two letters."""
    return crc32(word[:2].encode("utf-8")) % SHELVES


def _things(facts: Facts) -> Iterator[tuple[str, str, str, list[str | None]]]:
    """Yield what can be found: title, kind, address, and its texts."""
    for ident, row in facts.questions.items():
        yield (
            row["question"] or ident,
            "question",
            links.page("questions", ident),
            [row["question"], row["matter"], row["topic"], ident],
        )
    for ident, row in facts.actors.items():
        names = [row["name"], row["native_name"], row["also_known_as"], ident]
        yield row["name"] or ident, "actor", links.page("actors", ident), names
    for ident, row in facts.locations.items():
        names = [row["name"], row["native_name"], row["also_known_as"], ident]
        yield row["name"] or ident, "place", links.page("places", ident), names
    for ident, row in facts.sources.items():
        texts = [row["title"], facts.name(row["publisher_id"]), ident]
        yield row["title"] or ident, "document", links.page("sources", ident), texts
    columns = ("claim_id", "question_id", "claimant_id", "statement", "quote", "status")
    for ident, question, who, statement, quote, status in facts.claims.select(columns).iter_rows():
        if status == ACTIVE and question:
            title = f"{facts.name(who)}: {(statement or '')[:120]}"
            address = facts.placed.get(ident) or links.claim(question, ident)
            yield title, "claim", address, [statement, quote, ident]


def _script(path: str, kind: str, number: int, told: Any) -> Page:
    """Return data as a script; pages on disk load nothing else."""
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    data = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Page(path, f'contested.found("{kind}",{number},{data});\n')
