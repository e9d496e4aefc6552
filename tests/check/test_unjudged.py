"""What the schemas of own columns ask and no rule judges is told, for every type there is."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from contested.check.findings import day_number
from contested.check.unjudged import find_unjudged
from contested.check.validate import validate_package
from contested.rules import RULES
from contested.standard.schemas import JUDGED, UNJUDGED
from contested.testing.specimen import Specimen, changed

TODAY = datetime.date(2021, 9, 3)
TYPES = {
    *("any", "array", "boolean", "date", "datetime", "duration", "geojson", "geopoint", "integer"),
    *("list", "number", "object", "string", "time", "year", "yearmonth"),
}
"""All types of Table Schema, version 2."""


def with_own(**field: Any) -> Specimen:
    """Return the specimen with a table and a column of its own, both of this field."""
    made = changed("column claims x_c ; table x-own")
    for resource in made.descriptor["resources"]:
        for one in resource["schema"]["fields"]:
            if one["name"] in ("x_c", "x_id"):
                one |= field
    return made


def told(made: Specimen) -> list[tuple[str, str, str]]:
    return [(one.rule, one.where, one.reason) for one in find_unjudged(made.package())]


def test_every_type_is_either_judged_or_not() -> None:
    assert {*JUDGED, *UNJUDGED} == TYPES
    assert not {*JUDGED} & {*UNJUDGED}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_column_whose_type_nothing_judges_is_told_in_every_table(kind: str) -> None:
    words = f"cells of its type are taken as text: {kind}"
    is_text = kind == "any" or kind in JUDGED
    assert told(with_own(type=kind)) == (
        []
        if is_text
        else [
            ("wrong-type", "claims", f"in x_c, {words}"),
            ("wrong-type", "x-own", f"in x_id, {words}"),
        ]
    )


@pytest.mark.parametrize("pattern", ["^(?!tmp).*[.]jpg$", "(?<=a)b", r"([ab])\1"])
def test_a_pattern_that_only_some_programs_read_is_told_and_all_else_is_judged(
    pattern: str,
) -> None:
    made = with_own(type="string", constraints={"pattern": pattern, "maxLength": 3})
    assert made.package().problems == []
    words = f"nothing judges a pattern that not every program reads: {pattern}"
    assert told(made) == [
        ("wrong-pattern", "claims", f"in x_c, {words}"),
        ("wrong-pattern", "x-own", f"in x_id, {words}"),
    ]
    made.change("claims clm-a x_c=long")
    report = validate_package(made.package(), RULES.values(), day_number(TODAY))
    assert [
        (finding.rule, finding.column) for group in report.groups for finding in group.tell(None)
    ] == [("too-long", "x_c")]
    assert {one.reason for one in report.not_run if one.rule == "wrong-pattern"} == {
        f"in x_c, {words}",
        f"in x_id, {words}",
    }


def test_what_no_program_reads_as_a_pattern_stays_a_fault() -> None:
    made = with_own(constraints={"pattern": "(a"})
    assert [problem.what for problem in made.package().problems] == [
        'is "(a", which is not a regular expression that every program reads'
    ] * 2
