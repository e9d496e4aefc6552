"""What a redaction takes out: a release has it nowhere, or is refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from contested.check.validate import choose_rules, validate_package
from contested.release.build import build
from contested.release.writers import WRITERS
from contested.standard.content import claim_states, content_of
from contested.testing.specimen import Specimen, changed
from contested.testing.strategies import TODAY, Drawn, packages
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.hiding import hide_redacted
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from release.releases import content_of as content

MARK = "Zanzibarkin"
FEW = one_in(10)
PLACES = {
    'column claims x_original ; claims clm-l x_original="{}"': "claims",
    "claims clm-l locator={}": "claims",
    "+relays clm-l,1 relay_id=act-told note={}": "relays",
    "+relations clm-l,contradicts,clm-j basis=curator note={}": "relations",
}


def rules_of(drawn: Drawn | Specimen) -> set[str]:
    report = validate_package(drawn.package(), choose_rules(), TODAY.toordinal())
    return {group.rule for group in report.groups if group.severity == "error"}


@pytest.mark.parametrize("line", PLACES)
def test_what_a_redacted_claim_still_tells_anywhere_is_an_error(line: str) -> None:
    assert "withheld-content" in rules_of(changed(line.format(MARK)))


@given(packages(clean=True), st.data())
@settings(max_examples=FEW, deadline=None)
def test_a_word_of_a_redacted_claim_is_an_error_or_in_no_file_of_a_release(
    drawn: Drawn, data: st.DataObject
) -> None:
    package = drawn.package()
    cells = [
        (name, number, one.name)
        for name, table in package.tables.items()
        if name in drawn.tables and name != "revisions" and claim_states(table)
        for number in range(len(drawn.tables[name]))
        for one in content_of(table)
        if one.form == "text" and not one.words and not one.pattern
    ]
    name, number, column = data.draw(st.sampled_from(cells))
    drawn.tables[name][number][column] = MARK
    claim = drawn.tables[name][number]["claim_id"]
    for row in drawn.tables["claims"]:
        if row["claim_id"] == claim:
            row["status"] = "redacted"
    assert "withheld-content" in rules_of(drawn)
    _hide(drawn)
    with tempfile.TemporaryDirectory() as out:
        folder = build(content(drawn.package()), Path(out), WRITERS)
        told = [path for path in folder.rglob("*") if path.is_file() and MARK in _text(path)]
    assert told == []
    assert "withheld-content" not in rules_of(drawn)


def _hide(drawn: Drawn) -> None:
    draft = Draft(None)  # type: ignore[arg-type]
    draft.specs = dict(drawn.package().tables)
    draft.tables = drawn.tables  # type: ignore[assignment]
    draft.tables.setdefault("revisions", [])
    hide_redacted(draft)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")
