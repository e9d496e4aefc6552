"""The promise of a version: what is valid under 1.0 stays valid under 1.x."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contested import standard
from contested.rules import catalogue
from contested.rules.rule import RULES
from contested.standard import Table
from contested.standard.columns import column_pages
from contested.standard.versions import first, newest, numbers, versions
from contested.testing.specimen import changed
from standard import tomorrow

WRONG, OUTDATED = "claims clm-a note=wrong", "claims clm-a medium=video ; sources src-wire rights=x"
DRIFT = ("schema-drift", "error", "claims", "", "")
TOLD = "moodless-note"
OF_TODAY: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "whole": ("", []),
    "outdated only later": (OUTDATED, []),
    "in other words": ("descriptor resources.claims.schema.fields.0.title=Name", []),
    "another type": ("descriptor resources.claims.schema.fields.0.type=any", [DRIFT]),
    "a word of 1.1": (
        "claims clm-a medium=letter",
        [("not-in-vocabulary", "error", "claims", "medium", "letter")],
    ),
    "a new rule": (WRONG, [(TOLD, "warning", "claims", "note", "wrong")]),
}
"""Packages as they are written today, and what tomorrow's tool finds in them."""
OF_TOMORROW: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "1.1": ("descriptor contested=1.1", []),
    "1.1 with what it added": (
        "descriptor contested=1.1 ; claims clm-a medium=letter mood=calm",
        [],
    ),
    "1.1 with another word": (
        "descriptor contested=1.1 ; claims clm-a mood=sad",
        [("not-in-vocabulary", "error", "claims", "mood", "sad")],
    ),
    "1.1 and its new rule": (
        f"descriptor contested=1.1 ; {WRONG}",
        [(TOLD, "warning", "claims", "note", "wrong")],
    ),
    "1.2 and the rule of 1.1": (
        f"descriptor contested=1.2 ; {WRONG}",
        [(TOLD, "error", "claims", "note", "wrong")],
    ),
    "1.2 with a mood": (f"descriptor contested=1.2 ; {WRONG} mood=angry", []),
    "1.1 with what is outdated": (
        f"descriptor contested=1.1 ; {OUTDATED}",
        [
            ("outdated-cell", "warning", "claims", "medium", "video"),
            ("outdated-cell", "warning", "sources", "rights", "x"),
        ],
    ),
    "1.0 with a column of 1.1": ("", [DRIFT, ("wrong-header", "error", "claims", "", "")]),
    "1.3": (
        "descriptor contested=1.3",
        [("invalid-descriptor", "error", "", "", "")],
    ),
}
"""Packages as they will be written tomorrow."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tomorrow.Told:
    """Return what tomorrow's tool finds in all of them."""
    home, packages = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("packages")
    tomorrow.build(home)
    tomorrow.lay(packages, {name: line for name, (line, _) in OF_TODAY.items()})
    return tomorrow.judged(home, packages, {name: line for name, (line, _) in OF_TOMORROW.items()})


@pytest.mark.parametrize("name", OF_TODAY)
def test_what_was_written_for_an_older_version_is_judged_by_that(
    told: tomorrow.Told, name: str
) -> None:
    assert told[name] == OF_TODAY[name][1]


@pytest.mark.parametrize("name", OF_TOMORROW)
def test_what_came_with_a_version_is_there_for_who_names_it(told: tomorrow.Told, name: str) -> None:
    assert told[name] == OF_TOMORROW[name][1]


def test_an_error_of_a_later_version_is_a_warning_until_the_next_one() -> None:
    rule = RULES["missing-licence"]
    later = replace(rule, since="1.1")
    mild = replace(later, severity="info")
    assert [rule.severity_for(v) for v in ("1.0", "1.1", "1.2")] == ["error"] * 3
    assert [later.severity_for(v) for v in ("1.0", "1.1", "1.2", "1.10", "2.0")] == [
        *("warning", "warning", "error", "error", "error"),
    ]
    assert [mild.severity_for(v) for v in ("1.0", "1.2")] == ["info"] * 2


def test_every_version_that_a_rule_or_a_schema_names_is_one() -> None:
    assert [numbers(one) for one in versions()] == sorted(numbers(one) for one in versions())
    assert {rule.since for rule in RULES.values()} <= {*versions()}
    named = {
        field.since or first()
        for table in standard.tables().values()
        for field in table.fields.values()
    }
    assert named <= {*versions()}


def test_no_rule_that_came_later_keeps_others_from_being_asked() -> None:
    """What it finds is a warning, and nothing may pass unjudged because of one."""
    later = [rule for rule in RULES.values() if rule.since != first()]
    assert [rule.name for rule in later if rule.gate or rule.unreadable] == []


def test_a_rule_that_is_outdated_says_which_takes_its_place() -> None:
    instead = {rule.instead for rule in RULES.values() if rule.instead}
    assert instead <= RULES.keys()


def test_a_table_that_came_later_needs_the_version_that_it_came_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(standard.schema("citations"), "since", "1.1")
    [told] = RULES["schema-drift"].arms[0].wrong(changed().package())
    assert told == {
        "table": "citations",
        "difference": "it came with version 1.1, and the package names an older one",
    }


def test_a_package_of_the_newest_version_has_the_tables_as_they_are() -> None:
    assert standard.tables(newest()) is standard.tables()
    assert standard.as_of(standard.schema("claims"), newest()) is standard.schema("claims")


def test_pages_say_since_when_a_column_a_word_and_a_rule_are_there_and_what_is_better_now() -> None:
    late = {"value": "b", "label": "B", "since": "1.1"}
    old = {"value": "a", "label": "A", "deprecated": {"since": "1.1", "instead": "b"}}
    field = {"name": "x", "type": "string", "since": "1.1", "categories": [old, late]}
    whole = {"name": "y", "deprecated": {"since": "1.2", "instead": "x"}}
    table = Table.from_schema("x-t", {"fields": [field, whole]})
    x, y = column_pages(table)
    assert (x.allowed, y.allowed) == (("since version 1.1",), ("outdated, write x instead",))
    assert x.words == (("a", "A; outdated, write b instead"), ("b", "B; since version 1.1"))
    one = replace(RULES["missing-licence"], since="1.1", instead="missing-metadata")
    told = catalogue.page(one).splitlines()
    assert "Since       version 1.1 of the standard" in told
    assert "Outdated    missing-metadata takes its place" in told
    assert not [line for line in catalogue.page(RULES[one.name]).splitlines() if "Since" in line]
