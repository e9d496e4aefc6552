"""Several files change together: all of them or none, wherever a run is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from contested.cli import FOUND, OK, USAGE, main
from contested.package import from_store, journal
from contested.package.journal import FOLDER, JOURNAL, UnfinishedError, changing, settled
from contested.package.lock import LOCK
from contested.package.store import FolderStore
from contested.testing.specimen import TODAY, changed

OLD = {"data/actors.csv": b"old actors", "data/claims.csv": b"old claims"}
NEW = {"data/actors.csv": b"new", "data/claims.csv": b"new claims", "data/x-more.csv": b"more"}
CHANGES = {"open", "mkdir", "rename", "remove", "rmdir", "link", "chmod"}
"""The audit events of calls that change a folder, without their module."""
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a run of its own")


def content(folder: Path) -> dict[str, bytes]:
    """Return every file but the lock, which is empty and holds nobody up."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LOCK
    }


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill loses nothing that the system has, so that no disk has to be waited for."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay(tmp_path / "ford")
    return tmp_path / "ford"


def lay(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, data in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def replace_all(root: Path) -> None:
    with changing(root) as replace:
        replace(NEW)


def settle(root: Path) -> None:
    settled(from_store(FolderStore(root)))


def killed(at: int, does: Callable[[], object]) -> bool:
    """Do something in a process that is killed before its `at`-th change of a folder.

    False if it came to its end before.
    """
    child = os.fork()
    if not child:
        seen = 0

        def watch(event: str, _: object) -> None:
            nonlocal seen
            if event.removeprefix("os.") in CHANGES:
                seen += 1
                if seen == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            does()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def kills(does: Callable[[], object], before: Callable[[], object]) -> Iterator[int]:
    """Yield once for each point at which a run was killed."""
    at = 1
    while before() is None and killed(at, does):
        yield at
        at += 1


def replaced(files: dict[str, bytes]) -> int:
    return sum(files.get(name) == data for name, data in NEW.items())


@needs_fork
def test_wherever_a_run_is_killed_the_next_one_finds_all_or_nothing(root: Path) -> None:
    outcomes = []
    for _ in kills(lambda: replace_all(root), lambda: lay(root)):
        there = content(root)
        is_mixed = replaced(there) not in (0, len(NEW))
        assert not is_mixed or JOURNAL in there
        settle(root)
        assert content(root) in (OLD, NEW)
        outcomes.append((is_mixed, content(root) == NEW))
    assert {(False, False), (True, True), (False, True)} == set(outcomes)
    assert content(root) == NEW


@needs_fork
def test_the_run_that_finishes_may_be_killed_as_well(root: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    *_, last = kills(lambda: replace_all(root), lambda: lay(root))
    for at in (last // 2, last - 9, last - 4):
        lay(root)
        assert killed(at, lambda: replace_all(root))
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(root, kept)

        def again() -> None:
            shutil.rmtree(root)
            shutil.copytree(kept, root)

        for _ in kills(lambda: settle(root), again):
            settle(root)
            assert content(root) in (OLD, NEW)


@needs_fork
@pytest.mark.parametrize("failing", ["data/claims.csv", "data/x-more.csv"])
def test_a_run_that_fails_may_be_killed_while_it_puts_the_old_files_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    real = journal._put

    def full(part: Path, target: Path) -> None:
        if target == root / failing and part.suffix == ".new":
            raise OSError(28, "No space left on device")
        real(part, target)

    monkeypatch.setattr(journal, "_put", full)
    for _ in kills(lambda: replace_all(root), lambda: lay(root)):
        with monkeypatch.context() as patch:
            patch.setattr(journal, "_put", real)
            settle(root)
        assert content(root) in (OLD, NEW)
    assert content(root) == OLD


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("links", [True, False])
def test_a_failure_on_the_way_leaves_every_old_file(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int, links: bool
) -> None:
    calls, real = iter(range(20)), Path.replace

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
        replace_all(root)
    assert content(root) == OLD
    if isinstance(error, OSError):
        assert raised.value.filename == str(root / [JOURNAL, *NEW][at])


def test_a_file_on_another_disk_is_replaced_too(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def crossing(self: Path, target: Path) -> Path:
        if self.parent.name == FOLDER and target.parent.name == "data":
            raise OSError(18, "Invalid cross-device link")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", crossing)
    replace_all(root)
    assert content(root) == NEW


def half_done(root: Path, new: Mapping[str, bytes] = NEW) -> None:
    """Leave a package as a run does that is killed behind the first file."""
    steps = [journal._step(name, n, root / name, new[name]) for n, name in enumerate(new)]
    (root / FOLDER).mkdir()
    for step in steps:
        (root / FOLDER / f"{step.number}.new").write_bytes(new[step.name])
    journal._write_journal(root, steps, is_undone=False)
    (root / FOLDER / "0.new").replace(root / steps[0].name)


def test_what_somebody_has_written_since_is_not_written_over(root: Path) -> None:
    half_done(root)
    (root / "data/claims.csv").write_bytes(b"by hand")
    before = content(root)
    with pytest.raises(UnfinishedError, match=r"claims\.csv was changed after a command"):
        settle(root)
    assert content(root) == before
    shutil.rmtree(root / FOLDER)
    settle(root)
    assert content(root) == {"data/actors.csv": b"new", "data/claims.csv": b"by hand"}


def test_what_was_replaced_and_written_since_stays(root: Path) -> None:
    half_done(root)
    (root / "data/actors.csv").write_bytes(b"by hand")
    settle(root)
    assert content(root) == NEW | {"data/actors.csv": b"by hand"}


@pytest.mark.parametrize(
    "name",
    [
        "../other/data.csv",
        "/etc/data.csv",
        ".git/hooks/data.csv",
        "data/.hidden.csv",
        "data\\..\\x.csv",
        "conftest.py",
        ".git/hooks/post-checkout",
        "link/data.csv",
        "",
        "~/data.csv",
    ],
)
def test_a_journal_of_somebody_else_writes_only_tables(root: Path, name: str) -> None:
    (root.parent / "other").mkdir()
    (root / "link").symlink_to(root.parent / "other")
    half_done(root)
    said = json.loads((root / JOURNAL).read_text())
    said["steps"][1]["name"] = name
    (root / JOURNAL).write_text(json.dumps(said))
    before = content(root.parent)
    with pytest.raises(UnfinishedError, match="is not what contested writes there"):
        settle(root)
    assert content(root.parent) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"steps": [{}]}', '{"steps": 1}'])
def test_a_journal_that_cannot_be_read_is_told(root: Path, text: str) -> None:
    half_done(root)
    (root / JOURNAL).write_text(text)
    with pytest.raises(UnfinishedError, match="is not what contested writes there"):
        settle(root)


def test_a_link_in_place_of_new_content_is_not_taken(root: Path) -> None:
    half_done(root)
    (root / FOLDER / "1.new").unlink()
    (root / FOLDER / "1.new").symlink_to("/etc/hostname")
    settle(root)
    assert not (root / "data/claims.csv").is_symlink()
    (root / FOLDER).symlink_to(root / "data")
    with pytest.raises(UnfinishedError, match="no folder of contested"):
        settle(root)


def test_a_folder_without_a_journal_is_taken_away(root: Path) -> None:
    (root / FOLDER / "sub").mkdir(parents=True)
    (root / FOLDER / "sub" / "1.new").write_bytes(b"half")
    (root / FOLDER / "link").symlink_to(root / "data")
    settle(root)
    assert content(root) == OLD
    assert not (root / FOLDER).exists()


def test_a_name_that_no_table_can_have_is_refused(root: Path) -> None:
    with pytest.raises(OSError, match="not one that a table can have"), changing(root) as replace:
        replace({"data/claims.csv": b"x", "run.py": b"x"})
    assert content(root) == OLD


def test_git_never_adds_what_a_run_has_left(root: Path) -> None:
    half_done(root)
    (root / FOLDER / ".gitignore").write_bytes(b"*\n")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    said = subprocess.run(
        ["git", "-C", str(root), "ls-files"], check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == ["data/actors.csv", "data/claims.csv"]


@pytest.fixture
def ford(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a package in which a command was killed between two files."""
    folder = changed().write(tmp_path / "specimen")
    monkeypatch.chdir(folder)
    new = {
        "data/actors.csv": ("Ana Marin", "Ana M. Marin"),
        "data/claims.csv": ("There were no talks.", "No talks were held."),
    }
    texts = {name: (folder / name).read_text().replace(*words) for name, words in new.items()}
    half_done(folder, {name: text.encode() for name, text in texts.items()})
    return folder


def is_finished(folder: Path) -> bool:
    actors, claims = (folder / "data" / f"{name}.csv" for name in ("actors", "claims"))
    assert "Ana M. Marin" in actors.read_text()
    return "No talks were held." in claims.read_text() and not (folder / FOLDER).exists()


def test_readers_tell_what_was_left_and_fmt_finishes_it(
    ford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", "--today", TODAY]) == FOUND
    assert "error unfinished-change" in capsys.readouterr().out
    assert main(["fmt", "--check"]) == FOUND
    assert "A command was stopped" in capsys.readouterr().out
    assert not is_finished(ford)
    assert main(["fmt"]) == OK
    assert is_finished(ford)
    assert main(["validate", "--today", TODAY]) == OK


@pytest.mark.parametrize(
    "command",
    [["sync", "."], ["new", "actor", "--name=Mill", "--actor-type=media", "--today", TODAY]],
    ids=lambda command: command[0],
)
def test_every_other_writer_finishes_it_too(ford: Path, command: list[str]) -> None:
    assert main(command) == OK
    assert is_finished(ford)


def test_a_writer_that_cannot_finish_it_says_why(
    ford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ford / "data/claims.csv").write_text("by hand")
    for command in (["fmt"], ["sync", "."], ["new", "actor"]):
        assert main(command) == USAGE
        assert "claims.csv was changed after a command was stopped" in capsys.readouterr().err
    assert (ford / "data/claims.csv").read_text() == "by hand"
