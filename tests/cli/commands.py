"""What the tests of commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Lay = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


def validated(run: Run, *arguments: str) -> tuple[int, list[str]]:
    """Exit code and rules found of a validation."""
    code, out, complaint = run("validate", "--today", "2021-10-01", "--format", "json", *arguments)
    assert complaint == ""
    return code, sorted({finding["rule"] for finding in json.loads(out)["findings"]})
