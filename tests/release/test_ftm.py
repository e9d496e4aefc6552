"""FollowTheMoney, read back by its library: one statement a claim."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from contested.release.content import Content
from contested.release.exports import ftm
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from release.exported import CASES, case, claims_by_id
from release.folders import release_folder
from release.releases import content_of

followthemoney = pytest.importorskip(
    "followthemoney",
    reason="needs followthemoney, which make ftm builds; make nightly does",
)
from followthemoney import model  # noqa: E402 -- only where it is installed
from followthemoney.dataset import Dataset  # noqa: E402
from followthemoney.statement import Statement, StatementEntity  # noqa: E402
from followthemoney.statement.serialize import CSV_COLUMNS, read_csv_statements  # noqa: E402

pytestmark = pytest.mark.nightly

FEW = one_in(10)
WRITERS = {"ftm": ftm.write}
TRUTH = {"true": True, "false": False, "": None}


def read(folder: Path) -> tuple[list[Statement], list[dict[str, str]]]:
    """Return the statements as the library reads them, and all columns."""
    data = (folder / ftm.STATEMENTS).read_bytes()
    return list(read_csv_statements(io.BytesIO(data))), list(
        csv.DictReader(io.StringIO(data.decode(), newline=""))
    )


def entities(folder: Path) -> dict[str, dict[str, Any]]:
    found = [
        json.loads(line)
        for line in (folder / ftm.ENTITIES).read_text(encoding="utf-8").splitlines()
    ]
    assert len({one["id"] for one in found}) == len(found)
    return {one["id"]: one for one in found}


def holds_everything(content: Content, folder: Path) -> None:
    statements, lines = read(folder)
    assert list(lines[0])[: len(CSV_COLUMNS)] == CSV_COLUMNS
    held = {
        one.id: (
            *str(one.origin).split(),
            row["stated"],
            row["position"] or None,
            TRUTH[row["in_conflict"]],
        )
        for one, row in zip(statements, lines, strict=True)
    }
    assert held == claims_by_id(content)
    assert len(statements) == len(held)
    claims = content.frame("claims").select("claim_id", "question_id", "statement", "quote").rows()
    quoted = {one.id: (one.entity_id, one.value, one.original_value) for one in statements}
    assert quoted == {
        claim: (question, statement, quote if quote != statement else None)
        for claim, question, statement, quote in claims
    }
    known = entities(folder)
    for one in statements:
        assert {one.entity_id, *str(one.origin).split()} <= set(known)
        assert (one.schema, one.prop_type) == (known[one.entity_id]["schema"], "text")
    for one in known.values():
        assert model.get_proxy(one).to_dict() == one


@pytest.mark.parametrize("name", CASES)
def test_there_is_one_statement_a_claim_and_none_that_is_no_claim(name: str) -> None:
    content = case(name)
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, folder)


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_there_is_one_statement_for_every_claim_of_any_package(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, folder)


def test_what_is_claimed_about_one_question_meets_and_stays_apart() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        statements, _ = read(folder)
    asked = [one for one in statements if one.canonical_id == "qst-control"]
    entity = StatementEntity.from_statements(
        Dataset.make({"name": ftm.dataset(case("specimen")), "title": "Low Ford"}), asked
    )
    assert entity.schema.name == "Note"
    assert {(one.id, one.origin) for one in entity.get_statements(ftm.PROPERTY)} == {
        ("clm-a", "act-guard src-radio"),
        ("clm-b", "act-council src-radio"),
        ("clm-k", "act-leaflet src-leaflet"),
    }


def test_a_redacted_claim_says_nothing() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        statements, lines = read(folder)
    (one,) = [one for one in statements if one.id == "clm-l"]
    (line,) = [line for line in lines if line["id"] == "clm-l"]
    assert (one.value, one.original_value, line["answer"], line["status"], line["position"]) == (
        "[redacted]",
        None,
        "[redacted]",
        "redacted",
        "",
    )


def test_actors_and_sources_are_entities_with_nothing_claimed_in_them() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        known = entities(folder)
    assert known["act-marin"] == {
        "id": "act-marin",
        "schema": "Person",
        "properties": {"name": ["Ana Marin"], "wikidataId": ["Q1"]},
        "datasets": ["low_ford"],
    }
    assert known["act-guard"]["properties"] == {
        "name": ["River Guard"],
        "alias": ["Guard of the River", "Нічна варта"],
    }
    assert known["src-radio"]["properties"] == {
        "title": ["Fighting at Low Ford: what each side says"],
        "publisher": ["Radio Ostra"],
        "sourceUrl": ["https://radio.example/ford"],
        "publishedAt": ["2021-08-23"],
    }
    assert [model.get_proxy(one, cleaned=False).to_dict() for one in known.values()] == list(
        known.values()
    )
    assert known["qst-control"]["properties"] == {"name": ["Who held Low Ford on 21 August 2021?"]}
