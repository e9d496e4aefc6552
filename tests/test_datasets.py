"""Each reference dataset is what its README says."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import contested
import pytest
from contested.check.validate import validate
from laws import reference

DATASETS = Path(__file__).parent.parent / "datasets"
each = pytest.mark.parametrize("name", sorted(path.name for path in DATASETS.iterdir()))


def rows(name: str, table: str) -> list[dict[str, str]]:
    path = DATASETS / name / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def readme(name: str) -> str:
    return (DATASETS / name / "README.md").read_text(encoding="utf-8")


@each
def test_a_dataset_validates_with_no_finding_at_all(name: str) -> None:
    assert list(validate(DATASETS / name).findings()) == []


@each
def test_stock_frictionless_validates_a_dataset(name: str) -> None:
    import frictionless

    report = frictionless.validate(str(DATASETS / name / "datapackage.json"))
    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "message"])


@each
def test_the_readme_counts_the_rows_of_each_table(name: str) -> None:
    told = re.findall(r"^\| `data/(\w+)\.csv` \| (\d+) \|", readme(name), flags=re.MULTILINE)
    assert {table: int(count) for table, count in told} == {
        path.stem: len(rows(name, path.stem)) for path in (DATASETS / name / "data").glob("*.csv")
    }


@each
def test_the_contested_questions_are_those_that_the_readme_lists(name: str) -> None:
    part = readme(name).split("\n## Contested questions\n", 1)[1].split("\n## ", 1)[0]
    listed = re.findall(r"^\| ([^|]+\?) \|", part, flags=re.MULTILINE)
    wording = {row["question_id"]: row["question"] for row in rows(name, "questions")}
    compared = reference.contested(
        {table: rows(name, table) for table in ("locations", "questions", "claims", "relations")}
    )
    assert sorted(listed) == sorted(wording[question_id] for question_id in compared)
    assert sorted(listed) == sorted(
        contested.contested_questions(contested.open(DATASETS / name))["question"]
    )


@each
def test_every_claim_that_the_readme_names_is_in_the_data(name: str) -> None:
    named = set(re.findall(r"clm-\d+", readme(name)))
    assert named <= {row["claim_id"] for row in rows(name, "claims")}


@each
def test_every_source_that_the_readme_names_is_in_the_data(name: str) -> None:
    named = set(re.findall(r"src-[-a-z0-9]*[a-z0-9]", readme(name)))
    assert named <= {row["source_id"] for row in rows(name, "sources")}
