"""Numbers as spreadsheets write them, with a decimal point or comma.

The mark is a *way*, as the order of a date is: 1.000 is one in the one and a thousand in the other,
and the file has to tell (`habits`). The base was written with a point, unless it can only be read
with a comma.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from contested.add.fmt.spreadsheet.plain import plain

POINT, COMMA = "point", "comma"
KEPT = 15
"""Significant digits that Excel and LibreOffice keep (Excel specifications and limits: number
precision).
"""
WIDTH = 11
"""Characters that Excel's General format shows of a number, the point among them."""
RESPELLED, CUT, SCIENTIFIC = (
    "a number in the spreadsheet’s own form",
    "a number with digits cut off",
    "a number in scientific notation",
)
_NUMBER = re.compile(r"([+-]?) ?(\$?) ?([\d.,' ]*\d[.,]?)(?:([eE])([+-]?\d{1,3}))?( ?\$)?( ?%)?")
_DOT = r"\."
_WHOLE = (
    r"\d*|\d{{1,3}}(?:([{group} '])\d{{3}})(?:\2\d{{3}})*|[1-9]\d?(?:{group}\d{{2}})+{group}\d{{3}}"
)
"""Digits alone, in groups of three, or in the groups of India."""
_MARKED = {
    POINT: re.compile(rf"({_WHOLE.format(group=',')})(?:\.(\d*))?"),
    COMMA: re.compile(rf"({_WHOLE.format(group=_DOT)})(?:,(\d*))?"),
}
_BARE = re.compile(r"-?\d+(?:\.\d+)?")
_EXACT = Context(prec=400)


class Amount(NamedTuple):
    """The number that a cell is, and the way it is written.

    Whether it is in dollars, has an exponent as a display writes it, and groups that begin with a
    zero.
    """

    value: Decimal
    is_money: bool
    scientific: bool
    is_odd: bool
    """Spreadsheets read 0.250 as 250 where a point separates thousands, but none writes it."""


@lru_cache(maxsize=1 << 12)
def amounts(text: str) -> dict[str, Amount]:
    """Return what a cell amounts to in each way of reading it.

    Nothing for what is no number.
    """
    found = _NUMBER.fullmatch(plain(text))
    if found is None:
        return {}
    sign, before, body, mark, power, behind, percent = found.groups()
    read = {}
    for way, marked in _MARKED.items():
        parts = marked.fullmatch(body)
        if parts and (parts[1] or parts[3]):
            whole = re.sub(r"\D", "", parts[1]) or "0"
            value = Decimal(f"{sign}{whole}.{parts[3] or ''}E{int(power or 0) - 2 * bool(percent)}")
            read[way] = Amount(
                value,
                bool(before or behind),
                mark == "E" and len(power) > 2,
                parts[2] is not None and whole[0] == "0",
            )
    return read


def compare(base: str, head: str) -> dict[str, str | None]:
    """Return what was done to `base`, for each way of reading `head`.

    None where it is another number.
    """
    if not base.isascii():
        return {}
    before, after = (
        amounts(base),
        {way: amount for way, amount in amounts(head).items() if not amount.is_odd},
    )
    if not before or not after:
        return {}
    meant = before[COMMA] if POINT not in before or before[POINT].is_odd else before[POINT]
    if POINT in after and meant.value == after[POINT].value and _is_padded(base, head):
        return {}
    return {way: _change(meant, amount) for way, amount in after.items()}


def is_regrouped(base: str, head: str) -> bool:
    """Return True if a spreadsheet mistook the marks in `base`.

    With a decimal comma it took the point for a separator of thousands, or commas for decimals.
    """
    before, after = amounts(base), amounts(head)
    if POINT not in before or COMMA not in before or before[POINT].value == before[COMMA].value:
        return False
    return any(
        amount.value == before[COMMA].value and amount.is_money == before[COMMA].is_money
        for amount in after.values()
    )


def _is_padded(base: str, head: str) -> bool:
    """Return True if zeros were added to a number in plain digits.

    People do so to say how exact it is.
    """
    return bool(len(head) > len(base) and _BARE.fullmatch(base) and _BARE.fullmatch(head))


def _change(base: Amount, head: Amount) -> str | None:
    if base.is_money != head.is_money:
        return None
    if base.value == head.value:
        return SCIENTIFIC if head.scientific and not base.scientific else RESPELLED
    if head.value in _with_kept_digits(base.value) or head.value == _as_general(base.value):
        return CUT
    if head.scientific and abs(_EXACT.subtract(base.value, head.value)) * 2 <= _last_place(
        head.value
    ):
        return SCIENTIFIC
    return None


def _with_kept_digits(value: Decimal) -> tuple[Decimal, ...]:
    """Return the number with as many digits as spreadsheets keep.

    LibreOffice rounds, Excel puts zeros in the place of the rest.
    """
    return Context(prec=KEPT, rounding=ROUND_FLOOR).plus(value), Context(
        prec=KEPT, rounding=ROUND_CEILING
    ).plus(value)


def _as_general(value: Decimal) -> Decimal:
    """Return the number as Excel's General format has room for it."""
    places = WIDTH - 1 - max(1, value.adjusted() + 1)
    return (
        value.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP, _EXACT) if places >= 0 else value
    )


def _last_place(value: Decimal) -> Decimal:
    return Decimal((0, (1,), int(value.as_tuple().exponent)))
