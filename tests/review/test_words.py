"""What a review writes for people to keep: the changelog section, and what the documentation says
of revisions.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from contested.review.changelog import LONGEST
from contested.text import markdown, visible
from hypothesis import given
from markdown_it import MarkdownIt
from report.hostile import CELLS, texts
from review import golden
from review.editing import ROOT
from review.scenarios import SCENARIOS

PAGE = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")


def is_text(cell: str) -> None:
    """Sees that a cell in an item of the changelog stays text when it is pasted."""
    item = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .parse(f"- now contested: {markdown(cell, LONGEST)} (qst-x)")
    )
    assert [one.type for one in item] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        "bullet_list_close",
    ]
    told = item[3].children or []
    assert {one.type for one in told} <= {"text", "text_special"}
    assert (
        "".join(one.content for one in told)
        == f"now contested: {visible(' '.join(cell.split()), LONGEST)} (qst-x)"
    )


@pytest.mark.parametrize("cell", CELLS)
def test_a_hostile_label_in_the_changelog_stays_text_when_it_is_pasted(cell: str) -> None:
    is_text(cell)


@given(texts)
def test_no_label_in_the_changelog_is_anything_but_text(cell: str) -> None:
    is_text(cell)


def test_the_page_on_reviews_names_every_kind_of_revision_and_no_other() -> None:
    fields = {
        field["name"]: field
        for field in json.loads((ROOT / "schema" / "revisions.json").read_text(encoding="utf-8"))[
            "fields"
        ]
    }
    assert set(re.findall(r"^\| .* \| `(\w+)` \|", PAGE, re.M)) == set(
        fields["kind"]["constraints"]["enum"]
    )


def test_the_example_on_that_page_is_a_file_that_excuses_its_change(tmp_path: Path) -> None:
    golden.prepared(SCENARIOS["honest-correction-with-its-revision"], tmp_path)
    written = (tmp_path / "proposed" / golden.NAME / "data" / "revisions.csv").read_text(
        encoding="utf-8"
    )
    assert f"```\n{written}```\n" in PAGE
    assert golden.reviewed(tmp_path, "--select", "history")[0] == 0
