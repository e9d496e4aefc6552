"""Whatever a package holds, it is judged: no crash, no silent pass, nothing told twice."""

from __future__ import annotations

import json

import pytest
from cells import cell_of
from check.robust import DESCRIBED, FILES, REQUIRED, RULES, changed_at, judged
from contested import standard
from contested.package import DESCRIPTOR, from_store
from contested.package.store import MemoryStore
from contested.results import PackageReport
from contested.rules.check import expand
from contested.testing.specimen import Specimen, changed
from rules.beside import beside

WITHOUT_TEXTS = {"quote-not-in-source", "locator-beyond-text", "text-mismatch"}
COLUMNS = [(table.name, column) for table in standard.tables().values() for column in table.fields]


def without(report: PackageReport) -> set[str]:
    return {n.rule for n in report.not_run} - WITHOUT_TEXTS


def emptied(*tables: str) -> Specimen:
    specimen = changed()
    for name in tables:
        specimen.tables[name] = []
    return specimen


@pytest.fixture(scope="module")
def blanked() -> dict[tuple[str, str], list[int]]:
    """Return, for each column that is wholly blank in one of many specimens, the rows missed."""
    made = {}
    for table, column in COLUMNS:
        specimen = made[table, column] = changed()
        for row in specimen.tables[table]:
            row[column] = ""
    every, cases = beside(list(made.values())), list(made)
    report, found = judged(every.specimen.package())
    assert without(report) == set()
    missed: dict[tuple[str, str], list[int]] = {case: [] for case in cases}
    for one in found:
        case = cases[every.owner(one)]
        if one.rule == "missing-value":
            assert (one.table, one.column) == case
            before = every.owners[case[0]][: one.row]
            missed[case].append(before.count(cases.index(case)))
    return missed


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_wholly_blank_column_is_missed_in_every_row_if_it_is_required_and_nowhere_if_it_is_not(
    table: str, column: str, blanked: dict[tuple[str, str], list[int]]
) -> None:
    field = standard.tables()[table].fields[column]
    rows = changed().tables[table]
    assert blanked[table, column] == [
        number
        for number, row in enumerate(rows)
        if field.required or any(row[c] for c in field.needed_by if c != column)
    ]


def test_tables_that_may_be_left_out_can_be_left_out_or_empty() -> None:
    absent = changed(
        "descriptor -resources.relays ; descriptor -resources.relations ; descriptor"
        " -resources.revisions"
    ).package()
    for package in (absent, emptied("relays", "relations", "revisions").package()):
        report, found = judged(package)
        assert [(f.severity, f.rule, f.key) for f in found] == [
            ("info", "unused-row", ("act-told",)),
            ("warning", "untold-redaction", ("clm-l",)),
        ]
        assert without(report) == set()


def test_headers_without_rows_are_a_package_of_nothing() -> None:
    report, found = judged(emptied(*standard.TABLES).package())
    assert (found, without(report), set(report.rows.values())) == ([], set(), {0})


def test_a_table_may_have_a_single_row() -> None:
    specimen = changed(
        "sources src-radio text_sha256= ; questions qst-office about_id=act-radio"
        " location_id=loc-ostra ; claims clm-i voice=headline ;"
        " +relays clm-i,1 relay_id=act-told ; +revisions rev-9 from=rev-1"
        " table=claims record_id=clm-i field=statement"
    )
    kept = {"act-radio", "act-told", "loc-ostra", "src-radio", "qst-office", "clm-i", "rev-9"}
    for name, rows in specimen.tables.items():
        specimen.tables[name] = [row for row in rows if row[standard.tables()[name].key[0]] in kept]
    report, found = judged(specimen.package())
    assert (found, report.rows) == (
        [],
        dict.fromkeys(standard.TABLES, 1) | {"actors": 2, "relations": 0, "citations": 0},
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

    after = {"broken-quoting", "ragged-row", "blank-row", "repeated-header", "unsorted-rows"}
    assert (
        silent('bytes relays "claim_id," ""')[
            "data/relays.csv", "relays: data/relays.csv could not be read (wrong-header)"
        ]
        == after
    )
    told = silent("encode relays utf-16")
    assert told["data/relays.csv", "relays: data/relays.csv could not be read (not-utf-8)"] == {
        "repeated-header",
        "unsorted-rows",
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
            .replace(b"2021-08-23,stated", b"2021-08-26,stated"),
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
        (
            "stated-after-publication",
            "data/more.csv",
            8,
            cell_of("claims", "stated", 8),
            ("clm-n",),
        ),
    ]
    assert [f.message for f in found if f.rule == "repeated-key"] == [
        "“clm-a” stands for more than one row: also on line 7 of data/more.csv.",
        "“clm-a” stands for more than one row: also on line 2 of data/claims.csv.",
    ]


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
        ["resources", len(standard.TABLES), "schema"],
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


def test_a_table_of_a_thousand_columns_is_judged_to_its_last_cell() -> None:
    """With time in proportion to the columns, which no clock measures here: a square would be a
    quarter of a minute.
    """
    specimen = changed("table x-wide")
    names = [f"x_{number}" for number in range(1200)]
    for name in names:
        specimen.change(f"column x-wide {name}")
    specimen.tables["x-wide"] = [
        {"x_id": "", names[0]: ""},
        {"x_id": "1"} | dict.fromkeys(names, "2"),
        {"x_id": "2", names[-1]: "=4"},
        {"x_id": "3", names[-1]: " 5"},
    ]
    _, found = judged(specimen.package())
    assert [(f.rule, f.place.line, f.column) for f in found] == [
        ("blank-row", 2, None),
        ("padded-cell", 5, names[-1]),
        ("formula-cell", 4, names[-1]),
    ]
