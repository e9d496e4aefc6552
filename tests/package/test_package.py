"""Finding packages, reading their descriptors, and keeping to their own files."""

from __future__ import annotations

import errno
import io
import json
import os
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from contested import standard
from contested.check.load import load
from contested.package import (
    DESCRIPTOR,
    Package,
    Part,
    UnreadableError,
    find,
    find_one,
    from_store,
    zips,
)
from contested.package.store import FolderStore, MemoryStore, pointer_of
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


def test_all_packages_below_a_folder_are_found_also_one_within_another_but_none_hidden(
    tmp_path: Path,
) -> None:
    for name in ("b", "a/deep", "b/inner", ".git/c", "node_modules/d"):
        laid(tmp_path / name)
    assert labels(tmp_path) == [f"{tmp_path}/{name}/" for name in ("a/deep", "b", "b/inner")]
    assert labels(tmp_path / "b") == [f"{tmp_path}/b/", f"{tmp_path}/b/inner/"]
    assert labels(tmp_path / "b" / DESCRIPTOR) == [f"{tmp_path}/b/"]
    assert find_one(tmp_path / "b").store.label == f"{tmp_path}/b/"


def test_a_release_below_the_package_that_it_was_made_of_is_no_further_one(tmp_path: Path) -> None:
    laid(tmp_path)
    laid(tmp_path / "dist/low-ford-1.0.0", FILES | {"SHA256SUMS": b""})
    assert labels(tmp_path) == [f"{tmp_path}/"]
    assert labels(tmp_path / "dist") == [f"{tmp_path}/dist/low-ford-1.0.0/"]


