"""Which rules and named columns use a function or a constant, directly or through others."""

from __future__ import annotations

import ast
import inspect
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from types import CodeType, FunctionType, ModuleType

import contested.review.columns  # noqa: F401 -- registers the columns between
from contested.review.views import COLUMNS_BETWEEN
from contested.rules.names import NAMED_COLUMNS
from contested.rules.rule import RULES, Rule
from contested.rules.separation.verdicts import own_columns, question_of

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
    """The functions that a module defines, methods of its classes among them."""
    classes = [one for one in vars(module).values() if inspect.isclass(one)]
    mine = [one for one in classes if one.__module__ == module.__name__]
    homes = [module, *(one for one in mine if not getattr(one, "_is_protocol", False))]
    found = [_unwrapped(one) for home in homes for one in vars(home).values()]
    return [
        f
        for f in found
        if inspect.isfunction(f)
        and f.__module__ == module.__name__
        and f.__code__.co_filename == module.__file__
    ]


def _unwrapped(member: object) -> object:
    """The function that a property or a cached one holds."""
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property):
        return member.func
    return inspect.unwrap(member) if callable(member) else member


def forget() -> None:
    """Empties what the modules keep of their results."""
    for module in modules():
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()
            elif isinstance(one, dict) and hasattr(type(one), "__missing__"):
                one.clear()


def name_of(function: FunctionType) -> str:
    """The name by which code speaks of a function: of `__init__` that of its class."""
    name = function.__name__
    return function.__qualname__.split(".")[-2] if name.startswith("__") else name


def key_of(function: FunctionType) -> str:
    """What tells a function from all others; a method bears its name alone, as a column does."""
    name = name_of(function)
    is_method = "." in function.__qualname__ and name == function.__name__
    return name if is_method else key(function.__module__, name)


def key(module: str, name: str) -> str:
    return f"{module}.{name}"


@cache
def constants(module: ModuleType) -> list[tuple[str, ast.expr]]:
    """The names that a module writes out a value for, and what it writes."""
    statements = ast.parse(inspect.getsource(module)).body
    made = [(one.targets[0], one.value) for one in statements if isinstance(one, ast.Assign)]
    return [pair for target, value in made for pair in _assigned(target, value)]


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=True):
            yield from _assigned(one, part)
    elif isinstance(target, ast.Name) and target.id != "__all__":
        yield target.id, value


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


def names_in(value: ast.expr) -> set[str]:
    """Every name that an expression speaks of."""
    return {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}


def texts_in(value: ast.expr) -> set[str]:
    nodes = (node.value for node in ast.walk(value) if isinstance(node, ast.Constant))
    return {text for text in nodes if isinstance(text, str)}


def speaks_of(function: FunctionType, one: str) -> bool:
    """Whether a function is this one, or uses it, directly or through others."""
    return one in reached({key_of(function)})


@cache
def globals_of(module: ModuleType) -> dict[str, str]:
    """What each name of a module stands for, of what the modules define."""
    mine = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    found: dict[str, str] = {}
    for home in modules():
        defined = {name_of(f) for f in functions(home)} | {name for name, _ in constants(home)}
        for name in defined & mine.keys():
            if vars(home).get(name) is mine[name]:
                found.setdefault(name, key(home.__name__, name))
    return found


def meant(module: ModuleType, names: set[str]) -> set[str]:
    """What a module means by names: what it defines or brings in, or else a method or a column."""
    known = globals_of(module)
    return {known.get(name, name) for name in names}


@cache
def reads() -> dict[str, set[str]]:
    """What each function, constant or column speaks of."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module in modules():
        for f in functions(module):
            found[key_of(f)] |= meant(module, words(f.__code__))
        for name, value in constants(module):
            found[key(module.__name__, name)] |= meant(module, names_in(value)) | texts_in(value)
    for (_, name), named in NAMED_COLUMNS.items():
        found[name].add(key_of(named.make))
    for (_, _, name), between in COLUMNS_BETWEEN.items():
        found[name].add(key_of(between.make))
    return found


def reached(starts: set[str]) -> set[str]:
    """All that these speak of, directly or through others."""
    todo, seen = list(starts), set(starts)
    while todo:
        new = reads().get(todo.pop(), set()) - seen
        seen |= new
        todo.extend(new)
    return seen


@cache
def users() -> dict[str, set[str]]:
    """The rules and named columns that use each function or constant of the modules, directly or
    through others.
    """
    starts = {rule.name: _starts(rule) for rule in RULES.values()}
    columns = (*NAMED_COLUMNS, *COLUMNS_BETWEEN)
    starts |= {name: {name} for *_, name in columns}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for user, start in starts.items():
        for one in reached(start):
            found[one].add(user)
    return found


def _starts(rule: Rule) -> set[str]:
    """What a rule speaks of itself."""
    found = {key_of(arm.wrong) for arm in rule.arms}
    for arm in rule.arms:
        if arm.applies:
            found |= meant(sys.modules[arm.wrong.__module__], words(arm.applies.__code__))
        if arm.scope == "own":
            found |= {key_of(own_columns), key_of(question_of)}
    return found | (rule.placeholders if rule.compares else set())
