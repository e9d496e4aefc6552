"""Whatever a package holds, it is judged: no crash, no silent pass, nothing told twice."""

from __future__ import annotations

import copy
import io
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contested import standard
from contested.check.findings import day_number
from contested.check.validate import choose_rules, validate_package
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.store import MemoryStore
from contested.report import REPORTS
from contested.results import Finding, PackageReport, Report
from contested.rules.check import expand
from contested.testing.specimen import TODAY, Specimen, changed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

RULES = choose_rules()
DAY = day_number(date.fromisoformat(TODAY))
WITHOUT_TEXTS = {"quote-not-in-source", "text-mismatch"}
COLUMNS = [(table.name, column) for table in standard.tables().values() for column in table.fields]
REQUIRED = sorted(standard.required_tables())
FILES = changed().files()
DESCRIBED: dict[str, Any] = json.loads(FILES[DESCRIPTOR])
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def judged(package: Package) -> tuple[PackageReport, list[Finding]]:
    """A package's report and its findings, both forms of the report having been written; nothing
    stands among them twice.
    """
    report = validate_package(package, RULES, DAY)
    for write in REPORTS.values():
        write(Report((report,), tuple(r.name for r in RULES)), io.StringIO())
    found = [finding for group in report.groups for finding in group.tell(None)]
    seen = Counter(
        (f.rule, f.place, f.row, f.column, f.message if f.row is None else "") for f in found
    )
    assert [spot for spot, times in seen.items() if times > 1] == []
    assert len(found) == sum(group.count for group in report.groups)
    return report, found


def stored(**files: bytes) -> Package:
    """The specimen with other bytes in some of its files, which are named without folder and
    ending.
    """
    named = {
        f"data/{name}.csv" if name in standard.TABLES else DESCRIPTOR: data
        for name, data in files.items()
    }
    return from_store(MemoryStore(FILES | named))


def without(report: PackageReport) -> set[str]:
    return {n.rule for n in report.not_run} - WITHOUT_TEXTS


def emptied(*tables: str) -> Specimen:
    specimen = changed()
    for name in tables:
        specimen.tables[name] = []
    return specimen


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_wholly_blank_column_is_missed_in_every_row_if_it_is_required_and_nowhere_if_it_is_not(
    table: str, column: str
) -> None:
    specimen = changed()
    for row in specimen.tables[table]:
        row[column] = ""
    report, found = judged(specimen.package())
    missed = [
        f.row for f in found if (f.rule, f.table, f.column) == ("missing-value", table, column)
    ]
    field = standard.tables()[table].fields[column]
    needed = [
        n
        for n, row in enumerate(specimen.tables[table])
        if field.required or any(row[c] for c in field.needed_by)
    ]
    assert missed == needed
    assert without(report) == set()


def test_tables_that_may_be_left_out_can_be_left_out_or_empty() -> None:
    absent = changed(
        "descriptor -resources.relays ; descriptor -resources.relations ; descriptor"
        " -resources.revisions"
    ).package()
    for package in (absent, emptied("relays", "relations", "revisions").package()):
        report, found = judged(package)
        assert [(f.severity, f.rule, f.key) for f in found] == [
            ("info", "unused-row", ("act-told",))
        ]
        assert without(report) == set()


def test_headers_without_rows_are_a_package_of_nothing() -> None:
    report, found = judged(emptied(*standard.TABLES).package())
    assert (found, without(report), set(report.rows.values())) == ([], set(), {0})


def test_a_table_may_have_a_single_row() -> None:
    specimen = changed(
        "sources src-radio text_sha256= ; questions qst-office about_id=act-radio"
        " location_id=loc-ostra ; +relays clm-i,1 relay_id=act-told ; +revisions rev-9 from=rev-1"
        " table=claims record_id=clm-i field=statement"
    )
    kept = {"act-radio", "act-told", "loc-ostra", "src-radio", "qst-office", "clm-i", "rev-9"}
    for name, rows in specimen.tables.items():
        specimen.tables[name] = [row for row in rows if row[standard.tables()[name].key[0]] in kept]
    report, found = judged(specimen.package())
    assert (found, report.rows) == (
        [],
        dict.fromkeys(standard.TABLES, 1) | {"actors": 2, "relations": 0},
    )


