"""Faults of signs: white space round a cell, and unseen characters within."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.package.files.canonical import WHITE
from contested.rules.files.signs import INVISIBLE, JOINERS, NEVER
from contested.standard import Field
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.cells import spoilt
from contested.testing.strategies.faults.columns import some_cell
from contested.testing.strategies.faults.fault import Hit, fault

SPACES = WHITE.replace("\r", "")
"""What pads a cell; a carriage return is the end of a line to whoever reads the file."""

BLANK = ("medium", "unit", "reference", "rights", "iso_code", "x_coder", "x_grade")
"""Columns that may be blank whatever stands beside them."""


def spread(ranges: str) -> list[str]:
    """Return the characters that a class of a regular expression names.

    Of its long ranges only the first ones, and no carriage return.
    """
    found: list[str] = []
    for n, sign in enumerate(ranges):
        if sign == "-":
            first, last = ord(ranges[n - 1]), ord(ranges[n + 1])
            found += map(chr, range(first, min(last, first + 64)))
        else:
            found.append(sign)
    return [sign for sign in dict.fromkeys(found) if sign != "\r"]


UNSEEN, UNSEEN_IN_CODES = spread(NEVER), [*spread(NEVER), *spread(INVISIBLE), *JOINERS, "\n", "\t"]


@fault("padded-cell")
def space_around_a_cell(draft: Draft) -> Iterator[Hit]:
    space = st.text(st.sampled_from(SPACES), min_size=1, max_size=2)
    before, after = draft.draw(space), draft.draw(space)
    keys = draft.draw(st.booleans())
    table, row, field = some_cell(draft, lambda _: True, keys=keys, keep=True)
    if keys:
        draft.use(table, row)
    row[field.name] = draft.draw(
        st.sampled_from(
            [
                f"{before}{row[field.name]}",
                f"{row[field.name]}{after}",
                f"{before}{row[field.name]}{after}",
            ]
        )
    )
    yield table, row, field.name


@fault("padded-cell")
def nothing_but_space(draft: Draft) -> Iterator[Hit]:
    """Put space into a cell that may be blank."""
    table, row, field = some_cell(draft, lambda field: field.name in BLANK)
    row[field.name] = draft.draw(st.text(st.sampled_from(SPACES), min_size=1, max_size=2))
    yield table, row, field.name


def hidden_in_prose(_: Field, text: str) -> Iterator[str]:
    """Yield prose with something in it that has no place there.

    That may be joiners that join nothing.
    """
    for sign in UNSEEN:
        yield from (f"{sign}{text}", f"{text}{sign}", f"{text[:1]}{sign}{text[1:]}")
    for joiner in JOINERS:
        yield from (f"{joiner}{text}", f"{text}{joiner}")
    yield f"{text}\tand so"


def hidden_in_a_code(_: Field, text: str) -> Iterator[str]:
    """Yield an id, word, date or number with something unseen in it."""
    for sign in UNSEEN_IN_CODES:
        yield f"{text}{sign}{text}" if sign in "\t\n" else f"{text[:1]}{sign}{text[1:]}"
        if sign not in "\t\n":
            yield from (f"{sign}{text}", f"{text}{sign}")


@fault("control-character")
def something_unseen_in_prose(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: field.prose, hidden_in_prose)


@fault("control-character")
def something_unseen_in_a_code(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: not field.prose, hidden_in_a_code)


@fault("control-character", follows=("unused-row",))
def something_unseen_in_an_id(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, lambda field: not field.prose, hidden_in_a_code, keys=True)


@fault("formula-cell")
def prose_that_begins_as_a_formula(draft: Draft) -> Iterator[Hit]:
    table, row, field = some_cell(draft, lambda field: field.prose and field.form == "text")
    row[field.name] = draft.draw(st.sampled_from(["=", "+", "-", "@"])) + draft.draw(
        st.sampled_from(["", "A1", " 5", "5 or 6", "SUM(A1:A2)"])
    )
    yield table, row, field.name
