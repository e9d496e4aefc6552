"""Gaps of a citation: they are listed, and nothing is made up."""

from __future__ import annotations

import json
from pathlib import Path

import check_jsonschema
from contested.citation import agents, licences
from contested.citation.work import missing_metadata
from contested.release.citation import cff, datacite, zenodo
from datacite import schema45
from release.citations import SAID, saying, written


def test_what_is_missing_is_listed_and_nothing_is_made_up(tmp_path: Path) -> None:
    content = saying({}, "title", "description", "contributors", "licenses")
    assert missing_metadata(content.descriptor, content.cited) == [
        "title: without it there is no CITATION.cff, .zenodo.json and datacite.json",
        "description: without it there is no CITATION.cff, .zenodo.json and datacite.json",
        (
            "contributors: without one who has a name there is no CITATION.cff, .zenodo.json and"
            " datacite.json"
        ),
        "licenses: nobody may use what has none, and there is no .zenodo.json",
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


def test_what_is_wrong_with_contributors_is_listed() -> None:
    content = saying(SAID)
    assert missing_metadata(content.descriptor, content.cited) == []
    people = [
        {"title": "Heron"},
        {"roles": ["x"]},
        {"title": "A", "path": "https://orcid.org/0000-0002-1825-0098"},
    ]
    content = saying(SAID | {"contributors": people})
    assert missing_metadata(content.descriptor, content.cited) == [
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
    assert deposit is None
    assert registered["rightsList"] == [
        {"rights": "Ostra Open", "rightsUri": "https://ostra.example/licence"}
    ]
    assert (
        "the SPDX name of the licence ostra-open: without it there is no .zenodo.json, since Zenodo"
        " would take CC0 for the licence"
    ) in missing_metadata(content.descriptor, content.cited)
    assert saying({"licenses": [{"name": "cc-by-4.0"}]}).cited.licences[0].spdx == "CC-BY-4.0"


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


def test_zenodo_is_told_that_a_deposit_is_open_only_with_its_licence(tmp_path: Path) -> None:
    known, own = {"name": "CC-BY-4.0"}, {"title": "For research only", "path": "TERMS.md"}
    for number, given in enumerate(([], [own], [{"name": "other-closed"}], [known, own], [known])):
        folder = tmp_path / str(number)
        folder.mkdir()
        _, deposit, _ = written(saying({"licenses": given}), folder)
        assert deposit is None or (deposit["access_right"], deposit["license"]) == (
            "open",
            "cc-by-4.0",
        )
        assert (deposit is not None) == (given == [known])
