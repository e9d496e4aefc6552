"""What a new repository tells pip to install.

It is what was asked for, everywhere, and nothing that a shell would take for more.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
import yaml
from add.conftest import Run
from contested import __version__
from contested.add.init.make import NewDataset, repository
from contested.cli import OK, USAGE

DAY = datetime.date(2021, 9, 1)
ADDRESS = "git+https://example.org/valley/contested.git@v1.0"
SOUND = {
    f"contested=={__version__}": (
        f"contested=={__version__}",
        f'"contested[spreadsheet]=={__version__}"',
    ),
    "contested": ("contested", '"contested[spreadsheet]"'),
    "contested>=1.0,<2": ('"contested>=1.0,<2"', '"contested[spreadsheet]<2,>=1.0"'),
    "contested ~= 1.0": ('"contested ~= 1.0"', '"contested[spreadsheet]~=1.0"'),
    "contested[views]==1.*": ('"contested[views]==1.*"', '"contested[spreadsheet,views]==1.*"'),
    "contested[spreadsheet]": ('"contested[spreadsheet]"', '"contested[spreadsheet]"'),
    ADDRESS: (ADDRESS, f'"contested[spreadsheet] @ {ADDRESS}"'),
    f"contested @ {ADDRESS}": (f'"contested @ {ADDRESS}"', f'"contested[spreadsheet] @ {ADDRESS}"'),
    f"{ADDRESS}#subdirectory=a": (
        f'"{ADDRESS}#subdirectory=a"',
        f'"contested[spreadsheet] @ {ADDRESS}#subdirectory=a"',
    ),
    "https://example.org:8443/contested-1.0-py3-none-any.whl": (
        "https://example.org:8443/contested-1.0-py3-none-any.whl",
        '"contested[spreadsheet] @ https://example.org:8443/contested-1.0-py3-none-any.whl"',
    ),
}


@pytest.mark.parametrize(("requirement", "written"), SOUND.items())
def test_every_file_installs_what_was_asked_for(requirement: str, written: tuple[str, str]) -> None:
    files = {
        name: content.decode()
        for name, content in repository(NewDataset("valley", DAY, install_from=requirement)).items()
    }
    told = {
        name: re.findall(r"pip install (.*)", text)
        for name, text in files.items()
        if "pip install" in text
    }
    plain, spreadsheet = written
    assert told == {
        "README.md": [plain],
        "CONTRIBUTING.md": [plain, spreadsheet],
        ".github/workflows/validate.yml": [plain],
    }
    steps = yaml.safe_load(files[".github/workflows/validate.yml"])["jobs"]["validate"]["steps"]
    reports = '--report github --report markdown="$GITHUB_STEP_SUMMARY"'
    assert [step["run"] for step in steps if "run" in step] == [
        f"python -m pip install {plain}",
        f"contested validate {reports}",
        f"contested review {reports}",
    ]
    if requirement != f"contested=={__version__}":
        assert [name for name, text in files.items() if f"=={__version__}" in text] == []


def test_without_a_word_it_is_this_version() -> None:
    assert repository(NewDataset("valley", DAY)) == repository(
        NewDataset("valley", DAY, install_from=f"contested=={__version__}")
    )


UNSOUND = [
    "",
    " ",
    "contested; rm -rf .",
    "contested && true",
    "contested | sh",
    "$(id)",
    "`id`",
    "contested==$V",
    'contested"',
    "contested'",
    "contested\n",
    "contested\nrun: id",
    "contested\\",
    "-r requirements.txt",
    "--index-url=https://example.org",
    "contested other",
    "${{ secrets.A }}",
    "http://example.org/a.whl",
    "git+ssh://git@example.org/a.git",
    "git+https://user:word@example.org/a.git",
    "contested @ git+https://word@example.org/a.git",
    "../contested",
    "contested #",
    f"{ADDRESS} # a",
    "https://example.org/a b",
    "contested==",
    "contested==1 ; python_version > '3'",
    "contested===$(id)",
    "contested @ file:///contested",
    "contested!",
]


@pytest.mark.parametrize("requirement", UNSOUND)
def test_what_a_shell_would_take_for_more_is_refused(
    tmp_path: Path, run: Run, requirement: str
) -> None:
    code, out, complaint = run("init", str(tmp_path / "x"), f"--install-from={requirement}")
    assert (code, out) == (USAGE, "")
    assert complaint.startswith("contested: “")
    assert complaint.endswith(
        "” is nothing that contested can be installed from. Give --install-from a version, such as"
        f" contested=={__version__}, or an address that begins with https:// or git+https:// and"
        " has no password in it.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_command_takes_it(tmp_path: Path, run: Run) -> None:
    assert run("init", str(tmp_path / "x"), "--install-from", ADDRESS)[0] == OK
    assert (
        f"run: python -m pip install {ADDRESS}\n"
        in (tmp_path / "x/.github/workflows/validate.yml").read_text()
    )
