"""The built wheel, installed alone, does what the checkout does."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from contested.check.validate import choose_rules

ROOT = Path(__file__).parent.parent


SPECIMEN = """
import sys
import contested.check.validate as v
from contested.testing.specimen import changed
print(v.__file__.partition("/lib/")[0])
for line in ("", "descriptor licenses="):
    report = v.validate_package(changed(line).package(), v.choose_rules(), 738064)
    print([group.rule for group in report.groups])
"""


def run(*arguments: str | Path, cwd: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(a) for a in arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.mark.slow
def test_the_wheel_validates_without_pandas_pandera_and_frictionless(tmp_path: Path) -> None:
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        tmp_path,
        ROOT,
        cwd=tmp_path,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "contested/schema/claims.json",
        "contested/schema/profile.json",
        "contested/testing/specimen/data/claims.csv",
        "contested/add/init/template/dot-github/workflows/validate.yml",
        "contested/page/templates/question.html",
        "contested/page/static/site.css",
    } <= names
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    run(
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-compile",
        "--disable-pip-version-check",
        "-c",
        ROOT / "constraints.txt",
        wheel,
        cwd=tmp_path,
    )
    listed = run(python, "-m", "pip", "list", "--disable-pip-version-check", cwd=tmp_path).stdout
    assert not {"pandas", "pandera", "frictionless", "pyarrow", "narwhals"} & {
        line.split()[0] for line in listed.splitlines() if line
    }
    contested = tmp_path / "venv" / "bin" / "contested"
    done = run(contested, "validate", ROOT / "datasets", cwd=tmp_path)
    assert done.stdout.splitlines()[-1].endswith(
        f"{len(choose_rules())} rules: 0 errors, 0 warnings, 0 info; 3 rules did not run everywhere"
    )
    run(contested, "page", ROOT / "datasets/panjshir-2021", "-o", "site", cwd=tmp_path)
    assert (tmp_path / "site" / "index.html").is_file()
    judged = run(python, "-c", SPECIMEN, cwd=tmp_path).stdout.splitlines()
    assert judged == [str(tmp_path / "venv"), "[]", "['missing-licence']"]
    refused = run(
        contested, "validate", "--engine", "pandera", ROOT / "datasets", cwd=tmp_path, code=2
    )
    assert "pip install 'contested[pandera]'" in refused.stderr