BROKEN = {
    "left-out": "descriptor -resources.{}",
    "deleted": "delete {}",
    "emptied": "empty {}",
    "recoded": "encode {} utf-16",
    "beheaded": "bytes {} _id _no",
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("table", REQUIRED)
def test_a_required_table_that_cannot_be_read_is_told_with_every_rule_that_did_not_run(
    table: str, change: str
) -> None:
    package = changed(change.format(table)).package()
    report, found = judged(package)
    assert {f.severity for f in found} == {"error"}
    assert set(package.tables) - set(report.rows) == {table}
    silent = {(n.rule, n.where) for n in report.not_run if n.reason}
    rules = [r for r in RULES if r.on_rows]
    assert silent >= {
        (c.rule.name, c.table)
        for c in expand(rules, package.tables)
        if table in c.reads(package.tables)
    }


def test_why_rules_did_not_run_is_said_of_the_file_and_of_the_table() -> None:
    def silent(change: str) -> dict[tuple[str, str], set[str]]:
        reasons: dict[tuple[str, str], set[str]] = {}
        for one in judged(changed(change).package())[0].not_run:
            reasons.setdefault((one.where, one.reason), set()).add(one.rule)
        return reasons

    after = {"broken-quoting", "ragged-row", "blank-row", "unsorted-rows"}
    assert (
        silent('bytes relays "claim_id," ""')[
            "data/relays.csv", "relays: data/relays.csv could not be read (wrong-header)"
        ]
        == after
    )
    told = silent("encode relays utf-16")
    assert told["data/relays.csv", "relays: data/relays.csv could not be read (not-utf-8)"] == {
        "unsorted-rows"
    }
    assert (
        "relay-repeats-end"
        in told["relays", "relays: data/relays.csv could not be read (not-utf-8)"]
    )
    assert (
        "unused-row"
        in silent("descriptor -resources.claims")["actors", "claims: it is not in the package"]
    )
    assert (
        "unused-row"
        in silent("descriptor resources.claims.path=[]")["actors", "claims: its file is not named"]
    )


@FUZZ
@given(st.sampled_from([*standard.TABLES, "descriptor"]), st.binary(max_size=300))
def test_garbage_in_any_file_is_an_error(name: str, garbage: bytes) -> None:
    _, found = judged(stored(**{name: garbage}))
    assert "error" in {f.severity for f in found}


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes of which a few were replaced, and a stretch taken out or doubled."""
    data = bytearray(whole)
    for at, byte in draw(
        st.lists(
            st.tuples(
                st.integers(0, len(data) - 1), st.integers(0, 255) | st.sampled_from(b'",\n;\r\x00')
            ),
            max_size=3,
        )
    ):
        data[at] = byte
    first, last = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
    return bytes(data[:first] + data[first:last] * draw(st.integers(0, 2)) + data[last:])


@FUZZ
@given(st.data())
def test_a_file_that_was_damaged_is_judged_all_the_same(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(standard.TABLES))
    judged(stored(**{table: data.draw(damaged(FILES[f"data/{table}.csv"]))}))


@FUZZ
@given(damaged(FILES[DESCRIPTOR]))
def test_a_descriptor_that_was_damaged_is_judged_all_the_same(descriptor: bytes) -> None:
    judged(stored(descriptor=descriptor))


SHAPES: list[Any] = [
    None,
    True,
    0,
    -1.5,
    10**400,
    "",
    "x",
    "\ud800",
    [],
    [None],
    ["x"],
    [[]],
    {},
    {"name": 1},
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
)


def steps(value: Any) -> list[list[Any]]:
    """The path to everything within a JSON value."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [[], *([step, *rest] for step, one in inside for rest in steps(one))]


def changed_at(value: Any, path: list[Any], new: Any) -> Any:
    """A copy of a JSON value, another thing standing at a path in it."""
    value = at = copy.deepcopy(value)
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = new
    return value


@FUZZ
@given(st.sampled_from(steps(DESCRIBED)[1:]), st.sampled_from(SHAPES))
def test_whatever_stands_anywhere_in_a_descriptor_is_judged(path: list[Any], value: Any) -> None:
    judged(stored(descriptor=json.dumps(changed_at(DESCRIBED, path, value)).encode()))


@FUZZ
@given(JSON)
def test_a_descriptor_that_is_some_other_json_is_an_error(value: Any) -> None:
    report, found = judged(stored(descriptor=json.dumps(value).encode()))
    assert "error" in {f.severity for f in found}
    assert set(REQUIRED) & set(report.rows) == set()


@FUZZ
@given(st.sampled_from(steps(DESCRIBED["resources"][1]["schema"])[1:]), st.sampled_from(SHAPES))
def test_whatever_stands_anywhere_in_the_schema_of_an_extension_is_judged(
    path: list[Any], value: Any
) -> None:
    package, schema = changed("table x-places").package(), DESCRIBED["resources"][1]["schema"]
    descriptor = changed_at(
        package.descriptor, ["resources", 8, "schema"], changed_at(schema, path, value)
    )
    rows = FILES["data/locations.csv"]
    judged(
        from_store(
            MemoryStore(
                FILES | {DESCRIPTOR: json.dumps(descriptor).encode(), "data/x-places.csv": rows}
            )
        )
    )


def test_a_table_in_several_files_is_judged_whole_and_findings_name_file_and_line() -> None:
    header, *rows = FILES["data/claims.csv"].splitlines(keepends=True)
    first = b"".join([header, *rows[:9]])
    second = b"".join(
        [
            header,
            b"\n",
            *rows[9:],
            rows[0],
            rows[12]
            .replace(b"clm-m", b"clm-n")
            .replace(b"2021-08-23,stated", b"2021-08-25,stated"),
        ]
    )
    descriptor = changed_at(
        DESCRIBED, ["resources", 4, "path"], ["data/claims.csv", "data/more.csv"]
    )
    report, found = judged(
        from_store(
            MemoryStore(
                FILES
                | {
                    DESCRIPTOR: json.dumps(descriptor).encode(),
                    "data/claims.csv": first,
                    "data/more.csv": second,
                }
            )
        )
    )
    assert report.rows["claims"] == 15
    assert [(f.rule, f.place.file, f.place.line, f.place.cell, f.key) for f in found] == [
        ("blank-row", "data/more.csv", 2, "A2", None),
        ("unsorted-rows", "data/more.csv", 7, "A7", None),
        ("repeated-key", "data/claims.csv", 2, "A2", ("clm-a",)),
        ("repeated-key", "data/more.csv", 7, "A7", ("clm-a",)),
        ("stated-after-publication", "data/more.csv", 8, "Q8", ("clm-n",)),
    ]
    assert [f.message for f in found if f.rule == "repeated-key"] == [
        "“clm-a” stands for more than one row: also on line 7 of data/more.csv.",
        "“clm-a” stands for more than one row: also on line 2 of data/claims.csv.",
    ]


ROW = (
    "clm-{0:07d},qst-nothing,act-nobody,stated,statement,src-radio,line 2,indirect_speech,Number"
    " {0} happened.,,observation,,sure,act-guard,,,2021-08-24,stated,2021-08-21,,,,,\n"
)


PEAK = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command and tells its status and peak memory, in kB; a small process, since a child's peak
is never less than its parent's.
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "options", "megabytes"),
    [
        (1_000_000, ["--format", "text"], 1500),
        (200_000, ["--format", "json", "--select", "dates"], 600),
    ],
    ids=["text", "json"],
)
def test_a_million_wrong_rows_are_told_in_bounded_memory(
    tmp_path: Path, rows: int, options: list[str], megabytes: int
) -> None:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "data/claims.csv").open("w") as file:
        file.write(",".join(standard.tables()["claims"].fields) + "\n")
        file.writelines(ROW.format(number) for number in range(rows))
    out = tmp_path / "report"
    call = [
        sys.executable,
        "-m",
        "contested",
        "validate",
        str(tmp_path),
        "--today",
        TODAY,
        "--output",
        str(out),
        *options,
    ]
    status, kilobytes = map(
        int,
        subprocess.run(
            [sys.executable, "-c", PEAK, *call], check=True, capture_output=True
        ).stdout.split(),
    )
    assert status == 1
    assert kilobytes < megabytes * 1000
    report = out.read_text()
    if options[1] == "json":
        assert len(json.loads(report)["findings"]) == rows
    else:
        told = Counter(
            line.split(": ")[1] for line in report.splitlines() if line.startswith(str(tmp_path))
        )
        wrong = (
            "not-in-vocabulary",
            "dangling-reference",
            "stated-after-publication",
            "repeated-claim",
        )
        assert told == {f"error {rule}": 20 for rule in wrong} | {"info unused-row": 12}
        assert (
            "not-in-vocabulary: 999,980 more of 1,000,000; --format json has them all"
            in report.splitlines()
        )


