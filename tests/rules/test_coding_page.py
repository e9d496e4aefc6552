"""How to record something: each small dataset of docs/coding.md is valid and as it says."""

from __future__ import annotations

import re
from datetime import date

import pytest
from contested.check.findings import day_number
from contested.check.validate import choose_rules, validate_package
from laws import reference
from laws.colliding import in_conflict, views_over
from laws.reference import Tables
from rules.coding_page import (
    CAST,
    TEXT,
    WORDINGS,
    Section,
    package,
    rows_of,
    sections,
    tables_of,
    whole,
)

TODAY = day_number(date(2022, 2, 1))
RULES = [rule for rule in choose_rules() if rule.scope != "text"]
"""Every rule but those for which the documents have to be at hand."""
SECTIONS = {title: one for title, one in sections().items() if title not in (CAST, WORDINGS)}
WORDS = rows_of(sections()[WORDINGS].text.strip().split("\n\n")[-1])


def found(tables: Tables) -> list[str]:
    """Return what every rule finds in these tables, in words."""
    report = validate_package(package(tables), RULES, TODAY)
    assert report.not_run == ()
    return [
        f"{one.rule} {one.place}: {one.message}"
        for group in report.groups
        for one in group.tell(None)
    ]


@pytest.mark.parametrize("section", SECTIONS.values(), ids=list(SECTIONS))
def test_a_dataset_of_the_page_is_valid(section: Section) -> None:
    assert {one.split()[0] for one in found(tables_of(section))} == section.information


@pytest.mark.parametrize("section", SECTIONS.values(), ids=list(SECTIONS))
def test_the_page_says_which_claims_are_in_conflict(section: Section) -> None:
    tables = tables_of(section)
    claims = {claim["claim_id"]: claim for claim in tables["claims"]}
    sides = {key: one["on_behalf_of_id"] or one["claimant_id"] for key, one in claims.items()}
    conflicts = {
        pair: "within a side" if len({sides[one] for one in pair}) == 1 else "between sides"
        for pair in reference.conflicts(tables)
    }
    assert conflicts == section.conflicts
    assert in_conflict(views_over(tables)) == {one for pair in conflicts for one in pair}


@pytest.mark.parametrize("section", SECTIONS.values(), ids=list(SECTIONS))
def test_a_quotation_is_printed_in_quotation_marks(section: Section) -> None:
    printed = re.findall("“([^”]+)”", section.printed)
    quotes = [claim["quote"] for claim in tables_of(section)["claims"] if claim["quote"]]
    assert [quote for quote in quotes if not any(quote in one for one in printed)] == []


def test_a_number_in_words_has_the_bounds_that_the_page_gives() -> None:
    tables = tables_of(SECTIONS["About 600"])
    claim, claims, speakers = tables["claims"][0] | {"quote": ""}, [], []
    for number, wording in enumerate(WORDS):
        speaker = f"act-{number}"
        speakers.append(
            whole(
                "actors",
                {
                    "actor_id": speaker,
                    "name": f"somebody who said: {wording['answer']}",
                    "actor_type": "unnamed_source",
                },
            )
        )
        claims.append(claim | wording | {"claim_id": f"clm-{number}", "claimant_id": speaker})
    publisher = [one for one in tables["actors"] if one["actor_id"] == "act-courier"]
    assert found(tables | {"claims": claims, "actors": [*speakers, *publisher]}) == []


def test_the_page_lists_its_sections() -> None:
    top = TEXT.split("\n## ")[0]
    linked = re.findall(r"\]\(#([\w-]+)\)", top)
    titles = [re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in sections()]
    assert sorted(linked) == sorted(titles)


def test_the_page_records_what_the_standard_can_say() -> None:
    shown: set[str] = set()
    for section in SECTIONS.values():
        for rows in section.shown.values():
            shown |= {column for row in rows for column in row if row[column]}
    assert shown >= {
        *("on_behalf_of_id", "withheld", "own_reporting", "quote_language", "quote_translated"),
        *("quantity_about", "occurred_span", "over_time", "matter", "author_id", "removed"),
        *("native_name", "native_language"),
    }
