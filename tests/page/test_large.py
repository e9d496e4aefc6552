"""Many questions, actors and places: every list is parted, and nothing is left out of it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from contested.testing.specimen import changed
from page.sites import facts_of, files, page
from page.test_parts import LARGEST

MANY = 1_200
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """The site of as many contested questions, each with a claimant and a place of its own."""
    made = changed()
    claim = next(row for row in made.tables["claims"] if row["claim_id"] == "clm-e")
    question = next(row for row in made.tables["questions"] if row["question_id"] == "qst-talks")
    for number in range(MANY):
        name = f"many-{number:05}"
        actor = made.tables["actors"][0] | {"actor_id": f"act-{name}", "name": f"Actor {name}"}
        place = made.tables["locations"][0] | {
            "location_id": f"loc-{name}",
            "name": f"Place {name}",
        }
        made.tables["actors"].append(actor)
        made.tables["locations"].append(place)
        asked = {"question_id": f"qst-{name}", "question": f"Was it so at {name}?"}
        made.tables["questions"].append(question | asked | {"location_id": f"loc-{name}"})
        for answer, who in (("yes", "act-guard"), ("no", f"act-{name}")):
            said = {"claim_id": f"clm-{name}-{answer}", "question_id": f"qst-{name}"}
            made.tables["claims"].append(claim | said | {"claimant_id": who, "answer": answer})
    return files(facts_of(made.package()))


def links(told: dict[str, str], name: str, query: str) -> Counter[str]:
    """How often each address is linked on all parts of a page."""
    pattern = re.compile(rf"{name}(-part-\d+)?\.html")
    parts = [path for path in told if pattern.fullmatch(path)]
    assert parts
    return Counter(href for path in parts for href in page(told, path).xpath(query))


def test_no_page_is_large(told: dict[str, str]) -> None:
    sizes = {name: len(text.encode()) for name, text in told.items() if name.endswith(".html")}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert {"index-part-2.html", "timeline-part-2.html", "map-part-2.html"} <= told.keys()


@pytest.mark.parametrize(
    ("name", "query", "kind"),
    [
        ("index", "//h3/a/@href", "questions/qst"),
        ("timeline", "//div[@class='row3']//a/@href", "questions/qst"),
        ("matrix", "//th[@scope='col']/a/@href", "questions/qst"),
        ("map", "//ul[@class='tree']/li/a/@href", "places/loc"),
        ("actors", "//ul[@class='plain']/li/a/@href", "actors/act"),
    ],
)
def test_each_thing_stands_once_on_the_parts_of_a_list(
    told: dict[str, str], name: str, query: str, kind: str
) -> None:
    counted = links(told, name, query)
    for number in range(MANY):
        assert counted[f"{kind}-many-{number:05}.html"] == 1


def test_an_actor_with_claims_on_all_of_them_has_each_once(told: dict[str, str]) -> None:
    counted = links(told, "actors/act-guard", "//article[@class='pair']/h3/a/@href")
    assert counted["../questions/qst-many-00000.html"] == 1
    assert sum("qst-many" in href for href in counted) == MANY


def test_many_spans_of_a_lane_that_meet_are_drawn_as_one() -> None:
    made = changed()
    first = next(row for row in made.tables["claims"] if row["claim_id"] == "clm-a")
    for number in range(1, 28):
        for month in range(1, 13):
            day = {"occurred": f"2020-{month:02}-{number:02}", "claim_id": f"clm-{month}-{number}"}
            made.tables["claims"].append(first | day)
    told = files(facts_of(made.package()))
    (row,) = page(told, "timeline.html").xpath(
        "//div[@class='row3'][.//a[@href='questions/qst-control.html']]"
    )
    assert len(row.xpath(".//svg[@class='lane'][1]/rect[@class='tint']")) <= 13
    assert "more on its page" in row.text_content()


def test_the_questions_of_one_matter_are_parted_too() -> None:
    made = changed()
    question = next(row for row in made.tables["questions"] if row["question_id"] == "qst-talks")
    for number in range(2_000):
        asked = {"question_id": f"qst-many-{number:05}", "matter": "talks"}
        made.tables["questions"].append(question | asked)
    told = files(facts_of(made.package()))
    assert "matters/index-part-2.html" in told
    assert len(told["matters/index.html"].encode()) <= LARGEST
    parts = [text for path, text in told.items() if path.startswith("matters/")]
    assert sum(text.count("<h2>") for text in parts) == 2
