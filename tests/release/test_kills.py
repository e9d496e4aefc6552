"""A release that is killed, wherever that is: `dist` holds the whole old one or the whole new one,
and never anything else.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from contested.cli import OK, main
from contested.testing.specimen import changed

POINTS = 24
KILLED = """
import os, signal, sys
from contested.cli import main
at, count = int(sys.argv[1]), 0

def watch(event, _):
    global count
    name = event.removeprefix("os.")
    if name in "open rename mkdir chmod link remove rmdir listdir scandir ctypes.dlsym".split():
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
code = main(["release", "ford", "-o", "out/dist"])
print(count)
sys.exit(code)
"""


def lay(folder: Path, change: str) -> None:
    for name, data in dict(changed(change).package().store.files).items():  # type: ignore[attr-defined]
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "CHANGELOG.md").write_text("## 0.9.0\n\n## 1.0.0\n")


def seen(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else b"/"
        for p in folder.rglob("*")
    }


def killed(at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(at)], capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_wherever_a_release_is_killed_the_old_one_or_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for change in ("descriptor version=0.9.0", ""):
        lay(tmp_path / "ford", change)
        assert main(["release", "ford", "-o", "out/dist"]) == OK
    (tmp_path / "out" / "dist" / "notes.txt").write_text("somebody's own")
    old = seen(tmp_path / "out" / "dist")
    lay(tmp_path / "ford", "claims clm-a note=Again.")
    done = killed(0)
    assert done.returncode == OK, done.stderr
    events, new = int(done.stdout.splitlines()[-1]), seen(tmp_path / "out" / "dist")
    assert (new != old, new["notes.txt"], {name for name in old if name not in new}) == (
        True,
        b"somebody's own",
        set(),
    )
    outcomes = set()
    for number in range(POINTS):
        lay(tmp_path / "ford", "")
        assert main(["release", "ford", "-o", "out/dist"]) == OK
        assert seen(tmp_path / "out" / "dist") == old
        lay(tmp_path / "ford", "claims clm-a note=Again.")
        at = 1 + number * (events - 1) // (POINTS - 1)
        assert killed(at).returncode == -signal.SIGKILL, at
        found = seen(tmp_path / "out" / "dist")
        assert found in (old, new), f"killed at {at} of {events}"
        outcomes.add("old" if found == old else "new")
    assert outcomes == {"old", "new"}
    assert main(["release", "ford", "-o", "out/dist"]) == OK
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["dist"]
