"""The reference dataset taken through real LibreOffice.

What that does is named in plain words, and undone to the byte.
"""

from __future__ import annotations

import datetime
import shutil
from collections import Counter
from pathlib import Path

import contested
import pytest
from _pytest.mark import ParameterSet
from add.fmt.spreadsheet.libreoffice import Locale, Via, needs_libreoffice, round_trips
from contested.cli import OK, main

DATASET = Path(__file__).parents[3] / "datasets" / "panjshir-2021"
FILES = {path.name: path.read_bytes() for path in (DATASET / "data").iterdir()}
TODAY = datetime.date(2026, 11, 22)
BOOLEANS = sum(data.count(b",true,") + data.count(b",false,") for data in FILES.values())
NARROW = sum(not data.isascii() for data in FILES.values())

pytestmark = [pytest.mark.slow, needs_libreoffice]


def by_night(*case: object) -> ParameterSet:
    """Return a case for the night.

    One by day does the same to the files, and more.
    """
    return pytest.param(*case, marks=pytest.mark.nightly)


@pytest.mark.parametrize(
    ("via", "locale", "reading", "writing", "found", "told", "restored"),
    [
        by_night("ods", "en-US", "default", "default", {}, "", 0),
        by_night("ods", "de-DE", "default", "default", {}, "", 0),
        by_night(
            "xlsx",
            "en-US",
            "special",
            "utf-8",
            {"wrong-type": BOOLEANS},
            "“TRUE” is not true or false.",
            BOOLEANS,
        ),
        (
            "ods",
            "de-DE",
            "utf-8",
            "western",
            {"not-utf-8": NARROW},
            "This is not UTF-8 text; it looks like Windows-1252, Western European.",
            4,
        ),
        (
            "ods",
            "en-US",
            "special",
            "semicolon",
            {"wrong-delimiter": 7},
            "The columns are divided by semicolons instead of commas.",
            BOOLEANS,
        ),
        (
            "xlsx",
            "de-DE",
            "special",
            "utf-16",
            {"not-utf-8": 7, "wrong-delimiter": 7},
            "This is not UTF-8 text; it looks like UTF-16, which",
            0,
        ),
    ],
)
def test_what_libreoffice_did_is_named_and_undone(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    via: Via,
    locale: Locale,
    reading: str,
    writing: str,
    found: dict[str, int],
    told: str,
    restored: int,
) -> None:
    package = tmp_path / "panjshir"
    shutil.copytree(DATASET, package)
    for name, data in round_trips(FILES, via, locale, reading=reading, writing=writing).items():
        (package / "data" / name).write_bytes(data)
    groups = [
        group
        for report in contested.validate(package, today=TODAY).packages
        for group in report.groups
    ]
    assert dict(sum((Counter({group.rule: group.count}) for group in groups), Counter())) == found
    assert not groups or next(iter(groups[0].tell(1))).message.startswith(told)
    assert main(["fmt", str(package), "--restore-from", str(DATASET)]) == OK
    out = capsys.readouterr().out
    assert out.count("restored") == restored
    assert {path.name: path.read_bytes() for path in (package / "data").iterdir()} == FILES


@pytest.mark.parametrize("locale", ["de-DE", by_night("en-US")])
def test_the_way_that_the_page_for_libreoffice_tells_changes_no_cell(
    tmp_path: Path, locale: Locale
) -> None:
    """docs/contributing/libreoffice.md: UTF-8, commas, every column as text."""
    package = tmp_path / "panjshir"
    shutil.copytree(DATASET, package)
    for name, data in round_trips(FILES, "ods", locale, reading="text", writing="utf-8").items():
        (package / "data" / name).write_bytes(data)
    assert main(["fmt", str(package)]) == OK
    assert {path.name: path.read_bytes() for path in (package / "data").iterdir()} == FILES
