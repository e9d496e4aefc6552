"""The second reference dataset says what its texts say, and copies little."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import contested
import pytest
from contested.check.validate import validate
from contested.cli import OK, main

DATASET = Path(__file__).parent.parent / "datasets" / "panjshir-2021-09"
RUN = 9  # words; a longer run of a text is more than a short quotation


def rows(table: str) -> list[dict[str, str]]:
    with (DATASET / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


@pytest.fixture(scope="module")
def dataset() -> Any:
    return contested.open(DATASET)


@pytest.fixture(scope="module")
def texts(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """Return the paragraphs of the texts that are at hand, by source.

    The texts are not part of the repository.
    """
    folder = request.config.getoption("--texts", default=None) or os.environ.get("CONTESTED_TEXTS")
    found = {}
    for source in rows("sources"):
        path = Path(folder or os.devnull) / f"{source['source_id']}.txt"
        if path.is_file():
            data = path.read_bytes()
            assert hashlib.sha256(data).hexdigest() == source["text_sha256"], path.name
            lines = data.decode("utf-8").split("\n")
            found[source["source_id"]] = [" ".join(line.split()) for line in lines if line.strip()]
    if not found:
        pytest.skip("the texts are not at hand: name their folder with --texts or CONTESTED_TEXTS")
    return found


def positions(dataset: Any, question: str) -> dict[str, dict[str, Any]]:
    """Return the positions on a question, by their words."""
    found = contested.positions(dataset)
    found = found[found["question_id"] == question]
    return {row["position"]: row for row in found.to_dict("records")}


def test_who_held_paryan_is_contested_on_one_day_only(dataset: Any) -> None:
    found = contested.conflicts(dataset)
    found = found[(found["question_id"] == "qst-paryan-control") & (found["by"] != "relation")]
    [row] = found.to_dict("records")
    assert (row["claimants"], row["other_claimants"]) == (["Bilal Karimi"], ["Fahim Danesh"])
    days = {claim["claim_id"]: claim["occurred"] for claim in rows("claims")}
    assert [days[claim] for claim in (*row["claim_ids"], *row["other_claim_ids"])] == [
        "2021-09-03",
        "2021-09-03?",
    ]


def test_where_massoud_was_is_contested_between_sides_and_within_one(dataset: Any) -> None:
    found = contested.conflicts(dataset)
    found = found[found["question_id"] == "qst-massoud-where"]
    assert [
        (row["position"], row["other_position"], row["within_side"], row["between_sides"])
        for row in found.to_dict("records")
    ] == [
        ("Panjshir", "Tajikistan", False, True),
        ("Panjshir", "Turkey", False, True),
        ("Tajikistan", "Turkey", True, False),
    ]


def test_a_count_that_grew_is_not_contested_and_says_which_numbers_are_approximate(
    dataset: Any,
) -> None:
    found = positions(dataset, "qst-killed-weekend")
    assert list(found) == ["about 600", "700", "700 or more"]
    assert not any(row["in_conflict"] for row in found.values())
    assert {claim["answer"] for claim in rows("claims") if claim["quantity_about"] == "true"} == {
        "about 600",
        "roughly 600",
        "about 1,500",
        "nearly a thousand",
    }


def test_none_by_the_sixth_stands_beside_twenty_by_the_fourteenth(dataset: Any) -> None:
    found = contested.conflicts(dataset)
    found = found[found["question_id"] == "qst-civilians-killed"]
    assert {tuple(row) for row in found["claimants"]} == {("Bilal Karimi",)}
    assert {tuple(row) for row in found["other_claimants"]} == {("BBC",)}
    assert positions(dataset, "qst-civilians-killed")["0"]["claimants"] == [
        "Zabihullah Mujahid",
        "Bilal Karimi",
    ]


def test_a_retracted_post_still_holds_its_position(dataset: Any) -> None:
    yes = positions(dataset, "qst-clip")["yes"]
    assert dict(zip(yes["claimants"], yes["standings"], strict=True)) == {
        "Republic TV": "stands",
        "Hasti TV": "stands",
        "Zee Hindustan": "stands",
        "Faran Jeffery": "retracted",
    }
    captured = positions(dataset, "qst-captured-weekend")
    assert {words: row["standings"] for words, row in captured.items()} == {
        "600": ["stands"],
        "about 1,500": ["stands"],
    }


def test_one_post_in_five_outlets_is_one_utterance(dataset: Any) -> None:
    found = positions(dataset, "qst-cut-off-paryan")
    assert {words: row["claim_count"] for words, row in found.items()} == {
        "about 1,000": 1,
        "1,000 or more": 4,
    }
    assert len({one for row in found.values() for one in row["utterances"]}) == 1


def test_stats_answers_what_a_reader_asks_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(DATASET)]) == OK
    told = capsys.readouterr().out
    for lines in (
        # what each side says
        """
  Were Taliban forces present in Panjshir province between 4 and 7 September
      2021?
    National Resistance Front: no (Fahim Dashti)
    Taliban: yes (Ahmadullah Wasiq)
""",
        # what changed when
        """
  How many fighters of the resistance had been killed in Panjshir by 6 September
      2021?
    by 2 September 2021
      Taliban: 34 (Zabihullah Mujahid)
    by 3 September 2021
      Taliban: 31 or more (Zabihullah Mujahid)
""",
        """
    Faran Jeffery: yes (said no later than 7 September 2021 (approximate)),
        retracted
    since then: no (said no later than 7 September 2021 (approximate))
""",
        # which numbers are approximate
        """
  How many Taliban fighters were cut off in Paryan on 5 September 2021?
    Fahim Dashti for National Resistance Front: nearly a thousand
""",
        # which claims could not be confirmed
        """
  Which force controlled Rokha district between 2 and 6 September 2021?
    Associated Press: Taliban
    Taliban: Taliban (Bilal Karimi)
    Reuters could not confirm it
""",
    ):
        assert lines in told


def test_every_quote_stands_in_the_paragraph_of_its_claim(texts: dict[str, list[str]]) -> None:
    for claim in rows("claims"):
        if claim["quote"] and claim["source_id"] in texts:
            number = int(claim["locator"].removeprefix("paragraph "))
            assert claim["quote"] in texts[claim["source_id"]][number - 1], claim["claim_id"]


def test_no_nine_words_of_a_text_stand_in_a_cell_but_quotes_titles_and_addresses(
    texts: dict[str, list[str]],
) -> None:
    taken = {run for paragraphs in texts.values() for run in runs("\n".join(paragraphs))}
    for path in sorted((DATASET / "data").glob("*.csv")):
        for row in rows(path.stem):
            for column, cell in row.items():
                if column not in ("quote", "title", "url"):
                    assert not runs(cell) & taken, f"{path.name}: {next(iter(row.values()))}"


def test_no_nine_words_of_a_text_but_its_title_stand_in_the_readme(
    texts: dict[str, list[str]],
) -> None:
    text = (DATASET / "README.md").read_text(encoding="utf-8")
    taken = {run for paragraphs in texts.values() for run in runs("\n".join(paragraphs))}
    assert not runs(text) & taken


def test_the_package_validates_against_the_texts_with_no_finding_at_all(
    request: pytest.FixtureRequest, texts: dict[str, list[str]]
) -> None:
    folder = request.config.getoption("--texts", default=None) or os.environ["CONTESTED_TEXTS"]
    assert list(validate(DATASET, texts_folder=Path(folder)).findings()) == []
