"""Checksums that a descriptor states: compared with the files, and written anew by sync."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from contested.add.sync import sync
from contested.check.validate import validate
from contested.testing.specimen import changed


def said(folder: Path, **words: object) -> None:
    """Say something of the table of claims in its descriptor."""
    file = folder / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    claims = next(r for r in descriptor["resources"] if r["name"] == "claims")
    claims |= words
    file.write_text(json.dumps(descriptor), encoding="utf-8")


def checksums(folder: Path) -> list[tuple[str, str]]:
    """What is told of checksums."""
    found = validate(folder).findings()
    return [(f.rule, f.message) for f in found if f.rule.endswith("-checksum")]


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha384", "sha512"])
def test_what_is_stated_rightly_is_no_finding(tmp_path: Path, kind: str) -> None:
    folder = changed().write(tmp_path)
    data = (folder / "data/claims.csv").read_bytes()
    digest = hashlib.new(kind, data, usedforsecurity=False).hexdigest()
    said(folder, bytes=len(data), hash=f"{kind}:{digest.upper()}")
    assert checksums(folder) == []
    said(folder, bytes=float(len(data)))
    assert checksums(folder) == []
    assert sync(folder) == []


def test_what_is_stated_wrongly_is_found_and_sync_mends_it(tmp_path: Path) -> None:
    folder = changed().write(tmp_path)
    said(folder, bytes=1, hash="sha256:" + "0" * 64)
    found = [f for f in validate(folder).findings() if f.rule == "stale-checksum"]
    assert [f.table for f in found] == ["claims", "claims"]
    assert "its bytes is 1, and it is" in found[0].message
    said(folder, hash="SHA256:" + "0" * 64)
    assert len([f for f in validate(folder).findings() if f.rule == "stale-checksum"]) == 2
    assert sync(folder) == ["claims"]
    assert not [f for f in validate(folder).findings() if f.rule == "stale-checksum"]
    assert sync(folder) == []


def test_what_is_stated_and_cannot_be_compared_is_told_with_the_reason(tmp_path: Path) -> None:
    folder = changed().write(tmp_path)
    for given, kind in (("crc32:00000000", "crc32"), ("sha-256:00000000", "sha-256")):
        said(folder, hash=given)
        assert checksums(folder) == [
            (
                "unchecked-checksum",
                f"datapackage.json says of claims that its hash is {given}, and nobody compares it:"
                f" “{kind}” is no kind of hash that is known here.",
            )
        ]
    assert sync(folder) == ["claims"]
    assert checksums(folder) == []
    data = (folder / "data/claims.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() in (folder / "datapackage.json").read_text()


@pytest.mark.parametrize("given", [1.0, 1e3, -1])
def test_a_number_of_bytes_is_compared_however_it_is_written(tmp_path: Path, given: float) -> None:
    folder = changed().write(tmp_path)
    said(folder, bytes=given)
    assert [rule for rule, _ in checksums(folder)] == ["stale-checksum"]
    assert sync(folder) == ["claims"]
    assert checksums(folder) == []


def test_what_is_stated_of_several_files_together_is_told_and_sync_takes_it_out(
    tmp_path: Path,
) -> None:
    folder = changed().write(tmp_path)
    data = (folder / "data/claims.csv").read_bytes()
    (folder / "data/more.csv").write_bytes(data.split(b"\n")[0] + b"\n")
    said(folder, bytes=1, path=["data/claims.csv", "data/more.csv"])
    assert checksums(folder) == [
        (
            "unchecked-checksum",
            "datapackage.json says of claims that its bytes is 1, and nobody compares it: claims"
            " lies in 2 files.",
        )
    ]
    assert sync(folder) == ["claims"]
    assert checksums(folder) == []
