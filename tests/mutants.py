"""Mutants: every rule and every named column broken in every small way, to see whether the rules'
examples notice.

    python tests/mutants.py [--sample N] [--rule NAME] [--part K/N]

A mutant is killed if a bad example of a rule that uses the broken code no longer lights it, if a
good one (or the specimen itself) does, or if it crashes. Code is broken in memory, by putting other
code in the place of a function's own.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import inspect
import random
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import contested.rules  # noqa: F401
import polars as pl
from contested.check import judge, load
from contested.check import validate as validation
from contested.check.lint import lint
from contested.package import Package
from contested.review import judge as judging
from contested.review.versions import Versions
from contested.review.views import History
from contested.rules.check import FORM, expand
from contested.rules.package import drift, foreign_keys
from contested.rules.rule import RULES, Arm, Rule
from contested.rules.views import NAMED_COLUMNS, Views
from contested.testing import specimen
from rules.columns.test_columns import COLUMNS
from rules.columns.test_functions import CALLS
from rules.columns.viewing import column_of, settled_views_of
from rules.equivalent import reason
from rules.history import test_lines as between
from rules.mutations import (
    Change,
    functions,
    modules,
    of_constants,
    of_function,
    of_lambda,
    speaks_of,
    users,
)
from rules.test_lines import BAD, GOOD
from rules.test_package_rules import DRIFTED, KEYS, OURS, TOLD

TODAY = date.fromisoformat(specimen.TODAY).toordinal()
ROOT = Path(__file__).parents[1]
HANGS = 5.0
"""Seconds after which a mutant is taken to run for ever."""


@dataclass(frozen=True)
class Mutant:
    """One small fault: where it is, what it is, the rules that must notice, and how to put it in
    and take it out.
    """

    place: str
    name: str
    change: str
    rules: tuple[str, ...]
    columns: frozenset[str]
    break_: Callable[[], contextlib.AbstractContextManager[Any]]


@dataclass(frozen=True)
class Case:
    """One changed specimen, read once: its package, its frames, and the views that its well-formed
    cells make.
    """

    package: Package
    frames: Mapping[str, pl.LazyFrame]
    views: Views | None
    changed: frozenset[str]
    texts: Mapping[str, bytes]


@cache
def case(line: str) -> Case:
    """The case that a line of changes makes."""
    made = specimen.changed(line)
    package = made.package()
    if package.fault:
        return Case(package, {}, None, frozenset(), made.texts)
    frames = {
        name: one.frame.lazy() for name, one in load.load(package).items() if one.frame is not None
    }
    form = [c for c in expand(RULES.values(), package.tables) if c.form and c.table in frames]
    views = judge.judge(pl, frames, package.tables, form, TODAY).views
    changed = {
        n
        for n, f in frames.items()
        if not line
        or n not in case("").frames
        or not f.collect().equals(case("").frames[n].collect())
    }
    return Case(package, frames, views, frozenset(changed), made.texts)


@cache
def in_pandas(line: str) -> Views:
    """The views of a case on pandas frames, where a blank is not always what it is on those of
    Polars.
    """
    return settled_views_of(line, "pandas")


def fresh(line: str, engine: str = "polars") -> Views:
    """The views of a case, with no named column made yet."""
    _still_alive()
    views = case(line).views if engine == "polars" else in_pandas(line)
    assert views is not None
    return _unmade(views)


def _unmade(views: Views) -> Views:
    made = copy.copy(views)
    vars(made).update(
        {name: dict(value) for name, value in vars(views).items() if isinstance(value, dict)}
    )
    return made


def lights(rule: Rule, line: str) -> bool:
    """Whether a rule, as it is now, finds anything in an example."""
    _still_alive()
    if rule.compares:
        return lights_between(rule, line)
    given = case(line)
    if rule.scope == "package":
        return bool(list(rule.arms[0].wrong(given.package)))
    if rule.scope == "file":
        return any(
            len(lint(p.file).found.get(rule.name, ()))
            for one in load.load(given.package).values()
            for p in one.parts
        )
    if rule.scope == "text":
        return bool(validation.validate_package(given.package, [rule], TODAY, given.texts).groups)
    checks = [c for c in expand([rule], given.package.tables) if c.table in given.frames]
    if rule.scope in FORM:
        form = [
            c
            for c in expand(RULES.values(), given.package.tables)
            if c.form and c.table in given.changed
        ]
        if any(
            c.rule is rule
            for c in judge.judge(
                pl, {n: given.frames[n] for n in given.changed}, given.package.tables, form, TODAY
            ).hits
        ):
            return True
    beyond = [c for c in checks if not c.form]
    if not beyond or given.views is None:
        return False
    views = fresh(line)
    for name in dict.fromkeys(c.table for c in beyond):
        mine = [c for c in beyond if c.table == name]
        if judge._wrong_rows(
            pl, views.view(name, set().union(*(c.names() for c in mine))), mine, TODAY
        ):
            return True
    return False


@cache
def compared(line: str) -> Versions:
    """The two versions of a line, compared once."""
    versions = between.compared(line)
    assert versions.views
    return versions


def anew(versions: Versions) -> Versions:
    """Two versions that were compared, with no named column made yet."""
    made = copy.copy(versions)
    made.views = _unmade(versions.views[0]), _unmade(versions.views[1])
    return made


def lights_between(rule: Rule, line: str) -> bool:
    """Whether a rule that compares finds anything between the specimen and an example."""
    if rule.scope == "packages":
        return {"vanished-package": "removed", "new-package": "new"}[rule.name] == specimen.changed(
            line
        ).status
    return bool(judging.judge_versions(History(anew(compared(line))), [rule]).groups)


def examples(rule: Rule) -> Iterator[tuple[str, bool]]:
    """Each example of a rule, and whether the rule must light it; the specimen itself
    lights none.
    """
    yield "", False
    yield from (
        (line, True)
        for line in (*rule.bad, *BAD.get(rule.name, ()), *between.BAD.get(rule.name, ()))
    )
    yield from (
        (line, False)
        for line in (*rule.good, *GOOD.get(rule.name, ()), *between.GOOD.get(rule.name, ()))
    )


@cache
def unbroken(name: str) -> None:
    """Reads a rule's examples while nothing is broken; raises AssertionError where they do not hold
    even then.
    """
    for line, lit in examples(RULES[name]):
        assert lights(RULES[name], line) is lit, (
            f"{name} {'lights' if not lit else 'does not light'}: {line}"
        )
    for rule, line, told in between.TOLD:
        assert rule != name or between.told(name, anew(compared(line))) == told, f"{name}: {line}"


class HangsError(Exception):
    """The mutant runs for ever."""


def _still_alive() -> None:
    """Gives a mutant that has come so far its full time once more."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, HANGS)


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
        if speaks_of(function, mutant.name) and function(*given) != result
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
            return next(faults(mutant), "")
    except Exception as error:  # noqa: BLE001 -- whatever it is, it would fail the tests
        return type(error).__name__
    except pl.exceptions.PanicException:
        return "panic"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


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
    """The module with another value under a name."""
    own = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, own)


