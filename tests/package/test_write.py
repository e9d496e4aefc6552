"""Writing several files: all of them or none, whatever fails on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.package.write import write_all


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_are_replaced_and_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "a").chmod(0o640)
    write_all({tmp_path / "a": b"2", tmp_path / "new" / "b": b"3"})
    assert content(tmp_path) == {"a": b"2", "new/b": b"3"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("links", [True, False])
def test_a_failure_while_files_take_their_places_puts_the_old_ones_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int, links: bool
) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode())
    calls, real = iter(range(10)), Path.replace

    def failing(self: Path, target: Path) -> Path:
        if next(calls) == at:
            raise error
        return real(self, target)

    def refused(self: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", failing)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refused)
    with pytest.raises(type(error)) as raised:
        write_all({tmp_path / "a": b"x", tmp_path / "b": b"y", tmp_path / "c": b"z"})
    assert content(tmp_path) == {"a": b"a", "b": b"b"}
    if isinstance(error, OSError):
        assert raised.value.filename == str(tmp_path / "abc"[at])


def test_a_file_that_nobody_may_write_is_not_replaced_and_neither_are_the_others(
    tmp_path: Path,
) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "b").chmod(0o444)
    with pytest.raises(PermissionError) as raised:
        write_all({tmp_path / "a": b"x", tmp_path / "b": b"y"})
    assert (raised.value.filename, raised.value.strerror) == (
        str(tmp_path / "b"),
        "it is read-only",
    )
    assert content(tmp_path) == {"a": b"a", "b": b"b"}


def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    write_all({tmp_path / "link": b"2"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"2"
