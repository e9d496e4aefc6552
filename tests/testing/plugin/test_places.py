"""Packages that lie in a zip or outside of the root are tested too."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest
from contested.package import find
from contested.testing.specimen import HERE, changed
from testing.plugin.projects import (
    LATE,
    LATER,
    STRICT,
    block,
    ended,
    rules_on,
    run,
    specimen,
)


@pytest.mark.slow
def test_packages_in_a_zip_are_tested_too(project: pytest.Pytester) -> None:
    with (
        zipfile.ZipFile(project.path / "one.zip", "w") as one,
        zipfile.ZipFile(project.path / "two.zip", "w") as two,
    ):
        for archive, folder, change in ((one, "ford", LATE), (two, "a", LATE), (two, "b", "")):
            for name, data in changed(change).files().items():
                archive.writestr(f"{folder}/{name}", data)
    result = run(project, "--contested", "one.zip", "--contested", "two.zip")
    assert ended(result, "FAILED") == [
        "one.zip::claims::stated-after-publication",
        "two.zip::a::claims::stated-after-publication",
    ]
    assert block(result, "claims::stated-after-publication")[0].startswith(
        "one.zip/ford/data/claims.csv:2:"
    )
    every = rules_on(find(HERE)[0])
    on_texts = [name for name in every if name.startswith("texts::")]
    result.assert_outcomes(
        failed=2, passed=3 * (len(every) - len(on_texts)) - 2, skipped=3 * len(on_texts)
    )


@pytest.mark.slow
def test_a_package_outside_the_root_is_named_from_there(project: pytest.Pytester) -> None:
    specimen(project, folder="elsewhere")
    inner = project.mkdir("inner")
    inner.joinpath("pytest.ini").write_text(f"[pytest]\n{STRICT}")
    given = [
        sys.executable,
        "-m",
        "pytest",
        "--contested",
        "../elsewhere",
        "--contested-today",
        LATER,
        "-k",
        "future-date",
        "-rA",
    ]
    result = subprocess.run(given, cwd=inner, capture_output=True, encoding="utf-8", check=False)
    assert "PASSED ../elsewhere/datapackage.json::claims::future-date" in result.stdout.splitlines()
