"""Asking for a row: which columns, and what is asked again.

And that nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from contested import standard
from contested.add.new.adding import Cells, find_target, new_findings
from contested.add.new.asking import OFFERED, Conversation, StoppedError
from contested.add.new.choices import Choices
from contested.add.new.parts import InsertionError
from contested.check.findings import day_number
from contested.check.load import load
from contested.results import Finding
from contested.rules import RULES
from contested.testing.specimen import TODAY, changed


@dataclass
class Somebody:
    """A prompter that answers from a list, column by column.

    It presses Ctrl-C where the list ends.
    """

    answers: list[tuple[str, str]]
    asked: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    """What stood in the line already, of every question."""

    def say(self, text: str) -> None:
        self.heard.append(text)

    def ask(self, column: str, choices: Choices, typed: str) -> str:
        self.asked.append(column)
        self.found.append(typed)
        if not self.answers:
            raise KeyboardInterrupt
        wanted, answer = self.answers.pop(0)
        assert column == wanted, f"{column} was asked for, and {wanted} was expected"
        return typed if answer == "=" else answer


def conversation(
    table: str, answers: list[tuple[str, str]], cells: Mapping[str, str], line: str = ""
) -> tuple[Conversation, Somebody]:
    package = changed(line).package()
    where, somebody, today = (
        find_target(package, load(package), table),
        Somebody(list(answers)),
        day_number(date.fromisoformat(TODAY)),
    )

    def judged(row: Mapping[str, str]) -> list[Finding]:
        return new_findings(package, where.files(row), list(RULES.values()), today)

    return Conversation(where, somebody, judged, dict(cells)), somebody


def held(
    table: str, answers: list[tuple[str, str]], cells: Mapping[str, str], everything: bool = False
) -> tuple[Cells, Somebody]:
    one, somebody = conversation(table, answers, cells)
    cells = one.hold(everything)
    assert somebody.answers == []
    return cells, somebody


ACTOR = {"actor_id": "act-new"}
CLAIM = [
    ("question_id", "who held"),
    ("claimant_id", "elders"),
    ("claimant_basis", "stated"),
    ("on_behalf_of_id", ""),
    ("source_id", "src-radio"),
    ("locator", "line 9"),
    ("voice", "indirect_speech"),
    ("statement", "The elders say that the council held the ford."),
    ("quote", ""),
    ("claim_type", "observation"),
    ("polarity", ""),
    ("certainty", "certain"),
    ("answer", "council"),
    ("stated", "2021-08-22"),
    ("stated_basis", "stated"),
    ("occurred", "2021-08-21"),
    ("location_id", ""),
    ("place_as_reported", ""),
]


def claim_with(**cells: str) -> list[tuple[str, str]]:
    """Return the answers about a claim, some of them others."""
    return [(name, cells.get(name, answer)) for name, answer in CLAIM]


def test_what_is_required_is_asked_in_the_order_of_the_schema_with_what_makes_it_rich() -> None:
    cells, somebody = held("claims", CLAIM, {"claim_id": "clm-new"})
    assert cells == {
        "claim_id": "clm-new",
        "question_id": "qst-control",
        "claimant_id": "act-elders",
        "claimant_basis": "stated",
        "source_id": "src-radio",
        "locator": "line 9",
        "voice": "indirect_speech",
        "statement": "The elders say that the council held the ford.",
        "claim_type": "observation",
        "certainty": "certain",
        "answer": "act-council",
        "stated": "2021-08-22",
        "stated_basis": "stated",
        "occurred": "2021-08-21",
    }
    assert somebody.heard[-2].splitlines()[0] == "Place"
    answer = next(text for text in somebody.heard if text.startswith("Answer\n"))
    assert answer.splitlines()[-1] == "Kind of answer: actor (the id of an actor)."


def test_what_was_given_is_not_asked_for() -> None:
    _, somebody = held("actors", [("actor_type", "media")], ACTOR | {"name": "Mill"})
    assert somebody.asked == ["actor_type"]


def test_everything_is_asked_for_on_request_but_for_the_minted_id() -> None:
    answers = [
        ("name", "Mill"),
        ("native_name", "Млин"),
        ("native_language", "uk"),
        ("actor_type", "media"),
        ("privacy", ""),
        ("also_known_as", "The Mill"),
        ("wikidata_id", ""),
        ("note", ""),
    ]
    cells, _ = held("actors", answers, ACTOR, everything=True)
    assert cells == {
        "actor_id": "act-new",
        "name": "Mill",
        "native_name": "Млин",
        "native_language": "uk",
        "actor_type": "media",
        "also_known_as": "The Mill",
    }


def test_what_an_answer_makes_necessary_is_asked_for_too() -> None:
    answers = [
        ("name", "Mill"),
        ("location_type", "point"),
        ("longitude", "20.5"),
        ("gazetteer", "GeoNames"),
    ]
    cells, _ = held("locations", answers, {"location_id": "loc-new", "latitude": "40"})
    assert (cells["longitude"], cells["gazetteer"]) == ("20.5", "GeoNames")


def test_the_parts_of_a_composite_key_are_asked_for() -> None:
    answers = [("claim_id", "clm-m"), ("step", "2"), ("relay_id", "spoke")]
    assert held("relays", answers, {})[0] == {
        "claim_id": "clm-m",
        "step": "2",
        "relay_id": "act-told",
    }


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Nothing is recorded for “Kind of source”, which every such row needs."),
        (
            "a paper",
            (
                "“a paper” is not one of the words for “Kind of source”. Allowed: news_article,"
                " wire_report, statement, social_post, interview, broadcast, map, dataset, report,"
                " other"
            ),
        ),
        (
            "wire_repotr",
            (
                "“wire_repotr” is not one of the words for “Kind of source”. Allowed: news_article,"
                " wire_report, statement, social_post, interview, broadcast, map, dataset, report,"
                " other Did you mean wire_report?"
            ),
        ),
        ("map\u200b", "“map⟨zero-width space⟩” holds a character that cannot be seen."),
    ],
)
def test_a_cell_that_is_not_written_as_its_column_is_is_asked_for_again(
    typed: str, told: str
) -> None:
    given = {
        "source_id": "src-new",
        "title": "a",
        "publisher_id": "act-wire",
        "author_id": "act-marin",
        "published": "2021-08",
        "published_basis": "stated",
        "language": "en",
        "url": "urn:a:b",
    }
    cells, somebody = held("sources", [("source_type", typed), ("source_type", "map")], given)
    assert cells["source_type"] == "map"
    assert [text for text in somebody.heard if text.startswith(told)] != []
    assert somebody.found == ["", typed]


def test_an_id_that_nobody_has_is_asked_for_again_and_the_nearest_is_named() -> None:
    answers = [
        ("claim_id", "clm-zz"),
        ("claim_id", "clm-m"),
        ("relay_id", "act-tol"),
        ("relay_id", "act-told"),
    ]
    _, somebody = held("relays", answers, {"step": "2"})
    assert "No row of claims has the id “clm-zz”. Did you mean clm-m?" in somebody.heard
    assert "No row of actors has the id “act-tol”. Did you mean act-told?" in somebody.heard


def test_a_cell_in_which_a_rule_finds_an_error_is_asked_for_again_with_what_the_rule_says() -> None:
    answers = [("name", "Ada"), ("actor_type", "person"), ("privacy", "")]
    cells, somebody = held("actors", [*answers, ("privacy", "public_figure")], ACTOR)
    assert cells["privacy"] == "public_figure"
    (told,) = [text for text in somebody.heard if text.startswith("private-person-named: ")]
    assert told.splitlines()[1].startswith("If none is true, ")


def test_a_quantity_is_asked_for_its_bounds_and_whether_it_is_about() -> None:
    answers = claim_with(question_id="qst-deaths", answer="some 20", on_behalf_of_id="council")
    bounds = [("quantity_min", "20"), ("quantity_max", "20"), ("quantity_about", "true")]
    answers[13:13] = bounds
    cells, _ = held("claims", answers, {"claim_id": "clm-new"})
    assert [cells[name] for name, _ in bounds] == ["20", "20", "true"]
    assert cells["on_behalf_of_id"] == "act-council"


def test_who_withholds_is_asked_how_and_not_for_an_answer() -> None:
    answers = claim_with(question_id="qst-deaths", polarity="withholds", certainty="unstated")
    answers = [(name, text) for name, text in answers if name != "answer"]
    answers[11:11] = [("withheld", "could_not_confirm")]
    cells, somebody = held("claims", answers, {"claim_id": "clm-new"})
    assert cells["withheld"] == "could_not_confirm"
    assert not {"answer", "quantity_min", "quantity_about"} & {*somebody.asked, *cells}


def test_what_the_rule_looks_at_and_is_blank_is_asked_for_as_well() -> None:
    given = ACTOR | {"name": "Ada", "actor_type": "person", "privacy": "spoke_publicly"}
    answers = [("privacy", "="), ("note", "Told Radio Ostra her name.")]
    assert held("actors", answers, given)[0]["note"] == "Told Radio Ostra her name."


def test_a_warning_is_told_once_and_what_it_is_about_may_stay_blank() -> None:
    answers = [*claim_with(stated_basis="inferred"), ("stated_basis", "="), ("note", "")]
    cells, somebody = held("claims", answers, {"claim_id": "clm-new"})
    assert cells["stated_basis"] == "inferred"
    assert len([text for text in somebody.heard if text.startswith("unexplained-inference: ")]) == 1


def test_where_asking_again_did_not_help_the_whole_row_is_asked_for() -> None:
    again = [
        ("question_id", "="),
        ("claimant_id", "act-radio"),
        *((name, "=") for name, _ in CLAIM[2:]),
    ]
    answers = [*claim_with(voice="narrator"), ("claimant_id", "="), *again]
    cells, _ = held("claims", answers, {"claim_id": "clm-new"})
    assert (cells["claimant_id"], cells["voice"]) == ("act-radio", "narrator")


def test_an_id_of_ones_own_that_is_wrong_is_asked_for_again() -> None:
    cells, _ = held(
        "actors",
        [("name", "Mill"), ("actor_type", "media"), ("actor_id", "act-mill")],
        {"actor_id": "Mill"},
    )
    assert cells["actor_id"] == "act-mill"


def test_who_stops_is_handed_back_what_was_typed() -> None:
    one, _ = conversation("actors", [("name", "Mill")], ACTOR)
    with pytest.raises(StoppedError) as stopped:
        one.hold()
    assert stopped.value.cells == ACTOR | {"name": "Mill"}


def test_a_row_that_has_to_name_another_needs_one_to_be_there() -> None:
    one, somebody = conversation(
        "relays", [], {}, " ; ".join(f"claims -clm-{letter}" for letter in "abcdefghijklm")
    )
    with pytest.raises(
        InsertionError,
        match=(
            r"^each row of relays names one of claims, and there are none yet. Add one first:"
            r" contested new claim$"
        ),
    ):
        one.hold()
    assert somebody.asked == []


def test_the_columns_that_are_offered_are_columns_that_may_stay_blank() -> None:
    for name, columns in OFFERED.items():
        assert not [column for column in columns if standard.tables()[name].fields[column].required]


def test_a_blank_is_explained_once() -> None:
    _, somebody = held("claims", CLAIM, {"claim_id": "clm-new"})
    assert [text for text in somebody.heard if text.lower().count("blank") > 1] == []
