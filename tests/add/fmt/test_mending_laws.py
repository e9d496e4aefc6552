"""What holds for every package that can be drawn.

Mending a disguised file gives the file, and nothing that a cell says is lost.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import Any

import pytest
from contested.add.fmt.mend import mend
from contested.package.files.canonical import WHITE
from contested.package.files.csvfile import CsvFile
from contested.standard import Table
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st

Rows = list[list[str]]
THIRD = one_in(3)
"""Each package has several files, all of which are looked at."""


def parsed(data: bytes) -> Rows:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def said(rows: Rows) -> list[dict[str, str]]:
    """Return what rows say, whatever the order of rows and columns."""
    header, *body = rows
    return sorted(
        (
            {
                n: unicodedata.normalize("NFC", c.strip(WHITE))
                for n, c in zip(header, row, strict=True)
            }
            for row in body
        ),
        key=str,
    )


def files(drawn: Drawn) -> list[CsvFile]:
    specs = drawn.specs
    return [
        CsvFile(name, data, table)
        for name, data in drawn.files().items()
        if (table := specs.get(name[5:-4])) and table.fields
    ]


def line(row: list[str], sign: str, quoting: Any) -> str:
    """Return a row as text, without its end.

    Before Python 3.13 the module quotes a line break only if its own lines end with that one.
    """
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, lineterminator="\r\n", quoting=quoting).writerow(row)
    return out.getvalue().removesuffix("\r\n")


@st.composite
def disguised(draw: st.DrawFn, rows: Rows, table: Table) -> bytes:
    """Draw the same rows as some program may write them.

    They are in another encoding, another order, with other signs around and between them.
    """
    header, *body = rows
    order = draw(st.permutations(range(len(header))))
    keys = [tuple(row[header.index(k)] for k in table.key) for row in body]
    if table.key and len(set(keys)) == len(keys):
        body = draw(st.permutations(body))
    surplus = [""] * draw(st.sampled_from([0, 0, 1, 3]))
    space = draw(st.sampled_from(["", "", " ", "\u00a0"]))
    made = [[row[n] for n in order] + surplus for row in [header, *body]]
    made = [made[0], *([space + cell if cell else cell for cell in row] for row in made[1:])]
    for at in draw(st.lists(st.integers(1, len(made)), max_size=2)):
        made.insert(at, [""] * len(made[0]))
    end, sign = draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(st.sampled_from(",;\t|"))
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    return "".join(line(row, sign, quoting) + end for row in made).encode(
        draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]))
    )


@pytest.mark.slow
@settings(max_examples=THIRD)
@given(packages(max_claims=3))
def test_a_file_put_in_order_says_what_it_said_and_is_in_order(drawn: Drawn) -> None:
    for file in files(drawn):
        mended = mend(file)
        assert not mended.is_left
        assert said(parsed(mended.after)) == said(parsed(bytes(file.data)))
        assert not mend(CsvFile(file.name, mended.after, file.table)).is_changed


@pytest.mark.slow
@given(packages(max_claims=3), st.data())
def test_a_file_in_disguise_is_known_again(drawn: Drawn, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(files(drawn)))
    wanted = mend(file).after
    rows = parsed(wanted)
    raw = data.draw(disguised(rows, file.table)) if len(rows[0]) > 1 else wanted
    assert mend(CsvFile(file.name, raw, file.table)).after.decode() == wanted.decode()


@pytest.mark.slow
@given(packages(max_claims=2), st.data())
def test_whatever_a_file_holds_mending_it_twice_is_mending_it_once(
    drawn: Drawn, data: st.DataObject
) -> None:
    """Put bytes into a file anywhere.

    Most of these files are then broken in some way.
    """
    file = data.draw(st.sampled_from(files(drawn)))
    raw, noise = (
        bytes(file.data),
        data.draw(
            st.sampled_from(
                [
                    b'"',
                    b",",
                    b"\r",
                    b"\n",
                    b"\xff",
                    b"\xe9",
                    b";",
                    b"<<<<<<< a\n",
                    b"\xef\xbb\xbf",
                    b"\0",
                    b" ",
                    b"\n\n,,",
                ]
            )
        ),
    )
    at = data.draw(st.integers(0, len(raw)))
    once = mend(CsvFile(file.name, raw[:at] + noise + raw[at:], file.table)).after
    assert mend(CsvFile(file.name, once, file.table)).after == once
