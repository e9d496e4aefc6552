"""Finding packages, reading their descriptors, and keeping to their own files."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from contested import standard
from contested.package import DESCRIPTOR, Package, Part, UnreadableError, find, from_store
from contested.package import package as packages
from contested.package.store import FolderStore, MemoryStore
from contested.standard.profile import Problem, problems
from contested.testing.specimen import changed
from hypothesis import given, settings
from hypothesis import strategies as st

FILES = changed().files()


def laid(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    """A folder with these files in it."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def labels(path: Path) -> list[str]:
    return [package.store.label for package in find(path)]


def refused(path: Path) -> str:
    with pytest.raises(UnreadableError) as error:
        find(path)
    return str(error.value)


def test_a_package_is_found_by_its_folder_or_its_descriptor(tmp_path: Path) -> None:
    folder = laid(tmp_path / "ford")
    assert labels(folder) == labels(folder / DESCRIPTOR) == [f"{folder}/"]


def test_a_path_below_the_current_folder_is_shown_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path / "ford")
    monkeypatch.chdir(tmp_path)
    assert labels(Path("ford")) == labels(tmp_path / "ford") == ["ford/"]
    monkeypatch.chdir(tmp_path / "ford")
    assert labels(Path()) == [""]


def test_all_packages_below_a_folder_are_found_but_none_within_another_or_hidden(
    tmp_path: Path,
) -> None:
    for name in ("b", "a/deep", "b/inner", ".git/c", "node_modules/d"):
        laid(tmp_path / name)
    assert labels(tmp_path) == [f"{tmp_path}/a/deep/", f"{tmp_path}/b/"]


def test_folders_that_are_links_are_followed_once(tmp_path: Path) -> None:
    laid(tmp_path / "elsewhere/ford")
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "datasets")
    assert labels(tmp_path / "datasets") == [f"{tmp_path}/datasets/linked/ford/"]


def test_where_there_is_no_package_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text("{}")
    (tmp_path / "data.csv").write_text("a,b\n")
    (tmp_path / "empty.zip").write_bytes(zipped({"readme.txt": b""}))
    assert {
        path: refused(tmp_path / path)
        for path in (".", "none", "data.json", "data.csv", "empty.zip")
    } == {
        ".": f"There is no datapackage.json in {tmp_path} or below it.",
        "none": f"{tmp_path}/none is not there.",
        "data.json": (
            f"{tmp_path}/data.json is not called datapackage.json, as the descriptor of a data"
            " package is."
        ),
        "data.csv": (
            f"{tmp_path}/data.csv is neither a datapackage.json, nor a folder, nor a readable zip"
            " of one (File is not a zip file)."
        ),
        "empty.zip": f"There is no datapackage.json in {tmp_path}/empty.zip.",
    }
    assert refused(Path("/dev/null")) == "/dev/null is neither a file nor a folder."


def test_every_package_of_a_zip_is_found_and_none_within_another(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(
        zipped(
            {
                f"{top}{name}": data
                for top in ("b/", "a/x/", "a/x/inner/")
                for name, data in FILES.items()
            }
        )
    )
    assert labels(tmp_path / "p.zip") == [f"{tmp_path}/p.zip/b/", f"{tmp_path}/p.zip/a/x/"]
    (tmp_path / "q.zip").write_bytes(zipped(FILES))
    (only,) = find(tmp_path / "q.zip")
    assert only.store.label == f"{tmp_path}/q.zip/"
    assert {
        part.name: bytes(only.store.read(part.name))
        for parts in only.parts.values()
        for part in parts
    } == {name: data for name, data in FILES.items() if name != DESCRIPTOR}


def test_a_zip_that_unpacks_to_more_than_memory_should_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({DESCRIPTOR: b"{}", "data/claims.csv": bytes((2 << 20) - 1)}))
    assert path.stat().st_size < 5000
    monkeypatch.setattr(packages, "LARGEST_ZIP", 2 << 20)
    assert (
        refused(path)
        == f"{path} holds more than 2 MB when it is unpacked. Unpack it, and validate the folder."
    )
    monkeypatch.setattr(packages, "LARGEST_ZIP", (2 << 20) + 1)
    assert labels(path) == [f"{path}/"]


