"""The report for people: findings as file:line:column, a table of families, and a line that sums
up.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from contested.report import outline, text
from contested.results import Finding, Group, NotRun, Place, Report
from contested.rules import FAMILIES, RULES
from report import reported
from report.reported import group

CELL = replace(reported.CELL, key=("clm-a", "1"), found="x\ty", suggestion="y")
FILE = replace(reported.FILE, allowed="", mend="Add\nit.")
LINE = Finding(
    "ragged-row",
    "error",
    Place("p/data/claims.csv", 2, 1, "A2"),
    "This row has 3 cells.",
    "4 cells",
    "Compare.",
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def made(
    *groups: Group,
    rules: tuple[str, ...] = ("missing-file", "ragged-row", "wrong-type"),
    not_run: tuple[NotRun, ...] = (),
) -> Report:
    report = reported.made(*groups, rules=rules, not_run=not_run)
    package = replace(report.packages[0], rows={"claims": 1, "actors": 1200})
    return replace(report, packages=(package,))


def lines(report: Report, out: io.StringIO | None = None) -> list[str]:
    out = out or io.StringIO()
    text.write(report, out)
    return out.getvalue().splitlines()


def test_findings_are_told_in_the_order_of_files_and_lines_with_their_details_indented() -> None:
    assert lines(made(group(FILE), group(CELL), group(LINE))) == [
        "p/data/claims.csv:2:1: error ragged-row: This row has 3 cells.",
        "    where    cell A2",
        "    allowed  4 cells",
        "    mend     Compare.",
        "p/data/claims.csv:3:19: error wrong-type: “x” is wrong.",
        "    where    column answer, cell D2, row clm-a 1",
        "    found    x⟨tab⟩y",
        "    allowed  y",
        "    mend     Do z.",
        "    did you mean  y?",
        "p/datapackage.json: error missing-file: There is none.",
        "    mend     Add it.",
        "",
        "files   2 rules  2 errors",
        "cells    1 rule  1 error",
        "1 package, 1 claim, 1,201 rows, 3 rules: 3 errors, 0 warnings, 0 info",
    ]


def test_where_nothing_is_found_every_family_says_so() -> None:
    told = lines(made(rules=tuple(RULES)))
    assert [line.split()[0] for line in told[:-1]] == list(FAMILIES)
    assert {" ".join(line.split()[3:]) for line in told[:-1]} == {"nothing found"}


def test_of_each_rule_twenty_findings_are_told_and_of_the_others_the_number() -> None:
    first = [replace(CELL, place=replace(CELL.place, line=line)) for line in range(1, 16)]
    second = [
        replace(CELL, place=replace(CELL.place, line=line), column="quote")
        for line in range(1, 1006)
    ]
    told = lines(made(group(*first), group(*second), group(LINE)))
    assert sum(": error wrong-type: " in line for line in told) == 20
    assert [line for line in told if "more of" in line] == [
        "wrong-type: 1,000 more of 1,020; --format json has them all"
    ]
    assert told[-1].endswith("1,021 errors, 0 warnings, 0 info")


def test_severities_are_counted_each_by_itself() -> None:
    warning, info = (
        replace(FILE, rule="missing-metadata", severity="warning"),
        replace(CELL, rule="unused-row", severity="info"),
    )
    told = lines(
        made(
            group(warning, warning),
            group(info),
            rules=("missing-metadata", "unused-row", "wrong-type"),
        )
    )
    assert told[-4:] == [
        "package       1 rule  2 warnings",
        "references    1 rule  1 info",
        "cells         1 rule  nothing found",
        "1 package, 1 claim, 1,201 rows, 3 rules: 0 errors, 2 warnings, 1 info",
    ]


def test_what_did_not_run_is_told_by_reason_whole_families_as_one() -> None:
    silent = [
        NotRun(name, where, "the file is not there", None)
        for where in ("claims", "relays")
        for name in ("wrong-type", "ragged-row")
    ]
    told = lines(made(not_run=(*silent, NotRun("ragged-row", "claims", "another reason", None))))
    assert told == [
        "files   2 rules  nothing found; 1 did not run everywhere",
        "cells    1 rule  nothing found; 1 did not run everywhere",
        "did not run on p (the file is not there): all of cells, ragged-row",
        "did not run on p (another reason): ragged-row",
        (
            "1 package, 1 claim, 1,201 rows, 3 rules: 0 errors, 0 warnings, 0 info; 2 rules did not"
            " run everywhere"
        ),
    ]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (5, None),
        (6, "6 rules of 1 family (--format json lists them)"),
        (len(RULES) - 1, f"{len(RULES) - 1} rules of {len(FAMILIES)} families"),
    ],
)
def test_of_many_rules_that_did_not_run_there_is_only_the_number(
    count: int, told: str | None
) -> None:
    names = list(RULES)[:count]
    report = made(not_run=tuple(NotRun(name, "claims", "why", None) for name in names))
    (line,) = outline.gaps(replace(report, rules=tuple(RULES)))
    assert line.startswith(f"did not run on p (why): {told or ', '.join(names)}")


def test_what_was_ignored_is_told_with_its_reason() -> None:
    report = replace(
        made(rules=("wrong-type",)),
        notes={"ignored": {"dates": "--ignore", "unused-row": "shared"}},
    )
    assert lines(report)[1:3] == ["ignored (--ignore): dates", "ignored (shared): unused-row"]


def test_a_terminal_gets_colours_unless_no_color_is_set_or_it_is_dumb(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    plain, coloured = lines(made(group(CELL))), lines(made(group(CELL)), Terminal())
    assert (
        coloured[0]
        == "\x1b[1mp/data/claims.csv:3:19\x1b[0m: \x1b[31merror\x1b[0m wrong-type: “x” is wrong."
    )
    assert (
        coloured[-1] == "1 package, 1 claim, 1,201 rows, 3 rules: \x1b[31m1 error\x1b[0m, \x1b[33m0"
        " warnings\x1b[0m, \x1b[36m0 info\x1b[0m"
    )
    monkeypatch.setenv("TERM", "dumb")
    assert lines(made(group(CELL)), Terminal()) == plain
    monkeypatch.delenv("TERM")
    monkeypatch.setenv("NO_COLOR", "1")
    assert lines(made(group(CELL)), Terminal()) == plain
    monkeypatch.setenv("NO_COLOR", "")
    assert lines(made(group(CELL)), Terminal()) == coloured


def test_what_cannot_be_seen_is_named_so_that_nothing_writes_to_the_terminal() -> None:
    odd = replace(
        CELL,
        place=replace(CELL.place, file="p/\x1b[2J.csv"),
        key=("a\x07",),
        message="a\u202eb\nc",
        allowed="\x1b",
        mend="\r",
        suggestion="\x00",
    )
    told = "\n".join(lines(made(group(odd))))
    assert [c for c in told if not c.isprintable() and c != "\n"] == []
    assert told.startswith(
        "p/⟨U+001B⟩[2J.csv:3:19: error wrong-type: a⟨right-to-left override⟩b c\n"
    )
