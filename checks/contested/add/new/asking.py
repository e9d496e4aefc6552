"""Asking for a row: which columns somebody at a terminal is asked for, and asking again where the
rules find something.

What is asked follows from the schema and from the rules: what is required, what the answers given
so far make necessary, and then every cell in which a rule finds something. Only a few columns
without which a row is poor are named here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from contested.add.new import form
from contested.add.new.adding import Cells, Place, cleaned, lacking
from contested.add.new.choices import Choices, choices
from contested.add.new.minting import is_minted
from contested.add.new.parts import AddingError
from contested.package import Package
from contested.results import Finding
from contested.rules import RULES
from contested.rules.check import expand
from contested.standard import Field
from contested.standard.schemas import MADE

OFFERED = {
    "claims": ("quote", "occurred", "location_id", "place_as_reported"),
    "questions": ("location_id", "period"),
    "sources": ("url",),
}
"""Columns that are asked for although they may stay blank, by table."""


class Prompter(Protocol):
    """Whoever puts questions to somebody and hands back what was typed."""

    def say(self, text: str) -> None: ...
    def ask(self, column: str, choices: Choices, typed: str) -> str: ...


class StoppedError(Exception):
    """Somebody who broke off, and what they had typed by then."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        super().__init__("stopped")
        self.cells = dict(cells)


@dataclass
class Conversation:
    """One row being asked for, column by column."""

    place: Place
    prompter: Prompter
    judged: Callable[[Mapping[str, str]], Collection[Finding]]
    """What the rules would newly find in the package if a row were added."""
    cells: Cells

    def hold(self, everything: bool = False) -> Cells:
        """Asks until nothing that is an error is left, and gives the filled cells; a warning is
        told once and may stay.

        Raises StoppedError when somebody breaks off, AddingError where the row would have to name
        another and there is none.
        """
        if absent := self._absent():
            raise AddingError(absent)
        given = set(self.cells)
        try:
            for field in self.place.table.fields.values():
                if field.name not in given and (everything or self._is_asked(field)):
                    self._ask(field)
            self._mend()
        except (KeyboardInterrupt, EOFError) as error:
            raise StoppedError(self.cells) from error
        return cleaned(self.place.table, self.cells)

    def _absent(self) -> str:
        """That another row has to be added first, if every row of this table names one of a table
        that is empty.
        """
        table, loaded = self.place.table, self.place.loaded
        needed = [
            r.table
            for r in table.references
            if not r.when and table.fields[r.column].required and r.column not in self.cells
        ]
        empty = next(
            (
                name
                for name in needed
                if (frame := loaded[name].frame) is not None and frame.is_empty()
            ),
            None,
        )
        return (
            f"each row of {table.name} names one of {empty}, and there are none yet. Add one first:"
            f" contested new {empty.removesuffix('s')}"
            if empty
            else ""
        )

    def _is_asked(self, field: Field) -> bool:
        return field.name in OFFERED.get(self.place.table.name, ()) or field.name in lacking(
            self.place.table, self.cells
        )

    def _mend(self) -> None:
        """Asks again for the cells in which something was found, and for the whole row where that
        did not help.
        """
        told: set[tuple[str, str | None]] = set()
        while found := [
            one
            for one in self.judged(self.cells)
            if one.severity == "error" or (one.rule, one.column) not in told
        ]:
            for one in found:
                self.prompter.say(f"{one.rule}: {form.told(one)}\n{one.mend}")
            again = {
                name
                for one in found
                if self._is_mine(one) and (one.rule, one.column) not in told
                for name in self._concerned(one)
            }
            if not again and any(one.severity == "error" for one in found):
                again = {
                    f.name
                    for f in self.place.table.fields.values()
                    if f.name in self.cells or self._is_asked(f)
                } - {self._minted}
            for field in self.place.table.fields.values():
                if field.name in again:
                    self._ask(field)
            told |= {(one.rule, one.column) for one in found}

    def _concerned(self, finding: Finding) -> Iterator[str]:
        """The cell in which something was found, and the blank ones that its rule looks at and that
        have no default.
        """
        yield finding.column or ""
        for name in looked_at(self.place.package, finding):
            if name not in self.cells and not self.place.table.fields[name].default:
                yield name

    @property
    def _minted(self) -> str:
        """The column of the id that was minted for the row; nothing where ids are not minted."""
        return next(
            (f.name for f in self.place.table.fields.values() if is_minted(self.place.table, f)), ""
        )

    def _is_mine(self, finding: Finding) -> bool:
        key = tuple(
            cleaned(self.place.table, self.cells).get(name, "") for name in self.place.table.key
        )
        return (
            finding.table == self.place.table.name
            and finding.key == key
            and finding.column in self.place.table.fields
        )

    def _ask(self, field: Field) -> None:
        """Asks for one cell until it is written as its column is."""
        table, among = (
            self.place.table,
            choices(self.place.loaded, self.place.table, field, self.cells),
        )
        blank = (
            ""
            if field.name in lacking(table, self.cells | {field.name: ""})
            else " Leave it blank if there is nothing to record."
        )
        self.prompter.say(
            f"{field.title}\n{field.description}{blank}"
            + (f"\n{among.context}" if among.context else "")
        )
        typed = self.cells.get(field.name, "")
        while True:
            typed = among.meant(self.prompter.ask(field.name, among, typed))
            kept = self.cells | {field.name: typed}
            wrong = (
                form.missing(table, field.name)
                if field.name in lacking(table, kept)
                else form.fault(self.place.package, table, field.name, typed, among)
            )
            if not wrong:
                break
            self.prompter.say(wrong)
        self.cells = {name: value for name, value in kept.items() if value.strip()}


def looked_at(package: Package, finding: Finding) -> set[str]:
    """The columns of a row that the rule of a finding judges it by, as the rule's own expression
    says.
    """
    table = package.tables[finding.table or ""]
    checks = expand([RULES[finding.rule]], package.tables)
    names = {
        name
        for check in checks
        if check.table == table.name and check.column == finding.column
        for name in check.names()
    }
    bare = {name.removesuffix(end) for name in names for end in ("", *MADE)}
    return bare & set(table.fields)
