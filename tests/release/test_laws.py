"""Laws of releases: nothing recorded changes, nothing derived merges claims."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
from contested.check.load import load
from contested.check.validate import choose_rules, validate_package
from contested.package import from_store
from contested.package.store import FolderStore
from contested.release.build import build
from contested.release.content import Content
from contested.release.tables import DERIVED, derived_table, resource_name, table_files
from contested.testing.strategies import TODAY, Drawn, packages
from counts import one_in
from hypothesis import given, settings
from release.releases import content_of

FEW = one_in(4)
Rows = list[dict[str, str]]


def read(data: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def derived(content: Content) -> tuple[Rows, Rows]:
    made = {sheet.path: read(sheet.bytes) for sheet in table_files(content)}
    return made["derived/positions.csv"], made["derived/contested_questions.csv"]


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_active_claim_stands_once_among_the_positions_beside_its_claimant_and_source(
    drawn: Drawn,
) -> None:
    content = content_of(drawn.package())
    positions, _ = derived(content)
    claims = {
        row["claim_id"]: row
        for row in drawn.tables["claims"]
        if row["status"] in ("", "active") and row["polarity"] != "withholds"
    }
    listed = [
        (claim, claimant, source, row["question_id"])
        for row in positions
        for claim, claimant, source in zip(
            *(row[name].split(";") for name in ("claim_ids", "claimant_ids", "source_ids")),
            strict=True,
        )
    ]
    wanted = [
        (ident, row["claimant_id"], row["source_id"], row["question_id"])
        for ident, row in claims.items()
    ]
    assert sorted(listed) == sorted(wanted)
    assert all(int(row["claim_count"]) == len(row["claim_ids"].split(";")) for row in positions)


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_no_row_that_is_derived_holds_one_answer_to_a_contested_question(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    positions, contested = derived(content)
    of_question: dict[str, set[str]] = {}
    for row in positions:
        of_question.setdefault(row["question_id"], set()).add(row["position"])
    for row in contested:
        assert (
            len(row["claim_ids"].split(";"))
            == int(row["claim_count"])
            == len(row["positions"].split(";"))
        )
        assert int(row["position_count"]) == len(of_question[row["question_id"]])
        assert not {"answer", "polarity", "quantity_min", "quantity_max"} & set(row)


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_nothing_redacted_or_withdrawn_is_derived_from(drawn: Drawn) -> None:
    silent = {
        row["claim_id"]
        for row in drawn.tables["claims"]
        if row["status"] in ("redacted", "withdrawn")
    }
    for rows in derived(content_of(drawn.package())):
        assert not silent & {
            claim
            for row in rows
            for name in ("claim_ids", "claim_ids_in_conflict")
            for claim in row[name].split(";")
        }


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_derived_tables_say_as_text_what_they_say_with_types(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    files = {sheet.name: read(sheet.bytes) for sheet in table_files(content)}
    for name in DERIVED:
        key = derived_table(name).key
        wanted = [
            {column: as_text(cell) for column, cell in row.items()}
            for row in content.derived(name).select(*derived_table(name).fields).to_dicts()
        ]
        by_key = {tuple(row[column] for column in key): row for row in wanted}
        assert len(by_key) == len(wanted)
        found = files[resource_name(name)]
        assert {tuple(row[column] for column in key): row for row in found} == by_key


def as_text(cell: object) -> str:
    """Return a cell as a table of text has it, with its white space as it is written."""
    if isinstance(cell, list):
        return ";".join(as_text(one).replace(";", ",") for one in cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(pl.Series([cell]).cast(pl.String)[0]).removesuffix(".0")
    return "" if cell is None else str(cell).strip()


@given(drawn=packages(clean=True))
@settings(max_examples=one_in(12), deadline=None)
def test_a_release_without_exports_is_read_back_as_it_was_recorded(
    tmp_path_factory: object, drawn: Drawn
) -> None:
    out = Path(tmp_path_factory.mktemp("out"))  # type: ignore[attr-defined]
    content = content_of(drawn.package())
    folder = build(content, out, {})
    again = from_store(FolderStore(folder))
    assert [
        group.rule
        for group in validate_package(again, choose_rules(), TODAY.toordinal()).groups
        if group.severity == "error"
    ] == []
    loaded = load(again)
    for name in content.tables:
        frame = loaded[name].frame
        assert frame is not None
        assert frame.drop("row").equals(content.frame(name))
