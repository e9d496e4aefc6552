"""Faults of the package: files gone, and a descriptor that is wrong."""

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


@edit("missing-file")
def a_file_gone_or_empty(draft: Draft, files: Files) -> Iterator[Spot]:
    resource = some_resource(draft, json.loads(files[DESCRIPTOR]), own=True)
    if draft.draw(st.booleans()):
        del files[resource["path"]]
    else:
        files[resource["path"]] = b""
    yield resource["name"], None, ""


@described("missing-file")
def a_path_that_leads_elsewhere(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor, own=True)
    path = resource["path"]
    elsewhere = [
        f"../{path}",
        f"/{path}",
        f"data/../{path}",
        f"C:{path}",
        path.replace("/", "\\"),
        f"https://paper.example/{path}",
        f"{path}x",
        path.upper(),
        "data",
    ]
    wrong = draft.draw(st.sampled_from(elsewhere))
    resource["path"] = draft.draw(st.sampled_from([wrong, [wrong], [path, wrong]]))
    yield resource["name"]


@described("missing-file")
def a_file_named_twice(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor, own=True)
    path = resource["path"]
    other = draft.draw(st.sampled_from([path, f"./{path}", path.replace("/", "//")]))
    resource["path"] = [path, other]
    yield resource["name"]


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
    *each("contested", None, "", "0", "2", "1.0", 1, ["1"]),
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


@described("missing-table")
def required_tables_left_out(draft: Draft, descriptor: Json) -> Iterator[str]:
    required = sorted(standard.required_tables())
    gone = draft.draw(st.sets(st.sampled_from(required), min_size=1, max_size=len(required) - 1))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] not in gone]
    yield from gone


@described("unknown-table", follows=("invalid-descriptor",))
def a_table_of_another_name(draft: Draft, descriptor: Json) -> Iterator[str]:
    """Add a resource that the standard does not know.

    A name with a capital or a space in it is none that the Data Package standard allows,
    either.
    """
    resource = deepcopy(some_resource(draft, descriptor, own=True))
    name = resource["name"]
    names = [
        "events",
        "persons",
        f"{name}2",
        name[:-1],
        f"{name}.csv",
        "x",
        "xphotos",
        "x_photos",
        name.upper(),
        f"my {name}",
        "X-photos",
    ]
    resource["name"] = draft.draw(st.sampled_from(names))
    descriptor["resources"].insert(
        draft.draw(st.integers(0, len(descriptor["resources"]))), resource
    )
    yield resource["name"]


@described("unpinned-file")
def an_encoding_left_to_guess(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor)
    resource["encoding"] = draft.draw(
        st.sampled_from(["", "UTF-8", "utf8", "utf-8-sig", "cp1252", "latin-1"])
    )
    if not resource["encoding"]:
        del resource["encoding"]
    yield resource["name"]


COMMA: Json = {"delimiter": ","}
DIALECTS: list[Any] = [
    None,
    {},
    "dialect.json",
    {"delimiter": ";"},
    {"delimiter": "\t"},
    {"header": True},
    COMMA | {"quoteChar": "'"},
    COMMA | {"doubleQuote": False},
    COMMA | {"header": False},
    COMMA | {"headerRows": [2]},
    COMMA | {"headerRows": [1, 2]},
    COMMA | {"skipInitialSpace": True},
    COMMA | {"escapeChar": "\\"},
    COMMA | {"commentChar": "#"},
    COMMA | {"commentRows": [1]},
    COMMA | {"nullSequence": "NA"},
]
"""Ways to read a file that are not the standard's."""


@described("unpinned-file")
def a_dialect_left_to_guess(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource, dialect = some_resource(draft, descriptor), draft.draw(st.sampled_from(DIALECTS))
    resource["dialect"] = dialect
    if dialect is None:
        del resource["dialect"]
    yield resource["name"]


@described("unpinned-file")
def a_file_of_another_format(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor)
    resource["format"] = draft.draw(st.sampled_from(["tsv", "xlsx", "CSV"]))
    yield resource["name"]


@described("missing-licence")
def no_licence(draft: Draft, descriptor: Json) -> Iterator[str]:
    descriptor["licenses"] = []
    if draft.draw(st.booleans()):
        del descriptor["licenses"]
    yield ""


@described("missing-metadata")
def metadata_left_out(draft: Draft, descriptor: Json) -> Iterator[str]:
    keys = ["title", "description", "version", "contributors", "created"]
    for key in draft.draw(st.sets(st.sampled_from(keys), min_size=1)):
        del descriptor[key]
    yield ""


@described("missing-metadata")
def metadata_that_say_nothing(draft: Draft, descriptor: Json) -> Iterator[str]:
    nobody: list[Json] = [
        {"roles": ["creator"]},
        {"email": "nobody@paper.example"},
        {"path": "https://paper.example"},
    ]
    blank = [
        *((key, "") for key in ("title", "description", "version")),
        ("contributors", []),
        *(("contributors", [PERSON, one]) for one in nobody),
    ]
    key, value = draft.draw(st.sampled_from(blank))
    descriptor[key] = value
    yield ""
