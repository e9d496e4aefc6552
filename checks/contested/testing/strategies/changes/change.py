"""A package while it is changed: what is published, what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from hypothesis import strategies as st

from contested.check.load import load
from contested.review.bump import VersionBump
from contested.review.version import Version
from contested.review.versions import Versions
from contested.review.views import History
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells, Drawn
from contested.testing.strategies.hiding import hide_contents, hide_redacted
from contested.testing.strategies.packages import drafts
from contested.testing.strategies.wishes import Wish, Wishes

VERSIONS = ("1.0.0", "0.3.9", "2.10.4")
"""Versions that a package may have when it is published."""
HIGHER = "10.0.0"
"""A version that is enough for any change."""
SUBJECTS = {
    "claims": "claim_id",
    "actors": "actor_id",
    "locations": "location_id",
    "sources": "source_id",
    "questions": "question_id",
}
"""The tables whose rows others cite, with their keys."""


@dataclass(eq=False)
class ChangeDraft:
    """What is published, and the draft of what is proposed.

    Whoever changes it first adds rows to the draft that are to be in both, then publishes it,
    and then changes the draft.
    """

    draft: Draft
    published: str
    base: dict[str, list[Cells]] = field(default_factory=dict)
    """The rows that are published, as they were then."""
    version: str = ""
    """The version that is proposed, or nothing where it is raised by as much as the change asks
    for.
    """
    taken: dict[int, Cells] = field(default_factory=dict)
    """Rows that something is done to, by identity, so that nothing else is done to them.

    They are held, since another row could be given the identity of one that is gone.
    """
    open: list[tuple[str, Cells]] = field(default_factory=list)
    """Rows each change of which is told by a revision in the end."""

    def key(self, table: str, row: Cells) -> str:
        """Return a row's key as revisions name it."""
        return " ".join(row[name] for name in self.draft.specs[table].key)

    def was(self, table: str, row: Cells) -> Cells | None:
        """Return a row of the draft as it is published."""
        return next(
            (
                other
                for other in self.base.get(table, ())
                if self.key(table, other) == self.key(table, row)
            ),
            None,
        )

    def publish(self) -> None:
        """Take the draft as it is now for what is published."""
        self.base = {name: [dict(row) for row in rows] for name, rows in self.draft.tables.items()}

    def own(self, table: str, /, **wishes: Wish) -> Cells:
        """Return a row to which nothing refers and nothing else is done.

        Each actor and place that it names is named by another row too.
        """
        row = self.draft.free(table, **wishes)
        if id(row) in self.taken:
            source = (
                {"source_id": self.draft.new("sources")["source_id"]}
                if table == "claims" and "source_id" not in wishes
                else {}
            )
            row = self.draft.new(table, **source | wishes)
        self.taken[id(row)] = row
        for reference in self.draft.specs[table].references:
            kind = {"actors": "actor", "locations": "location"}.get(reference.table)
            if kind and self.draft.find(reference.table, row[reference.column]) is not None:
                about = (
                    {"about_id": row[reference.column], "location_id": ""}
                    if kind == "actor"
                    else {"about_id": "", "location_id": row[reference.column]}
                )
                self.draft.new("questions", **about)
        return row

    def revise(
        self, kind: str, table: str, record: str, column: str = "", old: str = "", new: str = ""
    ) -> Cells:
        """Add a revision, whatever it says."""
        row = {
            "revision_id": self.draft.mint("revisions"),
            "kind": kind,
            "table": table,
            "record_id": record,
        }
        row |= {"field": column, "old_value": old, "new_value": new}
        row = self.draft.fill(Wishes(self.draft.draw, self.draft.specs["revisions"], {}), row)
        row["note"] = row["note"] or "Told in line 1."
        self.draft.tables["revisions"].append(row)
        return row

    def take_out(self, table: str, row: Cells) -> bool:
        """Take a row out, and return whether that was possible.

        It is not where something else took it out, or a revision names it.
        """
        rows, key = self.draft.tables[table], self.key(table, row)
        may = row in rows and not any(
            other["table"] == table and other["record_id"] == key
            for other in self.draft.tables["revisions"]
        )
        if may:
            rows.remove(row)
        return may

    def tell(self) -> None:
        """Add a revision for each changed cell of an open row.

        A blank and the word that it stands for are the same, as are two forms of one letter.
        """
        for table, row in {id(row): (table, row) for table, row in self.open}.values():
            if (was := self.was(table, row)) is None:
                continue
            for column, spec in self.draft.specs[table].fields.items():
                old, new = was[column], row[column]
                one, other = (normalize("NFC", cell or spec.default or "") for cell in (old, new))
                if one != other:
                    is_moved = (table, column) == ("claims", "question_id")
                    kind = "reassigned" if is_moved else "corrected"
                    self.revise(kind, table, self.key(table, row), column, old, new)
        self.open.clear()

    def altered(self, question: str) -> int:
        """Return how many published claims on a question have changed."""
        now = {row["claim_id"]: row for row in self.draft.tables["claims"]}
        columns = (
            "question_id",
            "claimant_id",
            "source_id",
            "stated",
            "polarity",
            "answer",
            "quantity_min",
            "quantity_max",
            "status",
        )
        return sum(
            row["claim_id"] not in now or any(now[row["claim_id"]][c] != row[c] for c in columns)
            for row in self.base["claims"]
            if row["question_id"] == question
        )

    def drawn(self) -> tuple[Drawn, Drawn]:
        """Return both versions.

        The proposed one has a version that is high enough, or as it was given.
        """
        base, head = (
            self._drawn(self.base, self.published),
            self._drawn(self.draft.tables, self.version or HIGHER),
        )
        if not self.version and self.draft.draw(st.booleans()):
            head.descriptor["version"] = VersionBump(History(versions(base, head))).least
        return base, head

    def _drawn(self, tables: dict[str, list[Cells]], version: str) -> Drawn:
        mine, self.draft.tables = self.draft.tables, tables
        made = self.draft.drawn()
        made.descriptor["version"], self.draft.tables = version, mine
        return made


