"""From Python: a report, the tables as pandas frames, and a pandera schema for each of them."""

from __future__ import annotations

import datetime
import inspect
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import contested
import pandas as pd
import pytest
from contested.check.engines import pandera as engine
from contested.derived.tables import DERIVED
from contested.package import UnreadableError
from contested.rules import check as checks
from contested.rules.rule import RULES
from contested.testing.specimen import TODAY, changed
from pandera.errors import SchemaError, SchemaErrors

DAY = datetime.date.fromisoformat(TODAY)


def laid(folder: Path, change: str = "") -> Path:
    return changed(change).write(folder)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return contested.open(laid(tmp_path_factory.mktemp("ford")))


@pytest.fixture(scope="module")
def claims(dataset: Any) -> Any:
    """The schema of the claims of the specimen."""
    return contested.schemas(dataset, today=DAY)["claims"]


@pytest.fixture
def frame(dataset: Any) -> pd.DataFrame:
    """The claims of the specimen as plain Python texts, blank as NaN."""
    return pd.DataFrame(
        dataset.tables["claims"]
        .astype(object)
        .where(dataset.tables["claims"].notna(), float("nan"))
    )


def failures(schema: Any, frame: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Rule, column and row of everything that a schema finds wrong."""
    with pytest.raises(SchemaErrors) as errors:
        schema.validate(frame, lazy=True)
    cases = errors.value.failure_cases
    return sorted(zip(cases["check"], cases["column"], cases["index"].astype(int), strict=True))


def test_validate_reports_every_package_at_a_path(tmp_path: Path) -> None:
    laid(tmp_path / "a", "claims clm-a stated=2021-08-25")
    laid(tmp_path / "b", "descriptor title=")
    report = contested.validate(tmp_path, today=DAY)
    assert [(f.rule, f.key) for f in report.findings()] == [
        ("stated-after-publication", ("clm-a",)),
        ("missing-metadata", None),
    ]
    asked = [name for name, rule in RULES.items() if not rule.compares]
    assert (report.worst(), [p.name for p in report.packages], list(report.rules)) == (
        "error",
        ["low-ford"] * 2,
        asked,
    )


def test_validate_asks_only_what_it_is_told_to(tmp_path: Path) -> None:
    laid(tmp_path, "claims clm-a stated=2021-08-25 ; descriptor title=")
    assert (
        contested.validate(
            tmp_path, select=["package"], ignore=["missing-metadata"], today=DAY
        ).worst()
        is None
    )
    with pytest.raises(KeyError, match="date"):
        contested.validate(tmp_path, select=["date"])
    with pytest.raises(UnreadableError, match="none is not there"):
        contested.validate(tmp_path / "none")


def test_validate_looks_for_quotations_in_a_folder_of_texts(tmp_path: Path) -> None:
    laid(tmp_path / "ford", "claims clm-f quote=never")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/src-radio.txt").write_bytes(changed().texts["src-radio.txt"])
    report = contested.validate(
        tmp_path / "ford", select=["attribution"], today=DAY, texts_folder=tmp_path / "texts"
    )
    assert [(f.rule, f.key) for f in report.findings()] == [("quote-not-in-source", ("clm-f",))]


def test_tables_are_frames_of_text_in_the_order_of_the_file_with_blanks_as_null(
    dataset: Any,
) -> None:
    relays = dataset.tables["relays"]
    assert relays.to_dict("list") == {
        "claim_id": ["clm-c", "clm-c", "clm-e", "clm-m"],
        "step": ["1", "2", "1", "1"],
        "relay_id": ["act-told", "act-wire", "act-told", "act-wire"],
        "relayed": ["2021-08-22", "2021-08-22", None, None],
        "note": [None] * 4,
    }
    assert {str(kind) for kind in relays.dtypes} == {"large_string[pyarrow]"}
    assert (dataset.name, dataset.descriptor["contested"], list(dataset.tables)) == (
        "low-ford",
        "1.0",
        list(contested.standard.TABLES),
    )


def test_one_readable_package_is_opened_and_nothing_else(tmp_path: Path) -> None:
    laid(tmp_path / "a", "encode claims utf-16")
    laid(tmp_path / "b", "descriptor-bytes {")
    with pytest.raises(UnreadableError, match="holds 2 packages; name one of them"):
        contested.open(tmp_path)
    with pytest.raises(
        UnreadableError,
        match=r"datapackage.json in .*b cannot be read: it is not JSON from here on",
    ):
        contested.open(tmp_path / "b")
    with pytest.raises(
        UnreadableError,
        match=(
            r"The table claims cannot be read: .*claims\.csv could not be read \(not-utf-8\)\."
            r" contested"
        ),
    ):
        _ = contested.open(tmp_path / "a").tables


def test_a_schema_gives_a_right_frame_back_unchanged(dataset: Any, claims: Any) -> None:
    for given in (
        dataset.tables["claims"],
        dataset.tables["claims"].astype("str"),
        dataset.tables["claims"].assign(x_coder="me"),
    ):
        before = given.copy()
        assert claims.validate(given) is given
        pd.testing.assert_frame_equal(given, before)


def test_a_schema_finds_what_the_rules_find_in_any_frame_of_text(
    claims: Any, frame: pd.DataFrame
) -> None:
    frame.loc[0, "stated"] = "2021-08-25"
    frame.loc[1, "claimant_id"] = "act-nobody"
    frame.loc[2, "certainty"] = ""
    wrong = [
        ("dangling-reference", "claimant_id", 1),
        ("missing-value", "certainty", 2),
        ("stated-after-publication", "stated", 0),
    ]
    for given in (
        frame,
        frame.astype("string"),
        frame.set_index(pd.Index([7] * len(frame))),
        frame.astype("category"),
    ):
        assert failures(claims, given) == wrong


def test_what_a_schema_reports_says_what_validate_says(claims: Any, frame: pd.DataFrame) -> None:
    frame = frame.astype("object")
    frame.loc[2, "certainty"] = "Certain"
    frame.loc[1, "claimant_id"] = "act-gard"
    nobody = (
        "No row of actors has the id “act-gard”. Allowed: an id that stands in actors. Did you mean"
        " act-guard? Correct the id, or add the row it names to actors first. [dangling-reference]"
    )
    with pytest.raises(SchemaError) as one:
        claims.validate(frame)
    assert str(one.value) == f"claimant_id, row 1: {nobody}"
    with pytest.raises(SchemaErrors) as all_of_them:
        claims.validate(frame, lazy=True)
    cases = all_of_them.value.failure_cases
    assert cases[["check", "column", "index"]].values.tolist() == [
        ["dangling-reference", "claimant_id", 1],
        ["not-in-vocabulary", "certainty", 2],
    ]
    assert cases["message"].tolist() == [
        nobody,
        "“Certain” is not one of the words for “Certainty”. Allowed: not_recorded, unstated,"
        " possible, probable, certain. Did you mean certain? Use one of these words, spelled"
        " exactly so. If none fits,"
        " choose the nearest and say why in the note. [not-in-vocabulary]",
    ]
    twice = pd.concat([frame.iloc[4:7], frame.iloc[4:6]])
    with pytest.raises(SchemaError, match=r"^claim_id, row 0: .*line 3\..*\(and 3 more rows\)$"):
        claims.validate(twice)


def test_a_schema_judges_the_frame_in_place_of_the_packages_own_table(
    claims: Any, frame: pd.DataFrame
) -> None:
    assert claims.validate(frame.iloc[:3]) is not None
    twice = pd.concat([frame.iloc[:3], frame.iloc[:1]])
    assert failures(claims, twice) == [
        ("repeated-key", "claim_id", 0),
        ("repeated-key", "claim_id", 3),
    ]


def test_a_column_that_is_missing_is_blank_in_every_row(claims: Any, frame: pd.DataFrame) -> None:
    assert (
        claims.validate(frame.drop(columns=["note", "location_id", "place_as_reported"]).iloc[:3])
        is not None
    )
    assert failures(claims, frame.drop(columns="voice").iloc[:3]) == [
        ("missing-value", "voice", row) for row in range(3)
    ]


def test_a_column_that_is_unknown_or_there_twice_is_refused(
    claims: Any, frame: pd.DataFrame
) -> None:
    with pytest.raises(
        SchemaError, match="“verdict” is no column of claims; columns of your own begin with x_"
    ):
        claims.validate(frame.assign(verdict="true"))
    with pytest.raises(SchemaError, match="“note” is there more than once"):
        claims.validate(pd.concat([frame, frame["note"]], axis=1))


def test_numbers_and_truths_as_pandas_reads_them_are_judged_as_they_were_typed(
    dataset: Any, tmp_path: Path
) -> None:
    schemas = contested.schemas(dataset, today=DAY)
    for name, schema in schemas.items():
        dataset.tables[name].to_csv(tmp_path / "t.csv", index=False)
        read = pd.read_csv(tmp_path / "t.csv", keep_default_na=False, na_values=[""])
        assert schema.validate(read, lazy=True) is read
    read = pd.read_csv(tmp_path / "t.csv").astype(object)
    read.at[0, "revision_id"] = ["a", "list"]
    assert ("wrong-pattern", "revision_id", 0) in failures(schemas["revisions"], read)


def test_without_lazy_the_first_failure_is_raised_alone_and_a_head_can_be_judged(
    claims: Any, frame: pd.DataFrame
) -> None:
    frame.loc[5, "voice"] = "speech"
    with pytest.raises(SchemaError, match="not-in-vocabulary"):
        claims.validate(frame)
    assert claims.validate(frame, head=3) is frame


def test_a_schema_carries_the_tables_titles_and_its_rules_by_name(claims: Any) -> None:
    assert (claims.name, claims.title, claims.columns["stated"].title) == (
        "claims",
        "Claims",
        "Stated",
    )
    assert {check.name for check in claims.columns["stated"].checks} >= {
        "malformed-date",
        "stated-after-publication",
        "future-date",
    }


def test_a_rule_that_crashes_is_no_finding(dataset: Any, frame: pd.DataFrame) -> None:
    tables = dataset.package.tables
    (sound,) = (c for c in checks.expand([RULES["backwards-range"]], tables) if c.table == "claims")
    crashing = replace(sound, wrong=lambda claim: claim.statement.cast(claim._namespace.Int64) > 0)
    frames = {name: engine.text_frame(one, tables[name]) for name, one in dataset.tables.items()}
    suite = engine.Suite(frames, tables, [crashing], 0)
    with pytest.raises(Exception, match="Failed to parse string"):
        suite.schemas()["claims"].validate(frame, lazy=True)
    crashed = pd.DataFrame(
        {
            "check": ["backwards-range"],
            "column": ["quantity_min"],
            "index": [None],
            "failure_case": ["TypeError('no')"],
        }
    )
    with pytest.raises(
        RuntimeError, match=r"pandera could not run backwards-range on claims: TypeError\('no'\)"
    ):
        suite.read("claims", crashed)


PUBLIC = [name for name in (*contested.__all__, "Dataset") if name != "__version__"]


@pytest.mark.parametrize("name", PUBLIC)
def test_help_is_at_home(name: str) -> None:
    """What a name means is said at once; nobody is sent to a module that is not for them."""
    told = inspect.getdoc(getattr(contested, name)) or ""
    assert len(told.splitlines()[0]) > 20
    assert re.findall(r"contested[.](?!__)\w+", told) == []


@pytest.mark.parametrize("name", DERIVED)
def test_help_says_what_each_column_of_a_frame_is(name: str, dataset: Any) -> None:
    frame = getattr(contested, name)(dataset)
    told = inspect.getdoc(getattr(contested, name)) or ""
    entries = dict(re.findall(r"^(\w+) [(]([a-z ]+)[)]\n    \S", told, re.MULTILINE))
    assert sorted(entries) == sorted(frame.columns)
    lists = {column for column, kind in frame.dtypes.items() if "list" in str(kind)}
    assert {column for column, kind in entries.items() if kind == "list of texts"} == lists
    assert "semicolon" not in told


def test_every_derived_table_is_a_public_name() -> None:
    assert {*DERIVED} <= {*contested.__all__}
