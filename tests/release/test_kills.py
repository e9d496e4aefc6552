"""A killed release leaves the old or the new, never half."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from contested.cli import FOUND, OK, main
from release.releases import lay

POINTS = 24
NAME = "low-ford-1.0.0"
PARTS = (NAME, f"{NAME}.zip", f"{NAME}.zip.sha256")
KILLED = """
import os, signal, sys
from contested.cli import main
at, seen = int(sys.argv[1]), []

def watch(event, about):
    name = event.removeprefix("os.")
    if name not in "open rename mkdir chmod remove rmdir listdir scandir".split():
        return
    if "__pycache__" not in str(about[0]):
        seen.append(name)
        if len(seen) == at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
code = main(["release", "ford"])
print(len(seen), *(number for number, name in enumerate(seen, 1) if name == "rename"))
sys.exit(code)
"""
"""Releases, and kills itself before the `at`-th of its calls that change or look at a folder.

What Python keeps of compiled modules is not counted: it is written once.
"""


def content(path: Path) -> object:
    """Return the bytes of a file, or of each in a folder."""
    if path.is_file():
        return path.read_bytes()
    return {p.relative_to(path): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def killed(at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(at)], capture_output=True, text=True, check=False
    )


@dataclass
class Releases:
    """A dataset that was released, and changed since."""

    dist: Path
    kept: Path
    """A copy of `dist` before the change."""
    new: list[object]
    events: int
    renames: list[int]

    def kill(self, at: int) -> tuple[str, ...]:
        """Return which releases folder, zip and checksum are of, after a kill."""
        shutil.rmtree(self.dist)
        shutil.copytree(self.kept, self.dist)
        assert killed(at).returncode == -signal.SIGKILL, at
        assert (self.dist / "notes.txt").read_text() == "somebody's own"
        return tuple(map(self.release_of, PARTS, self.new))

    def release_of(self, name: str, new: object) -> str:
        path, old = self.dist / name, content(self.kept / name)
        if not path.exists():
            assert content(self.dist / f".{NAME}.part" / "old") == old
            return "set aside"
        assert content(path) in (old, new), name
        return "old" if content(path) == old else "new"

    def mend(self) -> None:
        """Release again: everything is the new release, and nothing else is left."""
        assert main(["release", "ford"]) == OK
        assert [content(self.dist / name) for name in PARTS] == self.new
        assert sorted(path.name for path in self.dist.iterdir()) == sorted([*PARTS, "notes.txt"])


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    home = tmp_path_factory.mktemp("kills")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        patch.setenv("GIT_CEILING_DIRECTORIES", str(home.parent))
        lay(home / "ford")
        assert main(["release", "ford"]) == OK
        (home / "dist" / "notes.txt").write_text("somebody's own")
        shutil.copytree(home / "dist", home / "kept")
        lay(home / "ford", "claims clm-a note=Again.")
        done = killed(0)
        assert done.returncode == OK, done.stderr
        events, *renames = map(int, done.stdout.splitlines()[-1].split())
    new = [content(home / "dist" / name) for name in PARTS]
    assert all(one != content(home / "kept" / name) for one, name in zip(new, PARTS, strict=True))
    return Releases(home / "dist", home / "kept", new, events, renames)


@pytest.fixture(autouse=True)
def at_home(releases: Releases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(releases.dist.parent)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(releases.dist.parent.parent))


def test_each_step_of_the_swap_leaves_whole_releases_and_a_mixed_pair_is_told(
    releases: Releases, capsys: pytest.CaptureFixture[str]
) -> None:
    aside, folder, archive, checksum = releases.renames
    left = {
        aside // 2: ("old", "old", "old"),
        aside: ("old", "old", "old"),
        folder: ("set aside", "old", "old"),
        archive: ("new", "old", "old"),
        checksum: ("new", "new", "old"),
        checksum + 1: ("new", "new", "new"),
    }
    for at, wanted in left.items():
        assert releases.kill(at) == wanted
        mixed = len({*wanted} - {"set aside"}) > 1
        assert main(["release", "--verify", f"dist/{NAME}.zip"]) == (FOUND if mixed else OK)
        if at == folder:
            releases.mend()
    assert "are two releases: their SHA256SUMS differ" in capsys.readouterr().out


@pytest.mark.nightly
def test_wherever_a_release_is_killed_the_old_one_or_the_new_one_is_whole(
    releases: Releases,
) -> None:
    outcomes = {
        releases.kill(1 + number * (releases.events - 1) // (POINTS - 1))
        for number in range(POINTS)
    }
    assert ("old", "old", "old") in outcomes
    releases.mend()
