"""Things of a dataset in a terminal: side by side, in its width, and whole."""

from __future__ import annotations

import pytest
from contested.page.terminal import fold, lines, pad
from hypothesis import given
from hypothesis import strategies as st
from page.sites import facts
from wcwidth import wcswidth

LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P"])
IDS = ["qst-deaths", "clm-b", "act-guard", "src-radio", "loc-ford", "qst-bridge", "clm-l"]


def shown(ident: str, width: int = 80, line: str = "") -> list[str]:
    return list(lines(facts(line), ident, width))


def test_a_question_has_its_positions_side_by_side() -> None:
    told = shown("qst-control")
    assert told[0] == "Who held Low Ford on 21 August 2021?"
    assert told[1] == "Contested between sides."
    (heading,) = [one for one in told if "not: River Guard" in one]
    assert heading.split("not: ")[0].strip() == "River Guard"
    assert any("“The Guard does not hold Low" in one for one in told)
    assert any("[clm-a]" in one for one in told)


def test_in_a_narrow_terminal_they_stand_below_each_other() -> None:
    told = shown("qst-control", 40)
    assert [one for one in told if one in ("River Guard", "not: River Guard")] != []
    assert not any("River Guard" in one and "not:" in one.partition("River")[2] for one in told)


@pytest.mark.parametrize("ident", IDS)
@pytest.mark.parametrize("width", [20, 37, 80, 200])
def test_no_line_is_wider_than_the_terminal_but_for_an_address(ident: str, width: int) -> None:
    wide = [one for one in shown(ident, width) if wcswidth(one) > width]
    assert [one for one in wide if "://" not in one] == []


def test_each_kind_tells_what_belongs_to_it() -> None:
    assert "Valley Council" in " ".join(shown("clm-b"))
    assert "Replaced by the claimant." in " ".join(shown("act-guard"))
    assert shown("src-radio")[0].startswith("Fighting at Low Ford")
    assert any("(contested)" in one and "qst-control" in one for one in shown("loc-ford"))


def test_a_name_in_its_own_script_is_whole() -> None:
    line = "actors act-guard native_name=گارد native_language=fa"
    assert shown("act-guard", line=line)[0] == "River Guard گارد"


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        shown("qst-none")


@given(st.text(), st.integers(8, 60))
def test_folding_loses_no_word_and_keeps_the_width(words: str, width: int) -> None:
    told = fold(words, width)
    assert all(wcswidth(one) <= width or len(one) == 1 for one in told)
    assert "".join("".join(told).split()) == "".join(fold(words, 10_000)[0].split())


@given(st.text(alphabet=LETTERS), st.integers(0, 9))
def test_a_padded_cell_has_its_width(words: str, more: int) -> None:
    assert wcswidth(pad(words, wcswidth(words) + more)) == wcswidth(words) + more
