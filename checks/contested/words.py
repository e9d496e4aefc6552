"""Words: what a finding is told in, for people who do not program."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from typing import Any

from contested.rule import Rule
from contested.standard import Field

LONGEST = 120
"""Characters of a cell that a message shows."""
NAMES = {
    "\t": "tab", "\n": "line break", "\r": "carriage return", "\u00a0": "no-break space", "\u200b": "zero-width space", "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner", "\u200e": "left-to-right mark", "\u200f": "right-to-left mark", "\u2060": "word joiner", "\ufeff": "byte order mark",
}  # fmt: skip
FORMS = {
    "integer": "a whole number in plain digits",
    "number": "a number in plain digits, with a point for decimals",
    "date": "a day of the calendar, written year-month-day",
    "uri": "an address that begins with a scheme such as https:",
    "list": "a list whose items are parted by {delimiter}, with none left empty",
    "boolean": "{words}",
}


def visible(text: str | None, longest: int = LONGEST) -> str:
    """A cell as a message shows it: what cannot be seen is named, and a long one is cut."""
    if text is None:
        return "(blank)"
    shown = text[:longest]
    if not shown.isprintable():
        shown = "".join(f"⟨{NAMES.get(c) or unicodedata.name(c, '').lower() or f'U+{ord(c):04X}'}⟩" if _unseen(c) else c for c in shown)
    return shown + ("…" if len(text) > longest else "")


def _unseen(character: str) -> bool:
    return character != " " and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp")


def form_of(field: Field) -> str:
    """How a field's type is written, in plain words."""
    words = " or ".join([*field.true_words, *field.false_words])
    return FORMS.get(field.form, "a text").format(delimiter=field.delimiter, words=words)


def bounds_of(field: Field) -> str:
    """What a number of a field can be, in plain words."""
    low, high = (f"{b:g}" if b is not None else "" for b in (field.minimum, field.maximum))
    return f"from {low} to {high}" if low and high else f"{low} or more" if low else f"{high} or less"


def lists_of(rule: Rule) -> dict[str, str]:
    """The published lists of a rule, which are tuples of words in its module, under their names in lower case."""
    module = sys.modules[rule.arms[0].wrong.__module__]
    return {
        name.lower(): ", ".join(value)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, tuple) and all(isinstance(v, str) for v in value)
    }


def of_field(field: Field) -> dict[str, str]:
    """What messages can say of a field."""
    return {
        "column": field.name, "title": field.title, "description": field.description, "example": field.example, "words": ", ".join(field.words),
        "form": form_of(field), "bounds": bounds_of(field), "max_length": str(field.max_length or ""),
    }  # fmt: skip


class _Told(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def fill(template: str, values: dict[str, str]) -> str:
    """A template with its places filled; a place that nothing is known of stays as it is."""
    return template.format_map(_Told(values))


def page_of(rule: Rule, told: dict[str, str]) -> tuple[str, str, str]:
    """A rule's message, what it allows and the remedy, filled in."""
    return fill(rule.page["message"], told), fill(rule.page["allowed"], told), fill(rule.page["mend"], told)


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The one of many words that someone most likely meant, or None where none is close."""
    if not 0 < len(word) <= LONGEST:
        return None
    import difflib

    close = [w for w in among if abs(len(w) - len(word)) <= 3]
    if len(close) > 2000:
        close = [w for w in close if w[:6] == word[:6] or w[-4:] == word[-4:]][:20000]
    lower: dict[str, str] = {}
    for candidate in close:
        lower.setdefault(candidate.lower(), candidate)
    found = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.7)
    return lower[found[0]] if found else None


def plural(number: int, noun: str) -> str:
    """A number with its noun: 1 row, 2 rows."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def words_for(values: dict[str, Any]) -> dict[str, str]:
    """Values of a row as messages show them."""
    return {name: visible(None if value is None else str(value)) for name, value in values.items()}
