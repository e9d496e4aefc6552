"""Faults of the descriptor: unreadable, or saying what nobody may."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from contested import standard
from contested.package import DESCRIPTOR
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.fault import Files, Spot
from contested.testing.strategies.faults.sheets import edit

Json = dict[str, Any]
Rewrite = Callable[[Draft, Json], Iterable[str]]
"""What changes a descriptor, and yields the table that its rule is then to speak of, or nothing for
the whole package.
"""
WHOLE = ("", None, "")


def described(rule: str, *, follows: tuple[str, ...] = ()) -> Callable[[Rewrite], Rewrite]:
    """Register a change to the descriptor as a way to light `rule`."""

    def register(rewrite: Rewrite) -> Rewrite:
        def change(draft: Draft, files: Files) -> Iterator[Spot]:
            descriptor = json.loads(files[DESCRIPTOR])
            tables = list(rewrite(draft, descriptor))
            files[DESCRIPTOR] = json.dumps(descriptor, ensure_ascii=False).encode()
            yield from ((table, None, "") for table in tables)

        change.__name__ = rewrite.__name__
        edit(rule, follows=follows)(change)
        return rewrite

    return register


def some_resource(draft: Draft, descriptor: Json, *, own: bool = False) -> Json:
    """Return any resource of the standard's tables or, with `own`, any."""
    resources = [r for r in descriptor["resources"] if own or r["name"] in standard.TABLES]
    chosen: Json = draft.draw(st.sampled_from(resources))
    return chosen


@edit("invalid-descriptor")
def a_descriptor_cut_off(draft: Draft, files: Files) -> Iterator[Spot]:
    files[DESCRIPTOR] = files[DESCRIPTOR][: draft.draw(st.integers(0, len(files[DESCRIPTOR]) - 1))]
    yield WHOLE


@edit("invalid-descriptor")
def a_descriptor_that_cannot_be_read(draft: Draft, files: Files) -> Iterator[Spot]:
    text = files[DESCRIPTOR].decode()
    twice, none, deep = (
        '{"name": "drawn", ' + text[1:],
        '{"x_number": NaN, ' + text[1:],
        '{"x_deep": ' + "[" * 10**5 + "]" * 10**5 + "," + text[1:],
    )
    half, comma, bare = (
        '{"x_half": "\\ud83d", ' + text[1:],
        text.rstrip("} \n") + "],}",
        text.replace('"', "'"),
    )
    spoilt = [
        data.encode()
        for data in (twice, none, deep, half, comma, bare, f"\ufeff{text}", f"{text}{text}")
    ]
    files[DESCRIPTOR] = draft.draw(
        st.sampled_from([*spoilt, text.encode("utf-16"), text.encode() + b"\xff"])
    )
    yield WHOLE


@edit("invalid-descriptor", follows=("missing-table", "missing-licence", "missing-metadata"))
def no_object(draft: Draft, files: Files) -> Iterator[Spot]:
    files[DESCRIPTOR] = draft.draw(st.sampled_from([b"[]", b"null", b'"contested"', b"1"]))
    yield WHOLE


def each(key: str, *values: Any) -> list[tuple[str, Any]]:
    """Return a key with each of these values."""
    return [(key, value) for value in values]


PERSON: Json = {"title": "Nobody"}
SAID = [
    *each("contested", None, "", "0", "2", "one", 1, ["1"]),
    *each("name", "", "Drawn", "-drawn", "a b", 7),
    *each("title", 1),
    *each("description", ["said"]),
    *each("created", "", "yesterday", "2021-09-01", "2021-02-30T00:00:00Z", 2021),
    *each("version", 1.0),
    *each("id", 5),
    *each("homepage", "paper"),
    *each("image", {}),
    *each("keywords", [], "ford", [1]),
    *each("$schema", 2),
    *each("contributors", {}, ["Nobody"]),
    *each(
        "contributors",
        [PERSON | {"email": "nobody"}],
        [PERSON | {"roles": []}],
        [PERSON, PERSON | {"roles": "author"}],
        [PERSON | {"path": ""}],
    ),
    *each("contributors", [{"title": 5}]),
    *each("licenses", {}, ["CC0"], [{}], [{"title": "Free"}], [{"name": "CC BY"}], [{"path": ""}]),
    *each("sources", "paper", ["paper"], [{}], [{"path": ""}], [{"email": "paper"}]),
]
"""What no descriptor may say of its package; None is said by leaving it out."""
SAID_OF_TABLES = [
    *each("data", []),
    *each("type", "tabular"),
    *each("title", 1),
    *each("description", None),
    *each("homepage", "paper"),
    *each("format", 1),
    *each("$schema", 1),
    *each("mediatype", "csv"),
    *each("bytes", "12", 1.5),
    *each("hash", "12", "md5:", "0" * 31, "sha256:xyz"),
    *each("licenses", [], {}, [{}], [{"name": "CC BY"}]),
    *each("sources", "paper", [{}], [{"email": "paper"}]),
]
"""What none may say of one of its tables."""


@described("invalid-descriptor")
def something_else_than_the_profile_asks(draft: Draft, descriptor: Json) -> Iterator[str]:
    key, value = draft.draw(st.sampled_from(SAID))
    descriptor[key] = value
    if value is None:
        del descriptor[key]
    yield ""


@described("invalid-descriptor", follows=("unpinned-file",))
def something_else_of_a_table(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource, (key, value) = (
        some_resource(draft, descriptor, own=True),
        draft.draw(st.sampled_from(SAID_OF_TABLES)),
    )
    resource[key] = value
    yield resource["name"]


@described("invalid-descriptor")
def two_tables_of_one_name(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor, own=True)
    descriptor["resources"].insert(
        draft.draw(st.integers(0, len(descriptor["resources"]))), deepcopy(resource)
    )
    yield resource["name"]


@described("invalid-descriptor")
def a_table_without_a_file(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor, own=True)
    resource["path"] = draft.draw(st.sampled_from(["", [], [""], 5]))
    if resource["path"] == 5:
        del resource["path"]
    yield resource["name"]
