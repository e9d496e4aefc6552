"""A malformed cell is left alone by every rule that would need its meaning, on both engines: only
its own form is wrong.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from contested import standard
from contested.check.engines import engine
from contested.check.judge import settle
from contested.check.load import load
from contested.rules.check import expand
from contested.rules.rule import RULES
from contested.testing import specimen
from contested.testing.specimen import Specimen
from rules.beside import Beside, beside

TODAY = date.fromisoformat(specimen.TODAY).toordinal()
ON_ROWS = [rule for rule in RULES.values() if rule.on_rows]
FORM = {"wrong-pattern", "not-in-vocabulary", "wrong-type", "malformed-date"}
FORMED = [
    (t.name, f.name)
    for t in standard.tables().values()
    for f in t.fields.values()
    if f.form != "text" or f.words or f.pattern
]
REQUIRED = [
    (t.name, f.name) for t in standard.tables().values() for f in t.fields.values() if f.required
]
FOLLOWS = {
    "actors.actor_id": "dangling-reference repeated-key unused-row",
    "actors.also_known_as": "unnamed-source-named",
    "actors.native_language": "missing-value",
    "actors.privacy": "privacy-misplaced",
    "actors.wikidata_id": "unnamed-source-named",
    "locations.location_id": "dangling-reference repeated-key unused-row",
    "locations.within_id": "unused-row",
    "locations.native_language": "missing-value",
    "locations.latitude": "missing-value",
    "locations.longitude": "missing-value",
    "locations.uncertainty_m": "missing-value",
    "sources.removed": "missing-value",
    "sources.source_id": "dangling-reference repeated-key unused-row",
    "questions.question_id": "dangling-reference repeated-key unused-row",
    "questions.exclusive": "exclusive-misplaced",
    "claims.claim_id": "dangling-reference repeated-key",
    "claims.question_id": "unused-row",
    "claims.claimant_id": "unused-row",
    "claims.source_id": "unused-row",
    "claims.quantity_min": "withheld-content wrong-kind-of-answer",
    "claims.quantity_max": "withheld-content wrong-kind-of-answer",
    "claims.quantity_about": "withheld-content",
    "claims.quote_language": "quotation-misplaced withheld-content",
    "claims.quote_translated": "withheld-content",
    "claims.withheld": "withheld-misplaced",
    "claims.locator": "withheld-content",
    "claims.occurred": "withheld-content",
    "claims.occurred_span": "withheld-content",
    "claims.location_id": "unused-row withheld-content",
    "relays.claim_id": "dangling-reference repeated-key",
    "relays.step": "dangling-reference repeated-key",
    "relays.relay_id": "unused-row",
    "revisions.revision_id": "repeated-key",
}
"""What else a column lights when all its cells are malformed alike: nobody is named by them, all
are the same, or should be blank.
"""


def changed(table: str, column: str, cell: str) -> Specimen:
    """Return the specimen with one thing in all cells of a column."""
    made = specimen.changed()
    for row in made.tables[table]:
        row[column] = cell
    return made


def malformed(table: str, column: str) -> str:
    field = standard.tables()[table].fields[column]
    if field.form == "list":
        return ";;"
    return "¿  ¿" if field.pattern and re.fullmatch(field.pattern, "¿") else "¿"


CASES = [
    *((table, column, malformed(table, column)) for table, column in FORMED),
    *((table, column, "") for table, column in REQUIRED),
]
Hit = tuple[str, str, str, int]
"""Rule, table, column and row."""


@cache
def crowd() -> Beside:
    """Return all cases side by side."""
    return beside([changed(*case) for case in CASES])


@cache
def wrong(kind: str) -> dict[tuple[str, str, str], set[Hit]]:
    """Return all that an engine finds in each case."""
    made = crowd()
    package = made.specimen.package()
    frames = {name: one.frame for name, one in load(package).items() if one.frame is not None}
    checks = expand(ON_ROWS, package.tables)
    hits = settle(engine(kind)(frames, package.tables, checks, TODAY).hits)
    found: dict[tuple[str, str, str], set[Hit]] = {case: set() for case in CASES}
    for check, rows in hits.items():
        for row in rows:
            case = CASES[made.owners[check.table][row]]
            found[case].add((check.rule.name, check.table, check.column, row))
    return found


@pytest.mark.parametrize(("table", "column"), FORMED)
def test_a_malformed_cell_lights_the_rule_of_its_form_and_what_follows(
    table: str, column: str
) -> None:
    found = wrong("polars")[table, column, malformed(table, column)]
    form = {hit for hit in found if hit[0] in FORM}
    assert {(t, c) for _, t, c, _ in form} == {(table, column)}
    follows = {rule for rule, _, _, _ in found - form}
    assert follows == set(FOLLOWS.get(f"{table}.{column}", "").split())


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_a_required_cell_that_is_blank_lights_the_rule_for_that_and_what_follows(
    table: str, column: str
) -> None:
    found = {rule for rule, _, _, _ in wrong("polars")[table, column, ""]}
    assert found - {"unused-row", "dangling-reference"} == {"missing-value"}


@pytest.mark.slow
def test_pandera_leaves_alone_what_polars_leaves_alone() -> None:
    polars, pandera = wrong("polars"), wrong("pandera")
    assert [case for case in CASES if polars[case] != pandera[case]] == []