LawfulAct = Callable[[ChangeDraft], Iterator[None]]
"""Something that is done to a package: what is to be published before, a bare `yield`, and then the
change.
"""


@dataclass(eq=False)
class Changed:
    """A package as it is published and as it is proposed."""

    base: Drawn
    head: Drawn
    parts: tuple[str, ...]
    """What was done, by the names of the functions that did it."""

    def __repr__(self) -> str:
        return (
            f"{', '.join(self.parts) or 'nothing'}, from {self.base!r}\nto {self.head!r} of version"
            f" {self.head.descriptor['version']}"
        )

    def _repr_pretty_(self, printer: object, _: bool) -> None:
        printer.text(repr(self))  # type: ignore[attr-defined]

    def versions(self) -> Versions:
        """Both versions, as rules look at them."""
        return versions(self.base, self.head)


def versions(base: Drawn | Version, head: Drawn) -> Versions:
    """Return two drawn packages as the two versions of one.

    The first may have been read already.
    """
    published = base if isinstance(base, Version) else version(base)
    proposed = head.package()
    return Versions(published, Version(proposed, load(proposed, published.loaded)))


def version(drawn: Drawn) -> Version:
    """Return a drawn package as it is read."""
    package = drawn.package()
    return Version(package, load(package))


def begun(draw: st.DrawFn, max_claims: int) -> ChangeDraft:
    """Return a change of a valid package, with nothing done yet."""
    draft = draw(drafts(1, max_claims))
    draft.draw = draw
    draft.sweep()
    return ChangeDraft(draft, draw(st.sampled_from(VERSIONS)))


def carry_out(change: ChangeDraft, parts: Sequence[LawfulAct]) -> None:
    """Do all these acts.

    What one publishes comes before what later ones do; what it changes comes after what they
    changed.
    """
    begun = [part(change) for part in parts]
    for one in begun:
        next(one)
    hide_redacted(change.draft)
    change.publish()
    for one in reversed(begun):
        next(one, None)
    hide_contents(change.draft)
    change.tell()
