"""Mutants: every rule and every named column broken in every small way, to see whether the rules'
examples notice.

    python tests/mutants.py [--sample N] [--rule NAME] [--part K/N]

A mutant is killed if a bad example of a rule that uses the broken code no longer lights it, if a
good one (or the specimen itself) does, if a malformed cell lights it otherwise, or if it crashes.
Code is broken in memory, by putting other code in the place of a function's own, or another value
in that of a constant and of all that is made from it. What stands in examples alone is not broken.
"""

from __future__ import annotations

import argparse
import contextlib
import inspect
import random
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import contested.rules  # noqa: F401
import polars as pl
from contested.rules.drift import drift, foreign_keys
from contested.rules.names import NAMED_COLUMNS
from contested.rules.rule import RULES, Arm, Rule
from rules.columns.test_columns import COLUMNS
from rules.columns.test_functions import CALLS
from rules.columns.viewing import column_of
from rules.equivalent import reason
from rules.history import test_lines as between
from rules.lit import (
    HANGS,
    HangsError,
    anew,
    case,
    compared,
    examples,
    fresh,
    in_pandas,
    lights,
    lit_by_malformed,
    unbroken,
    whole_by_malformed,
)
from rules.mutations import Change, evaluated, of_constants, of_function, of_lambda
from rules.test_package_rules import DRIFTED, KEYS, OURS, TOLD
from rules.users import (
    constants,
    forget,
    functions,
    key,
    key_of,
    modules,
    name_of,
    names_in,
    speaks_of,
    users,
)

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Mutant:
    """One small fault: where it is, what it is, the rules that must notice, and how to put it in
    and take it out.
    """

    place: str
    key: str
    name: str
    change: str
    rules: tuple[str, ...]
    columns: frozenset[str]
    break_: Callable[[], contextlib.AbstractContextManager[Any]]


def _hangs(*_: object) -> None:
    raise HangsError


def faults(mutant: Mutant) -> Iterator[str]:
    """What comes out otherwise than it should, one thing after the other; nothing is yielded for
    what comes out right.
    """
    for name in mutant.rules:
        yield from (
            f"{name}: {line}"
            for line, lit in examples(RULES[name])
            if lights(RULES[name], line) is not lit
        )
    cases = [one for one in COLUMNS if one[2] in mutant.columns]
    for engine in ("polars", "pandas"):
        yield from (
            f"{name}: {line}"
            for line, table, name, values in cases
            if column_of(fresh(line, engine), table, name) != values
        )
    calls = [
        *CALLS,
        *((drift, (OURS, given), difference) for given, difference in DRIFTED),
        *((foreign_keys, (given, own), keys) for given, own, keys in KEYS),
    ]
    yield from (
        f"{mutant.name}{given}"
        for function, given, result in calls
        if speaks_of(function, mutant.key) and function(*given) != result
    )
    yield from (
        f"{name}: {line}"
        for name, line, told in between.TOLD
        if name in mutant.rules and between.told(name, anew(compared(line))) != told
    )
    broken = {arm.wrong for name in mutant.rules for arm in RULES[name].arms}
    yield from (
        f"{rule.__name__}: {line}"
        for rule, line, told in TOLD
        if rule in broken and list(rule(case(line).package)) != told
    )
    yield from (
        f"{name}: malformed cells"
        for name in mutant.rules
        if lit_by_malformed(name) != whole_by_malformed(name)
    )


def killed(mutant: Mutant) -> str:
    """What notices a mutant: an example, a case, or the crash; nothing if it survives."""
    for name in mutant.rules:
        unbroken(name)
    for line in (line for line, _, name, _ in COLUMNS if name in mutant.columns):
        in_pandas(line)
    signal.signal(signal.SIGALRM, _hangs)
    try:
        signal.setitimer(signal.ITIMER_REAL, HANGS)
        with mutant.break_():
            forget()
            return next(faults(mutant), "")
    except Exception as error:  # noqa: BLE001 -- whatever it is, it would fail the tests
        return type(error).__name__
    except pl.exceptions.PanicException:
        return "panic"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        forget()


@contextlib.contextmanager
def code(function: FunctionType, other: CodeType) -> Iterator[None]:
    """The function with other code in it."""
    own, function.__code__ = function.__code__, other
    try:
        yield
    finally:
        function.__code__ = own


@contextlib.contextmanager
def constant(module: ModuleType, name: str, value: object) -> Iterator[None]:
    """The modules with another value under a name, and with all that is made from it."""
    with contextlib.ExitStack() as stack:
        todo = _everywhere(module, name, value)
        while todo:
            home, changed, other = todo.pop()
            stack.callback(setattr, home, changed, getattr(home, changed))
            setattr(home, changed, other)
            for made, expression in constants(home):
                if changed in names_in(expression):
                    todo += _everywhere(home, made, evaluated(expression, home))
        yield


