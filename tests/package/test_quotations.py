"""Quotations: whether words stand between quotation marks, as many languages print them."""

from __future__ import annotations

import pytest
from contested.package.quotations import Text, is_quoted

PRINTED = [
    "He said “no talks” today.",
    'He said "no talks" today.',
    "He said 'no talks' today.",
    "He said ‘no talks’ today.",
    "It’s said: ‘no talks’.",
    "Er sagte „no talks“.",
    "Il a dit « no talks ».",
    "Hun sa »no talks«.",
    "Han sa ”no talks”.",
    "彼は「no talks」と言った。",
    "הוא אמר ״no talks״.",
    "“There were no talks, none at all.",
    '"Yes", he said, and "no talks".',
    "They spoke of no talks, then of “no talks”.",
]
PLAIN = [
    "He said no talks today.",
    "“Yes,” he said, and no talks.",
    '"Yes", he said, and no talks, "ever".',
    "It’s no talks that the council’s men want.",
    "The councils' no talks",
    "He said no talks “ever”.",
    "",
]


@pytest.mark.parametrize("text", PRINTED)
def test_words_in_quotation_marks_are_found(text: str) -> None:
    assert is_quoted("no talks", text)


@pytest.mark.parametrize("text", PLAIN)
def test_words_outside_of_them_are_not(text: str) -> None:
    assert not is_quoted("no talks", text)


def test_nothing_is_never_quoted() -> None:
    assert not is_quoted("", "“”")


@pytest.mark.parametrize(
    ("locator", "ends"),
    [
        ("line 1", False),
        ("line 2", False),
        ("line 3", True),
        ("line 1-2", False),
        ("lines 2-1", True),
        ("line 2-3", True),
        ("page 9", False),
        ("post", False),
    ],
)
def test_a_text_ends_before_a_line_that_it_has_not(locator: str, ends: bool) -> None:
    assert Text("a.txt", b"one\ntwo\n", "src-a", "").ends_before(locator) is ends


def test_letters_are_the_same_in_either_form_and_unseen_signs_do_not_count() -> None:
    text = Text("a.txt", "“Pra\u0308si\u00addentin”".encode(), "src-a", "")
    assert text.holds("Präsidentin", "line 1")
    assert text.holds("Pr\u00e4si\u200bdentin", "post")
