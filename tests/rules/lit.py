"""Which examples light a rule, as rules and columns are at this moment: broken or not."""

from __future__ import annotations

import copy
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl
from contested.check import judge, load
from contested.check import validate as validation
from contested.check.lint import lint
from contested.check.masks import wrong_rows
from contested.package import Package
from contested.review import judge as judging
from contested.review.versions import Versions
from contested.review.views import History
from contested.rules.check import FORM, Check, expand, forget
from contested.rules.rule import RULES, Rule
from contested.rules.views import Views
from contested.standard import Table
from contested.testing import specimen
from rules import test_malformed
from rules.columns.viewing import settled_views_of, untouched
from rules.history import test_lines as between
from rules.test_lines import BAD, GOOD

TODAY = date.fromisoformat(specimen.TODAY).toordinal()
HANGS = 5.0
"""Seconds after which a mutant is taken to run for ever."""


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
    loaded = load.load(package, untouched() if line else None)
    frames = {name: one.frame.lazy() for name, one in loaded.items() if one.frame is not None}
    form = [c for c in expand(RULES.values(), package.tables) if c.form and c.table in frames]
    views = judge.judge(pl, frames, package.tables, form, TODAY).views
    changed = {name for name in frames if not line or loaded[name] is not untouched().get(name)}
    return Case(package, frames, views, frozenset(changed), made.texts)


@dataclass(frozen=True)
class Crowd:
    """Many specimens in one package: its frames, its tables, and the views of them."""

    frames: Mapping[str, pl.LazyFrame]
    tables: Mapping[str, Table]
    views: Views


def crowd_of(package: Package) -> Crowd:
    loaded = load.load(package)
    frames = {name: one.frame.lazy() for name, one in loaded.items() if one.frame is not None}
    form = [check for check in expand(RULES.values(), package.tables) if check.form]
    views = judge.judge(pl, frames, package.tables, form, TODAY).views
    assert views is not None
    return Crowd(frames, package.tables, views)


def hits(rule: Rule, crowd: Crowd) -> dict[Check, pl.Series]:
    """Return what a rule on rows, as it is now, finds in a crowd."""
    forget()  # the code of a rule may not be what it was
    mine = expand([rule] if rule.on_rows else [], crowd.tables)
    found: dict[Check, pl.Series] = {}
    if any(check.form for check in mine):
        form = [check for check in expand(RULES.values(), crowd.tables) if check.form]
        every = judge.judge(pl, crowd.frames, crowd.tables, form, TODAY).hits
        found.update((check, rows) for check, rows in every.items() if check.rule is rule)
    views = unmade(crowd.views)
    for table in dict.fromkeys(check.table for check in mine if not check.form):
        asked = [check for check in mine if not check.form and check.table == table]
        view = views.view(table, set[str]().union(*(check.names() for check in asked)))
        found.update(wrong_rows(pl, {table: (view, asked)}, TODAY)[table])
    return found


@cache
def malformed() -> Crowd:
    return crowd_of(test_malformed.crowd().specimen.package())


def lit_by_malformed(name: str) -> set[int]:
    """Return the numbers of the malformed cases that a rule lights as it is now."""
    still_alive()
    owners = test_malformed.crowd().owners
    found = hits(RULES[name], malformed()).items()
    return {owners[check.table][row] for check, rows in found for row in rows}


@cache
def whole_by_malformed(name: str) -> set[int]:
    """Return the same while nothing is broken."""
    return lit_by_malformed(name)


@cache
def in_pandas(line: str) -> Views:
    """The views of a case on pandas frames, where a blank is not always what it is on those of
    Polars.
    """
    return settled_views_of(line, "pandas")


def fresh(line: str, engine: str = "polars") -> Views:
    """The views of a case, with no named column made yet."""
    still_alive()
    views = case(line).views if engine == "polars" else in_pandas(line)
    assert views is not None
    return unmade(views)


def unmade(views: Views) -> Views:
    made = copy.copy(views)
    vars(made).update(
        {name: dict(value) for name, value in vars(views).items() if isinstance(value, dict)}
    )
    return made


def lights(rule: Rule, line: str) -> bool:
    """Whether a rule, as it is now, finds anything in an example."""
    still_alive()
    forget()  # the code of a rule may not be what it was
    if rule.compares:
        return lights_between(rule, line)
    given = case(line)
    if rule.scope == "package":
        found = list(rule.arms[0].wrong(given.package))
        assert all(rule.placeholders <= one.keys() | rule.lists.keys() for one in found)
        return bool(found)
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
        view = views.view(name, set().union(*(c.names() for c in mine)))
        if wrong_rows(pl, {name: (view, mine)}, TODAY)[name]:
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
    made.views = unmade(versions.views[0]), unmade(versions.views[1])
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
    whole_by_malformed(name)
    for line, lit in examples(RULES[name]):
        assert lights(RULES[name], line) is lit, (
            f"{name} {'lights' if not lit else 'does not light'}: {line}"
        )
    for rule, line, told in between.TOLD:
        assert rule != name or between.told(name, anew(compared(line))) == told, f"{name}: {line}"


class HangsError(Exception):
    """The mutant runs for ever."""


def still_alive() -> None:
    """Gives a mutant that has come so far its full time once more."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, HANGS)
