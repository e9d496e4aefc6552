"""What pip is told to install: the requirement that stands in the files of a new repository, in a
workflow and in commands to copy.
"""

from __future__ import annotations

import re

NAME = (
    r"(?P<name>[A-Za-z0-9](?:[-A-Za-z0-9._]*[A-Za-z0-9])?) ?(?:\[(?P<extras>[-A-Za-z0-9._,"
    r" ]+)\])? ?"
)
RELEASE = r"(?:===?|~=|!=|<=?|>=?) ?[A-Za-z0-9.*+!_-]+"
ADDRESS = (
    r"(?:git\+)?https://[A-Za-z0-9.-]+(?::[0-9]+)?/[-A-Za-z0-9._~/@+%=]+(?:#[-A-Za-z0-9._~/+%=]+)?"
)
"""Without a user or a password, which everyone could read in the repository."""
NAMED = re.compile(rf"{NAME}(?P<which>(?:{RELEASE}(?: ?, ?{RELEASE})*)?|@ {ADDRESS})")
PLAIN = re.compile(r"[-A-Za-z0-9._/:@+%=~]+")
"""What every shell takes as it stands."""


def is_sound(requirement: str) -> bool:
    """Whether a requirement can be written into commands: a name with or without versions, or an
    https or git+https address.
    """
    return bool(NAMED.fullmatch(requirement) or re.fullmatch(ADDRESS, requirement))


def with_extra(requirement: str, extra: str, name: str) -> str:
    """The same requirement with one extra more; a bare address is given the name that the extra
    belongs to.
    """
    named = NAMED.fullmatch(requirement)
    if not named:
        return f"{name}[{extra}] @ {requirement}"
    extras = [*(one.strip() for one in (named["extras"] or "").split(",") if one.strip()), extra]
    which = named["which"]
    gap = " " if which.startswith("@") else ""
    return f"{named['name']}[{','.join(dict.fromkeys(extras))}]{gap}{which}"


def quoted(requirement: str) -> str:
    """A requirement as one word of a command, for the shells of Windows too."""
    return requirement if PLAIN.fullmatch(requirement) else f'"{requirement}"'
