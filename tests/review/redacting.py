"""Ways to redact a cell, lawful ones and others, as the law of redaction tries them."""

from __future__ import annotations

from collections.abc import Callable

from contested.standard import Table, resource, tables
from contested.testing.strategies import Drawn
from contested.testing.strategies.hiding import hide_content

MARKER = "Zyxomarker told Quvaxa of it"
SIGNS = ("Zyxomarker", "Quvaxa")
LOG = tables()["revisions"]
Row = dict[str, str]
REVISION = {"kind": "redacted", "reason": "protection", "revised": "2021-10-01"}


class Redaction:
    """One cell with a marker in it, in what is published and in what is proposed."""

    def __init__(self, base: Drawn, head: Drawn, table: Table, number: int, column: str) -> None:
        self.head, self.table, self.column = head, table, column
        base.tables[table.name][number][column] = MARKER
        self.row = head.tables[table.name][number]
        self.row[column] = MARKER
        self.record = " ".join(self.row[name] for name in table.key)

    def revise(self, **cells: str) -> None:
        """Add a revision of the cell."""
        if "revisions" not in self.head.tables:
            self.head.tables["revisions"] = []
            self.head.descriptor["resources"].append(resource("revisions", LOG.schema))
        log = self.head.tables["revisions"]
        said = {"table": self.table.name, "record_id": self.record, "field": self.column}
        said |= {"revision_id": f"rev-zz{len(log)}", "old_value": "[redacted]", "new_value": ""}
        new = said | REVISION | cells
        log.append(dict.fromkeys(LOG.fields, "") | new)

    def empty(self) -> None:
        """Take out the cell, and of a claim all that it said."""
        if self.table.name == "claims":
            hide_content(self.table, self.row)
            self.row.update(status="redacted", statement="[redacted]", answer="[redacted]")
        required = self.table.fields[self.column].required
        if self.column not in ("statement", "answer"):
            self.row[self.column] = "[redacted]" if required else ""

    def remove(self) -> None:
        """Take the row out."""
        rows = self.head.tables[self.table.name]
        rows[:] = [row for row in rows if row is not self.row]


def the_cell(one: Redaction) -> None:
    one.empty()
    one.revise(new_value=one.row[one.column])


def the_whole_row(one: Redaction) -> None:
    one.empty()
    one.revise(field="")


def with_the_old_value_told(one: Redaction) -> None:
    one.empty()
    one.revise(old_value=MARKER, new_value=one.row[one.column])


def with_a_correction_beside(one: Redaction) -> None:
    the_cell(one)
    one.revise(kind="corrected", old_value=MARKER, new_value=one.row[one.column])


def with_another_new_value(one: Redaction) -> None:
    one.empty()
    one.revise(new_value="something")


def in_the_log_alone(one: Redaction) -> None:
    one.revise(new_value=MARKER)


def by_removing_the_row(one: Redaction) -> None:
    one.remove()
    one.revise()


def by_withdrawing_the_row(one: Redaction) -> None:
    one.remove()
    one.revise(field="", kind="withdrawn", old_value="")


def by_marking_alone(one: Redaction) -> None:
    one.row[one.column] = "[redacted]"


def words_of_it(one: Redaction) -> None:
    one.row[one.column] = MARKER.replace(SIGNS[0], "[redacted]").replace(SIGNS[1], "[redacted]")
    one.revise(new_value=one.row[one.column])


def by_status_alone(one: Redaction) -> None:
    one.empty()


def by_status_and_nothing_else(one: Redaction) -> None:
    one.row["status"] = "redacted"


def by_a_neutral_name(one: Redaction) -> None:
    one.row.update({one.column: "a resident" if one.column == "name" else ""})
    one.row.update(actor_type="unnamed_source", privacy="")


Way = Callable[[Redaction], None]
OF_EVERY: tuple[Way, ...] = (
    the_cell,
    the_whole_row,
    with_the_old_value_told,
    with_a_correction_beside,
    with_another_new_value,
    in_the_log_alone,
    by_removing_the_row,
    by_withdrawing_the_row,
    by_marking_alone,
    words_of_it,
)
OF_ONE: dict[str, tuple[Way, ...]] = {
    "claims": (by_status_alone, by_status_and_nothing_else),
    "actors": (by_a_neutral_name,),
}
WAYS = (*OF_EVERY, *OF_ONE["claims"], *OF_ONE["actors"])


def ways(table: str) -> tuple[Way, ...]:
    """Return the ways to redact a cell of a table."""
    return (*OF_EVERY, *OF_ONE.get(table, ()))
