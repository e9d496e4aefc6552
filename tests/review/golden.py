"""What the Markdown report says of each scenario, kept whole. `python tests/review/golden.py`
writes it anew; read the difference before you commit it.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from contested.cli import main
from contested.rules.rule import RULES
from review.editing import DATASET, copied
from review.scenarios import SCENARIOS, Scenario

FOLDER = Path(__file__).parent / "golden"
NAME = "panjshir-2021"


def prepared(one: Scenario, folder: Path) -> None:
    """Writes both versions below a folder: published/panjshir-2021 and proposed/panjshir-2021."""
    data = copied(DATASET, folder / "published" / NAME)
    if one.published:
        one.published(data)
        data.save()
    data = copied(data.folder, folder / "proposed" / NAME)
    one.edit(data)
    if not one.edit.__name__.startswith("spreadsheet"):
        data.save()


def reviewed(folder: Path, *options: str) -> tuple[int, str]:
    """The exit code of a review of what was prepared, and what it prints; paths are as seen from
    the folder.
    """
    before, out = Path.cwd(), io.StringIO()
    os.chdir(folder)
    try:
        with redirect_stdout(out):
            code = main(["review", "published", "proposed", "--today", "2026-11-23", *options])
    finally:
        os.chdir(before)
    return code, out.getvalue()


def kept(told: str) -> str:
    """Return a report as its golden file has it: how many rules there are is not typed there."""
    return told.replace(f"{len(RULES)} rules", "«rules»")


def write() -> None:
    """Writes every golden file anew, and takes away those of scenarios that are no more."""
    for old in FOLDER.glob("*.md"):
        if old.stem not in SCENARIOS:
            old.unlink()
    for name, one in SCENARIOS.items():
        with tempfile.TemporaryDirectory() as folder:
            prepared(one, Path(folder))
            (FOLDER / f"{name}.md").write_text(
                kept(reviewed(Path(folder), "--report", "markdown")[1]), encoding="utf-8"
            )


if __name__ == "__main__":
    write()
