"""Faults of cells: what a field's own schema asks, not kept.

It is not kept by one unit, one sign or one day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from contested.rules.cells import FORMS
from contested.standard import Field
from contested.testing.strategies.cells import cell
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.columns import Judged, some_cell
from contested.testing.strategies.faults.fault import Hit, fault

Spoil = Callable[[Field, str], Iterable[str]]
"""What of a field's right cell is wrong in one way."""
POINT = ("latitude", "longitude", "uncertainty_m", "gazetteer")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def spoilt(draft: Draft, judged: Judged, spoil: Spoil, *, keys: bool = False) -> Iterator[Hit]:
    """Write into one cell what its rule forbids."""
    table, row, field = some_cell(draft, judged, keys=keys)
    row[field.name] = draft.draw(st.sampled_from(list(spoil(field, row[field.name]))))
    yield table, row, field.name


@fault("missing-value", follows=("withheld-content",))
def nothing_where_something_is_needed(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: field.required, lambda *_: [""])


@fault("missing-value", follows=("unused-row",))
def a_row_without_an_id(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: field.required, lambda *_: [""], keys=True)


@fault("missing-value")
def a_point_without_some_of_its_parts(draft: Draft) -> Iterator[Hit]:
    place = draft.use("locations", draft.some("locations", latitude="0"))
    fields = draft.specs["locations"].fields
    place |= {name: place[name] or draft.draw(cell(fields[name])) for name in POINT}
    kept = draft.draw(
        st.sets(st.sampled_from(POINT), min_size=1, max_size=len(POINT) - 1).filter(
            lambda kept: kept != {"gazetteer"}
        )
    )
    place |= {name: "" for name in POINT if name not in kept}
    yield from (
        ("locations", place, name)
        for name in POINT
        if name not in kept and kept & set(fields[name].needed_by)
    )


def other_words(field: Field, word: str) -> Iterator[str]:
    """Yield what nearly is a word of a vocabulary."""
    near = [
        word.upper(),
        word.capitalize(),
        f"{word}s",
        word[:-1],
        f"{word}{word[-1]}",
        word.replace("_", "-"),
        word.replace("_", " "),
        f"{word};{word}",
        "unknown",
        "?",
    ]
    yield from (other for other in near if other and other not in field.words)


@fault("not-in-vocabulary", follows=("privacy-misplaced",))
def another_word(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: bool(field.words), other_words)


def other_patterns(field: Field, text: str) -> Iterator[str]:
    """Yield what nearly is an id, a code or a locator."""
    near = [
        text.upper(),
        text.lower(),
        text[1:],
        text[:-1],
        f"{text}-",
        f"-{text}",
        f"{text}_",
        f"{text}{text[-1]}",
        f"{text}é",
        f"{text}0",
        text.translate(ARABIC),
        text.replace("-", "_"),
        text.replace("-", "--"),
        text.replace(" ", "  "),
        f"{text}.",
        "?",
    ]
    yield from (
        other
        for other in near
        if other.strip() == other != "" and not re.fullmatch(field.pattern, other, re.ASCII)
    )


def has_pattern(field: Field) -> bool:
    """Return whether the rule for patterns judges a field."""
    return bool(field.pattern) and field.form != "edtf"


@fault("wrong-pattern", follows=("own-reporting-of-all",))
def a_code_written_otherwise(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, has_pattern, other_patterns)


@fault("wrong-pattern", follows=("unused-row",))
def an_id_written_otherwise(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, has_pattern, other_patterns, keys=True)


def other_forms(field: Field, text: str) -> list[str]:
    """Return what nearly is of a type."""
    if field.form == "boolean":
        near = [text.upper(), text.capitalize(), text[0], "1", "0", "yes", "no", "maybe"]
        return [other for other in near if other not in (*field.true_words, *field.false_words)]
    if field.form == "list":
        return other_lists(text, field.delimiter)
    if field.form == "uri":
        return other_addresses(text)
    if field.form == "date":
        return other_days(text)
    return other_numbers(text, whole=field.form == "integer")


def other_lists(text: str, mark: str) -> list[str]:
    return [
        f"{mark}{text}",
        f"{text}{mark}",
        f"{text}{mark}{mark}Birch",
        f"{text}{mark}  {mark}Birch",
        mark,
        f"{mark}{mark}",
    ]


def other_addresses(text: str) -> list[str]:
    address = text.partition(":")[2]
    return [
        address,
        f":{address}",
        f"1a:{address}",
        f"a_b:{address}",
        f"ä:{address}",
        "https:",
        f"{text} x",
        f"{text}<",
        f"{text}>",
        f'{text}"',
        "paper.example",
    ]


def other_numbers(text: str, *, whole: bool) -> list[str]:
    signs = [
        f"+{text}",
        f"{text}.",
        f".{text}",
        f"{text},5",
        f"{text}e1",
        f"{text} m",
        f"--{text}",
        f"{text}-",
        text.translate(ARABIC),
        f"{text}.5.5",
        "one",
        "NaN",
        "inf",
        "-",
    ]
    unsigned = text.removeprefix("-")
    return [
        *signs,
        text.replace(unsigned, f"0{unsigned}"),
        f"{text}.0" if whole else f"{text.partition('.')[0]}._5",
        f"{text}_0",
    ]


def other_days(text: str) -> list[str]:
    """Return days written otherwise, or that no calendar has."""
    year, month, day = text.split("-")
    last = (date(int(year), int(month), 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    beyond = [
        f"{year}-{month}-{last.day + 1}",
        f"{year}-{month}-00",
        f"{year}-00-{day}",
        f"{year}-13-{day}",
        f"0000-{month}-{day}",
        "2021-02-29",
        "1900-02-29",
        "2021-09-31",
    ]
    return [
        *beyond,
        f"{day}/{month}/{year}",
        f"{year}{month}{day}",
        f"{year}-{month}",
        f"{year}-{int(month)}-{day}x",
        f"{text}?",
        f"{text}/{text}",
        f"../{text}",
        f"{text}T00:00",
        text.translate(ARABIC),
    ]


@fault("wrong-type", follows=("answer-though-withheld",))
def another_form(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: field.form in (*FORMS, "boolean", "list"), other_forms)


def numbers_beyond(field: Field, _: str) -> Iterator[str]:
    """Yield numbers outside of a field's bounds, the nearest ones among them."""
    steps = ["1", "1000"] if field.form == "integer" else ["0.0001", "0.5", "1", "1000"]
    for step in map(Decimal, steps):
        if field.minimum is not None:
            yield f"{Decimal(int(field.minimum)) - step:f}"
        if field.maximum is not None:
            yield f"{Decimal(int(field.maximum)) + step:f}"


@fault("out-of-bounds")
def a_number_beyond_a_bound(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(
        draft, lambda field: field.minimum is not None or field.maximum is not None, numbers_beyond
    )


def texts_beyond(field: Field, text: str) -> Iterator[str]:
    """Yield texts that are too long by one character at least.

    It does not matter how many bytes a character has.
    """
    assert field.max_length is not None
    for sign in ("a", "é", "ن", "🙂", "e\u0301", '"', "\n"):
        yield (f"{text}x" + sign * field.max_length)[: field.max_length] + "."
        yield f"{text}{sign * field.max_length}."


@fault("too-long")
def a_character_too_many(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: field.max_length is not None, texts_beyond)