def _everywhere(
    module: ModuleType, name: str, value: object
) -> list[tuple[ModuleType, str, object]]:
    """A new value of a constant, for its module and for each that brought it in."""
    own = getattr(module, name)
    return [(one, name, value) for one in modules() if vars(one).get(name) is own]


@contextlib.contextmanager
def declared(rule: Rule, **changes: Any) -> Iterator[None]:
    """The register with a rule declared otherwise."""
    RULES[rule.name] = replace(rule, **changes)
    try:
        yield
    finally:
        RULES[rule.name] = rule


def mutants(asked: str = "") -> Iterator[Mutant]:
    """Every mutant there is, module by module, or those that what is asked for has a part in."""
    columns = {name for _, name in NAMED_COLUMNS}

    def is_asked(one: str, name: str) -> bool:
        return asked in ("", name, *users()[one])

    for module in modules():
        home = module.__name__
        used = [n for n, _ in constants(module) if key(home, n) in users()]
        broken = {n for n in used if is_asked(key(home, n), n)}
        made = [
            (key_of(f), name_of(f), change, lambda f=f, c=c: code(f, c))
            for f in functions(module)
            if is_asked(key_of(f), name_of(f))
            for *change, c in of_function(f)
        ]
        made += [
            (key(home, n), n, change, lambda m=module, n=n, v=v: constant(m, n, v))
            for n, (*change, v) in of_constants(module, broken)
        ]
        for one, name, (line, change), break_ in made:
            using = users()[one]
            place = f"{Path(module.__file__ or '').relative_to(ROOT)}:{line}"
            yield Mutant(
                place,
                one,
                name,
                change,
                tuple(r for r in RULES if r in using),
                frozenset(using & columns),
                break_,
            )
    for rule in RULES.values():
        if asked in ("", rule.name):
            yield from of_declaration(rule)


def of_declaration(rule: Rule) -> Iterator[Mutant]:
    """A rule without one of its cells, or with another answer to which fields it judges."""
    wrong = rule.arms[0].wrong
    source = Path(inspect.getsourcefile(wrong) or "").relative_to(ROOT)
    place = f"{source}:{wrong.__code__.co_firstlineno}"

    def with_arm(number: int, arm: Arm | None) -> list[Arm]:
        return [*rule.arms[:number], *([arm] if arm else []), *rule.arms[number + 1 :]]

    def mutant(change: str, arms: list[Arm]) -> Mutant:
        own, break_ = (rule.name,), lambda: declared(rule, arms=arms)
        return Mutant(place, rule.name, rule.name, change, own, frozenset(), break_)

    for number, arm in enumerate(rule.arms):
        for cell in arm.on:
            on = tuple(c for c in arm.on if c != cell)
            if on or len(rule.arms) > 1:
                yield mutant(
                    f"on {cell} → not", with_arm(number, replace(arm, on=on) if on else None)
                )
        changes: list[Change] = (
            list(of_lambda(arm.applies, sys.modules[arm.wrong.__module__])) if arm.applies else []
        )
        yield from (
            mutant(change, with_arm(number, replace(arm, applies=made)))
            for _, change, made in changes
        )


def main() -> int:
    """Runs the mutants and tells how many the examples noticed."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument(
        "--sample", type=int, metavar="N", help="N mutants only, always the same ones"
    )
    asked.add_argument(
        "--rule",
        metavar="NAME",
        default="",
        help="only mutants that this rule, named column, function or constant has a part in",
    )
    asked.add_argument("--part", metavar="K/N", help="only the K-th of N equal parts, such as 2/6")
    given = asked.parse_args()
    every = list(mutants(given.rule))
    if given.part:
        part, parts = map(int, given.part.split("/"))
        every = every[part - 1 :: parts]
    if given.sample:
        every = random.Random(0).sample(every, min(given.sample, len(every)))
    counts = {"killed": 0, "survived": 0, "equivalent": 0}
    for mutant in every:
        why = reason(mutant.name, mutant.change)
        fate = "killed" if killed(mutant) else "equivalent" if why else "survived"
        counts[fate] += 1
        if fate != "killed":
            print(
                f"{mutant.place}: {mutant.name}: {mutant.change}: {fate}{': ' if why else ''}{why}",
                flush=True,
            )
    print(f"{counts['equivalent']} make no difference, each for the reason given")
    print(f"{counts['killed']} killed, {counts['survived']} survived")
    return 1 if counts["survived"] else 0


if __name__ == "__main__":
    sys.exit(main())
