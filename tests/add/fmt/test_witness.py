"""A second reader says whether a file still says what it said, and fmt believes it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter

import polars as pl
import pytest
from add.fmt.broken import GOOD, HEADER, NOTES
from contested.add.fmt import mend as mending
from contested.add.fmt.mend import mend
from contested.add.fmt.restore import RestoredCell
from contested.add.fmt.witness import LossError, compare
from contested.check.lint import lint
from contested.package.files.canonical import WHITE
from contested.package.files.csvfile import CsvFile
from hypothesis import example, given
from hypothesis import strategies as st

CELLS = st.text(st.sampled_from(',";\t| \n\r=<a2é\u0301\u00a0'), max_size=4)
NAMES = ["note_id", "step", "title", "note"]


def loss(before: str, after: str, **given: object) -> int | None:
    """Return the line on which something is lost, if anything is."""
    try:
        compare(before, after, **given)  # type: ignore[arg-type]
    except LossError as error:
        return error.line
    return None


def test_what_fmt_may_change_is_no_loss() -> None:
    before = 'b;a;;"c"\r\n" x\ry";"1 ;";"";e\u0301\r\n;;;\r\n\u00a0;2;;\r\n'
    assert loss(before, 'a,b,c,d\n1 ;,"x\ny",\u00e9,\n2,,,\n', sign=";") is None
    assert loss("sep=;\n" + before, 'a,b,c\n2,,\n1 ;,"x\ny",\u00e9\n', sign=";", skipped=1) is None


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("a,b\n1,2\n3,4\n", "a,b\n1,2\n", 3),
        ("a,b\n1,2\n3,4\n", "a,b\n1,2\n3,5\n", 3),
        ("a,b\n1,2\n", "a,b\n2,1\n", 2),
        ("a,b\n1,2\n", "a,b\n1,2\n1,2\n", 1),
        ("a,b\n1,2\n1,2\n", "a,b\n1,2\n", 3),
        ("a,b\n1,2,\n", "a,b\n1,2\n", 2),
        ("a,b\n1,2, x\n", "a,b\n1,2\n", 2),
        ("a,b\n1,2\n3\n", "a,b\n1,2\n3,\n", 3),
        ("a,b,\n1,2,x\n", "a,b\n1,2\n", 2),
        ("a,b,c\n1,2,\n", "a,b\n1,2\n", 1),
        ("a,a\n1,\n", "a\n1\n", 1),
        ("\n1\n", "a\n1\n", 1),
        ('a,b\n1,"x" y\n', 'a,b\n1,"x y"\n', 2),
        ('a,b\n1,"x\n', "a,b\n1,x\n", 2),
        ('a,b\n1,"x\ny"\n2,z\n', 'a,b\n1,"x\ny"\n2,Z\n', 4),
        ("a,b\n1,oﬃce\n", "a,b\n1,office\n", 2),
        ("a,b\n1,x\u200b\n", "a,b\n1,x\n", 2),
    ],
)
def test_everything_else_is_a_loss_on_its_line(before: str, after: str, line: int) -> None:
    assert loss(before, after) == line


def test_a_long_cell_is_read_and_the_bound_of_others_stays() -> None:
    bound = csv.field_size_limit()
    assert loss(f'a,b\n1,"{"x" * 200_000}"\n', f"a,b\n1,{'x' * 200_000}\n") is None
    assert csv.field_size_limit() == bound


def test_only_the_cells_that_were_listed_may_have_their_old_text() -> None:
    cell = RestoredCell(("1",), "b", "Sep-21", "2021-09", "")
    before, after = "a,b\n1,Sep-21\n2,Sep-21\n", "a,b\n1,2021-09\n2,Sep-21\n"
    assert loss(before, after, key=["a"], restored=[cell]) is None
    assert loss(before, after, key=["a"]) == 2
    assert loss(before, after.replace("2,Sep-21", "2,2021-09"), key=["a"], restored=[cell]) == 3
    key = RestoredCell(("1-2",), "a", "1-Feb", "1-2", "")
    assert loss("a,b\n1-Feb,x\n", "a,b\n1-2,x\n", key=["a"], restored=[key]) is None
    assert loss("a,b\n1-Feb,x\n1-2,x\n", "a,b\n1-2,x\n1-2,x\n", key=["a"], restored=[key]) is None


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (lambda frame: frame.head(2), 5),
        (lambda frame: frame.with_columns(title=pl.col("note"), note=pl.col("title")), 2),
        (lambda frame: frame.with_columns(title=pl.col("title").str.head(3)), 4),
        (lambda frame: pl.concat([frame, frame.tail(1)]), 1),
    ],
)
def test_a_fault_of_our_own_reader_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, broken: object, line: int
) -> None:
    """What it reads it finds again, so that it takes its own fault for faithful."""
    real = mending.read
    file = CsvFile("notes.csv", GOOD.replace("\n", "\r\n").encode(), NOTES)
    assert mend(file).is_changed
    monkeypatch.setattr(mending, "_is_faithful", lambda *_: True)
    monkeypatch.setattr(mending, "read", lambda file: broken(real(file)))  # type: ignore[operator]
    mended = mend(file)
    assert (mended.is_changed, mended.doubt) == (False, mending.DISPUTED.format(line=line))


def rows_of(text: str, sign: str) -> Counter[frozenset[tuple[str, str]]] | None:
    """Return the rows as any other program finds them; None where it would stumble."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    found: Counter[frozenset[tuple[str, str]]] = Counter()
    for row in rows:
        cells = [
            unicodedata.normalize("NFC", c.replace("\r\n", "\n").replace("\r", "\n").strip(WHITE))
            for c in row
        ]
        if any(cells) and len(row) != len(header):
            return None
        pairs = zip((name.strip() for name in header), cells, strict=len(row) == len(header))
        if any(cells):
            found[frozenset((name, cell) for name, cell in pairs if cell)] += 1
    return found


