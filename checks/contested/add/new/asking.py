"""Asking for a row, and again where the rules find something.

What is asked follows from the schema and from the rules: what is required, what the answers given
so far make necessary, and then every cell in which a rule finds something. Only a few columns
without which a row is poor are named here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from contested.add.new import form
from contested.add.new.adding import Cells, Target, clean_row, missing_columns
from contested.add.new.choices import Choices, choices_for, look_up
from contested.add.new.minting import is_minted
from contested.add.new.parts import InsertionError
from contested.package import Package
from contested.results import Finding
from contested.rules import RULES
from contested.rules.check import expand
from contested.standard import Field
from contested.standard.column_names import column_and_end

Conditions = tuple[tuple[str, tuple[str, ...]], ...]
"""What other cells have to say, each one of some words, for a column to be asked for."""
ALWAYS: Conditions = ()
ANSWERED: Conditions = (("polarity", ("", "affirms", "denies")),)
COUNTED: Conditions = (*ANSWERED, ("question__answer_type", ("quantity",)))
OFFERED: dict[str, dict[str, Conditions]] = {
    "claims": {
        "on_behalf_of_id": ALWAYS,
        "quote": ALWAYS,
        "polarity": ALWAYS,
        "withheld": (("polarity", ("withholds",)),),
        "answer": ANSWERED,
        "quantity_min": COUNTED,
        "quantity_max": COUNTED,
        "quantity_about": COUNTED,
        "occurred": ALWAYS,
        "location_id": ALWAYS,
        "place_as_reported": ALWAYS,
    },
    "questions": {
        "exclusive": (("answer_type", ("actor", "location")),),
        "over_time": ALWAYS,
        "unit": (("answer_type", ("quantity",)),),
        "location_id": ALWAYS,
        "period": ALWAYS,
    },
    "sources": {"author_id": ALWAYS, "url": ALWAYS},
    "actors": {"privacy": (("actor_type", ("person",)),)},
}
"""Columns that are asked for although they may stay blank, by table, and when."""


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

    place: Target
    prompter: Prompter
    judge: Callable[[Mapping[str, str]], Collection[Finding]]
    """Gives what the rules would newly find in the package if a row were added."""
    cells: Cells

    def hold(self, everything: bool = False) -> Cells:
        """Ask until no error is left, and return the filled cells.

        A warning is told once and may stay. Raises StoppedError when somebody breaks off, and
        InsertionError where the row would have to name another and there is none.
        """
        self._refuse_without_others()
        given = set(self.cells)
        try:
            for field in self.place.table.fields.values():
                if field.name not in given and (everything or self._is_asked(field)):
                    self._ask(field)
            self._mend()
        except (KeyboardInterrupt, EOFError) as error:
            raise StoppedError(self.cells) from error
        return clean_row(self.place.table, self.cells)

    def _refuse_without_others(self) -> None:
        """Raise InsertionError if the row must name another and there is none."""
        table = self.place.table
        for reference in table.references:
            is_needed = not reference.when and table.fields[reference.column].required
            frame = self.place.loaded[reference.table].frame
            if not is_needed or reference.column in self.cells or frame is None:
                continue
            if frame.is_empty():
                kind = reference.table.removesuffix("s")
                raise InsertionError(
                    f"each row of {table.name} names one of {reference.table}, and there are none"
                    f" yet. Add one first: contested new {kind}"
                )

    def _is_asked(self, field: Field) -> bool:
        table, loaded = self.place.table, self.place.loaded
        if field.name in missing_columns(table, self.cells):
            return True
        conditions = OFFERED.get(table.name, {}).get(field.name)
        return conditions is not None and all(
            look_up(loaded, table, name, self.cells) in words for name, words in conditions
        )

    def _mend(self) -> None:
        """Ask again for cells with findings, or else the whole row."""
        told: set[tuple[str, str | None]] = set()
        while True:
            findings = self.judge(self.cells)
            fresh = [one for one in findings if (one.rule, one.column) not in told]
            has_error = any(one.severity == "error" for one in findings)
            if not fresh and not has_error:
                return
            for one in findings:
                if one.severity == "error" or one in fresh:
                    self.prompter.say(f"{one.rule}: {form.text_of(one)}\n{one.mend}")
            again = self._columns_to_ask(fresh)
            if not again and has_error:
                again = self._whole_row()
            for field in self.place.table.fields.values():
                if field.name in again:
                    self._ask(field)
            told |= {(one.rule, one.column) for one in fresh}

    def _columns_to_ask(self, findings: Collection[Finding]) -> set[str]:
        mine = [one for one in findings if self._is_mine(one)]
        return set().union(*(self._columns_of(one) for one in mine))

    def _whole_row(self) -> set[str]:
        """Return all columns that are filled or asked for."""
        fields = self.place.table.fields.values()
        asked = {f.name for f in fields if f.name in self.cells or self._is_asked(f)}
        return asked - {f.name for f in fields if is_minted(self.place.table, f)}

    def _columns_of(self, finding: Finding) -> Iterator[str]:
        """Yield a finding's column, and blank ones that its rule reads."""
        yield finding.column or ""
        for name in columns_of_rule(self.place.package, finding):
            if name not in self.cells and not self.place.table.fields[name].default:
                yield name

    def _is_mine(self, finding: Finding) -> bool:
        key = tuple(
            clean_row(self.place.table, self.cells).get(name, "") for name in self.place.table.key
        )
        return (
            finding.table == self.place.table.name
            and finding.key == key
            and finding.column in self.place.table.fields
        )

    def _ask(self, field: Field) -> None:
        """Ask for one cell until it is written as its column is."""
        table = self.place.table
        among = choices_for(self.place.loaded, table, field, self.cells)
        is_needed = field.name in missing_columns(table, self.cells | {field.name: ""})
        is_told = is_needed or "blank" in field.description.lower()
        blank = "" if is_told else " Leave it blank if there is nothing to record."
        context = f"\n{among.context}" if among.context else ""
        self.prompter.say(f"{field.title}\n{field.description}{blank}{context}")
        typed = self.cells.get(field.name, "")
        while True:
            typed = among.resolve(self.prompter.ask(field.name, among, typed))
            kept = self.cells | {field.name: typed}
            if field.name in missing_columns(table, kept):
                wrong = form.missing_text(table, field.name)
            else:
                wrong = form.find_fault(self.place.package, table, field.name, typed, among)
            if not wrong:
                break
            self.prompter.say(wrong)
        self.cells = {name: value for name, value in kept.items() if value.strip()}


def columns_of_rule(package: Package, finding: Finding) -> set[str]:
    """Return the columns that the rule of a finding reads."""
    table = package.tables[finding.table or ""]
    names: set[str] = set()
    for check in expand([RULES[finding.rule]], package.tables):
        if check.table == table.name and check.column == finding.column:
            names.update(check.names())
    bare = {column_and_end(name)[0] for name in names}
    return (bare | names) & set(table.fields)
