"""The specimen and its workbook, as most tests of workbooks begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from add.workbook.books import book_of, laid
from contested.check.load import load
from contested.package import Package
from contested.package.files.canonical import canonical


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """The specimen in canonical form."""
    found = laid(tmp_path)
    for name, loaded in load(found).items():
        assert loaded.frame is not None
        (tmp_path / f"data/{name}.csv").write_bytes(canonical(loaded.frame, loaded.table))
    return found


@pytest.fixture
def book(package: Package, tmp_path: Path) -> Path:
    """Its template."""
    return book_of(package, tmp_path / "book.xlsx")
