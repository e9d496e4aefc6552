"""Links: names of files that every machine takes, and addresses that lead where they say."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from contested.page import links
from contested.report.links import outside
from hypothesis import given
from hypothesis import strategies as st

NAME = re.compile(r"questions/[a-z0-9_-]{1,80}\.html")


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_every_id_has_a_file_of_its_own_that_every_machine_takes(idents: list[str]) -> None:
    names = [links.page("questions", ident) for ident in idents]
    assert len({name.casefold() for name in names}) == 2
    assert all(NAME.fullmatch(name) for name in names)


@pytest.mark.parametrize("ident", ["con", "nul", "../../up", "a/b", "Qst-A", "q" * 200, "q-part-2"])
def test_a_name_that_some_machine_would_not_take_is_another_one(ident: str) -> None:
    assert links.page("questions", ident) != f"questions/{ident}.html"
    assert NAME.fullmatch(links.page("questions", ident))


def test_parts_of_a_page_have_its_name_and_their_number() -> None:
    assert links.part("questions/qst-a.html", 1) == "questions/qst-a.html"
    assert links.part("questions/qst-a.html", 2) == "questions/qst-a-part-2.html"
    assert links.page("questions", "qst-a-part-2") != links.part("questions/qst-a.html", 2)


@pytest.mark.parametrize(
    ("address", "quoted", "leads"),
    [
        ("https://a.example/x", None, "https://a.example/x"),
        ("HTTP://a.example", None, "HTTP://a.example"),
        ("https://a.example/x", "no one", "https://a.example/x#:~:text=no%20one"),
        ("https://a.example/x#y", "no one", "https://a.example/x#y:~:text=no%20one"),
        ("https://a.example/x", "one", "https://a.example/x"),
        (
            "https://a.example/x",
            "well-known, he said.",
            "https://a.example/x#:~:text=well%2Dknown%2C%20he%20said",
        ),
        ("javascript:alert(1)", "no one", ""),
        (" javascript:alert(1)", None, ""),
        ("data:text/html,x", None, ""),
        ("//a.example", None, ""),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_only_the_web_is_linked_and_words_are_led_to(
    address: str | None, quoted: str | None, leads: str
) -> None:
    assert outside(address, quoted) == leads


def test_long_words_are_led_to_by_their_two_ends() -> None:
    words = " ".join(str(number) for number in range(30))
    told = outside("https://a.example/", words)
    start, _, end = told.partition("#:~:text=")[2].partition(",")
    assert (unquote(start), unquote(end)) == ("0 1 2 3 4 5", "24 25 26 27 28 29")
