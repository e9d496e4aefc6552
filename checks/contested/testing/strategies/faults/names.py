"""Faults of names: one actor, place or document in two rows, however each of them spells it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.testing.strategies.draft import Draft, Wish
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.fault import Hit, fault
from contested.testing.strategies.faults.references import NAMED


def spelled(draft: Draft, name: str) -> str:
    """The name as somebody else might write it: nothing that tells two names apart is another."""
    accented = f"{name[0]}\u0301{name[1:]}"
    other = [
        name,
        accented,
        f"{name}.",
        f"({name})",
        name.replace(" ", "  "),
        name.replace(" ", "-"),
        name.replace(" ", ""),
        f"“{name}”",
    ]
    other += [
        changed
        for changed in (name.upper(), name.lower(), name.swapcase())
        if changed.casefold() == name.casefold()
    ]
    return draft.draw(st.sampled_from(other))


def two(draft: Draft, table: str, **wishes: Wish) -> tuple[Cells, Cells]:
    """A row and a new one, both of which are needed."""
    row = draft.use(table, draft.some(table, **wishes))
    return row, draft.use(table, draft.new(table, **wishes))


def both(table: str, column: str, *rows: Cells) -> Iterator[Hit]:
    """The same column of several rows."""
    yield from ((table, row, column) for row in rows)


@fault("repeated-name")
def two_actors_of_one_name(draft: Draft) -> Iterator[Hit]:
    row, again = two(draft, "actors", actor_type=NAMED)
    again["name"] = spelled(draft, row["name"])
    yield from both("actors", "name", row, again)


@fault("repeated-name")
def an_actor_known_by_the_name_of_another(draft: Draft) -> Iterator[Hit]:
    row, again = two(draft, "actors", actor_type=NAMED)
    again["also_known_as"] = draft.draw(st.sampled_from(["", f"Gale {draft.made};"])) + spelled(
        draft, row["name"]
    )
    yield from both("actors", "name", row, again)


@fault("repeated-name")
def two_actors_of_one_other_name(draft: Draft) -> Iterator[Hit]:
    row, again = two(draft, "actors", actor_type=NAMED)
    row["also_known_as"] = f"Gale {draft.made}"
    again["also_known_as"] = f"Hill {draft.made};{spelled(draft, row['also_known_as'])}"
    yield from both("actors", "name", row, again)


@fault("repeated-name")
def two_places_of_one_name(draft: Draft) -> Iterator[Hit]:
    row = draft.use("locations", draft.some("locations"))
    again = draft.use(
        "locations",
        draft.new("locations", location_type=row["location_type"], within_id=row["within_id"]),
    )
    again["name"] = spelled(draft, row["name"])
    yield from both("locations", "name", row, again)


@fault("repeated-name")
def one_identifier_of_two_actors(draft: Draft) -> Iterator[Hit]:
    kinds = [
        word
        for word in draft.specs["actors"].fields["actor_type"].words
        if word != "unnamed_source"
    ]
    rows = two(draft, "actors", actor_type=kinds)
    for row in rows:
        row["wikidata_id"] = f"Q{10**9 + draft.made}"
    yield from both("actors", "wikidata_id", *rows)


@fault("repeated-name")
def one_identifier_of_two_places(draft: Draft) -> Iterator[Hit]:
    rows = two(draft, "locations")
    for row in rows:
        row["wikidata_id"] = f"Q{10**9 + draft.made}"
    yield from both("locations", "wikidata_id", *rows)


@fault("repeated-name")
def one_address_of_two_documents(draft: Draft) -> Iterator[Hit]:
    rows = two(draft, "sources")
    for row in rows:
        row["url"] = f"https://press.example/{draft.made}"
    yield from both("sources", "url", *rows)


@fault("repeated-name")
def one_text_of_two_documents(draft: Draft) -> Iterator[Hit]:
    rows = two(draft, "sources")
    for row in rows:
        row["text_sha256"] = f"{draft.made:064x}"
    yield from both("sources", "text_sha256", *rows)