def test_a_zip_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(DESCRIPTOR, "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(DESCRIPTOR, "[]")
    assert refused(path) == f"{path} holds two files of one name: datapackage.json."


def test_names_in_a_zip_that_lead_out_of_it_are_no_files_of_its_package(tmp_path: Path) -> None:
    out = {"../claims.csv": FILES["data/claims.csv"], "/claims.csv": FILES["data/claims.csv"]}
    (tmp_path / "slip.zip").write_bytes(zipped(FILES | out))
    descriptor = json.loads(FILES[DESCRIPTOR])
    for path in out:
        descriptor["resources"][4]["path"] = path
        (tmp_path / "slip.zip").write_bytes(
            zipped(FILES | out | {DESCRIPTOR: json.dumps(descriptor).encode()})
        )
        (package,) = find(tmp_path / "slip.zip")
        assert package.parts["claims"] == [Part(path, "claims", "lies outside the package")]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["slip.zip"]


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_damaged_zip_is_a_package_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(zipped(FILES))
    for at, byte in data.draw(
        st.lists(
            st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=4
        )
    ):
        whole[at] = byte
    path = tmp_path_factory.mktemp("zips") / "p.zip"
    path.write_bytes(
        whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2, len(whole) - 30]))]
    )
    try:
        found = find(path)
    except UnreadableError:
        return
    assert found


OUTSIDE = "lies outside the package"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("../claims.csv", OUTSIDE),
        ("data/../../claims.csv", OUTSIDE),
        ("/etc/passwd", OUTSIDE),
        ("C:\\claims.csv", OUTSIDE),
        ("data\\claims.csv", OUTSIDE),
        ("https://example.org/claims.csv", OUTSIDE),
        ("out.csv", "is a link that leads out of the package"),
        ("in.csv", ""),
        ("data", "is a folder"),
        ("none.csv", "is not there"),
        ("empty.csv", "is empty"),
        ("nul\0.csv", "is not there"),
        ("x" * 300, "cannot be opened (File name too long)"),
        ("pipe", "is not there"),
        ("data/./actors.csv", "is named twice in datapackage.json"),
    ],
)
def test_only_a_file_below_the_descriptor_is_read_and_of_any_other_it_is_said_why(
    tmp_path: Path, path: str, fault: str
) -> None:
    import os

    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"][4]["path"] = path
    folder = laid(
        tmp_path / "ford", FILES | {DESCRIPTOR: json.dumps(descriptor).encode(), "empty.csv": b""}
    )
    laid(tmp_path, {"out.csv": b"a,b\n"})
    (folder / "out.csv").symlink_to(tmp_path / "out.csv")
    (folder / "in.csv").symlink_to("data/claims.csv")
    os.mkfifo(folder / "pipe")
    (package,) = find(folder)
    assert package.parts["claims"] == [Part(path, "claims", fault)]


@pytest.mark.parametrize(
    ("text", "fault", "at"),
    [
        (b'{"a": 1,\n "b" 2}', "it is not JSON from here on (Expecting ':' delimiter)", (2, 6)),
        (b"", "it is not JSON from here on (Expecting value)", (1, 1)),
        (b"\xef\xbb\xbf{}", "it begins with a byte order mark; save it as plain UTF-8", (1, 1)),
        (
            b'{"a": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n]}',
            (
                "git has left two versions in it, between lines of <<<<<<< and >>>>>>>; keep what"
                " should stand of both and delete those lines"
            ),
            (2, 1),
        ),
        (b'{"a": "\xe9"}', "it is not UTF-8 text (byte 8)", None),
        (b'{"a": NaN}', "it is not JSON: NaN is no number", None),
        (
            b'{"a": 1, "b": {"c": 1, "c": 2}}',
            "it is not JSON: “c” stands twice in one object",
            None,
        ),
        (b'{"a": "\\ud800"}', "it holds half of a character, written as \\ud800 or the like", None),
        (b"[" * 100_000, "it is nested too deeply", None),
    ],
)
def test_a_descriptor_that_is_not_json_has_a_fault_in_plain_words(
    text: bytes, fault: str, at: tuple[int, int] | None
) -> None:
    package = from_store(MemoryStore({DESCRIPTOR: text}))
    assert (package.fault, package.fault_at, package.descriptor) == (fault, at, None)


