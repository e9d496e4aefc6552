"""A malformed cell is left alone by every rule that would need its meaning, on both engines: only
its own form is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from contested import standard
from contested.check.engines import engine
from contested.check.judge import settle
from contested.check.load import load
from contested.package import Package
from contested.rules.check import expand
from contested.rules.rule import RULES
from contested.standard import Field
from contested.testing import specimen

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
    "actors.wikidata_id": "unnamed-source-named",
    "locations.location_id": "dangling-reference repeated-key unused-row",
    "locations.within_id": "unused-row",
    "locations.latitude": "missing-value",
    "locations.longitude": "missing-value",
    "locations.uncertainty_m": "missing-value",
    "sources.source_id": "dangling-reference repeated-key unused-row",
    "questions.question_id": "dangling-reference repeated-key unused-row",
    "questions.exclusive": "exclusive-misplaced",
    "claims.claim_id": "dangling-reference repeated-key",
    "claims.question_id": "unused-row",
    "claims.claimant_id": "unused-row",
    "claims.source_id": "unused-row",
    "claims.quantity_min": "withheld-content wrong-kind-of-answer",
    "claims.quantity_max": "withheld-content wrong-kind-of-answer",
    "claims.location_id": "unused-row withheld-content",
    "relays.claim_id": "dangling-reference repeated-key",
    "relays.step": "dangling-reference repeated-key",
    "relays.relay_id": "unused-row",
    "revisions.revision_id": "repeated-key",
}
"""What else a column lights when all its cells are malformed alike: nobody is named by them, all
are the same, or should be blank.
"""


def changed(table: str, column: str, cell: Callable[[Field], str]) -> Package:
    """The specimen with one thing in all cells of a column."""
    made = specimen.changed()
    for row in made.tables[table]:
        row[column] = cell(standard.tables()[table].fields[column])
    return made.package()


def malformed(field: Field) -> str:
    return ";;" if field.form == "list" else "¿"


def wrong(package: Package, kind: str, of: str) -> set[tuple[str, str, str, int]]:
    """Rule, table, column and row of all that an engine finds by the checks that read a table."""
    frames: dict[str, pl.DataFrame] = {
        name: one.frame for name, one in load(package).items() if one.frame is not None
    }
    checks = [
        check
        for check in expand(ON_ROWS, package.tables)
        if kind == "polars" or of in check.reads(package.tables)
    ]
    hits = settle(engine(kind)(frames, package.tables, checks, TODAY).hits)
    return {
        (check.rule.name, check.table, check.column, row)
        for check, rows in hits.items()
        for row in rows
    }


@pytest.mark.parametrize(("table", "column"), FORMED)
def test_a_malformed_cell_lights_the_rule_of_its_form_and_what_follows(
    table: str, column: str
) -> None:
    found = wrong(changed(table, column, malformed), "polars", table)
    form = {hit for hit in found if hit[0] in FORM}
    assert {(t, c) for _, t, c, _ in form} == {(table, column)}
    assert {rule for rule, _, _, _ in found - form} == set(
        FOLLOWS.get(f"{table}.{column}", "").split()
    )


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_a_required_cell_that_is_blank_lights_the_rule_for_that_and_what_follows(
    table: str, column: str
) -> None:
    found = {rule for rule, _, _, _ in wrong(changed(table, column, lambda _: ""), "polars", table)}
    assert found - {"unused-row", "dangling-reference"} == {"missing-value"}


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), FORMED)
def test_pandera_leaves_alone_what_polars_leaves_alone(table: str, column: str) -> None:
    package = changed(table, column, malformed)
    assert wrong(package, "pandera", table) == wrong(package, "polars", table)
