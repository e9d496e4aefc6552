"""A proposal that a spreadsheet has mangled: what a person changed in it is still told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from contested.cli import FOUND, OK, main
from contested.testing.specimen import TODAY, changed

ADVICE = (
    "the whole file of claims was written anew, as by a spreadsheet; it is compared as “contested"
    " fmt --restore-from” would leave it"
)
DAY = r"\d{4}-\d\d-\d\d"
EDIT = 'claims clm-a note="Read twice."'


def saved(text: str, sign: str, day: str) -> bytes:
    """Return a table as a spreadsheet saves it, with its own dates."""

    def shown(cell: str) -> str:
        return date.fromisoformat(cell).strftime(day) if re.fullmatch(DAY, cell) else cell

    out = io.StringIO(newline="")
    rows = ([shown(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline="")))
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_excel(text: str) -> bytes:
    return saved(text, ";", "%d/%m/%Y")


def as_excel_of_america(text: str) -> bytes:
    return saved(text, ",", "%m/%d/%Y")


@pytest.fixture
def review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Reviews a package whose claims a spreadsheet has saved."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def reviewed(
        line: str, saves: Callable[[str], bytes], *options: str, base: str = ""
    ) -> tuple[int, str]:
        changed(base).write("base")
        claims = changed(line).write("head") / "data/claims.csv"
        claims.write_bytes(saves(claims.read_text()))
        code = main(["review", "base", "head", "--today", TODAY, *options])
        return code, capsys.readouterr().out

    return reviewed


@pytest.mark.parametrize("saves", [as_excel, as_excel_of_america])
def test_the_one_edit_of_a_mangled_file_is_told_and_the_code_stays_1(
    review: Callable[..., tuple[int, str]], saves: Callable[[str], bytes]
) -> None:
    code, out = review(EDIT, saves)
    assert code == FOUND
    assert ADVICE in out
    assert re.search(r"rows +claims: 1 changed\n", out)
    assert "Read twice." in out
    assert "not compared" not in out
    assert "meaning  unknown" not in out


def test_a_merged_contest_in_a_mangled_file_is_found(
    review: Callable[..., tuple[int, str]],
) -> None:
    code, out = review("claims clm-b polarity=affirms", as_excel)
    assert code == FOUND
    assert "rewritten-answer" in out


def test_what_is_undone_for_the_comparison_never_passes(
    review: Callable[..., tuple[int, str]],
) -> None:
    """Where nobody is told of the file, its cells are compared as they stand."""
    head = Path("contested.toml")
    head.write_text('ignore = {byte-order-mark = "x", wrong-line-ends = "x"}\n')

    def saves(text: str) -> bytes:
        return ("\ufeff" + text.replace("café", "cafÃ©").replace("\n", "\r\n")).encode()

    words = 'claims clm-a note="At the café"'
    code, out = review(words, saves, base=words)
    assert ADVICE not in out
    assert "cafÃ©" in out
    head.unlink()
    code, out = review(words, saves, base=words)
    assert (code, ADVICE in out, "1 cell as published" in out) == (FOUND, True, True)


def test_a_fault_that_is_published_already_hides_nothing(
    review: Callable[..., tuple[int, str]],
) -> None:
    ends = r'bytes-all claims "\n" "\r\n"'
    code, out = review(EDIT, lambda text: text.replace("\n", "\r\n").encode(), base=ends)
    assert ADVICE not in out
    assert code == OK or "Read twice." in out


@pytest.mark.parametrize("lost", ["Ana Mar\ufffdn", "#NAME?", "########", "Ana MarÃ­n"])
def test_lost_text_is_told_first_where_base_has_it(
    review: Callable[..., tuple[int, str]], lost: str
) -> None:
    told = "1 cell in also_known_as of actors hold"
    line = f'actors act-marin also_known_as="{lost}"'
    assert told in review(line, str.encode)[1]
    assert told not in review(line, str.encode, base=line)[1]
