"""Numbers in wordings, as far as a machine can read them.

Digits of every script are read, with whatever parts their thousands or decimals, and words behind
them such as million; number words in English only. Where a number can be read in more than one way,
all readings count: a rule that asks for a number is content with any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from contested.standard.source import schema
from contested.text import latin_digits

SCALES = {
    100: "hundred hundreds",
    1000: "k thousand thousands tausend mille mil mila bin tys тыс тысяч тысяча тысячи тисяч هزار"
    " زره ألف آلاف الف 千",
    10_000: "万 萬",
    100_000: "lakh lakhs lac لک لاکھ",
    1_000_000: "m mn million millions millionen millón millones milioni milhões milyon mio млн"
    " миллион миллиона миллионов мільйон میلیون ملیون مليون",
    10_000_000: "crore crores کروڑ",
    100_000_000: "億 亿",
    1_000_000_000: "bn billion billions milliard milliards milliarde milliarden mrd млрд миллиард"
    " миллиарда миллиардов میلیارد مليار",
    12: "dozen dozens",
    20: "score scores",
}
"""Words behind a number that multiply it."""
SCALE: dict[str, Decimal] = {}
for _scale, _words in SCALES.items():
    SCALE |= dict.fromkeys(_words.split(), Decimal(_scale))
UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: Decimal(n) for n, word in enumerate(UNITS)} | {
    word: Decimal(10 * n) for n, word in enumerate(TENS, 2)
}
for _ten in TENS:
    WORDS |= {f"{_ten}-{one}": WORDS[_ten] + WORDS[one] for one in UNITS[1:10]}
_FIELDS = {field["name"]: field for field in schema("claims")["fields"]}
WORDINGS: dict[str, tuple[float, float | None]] = {
    one["wording"]: (one["least"], one.get("most")) for one in _FIELDS["quantity_min"]["wordings"]
}
"""Wordings that set bounds without a number: the least, and the most, if there is one."""
ABOUT: tuple[str, ...] = tuple(_FIELDS["quantity_about"]["wordings"])
"""Words before a number that say that it is not exact."""
PARTING = " ,.'’\u00a0\u202f\u066b\u066c"
"""Signs that people write between the digits of one number."""
DIGITS = f"[0-9]+(?:[{PARTING}][0-9]+)*"
NUMBER_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
TOKEN = re.compile(
    r"(?P<minus>(?<![0-9])[-−]|\bminus )?"
    rf"(?:(?P<digits>{DIGITS})|\b(?P<word>{NUMBER_WORD})\b)"
    r"(?:[ -]?(?P<scale>[^\W\d_]+))?",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"half|quarter|third|fifth|tenth|dozen|score|hundred|-|million", re.IGNORECASE
)
"""Words and signs by which a number word is only a part of a number."""
JOINING = 3
"""Words that may stand between the two ends of one range."""
LONGEST = 500
"""Characters of a wording that are looked at."""


@dataclass(frozen=True)
class Number:
    """A number in a text: all its readings, and where it stands."""

    values: frozenset[Decimal]
    start: int
    end: int
    scale: Decimal | None = None
    is_digits: bool = True
    has_unknown_word: bool = False

    def can_be(self, wanted: Decimal) -> bool:
        """Return whether this may be that number."""
        if wanted in self.values:
            return True
        return self.has_unknown_word and any(_is_power(wanted, value) for value in self.values)

    def scaled(self, scale: Decimal) -> Number:
        """Return this number, multiplied or not by a later number's word."""
        values = self.values | {value * scale for value in self.values}
        return Number(values, self.start, self.end, scale, self.is_digits)


@lru_cache(maxsize=1 << 14)
def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers that a text has, in order."""
    plain = latin_digits(text[:LONGEST])
    found = [_number(one, plain) for one in TOKEN.finditer(plain)]
    for at in range(len(found) - 2, -1, -1):
        after = found[at + 1]
        if found[at].scale is None and after.scale and _joins(plain[found[at].end : after.start]):
            found[at] = found[at].scaled(after.scale)
    return tuple(found)


def states_range(text: str, least: str, most: str) -> bool:
    """Return whether a text gives both ends of one range.

    Two numbers far from each other, or parted by a comma, are two people's.
    """
    low, high, plain = Decimal(least), Decimal(most), latin_digits(text[:LONGEST])
    known = numbers(text)
    for one, other in pairwise(known):
        if _joins(plain[one.end : other.start]) and one.can_be(low) and other.can_be(high):
            return True
    phrases = [ends for words, ends in WORDINGS.items() if re.search(rf"\b{words}\b", plain, re.I)]
    return (float(low), float(high)) in phrases


def contradicts(text: str, least: str | None, most: str | None) -> bool:
    """Return whether a text has numbers, none of which are a bound.

    Where it has none in digits, one in a single word counts.
    """
    every = numbers(text)
    written = [one for one in every if one.is_digits] or _only_word(text, every)
    bounds = [Decimal(bound) for bound in (least, most) if bound is not None]
    if "%" in text or "per cent" in text or "percent" in text:
        bounds += [bound * 100 for bound in bounds]
    known = [one for one in written if any(map(one.can_be, bounds))]
    return bool(written and bounds) and not known


def _only_word(text: str, known: tuple[Number, ...]) -> list[Number]:
    """Return the only number of a text, if a word is it.

    “No one” and “three quarters” are none, nor are words that other words multiply.
    """
    if len(known) != 1 or known[0].scale is not None or FRACTION.search(text):
        return []
    return [one for one in known if min(one.values) > 1]


def reach(bound: Decimal) -> Decimal:
    """Return how much further an approximate bound reaches.

    That is half a unit of its last digit that is not zero, and no more than a quarter of it:
    about 600 is 550 to 650, about 1,000 is 750 to 1,250.
    """
    unit = Decimal(1).scaleb(int(bound.normalize().as_tuple().exponent))
    return min(unit / 2, abs(bound) / 4)


def _number(found: re.Match[str], text: str) -> Number:
    word, scale_word = found["word"], (found["scale"] or "").lower()
    values = {WORDS[word.lower()]} if word else set(_readings(found["digits"]))
    scale = SCALE.get(scale_word)
    if scale is not None:
        values |= {value * scale for value in values}
    if found["minus"]:
        values |= {-value for value in values}
    foreign = bool(scale_word) and scale is None and not scale_word.isascii()
    end = found.end() if scale is not None or not scale_word else found.start("scale")
    return Number(frozenset(values), found.start(), end, scale, not word, foreign)


def _readings(digits: str) -> Iterator[Decimal]:
    """Yield what digits can mean that have signs between them."""
    groups = re.split(f"[{PARTING}]", digits)
    for start in range(len(groups)):
        for stop in range(start + 1, len(groups) + 1):
            yield Decimal("".join(groups[start:stop]))
            if stop - start > 1:
                yield Decimal("".join(groups[start : stop - 1]) + "." + groups[stop - 1])


def _joins(between: str) -> bool:
    """Return whether words between two numbers make one range."""
    words, signs = re.findall(r"\w+", between), set(re.findall(r"[^\w\s]", between))
    if "\n" in between or signs & set(";()"):
        return False
    if "/" in signs:
        return not words
    return len(words) <= (1 if signs & set(",:") else JOINING)


def _is_power(wanted: Decimal, value: Decimal) -> bool:
    """Return whether a word of no list may have multiplied a value."""
    return value != 0 and wanted / value in (100, 1000, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9)
