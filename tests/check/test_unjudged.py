"""What the schemas of own columns ask and no rule judges is told, for every type there is."""

from __future__ import annotations

from typing import Any

import pytest
from contested.check.unjudged import find_unjudged
from contested.standard.schemas import JUDGED, UNJUDGED
from contested.testing.specimen import Specimen, changed

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
