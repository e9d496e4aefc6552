"""Unlawful acts: a rule's own bad examples, beside a lawful change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain

from hypothesis import strategies as st

from contested.check.load import load
from contested.results import Finding
from contested.review.judge import judge_versions
from contested.review.version import Version
from contested.review.versions import Versions
from contested.review.views import History
from contested.rules.rule import RULES, Rule
from contested.testing import specimen
from contested.testing.specimen import Specimen
from contested.testing.strategies.changes.change import HIGHER, Changed, ChangeDraft
from contested.testing.strategies.changes.lawful import lawfully
from contested.testing.strategies.company import add

Spot = tuple[str, str, str, str]
"""Where a rule is to speak: a table, the key of a row, a column, and the version in which the row
stands; of a whole package nothing but that version.
"""


@dataclass(frozen=True, eq=False)
class Act:
    """One way to do what a rule forbids."""

    rule: str
    name: str
    """The line of changes that does it."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"

    @property
    def versioned(self) -> bool:
        """Whether it proposes a version, and so stands beside no other."""
        return RULES[self.rule].scope == "versions"

    @property
    def is_lone(self) -> bool:
        """Whether it stands beside no other act.

        What a rule over every text looks for stands in the copy that another act brings.
        """
        return self.versioned or any(arm.on == ("every text",) for arm in RULES[self.rule].arms)

    def proposed(self) -> Specimen:
        """Return the specimen after the act, in a version high enough."""
        made = specimen.changed(self.name)
        if not self.versioned:
            made.descriptor["version"] = HIGHER
        return made


def _describes(line: str) -> bool:
    """Return whether a line changes the descriptor."""
    return specimen.changed(line).descriptor != specimen.changed().descriptor


ACTS: dict[str, list[Act]] = {
    rule.name: [
        Act(rule.name, line)
        for line in rule.bad
        if rule.scope == "versions" or not _describes(line)
    ]
    for rule in RULES.values()
    if rule.compares and rule.scope != "packages"
}
"""The acts of each rule over two versions of one package.

What is done to a descriptor is not among them: a drawn package has one of its own.
"""


@dataclass(eq=False)
class Unlawful(Changed):
    """A change with acts in it, and where rules are to speak."""

    acts: tuple[Act, ...]
    lit: dict[str, set[Spot]]
    """For each rule that is to speak, where exactly."""

    @property
    def spots(self) -> set[Spot]:
        """Where the acts' own rules, not those implied, are to speak."""
        return set().union(*(self.lit[act.rule] for act in self.acts))

    def __repr__(self) -> str:
        return f"{', '.join(map(str, self.acts))}, at {self.lit}, with {super().__repr__()}"


@st.composite
def unlawful(draw: st.DrawFn, *acts: Act, max_claims: int = 3, most: int = 2) -> Unlawful:
    """Draw a lawful change, and these acts beside it.

    The change has as many as `most` parts. An act that says in which version it is proposed
    stands beside no other.
    """
    change, names = lawfully(draw, (), max_claims, most)
    change.version = change.version or HIGHER
    lit: dict[str, set[Spot]] = {}
    for act in acts:
        for rule, spot in _done(change, act):
            lit.setdefault(rule, set()).add(spot)
    return Unlawful(*change.drawn(), names, acts, lit)


def _done(change: ChangeDraft, act: Act) -> list[tuple[str, Spot]]:
    """Publish the specimen and propose it after an act.

    Returns where rules are to speak.
    """
    published, proposed = specimen.changed(), act.proposed()
    if act.versioned:
        change.published = published.descriptor["version"]
        change.version = proposed.descriptor["version"]
    company, _ = add(change.draft, proposed, is_lone=act.is_lone)
    for table in published.tables:
        rows = company.rows(published, table)
        change.base[table] += [row | change.draft.own[table] for row in rows]
    return [
        (rule, (table, company.ids(key), column, side))
        for rule, (table, key, column, side) in lit_alone(RULES[act.rule], act)
    ]


@cache
def lit_alone(rule: Rule, act: Act) -> tuple[tuple[str, Spot], ...]:
    """Return where a rule speaks of the specimen after an act.

    What it implies is told too.
    """
    proposed = act.proposed().package()
    head = Version(proposed, load(proposed, _published().loaded))
    history = History(Versions(_published(), head))
    judged = judge_versions(history, [RULES[name] for name in (rule.name, *rule.implies)])
    found = chain.from_iterable(group.tell(None) for group in judged.groups)
    return tuple((one.rule, _spot(one)) for one in found)


def _spot(found: Finding) -> Spot:
    return found.table or "", " ".join(found.key or ()), found.column or "", found.side or ""


@cache
def _published() -> Version:
    package = specimen.changed().package()
    return Version(package, load(package))
