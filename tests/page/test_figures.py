"""Figures to share: every position, everybody who holds it, and how to cite it, inside."""

from __future__ import annotations

import struct
from typing import Any

import polars as pl
import pytest
from contested.page.figures import MOST, figure, has_figure, png
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from page.sites import facts, site

SVG = "{http://www.w3.org/2000/svg}"


def drawn(ident: str, line: str = "") -> Any:
    told = facts(line)
    claims = told.claims.filter(pl.col("question_id") == ident).to_dicts()
    return etree.fromstring(figure(told, told.questions[ident], claims).encode())


def lines(node: Any) -> str:
    return " ".join(one.text or "" for one in node.iter(f"{SVG}text"))


def test_a_figure_has_question_positions_claimants_days_documents_and_citation() -> None:
    node = drawn("qst-deaths")
    told = lines(node)
    for words in (
        "How many people died at Low Ford on 21 August 2021?",
        "Answered in more than one way",
        "3 or more",
        "12 to 15",
        "14",
        "elders of Low Ford.",
        "22 August 2021",
        "in Radio Ostra",
        "Replaced by the claimant",
        "Nothing here says who is right.",
        "(version 1.0.0)",
        "questions/qst-deaths.html",
    ):
        assert words in told
    assert node.find(f"{SVG}title").text == "How many people died at Low Ford on 21 August 2021?"


def test_positions_have_columns_of_one_width_and_one_size() -> None:
    node = drawn("qst-control")
    rules = list(node.iter(f"{SVG}line"))
    widths = {
        float(one.get("x2")) - float(one.get("x1")) for one in rules if one.get("x2") != "1140"
    }
    assert len(widths) == 1


@given(st.text(min_size=1, max_size=400))
def test_whatever_is_asked_the_figure_is_xml_and_no_line_leaves_it(words: str) -> None:
    told = facts()
    row = dict(told.questions["qst-talks"]) | {"question": words}
    claims = told.claims.filter(pl.col("question_id") == "qst-talks").to_dicts()
    node = etree.fromstring(figure(told, row, claims).encode())
    height = float(node.get("height"))
    assert all(0 <= float(one.get("y")) <= height for one in node.iter(f"{SVG}text"))


def test_the_site_has_a_figure_of_each_question_that_is_not_too_large_for_one() -> None:
    told = site()
    assert "figures/qst-control.svg" in told
    assert "../figures/qst-control.svg" in told["questions/qst-control.html"]
    assert not has_figure([{"status": "active"}] * (MOST + 1))
    assert not has_figure([{"status": "withdrawn"}])


def test_a_png_has_twice_the_dots() -> None:
    pytest.importorskip("resvg_py")
    told = facts()
    claims = told.claims.filter(pl.col("question_id") == "qst-control").to_dicts()
    made = png(figure(told, told.questions["qst-control"], claims))
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24])[0] == 2400
