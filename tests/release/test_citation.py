"""Citation files: valid for their readers, and true to the descriptor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from contested.citation import lines
from contested.release.citation import cff, datacite, zenodo
from counts import one_in
from datacite import schema45
from hypothesis import given, settings
from hypothesis import strategies as st
from release.citations import CONTENTS, DEPOSIT, SAID, saying, written

FEW = one_in(2)


CITED = {
    "cff-version": "1.2.0",
    "message": "If you use this dataset, please cite it as follows.",
    "type": "dataset",
    "title": "Low Ford: “who held it?” & 100 % more",
    "abstract": "First paragraph, with a <tag>.\n\nSecond.",
    "authors": [
        {
            "family-names": "Marin",
            "given-names": "Ana",
            "affiliation": "University of Ostra",
            "orcid": "https://orcid.org/0000-0002-1825-0097",
        },
        {"name": "Valley Archive, Department of Records"},
    ],
    "version": "1.0.0",
    "date-released": "2026-11-22",
    "license": "CC-BY-4.0",
    "keywords": ["claims", "Ostra"],
    "doi": "10.1234/low_ford.1",
    "url": "https://ostra.example/ford",
}
"""CITATION.cff of a descriptor that says everything."""


def names(agent: dict[str, Any]) -> str:
    return ", ".join(
        agent[name] for name in ("family-names", "given-names") if name in agent
    ) or agent.get("name", "")


@pytest.mark.parametrize("which", CONTENTS)
def test_the_three_files_agree_with_each_other_and_with_the_descriptor(
    which: str, tmp_path: Path
) -> None:
    content = CONTENTS[which]()
    cited, deposit, registered = written(content, tmp_path)
    said = content.descriptor
    people = [
        f"{p['familyName']}, {p['givenName']}" if "familyName" in p else p["title"]
        for p in said["contributors"]
        if "creator" in p["roles"]
    ]
    assert cited["title"] == deposit["title"] == registered["titles"][0]["title"] == said["title"]
    assert (
        [names(a) for a in cited["authors"]]
        == [a["name"] for a in deposit["creators"]]
        == [a["name"] for a in registered["creators"]]
        == people
    )
    assert cited["version"] == deposit["version"] == registered["version"] == said["version"]
    assert (
        cited["date-released"]
        == deposit["publication_date"]
        == registered["dates"][0]["date"]
        == "2026-11-22"
    )
    assert registered["publicationYear"] == "2026"
    (licence,) = said["licenses"]
    assert (
        cited["license"],
        deposit["license"],
        registered["rightsList"][0]["rightsIdentifier"],
    ) == ("CC-BY-4.0", "cc-by-4.0", licence["name"])
    keywords = list(dict.fromkeys(said.get("keywords", [])))
    assert (
        cited.get("keywords", [])
        == deposit.get("keywords", [])
        == [s["subject"] for s in registered.get("subjects", [])]
        == keywords
    )


@pytest.mark.slow
@pytest.mark.parametrize("which", CONTENTS)
def test_the_official_schema_takes_citation_cff(which: str, tmp_path: Path) -> None:
    cff.write(CONTENTS[which](), tmp_path)
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.citation-file-format",
        tmp_path / cff.NAME,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("ok -- validation done\n", 0)


@pytest.mark.parametrize("which", CONTENTS)
def test_datacite_and_zenodo_take_theirs(which: str, tmp_path: Path) -> None:
    _, deposit, registered = written(CONTENTS[which](), tmp_path)
    schema45.validator.validate(registered)
    jsonschema.validate(deposit, DEPOSIT)


def test_everything_that_a_descriptor_says_is_told_to_each_in_their_own_words(
    tmp_path: Path,
) -> None:
    cited, deposit, registered = written(saying(SAID), tmp_path)
    assert cited == CITED
    ana = {
        "name": "Marin, Ana",
        "affiliation": "University of Ostra",
        "orcid": "0000-0002-1825-0097",
    }
    assert deposit["creators"] == [ana, {"name": "Valley Archive, Department of Records"}]
    assert deposit["contributors"] == [
        ana | {"type": "DataCurator"},
        {"name": "Heron", "type": "Other"},
    ]
    assert deposit["description"] == "<p>First paragraph, with a &lt;tag&gt;.</p><p>Second.</p>"
    assert deposit["doi"] == registered["doi"] == "10.1234/low_ford.1"
    assert deposit["related_identifiers"][0] == {
        "identifier": "https://ostra.example/leaflet",
        "relation": "isDerivedFrom",
    }
    assert registered["publisher"] == {"name": "Ostra Press"}
    assert registered["creators"][0]["nameType"] == "Personal"
    assert registered["creators"][1] == {"name": "Valley Archive, Department of Records"}
    assert [(one["name"], one["contributorType"]) for one in registered["contributors"]] == [
        ("Marin, Ana", "DataCurator"),
        ("Heron", "Other"),
    ]
    assert registered["relatedIdentifiers"] == [
        {
            "relatedIdentifier": "https://ostra.example/leaflet",
            "relatedIdentifierType": "URL",
            "relationType": "IsDerivedFrom",
        }
    ]


def test_a_citation_is_one_line_and_an_entry_that_takes_no_name_apart() -> None:
    cited = saying(SAID).cited
    assert (
        lines.citation_line(cited)
        == "Marin, Ana; Valley Archive, Department of Records (2026). Low Ford: “who held it?” &"
        " 100 % more (version 1.0.0) [Data set]. Ostra Press. https://doi.org/10.1234/low_ford.1"
    )
    assert lines.bibtex(cited) == [
        "@misc{low-ford-1.0.0,",
        r"  title = {{Low Ford: “who held it?” \& 100 \% more}},",
        "  author = {Marin, Ana and {Valley Archive, Department of Records}},",
        "  year = {2026},",
        "  version = {1.0.0},",
        "  howpublished = {Data set},",
        "  publisher = {Ostra Press},",
        "  doi = {10.1234/low_ford.1},",
        "  url = {https://ostra.example/ford},",
        "}",
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"homepage": "https://ostra.example/ford"}, ["  url = {https://ostra.example/ford},"]),
        (
            {"id": "10.1234/ford"},
            ["  doi = {10.1234/ford},", "  url = {https://doi.org/10.1234/ford},"],
        ),
        ({}, []),
    ],
)
def test_an_entry_says_its_version_and_where_the_data_is_if_it_is_known(
    said: dict[str, str], found: list[str]
) -> None:
    told = lines.bibtex(saying(said).cited)
    assert "  version = {1.0.0}," in told
    assert [line for line in told if "url = " in line or "doi = " in line] == found


PROSE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(PROSE, PROSE, st.lists(PROSE, min_size=1))
@settings(max_examples=FEW, deadline=None)
def test_whatever_the_texts_are_each_file_is_read_back_as_the_descriptor_says(
    title: str, name: str, keywords: list[str]
) -> None:
    given = {"title": title, "contributors": [{"title": name}], "keywords": keywords}
    made = saying(given).cited
    if not made.is_citable:
        return
    told = yaml.safe_load("".join(cff._lines(cff.entries(made))))
    assert (told["title"], told["authors"]) == (
        " ".join(title.split()),
        [{"name": " ".join(name.split())}],
    )
    assert told.get("keywords", []) == list(
        dict.fromkeys(" ".join(word.split()) for word in keywords if word.strip())
    )
    jsonschema.validate(zenodo.entries(made), DEPOSIT)
    schema45.validator.validate(datacite.entries(made))
