"""Minted ids: written as the schema asks, never the same twice.

They are never anything but text to a spreadsheet.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from contested.add.new.minting import DIGITS, LENGTH, is_minted, mint, prefix
from contested.standard import tables
from hypothesis import given
from hypothesis import strategies as st

MINTED = [name for name, table in tables().items() if prefix(table)]
chance = st.integers(min_value=0).map(random.Random)


def test_every_table_with_an_id_of_its_own_has_a_prefix() -> None:
    assert {name: prefix(table) for name, table in tables().items()} == {
        "actors": "act-",
        "locations": "loc-",
        "sources": "src-",
        "questions": "qst-",
        "claims": "clm-",
        "relays": "",
        "relations": "",
        "citations": "",
        "revisions": "rev-",
    }


@given(st.sampled_from(MINTED), chance)
def test_a_minted_id_fits_its_pattern_and_begins_with_a_letter(
    name: str, draw: random.Random
) -> None:
    table = tables()[name]
    minted = mint(table, (), draw)
    assert re.fullmatch(table.fields[table.key[0]].pattern, minted)
    body = minted.removeprefix(prefix(table))
    assert len(body) == LENGTH
    assert body[0] in set(DIGITS) - set("0123456789")
    assert not set(body) & set("ilou")


@given(st.sampled_from(MINTED), chance)
def test_no_program_takes_a_minted_id_for_a_number_a_date_or_a_truth(
    name: str, draw: random.Random
) -> None:
    minted = mint(tables()[name], (), draw)
    for part in (minted, minted.partition("-")[2]):
        with pytest.raises(ValueError, match=r"."):
            float(part)
        assert not re.fullmatch(
            r"(?i)[-+]?[0-9.,]*e[-+]?[0-9]+|true|false|yes|no|nan|inf(inity)?", part
        )
        assert not re.match(r"[0-9]", part)
    assert minted[:3] not in {
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    }


@given(st.integers(0, 99), chance)
def test_an_id_that_is_taken_is_never_minted_again(number: int, draw: random.Random) -> None:
    table = tables()["claims"]
    before = random.Random()
    before.setstate(draw.getstate())
    taken = {mint(table, (), before) for _ in range(number)}
    assert mint(table, taken, draw) not in taken


def test_a_hundred_thousand_ids_are_all_different() -> None:
    draw, table = random.Random(4), tables()["claims"]
    assert len({mint(table, (), draw) for _ in range(100_000)}) == 100_000


def test_a_table_without_ids_of_its_own_mints_none() -> None:
    table = tables()["relays"]
    assert not any(is_minted(table, field) for field in table.fields.values())
    with pytest.raises(ValueError, match=r"^the rows of relays have no id of their own$"):
        mint(table, ())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_a_real_spreadsheet_leaves_minted_ids_as_they_are(tmp_path: Path, locale: str) -> None:
    draw = random.Random(locale)
    ids = [mint(tables()[name], (), draw) for name in MINTED for _ in range(500)]
    (tmp_path / "ids.csv").write_text("\n".join(["id", *ids]) + "\n")
    office = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--language=" + locale,
    ]
    for source, to in (("ids.csv", "xlsx"), ("ids.xlsx", "csv")):
        (tmp_path / "out").mkdir(exist_ok=True)
        subprocess.run(
            [
                *office,
                "--convert-to",
                to,
                "--outdir",
                str(tmp_path / "out"),
                str(tmp_path / source),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        shutil.move(tmp_path / "out" / f"ids.{to}", tmp_path / f"ids.{to}")
    assert (tmp_path / "ids.csv").read_text().split() == ["id", *ids]
