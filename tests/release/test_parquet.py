"""Parquet, read back with pyarrow, Polars, pandas and DuckDB."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from contested.release.content import Content
from contested.release.exports import parquet
from contested.release.exports.typed_tables import derived_tables, typed_columns
from contested.release.tables import DERIVED, table_files
from contested.standard import edtf
from contested.testing import specimen
from contested.testing.strategies import packages
from contested.testing.strategies.drawn import Drawn
from counts import one_in
from hypothesis import given, settings
from release.exported import CASES, case, claims_by_id, same_cells, texts
from release.releases import content_of

FEW = one_in(10)
HELD = """
SELECT claim_id, claimant_id, source_id, stated, position,
  claim_id IN (
    SELECT unnest(claim_ids_in_conflict) FROM '{0}/derived/positions.parquet'
  ) AS in_conflict
FROM '{0}/claims.parquet' LEFT JOIN (
  SELECT unnest(claim_ids) AS claim_id, position FROM '{0}/derived/positions.parquet'
) USING (claim_id)
"""
AGAIN = """
import sys
from pathlib import Path
sys.path.append(sys.argv[2])
from contested.release.exports import parquet
from release.exported import case
parquet.write(case("panjshir"), Path(sys.argv[1]))
"""
DISPUTED = (
    "SELECT question_id, position, unnest(claim_ids) AS claim_id, unnest(claimant_ids) AS"
    " claimant_id FROM '{}' WHERE in_conflict"
)
DISPUTED_CSV = (
    "SELECT question_id, position, unnest(split(claim_ids, ';')), unnest(split(claimant_ids, ';'))"
    " FROM '{}' WHERE in_conflict"
)


def written(content: Content, folder: Path) -> Path:
    parquet.write(content, folder)
    return folder / "exports" / "parquet"


def holds_everything(content: Content, folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.parquet")} == set(content.tables)
    for name, table in content.tables.items():
        there, given_texts = pl.read_parquet(folder / f"{name}.parquet"), texts(content, name)
        assert there.columns == [column.name for column in typed_columns(table)]
        assert there.equals(pl.from_arrow(pq.read_table(folder / f"{name}.parquet")))
        for one in table.fields.values():
            assert same_cells(there[one.name].to_list(), given_texts[one.name], one.default), (
                name,
                one.name,
            )
            if one.form == "edtf":
                assert there.select(f"{one.name}_earliest", f"{one.name}_latest").rows() == [
                    days(text) for text in given_texts[one.name]
                ]
    for name, _, frame in derived_tables(content):
        assert pl.read_parquet(folder / "derived" / f"{name}.parquet").equals(frame)
    held = {key: tuple(rest) for key, *rest in duckdb.sql(HELD.format(folder)).fetchall()}
    assert held == {
        key: (*rest, bool(in_conflict))
        for key, (*rest, in_conflict) in claims_by_id(content).items()
    }


def days(text: str | None) -> tuple[datetime.date | None, ...]:
    known = edtf.parse(text) if text else None
    ends = (known.earliest, known.latest) if known else (None, None)
    return tuple(None if day is None else datetime.date.fromordinal(day) for day in ends)


@pytest.mark.parametrize("name", CASES)
def test_every_table_and_claim_comes_back(name: str, tmp_path: Path) -> None:
    holds_everything(case(name), written(case(name), tmp_path))


@settings(max_examples=FEW)
@given(packages())
def test_every_drawn_package_comes_back(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with tempfile.TemporaryDirectory() as folder:
        holds_everything(content, written(content, Path(folder)))


def test_pandas_reads_types(tmp_path: Path) -> None:
    folder = written(case("specimen"), tmp_path)
    claims = pd.read_parquet(folder / "claims.parquet")
    assert claims["quantity_min"].dtype == "float64"
    assert claims["claim_id"].tolist() == list(claims_by_id(case("specimen")))
    assert claims.set_index("claim_id").loc["clm-d", ["quantity_min", "quantity_max"]].tolist() == [
        12.0,
        15.0,
    ]
    assert pd.read_parquet(folder / "relays.parquet")["step"].dtype == "int64"
    assert (
        pd.read_parquet(folder / "questions.parquet").set_index("question_id")["exclusive"][
            "qst-seat"
        ]
        is False
    )


def test_types_are_those_that_every_reader_knows(tmp_path: Path) -> None:
    folder = written(case("panjshir"), tmp_path)
    claims, actors = (
        pq.read_schema(folder / "claims.parquet"),
        pq.read_schema(folder / "actors.parquet"),
    )
    assert [
        claims.field(name).type for name in ("claim_id", "quantity_min", "stated", "stated_latest")
    ] == [
        pa.large_string(),
        pa.float64(),
        pa.large_string(),
        pa.date32(),
    ]
    assert actors.field("also_known_as").type == pa.large_list(
        pa.field("element", pa.large_string())
    )
    assert (
        pq.ParquetFile(folder / "claims.parquet").metadata.row_group(0).column(0).compression
        == "ZSTD"
    )


def about(path: Path) -> dict[str, Any]:
    """Return what a file of Parquet says of its table."""
    told: dict[str, Any] = json.loads(pq.ParquetFile(path).metadata.metadata[b"contested"])
    return told


@pytest.mark.parametrize("name", ["extensions", "panjshir"])
def test_each_file_describes_its_table_and_columns(name: str, tmp_path: Path) -> None:
    folder = written(case(name), tmp_path)
    for table in case(name).tables.values():
        path = folder / f"{table.name}.parquet"
        told = about(path)
        assert list(told["columns"]) == pq.read_schema(path).names
        for one in table.fields.values():
            column = told["columns"][one.name]
            assert (column["title"], column["description"]) == (one.title, one.description)
        assert (told["description"], told["primaryKey"], told["derived"]) == (
            table.description,
            list(table.key),
            False,
        )
    assert about(folder / "claims.parquet")["columns"]["stated_latest"]["description"] == (
        "The last day that stated can mean. A blank means that this end is open, or that stated is"
        " blank."
    )
    assert about(folder / "derived" / "positions.parquet")["derived"] is True


def test_an_integer_that_64_bits_cannot_hold_stays_as_it_was_written(tmp_path: Path) -> None:
    huge = specimen.changed("relays clm-m,1 step=123456789012345678901234567890").package()
    steps: list[Any] = pl.read_parquet(written(content_of(huge), tmp_path) / "relays.parquet")[
        "step"
    ].to_list()
    assert "123456789012345678901234567890" in steps


def test_the_bytes_depend_on_no_process_and_no_number_of_threads(tmp_path: Path) -> None:
    made = written(case("panjshir"), tmp_path / "here")
    told = os.environ | {"POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "7"}
    subprocess.run(
        [sys.executable, "-c", AGAIN, str(tmp_path / "there"), str(Path(__file__).parents[1])],
        check=True,
        env=told,
    )
    files = sorted(path.relative_to(made) for path in made.rglob("*.parquet"))
    assert len(files) == len(case("panjshir").tables) + len(DERIVED)
    for name in files:
        assert (made / name).read_bytes() == (
            tmp_path / "there" / "exports" / "parquet" / name
        ).read_bytes(), name


@pytest.mark.parametrize("name", ["specimen", "panjshir"])
def test_one_line_of_duckdb_finds_disputed_positions_in_parquet_and_in_the_tables(
    name: str, tmp_path: Path
) -> None:
    folder = written(case(name), tmp_path)
    listed = (
        case(name)
        .positions.filter("in_conflict")
        .select("question_id", "position", "claim_ids", "claimant_ids")
        .iter_rows()
    )
    wanted = {
        (question, position, *pair)
        for question, position, claims, claimants in listed
        for pair in zip(claims, claimants, strict=True)
    }
    assert wanted
    assert (
        set(duckdb.sql(DISPUTED.format(folder / "derived" / "positions.parquet")).fetchall())
        == wanted
    )
    for sheet in table_files(case(name)):
        (tmp_path / sheet.path).parent.mkdir(exist_ok=True)
        (tmp_path / sheet.path).write_bytes(sheet.bytes)
    assert (
        set(duckdb.sql(DISPUTED_CSV.format(tmp_path / "derived" / "positions.csv")).fetchall())
        == wanted
    )
    claims = duckdb.sql(
        "SELECT claim_id, claimant_id, source_id, stated FROM"
        f" read_csv('{tmp_path}/data/claims.csv', all_varchar = true)"
    ).fetchall()
    assert {key: tuple(rest) for key, *rest in claims} == {
        key: rest[:3] for key, rest in claims_by_id(case(name)).items()
    }
