"""What a change does to a package, as plain frozen data: words for people come later, in `report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["changed", "same", "new", "removed"]
Act = Literal["added", "changed", "withdrawn", "redacted", "gone"]
ACTS: tuple[Act, ...] = ("gone", "withdrawn", "redacted", "changed", "added")
"""What can become of a row, in the order in which a reviewer wants to hear of it."""
Kind = Literal[
    "contested", "uncontested", "position gained", "position lost", "claimant gained", "claimant lost", "source gained", "source lost",
    "voice gained", "voice lost", "unsupported", "date moved", "date less precise", "date more precise", "date doubt",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "contested", "uncontested", "position gained", "position lost", "claimant gained", "claimant lost", "source gained", "source lost",
    "voice gained", "voice lost", "unsupported", "date moved", "date less precise", "date more precise", "date doubt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meant:
    """One thing that the change means: `about` is the id it is about, `label` its name, `told` what there is to say besides."""

    kind: Kind
    about: str
    label: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell, before and after; None is blank."""

    column: str
    old: str | None
    new: str | None
    withheld: bool = False
    """Whether the change redacts the cell, so that nothing here repeats what it said."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row."""

    table: str
    key: tuple[str, ...]
    act: Act
    label: str
    cells: tuple[CellChange, ...] = ()
    """What changed; of a row that only one version has, everything that it says."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something about the change that somebody should look at before anything else, in plain words."""

    kind: str
    table: str
    column: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one package."""

    status: Status
    base: str
    """Where the published version is: a revision and a folder, a folder or a zip."""
    base_version: str = ""
    version: str = ""
    level: str = ""
    """MAJOR, MINOR or PATCH, or nothing where nothing changed."""
    least: str = ""
    """The least version that the change asks for, or nothing where that of base is not three numbers."""
    why: str = ""
    meaning: tuple[Meant, ...] = ()
    untold: str = ""
    """Why it could not be said what the change means."""
    counts: dict[str, dict[Act, int]] = field(default_factory=dict)
    """For each table that changed, how many rows became what."""
    reformatted: int = 0
    unfollowed: int = 0
    """Rows whose key is blank or stands twice, so that nobody can say what became of them."""
    uncompared: tuple[str, ...] = ()
    """Tables that could not be compared, with the reason."""
    suspicions: tuple[Suspicion, ...] = ()
    tell: Callable[[str, Act, int | None], Iterator[RowChange]] = field(default=lambda *_: iter(()), compare=False)
    """The rows of a table of which something became, all or the first few."""
    changelog: tuple[str, ...] = ()
    """A section to paste into a changelog, in Markdown."""
