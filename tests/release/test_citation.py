"""Citation files: each valid for whom it is written for, all of one mind, and nothing in them that
the descriptor does not say.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import check_jsonschema
import jsonschema
import pytest
import yaml
from contested.package import find
from contested.release.citation import agents, cff, datacite, licences, lines, zenodo
from contested.release.citation.work import missing_metadata, work
from contested.release.content import Content
from contested.testing.specimen import changed
from datacite import schema45
from hypothesis import given, settings
from hypothesis import strategies as st
from release.releases import content_of

ROOT = Path(__file__).parents[2]
FEW = max(settings().max_examples // 2, 1)
PEOPLE: list[dict[str, Any]] = [
    {
        "givenName": "Ana",
        "familyName": "Marin",
        "path": "https://orcid.org/0000-0002-1825-0097",
        "organization": "University of Ostra",
        "roles": ["creator", "Data Curator"],
    },
    {"title": "Valley Archive, Department of Records", "roles": ["creator"]},
    {"organization": "Ostra Press", "roles": ["publisher"]},
    {"title": "Heron", "roles": ["wrangler"]},
]
SAID: dict[str, Any] = {
    "title": "Low Ford: “who held it?” & 100 % more",
    "description": "First paragraph,\nwith a <tag>.\n\nSecond.",
    "contributors": PEOPLE,
    "keywords": ["claims", "Ostra", "claims"],
    "id": "https://doi.org/10.1234/low_ford.1",
    "homepage": "https://ostra.example/ford",
    "sources": [{"title": "Leaflet", "path": "https://ostra.example/leaflet"}, {"title": "Told"}],
}
TEXT = {"type": "string", "minLength": 1}
AGENT = {
    "name": TEXT,
    "affiliation": TEXT,
    "orcid": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{4}){2}-[0-9]{3}[0-9X]$"},
}
DEPOSIT = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "title",
        "upload_type",
        "description",
        "creators",
        "access_right",
        "publication_date",
    ],
    "properties": {
        "title": TEXT,
        "upload_type": {"const": "dataset"},
        "description": TEXT,
        "access_right": {"enum": ["open", "embargoed", "restricted", "closed"]},
        "license": {"type": "string", "pattern": "^[a-z0-9.-]+$"},
        "version": TEXT,
        "publication_date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "keywords": {"type": "array", "items": TEXT},
        "doi": {"type": "string", "pattern": "^10\\."},
        "creators": {
            "type": "array",
            "minItems": 1,
            "items": {"additionalProperties": False, "required": ["name"], "properties": AGENT},
        },
        "contributors": {
            "type": "array",
            "items": {
                "additionalProperties": False,
                "required": ["name", "type"],
                "properties": AGENT | {"type": {"enum": list(agents.ROLES)}},
            },
        },
        "related_identifiers": {
            "type": "array",
            "items": {
                "additionalProperties": False,
                "required": ["identifier", "relation"],
                "properties": {
                    "identifier": TEXT,
                    "relation": {"enum": ["isDerivedFrom", "isDocumentedBy"]},
                },
            },
        },
    },
}
"""What is used of the deposit metadata, as Zenodo's documentation for developers describes it."""


def saying(more: dict[str, Any], *without: str) -> Content:
    """The specimen whose descriptor says more, or less."""
    specimen = changed()
    specimen.descriptor = {
        name: value for name, value in (specimen.descriptor | more).items() if name not in without
    }
    return content_of(specimen.package())


def written(content: Content, folder: Path) -> tuple[Any, Any, Any]:
    for one in (cff, zenodo, datacite):
        one.write(content, folder)
    texts = [(folder / one.NAME).read_text(encoding="utf-8") for one in (cff, zenodo, datacite)]
    return yaml.safe_load(texts[0]), json.loads(texts[1]), json.loads(texts[2])


def names(agent: dict[str, Any]) -> str:
    return ", ".join(
        agent[name] for name in ("family-names", "given-names") if name in agent
    ) or agent.get("name", "")