def test_what_an_extension_asks_for_and_no_rule_judges_is_said_not_to_have_run() -> None:
    package = changed("table x-photos ; column claims x_seen").package()
    fields = [
        {"name": "x_id", "type": "year"},
        {"name": "n", "constraints": {"exclusiveMinimum": 1, "minLength": 2, "required": True}},
    ]
    key = {
        "fields": ["x_id", "n"],
        "reference": {"resource": "relays", "fields": ["claim_id", "step"]},
    }
    descriptor = changed_at(
        package.descriptor,
        ["resources", 8, "schema"],
        {"fields": fields, "foreignKeys": [key], "uniqueKeys": [["x_id"]]},
    )
    descriptor["resources"][4]["schema"]["fields"][-1] |= {"type": "date", "format": "%d/%m/%Y"}
    files = dict(package.store.files) | {
        DESCRIPTOR: json.dumps(descriptor).encode(),
        "data/x-photos.csv": b"x_id,n\n1,1\n",
    }  # type: ignore[attr-defined]
    report, found = judged(from_store(MemoryStore(files)))
    assert found == []
    assert {(n.rule, n.where, n.reason) for n in report.not_run if n.rule not in WITHOUT_TEXTS} == {
        ("wrong-type", "claims", "in x_seen, cells of its type are taken as text: date"),
        ("wrong-type", "x-photos", "in x_id, cells of its type are taken as text: year"),
        ("out-of-bounds", "x-photos", "in n, nothing judges exclusiveMinimum"),
        ("too-long", "x-photos", "in n, nothing judges minLength"),
        ("dangling-reference", "x-photos", "nothing judges foreign keys of several columns"),
        ("repeated-key", "x-photos", "nothing judges uniqueKeys"),
    }
