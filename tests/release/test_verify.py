"""`contested release --verify`: what was changed is found and named."""

from __future__ import annotations

import bisect
import json
import random
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import polars as pl
import pytest
from contested.check.findings import day_number
from contested.check.validate import choose_rules
from contested.cli import FOUND, OK
from contested.package import zips
from contested.release.archive import SUMS, digest, files_of, write_sums
from contested.release.build import write_json
from contested.release.exports import rocrate
from contested.release.verify import verify
from release.releases import Run, lay

DAY = day_number(None)
NAME = "low-ford-1.0.0"
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
        found = verify(archive, rules, DAY).faults
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
    run("ford")
    folder = ford / "dist" / "low-ford-1.0.0"
    path = folder / "derived" / "positions.csv"
    path.write_bytes(path.read_bytes().replace(b"denies", b"affirms"))
    write_sums(folder)
    told = run("--verify", "dist/low-ford-1.0.0")[1].splitlines()
    assert "derived/positions.csv is not what datapackage.json says of its bytes and hash" in told


def _faults(folder: Path, *, forged: bool = False) -> list[str]:
    """Return the faults of a changed release whose checksums are those of its files."""
    crate = folder / rocrate.NAME
    if forged:
        told = json.loads(crate.read_bytes())
        for node in told["@graph"]:
            if "sha256" in node and (path := folder / unquote(node["@id"])).is_file():
                node |= {"sha256": digest(path), "contentSize": str(path.stat().st_size)}
        write_json(crate, told)
    write_sums(folder)
    return verify(folder, choose_rules(), DAY).faults


def _named(found: Iterable[str]) -> set[str]:
    return {one.split(" ")[0] for one in found}


def _one_bit(folder: Path, names: Iterable[str], chance: random.Random) -> None:
    for name in names:
        data = bytearray((folder / name).read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (folder / name).write_bytes(data)


def _by_descriptor(name: str) -> bool:
    return name.startswith(("data/", "derived/"))


@pytest.mark.parametrize("seed", range(2))
def test_one_bit_of_any_file_is_found_though_all_checksums_fit(
    ford: Path, run: Run, seed: int
) -> None:
    run("ford")
    folder, chance = ford / "dist" / NAME, random.Random(seed)
    names = [name for name in files_of(folder) if name != SUMS]
    tables = [name for name in names if _by_descriptor(name)]
    given = (*tables, "datapackage.json", "CHANGELOG.md")
    others = [name for name in names if name not in given]
    for changed in (tables, others, ["datapackage.json"]):
        copy = shutil.copytree(folder, ford / f"{len(changed)}" / NAME)
        _one_bit(copy, changed, chance)
        assert _named(_faults(copy)) >= set(changed)


def _merge(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "exports" / "low-ford.sqlite")) as base:
        base.execute("PRAGMA foreign_keys=OFF")
        base.execute("UPDATE claims SET claimant_id = 'act-guard' WHERE claim_id = 'clm-b'")
        base.commit()


def _settle(folder: Path) -> None:
    path = folder / "exports" / "parquet" / "questions.parquet"
    about = pl.read_parquet_metadata(path)
    frame = pl.read_parquet(path).with_columns(matter=pl.lit("settled"))
    frame.write_parquet(path, metadata={"contested": about["contested"]})


def _say(name: str) -> Callable[[Path], object]:
    def say(folder: Path) -> None:
        page = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(f"{page}The Guard held Low Ford.\n", encoding="utf-8")

    return say


FORGED: dict[str, Callable[[Path], object]] = {
    "exports/low-ford.sqlite": _merge,
    "exports/parquet/questions.parquet": _settle,
    "exports/dataset.jsonld": _say("exports/dataset.jsonld"),
    "exports/prov.json": _say("exports/prov.json"),
    "disagreement.md": _say("disagreement.md"),
    "README.md": _say("README.md"),
    "CITATION.cff": _say("CITATION.cff"),
    "data-dictionary.html": _say("data-dictionary.html"),
    "data/facts.csv": lambda folder: (folder / "data" / "facts.csv").write_text("fact\nx\n"),
    "setup.exe": lambda folder: (folder / "setup.exe").write_bytes(b"MZ"),
    "settled": lambda folder: (folder / "settled").mkdir(),
    "all": lambda folder: (folder / "all").symlink_to(folder.parent, target_is_directory=True),
    "datacite.json": lambda folder: (folder / "datacite.json").unlink(),
    "croissant.json": lambda folder: (folder / "croissant.json").unlink(),
}


@pytest.mark.parametrize("programs", ["", "Polars 1.0.0 and SQLite 3.37.0"])
def test_whatever_is_forged_is_named_though_all_checksums_are_forged_too(
    ford: Path, run: Run, programs: str
) -> None:
    run("ford")
    folder = shutil.move(ford / "dist" / NAME, ford / NAME)
    if programs:
        page = (folder / "README.md").read_text(encoding="utf-8")
        page = re.sub("Polars .* and SQLite [0-9.]+[0-9]", programs, page)
        (folder / "README.md").write_text(page, encoding="utf-8")
    assert _faults(folder, forged=True) == []
    for forge in FORGED.values():
        forge(folder)
    found = _faults(folder, forged=True)
    assert _named(found) - {"the"} == {*FORGED, "ro-crate-metadata.json"}
    assert (
        "exports/low-ford.sqlite is not what the recorded tables and datapackage.json give: in"
        " claims, row 2 is another" in found
    ) == bool(programs)


def _repacked(archive: Path, folder: Path, *, slashes: bool) -> Path:
    with zipfile.ZipFile(archive, "w") as out:
        for path in (folder, *folder.rglob("*")):
            if path.is_file() or slashes:
                out.write(path, path.relative_to(folder.parent))
    return archive


@pytest.mark.parametrize("slashes", [True, False])
def test_of_a_zip_that_was_packed_anew_its_files_are_whole(
    ford: Path, run: Run, slashes: bool
) -> None:
    run("ford")
    folder = ford / "dist" / NAME
    again = _repacked(ford / "again.zip", folder, slashes=slashes)
    assert run("--verify", again.name) == (
        OK,
        (
            "again.zip is whole: every file is what its own tables give; only the zip was packed"
            " anew\n"
        ),
        "",
    )
    (folder / "README.md").write_text("Settled.")
    write_sums(folder)
    _repacked(again, folder, slashes=slashes)
    assert run("--verify", again.name)[0] == FOUND


def test_a_zip_of_more_than_a_zip_may_hold_is_not_unpacked(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ford")
    monkeypatch.setattr(zips, "LARGEST_ZIP", 100_000)
    code, out, _ = run("--verify", f"dist/{NAME}.zip")
    assert (code, out.splitlines()[0]) == (
        FOUND,
        f"{NAME}.zip cannot be unpacked: dist/{NAME}.zip holds more than 0 MB when it is unpacked."
        " Unpack it, and name the folder.",
    )