def test_a_number_of_more_digits_than_python_reads_is_a_fault() -> None:
    assert from_store(MemoryStore({DESCRIPTOR: b"1" * 5000})).fault.startswith(
        "it is not JSON: Exceeds the limit"
    )


def test_a_package_goes_by_its_name_or_else_by_where_it_lies(tmp_path: Path) -> None:
    assert [
        Package(FolderStore(tmp_path), d).name
        for d in ({"name": "ford"}, {"name": ""}, {"name": 5}, [])
    ] == ["ford", *[str(tmp_path)] * 3]


def test_neither_a_second_resource_of_one_name_nor_one_of_an_unknown_name_is_read() -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"] += [
        {"name": "claims", "path": "data/more.csv"},
        {"name": "events", "path": "data/more.csv"},
    ]
    package = Package(MemoryStore(FILES), descriptor)
    assert package.parts == {name: [Part(f"data/{name}.csv", name)] for name in standard.TABLES}
    assert list(package.tables) == list(standard.TABLES)


KEY: dict[str, Any] = {"fields": "x_a", "reference": {"resource": "actors", "fields": "actor_id"}}
SET, LIST = (
    "which is not a set of names and values in curly brackets",
    "which is not a list in square brackets",
)
UNNAMEABLE = "a column is called by letters, digits and single underscores"
MADE = "which is kept for what is worked out from another column; choose another name"


def field(**more: Any) -> dict[str, Any]:
    """A schema of one column, x_a."""
    return {"fields": [{"name": "x_a"} | more]}