@contextlib.contextmanager
def declared(rule: Rule, **changes: Any) -> Iterator[None]:
    """The register with a rule declared otherwise."""
    RULES[rule.name] = replace(rule, **changes)
    try:
        yield
    finally:
        RULES[rule.name] = rule


def mutants() -> Iterator[Mutant]:
    """Every mutant there is, module by module."""
    columns = {name for _, name in NAMED_COLUMNS}
    for module in modules():
        made = [
            (f.__name__, change, lambda f=f, c=c: code(f, c))
            for f in functions(module)
            for *change, c in of_function(f)
        ]
        made += [
            (n, change, lambda m=module, n=n, v=v: constant(m, n, v))
            for n, (*change, v) in of_constants(module)
        ]
        for name, (line, change), break_ in made:
            using = users().get(name, set())
            place = f"{Path(module.__file__ or '').relative_to(ROOT)}:{line}"
            yield Mutant(
                place,
                name,
                change,
                tuple(r for r in RULES if r in using),
                frozenset(using & columns),
                break_,
            )
    for rule in RULES.values():
        yield from of_declaration(rule)


def of_declaration(rule: Rule) -> Iterator[Mutant]:
    """A rule without one of its cells, or with another answer to which fields it judges."""
    wrong = rule.arms[0].wrong
    source = Path(inspect.getsourcefile(wrong) or "").relative_to(ROOT)
    place = f"{source}:{wrong.__code__.co_firstlineno}"

    def with_arm(number: int, arm: Arm | None) -> list[Arm]:
        return [*rule.arms[:number], *([arm] if arm else []), *rule.arms[number + 1 :]]

    def mutant(change: str, arms: list[Arm]) -> Mutant:
        return Mutant(
            place, rule.name, change, (rule.name,), frozenset(), lambda: declared(rule, arms=arms)
        )

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
        help="only mutants that this rule, function or constant has a part in",
    )
    asked.add_argument("--part", metavar="K/N", help="only the K-th of N equal parts, such as 2/6")
    given = asked.parse_args()
    every = [m for m in mutants() if given.rule in (None, m.name, *m.rules)]
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
