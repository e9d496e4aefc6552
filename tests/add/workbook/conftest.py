"""The specimen and its workbook, as most tests of workbooks begin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from add.workbook.books import book_of, laid
from contested.check.load import load
from contested.cli import OK, main
from contested.package import Package
from contested.package.files.canonical import canonical

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """Write the specimen in canonical form."""
    found = laid(tmp_path)
    for name, loaded in load(found).items():
        assert loaded.frame is not None
        (tmp_path / f"data/{name}.csv").write_bytes(canonical(loaded.frame, loaded.table))
    return found


@pytest.fixture
def book(package: Package, tmp_path: Path) -> Path:
    """Write its template."""
    return book_of(package, tmp_path / "book.xlsx")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command beside the specimen in `ford`.

    It gives the exit code, what was printed, and what was complained.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    laid(Path("ford"))

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran


@pytest.fixture
def ford_book(run: Run) -> Path:
    """Write the template of the specimen."""
    assert run("template", "ford", "-o", "book.xlsx") == (OK, "book.xlsx: 9 sheets, 48 rows\n", "")
    return Path("book.xlsx")
