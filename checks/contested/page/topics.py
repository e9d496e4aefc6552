"""Topics: the questions of each, contested ones first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contested.page import links
from contested.page.facts import Facts, Row
from contested.page.matters import asked
from contested.page.writing import Page, macro, paged, parts


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield a page for each topic, in parts if long."""
    found: dict[str, list[Row]] = {}
    for row in facts.questions.values():
        if row["topic"]:
            found.setdefault(row["topic"], []).append(row)
    for topic in sorted(found):
        rows = sorted(found[topic], key=lambda row: (not row["is_contested"], row["question_id"]))
        made = ((row, macro("matter.html", "asked", asked(facts, row))) for row in rows)
        yield from paged("topic.html", links.page("topics", topic), parts(made), site, topic=topic)
