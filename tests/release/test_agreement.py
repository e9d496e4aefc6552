"""Whatever a release says of itself, it says the same for all."""

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


class Files:
    """The files of one release, each read by its own format."""

    def __init__(self, package: Package, out: Path) -> None:
        self.folder = build(content_of(package), out, WRITERS)
        self.cff = yaml.safe_load((self.folder / "CITATION.cff").read_text(encoding="utf-8"))
        self.zenodo = read(self.folder / ".zenodo.json")
        self.datacite = read(self.folder / "datacite.json")
        self.croissant = read(self.folder / "croissant.json")
        self.crate = read(self.folder / "ro-crate-metadata.json")["@graph"]
        self.root = node(self.crate, "./")
        linked = read(self.folder / "exports" / "dataset.jsonld")
        self.dataset = node(linked["@graph"], f"arcp://name,{package.name}/")

    def titles(self) -> dict[str, tuple[str, str, list[str]]]:
        """Return title, version and keywords by file."""
        data_package, datacite = read(self.folder / "datapackage.json"), self.datacite
        subjects = [one["subject"] for one in datacite["subjects"]]
        return {
            "datapackage.json": told(data_package, "title"),
            "CITATION.cff": told(self.cff, "title"),
            ".zenodo.json": told(self.zenodo, "title"),
            "datacite.json": (datacite["titles"][0]["title"], datacite["version"], subjects),
            "croissant.json": told(self.croissant, "name"),
            "ro-crate-metadata.json": told(self.root, "name"),
            "dataset.jsonld": told(self.dataset, "name"),
        }

    def days(self) -> set[str]:
        """Return every day of publication."""
        nodes = (self.croissant, self.root, self.dataset)
        return {
            self.cff["date-released"],
            self.zenodo["publication_date"],
            *(one["datePublished"] for one in nodes),
        }

    def authors(self) -> list[list[str]]:
        """Return the authors of each file."""
        return [
            [one["name"] for one in people]
            for people in (
                self.cff["authors"],
                self.zenodo["creators"],
                self.croissant["creator"],
                self.datacite["creators"],
                [node(self.crate, one["@id"]) for one in self.root["author"]],
            )
        ]


def told(one: dict[str, Any], title: str) -> tuple[str, str, list[str]]:
    return one[title], one["version"], one["keywords"]


@pytest.mark.parametrize("package", [make() for make in PACKAGES.values()], ids=PACKAGES)
def test_every_file_tells_the_same_title_version_day_keywords_licence_and_authors(
    package: Package, tmp_path: Path
) -> None:
    files, given = Files(package, tmp_path), package.descriptor
    wanted = told(given, "title")
    assert {name: one for name, one in files.titles().items() if one != wanted} == {}
    assert files.days() == {"2026-11-22"}
    authors = [one["title"] for one in given["contributors"]]
    assert files.authors() == [authors] * 5
    assert (files.cff["license"], files.zenodo["license"]) == ("CC-BY-4.0", "cc-by-4.0")
    page = (files.folder / "README.md").read_text(encoding="utf-8")
    for word in (given["title"], given["version"], *authors, "CC-BY-4.0"):
        assert str(word) in page
