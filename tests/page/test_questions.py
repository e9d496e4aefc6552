"""A question's page: its positions, its claims, and what became of them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from page.sites import facts, files, page, site, text, texts


def question(line: str = "", ident: str = "qst-deaths") -> Any:
    return page(site(line), f"questions/{ident}.html")


def headings(node: Any) -> list[str]:
    return [text(one) for one in node.xpath("//section[@class='position']/h3")]


def card(node: Any, ident: str) -> Any:
    (found,) = node.xpath(f"//article[@id='{ident}']")
    return found


def test_positions_stand_in_the_order_of_numbers_and_not_of_claims() -> None:
    assert headings(question()) == ["3 or more", "12 to 15", "14"]
    assert headings(question(ident="qst-control")) == ["River Guard", "not: River Guard"]
    more = "+claims clm-x question_id=qst-deaths statement=One. answer=1 quantity_min=1"
    assert headings(question(f"{more} quantity_max=1"))[0] == "1"


def test_a_card_has_who_for_whom_the_words_the_way_and_the_dates() -> None:
    line = "claims clm-b on_behalf_of_id=act-marin certainty=possible note=Loud."
    told = card(question(line, "qst-control"), "clm-b")
    assert texts(told, "who") == ["Valley Council"]
    assert texts(told, "for") == ["speaking for Ana Marin"]
    assert text(told.xpath(".//blockquote")[0]) == "“The Guard does not hold Low Ford,”"
    assert texts(told, "told") == ["The Guard did not hold Low Ford."]
    assert texts(told, "way") == [
        "said by Valley Council in a statement read in Fighting at Low Ford: what each side says,"
        " line 3 the original published by Radio Ostra"
    ]
    assert [text(one) for one in told.xpath(".//div[@class='dates']/p")] == [
        "happened 21 August 2021",
        "said 22 August 2021",
        "published 23 August 2021",
    ]
    assert texts(told, "note") == ["Note Loud."]
    assert texts(told, "end") == ["said as possible clm-b"]


def test_what_is_not_quoted_says_so() -> None:
    told = card(question(ident="qst-control"), "clm-a")
    assert told.xpath(".//blockquote") == []
    assert "Told in the document’s words, not quoted" in text(told)


def test_a_relation_links_either_way_and_says_who_drew_it() -> None:
    node = question(ident="qst-control")
    one, other = card(node, "clm-b"), card(node, "clm-a")
    assert texts(one, "relations") == [
        "Contradicts River Guard: River Guard (so the document says)"
    ]
    assert one.xpath(".//ul[@class='relations']//a/@href") == [
        "../questions/qst-control.html#clm-a"
    ]
    assert any("#clm-b" in href for href in other.xpath(".//ul[@class='relations']//a/@href"))


def test_what_a_claimant_went_back_on_is_struck_said_in_words_and_linked_both_ways() -> None:
    node = question()
    old, new = card(node, "clm-d"), card(node, "clm-m")
    assert len(old.xpath(".//s")) == 1
    assert texts(old, "standing") == ["Replaced by the claimant: 14."]
    assert old.xpath(".//p[@class='standing']/a/@href") == ["../questions/qst-deaths.html#clm-m"]
    assert new.xpath(".//s") == []
    assert "Replaces River Guard: 12 to 15 (so the document says)" in text(new)


def test_whoever_gives_no_answer_stands_below_the_positions_and_in_the_first_line() -> None:
    line = (
        "claims clm-c polarity=withholds withheld=does_not_know answer= quantity_min="
        " certainty=certain"
    )
    node = question(line)
    assert headings(node) == ["12 to 15", "14"]
    assert node.xpath("//section[@class='position']//article[@id='clm-c']") == []
    assert "No answer: does not know" in text(card(node, "clm-c"))
    assert "No answer from elders of Low Ford." in texts(node, "state")[0]
    assert "elders of Low Ford does not know" in text(node.xpath("//figure")[0])


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("withdrawn", "Withdrawn by the curators: the document does not say this."),
        ("redacted", "Redacted by the curators, to protect somebody."),
    ],
)
def test_what_was_taken_out_stays_told_and_holds_no_position(status: str, words: str) -> None:
    node = question(f"claims clm-c status={status}")
    assert headings(node) == ["12 to 15", "14"]
    assert texts(card(node, "clm-c"), "standing") == [words]


def test_the_first_line_says_how_the_answers_stand_to_each_other() -> None:
    told = {
        ident: texts(question(ident=ident), "state")[0]
        for ident in ("qst-control", "qst-seat", "qst-began")
    }
    assert told["qst-control"].startswith("Contested between sides.")
    assert told["qst-seat"] == "Answered one way only, in this data."
    within = "claims clm-b on_behalf_of_id=act-guard"
    assert texts(question(within, "qst-control"), "state")[0].startswith("Contested")


def test_one_act_of_speaking_is_one_card_with_a_way_for_each_document() -> None:
    line = (
        "claims clm-k claimant_id=act-guard ;"
        " +relations clm-k,same_utterance,clm-a basis=curator ; relations -clm-k,corroborates,clm-a"
    )
    told = card(question(line, "qst-control"), "clm-a")
    assert len(told.xpath(".//ol[@class='way']")) == 2
    (note,) = told.xpath(".//p[@id='clm-k']")
    assert text(note) == "The same act of speaking, as clm-k has it in the same words"


def test_the_sheet_of_a_page_has_its_claims_and_no_others() -> None:
    told = site()
    rows = list(csv.DictReader(io.StringIO(told["questions/qst-deaths.csv"])))
    assert {row["claim_id"] for row in rows} == {"clm-c", "clm-d", "clm-m"}
    by_id = {row["claim_id"]: row for row in rows}
    assert by_id["clm-c"]["position"] == "3 or more"
    assert by_id["clm-d"]["standing"] == "superseded"
    own = list(csv.DictReader(io.StringIO(told["actors/act-guard.csv"])))
    assert {row["claimant"] for row in own} == {"River Guard"}


def test_findings_of_a_dataset_that_is_worked_on_stand_at_their_claims() -> None:
    told = facts()
    told.findings = {"clm-c": ["error some-rule: Something is wrong."]}
    node = page(files(told), "questions/qst-deaths.html")
    assert texts(card(node, "clm-c"), "finding") == ["error some-rule: Something is wrong."]
    assert texts(card(node, "clm-d"), "finding") == []
