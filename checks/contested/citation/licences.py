"""Licences for data by their SPDX names, which archives know them by."""

from __future__ import annotations

from itertools import product

TERMS = ("", "-NC", "-NC-ND", "-NC-SA", "-ND", "-SA")
VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
KNOWN = (
    *(f"CC-BY{terms}-{version}" for version, terms in product(VERSIONS, TERMS)),
    "CC0-1.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "PDDL-1.0",
    "CDLA-Permissive-1.0",
    "CDLA-Sharing-1.0",
    "etalab-2.0",
    "OGL-UK-3.0",
)
"""The licences that are written for data; https://spdx.org/licenses/ has them all."""
_KNOWN = {name.lower(): name for name in KNOWN}


def spdx(name: str) -> str:
    """Return a licence's SPDX name in its own capitals.

    It is empty for one that is not for data or that nobody else would know.
    """
    return _KNOWN.get(name.lower(), "")
