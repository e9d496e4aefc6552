"""What a rule is, and the register of all of them.

A rule says what is wrong as one boolean expression over a row of a *view* (its table, joined to the
rows it points to). The expression is written against a `Row`, which hands out columns of whichever
engine asks and notes their names: that is how a rule says what it needs, so that only those columns
are joined, and a rule whose table is missing is known not to have run. A rule's docstring is its
page: a message, the reason, what is allowed, how to mend it.

No engine and no step from a package to its report knows a rule by its name: whatever they have to
know of one is a property of `Rule`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from contested.results import Severity
from contested.rules.row import Expr as Expr
from contested.rules.row import Row as Row
from contested.standard.versions import first, numbers

if TYPE_CHECKING:
    from contested.package.files.facts import Facts

Scope = Literal[
    "row",
    "field",
    "dependency",
    "reference",
    "own",
    "key",
    "file",
    "package",
    "text",
    "keys",
    "changes",
    "versions",
    "packages",
    "content",
]
SCOPES: dict[str, Scope] = {
    "every field": "field",
    "every dependency": "dependency",
    "every reference": "reference",
    "every own column": "own",
    "every key": "key",
    "every file": "file",
    "the package": "package",
    "the texts": "text",
    "both versions": "versions",
    "whole packages": "packages",
    "every guarded cell": "changes",
    "every other table": "keys",
    "every text": "keys",
    "the content of claims": "content",
}
"""What `on` may say instead of naming cells, and what is then judged once each."""
Over = Literal["row", "keys", "changes"]
"""What a rule that names cells looks at: the rows of one version; or of two versions the rows by
their key, or the cells that changed.
"""
BETWEEN: tuple[Scope, ...] = ("keys", "changes", "versions", "packages")
"""Scopes of rules that compare two versions."""

Gate = bool | Callable[["Facts"], bool]

RULES: dict[str, Rule] = {}


@dataclass(frozen=True)
class Arm:
    """One expression of a rule and the cells it judges.

    They are named (`claims.stated`), or one of `SCOPES`.
    """

    on: tuple[str, ...]
    wrong: Callable[..., Any]
    applies: Callable[..., bool] | None = None
    over: Over = "row"

    @property
    def scope(self) -> Scope:
        return SCOPES.get(self.on[0], self.over)


class Properties(TypedDict, total=False):
    """What `@rule` may say besides cells and examples; see `Rule`."""

    since: str
    instead: str
    implies: tuple[str, ...]
    instead_of: tuple[str, ...]
    gate: Gate
    unreadable: bool
    ordered: bool
    cell: str
    trims: bool
    breaks_form: bool
    finds_blank: bool
    suggests: Literal["words", "keys"]
    keywords: tuple[str, ...]
    blocks_release: bool
    always: bool
    together: str
    lists: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Rule:
    """A named wrong, with everything docs, tests and reports tell of it."""

    name: str
    family: str
    severity: Severity
    arms: list[Arm]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    doc: str = ""
    since: str = field(default_factory=first)
    """The version of the standard that it came with. An error of a later version than the first
    is a warning to packages that name this version or an older one.
    """
    instead: str = ""
    """The rule that takes its place, where it is outdated."""
    implies: tuple[str, ...] = ()
    """Rules that a fault of this kind always lights too."""
    instead_of: tuple[str, ...] = ()
    """Wider rules that keep silent on a cell where this one speaks; between two versions, on a row.
    """
    gate: Gate = False
    """Whether what comes after cannot be judged once this is found: rows and other files' rules of
    a file, everything else of a package. A function where only some findings are so grave.
    """
    unreadable: bool = False
    """For files: whether the rows cannot be read once this is found, though the bytes can still be
    judged.
    """
    ordered: bool = False
    """For files: whether the rule looks at the rows as they were read, and not at the bytes."""
    cell: str = ""
    """For texts: the cell that a finding stands in, such as `claims.quote`."""
    trims: bool = False
    """Whether it finds white space around a cell, which is taken off before the cell is judged."""
    breaks_form: bool = False
    """Whether what it finds breaks the form of a column that has any (words, a pattern, a date),
    so that there it need not be asked where no other rule of form finds anything.
    """
    finds_blank: bool = False
    """Whether it finds cells that are blank, so that there is nothing to take out of them."""
    suggests: Literal["words", "keys"] | None = None
    """Where a likely spelling is looked for: among the column's words, or the keys it names."""
    keywords: tuple[str, ...] = ()
    """Keywords of Table Schema that ask for something no rule judges, this one coming nearest."""
    blocks_release: bool = False
    """Whether it stands in the way of a release though it is no error."""
    always: bool = False
    """Whether it is asked in every comparison and stands first in every report: no setting, option
    or baseline hides what it finds. It weighs only where something is wrong between the versions.
    """
    together: str = ""
    """What is said of several rows at once where people read, with places for count and table."""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Published lists of words, by the name by which its page speaks of them."""

    @property
    def scope(self) -> Scope:
        return self.arms[0].scope

    def severity_for(self, version: str) -> Severity:
        """Return how grave it is in a package of a version."""
        is_told_first = self.since != first() and numbers(version) <= numbers(self.since)
        return "warning" if is_told_first and self.severity == "error" else self.severity

    @property
    def on_rows(self) -> bool:
        """Whether an engine runs it over the rows of one package."""
        return self.scope in ("row", "field", "dependency", "reference", "own", "key", "content")

    @property
    def compares(self) -> bool:
        """Whether it needs two versions, and so a review."""
        return self.scope in BETWEEN

    def stops(self, facts: Facts) -> bool:
        """Return whether what it finds keeps a file from being judged further."""
        return self.gate(facts) if callable(self.gate) else self.gate

    @cached_property
    def page(self) -> dict[str, str]:
        """The docstring in its four parts: message, why, allowed, mend."""
        lines = [" ".join(p.split()) for p in self.doc.strip().split("\n\n")]
        parts = {"message": lines[0], "why": "", "allowed": "", "mend": ""}
        for paragraph in lines[1:]:
            label, colon, rest = paragraph.partition(": ")
            part = label.lower() if colon and label in ("Allowed", "Mend") else "why"
            text = rest if part != "why" else paragraph
            parts[part] = f"{parts[part]}\n\n{text}" if parts[part] else text
        return parts

    @property
    def placeholders(self) -> set[str]:
        """The names in braces in the page, which a finding fills in."""
        return set(
            re.findall(r"{(\w+)}", self.page["message"] + self.page["allowed"] + self.page["mend"])
        )


def rule(
    name: str,
    *,
    on: str | tuple[str, ...],
    over: Over = "row",
    severity: Severity = "error",
    bad: str | tuple[str, ...] = (),
    good: str | tuple[str, ...] = (),
    applies: Callable[..., bool] | None = None,
    **properties: Unpack[Properties],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as the rule `name`.

    Its module, or the folder of modules it stands in, is its family. `bad` and `good` are one-line
    changes to the specimen (see `specimen`): a bad one lights the rule and what it declares, a good
    one lights nothing. Raises ValueError for a name that is taken.
    """

    def register(wrong: Callable[..., Any]) -> Callable[..., Any]:
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        RULES[name] = Rule(
            name=name,
            family=wrong.__module__.partition(".rules.")[2].partition(".")[0],
            severity=severity,
            arms=[Arm(_tuple(on), wrong, applies, over)],
            bad=_tuple(bad),
            good=_tuple(good),
            doc=wrong.__doc__ or "",
            **properties,
        )
        return wrong

    return register


def also(
    name: str,
    *,
    on: str | tuple[str, ...],
    over: Over = "row",
    applies: Callable[..., bool] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register one more arm of the rule `name`.

    It is the same wrong, seen on other cells by another expression.
    """

    def register(wrong: Callable[..., Any]) -> Callable[..., Any]:
        RULES[name].arms.append(Arm(_tuple(on), wrong, applies, over))
        return wrong

    return register


def rule_of(wrong: Callable[..., Any]) -> Rule:
    """Return the rule that a function was registered as.

    It is for code that is about one certain rule, such as a form that asks for what is missing.
    Raises KeyError where there is none.
    """
    for one in RULES.values():
        if one.arms[0].wrong is wrong:
            return one
    raise KeyError(wrong)


def _tuple(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
