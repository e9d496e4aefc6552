"""Mutations: every small way in which the code of rules and named columns can be broken."""

from __future__ import annotations

import ast
import contextlib
import copy
import inspect
import re
import textwrap
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

from rules.users import constants

SWAPPED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
RENAMED = (
    ("_earliest", "_latest"),
    ("_latest", "_earliest"),
    ("other_claim_", "claim_"),
    ("claim_", "other_claim_"),
    ("_min", "_max"),
    ("_max", "_min"),
)
PAIRED = {
    "min": "max",
    "max": "min",
    "first": "last",
    "last": "first",
    "low": "high",
    "high": "low",
    "begins": "ends",
    "ends": "begins",
}
LEFT_OUT = {
    "casefold",
    "fill_null",
    "filter",
    "lower",
    "over",
    "rstrip",
    "split",
    "unique",
    "with_columns",
}
REGEX = set("[](|^$*+?\\")
Change = tuple[int, str, Any]
"""A line, what was changed in words, and the changed code or value."""


def of_function(function: FunctionType) -> Iterator[Change]:
    """Every mutant of a function, as code to put in the place of its own."""
    lines, first = inspect.getsourcelines(function)
    tree = ast.parse(textwrap.dedent("".join(lines)))
    ast.increment_lineno(tree, first - 1)
    definition = _Bare().visit(tree).body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    if ast.get_docstring(definition) is not None:
        del definition.body[0]
    for line, text, changed in _changed(tree):
        names: dict[str, Any] = {}
        try:
            exec(
                compile(changed, function.__code__.co_filename, "exec"), function.__globals__, names
            )
        except SyntaxError:
            continue
        yield line, text, names[function.__name__].__code__


class _Bare(ast.NodeTransformer):
    """Takes out what is said to the type checker alone."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.copy_location(ast.arg(node.arg), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        made = ast.Assign([node.target], node.value) if node.value else ast.Pass()
        return ast.copy_location(made, node)


def of_constants(module: ModuleType, names: Container[str]) -> Iterator[tuple[str, Change]]:
    """Every mutant of these constants that a module writes out, patterns included: their names,
    and values to put in the place of their own.
    """
    for name, value in constants(module):
        calls = [node for node in ast.walk(value) if isinstance(node, ast.Call)]
        if name not in names or any(ast.unparse(call.func) != "re.compile" for call in calls):
            continue
        for line, text, changed in _changed(ast.Module([ast.Expr(value)], [])):
            with contextlib.suppress(re.error):
                yield name, (line, text, evaluated(changed.body[0].value, module))


def evaluated(value: ast.expr, module: ModuleType) -> Any:
    """What an expression of a module comes to, as the module is now."""
    made = compile(ast.Expression(value), module.__file__ or "", "eval")
    return eval(made, dict(vars(module)))


def of_lambda(function: Callable[..., Any], module: ModuleType) -> Iterator[Change]:
    """Every mutant of a lambda that stands in a decorator, as another function."""
    tree = ast.parse(inspect.getsource(module))
    (found,) = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Lambda) and n.lineno == function.__code__.co_firstlineno
    ]
    for line, text, changed in _changed(ast.Module([ast.Expr(found)], [])):
        made = ast.Expression(changed.body[0].value)
        yield line, text, eval(compile(made, module.__file__ or "", "eval"), vars(module))


@dataclass(frozen=True)
class _Spot:
    """Where a node hangs in its tree: the number of its parent, a field, and a place in it where
    that is a list.
    """

    parent: int
    field: str
    index: int | None


def _changed(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    for number, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            if field in ("args", "decorator_list") and not isinstance(node, ast.Call):
                continue
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST):
                    yield from _of_spot(tree, _Spot(number, field, index), node, child)


def _of_spot(
    tree: ast.Module, spot: _Spot, parent: ast.AST, child: ast.AST
) -> Iterator[tuple[int, str, ast.Module]]:
    line = getattr(child, "lineno", getattr(parent, "lineno", 0))
    for made in _variants(child, parent):
        changed = copy.deepcopy(tree)
        at = list(ast.walk(changed))[spot.parent]
        if spot.index is None:
            setattr(at, spot.field, made)
        elif made is None:
            del getattr(at, spot.field)[spot.index]
        else:
            getattr(at, spot.field)[spot.index] = made
        after = ast.unparse(made) if made is not None else "nothing"
        yield (
            line,
            f"{_short(ast.unparse(child))} → {_short(after)}",
            ast.fix_missing_locations(changed),
        )


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:100]} … {text[-55:]}"


def _variants(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST | None]:
    """What can stand in a node's place; None takes it out of the list in which it stands."""
    if isinstance(node, ast.stmt):
        yield from _of_statement(node, parent)
    elif isinstance(node, ast.Compare):
        yield from (
            ast.Compare(node.left, [other()], node.comparators)
            for other in SWAPPED[type(node.ops[0])]
        )
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        yield from (
            node.left,
            node.right,
            ast.BinOp(
                node.left,
                ast.BitOr() if isinstance(node.op, ast.BitAnd) else ast.BitAnd(),
                node.right,
            ),
        )
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert | ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in LEFT_OUT:
            yield node.func.value
        if isinstance(node.func, ast.Attribute) and node.func.attr == "when" and node.args[1:]:
            yield ast.Call(
                node.func, [*node.args[:-2], node.args[-1], node.args[-2]], node.keywords
            )
    elif isinstance(node, ast.Attribute):
        yield from (ast.Attribute(node.value, other, node.ctx) for other in _renamed(node.attr))
    elif isinstance(node, ast.Constant):
        yield from (ast.Constant(other) for other in _constants(node.value))
    if (
        isinstance(parent, ast.List | ast.Tuple | ast.Set)
        and isinstance(node, ast.Constant | ast.Starred)
        and not isinstance(getattr(parent, "ctx", None), ast.Store)
    ):
        yield None
    if (
        isinstance(parent, ast.comprehension)
        and isinstance(node, ast.Compare | ast.BoolOp | ast.Name | ast.UnaryOp | ast.Call)
        and node in parent.ifs
    ):
        yield None


def _of_statement(node: ast.stmt, parent: ast.AST) -> Iterator[ast.AST | None]:
    if isinstance(node, ast.FunctionDef | ast.Return) and not isinstance(parent, ast.If | ast.For):
        return
    if isinstance(node, ast.Expr) and isinstance(parent, ast.Module):
        return
    yield ast.Pass()
    if isinstance(node, ast.If | ast.While):
        yield type(node)(ast.Constant(False), node.body, node.orelse)
    if isinstance(node, ast.If):
        yield ast.If(ast.Constant(True), node.body, node.orelse)


def _renamed(name: str) -> Iterator[str]:
    if name in PAIRED:
        yield PAIRED[name]
    for old, new in RENAMED:
        if old in name and not (old == "claim_" and "other_claim_" in name):
            yield name.replace(old, new)


def _constants(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1)
    elif isinstance(value, str):
        yield value + "x"
        yield from _renamed(value)
        if set(value) & REGEX:
            yield from dict.fromkeys(value[:at] + value[at + 1 :] for at in range(len(value)))
