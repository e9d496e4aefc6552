"""The lines of .gitattributes: which files they speak of."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

import pytest
from add.git.test_setup import attributes
from contested.add.git.setup import pattern_of
from git.repos import Repo

PATTERNS = {
    ("datasets/ford", "data/claims.csv"): "datasets/*/data/*.csv",
    ("datasets/ford", "data/claims/2021-08.csv"): "datasets/*/data/claims/*.csv",
    ("ford", "claims.csv"): "ford/*.csv",
    ("", "data/claims.csv"): "data/*.csv",
    ("", "claims.csv"): "/*.csv",
    ("", "claims"): "/claims",
    ("#a", "data/x.csv"): "/#a/data/*.csv",
    ("!a", "data/x.csv"): "/!a/data/*.csv",
    ("a b", 'd"e/x.csv'): '"a b/d\\"e/*.csv"',
    ("a*[b]?", "da\\ta/x.csv"): r"a\*\[b\]\?/da\\ta/*.csv",
    ("a *", "x.csv"): r'"a \\*/*.csv"',
    ("a\nb", "\t/x.csv"): r'"a\nb/\t/*.csv"',
    ("“دره”", "é.c v"): '"“دره”/*.c v"',
    ("-a", "b/-x"): "-a/b/-x",
}


@pytest.mark.parametrize(("package", "name"), PATTERNS)
def test_a_line_speaks_of_the_files_beside_one_whatever_their_names(
    repo: Repo, package: str, name: str
) -> None:
    pattern = pattern_of(PurePosixPath(package), name)
    assert pattern == PATTERNS[package, name]
    (repo.folder / ".gitattributes").write_bytes(os.fsencode(f"{pattern} merge=contested\n"))
    path = str(PurePosixPath(package) / name)
    assert attributes(repo, path)[2] == "contested"
    assert attributes(repo, f"elsewhere/{path}")[2] == "unspecified"
