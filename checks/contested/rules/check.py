"""Checks: what the rules come to for the tables of one package.

A rule that judges every field, every key or every reference becomes one check for each that the
package's tables have; one that names its cells becomes one check a cell. A check knows its table
and column, and which tables it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from contested import standard
from contested.rules.names import resolve
from contested.rules.row import Expr, Row, columns_of
from contested.rules.rule import SCOPES, Arm, Rule
from contested.rules.separation.verdicts import own_columns, question_of
from contested.standard import Table
from contested.standard.content import claim_states, content_of

FORM = ("field", "key")
"""Scopes judged first, over cells as they stand; what they find malformed is blank to every other
rule.
"""


@dataclass(frozen=True)
class Check:
    """One expression of one rule on one column of one table."""

    rule: Rule
    table: str
    column: str
    wrong: Callable[..., Any] = field(compare=False)
    subject: tuple[Any, ...] = field(default=(), compare=False)
    """What the expression is about besides the row: a field, a key, a reference."""
    target: str = ""
    form: bool = False
    arm: int = 0

    _known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out once: its names, and its expression in each engine."""

    def expression(self, namespace: Any, today: int = 0) -> Expr:
        """Return the expression in an engine's columns, true where wrong.

        Null counts as right.
        """
        at = (namespace.__name__, today)
        if at not in self._known:
            row = Row(namespace, cell=self.column, target=self.target, today=today)
            self._known[at] = self.wrong(row, *self.subject).fill_null(False)
        return self._known[at]  # type: ignore[no-any-return]

    def names(self) -> set[str]:
        """Return the columns of the view that the expression looks at."""
        if "names" not in self._known:
            self._known["names"] = columns_of(
                self.wrong, *self.subject, cell=self.column, target=self.target
            )
        return self._known["names"]  # type: ignore[no-any-return]

    def reads(self, tables: Mapping[str, Table]) -> set[str]:
        """Return the tables without which the check means nothing."""
        return {self.table}.union(*(resolve(tables, self.table, n) or () for n in self.names()))


_KEPT: dict[tuple[tuple[int, ...], ...], tuple[list[Check], object]] = {}
"""Checks that were made, by the rules and tables they were made of, which are kept as long."""
MOST = 16
"""Sets of rules and tables whose checks are kept."""


def expand(rules: Iterable[Rule], tables: Mapping[str, Table]) -> list[Check]:
    """Return every check that the rules come to, in their order.

    They are made once for the same rules and tables: whoever judges many packages of the standard's
    tables need not build some hundred expressions for each.
    """
    rules, specs = list(rules), list(tables.values())
    at = (tuple(map(id, rules)), tuple(map(id, specs)))
    if at not in _KEPT:
        if len(_KEPT) >= MOST:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[at] = (list(_expanded(rules, tables)), (rules, specs))
    return list(_KEPT[at][0])


def forget() -> None:
    """Forget the kept checks, since the code of a rule has changed."""
    _KEPT.clear()


def _expanded(rules: Iterable[Rule], tables: Mapping[str, Table]) -> Iterator[Check]:
    for rule in rules:
        for number, arm in enumerate(rule.arms):
            yield from _of_arm(rule, number, arm, tables)


def _between(rule: Rule, number: int, arm: Arm, tables: Mapping[str, Table]) -> Iterator[Check]:
    """Yield the checks of an arm that names no table."""
    applies = arm.applies or (lambda *_: True)
    for table in tables.values():
        if arm.scope == "changes" or arm.on == ("every text",):
            for one in filter(applies, table.fields.values()):
                subject = (one,) if arm.on == ("every text",) else ()
                yield Check(rule, table.name, one.name, arm.wrong, subject, arm=number)
        elif table.name not in standard.TABLES and table.fields and applies(table):
            yield Check(
                rule, table.name, next(iter(table.key or table.fields)), arm.wrong, arm=number
            )


def _own(rule: Rule, number: int, arm: Arm, table: Table) -> Iterator[Check]:
    """Yield the checks of own columns that have one cell a question."""
    prefix = question_of(table)
    for column in () if prefix is None else own_columns(table):
        yield Check(rule, table.name, column, arm.wrong, (prefix,), arm=number)


def _references(
    rule: Rule, number: int, arm: Arm, table: Table, tables: Mapping[str, Table]
) -> Iterator[Check]:
    """Yield the checks of an arm on references to present tables."""
    applies = arm.applies or (lambda *_: True)
    for one in table.references:
        if one.table in tables and applies(one):
            yield Check(rule, table.name, one.column, arm.wrong, (one,), one.prefix, arm=number)


def _of_arm(rule: Rule, number: int, arm: Arm, tables: Mapping[str, Table]) -> Iterator[Check]:
    applies = arm.applies or (lambda *_: True)
    if arm.on[0] in SCOPES and arm.scope in ("keys", "changes"):
        yield from _between(rule, number, arm, tables)
    elif arm.scope in ("row", "keys", "changes"):
        for cell in arm.on:
            name, _, column = cell.partition(".")
            if name in tables:
                yield Check(rule, name, column, arm.wrong, arm=number)
    for table in tables.values():
        if arm.scope in ("field", "dependency"):
            for one in table.fields.values():
                if applies(one) and (arm.scope == "field" or one.needed_by):
                    yield Check(
                        rule,
                        table.name,
                        one.name,
                        arm.wrong,
                        (one,),
                        form=arm.scope in FORM,
                        arm=number,
                    )
        elif arm.scope == "content" and (states := claim_states(table)):
            for one in content_of(table):
                yield Check(rule, table.name, one.name, arm.wrong, states, arm=number)
        elif arm.scope == "own":
            yield from _own(rule, number, arm, table)
        elif arm.scope == "key":
            for key in table.unique_keys():
                yield Check(rule, table.name, key[0], arm.wrong, (key,), form=True, arm=number)
        elif arm.scope == "reference":
            yield from _references(rule, number, arm, table, tables)
