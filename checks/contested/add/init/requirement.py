"""The requirement that pip is given in a new repository."""

from __future__ import annotations

import re

ADDRESS = re.compile(
    r"(git\+)?https://[A-Za-z0-9.-]+(:[0-9]+)?/[-A-Za-z0-9._~/@+%=]+(#[-A-Za-z0-9._~/+%=]+)?"
)
"""Without a user or a password, which everyone could read in the repository."""
PLAIN = re.compile(r"[-A-Za-z0-9._/:@+%=~]+")
"""What every shell takes as it stands."""
SPECIAL = set("\"'`$\\&|;{}\t\r\n")
"""What a shell takes for more inside quotation marks too; markers need some of it."""


def is_installable(requirement: str) -> bool:
    """Return True for a requirement that can be written into commands.

    It is a name with or without versions, or an https or git+https address.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    if ADDRESS.fullmatch(requirement):
        return True
    try:
        address = Requirement(requirement).url
    except InvalidRequirement:
        return False
    is_public = address is None or bool(ADDRESS.fullmatch(address))
    return is_public and not SPECIAL.intersection(requirement)


def with_extra(requirement: str, extra: str, name: str) -> str:
    """Return the requirement with one more extra.

    A bare address gets the name in front of it.
    """
    from packaging.requirements import Requirement

    if ADDRESS.fullmatch(requirement):
        return f"{name}[{extra}] @ {requirement}"
    parsed = Requirement(requirement)
    parsed.extras.add(extra)
    return str(parsed)


def quoted(requirement: str) -> str:
    """Return a requirement as one word, for any shell."""
    return requirement if PLAIN.fullmatch(requirement) else f'"{requirement}"'
