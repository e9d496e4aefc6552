"""Rows to add, and what is in a folder before and after."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contested.package import DESCRIPTOR
from contested.testing.specimen import TODAY

CLAIM = {
    "question-id": "qst-control",
    "claimant-id": "act-council",
    "claimant-basis": "stated",
    "source-id": "src-radio",
    "locator": "line 1",
    "voice": "indirect_speech",
    "statement": "The council says that it holds the ford.",
    "claim-type": "observation",
    "certainty": "certain",
    "answer": "act-council",
    "stated": "2021-08-22",
    "stated-basis": "stated",
    "occurred": "2021-08-21",
}


def options(cells: dict[str, str]) -> list[str]:
    return [f"--{name}={value}" for name, value in cells.items()] + ["--today", TODAY]


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def described(folder: Path) -> dict[str, Any]:
    return {r["name"]: r for r in json.loads((folder / DESCRIPTOR).read_text())["resources"]}


def one_more(before: bytes, after: bytes) -> bytes:
    """Return the bytes of one place that only `after` has.

    Fails if anything else differs from `before`.
    """
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before)
    )
    added = after[same : same + len(after) - len(before)]
    assert after == before[:same] + added + before[same:]
    return added
