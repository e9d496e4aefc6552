"""Faults of the package: tables, files, licence and metadata that are missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from contested import standard
from contested.package import DESCRIPTOR
from contested.standard.model import EXTENSION_TABLE
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.descriptor import PERSON, Json, described, some_resource
from contested.testing.strategies.faults.fault import Files, Spot
from contested.testing.strategies.faults.sheets import edit


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


@described("missing-table")
def required_tables_left_out(draft: Draft, descriptor: Json) -> Iterator[str]:
    required = sorted(standard.required_tables())
    gone = draft.draw(st.sets(st.sampled_from(required), min_size=1, max_size=len(required) - 1))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] not in gone]
    yield from gone


@described("unknown-table", follows=("invalid-descriptor", "judging-name"))
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
    unknown = [one for one in names if not one.startswith(EXTENSION_TABLE)]
    resource["name"] = draft.draw(st.sampled_from(unknown))
    descriptor["resources"].insert(
        draft.draw(st.integers(0, len(descriptor["resources"]))), resource
    )
    yield resource["name"]


@described("unpinned-file")
def an_encoding_left_to_guess(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor)
    resource["encoding"] = draft.draw(st.sampled_from(["", "utf-8-sig", "cp1252", "latin-1"]))
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