@st.composite
def broken_texts(draw: st.DrawFn) -> tuple[str, str]:
    """A table as people and programs break it, and the sign between its cells."""
    sign, end = draw(st.sampled_from(",,,;\t|")), draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    names = draw(st.permutations(NAMES)) + draw(
        st.sampled_from([[], [], [], [""], ["", ""], ["x"]])
    )
    names = names[draw(st.sampled_from([0] * 9 + [1])) :]
    sizes = st.sampled_from([len(names)] * 9 + [len(names) - 1, len(names) + 1, len(names) + 2])
    body = []
    for size in draw(st.lists(sizes, max_size=4)):
        row = draw(st.lists(CELLS, min_size=size, max_size=size))
        blank = draw(st.sampled_from([0, 0, 1, 2]))
        body.append(row[: size - blank] + [""] * min(blank, size))
    out = io.StringIO(newline="")
    style = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    csv.writer(out, delimiter=sign, lineterminator=end, quoting=style).writerows([names, *body])
    text = out.getvalue()
    for noise in draw(st.lists(st.sampled_from(['"', sign, ",", end, " ", "\0", "x"]), max_size=2)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + noise + text[at + draw(st.integers(0, 1)) :]
    return text, sign


@given(broken_texts(), st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))
@example((HEADER + "nte-a,1,GeoNames, read 2021-08-25,\n", ","), "utf-8")
def test_whatever_is_broken_fmt_writes_the_same_rows_or_nothing(
    made: tuple[str, str], codec: str
) -> None:
    text, sign = made
    file = CsvFile("notes.csv", text.encode(codec), NOTES)
    mended = mend(file)
    if mended.is_changed:
        assert not mended.is_left
        assert rows_of(mended.after.decode(), ",") == rows_of(text, sign)
        assert mended.after.decode().splitlines()[0] == HEADER.strip()
    elif not mended.is_left:
        assert not lint(file).found
