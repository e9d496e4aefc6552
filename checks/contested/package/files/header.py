"""The first record of a file: the columns it names, and differences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from contested.package.files.csvfile import Spot, cell_name
from contested.package.files.scan import cells, column, records, text_of
from contested.package.files.stretches import stretches, with_line_feeds
from contested.text import visible

if TYPE_CHECKING:
    from contested.package.files.csvfile import Data
    from contested.standard import Field

DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
WHITE = ' \t\u00a0"'
"""What may stand around a name without making another name of it."""
ABOVE = re.compile(
    r'"?sep=[;,\t|]"?[;,\t|]*|'
    r'"?(Column|Spalte|Colonne|Columna|Coluna|Kolumna)1"?(?:[;,\t|]"?\1\d+"?)*',
    re.IGNORECASE,
)
"""What Excel puts above the column names: the delimiter, or names of its own where a table is
loaded without type detection.
"""
SHOWN, LONG = 8, 60
LONGEST_GUESS = 100
"""Characters of a name from which on nobody asks what it was meant to be: comparing takes the
square of its length.
"""


@dataclass(frozen=True)
class Header:
    """The names as they stand, and where in the line each begins."""

    line: str
    """The first physical line."""
    names: list[str]
    columns: list[int]
    is_readable: bool
    """False where its quotation marks are broken, so that nobody can say where a name ends."""

    @classmethod
    def of(cls, data: Data) -> Header:
        """Return the header of a file whose bytes are UTF-8.

        That of an empty one has no names.
        """
        text = with_line_feeds(next(stretches(data), (0, b""))[1])
        record = next(records(text), None)
        spans = list(cells(text, 0))[: record.cells] if record else []
        line = text.partition(b"\n")[0].decode("utf-8", "replace")
        return cls(
            line,
            [text_of(text[a:b]) for a, b in spans],
            _columns(text, [a for a, _ in spans]),
            not (record and record.misquote),
        )

    @cached_property
    def trimmed(self) -> list[str]:
        """The names without white space around them."""
        return [name.strip() for name in self.names]

    def index(self, field: str) -> int:
        """Return which cell of a record belongs to a field.

        ValueError if none does.
        """
        return self.trimmed.index(field)

    def delimiter(self, expected: Iterable[str]) -> str | None:
        """Return the sign that divides the line better than the comma.

        It makes more of the expected names, if there is such a sign.
        """
        wanted = {name.casefold() for name in expected}
        known = {
            d: len(wanted & {name.strip(WHITE).casefold() for name in self.line.split(d)})
            for d in (",", *DELIMITERS)
        }
        best = max(known, key=lambda d: known[d])
        return best if known[best] > known[","] else None


@dataclass(frozen=True)
class Wrong:
    """One difference of a header.

    It says whether rows can still be told apart by column.
    """

    spot: Spot
    stops: bool


def differences(header: Header, fields: dict[str, Field]) -> Iterator[Wrong]:
    """Yield one difference for each sort there is.

    The sorts are columns missing, unknown, repeated, padded, out of order.
    """
    names = header.trimmed
    if ABOVE.fullmatch(header.line) and not {*names} & {*fields}:
        line = visible(header.line)
        what = f"“{line}” stands above them, as spreadsheets do it; “contested fmt” takes it off"
        yield _wrong(header, None, what, [line])
        return
    places = _places(names)
    unknown = [i for i, name in enumerate(names) if name not in fields] if any(names) else []
    absent = [name for name in fields if name not in places]
    meant = _meant([names[i] for i in unknown], absent)
    yield from _missing(header, [name for name in absent if name not in meant.values()], fields)
    if unknown:
        told = [_known_as(names[i], i, meant) for i in unknown]
        what = f"{_list(told)} {_are(told)} not in this table"
        columns, suggestion = [names[i] for i in unknown], ", ".join(meant.values())
        yield _wrong(header, unknown[0], what, columns, suggestion=suggestion)
    repeated = list(chain.from_iterable(places.get(name, [])[1:] for name in fields))
    if repeated:
        twice = list(dict.fromkeys(names[i] for i in repeated))
        what = f"{_list(twice)} {_are(twice)} there more than once"
        yield _wrong(header, repeated[0], what, twice)
    padded = [i for i, name in enumerate(names) if name != header.names[i] and name in fields]
    if padded:
        around = [names[i] for i in padded]
        what = f"there are spaces around {_list(around)}"
        yield _wrong(header, padded[0], what, around, stops=False)
    yield from _out_of_order(header, fields)


def _missing(header: Header, missing: list[str], fields: dict[str, Field]) -> Iterator[Wrong]:
    """Yield the columns that are missing, required ones apart.

    One that may be blank stops nothing, as long as any of the names is known.
    """
    is_known = any(name in fields for name in header.trimmed)
    optional = [name for name in missing if is_known and not fields[name].required]
    required = [name for name in missing if not is_known or fields[name].required]
    if required:
        yield _wrong(header, None, f"{_list(required)} {_are(required)} missing", required)
    if optional:
        added = "“contested fmt” adds " + ("it, blank" if len(optional) == 1 else "them, blank")
        what = f"{_list(optional)} {_are(optional)} missing; {added}"
        yield _wrong(header, None, what, optional, stops=False)


def _out_of_order(header: Header, fields: dict[str, Field]) -> Iterator[Wrong]:
    present = dict.fromkeys(name for name in header.trimmed if name in fields)
    for name, belongs in zip(present, [name for name in fields if name in present], strict=True):
        if name != belongs:
            what = f"out of order; {name} stands where {belongs} belongs"
            yield _wrong(header, header.trimmed.index(name), what, [name], stops=False)
            return


def _columns(text: bytes, starts: list[int]) -> list[int]:
    """Return at which character of its line each byte stands.

    Each counts on from the one before, however many there are.
    """
    found: list[int] = []
    for before, at in zip([0, *starts], starts, strict=False):
        between = text[before:at]
        found.append(
            column(text, at)
            if not found or b"\n" in between
            else found[-1] + len(between.decode("utf-8", "replace"))
        )
    return found


def _wrong(
    header: Header,
    index: int | None,
    wrong: str,
    columns: list[str],
    *,
    suggestion: str = "",
    stops: bool = True,
) -> Wrong:
    values = {"wrong": wrong, "columns": ", ".join(columns[:SHOWN])}
    if suggestion:
        values["suggestion"] = suggestion
    if index is None:
        return Wrong(Spot(1, 1, None, values), stops)
    return Wrong(Spot(1, header.columns[index], cell_name(index, 0), values), stops)


def _meant(unknown: list[str], missing: list[str]) -> dict[str, str]:
    """Return for each unknown name the missing one it probably misspells."""
    from difflib import get_close_matches

    plain = {_plain(name): name for name in reversed(missing)}
    found: dict[str, str] = {}
    for name in [n for n in unknown[:SHOWN] if len(n) <= LONGEST_GUESS]:
        left = [p for p, m in plain.items() if m not in found.values()]
        close = get_close_matches(_plain(name), left, 1, 0.75)
        if close:
            found[name] = plain[close[0]]
    return found


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("-", "_")


def _known_as(name: str, index: int, meant: dict[str, str]) -> str:
    if not name:
        return f"a column without a name ({cell_name(index, 0)})"
    if name in meant:
        return f"{name} (did you mean {meant[name]}?)"
    return name if len(name) <= LONG else f"{name[:LONG]}…"


def _places(names: list[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        places.setdefault(name, []).append(at)
    return places


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _list(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
