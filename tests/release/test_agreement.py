"""One descriptor, one story: whatever a release says of itself, for whichever reader, it says the
same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from contested.package import Package, find
from contested.release.build import build
from contested.release.writers import WRITERS
from contested.testing.specimen import changed
from release.releases import content_of

DATASET = Path(__file__).parents[2] / "datasets" / "panjshir-2021"
PACKAGES = {
    "specimen": lambda: changed('descriptor keywords=["river","claims"]').package(),
    "panjshir": lambda: find(DATASET)[0],
}


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def node(graph: list[dict[str, Any]], ident: str) -> dict[str, Any]:
    (found,) = [one for one in graph if one["@id"] == ident]
    return found


@pytest.mark.parametrize("package", [make() for make in PACKAGES.values()], ids=PACKAGES)
def test_every_file_tells_the_same_title_version_day_keywords_licence_and_authors(
    package: Package, tmp_path: Path
) -> None:
    folder = build(content_of(package), tmp_path, WRITERS)
    given = package.descriptor
    cff = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    zenodo, crate, linked = (
        read(folder / ".zenodo.json"),
        read(folder / "ro-crate-metadata.json")["@graph"],
        read(folder / "exports" / "dataset.jsonld"),
    )
    datacite, croissant, root = (
        read(folder / "datacite.json"),
        read(folder / "croissant.json"),
        node(crate, "./"),
    )
    dataset = node(linked["@graph"], f"arcp://name,{package.name}/")
    told = {
        "datapackage.json": (
            read(folder / "datapackage.json")["title"],
            given["version"],
            given["keywords"],
        ),
        "CITATION.cff": (cff["title"], cff["version"], cff["keywords"]),
        ".zenodo.json": (zenodo["title"], zenodo["version"], zenodo["keywords"]),
        "datacite.json": (
            datacite["titles"][0]["title"],
            datacite["version"],
            [one["subject"] for one in datacite["subjects"]],
        ),
        "croissant.json": (croissant["name"], croissant["version"], croissant["keywords"]),
        "ro-crate-metadata.json": (root["name"], root["version"], root["keywords"]),
        "dataset.jsonld": (dataset["name"], dataset["version"], dataset["keywords"]),
    }
    assert {
        name: one
        for name, one in told.items()
        if one != (given["title"], given["version"], given["keywords"])
    } == {}
    days = {
        cff["date-released"],
        zenodo["publication_date"],
        croissant["datePublished"],
        root["datePublished"],
        dataset["datePublished"],
    }
    assert days == {"2026-11-22"}
    authors = [one["title"] for one in given["contributors"]]
    named = [node(crate, one["@id"])["name"] for one in root["author"]]
    assert [
        [one["name"] for one in people]
        for people in (cff["authors"], zenodo["creators"], croissant["creator"])
    ] == [authors] * 3
    assert ([one["name"] for one in datacite["creators"]], named) == (authors, authors)
    assert (cff["license"], zenodo["license"]) == ("CC-BY-4.0", "cc-by-4.0")
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert all(
        str(word) in page for word in (given["title"], given["version"], *authors, "CC-BY-4.0")
    )
