"""Words, numbers and days that nobody said, drawn from a seed."""

from __future__ import annotations

import datetime
import random
import re

WORD = re.compile(r"[A-Z]\w{3,}|\w{5,}|\d+")
"""What is replaced in a text: names, long words and numbers. The short words hold it together."""
DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
SYLLABLES = [consonant + vowel for consonant in "bdfghjklmnprstvz" for vowel in "aeiou"]
SCRIPTS = ("абвгдежзиклмнопр", "ابتدرسفقلمنوهی")


class Invention:
    """A source of texts, each of them unlike the others."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        lengths = (2, 3, 4)
        self.words = [
            "".join(self.random.choices(SYLLABLES, k=lengths[n % 3])) for n in range(60_000)
        ]

    def reword(self, text: str) -> str:
        """Return a text with other names, long words and numbers in it."""
        return WORD.sub(lambda found: self._other(found[0]), text)

    def _other(self, word: str) -> str:
        if word.isdigit():
            return str(self.random.randrange(1, 10 ** len(word)))
        other = self.random.choice(self.words)
        return other.capitalize() if word[0].isupper() else other

    def sentence(self) -> str:
        """Return a sentence, some on a line of their own, some foreign."""
        gap = "\n" if self.random.random() < 0.07 else " "
        words = self.random.choices(self.words, k=3)
        if self.random.random() < 0.1:
            letters = self.random.choice(SCRIPTS)
            words = ["".join(self.random.choices(letters, k=len(word))) for word in words]
        return f"{gap}{' '.join(words)}, {self.random.randrange(1000, 100_000):,}."


def spell(number: int) -> str:
    """Return a name that no other number has."""
    name = ""
    while number:
        number, digit = divmod(number, len(SYLLABLES))
        name += SYLLABLES[digit]
    return name.capitalize()


def shift(dates: str, days: int) -> str:
    """Return an EDTF text so many days earlier.

    A month or a year becomes an interval of days.
    """

    def earlier(found: re.Match[str]) -> str:
        given = [int(part) for part in found[0].split("-")]
        year, month, day = [*given, 1, 1][:3]
        first = last = datetime.date(year, month, day)
        if len(given) < 3:
            months = 1 if len(given) == 2 else 12
            last = (first + datetime.timedelta(31 * months)).replace(day=1)
            last -= datetime.timedelta(1)
        ends = [str(one - datetime.timedelta(days)) for one in (first, last)]
        return "/".join(dict.fromkeys(ends))

    return DATE.sub(earlier, dates)
