"""What a rule is, and the register of all of them.

A rule says what is wrong as one boolean expression over a row of a *view* (its table, joined to the
rows it points to). The expression is written against a `Row`, which hands out columns of whichever
engine asks and notes their names: that is how a rule says what it needs, so that only those columns
are joined, and a rule whose table is missing is known not to have run. A rule's docstring is its
page: a message, the reason, what is allowed, how to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from contested.results import Severity

if TYPE_CHECKING:
    from narwhals import Expr as Expr
else:
    Expr = Any

Scope = Literal[
    "row",
    "field",
    "dependency",
    "reference",
    "key",
    "file",
    "package",
    "text",
    "keys",
    "changes",
    "versions",
    "packages",
]
SCOPES: dict[str, Scope] = {
    "every field": "field",
    "every dependency": "dependency",
    "every reference": "reference",
    "every key": "key",
    "every file": "file",
    "the package": "package",
    "the texts": "text",
    "both versions": "versions",
    "whole packages": "packages",
}
"""What `on` may say instead of naming cells, and what is then judged once each."""
Over = Literal["row", "keys", "changes"]
"""What a rule that names cells looks at: the rows of one version; or of two versions the rows by
their key, or the cells that changed.
"""
BETWEEN: tuple[Scope, ...] = ("keys", "changes", "versions", "packages")
"""Scopes of rules that compare two versions."""

RULES: dict[str, Rule] = {}


@dataclass(frozen=True)
class Arm:
    """One expression of a rule and the cells it judges: `claims.stated`, or one of `SCOPES`."""

    on: tuple[str, ...]
    wrong: Callable[..., Any]
    applies: Callable[..., bool] | None = None
    over: Over = "row"

    @property
    def scope(self) -> Scope:
        return SCOPES.get(self.on[0], self.over)


@dataclass(frozen=True, eq=False)
class Rule:
    """A named wrong, with everything that the docs, the tests and the reports tell of it."""

    name: str
    family: str
    severity: Severity
    arms: list[Arm]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    implies: tuple[str, ...] = ()
    """Rules that a fault of this kind always lights too."""
    instead_of: tuple[str, ...] = ()
    """Wider rules that keep silent on a cell where this one speaks; between two versions, on a row.
    """
    gate: bool = False
    """For files: whether what comes after cannot be judged once this is found."""
    unreadable: bool = False
    """For files: whether the rows cannot be read once this is found, though the bytes can still be
    judged.
    """
    ordered: bool = False
    """For files: whether the rule looks at the rows as they were read, and not at the bytes."""
    doc: str = ""

    @property
    def scope(self) -> Scope:
        return self.arms[0].scope

    @property
    def on_rows(self) -> bool:
        """Whether the rule judges the rows of one package, and so becomes checks that an engine
        runs.
        """
        return self.scope in ("row", "field", "dependency", "reference", "key")

    @property
    def compares(self) -> bool:
        """Whether the rule needs two versions of a package, and so is asked by a review only."""
        return self.scope in BETWEEN

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
    def told(self) -> set[str]:
        """The names of columns that the message, what is allowed and the remedy speak of."""
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
    implies: tuple[str, ...] = (),
    instead_of: tuple[str, ...] = (),
    applies: Callable[..., bool] | None = None,
    gate: bool = False,
    unreadable: bool = False,
    ordered: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers a function as the rule `name`; its module, or the folder of modules it stands in,
    is its family.

    `bad` and `good` are one-line changes to the specimen (see `specimen`): a bad one lights the
    rule and what it declares, a good one lights nothing. Raises ValueError for a name that is
    taken.
    """

    def register(wrong: Callable[..., Any]) -> Callable[..., Any]:
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        RULES[name] = Rule(
            name,
            wrong.__module__.partition(".rules.")[2].partition(".")[0],
            severity,
            [Arm(_tuple(on), wrong, applies, over)],
            _tuple(bad),
            _tuple(good),
            implies,
            instead_of,
            gate,
            unreadable,
            ordered,
            wrong.__doc__ or "",
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
    """Registers one more arm of the rule `name`: the same wrong, seen on other cells by another
    expression.
    """

    def register(wrong: Callable[..., Any]) -> Callable[..., Any]:
        RULES[name].arms.append(Arm(_tuple(on), wrong, applies, over))
        return wrong

    return register


def _tuple(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


class Row:
    """A row of a view as a rule sees it: asking for a name gives that column and notes that it is
    needed.

    `cell` (and `cell_earliest`, …) is the column being judged; `target` is the row that a reference
    names.
    """

    def __init__(self, namespace: Any, *, cell: str = "", target: str = "", today: int = 0) -> None:
        self._namespace, self._cell, self._target, self._today = namespace, cell, target, today
        self._asked: set[str] = set()
        self._windowed = False

    def __getattr__(self, name: str) -> Expr:
        if name == "today":
            return self._namespace.lit(self._today)  # type: ignore[no-any-return]
        first, _, rest = name.partition("_")
        if first == "cell":
            name = self._cell + name[len("cell") :]
        elif first == "target" and rest.startswith("_"):
            name = self._target + name[len("target") :]
        self._asked.add(name)
        return self._namespace.col(name)  # type: ignore[no-any-return]

    def column(self, name: str) -> Expr:
        """The column of that very name, even where asking for it as an attribute would give
        something else.
        """
        self._asked.add(name)
        return self._namespace.col(name)  # type: ignore[no-any-return]

    def when(self, condition: Expr, then: Any, otherwise: Any = None) -> Expr:
        """`then` where the condition holds, else `otherwise`, or nothing.

        Nothing is said by leaving it out: a None would make pandas forget the column's type, and
        with it what a null is.
        """
        chosen = self._namespace.when(condition).then(then)
        return chosen if otherwise is None else chosen.otherwise(otherwise)  # type: ignore[no-any-return]

    def count_same(self, *columns: str) -> Expr:
        """How many rows have the same cells in these columns as this one."""
        return self.over(self._namespace.len(), *columns)

    def over(self, total: Expr, *columns: str) -> Expr:
        """A total (a least, a count) over the rows that have the same cells in these columns as
        this one.
        """
        self._asked.update(columns)
        self._windowed = True
        return total.over(*columns)

    def count_same_cell(self) -> Expr:
        """How many rows have the same cell as this one in the column being judged."""
        return self.count_same(self._cell)

    def number(self, cell: Expr) -> Expr:
        """The number that a cell of text spells, or nothing where it spells none."""
        return self.when(cell.str.contains("^-?[0-9]+(?:[.][0-9]+)?$"), cell).cast(
            self._namespace.Float64
        )

    def concat(self, *parts: Expr) -> Expr:
        """The parts as one text that differs whenever one of them does; a blank part counts as
        empty.
        """
        texts = [p.cast(self._namespace.String).fill_null("") for p in parts]
        return self._namespace.concat_str(texts, separator="\x1f")  # type: ignore[no-any-return]


class _Any:
    """Stands in for an expression where only the names that are asked for matter: whatever is done
    to it gives itself.
    """

    def __getattr__(self, _: str) -> _Any:
        return self

    def __call__(self, *_: Any, **__: Any) -> _Any:
        return self

    __and__ = __or__ = __rand__ = __ror__ = __add__ = __sub__ = __mul__ = __lt__ = __le__ = (
        __gt__
    ) = __ge__ = __call__
    __eq__ = __ne__ = __call__  # type: ignore[assignment]
    __hash__ = object.__hash__

    def __invert__(self) -> _Any:
        return self


def asked(wrong: Callable[..., Any], *subject: Any, cell: str = "", target: str = "") -> set[str]:
    """The names of columns that an expression looks at, without any engine."""
    row = Row(_Any(), cell=cell, target=target)
    wrong(row, *subject)
    return row._asked
