"""Stock frictionless as the oracle of the standard's own tables: valid where we say valid, and a
broken cell is found by both.

`laws/test_oracle.py` says it of any table, and `laws/differences.py` where the two differ.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from contested import standard
from contested.check.findings import day_number
from contested.check.validate import validate_package
from contested.rules.rule import RULES
from contested.standard import Field
from contested.testing import specimen
from contested.testing.specimen import Specimen
from frictionless import Package
from laws.verdicts import Cell, wrong_cells
from rules.beside import beside, needs_own_package

TODAY = day_number(date.fromisoformat(specimen.TODAY))
BOTH = ("cells", "references")

OURS_ALONE = {
    "claims clm-a occurred=2021-02-29",
    "claims clm-a occurred=2021-08-22/2021-08-21",
    "claims clm-m quantity_min=014",
    "claims clm-g answer=loc-nowhere",
    "claims clm-b answer=act-gard",
    "revisions rev-2 table=claims record_id=clm-z field=answer",
    "revisions rev-2 table=claims record_id=clm-z field= kind=withdrawn",
    'revisions rev-2 record_id="clm-c 9"',
    'actors act-guard also_known_as="Guard;;River"',
    "locations loc-mill gazetteer=",
    "locations loc-mill latitude=",
}
"""What no Table Schema can say (calendar days in EDTF, conditional keys, dependencies), and forms
in which frictionless is looser.
"""


def written(changed: Specimen, folder: Path) -> Path:
    return changed.write(folder) / "datapackage.json"


def ours(changed: Specimen) -> set[Cell]:
    report = validate_package(
        changed.package(),
        [r for r in RULES.values() if r.family in BOTH and r.severity == "error"],
        TODAY,
    )
    told = (f for group in report.groups for f in group.tell(None))
    return {(f.table, f.row, f.column) for f in told if f.table and f.row is not None and f.column}


LINES = [
    (r.name, line)
    for r in RULES.values()
    if r.family in BOTH
    and r.severity == "error"
    and "circular" not in r.name
    and "order" not in r.name
    for line in r.bad
]


Cells = dict[str, set[Cell]]
"""For each line, the cells that are found wrong."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cells, Cells]:
    """Return what we and frictionless find in each line: side by side, where they can stand so."""
    folder = tmp_path_factory.mktemp("lines")
    made = {line: specimen.changed(line) for _, line in LINES}
    alone = {line: one for line, one in made.items() if needs_own_package(one)}
    found: tuple[Cells, Cells] = {}, {}
    for number, (line, one) in enumerate(alone.items()):
        found[0][line] = ours(one)
        found[1][line] = wrong_cells(written(one, folder / str(number)))
    together = [line for line in made if line not in alone]
    every = beside([made[line] for line in together])
    everywhere = ours(every.specimen), wrong_cells(written(every.specimen, folder / "together"))
    for lit, cells in zip(found, everywhere, strict=True):
        lit.update((line, set()) for line in together)
        for table, row, column in cells:
            lit[together[every.owners[table][row]]].add((table, row, column))
    return found


@pytest.mark.parametrize(("rule", "line"), LINES)
def test_a_broken_cell_is_found_by_both_unless_table_schema_cannot_say_it(
    rule: str, line: str, judged: tuple[Cells, Cells]
) -> None:
    wrong, they = (found[line] for found in judged)
    assert wrong
    if rule == "repeated-key":
        assert {(t, c) for t, _, c in they} == {(t, c) for t, _, c in wrong}, (
            "frictionless names only the later of two rows"
        )
    else:
        assert they == (set() if line in OURS_ALONE else wrong)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "column claims x_coder ; table x-photos ; column actors x_note ; claims clm-a note=Noted.",
    ],
)
def test_where_we_find_nothing_so_does_frictionless(line: str, tmp_path: Path) -> None:
    changed = specimen.changed(line)
    assert [
        g.rule for g in validate_package(changed.package(), list(RULES.values()), TODAY).groups
    ] == []
    assert Package(str(written(changed, tmp_path))).validate().valid


def test_the_reference_dataset_is_valid_for_frictionless_too() -> None:
    assert (
        Package(str(Path(__file__).parents[2] / "datasets/panjshir-2021/datapackage.json"))
        .validate()
        .valid
    )


def breaking(field: Field) -> list[str]:
    """A cell for each thing that a field's schema asks for, which has all but that."""
    wrong = [""] if field.required else []
    wrong += ["no-such-word"] if field.words else []
    wrong += ["?  ?"] if field.pattern else []
    wrong += ["x"] if field.form in ("integer", "number", "date", "boolean", "uri") else []
    wrong += [f"{field.minimum - 1:.0f}"] if field.minimum is not None else []
    wrong += [f"{field.maximum + 1:.0f}"] if field.maximum is not None else []
    return wrong + (["x" * (field.max_length + 1)] if field.max_length else [])


def test_whatever_a_schema_asks_of_a_cell_both_find_it_wanting_in_the_same_cell(
    tmp_path: Path,
) -> None:
    changed = specimen.changed()
    broken = {table: add_broken_rows(changed, table) for table in changed.tables}
    planted: set[Cell] = set()
    for table, cells in broken.items():
        places = {id(row): number for number, row in enumerate(changed.rows(table))}
        planted |= {(table, places[id(row)], column) for row, column in cells}
    pointing = ("relations", "citations")
    dangling = {(table, row, "claim_id") for table, row, _ in planted if table in pointing}
    assert ours(changed) == planted | dangling
    assert wrong_cells(written(changed, tmp_path)) == planted | dangling


def add_broken_rows(changed: Specimen, table: str) -> list[tuple[dict[str, str], str]]:
    """Add a row for each cell that a schema finds wanting; return the rows, each with its column.

    A row has a key of its own, which for relations names no claim.
    """
    spec, rows = standard.tables()[table], changed.tables[table]
    like = max(rows, key=lambda row: sum(map(bool, row.values())))
    broken: list[tuple[dict[str, str], str]] = []
    for field in spec.fields.values():
        references = [r for r in spec.references if r.column == field.name and not r.when]
        nobody = [f"{changed.tables[r.table][0][r.keys[0]]}-nobody" for r in references]
        for cell in breaking(field) + nobody:
            other_claim = changed.tables["claims"][len(rows) % 13]["claim_id"]
            fresh = (
                {"claim_id": other_claim, "step": "7"}
                if table == "relays"
                else {spec.key[0]: f"{like[spec.key[0]]}-{len(rows)}"}
            )
            beside = [other for other in spec.fields.values() if field.name in other.needed_by]
            needed = {other.name: like.get(other.name) or other.example for other in beside}
            rows.append(like | needed | fresh | {field.name: cell})
            broken.append((rows[-1], field.name))
    return broken


def test_frictionless_finds_a_wrong_delimiter_and_encoding_since_both_are_pinned(
    tmp_path: Path,
) -> None:
    for name, line in {"a": 'bytes-all claims "," ";"', "b": "encode claims utf-16"}.items():
        assert not Package(str(written(specimen.changed(line), tmp_path / name))).validate().valid
