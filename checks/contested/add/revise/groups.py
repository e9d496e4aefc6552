"""Revisions that belong together: their reason and their note are given once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contested.add.revise.plan import Draft, Row
from contested.review.columns.log import EXPLAINED
from contested.text import visible

USUAL = {
    "completed": "new_information",
    "identity_merged": "duplicate_entry",
    "reassigned": "wrong_question",
    "redacted": "protection",
}
"""Reasons that go without saying, by kind."""
MOVED = "source_changed"
"""The reason where only an address or a code changed."""
LONGEST = 120
"""Characters of a cell that are shown."""


@dataclass(frozen=True)
class Given:
    """What the curator says of a group."""

    reason: str = ""
    note: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Group:
    """The revisions of a row and of what hangs on it."""

    about: Row
    drafts: tuple[Draft, ...]

    @property
    def asks_reason(self) -> bool:
        """True if some revision has no reason that goes without saying."""
        return any(not usual(draft) for draft in self.drafts)

    @property
    def asks(self) -> bool:
        """True if a reason or a note is needed, given or not."""
        return self.asks_reason or self.asks_note(Given("other"))

    def asks_note(self, given: Given) -> bool:
        """Return whether a note is still needed."""
        explained = any(d.kind == "corrected" and d.guard in EXPLAINED for d in self.drafts)
        is_other = self.asks_reason and given.reason == "other"
        return not given.note and (is_other or (explained and not given.reference))

    def told(self) -> list[str]:
        """Return the changes in words, a line each."""
        return [_told(draft) for draft in self.drafts]


def usual(draft: Draft) -> str:
    """Return the reason that goes without saying, or nothing."""
    if draft.kind == "corrected" and draft.guard in ("reference", "additive"):
        return MOVED
    return USUAL.get(draft.kind, "")


def group(drafts: Iterable[Draft]) -> list[Group]:
    """Return the revisions by what they are about, in order."""
    found: dict[Row, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.about, []).append(draft)
    return [Group(about, tuple(those)) for about, those in found.items()]


def row_of(draft: Draft, given: Given, ident: str, day: str) -> dict[str, str]:
    """Return the row of a revision."""
    return {
        "revision_id": ident,
        "table": draft.table,
        "record_id": draft.record,
        "field": " ".join(draft.fields),
        "kind": draft.kind,
        "old_value": draft.old,
        "new_value": draft.new,
        "reason": usual(draft) or given.reason,
        "revised": day,
        "reference": given.reference,
        "note": given.note,
    }


def _told(draft: Draft) -> str:
    about = f"{draft.table} {draft.record}"
    if draft.kind == "identity_merged":
        return f"{about} is {draft.new}"
    if not draft.fields or draft.kind == "completed":
        return " ".join([f"{about}: {draft.kind}", *draft.fields])
    old, new = (visible(value or None, LONGEST) for value in (draft.old, draft.new))
    return f"{about}: {draft.fields[0]} {old} → {new}"
