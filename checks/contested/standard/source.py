"""Where `schema/` lies, and its files."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


def folder() -> Path:
    """Return where `schema/` lies.

    In a wheel it is inside the package, in a checkout at the root.
    """
    here = Path(__file__).resolve()
    return next(p for p in (here.parents[1] / "schema", here.parents[3] / "schema") if p.is_dir())


@cache
def schema(name: str) -> dict[str, Any]:
    """Return one file of `schema/`, parsed."""
    parsed: dict[str, Any] = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
    return parsed