CONTENTS = {
    "specimen": lambda: saying({}),
    "panjshir": lambda: content_of(find(ROOT / "datasets" / "panjshir-2021")[0]),
    "everything": lambda: saying(SAID),
}


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
    assert cited == {
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


def test_what_is_missing_is_listed_and_nothing_is_made_up(tmp_path: Path) -> None:
    content = saying({}, "title", "description", "contributors", "licenses")
    assert missing_metadata(content) == [
        "title: without it there is no CITATION.cff, .zenodo.json and datacite.json",
        "description: without it there is no CITATION.cff, .zenodo.json and datacite.json",
        (
            "contributors: without one who has a name there is no CITATION.cff, .zenodo.json and"
            " datacite.json"
        ),
        "licenses: nobody may use what has none",
        "keywords: archives are searched by them",
        "homepage: where the dataset is at home, an address that begins with https:",
        (
            'a contributor with the role "publisher": DataCite asks for one, and datacite.json says'
            ' ":tba" until the archive fills it in'
        ),
        "id: a DOI, which the archive gives; write it into datapackage.json once you have it",
    ]
    for one in (cff, zenodo, datacite):
        one.write(content, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert missing_metadata(saying(SAID)) == []
    assert missing_metadata(
        saying(
            SAID
            | {
                "contributors": [
                    {"title": "Heron"},
                    {"roles": ["x"]},
                    {"title": "A", "path": "https://orcid.org/0000-0002-1825-0098"},
                ]
            }
        )
    ) == [
        'a contributor with the role "creator": all of them are cited as creators',
        "contributor 2 has no name: write its title, or givenName and familyName",
        (
            "contributor 3 has an ORCID that cannot be right, which is left out:"
            " https://orcid.org/0000-0002-1825-0098"
        ),
        (
            'a contributor with the role "publisher": DataCite asks for one, and datacite.json says'
            ' ":tba" until the archive fills it in'
        ),
    ]


def test_a_licence_that_archives_do_not_know_is_left_to_people(tmp_path: Path) -> None:
    own = [{"name": "ostra-open", "path": "https://ostra.example/licence", "title": "Ostra Open"}]
    content = saying({"licenses": own})
    cited, deposit, registered = written(content, tmp_path)
    assert ("license" in cited, cited["license-url"]) == (False, "https://ostra.example/licence")
    assert "license" not in deposit
    assert registered["rightsList"] == [
        {"rights": "Ostra Open", "rightsUri": "https://ostra.example/licence"}
    ]
    assert "the SPDX name of the licence ostra-open, which archives know it by" in missing_metadata(
        content
    )
    assert work(saying({"licenses": [{"name": "cc-by-4.0"}]})).licences[0].spdx == "CC-BY-4.0"


def test_zenodo_is_not_told_its_own_doi(tmp_path: Path) -> None:
    cited, deposit, registered = written(saying({"id": "10.5281/zenodo.1234567"}), tmp_path)
    assert (cited["doi"], "doi" in deposit, registered["doi"]) == (
        "10.5281/zenodo.1234567",
        False,
        "10.5281/zenodo.1234567",
    )


def test_every_word_of_ours_is_one_of_theirs() -> None:
    folder = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
    known = json.loads((folder / "citation-file-format.json").read_text(encoding="utf-8"))[
        "definitions"
    ]["license-enum"]["enum"]
    assert set(licences.KNOWN) <= set(known)
    assert sorted(agents.ROLES) == sorted(
        schema45.validator.schema["definitions"]["contributorType"]["enum"]
    )


def test_a_citation_is_one_line_and_an_entry_that_takes_no_name_apart() -> None:
    cited = work(saying(SAID))
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
        "}",
    ]


PROSE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(PROSE, PROSE, st.lists(PROSE, min_size=1))
@settings(max_examples=FEW, deadline=None)
def test_whatever_the_texts_are_each_file_is_read_back_as_the_descriptor_says(
    title: str, name: str, keywords: list[str]
) -> None:
    made = work(saying({"title": title, "contributors": [{"title": name}], "keywords": keywords}))
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
