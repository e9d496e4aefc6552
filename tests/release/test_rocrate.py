"""RO-Crate, read back by `rocrate`: every file is as listed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from contested.release.content import Content
from contested.release.exports import croissant, ftm, jsonld, parquet, prov, rocrate
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from release.exported import CASES, case
from release.folders import release_folder, without_network
from release.releases import content_of
from rocrate.rocrate import ROCrate

FEW = one_in(20)
WRITERS = {
    "parquet": parquet.write,
    "jsonld": jsonld.write,
    "prov": prov.write,
    "followthemoney": ftm.write,
    "croissant": croissant.write,
    "rocrate": rocrate.write,
}
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


def lists_everything(content: Content, folder: Path) -> None:
    crate = ROCrate(folder)
    listed = {entity.id: entity for entity in crate.data_entities}
    there = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } - {"SHA256SUMS", "ro-crate-metadata.json"}
    assert set(listed) == there
    for name, entity in listed.items():
        data = (folder / name).read_bytes()
        assert (entity["sha256"], entity["contentSize"]) == (
            hashlib.sha256(data).hexdigest(),
            str(len(data)),
        )
        assert entity.type == "File"
    assert (
        crate.name,
        crate.root_dataset["version"],
        str(crate.root_dataset["datePublished"])[:10],
    ) == (
        content.descriptor["title"],
        content.version,
        "2026-11-22",
    )


@pytest.mark.parametrize("name", CASES)
def test_every_file_of_a_release_is_listed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    without_network(monkeypatch)
    content = case(name)
    with release_folder(content, WRITERS) as folder:
        lists_everything(content, folder)


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_file_of_any_release_is_listed(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with release_folder(content, {"rocrate": rocrate.write}) as folder:
        lists_everything(content, folder)


def test_a_crate_says_under_which_licence_by_whom_and_to_what_it_conforms() -> None:
    contributors = (
        '[{"givenName":"Ana","familyName":"Marin","organization":"Ostra'
        ' University","roles":["creator"]},{"title":"Ford Watch","roles":["author"]}]'
    )
    with release_folder(
        content_of(changed(f"descriptor contributors={contributors}").package()), WRITERS
    ) as folder:
        crate = ROCrate(folder)
        nodes = json.loads((folder / rocrate.NAME).read_text(encoding="utf-8"))["@graph"]
    root = crate.root_dataset
    assert [one.id for one in root["license"]] == [ADDRESS]
    assert [(one.type, one["name"]) for one in root["author"]] == [
        ("Person", "Marin, Ana"),
        ("Organization", "Ford Watch"),
    ]
    assert root["author"][0]["affiliation"]["name"] == "Ostra University"
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    assert root["conformsTo"].id == crate.get("datapackage.json")["conformsTo"].id == profile
    assert crate.get("data/claims.csv")["encodingFormat"] == "text/csv"
    assert (
        crate.get("data/claims.csv")["description"] == case("specimen").tables["claims"].description
    )
    assert [nodes[0]["@id"], nodes[0]["conformsTo"]] == [
        "ro-crate-metadata.json",
        {"@id": "https://w3id.org/ro/crate/1.2"},
    ]
    assert len({node["@id"] for node in nodes}) == len(nodes)
    (conformed,) = [node for node in nodes if node["@id"] == profile]
    assert "Profile" in conformed["@type"]


def test_names_of_files_are_addresses() -> None:
    with release_folder(
        case("specimen"),
        {
            "odd": lambda _, folder: (folder / "read me.txt").write_text("Hello") and None,
            "rocrate": rocrate.write,
        },
    ) as folder:
        (odd,) = [
            node
            for node in json.loads((folder / rocrate.NAME).read_text(encoding="utf-8"))["@graph"]
            if node.get("name") == "read me.txt"
        ]
        assert ROCrate(folder).get("read%20me.txt").source == folder / "read me.txt"
    assert (odd["@id"], odd["encodingFormat"], odd["contentSize"]) == (
        "read%20me.txt",
        "text/plain",
        "5",
    )


def test_exports_are_the_same_to_the_byte_each_time() -> None:
    made = []
    for _ in range(2):
        with release_folder(
            content_of(changed("column claims x_coder ; table x-photos").package()), WRITERS
        ) as folder:
            made.append(
                {
                    path.relative_to(folder).as_posix(): path.read_bytes()
                    for path in sorted(folder.rglob("*"))
                    if path.is_file()
                }
            )
    assert made[0] == made[1]
