"""Sync writes the standard's schemas into a descriptor and touches nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from contested import standard
from contested.add.sync import SyncError, sync
from contested.package import DESCRIPTOR
from contested.rules.drift import drift
from contested.standard.descriptor import PROFILE
from contested.testing.specimen import changed

DESCRIBED: dict[str, Any] = changed().descriptor


def written(folder: Path, descriptor: Any) -> Path:
    path = folder / DESCRIPTOR
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    return path


def drifted() -> dict[str, Any]:
    """Return a descriptor that has drifted in every way.

    A schema is missing, one altered, an own column in the midst of another's, and all sorts of
    other things.
    """
    descriptor: dict[str, Any] = json.loads(json.dumps(DESCRIBED))
    by_name = {r["name"]: r for r in descriptor["resources"]}
    del by_name["actors"]["schema"]
    by_name["claims"]["schema"]["fields"][3]["title"] = "Basis?"
    by_name["relays"]["schema"]["fields"].insert(
        1, {"name": "x_coder", "type": "string", "title": "Кодер"}
    )
    by_name["relays"]["schema"]["fields"].append(7)
    descriptor["resources"].append(
        {"name": "x-photos", "path": "x.csv", "schema": {"fields": [{"name": "x_id"}]}}
    )
    return descriptor | {"zzz": [1.5, None, "é"], "aaa": {}}


def test_drifted_schemas_become_the_standards_own_columns_come_last_and_all_else_stays(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, drifted())
    assert sync(tmp_path) == ["actors", "claims", "relays", "x-photos"]
    expected = drifted()
    expected["resources"][-1]["profile"] = PROFILE
    for resource in expected["resources"][:-1]:
        resource["schema"] = dict(standard.schema(resource["name"]))
    relays = expected["resources"][5]["schema"]
    relays["fields"] = [*relays["fields"], {"name": "x_coder", "type": "string", "title": "Кодер"}]
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(expected, ensure_ascii=False, indent=2) + "\n"


def test_an_own_columns_foreign_key_is_no_drift_and_is_kept(tmp_path: Path) -> None:
    descriptor = json.loads(json.dumps(DESCRIBED))
    schema = next(r for r in descriptor["resources"] if r["name"] == "claims")["schema"]
    schema["fields"].append({"name": "x_coder", "type": "string"})
    schema["foreignKeys"].append(
        {"fields": ["x_coder"], "reference": {"resource": "actors", "fields": ["actor_id"]}}
    )
    assert drift(standard.schema("claims"), schema) == ""
    schema["title"] = "Assertions"
    assert drift(standard.schema("claims"), schema) == "“title” is not the same"
    assert sync(written(tmp_path, descriptor)) == ["claims"]
    schema["title"] = standard.schema("claims")["title"]
    assert json.loads((tmp_path / DESCRIPTOR).read_text(encoding="utf-8")) == descriptor
    schema["foreignKeys"][-1]["fields"] = ["note"]
    assert drift(standard.schema("claims"), schema) == "“foreignKeys” is not the same"


@pytest.mark.parametrize("said", [None, "data-resource"])
def test_every_table_says_what_readers_in_r_ask_for(tmp_path: Path, said: str | None) -> None:
    descriptor = json.loads(json.dumps(DESCRIBED))
    own = standard.resource("x-photos", {"fields": [{"name": "x_id"}]})
    other = {"name": "map", "path": "map.png"}
    descriptor["resources"] += [own, other]
    for resource in descriptor["resources"]:
        if said is None:
            resource.pop("profile", None)
        elif "profile" in resource:
            resource["profile"] = said
    names = [resource["name"] for resource in descriptor["resources"][:-1]]
    assert sync(written(tmp_path, descriptor)) == names
    found = json.loads((tmp_path / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
    assert {one.get("profile") for one in found[:-1]} == {"tabular-data-resource"}
    assert found[-1] == other


def test_a_second_sync_changes_nothing_and_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, drifted())
    sync(path)
    before = (path.read_bytes(), path.stat().st_ino)
    assert sync(path) == []
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_a_descriptor_with_the_standards_schemas_is_left_as_it_is_formatted(tmp_path: Path) -> None:
    path = written(tmp_path, DESCRIBED)
    before = path.read_bytes()
    assert (sync(tmp_path), path.read_bytes()) == ([], before)


def test_a_sync_that_fails_leaves_the_old_descriptor_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, drifted())
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        sync(path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {DESCRIPTOR: before}


def test_a_link_to_a_descriptor_stays_a_link_and_the_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = written(tmp_path / "real", drifted())
    path.chmod(0o640)
    (tmp_path / DESCRIPTOR).symlink_to(path)
    assert sync(tmp_path) != []
    assert (tmp_path / DESCRIPTOR).is_symlink()
    assert (path.stat().st_mode & 0o777, sync(path)) == (0o640, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'{"resources": [', "it is not JSON from here on (Expecting value)."),
        (
            b'{"resources": [], "resources": []}',
            "it is not JSON: “resources” stands twice in one object.",
        ),
        (b"\xff", "it is not UTF-8 text (byte 1)."),
    ],
)
def test_a_descriptor_that_cannot_be_read_is_refused_and_left(
    tmp_path: Path, text: bytes, message: str
) -> None:
    path = tmp_path / DESCRIPTOR
    path.write_bytes(text)
    with pytest.raises(SyncError) as error:
        sync(tmp_path)
    assert (str(error.value), path.read_bytes()) == (f"{path}: {message}", text)


@pytest.mark.parametrize(
    "descriptor", [[], {"contested": "1.0"}, {"contested": "1.0", "resources": {}}]
)
def test_a_descriptor_without_a_list_of_resources_is_refused(
    tmp_path: Path, descriptor: Any
) -> None:
    path = written(tmp_path, descriptor)
    with pytest.raises(SyncError) as error:
        sync(path)
    assert str(error.value) == f"{path} has no list of resources."


def test_what_is_no_descriptor_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        SyncError, match=r"p\.zip is neither a datapackage\.json nor a folder with one in it\.$"
    ):
        sync(tmp_path / "p.zip")
    with pytest.raises(SyncError, match=r"datapackage\.json: it is not there\.$"):
        sync(tmp_path)
