"""Finding packages, reading their descriptors, and keeping to their own files."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from contested import standard
from contested.package import DESCRIPTOR, Package, Part, UnreadableError, find, from_store
from contested.package import package as packages
from contested.package.store import FolderStore, MemoryStore
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
