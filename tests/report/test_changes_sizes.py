"""However large a change is, its reports stay within their bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any, TextIO

import pytest
from contested.report import (
    changes,
    html,
    markdown,
    meaning,
    text,
)
from contested.report import json as machine
from contested.results import Change, Meaning, Report, RowChange
from contested.text import visible
from report.hostile import alone, change, finding, reviewed
from report.reported import group, written


@pytest.mark.parametrize(
    ("given", "least"),
    [("x", 20_000), ("&|`" * 40, 20_000), ("\u202e" * 120, 20_000), ("<" * 1000, 10_000)],
)
def test_however_large_the_change_the_markdown_stays_below_60_kb_and_says_what_was_left_out(
    given: str, least: int
) -> None:
    one = reviewed(given, rows=1000)
    many = replace(
        one.packages[0].change or Change("same", ""),
        meaning=tuple(
            replace(one, about=f"q{n}") for one in change(given).meaning for n in range(50)
        ),
    )
    told = written(
        markdown.write,
        replace(
            one,
            packages=tuple(
                replace(one.packages[0], change=many, path=f"p{n}/{given}") for n in range(20)
            ),
        ),
    )
    assert least < len(told.encode()) < 60_000
    assert told.endswith(
        "Not everything is told here; `contested review --report json=report.json` writes it all.\n"
    )
    assert told.count("<details") == told.count("</details>")
    assert told.splitlines()[0].startswith("## Review: ")


def test_what_a_change_means_is_cut_only_where_no_finding_and_no_row_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = alone(
        Change(
            "changed",
            "b",
            meaning=tuple(Meaning("contested", f"qst-{n}", "Q?") for n in range(25)),
            counts={"claims": {"changed": 25}},
            tell=lambda _, act, limit: islice(
                (RowChange("claims", (f"clm-{n}",), act, "label") for n in range(25)), limit
            ),
        )
    )
    many = group(*(finding("x") for _ in range(25)))
    packages = tuple(replace(one.packages[0], groups=(many,), path=f"p{n}") for n in range(2))
    report, shown = replace(one, packages=packages), []
    for largest in (60_000, 3_500, 2_500, 1_500, 1_100, 900, 750):
        monkeypatch.setattr(markdown, "LARGEST", largest)
        told = written(markdown.write, report)
        assert len(told.encode()) <= largest
        shown.append(tuple(told.count(sign) for sign in ("found", "label", "- Q?", "compared")))
    assert shown == [
        (25, 50, 50, 2),
        (3, 6, 50, 2),
        (1, 2, 50, 2),
        (0, 0, 20, 2),
        (0, 0, 6, 2),
        (0, 0, 2, 2),
        (0, 0, 0, 1),
    ]


def test_a_large_change_is_told_in_every_part() -> None:
    told = written(markdown.write, reviewed("word " * 30, rows=1000))
    assert len(told.encode()) < 60_000
    assert all(
        f"**{heading}**" in told
        for heading in (changes.FIRST, meaning.CONTESTED, *meaning.HEADINGS.values())
    )
    assert (told.count(" more of 1,000."), told.count(f"<summary>{changes.CHANGELOG}")) == (10, 1)


@pytest.mark.parametrize(
    ("write", "shown"),
    [(text.write, 20), (html.write, 200), (markdown.write, 25), (machine.write, None)],
)
def test_no_more_rows_are_asked_for_than_are_told(
    write: Callable[[Report, TextIO], None], shown: int | None
) -> None:
    asked: list[Any] = []

    def tell(table: str, act: Any, limit: int | None) -> Any:
        asked.append((table, act, limit))
        return iter([RowChange(table, ("c",), act, "label")] * (limit or 3))

    told = written(
        write, alone(Change("changed", "b", counts={"claims": {"added": 1_000_000}}, tell=tell))
    )
    assert asked == [("claims", "added", shown)]
    assert shown is None or f"{1_000_000 - shown:,} more of 1,000,000" in told
    assert visible("label") in told