def test_folders_that_are_links_are_followed_once(tmp_path: Path) -> None:
    laid(tmp_path / "elsewhere/ford")
    laid(tmp_path / "datasets/real")
    (tmp_path / ".git").mkdir()
    (tmp_path / "datasets/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "datasets")
    (tmp_path / "datasets/another").symlink_to("real")
    (tmp_path / "datasets/loop").symlink_to("loop")
    assert labels(tmp_path / "datasets") == [
        f"{tmp_path}/datasets/{name}/" for name in ("linked/ford", "real")
    ]


@pytest.mark.parametrize("to", ["/", "..", "../elsewhere", "../elsewhere/ford"])
def test_a_folder_that_is_a_link_out_of_the_tree_is_refused_by_name(
    tmp_path: Path, to: str
) -> None:
    laid(tmp_path / "elsewhere/ford")
    laid(tmp_path / "data/real")
    (tmp_path / "data/all").symlink_to(to)
    assert refused(tmp_path / "data").startswith(
        f"{tmp_path}/data/all is a link that leads out of {tmp_path}/data, and what lies elsewhere"
        " is not looked at."
    )


def test_a_link_out_of_a_package_is_no_part_of_it(tmp_path: Path) -> None:
    laid(tmp_path / "elsewhere/ford")
    laid(tmp_path / "data/real")
    (tmp_path / "data/real/raw").symlink_to("../../elsewhere")
    assert labels(tmp_path / "data") == [f"{tmp_path}/data/real/"]


def test_a_descriptor_that_is_a_link_is_read_only_from_its_own_folder(tmp_path: Path) -> None:
    laid(tmp_path / "elsewhere")
    laid(tmp_path / "data/ford")
    (tmp_path / "data/ford" / DESCRIPTOR).rename(tmp_path / "data/ford/real.json")
    for to, fault in (
        ("real.json", ""),
        ("../../elsewhere/datapackage.json", "it is a link that leads out of the package"),
    ):
        (tmp_path / "data/ford" / DESCRIPTOR).unlink(missing_ok=True)
        (tmp_path / "data/ford" / DESCRIPTOR).symlink_to(to)
        assert [one.fault for one in find(tmp_path / "data")] == [fault]


def test_a_folder_that_cannot_be_entered_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path / "open")
    laid(tmp_path / "locked/ford")
    scan = os.scandir

    def denied(path: str) -> Any:
        if str(path).endswith("/locked"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert refused(tmp_path) == (
        f"{tmp_path}/locked cannot be entered (Permission denied), so nobody knows whether a"
        " package lies in it. Give yourself the right to, or name the folders to look into."
    )


def test_a_name_that_only_looks_the_same_is_another_name(tmp_path: Path) -> None:
    composed, apart = "data/für.csv", unicodedata.normalize("NFD", "data/für.csv")
    descriptor = json.loads(FILES[DESCRIPTOR])
    files = FILES | {apart: FILES["data/claims.csv"]}
    for path, fault in ((apart, ""), (composed, "is not there, only a file whose name looks")):
        descriptor["resources"][4]["path"] = path
        files[DESCRIPTOR] = json.dumps(descriptor).encode()
        (tmp_path / "p.zip").write_bytes(zipped(files))
        for place in (laid(tmp_path / "ford", files), tmp_path / "p.zip"):
            (part,) = find(place)[0].parts["claims"]
            assert part.fault.startswith(fault)
            assert bool(part.fault) == bool(fault)


def test_a_pointer_of_git_lfs_is_named_as_such(tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 2600\n" % 7
    extended = pointer.replace(b"oid", b"ext-0-x sha256:%064d\noid" % 8)
    for one in (pointer, extended):
        for saved in (one, one.replace(b"\n", b"\r\n"), one.replace(b"\n", b"\r"), one[:-1]):
            assert pointer_of(saved) == pointer_of(b"\xef\xbb\xbf" + saved) == f"{7:064}"
    assert not pointer_of(pointer + b"more")
    files = FILES | {"data/claims.csv": pointer}
    (tmp_path / "p.zip").write_bytes(zipped(files))
    for place in (laid(tmp_path / "ford", files), tmp_path / "p.zip"):
        (part,) = find(place)[0].parts["claims"]
        assert part.fault.startswith("is only a Git LFS pointer here")
        assert "git lfs pull" in part.fault
    files = FILES | {DESCRIPTOR: pointer}
    assert "Git LFS pointer" in find(laid(tmp_path / "other", files))[0].fault


@pytest.mark.parametrize("name", ["data/claims[1].csv", "data/c?aims.csv", "data/*.csv", "{a,b}"])
def test_a_file_is_opened_by_exactly_its_name(tmp_path: Path, name: str) -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"][4]["path"] = name
    decoy = b"not,these\n1,2\n"
    files = FILES | {
        "data/claims1.csv": decoy,
        "data/claims.csv": decoy,
        "a": decoy,
        name: FILES["data/claims.csv"],
        DESCRIPTOR: json.dumps(descriptor).encode(),
    }
    (package,) = find(laid(tmp_path / "[x] *", files))
    frame = load(package)["claims"].frame
    assert frame is not None
    assert frame.equals(load(from_store(MemoryStore(FILES)))["claims"].frame)


def test_a_folder_s_name_need_not_be_utf_8(tmp_path: Path) -> None:
    (package,) = find(laid(tmp_path / os.fsdecode(b"caf\xe9")))
    assert {name for name, one in load(package).items() if one.frame is None} == set()


def test_zips_of_windows_and_macs_are_read(tmp_path: Path) -> None:
    """Backslashes between folders, and UTF-8 without the flag that says so."""
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"][4]["path"] = "data/für.csv"
    files = FILES | {
        "data/für.csv": FILES["data/claims.csv"],
        DESCRIPTOR: json.dumps(descriptor).encode(),
    }
    for system, begins in ((0, "low-ford\\"), (3, "low-ford\\"), (10, "low-ford/")):
        with zipfile.ZipFile(tmp_path / f"{system}.zip", "w") as archive:
            for name, data in files.items():
                info = zipfile.ZipInfo()
                info.filename = begins + name.replace("/", "\\")
                info.create_system = system
                archive.writestr(info, data)
    with zipfile.ZipFile(tmp_path / "q.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("ü", "__"), data)
    whole = (tmp_path / "q.zip").read_bytes().replace(b"f__r", "für".encode())
    (tmp_path / "q.zip").write_bytes(whole)
    folders = {f"{system}.zip": f"{system}.zip/low-ford/" for system in (0, 3, 10)}
    for name, label in (*folders.items(), ("q.zip", "q.zip/")):
        (package,) = find(tmp_path / name)
        assert package.store.label == f"{tmp_path}/{label}"
        assert [
            part.fault for parts in package.parts.values() for part in parts if part.fault
        ] == []


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


def test_every_package_of_a_zip_is_found_also_one_within_another(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(
        zipped(
            {
                f"{top}{name}": data
                for top in ("b/", "a/x/", "a/x/inner/")
                for name, data in FILES.items()
            }
        )
    )
    tops = ("b/", "a/x/", "a/x/inner/")
    assert labels(tmp_path / "p.zip") == [f"{tmp_path}/p.zip/{top}" for top in tops]
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
    monkeypatch.setattr(zips, "LARGEST_ZIP", 2 << 20)
    assert (
        refused(path)
        == f"{path} holds more than 2 MB when it is unpacked. Unpack it, and name the folder."
    )
    monkeypatch.setattr(zips, "LARGEST_ZIP", (2 << 20) + 1)
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
        ("data\\claims.csv", "is written with backslashes; between folders stands a /"),
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
        (b'{"a": -Infinity}', "it is not JSON: -Infinity is no number", None),
        (
            b'{"a": [-1e999]}',
            "it is not JSON: -1e999 is larger than any number that programs can hold",
            None,
        ),
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
    held = [name for name in standard.TABLES if f"data/{name}.csv" in FILES]
    assert package.parts == {name: [Part(f"data/{name}.csv", name)] for name in held}
    assert list(package.tables) == list(standard.TABLES)


@pytest.mark.parametrize("part", ["schema", "dialect"])
@pytest.mark.parametrize("address", ["schemas/claims.json", "https://example.org/claims.json"])
def test_what_is_given_as_an_address_is_said_to_belong_into_the_descriptor(
    part: str, address: str
) -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"][4][part] = address
    found = from_store(MemoryStore(FILES | {DESCRIPTOR: json.dumps(descriptor).encode()})).problems
    assert [(one.where, one.what) for one in found] == [
        (
            f"resources.claims.{part}",
            f'is "{address}", and has to be written out here: put its content in place of its'
            " address",
        )
    ]
