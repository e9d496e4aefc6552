"""Checksums that a descriptor states: compared with the files, and written anew by sync."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from contested.add.sync import sync
from contested.check.validate import validate
from contested.package import find
from contested.package.checksums import stated
from contested.testing.specimen import changed


def said(folder: Path, **words: object) -> None:
    """Say something of the table of claims in its descriptor."""
    file = folder / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    claims = next(r for r in descriptor["resources"] if r["name"] == "claims")
    claims |= words
    file.write_text(json.dumps(descriptor), encoding="utf-8")


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512"])
def test_what_is_stated_rightly_or_in_no_known_way_is_no_finding(tmp_path: Path, kind: str) -> None:
    folder = changed().write(tmp_path)
    data = (folder / "data/claims.csv").read_bytes()
    digest = hashlib.new(kind, data, usedforsecurity=False).hexdigest()
    said(folder, bytes=len(data), hash=f"{kind}:{digest.upper()}")
    assert not [f for f in validate(folder).findings() if f.rule == "stale-checksum"]
    said(folder, hash="crc32:00000000")
    assert not [f for f in validate(folder).findings() if f.rule == "stale-checksum"]


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


def test_a_table_in_several_files_has_no_one_checksum(tmp_path: Path) -> None:
    folder = changed().write(tmp_path)
    data = (folder / "data/claims.csv").read_bytes()
    (folder / "data/more.csv").write_bytes(data.split(b"\n")[0] + b"\n")
    said(folder, bytes=1, path=["data/claims.csv", "data/more.csv"])
    (package,) = find(folder)
    assert list(stated(package)) == []
