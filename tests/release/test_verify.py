"""`contested release --verify`: what was changed is found and named."""

from __future__ import annotations

import bisect
import shutil
import zipfile
from pathlib import Path

import pytest
from contested.check.findings import day_number
from contested.check.validate import choose_rules
from contested.cli import FOUND
from contested.release.verify import faults
from release.releases import Run, lay

DAY = day_number(None)
FLIPS = 60
"""Bits that are tried."""


def test_one_flipped_bit_anywhere_is_found_and_its_file_named(ford: Path, run: Run) -> None:
    run("ford")
    archive = ford / "dist" / "low-ford-1.0.0.zip"
    whole, rules = archive.read_bytes(), choose_rules()
    with zipfile.ZipFile(archive) as opened:
        entries = sorted(opened.infolist(), key=lambda one: one.header_offset)
    starts = [one.header_offset for one in entries]
    named = 0
    for at in range(0, len(whole), max(len(whole) // FLIPS, 1)):
        archive.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        found = list(faults(archive, rules, DAY))
        assert "low-ford-1.0.0.zip is not what low-ford-1.0.0.zip.sha256 says" in found, at
        if at < opened.start_dir:
            owner = entries[bisect.bisect(starts, at) - 1].filename
            named += any(owner.partition("/")[2] in one for one in found)
    assert named > FLIPS * 0.9


def test_without_the_checksum_beside_it_what_was_changed_in_a_zip_is_named(
    ford: Path, run: Run
) -> None:
    run("ford")
    archive = ford / "dist" / "low-ford-1.0.0.zip"
    with zipfile.ZipFile(archive) as opened:
        at = opened.getinfo("low-ford-1.0.0/data/claims.csv").header_offset + 300
    data = bytearray(archive.read_bytes())
    data[at] ^= 1
    moved = ford / "elsewhere.zip"
    moved.write_bytes(data)
    code, out, _ = run("--verify", "elsewhere.zip")
    assert code == FOUND
    assert out.startswith("elsewhere.zip cannot be unpacked: low-ford-1.0.0/data/claims.csv: ")


def test_a_folder_and_a_zip_of_two_releases_are_told(ford: Path, run: Run) -> None:
    run("ford")
    kept = shutil.copytree(ford / "dist" / "low-ford-1.0.0", ford / "kept")
    lay(ford / "ford", "claims clm-a note=Again.")
    run("ford")
    shutil.rmtree(ford / "dist" / "low-ford-1.0.0")
    kept.rename(ford / "dist" / "low-ford-1.0.0")
    for name in ("low-ford-1.0.0", "low-ford-1.0.0.zip"):
        assert run("--verify", f"dist/{name}") == (
            FOUND,
            "low-ford-1.0.0/ and low-ford-1.0.0.zip beside it are two releases: their SHA256SUMS"
            f" differ. Release it again\ndist/{name}: 1 fault\n",
            "",
        )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("data/claims.csv", "data/claims.csv is not what SHA256SUMS says"),
        ("derived/positions.csv", "derived/positions.csv is not what SHA256SUMS says"),
        ("SHA256SUMS", "SHA256SUMS: line 1 of SHA256SUMS is no digest and name"),
    ],
)
def test_a_file_that_was_changed_is_named(ford: Path, run: Run, name: str, told: str) -> None:
    run("ford")
    path = ford / "dist" / "low-ford-1.0.0" / name
    path.write_bytes(path.read_bytes()[1:])
    code, out, _ = run("--verify", "dist/low-ford-1.0.0")
    assert (code, out.splitlines()[0][: len(told)]) == (FOUND, told)


def test_derived_tables_are_made_again_and_compared_even_if_all_checksums_fit(
    ford: Path, run: Run
) -> None:
    from contested.release.archive import write_sums

    run("ford")
    folder = ford / "dist" / "low-ford-1.0.0"
    path = folder / "derived" / "positions.csv"
    path.write_bytes(path.read_bytes().replace(b"denies", b"affirms"))
    write_sums(folder)
    told = run("--verify", "dist/low-ford-1.0.0")[1].splitlines()
    assert "derived/positions.csv is not what datapackage.json says of its bytes and hash" in told
