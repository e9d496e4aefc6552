"""What a terminal, a pipe and a bare interpreter get: colours, a bar, an early end, few imports."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from contested.testing.specimen import changed

CONTESTED = [sys.executable, "-m", "contested"]
PLAIN = {
    name: value
    for name, value in os.environ.items()
    if name not in ("NO_COLOR", "TERM", "CONTESTED_DEBUG")
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a package in which something is wrong."""
    changed("descriptor licenses=").write(tmp_path / "ford")
    return tmp_path


def on_terminal(folder: Path, *options: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a validation whose both streams are
    terminals.
    """
    (out, out_end), (err, err_end) = pty.openpty(), pty.openpty()
    process = subprocess.Popen(
        [*CONTESTED, "validate", "ford", *options],
        cwd=folder,
        stdout=out_end,
        stderr=err_end,
        env=PLAIN | environment,
    )
    os.close(out_end)
    os.close(err_end)
    told = [_everything(stream) for stream in (out, err)]
    return process.wait(), told[0].replace("\r\n", "\n"), told[1]


def _everything(stream: int) -> str:
    data = b""
    while True:
        try:
            read = os.read(stream, 65536)
        except OSError:  # what Linux answers once the other end is closed
            read = b""
        if not read:
            os.close(stream)
            return data.decode()
        data += read


def test_a_terminal_gets_colours_and_a_bar_that_is_wiped_away(folder: Path) -> None:
    code, out, complaint = on_terminal(folder)
    assert code == 1
    assert out.startswith(
        "\x1b[1mford/datapackage.json\x1b[0m: \x1b[31merror\x1b[0m missing-licence: "
    )
    assert complaint == "\r\x1b[K[....................] 0/1 low-ford\r\x1b[K"


def test_no_color_takes_the_colours_away(folder: Path) -> None:
    _, out, _ = on_terminal(folder, NO_COLOR="1")
    assert out.startswith("ford/datapackage.json: error missing-licence: ")
    assert "\x1b" not in out


def test_a_pipe_gets_neither(folder: Path) -> None:
    done = subprocess.run(
        [*CONTESTED, "validate", "ford"],
        cwd=folder,
        env=PLAIN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, "\x1b" in done.stdout) == (1, "", False)


def test_text_is_utf_8_whatever_the_locale_says(folder: Path) -> None:
    environment = PLAIN | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*CONTESTED, "explain", "range-nobody-stated"],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "’" in done.stdout.decode("utf-8") or "“" in done.stdout.decode("utf-8")


def test_a_reader_who_leaves_early_is_not_told_of_it(folder: Path) -> None:
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"set -o pipefail; {sys.executable} -m contested validate ford --format json | head -1",
        ],
        cwd=folder,
        env=PLAIN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_a_report_that_finds_no_room_does_not_pass(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*CONTESTED, "validate", "ford"],
            cwd=folder,
            env=PLAIN,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        2,
        "contested: the report cannot be written: No space left on device",
    )


def loaded(folder: Path, code: str, names: tuple[str, ...]) -> list[str]:
    """Which of these modules are imported after some code has run."""
    code = (
        f"{code}\nimport sys\nprint(*[n for n in {names!r} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=PLAIN,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.split()


def test_the_command_line_imports_nothing_heavy_before_it_is_asked(folder: Path) -> None:
    assert (
        loaded(
            folder,
            "import contested.cli",
            (
                "polars",
                "numpy",
                "narwhals",
                "jsonschema_rs",
                "jsonschema",
                "pandas",
                "pandera",
                "frictionless",
            ),
        )
        == []
    )


def test_the_default_engine_imports_no_other(folder: Path) -> None:
    names = ("polars", "pandas", "pandera", "pyarrow", "narwhals", "frictionless", "jsonschema")
    assert loaded(
        folder, "from contested.cli import main\nassert main(['validate', 'ford']) == 1", names
    ) == ["polars"]


@pytest.mark.parametrize("name", ["pandera", "pandas", "pyarrow", "narwhals"])
def test_an_engine_that_is_not_installed_is_refused_with_the_way_to_install_it(
    folder: Path, name: str
) -> None:
    code = (
        f"import sys\nsys.modules[{name!r}] = None\nfrom contested.cli import"
        " main\nsys.exit(main(['validate', 'ford', '--engine', 'pandera']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=PLAIN,
        capture_output=True,
        text=True,
        check=False,
    )
    hint = (
        f"contested: the engine pandera needs {name}, which is not installed: pip install"
        " 'contested[pandera]'\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", hint)
