"""Data packages that have nothing to do with this standard are told so once, by every command."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from contested.check.validate import validate_package
from contested.cli import FOUND, USAGE, main
from contested.package import DESCRIPTOR, from_store
from contested.package.store import MemoryStore
from contested.rules import RULES
from contested.standard.versions import newest
from contested.testing.specimen import changed
from hypothesis import given
from hypothesis import strategies as st

CAMERAS = "https://profile.example/cameras/1.0/profile.json"
LISTED: dict[str, tuple[dict[str, Any], str]] = {
    "of a profile of its own, with schemas elsewhere": (
        {
            "profile": CAMERAS,
            "name": "river-cameras",
            "created": "2021-09-01T00:00:00Z",
            "contributors": [{"title": "Ana Marin", "role": "contact"}],
            "project": {"title": "Cameras", "captureMethod": ["timeLapse"]},
            "resources": [
                {
                    "name": "deployments",
                    "path": "deployments.csv",
                    "profile": "tabular-data-resource",
                    "schema": "https://profile.example/cameras/1.0/deployments.json",
                },
                {"name": "media", "path": "media.csv", "schema": "media-schema.json"},
                {"name": "individuals", "data": [{"id": 1}]},
            ],
        },
        f'it keeps to the profile "{CAMERAS}"',
    ),
    "of the newer form": (
        {"$schema": CAMERAS, "resources": [{"name": "sources", "path": "sources.csv"}]},
        f'it keeps to the profile "{CAMERAS}"',
    ),
    "of tables alone": (
        {
            "profile": "tabular-data-package",
            "name": "prices",
            "resources": [{"name": "claims", "path": "claims.csv"}],
        },
        f'it does not say "contested": "{newest()}", nor has it the tables',
    ),
    "of version 2": (
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "resources": [{"name": "x-events", "path": "events.csv"}],
        },
        f'it does not say "contested": "{newest()}", nor has it the tables',
    ),
    "empty": ({}, f'it does not say "contested": "{newest()}", nor has it the tables'),
    "without resources": (
        {"name": "x", "resources": {}},
        f'it does not say "contested": "{newest()}", nor has it the tables',
    ),
}
KIND = "it describes a data package of another kind"


@pytest.mark.parametrize("name", LISTED)
def test_a_package_of_another_standard_is_told_so_in_one_finding(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    descriptor, why = LISTED[name]
    (tmp_path / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")
    reports = ["--report", "text", "--report", f"json={tmp_path}/report.json"]
    assert main(["validate", str(tmp_path), *reports]) == USAGE
    out, complaint = capsys.readouterr()
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    (one,) = report["findings"]
    assert (one["rule"], one["severity"]) == ("foreign-package", "error")
    assert one["message"] == f"Nothing in this package was judged: {KIND} ({why})."
    assert "“contested init” makes a package of this standard" in one["mend"]
    assert out.count("did not run on") == 1
    assert "(datapackage.json describes no package of this standard): " in out
    assert complaint == (
        "contested: a datapackage.json could not be used, so nothing in its package was judged\n"
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "path", "schema", "data", "fields"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["name", "profile", "$schema", "resources", "title"]), JSON))
def test_no_descriptor_of_others_has_more_than_one_finding(descriptor: dict[str, Any]) -> None:
    text = json.dumps(descriptor).encode()
    report = validate_package(from_store(MemoryStore({DESCRIPTOR: text})), RULES.values(), 0)
    assert [group.rule for group in report.groups] == ["foreign-package"]
    assert report.unread == ("datapackage.json describes no package of this standard",)
    silent = {one.rule for one in report.not_run}
    gates = {rule.name for rule in RULES.values() if rule.scope == "package" and rule.gate}
    assert silent == RULES.keys() - gates


@pytest.mark.parametrize(
    "command",
    [
        ["fmt", "FOLDER"],
        ["sync", "FOLDER"],
        ["stats", "FOLDER"],
        ["release", "FOLDER"],
        ["template", "FOLDER", "-o", "book.xlsx"],
        ["new", "claim", "FOLDER"],
    ],
    ids=lambda one: str(one[0]),
)
def test_every_command_says_what_it_cannot_use(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    descriptor, why = LISTED["of a profile of its own, with schemas elsewhere"]
    text = json.dumps(descriptor)
    (tmp_path / DESCRIPTOR).write_text(text, encoding="utf-8")
    assert main([str(tmp_path) if one == "FOLDER" else one for one in command]) == USAGE
    assert f"{KIND} ({why})" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {DESCRIPTOR}
    assert (tmp_path / DESCRIPTOR).read_text(encoding="utf-8") == text


def test_a_package_that_does_not_name_its_version_is_told_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed("descriptor contested=").write(tmp_path)
    assert main(["validate", str(tmp_path)]) == FOUND
    told = [line for line in capsys.readouterr().out.splitlines() if " error " in line]
    said = f'In datapackage.json, contested is missing; write "contested": "{newest()}".'
    assert [line.partition(": error ")[2] for line in told] == [f"invalid-descriptor: {said}"]


@pytest.mark.parametrize("name", ["datapackage.yaml", "datapackage.yml"])
def test_a_descriptor_in_yaml_is_told_what_becomes_of_it(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("name: x\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(f"top/{name}", "name: x\n")
    advice = (
        "A descriptor of this standard is JSON and called datapackage.json. Any converter writes"
        " one from datapackage.yaml, such as: yq -o json datapackage.yaml > datapackage.json\n"
    )
    for path, said in (
        (tmp_path, f"There is no datapackage.json in {tmp_path} or below it."),
        (tmp_path / name, f"{tmp_path / name} is YAML."),
        (tmp_path / "x.zip", f"There is no datapackage.json in {tmp_path / 'x.zip'}."),
    ):
        assert main(["validate", str(path)]) == USAGE
        assert capsys.readouterr().err == f"contested: {said} {advice}"


@pytest.mark.parametrize("address", ["https://profile.example/x.json", "schemas/x.json"])
def test_a_schema_by_reference_is_told_what_to_put_in_its_place(address: str) -> None:
    files = changed("table x-media").files()
    descriptor = json.loads(files[DESCRIPTOR])
    descriptor["resources"][-1]["schema"] = address
    files[DESCRIPTOR] = json.dumps(descriptor).encode()
    package = from_store(MemoryStore(files))
    report = validate_package(package, [RULES["invalid-descriptor"]], 0)
    assert [finding.message for group in report.groups for finding in group.tell(None)] == [
        f'In datapackage.json, resources.x-media.schema is "{address}", and has to be written out'
        " here: put its content in place of its address."
    ]