@pytest.mark.parametrize(
    ("schema", "where", "what"),
    [
        (None, "", f"is null, {SET}"),
        ({"fields": {}}, ".fields", f"is {{}}, {LIST}"),
        ({"fields": [7]}, ".fields[0]", f"is 7, {SET}"),
        ({"fields": [{}]}, ".fields[0].name", "is missing"),
        (field(name=""), ".fields[0].name", "is empty"),
        (
            {"fields": [{"name": "x_a"}, {"name": "x_a"}]},
            ".fields[1]",
            'is called "x_a", as another column is',
        ),
        *(
            (field(name=n), f".fields.{n}", f'is called "{n}"; {UNNAMEABLE}')
            for n in ("row", "a__b", "_a", "1a", "^a$", "*", "a b")
        ),
        (
            {"fields": [{"name": "x_a"}, {"name": "x_a_earliest"}]},
            ".fields.x_a_earliest",
            f'is called "x_a_earliest", {MADE}',
        ),
        (field(constraints="required"), ".fields.x_a.constraints", f'is "required", {SET}'),
        (
            field(constraints={"minimum": "1"}),
            ".fields.x_a.constraints.minimum",
            'is "1", which is not a number',
        ),
        (
            field(constraints={"required": 1}),
            ".fields.x_a.constraints.required",
            "is 1, which is not true or false",
        ),
        (
            field(constraints={"maxLength": 1.5}),
            ".fields.x_a.constraints.maxLength",
            "is 1.5, which is not a whole number",
        ),
        (field(constraints={"enum": []}), ".fields.x_a.constraints.enum", "is empty"),
        (
            field(constraints={"pattern": "(?=a)"}),
            ".fields.x_a.constraints.pattern",
            'is "(?=a)", which is not a regular expression that every program reads',
        ),
        (
            field(type="list", delimiter="]"),
            ".fields.x_a.delimiter",
            'is "]", which is none of ,, ;, |, :, /',
        ),
        (
            field() | {"primaryKey": ["x_a", "x_b"]},
            ".primaryKey",
            'names "x_b", which is no column of this table',
        ),
        (
            field() | {"dependentRequired": {"x_a": ["x_b"]}},
            ".dependentRequired",
            'names "x_b", which is no column of this table',
        ),
        (field() | {"foreignKeys": [{"fields": "x_a"}]}, ".foreignKeys[0].reference", "is missing"),
        (
            field()
            | {
                "foreignKeys": [
                    {"fields": "x_a", "reference": {"resource": "actor", "fields": "actor_id"}}
                ]
            },
            ".foreignKeys[0]",
            'points to the table "actor", which is not in the package',
        ),
        (
            field()
            | {"foreignKeys": [{"fields": "x_a", "reference": {"resource": "", "fields": "x_b"}}]},
            ".foreignKeys[0]",
            'points to "x_b", which is no column of that table',
        ),
        (
            field() | {"foreignKeys": [KEY | {"fields": ["x_a", "x_a"]}]},
            ".foreignKeys[0]",
            "does not point to as many columns as it has",
        ),
        (
            field() | {"foreignKeys": [KEY, KEY]},
            ".foreignKeys[1]",
            'is a second key of "x_a"; a column points to one table',
        ),
    ],
)
def test_a_schema_that_cannot_be_followed_is_told_in_plain_words_and_the_rest_of_it_is_followed(
    schema: Any, where: str, what: str
) -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"].append(standard.resource("x-photos", {}) | {"schema": schema})
    told = [
        (f.rule, f.where.removeprefix("resources.x-photos.schema"), f.what, f.resource)
        for f in problems(descriptor)
    ]
    assert told == [("invalid-descriptor", where, what, "x-photos")]
    assert list(Package(MemoryStore(FILES), descriptor).tables["x-photos"].fields) == (
        ["x_a"] if schema and where[1:].startswith(NAMED) else []
    )


def test_a_column_may_end_as_those_of_views_do_where_nothing_is_made_of_another() -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"].append(standard.resource("x-photos", field(name="x_case_number")))
    assert problems(descriptor) == []


@pytest.mark.parametrize(
    ("change", "rule", "where", "what"),
    [
        (
            {"created": "today"},
            "invalid-descriptor",
            "created",
            'is "today", which is not a day and time such as 2026-11-22T00:00:00Z',
        ),
        ({"contested": "2"}, "invalid-descriptor", "contested", 'is "2", and must be "1"'),
        (
            {"name": "Low Ford"},
            "invalid-descriptor",
            "name",
            'is "Low Ford", which is not written as such names are',
        ),
        (
            {"licenses": [{}]},
            "invalid-descriptor",
            "licenses[0]",
            "is {}, which the profile does not allow",
        ),
        ({"licenses": []}, "missing-licence", "licenses", "is empty"),
        (
            {"contributors": [{"roles": ["author"]}]},
            "missing-metadata",
            "contributors[0]",
            "names nobody",
        ),
    ],
)
def test_what_a_descriptor_says_wrongly_is_told_in_plain_words(
    change: dict[str, Any], rule: str, where: str, what: str
) -> None:
    assert problems(json.loads(FILES[DESCRIPTOR]) | change) == [Problem(rule, where, what)]


def test_of_a_required_table_that_no_resource_bears_the_name_is_told() -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "claims"]
    assert problems(descriptor) == [
        Problem("missing-table", "claims", "is not among the resources", "claims")
    ]


NAMED = ("fields[1]", "fields.x_a", "primaryKey", "dependentRequired", "foreignKeys")
"""Faults in spite of which the column x_a has a name."""
