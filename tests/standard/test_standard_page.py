"""docs/standard.md: what it names is there, and is called so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from contested import standard
from contested.check.load import load
from contested.derived.claimed import Claimed
from contested.derived.positions import positions
from contested.rules.rule import RULES
from contested.standard.versions import NAMED_BY, newest
from contested.testing.specimen import changed

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "standard.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([^`\n]+)`", PAGE.partition("```json")[0] + PAGE.rpartition("```")[2])


def test_it_names_the_version_that_schema_has() -> None:
    assert f'"{NAMED_BY}": "{newest()}"' in PAGE
    assert PAGE.startswith(f"# The standard: Contested Claims Data Package, version {newest()}\n")
    assert f"conformance-{newest()}.zip" in PAGE


def test_it_names_each_table_once_and_says_which_may_be_left_out() -> None:
    told = re.search(
        r"\n(`sources`.*?) are always there\. (.*?)\n?may be left out", PAGE, re.DOTALL
    )
    assert told
    there, optional = (set(re.findall(r"`(\w+)`", part)) for part in told.groups())
    assert there == standard.required_tables()
    assert optional == {*standard.TABLES} - there


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^):]+)\)", PAGE))))
def test_its_links_lead_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).is_file()


def test_its_rules_and_files_are_there() -> None:
    assert {name for name in NAMED if re.fullmatch("[a-z]+-[a-z]+", name)} <= RULES.keys()
    derived = {name for name in NAMED if name.startswith("derived/")}
    for name in derived:
        assert (standard.folder() / name).with_suffix(".json").is_file()
    assert len(derived) == 2


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("positions", ["question_id", "claimants", "sides", "standings", "claim_ids"]),
        ("contested_questions", ["withheld_claim_ids"]),
    ],
)
def test_a_consumer_finds_the_columns_by_which_it_is_checked(
    table: str, columns: list[str]
) -> None:
    schema = json.loads((standard.folder() / "derived" / f"{table}.json").read_text("utf-8"))
    assert {*columns} <= {field["name"] for field in schema["fields"]}
    assert {*columns} <= {*NAMED}


@pytest.mark.parametrize("claim", [row["claim_id"] for row in changed().tables["claims"]])
def test_we_rank_nothing_ourselves(claim: str) -> None:
    """Whatever more people say, positions keep their places."""
    more = " ; ".join(f"+claims clm-more-{number} from={claim}" for number in range(3))
    assert places(more) == places("")


def places(line: str) -> list[tuple[str, str]]:
    package = changed(line).package()
    told = positions(Claimed.of(load(package)))
    return list(told.select("question_id", "position").iter_rows())
