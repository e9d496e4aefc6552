"""Rows that are told together stand on one line a table, in every form but the one that has all."""

from __future__ import annotations

import io
import json

import pytest
from contested.report import REPORTS
from report.reported import judged

UNUSED = 58
ACTORS = [f"+actors act-n{n} name=N{n} actor_type=collective" for n in range(10, 10 + UNUSED)]
LINE = f"{UNUSED} rows of actors that nothing refers to yet: act-n10, act-n11, act-n12 and 55 more"


def written(form: str, lines: list[str]) -> str:
    out = io.StringIO()
    REPORTS[form](judged(" ; ".join(lines), "unused-row"), out)
    return out.getvalue()


@pytest.mark.parametrize("form", sorted({*REPORTS} - {"json"}))
def test_rows_that_nothing_refers_to_are_one_line_a_table(form: str) -> None:
    told = written(form, ACTORS).replace("\\", "")
    assert told.count(LINE) >= 1
    assert "act-n13" not in told
    assert "more of" not in told


@pytest.mark.parametrize("form", sorted({*REPORTS} - {"json"}))
def test_a_single_row_is_told_by_itself(form: str) -> None:
    assert "Nothing refers to act-n10." in written(form, ACTORS[:1]).replace("\\", "")


def test_json_has_them_all() -> None:
    findings = json.loads(written("json", ACTORS))["findings"]
    assert [one["key"] for one in findings] == [[f"act-n{n}"] for n in range(10, 10 + UNUSED)]
