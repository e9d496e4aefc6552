"""Sums that a spreadsheet works out where a text looks like one."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

_PRECISION = Fraction(1, 10**8)
_SUM = re.compile(r"[=+-][-+*/(). 0-9]{1,60}")
_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def result(text: str) -> Fraction | None:
    """Return what a text of plain sums comes to.

    None where it is anything else or cannot be worked out.
    """
    if not _SUM.fullmatch(text):
        return None
    try:
        return _worth(ast.parse(text.lstrip("="), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def comes_to(worth: Fraction, shown: Decimal) -> bool:
    """Return True if a spreadsheet shows this worth so."""
    return abs(worth - Fraction(shown)) <= abs(worth) * _PRECISION


def _worth(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        return -_worth(node.operand) if isinstance(node.op, ast.USub) else _worth(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_worth(node.left), _worth(node.right))
    raise ValueError
