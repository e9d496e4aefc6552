"""Contributors of a dataset as its descriptor names them.

Nobody is added, and no name is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ORCID = re.compile(r"https?://(?:www\.)?orcid\.org/([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?")
CREATORS = ("creator", "author")
PUBLISHER = "publisher"
ROLES = (
    "ContactPerson",
    "DataCollector",
    "DataCurator",
    "DataManager",
    "Distributor",
    "Editor",
    "HostingInstitution",
    "Producer",
    "ProjectLeader",
    "ProjectManager",
    "ProjectMember",
    "RegistrationAgency",
    "RegistrationAuthority",
    "RelatedPerson",
    "Researcher",
    "ResearchGroup",
    "RightsHolder",
    "Sponsor",
    "Supervisor",
    "WorkPackageLeader",
    "Other",
)
"""Roles besides creator: DataCite's contributorType, of which Zenodo knows every word."""
_ROLES = {role.lower(): role for role in ROLES}


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or a body that had a part in a dataset."""

    name: str
    """The name as it is written, or “family, given” where the two stand apart."""
    given: str = ""
    family: str = ""
    affiliation: str = ""
    orcid: str = ""
    roles: tuple[str, ...] = ()
    """In lower case, with neither spaces nor signs."""

    @property
    def kind(self) -> str:
        """DataCite's nameType, Personal or Organizational; empty if the descriptor says neither."""
        if self.given or self.family or self.orcid:
            return "Personal"
        return "Organizational" if self.affiliation == self.name else ""

    @property
    def types(self) -> tuple[str, ...]:
        """Roles besides creator and publisher, as `ROLES` has them, or `Other`."""
        rest = [role for role in self.roles if role not in (*CREATORS, PUBLISHER)]
        return tuple(dict.fromkeys(_ROLES.get(role, "Other") for role in rest))


def agents(descriptor: dict[str, Any]) -> list[Agent]:
    """Return the contributors who have a name, in their order."""
    return [agent for agent in map(_agent, _given(descriptor)) if agent.name]


def creators(found: list[Agent]) -> list[Agent]:
    """Return those with the role of creator or author.

    Where nobody has it, everybody but who is the publisher alone.
    """
    by_role = [agent for agent in found if set(agent.roles) & set(CREATORS)]
    return by_role or [agent for agent in found if agent.roles != (PUBLISHER,)]


def others(found: list[Agent]) -> Iterator[tuple[Agent, str]]:
    """Yield everybody with another part, once for each of their `types`."""
    for agent in dict.fromkeys(found):
        for role in agent.types:
            yield agent, role


def publisher(found: list[Agent]) -> str:
    """Return the name of the first publisher, or nothing."""
    return next((agent.name for agent in found if PUBLISHER in agent.roles), "")


def faults(descriptor: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with single contributors, in plain words."""
    for number, given in enumerate(_given(descriptor), 1):
        path = text(given.get("path"))
        if not _agent(given).name:
            yield f"contributor {number} has no name: write its title, or givenName and familyName"
        if "orcid.org" in path and not _orcid(path):
            yield (
                f"contributor {number} has an ORCID that cannot be right, which is left out: {path}"
            )


def _given(descriptor: dict[str, Any]) -> list[dict[str, Any]]:
    given = descriptor.get("contributors")
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _agent(given: dict[str, Any]) -> Agent:
    first, last, organisation = (
        text(given.get(name)) for name in ("givenName", "familyName", "organization")
    )
    apart = ", ".join(name for name in (last, first) if name)
    roles = given.get("roles") if isinstance(given.get("roles"), list) else [given.get("role")]
    return Agent(
        name=apart or text(given.get("title")) or organisation,
        given=first,
        family=last,
        affiliation=organisation,
        orcid=_orcid(text(given.get("path"))),
        roles=tuple(dict.fromkeys(filter(None, map(_role, roles or ())))),
    )


def _role(given: Any) -> str:
    return re.sub(r"[^a-z]", "", text(given).lower())


def _orcid(path: str) -> str:
    """Return the ORCID in an address, if its check digit fits.

    The digit is by ISO 7064, MOD 11-2.
    """
    found = ORCID.fullmatch(path)
    if found is None:
        return ""
    total, digits = 0, str(found[1]).replace("-", "")
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return str(found[1]) if "0123456789X"[(12 - total % 11) % 11] == digits[-1] else ""


def text(value: Any) -> str:
    """Return a value as one line, empty if it is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""
