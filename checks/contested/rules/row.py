"""A row of a view as a rule sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from contested.standard.column_names import made_of

if TYPE_CHECKING:
    from narwhals import Expr as Expr
else:
    Expr = Any


class Row:
    """A row as a rule sees it: a name gives that column.

    It notes which names are needed. `cell` (and `cell_earliest`, …) is the column being judged;
    `target` is the row that a reference names.
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
            name = made_of(self._cell, rest) if rest else self._cell
        elif first == "target" and rest.startswith("_"):
            name = self._target + name[len("target") :]
        self._asked.add(name)
        return self._namespace.col(name)  # type: ignore[no-any-return]

    def column(self, name: str) -> Expr:
        """Return the column of that very name.

        Asking for it as an attribute might give something else.
        """
        self._asked.add(name)
        return self._namespace.col(name)  # type: ignore[no-any-return]

    def lit(self, value: Any) -> Expr:
        """Return a value that is the same in every row."""
        return self._namespace.lit(value)  # type: ignore[no-any-return]

    def when(self, condition: Expr, then: Any, otherwise: Any = None) -> Expr:
        """Return `then` where the condition holds, else `otherwise`, or nothing.

        Nothing is said by leaving it out: a None would make pandas forget the column's
        type, and with it what a null is.
        """
        chosen = self._namespace.when(condition).then(then)
        whole: Expr = chosen if otherwise is None else chosen.otherwise(otherwise)
        return whole

    def count_same(self, *columns: str) -> Expr:
        """Count the rows with the same cells in these columns."""
        return self.over(self._namespace.len(), *columns)

    def over(self, total: Expr, *columns: str) -> Expr:
        """Return a total over rows with the same cells in these columns."""
        self._asked.update(columns)
        self._windowed = True
        return total.over(*columns)

    def count_same_cell(self) -> Expr:
        """Count the rows with the same cell in the column being judged."""
        return self.count_same(self._cell)

    def number(self, cell: Expr) -> Expr:
        """Return the number that a cell spells, or nothing."""
        return self.when(cell.str.contains("^-?[0-9]+(?:[.][0-9]+)?$"), cell).cast(
            self._namespace.Float64
        )

    def concat(self, *parts: Expr) -> Expr:
        """Return the parts as one text that differs whenever one does.

        A blank part counts as empty.
        """
        texts = [p.cast(self._namespace.String).fill_null("") for p in parts]
        return self._namespace.concat_str(texts, separator="\x1f")  # type: ignore[no-any-return]


class _Any:
    """A stand-in for an expression where only names matter.

    Whatever is done to it gives itself.
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


def columns_of(
    wrong: Callable[..., Any], *subject: Any, cell: str = "", target: str = ""
) -> set[str]:
    """Return the columns that an expression looks at, without an engine."""
    row = Row(_Any(), cell=cell, target=target)
    wrong(row, *subject)
    return row._asked
