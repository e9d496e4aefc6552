"""Descriptors of data packages that have nothing to do with this standard."""

from __future__ import annotations

import re
from typing import Any

from contested import standard
from contested.standard.schemas import as_json
from contested.standard.versions import NAMED_BY, newest

ENOUGH = 2
"""Required tables by which a package is known that forgot to name the version of the standard."""
LONGEST = 200
"""Characters of a profile's address that are told."""
USUAL = re.compile(
    r"(?:tabular-)?data-package|https?://(?:[a-z]+\.)?(?:frictionlessdata\.io|datapackage\.org)/.*"
)
"""The profiles that any package may name, which say nothing of what is in it."""


def stranger(descriptor: Any) -> str:
    """Return how a descriptor shows to be none of ours, or nothing."""
    if not isinstance(descriptor, dict) or NAMED_BY in descriptor:
        return ""
    if len(_names(descriptor) & standard.required_tables()) >= ENOUGH:
        return ""
    named = (descriptor.get(key) for key in ("profile", "$schema"))
    own = [one for one in named if isinstance(one, str) and not USUAL.fullmatch(one)]
    if own:
        return f"it keeps to the profile {as_json(own[0], LONGEST)}"
    return f'it does not say "{NAMED_BY}": "{newest()}", nor has it the tables'


def _names(descriptor: dict[str, Any]) -> set[str]:
    resources = descriptor.get("resources")
    found = resources if isinstance(resources, list) else []
    names = [one.get("name") for one in found if isinstance(one, dict)]
    return {name for name in names if isinstance(name, str)}
