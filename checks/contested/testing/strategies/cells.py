"""Cells: a strategy for every field.

It is read from the field's schema, so that a new field or word is drawn without anybody's help.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contested.rules.attribution.claimants import LABELS, OFFICES, word_of
from contested.rules.attribution.gaps import UNRECORDED
from contested.rules.files.lost import LOST
from contested.rules.separation.questions import MARKS, PRESUMING, TAKING_SIDES
from contested.standard import Field
from contested.testing.strategies.days import TODAY, dates

WORDS = (
    "held",
    "the",
    "ford",
    "people",
    "said",
    "no",
    "and",
    "or",
    "O’Neill",
    "Straße",
    "Ñandú",
    "Łódź",
    "Ἀθῆναι",
    "Київ",
    "北京",
    "서울",
    "گفتگو",
    "می\u200cروند",
    "پنجشیر",
    "ځواکونه",
    "ښار",
    "وايي",
    "קול",
    "e\u0301te\u0301",
    "ā",
    "12",
    "۱۲",
    "1,200",
)
"""Words in the scripts that sources are written in: Dari and Pashto with their joiners, combining
marks, digits of two kinds.
"""
AWKWARD = (
    '"',
    "'",
    ",",
    ";",
    "“”",
    "a,b",
    '""',
    "\\",
    "#",
    "|",
    "\n",
    "NA",
    "null",
    "1e5",
    "TRUE",
    "<b>",
    "&amp;",
    "{x}",
    "%s",
    "🙂",
    "\u200f(",
    "--",
)
"""What trips up readers of CSV, spreadsheets and pages, and is nevertheless what somebody wrote."""
NAMES = (
    "Amber",
    "Birch",
    "Cedar",
    "Dune",
    "Elm",
    "Fjord",
    "Grove",
    "Heath",
    "Anna Sá",
    "شیر",
    "Нива",
    "Ōsaka",
    "Zoë-Lou",
    'The "Reds", south',
)
_LOST = re.compile(LOST)
_UNFIT = [re.compile(word_of(words)) for words in (OFFICES, LABELS, PRESUMING, TAKING_SIDES)]


LETTERS = (
    st.text(
        st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=6
    )
    .map(lambda text: f"a{text}")
    .filter(lambda text: not _LOST.search(text))
)
"""Letters, marks and signs of any script, without anything that cannot be seen.

They do not look like letters that were read in the wrong encoding.
"""
_WORDS, _NAMES = (
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2),
)
_ODD, _EXTRA, _MARKS = (
    st.none() | st.sampled_from(AWKWARD) | LETTERS,
    st.just("") | LETTERS,
    st.sampled_from("?؟？"),
)
BLANK = st.just("")
SIGNS_ALIKE = re.compile(r"(\[[a-zA-Z0-9-]+\])\{([0-9]+)\}")
"""A pattern that asks for some signs of one sort, such as a digest; drawn as one text they cost
less than drawn one by one.
"""


@st.composite
def prose(draw: st.DrawFn, max_size: int | None = None) -> str:
    """Draw a few words in any script.

    What people put between words stands between them; they neither begin nor end in space.
    """
    words, odd = draw(_WORDS), draw(_ODD)
    if odd is not None:
        words.insert(len(words) // 2, odd)
    text = " ".join(words).strip().lstrip("=+-@")
    return text[:max_size].strip() or "said"


@st.composite
def names(draw: st.DrawFn) -> str:
    """Draw a name that carries no office and no label.

    It may have a comma or a quotation mark, but no semicolon and no line break.
    """
    name = " ".join(draw(_NAMES))
    whole = f"{name} {draw(_EXTRA)}".strip()
    return name if ";" in whole or any(unfit.search(whole) for unfit in _UNFIT) else whole


@st.composite
def questions_asked(draw: st.DrawFn) -> str:
    """Draw the wording of a question.

    It has one question mark, at its end, and no word that presumes an answer.
    """
    body = re.sub(f"[{MARKS}]|and/or", "", draw(prose())).strip()
    asked = body if any(map(str.isalpha, body)) else f"said {body}".strip()
    return asked + draw(_MARKS)


@cache
def numbers(minimum: float = 0, maximum: float = 1000) -> SearchStrategy[str]:
    """Return a strategy for numbers between two bounds, whole or with decimals."""
    whole = st.integers(int(minimum), int(maximum)).map(str)
    return whole | st.tuples(whole, st.sampled_from(["0", "5", "25"])).map(".".join).filter(
        lambda text: minimum <= float(text) <= maximum
    )


def uris() -> SearchStrategy[str]:
    """Draw an address on a host that does not exist."""
    return st.integers(1, 10**6).map(lambda number: f"https://paper.example/{number}")


def lists(field: Field) -> SearchStrategy[str]:
    """One to three names, parted by the delimiter of the field."""
    return st.lists(names(), min_size=1, max_size=3, unique=True).map(field.delimiter.join)


@cache
def among(words: tuple[str, ...]) -> SearchStrategy[str]:
    """One of these, the first being the simplest."""
    return st.sampled_from(words)


def recorded(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that say something: of the others readers are told."""
    return tuple(word for word in words if word not in UNRECORDED)


@cache
def blank_or(field: Field) -> SearchStrategy[str]:
    """Return a strategy for a blank cell, or one that fits."""
    return BLANK | cell(field)


@cache
def cell(field: Field) -> SearchStrategy[str]:
    """Return a strategy for any filled cell that a field allows."""
    if field.words:
        return among(recorded(field.words))
    if field.form == "edtf":
        return dates()
    if field.form == "date":
        return st.dates(min_value=TODAY.replace(year=2020), max_value=TODAY).map(str)
    if field.form == "boolean":
        return st.sampled_from([*field.true_words, *field.false_words])
    if field.form in ("integer", "number"):
        low, high = (
            field.minimum if field.minimum is not None else 0,
            (field.maximum if field.maximum is not None else 10**6),
        )
        return (
            st.integers(int(low), int(high)).map(str)
            if field.form == "integer"
            else numbers(low, high)
        )
    if field.form == "uri":
        return uris()
    if field.form == "list":
        return lists(field)
    if alike := SIGNS_ALIKE.fullmatch(field.pattern):
        signs, times = (
            "".join(sign for sign in string.printable if re.fullmatch(alike[1], sign)),
            int(alike[2]),
        )
        return st.text(signs, min_size=times, max_size=times)
    if field.pattern:
        return st.from_regex(
            re.compile(field.pattern, re.ASCII),
            fullmatch=True,
            alphabet=st.characters(codec="ascii", exclude_categories=["Cc"]),
        )
    return prose(field.max_length)
