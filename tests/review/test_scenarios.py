"""Pull requests as people write them: the whole Markdown report of each, word by word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from contested.report import REPORTS
from review import golden
from review.editing import DATASET, copied
from review.scenarios import SCENARIOS

LAWFUL = {
    "new-source-that-contradicts-an-old-one",
    "honest-correction-with-its-revision",
    "redaction",
    "ten-new-claims",
}
"""Those in which nobody does anything that needs an excuse; all others fail."""


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_whole_report(name: str, tmp_path: Path) -> None:
    golden.prepared(SCENARIOS[name], tmp_path)
    code, told = golden.reviewed(tmp_path, "--report", "markdown")
    assert golden.kept(told) == (golden.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert code == (0 if name in LAWFUL else 1)


def test_every_golden_file_belongs_to_a_scenario() -> None:
    assert {path.stem for path in golden.FOLDER.iterdir()} == set(SCENARIOS)


def test_saving_a_copy_in_which_nothing_was_edited_changes_no_byte(tmp_path: Path) -> None:
    data = copied(DATASET, tmp_path / "copy")
    for path in sorted((DATASET / "data").iterdir()):
        data.table(path.stem)
    data.save()
    for path in sorted(path for path in DATASET.rglob("*") if path.is_file()):
        assert (tmp_path / "copy" / path.relative_to(DATASET)).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("form", REPORTS)
def test_no_report_of_a_redaction_repeats_what_it_took_out(form: str, tmp_path: Path) -> None:
    golden.prepared(SCENARIOS["redaction"], tmp_path)
    told = golden.reviewed(tmp_path, "--report", form)[1]
    assert "busy consulting" not in told
    assert not re.search('went: yes|"detail": "yes"', told)
