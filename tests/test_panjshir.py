"""The first reference dataset is what its README says, and copies little."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from contested.check.validate import validate

DATASET = Path(__file__).parent.parent / "datasets" / "panjshir-2021"
README = (DATASET / "README.md").read_text(encoding="utf-8")
QUOTED = re.compile(r'“[^”]*”|"[^"]*"')
RUN = 9  # words; a longer run of the article is more than a short quotation


def rows(table: str) -> list[dict[str, str]]:
    with (DATASET / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def active_claims() -> list[dict[str, str]]:
    return [claim for claim in rows("claims") if claim["status"] in ("", "active")]


def section(title: str) -> str:
    """Return the part of the README under one heading."""
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def table(text: str) -> list[list[str]]:
    """Return the body of the first Markdown table in a text."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def claim_ids(cell: str) -> list[str]:
    """Return the ids of a cell such as “clm-001 – clm-003, clm-129”."""
    found = []
    for part in cell.split(", "):
        first, _, last = part.partition(" – ")
        numbers = range(
            int(first.removeprefix("clm-")), int((last or first).removeprefix("clm-")) + 1
        )
        found += [f"clm-{number:03}" for number in numbers]
    return found


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def copied(text: str, article: set[tuple[str, ...]]) -> list[str]:
    """Return the runs of the article that stand in a text."""
    return sorted(" ".join(run) for run in runs(text) & article)


@pytest.fixture(scope="module")
def article(request: pytest.FixtureRequest) -> list[str]:
    """Return the lines of the coded text, found by its SHA-256.

    The text is not part of the repository.
    """
    folder = request.config.getoption("--texts", default=None) or os.environ.get("CONTESTED_TEXTS")
    if not folder:
        pytest.skip("the article is not at hand: name its folder with --texts or CONTESTED_TEXTS")
    [source] = rows("sources")
    for path in sorted(Path(folder).iterdir()):
        if (
            path.is_file()
            and hashlib.sha256(path.read_bytes()).hexdigest() == source["text_sha256"]
        ):
            return path.read_text(encoding="utf-8").splitlines()
    pytest.fail(f"{folder} holds no file with the SHA-256 that the source names")


def test_every_line_is_the_locator_of_a_claim_or_has_a_reason_in_the_readme() -> None:
    listed = {
        int(line): (int(count), claim_ids(ids) if ids else [], reason)
        for line, _, count, ids, reason in table(section("The 28 lines"))
    }
    assert list(listed) == list(range(1, 29))
    coded: dict[int, list[str]] = {}
    for claim in active_claims():
        coded.setdefault(int(claim["locator"].removeprefix("line ")), []).append(claim["claim_id"])
    for line, (count, ids, reason) in listed.items():
        assert (count, ids) == (len(coded.get(line, [])), coded.get(line, [])), f"line {line}"
        assert ids or reason, f"line {line} has neither a claim nor a reason"


def test_the_readme_counts_the_claims_of_each_kind_of_speaker_in_a_line() -> None:
    own = Counter(
        claim["locator"]
        for claim in active_claims()
        if claim["claimant_id"] == "act-article-publisher"
    )
    for line, _, count, _, speakers in table(section("The 28 lines")):
        numbers = re.findall(r"([^,(]+) \((\d+)\)", speakers) or [(speakers, count)]
        by_speaker = {who.strip(): int(number) for who, number in numbers}
        assert by_speaker.get("the article", 0) == own[f"line {line}"], f"line {line}"
        assert sum(by_speaker.values()) == int(count), f"line {line}"


def test_the_counts_in_the_readme_equal_the_data() -> None:
    claims = active_claims()
    own = sum(claim["claimant_id"] == "act-article-publisher" for claim in claims)
    assert f"is taken apart into {len(claims)} claims" in README
    assert f"{own} of the {len(claims)} claims are the article's own" in README


def test_the_readme_says_how_many_rows_use_what_the_standard_gained() -> None:
    claims, questions, relations = rows("claims"), rows("questions"), rows("relations")
    counted = [
        f"{sum(claim['quantity_about'] == 'true' for claim in claims)} claim",
        f"{sum(claim['on_behalf_of_id'] != '' for claim in claims)} claims",
        f"{sum(question['over_time'] == 'changing' for question in questions)} questions",
        f"{sum(question['over_time'] == 'running' for question in questions)} questions",
        f"{sum(claim['occurred_span'] == 'throughout' for claim in claims)} claims",
        f"{sum(relation['relation'] == 'same_utterance' for relation in relations)} relations",
        f"{sum(question['matter'] != '' for question in questions)} questions",
    ]
    told = [
        count for *_, count in table(section("What changed since the first draft of the standard"))
    ]
    del told[8], told[4]  # they tell of what the rows said before
    assert told == counted


def test_every_quote_stands_inside_quotation_marks_in_the_line_of_its_claim(
    article: list[str],
) -> None:
    for claim in active_claims():
        if claim["quote"]:
            line = article[int(claim["locator"].removeprefix("line ")) - 1]
            inside = [quoted[1:-1] for quoted in QUOTED.findall(line)]
            assert any(claim["quote"] in text for text in inside), claim["claim_id"]


def test_no_nine_words_of_the_article_stand_in_a_cell_but_quotes_and_the_title(
    article: list[str],
) -> None:
    taken = runs("\n".join(article))
    for path in sorted((DATASET / "data").glob("*.csv")):
        for row in rows(path.stem):
            where = f"{path.name}: {next(iter(row.values()))}"
            for column, cell in row.items():
                if column not in ("quote", "title"):
                    assert copied(cell, taken) == [], f"{where}: {column}"


def test_no_nine_words_of_the_article_but_its_title_stand_in_the_readme_or_the_descriptor(
    article: list[str],
) -> None:
    taken = runs("\n".join(article))
    for name in ("README.md", "datapackage.json"):
        text = (DATASET / name).read_text(encoding="utf-8").replace(article[0], "")
        assert copied(text, taken) == [], name


def test_the_package_validates_against_the_article_with_no_finding_at_all(
    article: list[str], tmp_path: Path
) -> None:
    (tmp_path / "article.txt").write_text("\n".join(article), encoding="utf-8")
    report = validate(DATASET, texts_folder=tmp_path)
    assert list(report.findings()) == []
    assert report.packages[0].not_run == ()
