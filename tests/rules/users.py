"""Which rules and named columns use a function or a constant, directly or through others."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

import contested.review.columns  # noqa: F401 -- registers the columns between
from contested.review.views import COLUMNS_BETWEEN
from contested.rules.names import NAMED_COLUMNS
from contested.rules.rule import RULES

WITHOUT_RULES = ("rule", "row", "views", "frames", "names", "check", "page", "catalogue")
MACHINERY = {f"contested.rules.{name}" for name in WITHOUT_RULES}
"""What defines rules and columns, and holds none."""


def modules() -> list[ModuleType]:
    """The modules that hold rules and named columns."""
    homes = ("contested.rules.", "contested.review.columns.")
    return [
        m
        for name, m in sorted(sys.modules.items())
        if name.startswith(homes) and name not in MACHINERY
    ]


def functions(module: ModuleType) -> list[FunctionType]:
    """The functions that a module defines."""
    return [
        f
        for f in vars(module).values()
        if inspect.isfunction(f) and f.__module__ == module.__name__
    ]


def words(made: CodeType) -> set[str]:
    """Every name and text that code speaks of, parts of `source__published` each for itself."""
    found = set(made.co_names)
    for one in made.co_consts:
        if isinstance(one, CodeType):
            found |= words(one)
        for text in one if isinstance(one, tuple | frozenset) else (one,):
            if isinstance(text, str):
                found.add(text)
    return found | {part for name in found for part in name.split("__")}


def speaks_of(function: Callable[..., Any], name: str) -> bool:
    """Whether a function is that of this name, or uses what is."""
    return name in {function.__name__, *words(function.__code__)}


@cache
def users() -> dict[str, set[str]]:
    """The rules and named columns that use each function or constant of the modules, directly or
    through others.
    """
    reads = {f.__name__: words(f.__code__) for module in modules() for f in functions(module)}
    starts = {
        rule.name: (
            {arm.wrong.__name__ for arm in rule.arms}
            | (rule.placeholders if rule.compares else set())
        )
        for rule in RULES.values()
    }
    for (_, name), named in NAMED_COLUMNS.items():
        starts[name] = {named.make.__name__}
        reads.setdefault(name, set()).add(named.make.__name__)
    for (_, _, name), between in COLUMNS_BETWEEN.items():
        starts[name] = {between.make.__name__}
        reads.setdefault(name, set()).add(between.make.__name__)
    found: dict[str, set[str]] = {}
    for user, start in starts.items():
        todo, seen = list(start), set(start)
        while todo:
            name = todo.pop()
            found.setdefault(name, set()).add(user)
            new = reads.get(name, set()) - seen
            seen |= new
            todo.extend(new)
    return found
