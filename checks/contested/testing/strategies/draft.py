"""A draft: a package while it is being drawn.

Every new row fits those that are there already. A row is asked for by what it should be like:
`draft.some("claims", question__answer_type="quantity", voice="narrator")` is a claim that has been
drawn already or, if there is none or chance will have it so, a new one with everything that it
needs. Names are those of views: `question__answer_type` is a cell of the row that `question_id`
names. A wish may be one text or several of which any will do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from hypothesis import strategies as st

from contested import standard
from contested.standard import Reference, Table
from contested.standard.content import claim_states
from contested.testing.strategies.cells import blank_or, cell
from contested.testing.strategies.drawn import Cells, Drawn, descriptor_of, sort_key
from contested.testing.strategies.wishes import Wish, Wishes

Maker = Callable[["Draft", "Wishes"], Cells]
SUFFIXES = st.sampled_from(["", "b-", "0", "z"])
MAKERS: dict[str, Maker] = {}
"""For each table the function that adds a row to a draft."""


@dataclass(frozen=True)
class Edit:
    """A change to a package's files that lights a rule.

    It yields where: table, physical line, column.
    """

    rule: str
    make: Callable[[dict[str, bytes]], Iterable[tuple[str, int | None, str]]]


class Draft:
    """A package while it is being drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.tables: dict[str, list[Cells]] = {name: [] for name in standard.TABLES}
        self.specs: dict[str, Table] = dict(standard.tables())
        self.days: dict[str, int] = {}
        """For a question, a source and a claim the day on which it all happened, was printed, was
        said: its dates are drawn round that.
        """
        self.extra: dict[str, list[dict[str, Any]]] = {}
        """Columns that the package adds to tables of the standard."""
        self.edits: list[Edit] = []
        """Changes to the files, which can be made only once they are written."""
        self.texts: dict[str, bytes] = {}
        """The texts that were coded, by the names of their files."""
        self.own: dict[str, Cells] = {}
        """For rows from outside a cell for each column that the package adds to a table."""
        self.kept: dict[int, Cells] = {}
        """Rows that stay although nothing refers to them, by identity.

        They are held, since another row could be given the identity of one that is gone.
        """
        self.made = 0

    def some(self, table: str, /, but: Collection[str] = (), **wishes: Wish) -> Cells:
        """Return a row like this: one that is there, or new.

        Its key is not among `but`.
        """
        fitting = [
            row
            for row in self.own_rows(table)
            if row[self.specs[table].key[0]] not in but and self.fits(table, row, wishes)
        ]
        found = self.draw(st.sampled_from([*fitting, None])) if fitting else None
        return found if found is not None else self.new(table, **wishes)

    def own_rows(self, table: str) -> list[Cells]:
        """Return the rows that did not come from outside.

        Only to these may new rows refer: of the others no day is known.
        """
        return [row for row in self.tables[table] if id(row) not in self.kept]

    def new(self, table: str, /, **wishes: Wish) -> Cells:
        """Add a row like this, with the rows that it names."""
        asked = Wishes(self.draw, self.specs[table], dict(wishes))
        row = MAKERS[table](self, asked)
        self.tables[table].append(row)
        return row

    def free(self, table: str, /, **wishes: Wish) -> Cells:
        """Return a row like this to which nothing refers.

        A claim's claimant does not repeat it, either: what is changed in the row touches no
        other. Nor has it come to an end, of which a revision would tell.
        """
        if table == "claims":
            wishes = wishes | {"status": ["", "active"]}
        alone = [
            row
            for row in self.own_rows(table)
            if self.fits(table, row, wishes) and self._stands_alone(table, row)
        ]
        found = self.draw(st.sampled_from([*alone, None])) if alone else None
        if found is not None:
            return found
        if table == "claims" and "source_id" not in wishes:
            wishes = {
                "source_id": self.new(
                    "sources", **Wishes(self.draw, self.specs[table], dict(wishes)).of("source")
                )["source_id"]
            } | wishes
        return self.new(table, **wishes)

    def _stands_alone(self, table: str, row: Cells) -> bool:
        key = self.specs[table].key
        whole = " ".join(row[k] for k in key)
        if next(self.uses(table, row[key[0]]), None) or any(
            r["record_id"] == whole for r in self.tables["revisions"]
        ):
            return False
        same = ("question_id", "claimant_id", "source_id")
        return (
            table != "claims"
            or sum(all(other[c] == row[c] for c in same) for other in self.tables["claims"]) == 1
        )

    def use(self, table: str, row: Cells) -> Cells:
        """Add a revision of a row, so that it is always used."""
        self.new(
            "revisions",
            kind="corrected",
            table=table,
            record_id=" ".join(row[k] for k in self.specs[table].key),
        )
        return row

    def fits(self, table: str, row: Cells, wishes: dict[str, Wish]) -> bool:
        """Return whether a row is what is wished for."""
        return all(
            self.look(table, row, name) in ((wish,) if isinstance(wish, str) else wish)
            for name, wish in wishes.items()
        )

    def look(self, table: str, row: Cells, name: str) -> str:
        """Return a cell of a row, or of a row it names.

        Blank cells are what their default says.
        """
        prefix, two, rest = name.partition("__")
        if not two:
            return row[name] or self.specs[table].fields[name].default
        reference = self.reference(table, prefix)
        there = self.find(reference.table, row[reference.column])
        return self.look(reference.table, there, rest) if there is not None else ""

    def reference(self, table: str, prefix: str) -> Reference:
        """Return the reference of a table that views name by `prefix`."""
        return next(r for r in self.specs[table].references if r.prefix == prefix)

    def find(self, table: str, key: str) -> Cells | None:
        """Return the row with a key of one column, if any."""
        return next(
            (row for row in self.tables[table] if row[self.specs[table].key[0]] == key), None
        )

    def named(self, wishes: Wishes, prefix: str, but: Collection[str] = ()) -> Cells:
        """Return the row that a new row's reference is to name."""
        reference = self.reference(wishes.table.name, prefix)
        given = wishes.given.get(reference.column)
        found = self.find(reference.table, given) if isinstance(given, str) else None
        return found if found is not None else self.some(reference.table, but, **wishes.of(prefix))

    def perhaps(self, wishes: Wishes, prefix: str, but: Collection[str] = (), **more: Wish) -> str:
        """Return a key for a reference, or blank.

        It is blank where none is wished for and chance will have it so.
        """
        reference = self.reference(wishes.table.name, prefix)
        if wishes.given.get(reference.column) == "" or (
            not wishes.has(reference.column) and not self.draw(st.booleans())
        ):
            return ""
        found = self.named(
            Wishes(
                self.draw,
                wishes.table,
                {f"{prefix}__{n}": w for n, w in more.items()} | wishes.given,
            ),
            prefix,
            but,
        )
        return found[reference.keys[0]]

    def mint(self, table: str) -> str:
        """Return an id that no row of the table has."""
        self.made += 1
        key = self.specs[table].fields[self.specs[table].key[0]].pattern.partition("-")[0]
        return f"{key}-{self.draw(SUFFIXES)}{self.made}"

    def fill(self, wishes: Wishes, row: Cells) -> Cells:
        """Return a row with every column of its table, in order.

        Those that it lacks are as wished, drawn, or blank where they may be.
        """
        for name, field in self.specs[wishes.table.name].fields.items():
            if name not in row:
                row[name] = wishes.one(name, cell(field) if field.required else blank_or(field))
        return {name: row[name] for name in self.specs[wishes.table.name].fields}

    def uses(self, table: str, key: str) -> Iterator[tuple[str, Cells]]:
        """Yield the rows that name a row."""
        for other, spec in self.specs.items():
            columns = {r.column for r in spec.references if r.table == table}
            yield from (
                (other, row) for row in self.tables[other] if any(row[c] == key for c in columns)
            )

    def take_in(self, table: str, rows: Iterable[Cells]) -> list[Cells]:
        """Add rows from outside, and return them as they now are.

        They stay whatever refers to them. Each has the same cells in the columns that the
        package adds, so that two versions do not differ there: blank ones, where they could tell
        of a redacted claim.
        """
        if table not in self.own:
            fields = [self.specs[table].fields[one["name"]] for one in self.extra.get(table, ())]
            tells = claim_states(self.specs[table])
            self.own[table] = {
                field.name: "" if tells and not field.required else self.draw(cell(field))
                for field in fields
            }
        added = [row | self.own[table] for row in rows]
        self.tables[table] += added
        self.kept |= {id(row): row for row in added}
        return added

    def sweep(self, kept: Collection[int] = ()) -> None:
        """Take out what nothing refers to, but for what is kept.

        What is kept are these rows and those that the draft keeps.
        """
        staying = self.kept.keys() | kept
        before = -1
        while before != (before := sum(map(len, self.tables.values()))):
            for table in ("questions", "sources", "locations", "actors"):
                key = self.specs[table].key[0]
                self.tables[table][:] = [
                    r
                    for r in self.tables[table]
                    if id(r) in staying or next(self.uses(table, r[key]), None)
                ]

    def drawn(self) -> Drawn:
        """Return the package as it now is, its rows in order."""
        kept = {
            n: rows
            for n, rows in self.tables.items()
            if rows or n in standard.required_tables() or n not in standard.TABLES
        }
        for name, rows in kept.items():
            rows.sort(key=partial(sort_key, self.specs[name]))
        resources = [standard.resource(name, self.specs[name].schema) for name in kept]
        for resource in resources:
            resource["schema"]["fields"] += self.extra.get(resource["name"], [])
        return Drawn(kept, descriptor_of(resources))


def maker(table: str) -> Callable[[Maker], Maker]:
    """Register the function that adds a row to a table."""

    def register(make: Maker) -> Maker:
        MAKERS[table] = make
        return make

    return register
