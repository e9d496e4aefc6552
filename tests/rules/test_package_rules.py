"""What the rules on the descriptor tell: whole, since a reader mends a descriptor by
these words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from contested.rules.drift import drift, foreign_keys
from contested.rules.files.checksums import stale_checksum
from contested.rules.files.raw import missing_file
from contested.rules.package.descriptor import invalid_descriptor
from contested.rules.package.tables import (
    missing_table,
    schema_drift,
    unknown_table,
    unpinned_file,
)
from contested.rules.package.use import missing_licence, missing_metadata
from contested.rules.separation.verdicts import fact_table, judging_name
from contested.standard.versions import newest
from contested.testing import specimen
from rules.test_lines import pointing

ALL, FIVE = (
    "actors, locations, sources, questions, claims, relays, relations, citations, revisions",
    "actors, claims, locations, questions, sources",
)


TOLD: list[tuple[Callable[..., Any], str, list[dict[str, str]]]] = [
    (
        missing_file,
        "delete claims",
        [{"table": "claims", "file": "data/claims.csv", "fault": "is not there"}],
    ),
    (
        missing_file,
        "empty claims",
        [{"table": "claims", "file": "data/claims.csv", "fault": "is empty"}],
    ),
    (
        invalid_descriptor,
        "descriptor contested=",
        [
            {
                "where": "contested",
                "what": f'is missing; write "contested": "{newest()}"',
                "table": "",
            }
        ],
    ),
    (
        invalid_descriptor,
        "descriptor resources.relays.path=",
        [{"where": "resources.relays.path", "what": "is missing", "table": "relays"}],
    ),
    (
        invalid_descriptor,
        "descriptor-bytes {",
        [
            {
                "where": "the text",
                "what": (
                    "cannot be read: it is not JSON from here on (Expecting property name enclosed"
                    " in double quotes)"
                ),
            }
        ],
    ),
    (missing_table, "descriptor -resources.claims", [{"table": "claims", "tables": FIVE}]),
    (missing_table, "descriptor -resources.revisions", []),
    (unknown_table, "table events", [{"table": "events", "tables": ALL}]),
    (
        unknown_table,
        "table Claims2 ; descriptor -resources.claims",
        [{"table": "Claims2", "tables": ALL}],
    ),
    (
        unpinned_file,
        "descriptor resources.claims.encoding=",
        [{"table": "claims", "where": "resources.claims.encoding", "what": "is missing"}],
    ),
    (
        stale_checksum,
        "descriptor resources.relays.hash=00000000000000000000000000000000",
        [
            {
                "table": "relays",
                "file": "data/relays.csv",
                "what": "hash",
                "said": "00000000000000000000000000000000",
                "found": "40f3f37e2d6957df645308c17829c3be",
            }
        ],
    ),
    (stale_checksum, "descriptor resources.relays.hash=crc32:00000000", []),
    (missing_licence, "descriptor licenses=", [{"where": "licenses"}]),
    (
        missing_metadata,
        "descriptor title= ; descriptor version=",
        [{"where": "title", "what": "is missing"}, {"where": "version", "what": "is missing"}],
    ),
    (missing_metadata, "descriptor-bytes {", []),
    (
        fact_table,
        "table x-final-best",
        [{"name": "x-final-best", "word": "final"}, {"name": "x-final-best", "word": "best"}],
    ),
    (fact_table, "column claims x_Final", [{"name": "x_Final", "word": "final"}]),
    (fact_table, "column questions x_result", [{"name": "x_result", "word": "result"}]),
    (fact_table, "column claims x_result", []),
    (fact_table, 'descriptor resources.claims.name=["claims"]', []),
    (
        fact_table,
        'descriptor-bytes {"resources":[{"name":"x-facts","path":"data/facts.csv"}]}',
        [{"name": "x-facts", "word": "facts"}],
    ),
    *(
        (fact_table, f"table x-notes ; column x-notes best ; {pointing(other)}", told)
        for other, told in (
            ("claims", [{"name": "best", "word": "best"}]),
            ("questions", [{"name": "best", "word": "best"}]),
            ("sources", []),
        )
    ),
    (judging_name, "table scores", []),
    (judging_name, "table x-final-scores", []),
    (judging_name, "table x-ucdp ; column x-ucdp score", [{"name": "score", "word": "score"}]),
    (judging_name, "column claims x_finalScores", [{"name": "x_finalScores", "word": "scores"}]),
    (judging_name, "table x-events", [{"name": "x-events", "word": "events"}]),
    (
        schema_drift,
        "descriptor resources.claims.schema=",
        [{"table": "claims", "difference": "there is none"}],
    ),
    (
        schema_drift,
        "column claims verdict",
        [
            {
                "table": "claims",
                "difference": "it has a further column “verdict”, which does not begin with x_",
            }
        ],
    ),
    (schema_drift, "column claims x_coder", []),
    (schema_drift, "table x-photos", []),
]
"""A rule, a line of changes, and the values that its findings are told with."""

OURS: dict[str, object] = {
    "fields": [{"name": "a", "type": "string"}, {"name": "b"}],
    "primaryKey": "a",
    "title": "A",
}
A, B = {"name": "a", "type": "string"}, {"name": "b"}
DRIFTED: list[tuple[object, str]] = [
    (OURS, ""),
    (OURS | {"fields": [A, B, {"name": "x_c"}, {"name": "x_d"}]}, ""),
    (None, "there is none"),
    ({"primaryKey": "a", "title": "A"}, "it has no fields"),
    (OURS | {"fields": "ab"}, "it has no fields"),
    (OURS | {"fields": []}, "where “a” belongs there is “nothing”"),
    (OURS | {"fields": [A]}, "where “b” belongs there is “nothing”"),
    (OURS | {"fields": [B, A]}, "where “a” belongs there is “b”"),
    (OURS | {"fields": [{"name": "a"}, B]}, "“a” is described otherwise"),
    (OURS | {"fields": ["a", B]}, "where “a” belongs there is “nothing”"),
    (OURS | {"fields": [A, {"type": "string"}]}, "where “b” belongs there is “nothing”"),
    (
        OURS | {"fields": [A, B, {"name": "x_c"}, {"name": "c"}]},
        "it has a further column “c”, which does not begin with x_",
    ),
    (
        OURS | {"fields": [A, B, "x_c"]},
        "it has a further column “x_c”, which does not begin with x_",
    ),
    (
        OURS | {"fields": [A, B, {"type": "string"}]},
        "it has a further column “None”, which does not begin with x_",
    ),
    (OURS | {"primaryKey": "b"}, "“primaryKey” is not the same"),
    ({"fields": [A, B], "title": "A"}, "“primaryKey” is not the same"),
    (OURS | {"foreignKeys": []}, ""),
    (OURS | {"foreignKeys": [{"fields": ["x_c"]}]}, ""),
    (OURS | {"foreignKeys": [{"fields": ["b"]}]}, "“foreignKeys” is not the same"),
    (OURS | {"foreignKeys": 5}, "“foreignKeys” is not the same"),
    ({"fields": [A, B], "primaryKey": "b", "title": "B"}, "“primaryKey” is not the same"),
]
"""Schemas of a package, and in what they first differ from the standard's."""
OWN = [{"fields": "x_c"}, {"fields": ["x_c"]}, {"fields": ["x_c", "x_d"]}]
OTHERS = [
    {"fields": "b"},
    {"fields": ["x_c", "b"]},
    {"fields": []},
    {"fields": {"x_c": 1}},
    {},
    "x_c",
    ["x_c"],
]
KEYS: list[tuple[dict[str, object], bool, object]] = [
    ({"foreignKeys": [*OWN, *OTHERS]}, True, OWN),
    ({"foreignKeys": [*OWN, *OTHERS]}, False, OTHERS),
    ({"foreignKeys": OWN}, False, None),
    ({"foreignKeys": OTHERS}, True, None),
    ({}, True, None),
    ({"foreignKeys": 5}, False, 5),
]
"""Schemas, whether their own keys are asked for, and which keys those are."""


@pytest.mark.parametrize(("rule", "line", "told"), TOLD)
def test_a_rule_on_the_descriptor_tells_this_and_nothing_else(
    rule: Callable[..., Any], line: str, told: list[dict[str, str]]
) -> None:
    assert list(rule(specimen.changed(line).package())) == told


@pytest.mark.parametrize(("given", "difference"), DRIFTED)
def test_a_schema_differs_from_the_standards_first_in_this(given: object, difference: str) -> None:
    assert drift(OURS, given) == difference


@pytest.mark.parametrize(("schema", "own", "keys"), KEYS)
def test_keys_of_extension_columns_are_a_packages_own(
    schema: dict[str, object], own: bool, keys: object
) -> None:
    assert foreign_keys(schema, own) == keys
