"""Files broken by hand, as people and their programs break them: what is found in each, and what
formatting makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from contested.package.files.csvfile import CsvFile
from contested.standard import Table

NOTES = Table.from_schema(
    "x-notes",
    {
        "fields": [
            {"name": "note_id", "type": "string", "constraints": {"pattern": "nte-[a-z]+"}},
            {"name": "step", "type": "integer"},
            {"name": "title", "type": "string"},
            {"name": "note", "type": "string"},
        ],
        "primaryKey": ["note_id", "step"],
    },
)
HEADER = "note_id,step,title,note\n"
ROWS = [
    'nte-a,2,One,"first\nsecond"\n',
    'nte-a,10,"Two, too",été\n',
    'nte-b,1,"He said ""no"".",\n',
]
GOOD = HEADER + "".join(ROWS)
DIVIDED = GOOD.replace(",", ";").replace('"Two; too"', '"Two, too"')


@dataclass(frozen=True)
class Case:
    """One broken file."""

    name: str
    data: bytes
    found: list[tuple[str, int, int, str | None]]
    """Rule, line, column and cell, in the order of the rules."""
    result: bytes = GOOD.encode()
    done: list[str] = field(default_factory=list)
    left: list[tuple[str, int]] = field(default_factory=list)
    """Rule and line of what keeps the file from being put in order."""
    doubt: str = ""
    codec: str | None = None
    """The encoding that a person names."""

    @property
    def file(self) -> CsvFile:
        return CsvFile("notes.csv", self.data, NOTES)


def advice(name: str, codec: str, word: str) -> str:
    """Return what is said of a file of which nobody said what encoding it is in."""
    return (
        f"It is not UTF-8, but likeliest {name}. It then says “{word}”. If that is right, run the"
        " command below. If not, name another encoding in it, or save the file as UTF-8 in the"
        f" program that wrote it.\n    contested fmt --encoding {codec} notes.csv"
    )


def _unsorted(line: int) -> tuple[str, int, int, str | None]:
    return "unsorted-rows", line, 1, f"A{line}"


CONFLICT = (
    HEADER
    + ROWS[0]
    + "<<<<<<< HEAD\n"
    + ROWS[1]
    + "=======\n"
    + ROWS[1].replace("é", "e")
    + ">>>>>>> theirs\n"
    + ROWS[2]
)
MIXED = (HEADER + "nte-a,2,One,été\n").encode() + "nte-b,1,Two,été\n".encode("cp1252")

CASES = [
    Case(
        "UTF-16, with tabs, from “Unicode text”",
        GOOD.replace(",", "\t")
        .replace('"Two\t too"', '"Two, too"')
        .replace("\n", "\r\n")
        .encode("utf-16"),
        [
            ("not-utf-8", 1, 1, None),
            ("wrong-line-ends", 1, 24, None),
            ("wrong-delimiter", 1, 8, None),
        ],
        done=[
            "turned from UTF-16 into UTF-8",
            "5 line ends made LF",
            "divided by commas instead of tabs",
        ],
    ),
    Case(
        "UTF-16 without a mark",
        GOOD.encode("utf-16-le"),
        [("not-utf-8", 1, 1, None)],
        done=["turned from UTF-16 into UTF-8"],
    ),
    Case(
        "UTF-32",
        GOOD.encode("utf-32"),
        [("not-utf-8", 1, 1, None)],
        done=["turned from UTF-32 into UTF-8"],
    ),
    Case(
        "UTF-16, cut off",
        GOOD.encode("utf-16")[:-1],
        [("not-utf-8", 1, 1, None)],
        GOOD.encode("utf-16")[:-1],
        doubt=(
            "The file looks like UTF-16, which spreadsheets call “Unicode text”, but breaks off or"
            " is damaged. Get it once more from whoever made it."
        ),
    ),
    Case(
        "Windows-1252, semicolons, CR LF, as Excel saves in Europe",
        DIVIDED.replace("\n", "\r\n").encode("cp1252"),
        [
            ("not-utf-8", 4, 21, None),
            ("wrong-line-ends", 1, 24, None),
            ("wrong-delimiter", 1, 8, None),
        ],
        done=[
            "turned from Windows-1252, Western European into UTF-8",
            "5 line ends made LF",
            "divided by commas instead of semicolons",
        ],
        codec="cp1252",
    ),
    Case(
        "Windows-1252, and nobody says so",
        GOOD.encode("cp1252"),
        [("not-utf-8", 4, 21, None)],
        GOOD.encode("cp1252"),
        doubt=advice("Windows-1252, Western European", "cp1252", "été"),
    ),
    Case(
        "Windows-1251",
        GOOD.replace("été", "заняли район").encode("cp1251"),
        [("not-utf-8", 4, 21, None)],
        GOOD.replace("été", "заняли район").encode("cp1251"),
        doubt=advice("Windows-1251, Cyrillic", "cp1251", "заняли"),
    ),
    Case(
        "two encodings in one file",
        MIXED,
        [("not-utf-8", 3, 13, None)],
        MIXED,
        doubt=advice("Windows-1252, Western European", "cp1252", "Ã©tÃ©"),
    ),
    Case(
        "a byte order mark",
        b"\xef\xbb\xbf" + GOOD.encode(),
        [("byte-order-mark", 1, 1, "A1")],
        done=["byte order mark taken off"],
    ),
    Case(
        "CR LF",
        GOOD.replace("\n", "\r\n").encode(),
        [("wrong-line-ends", 1, 24, None)],
        done=["5 line ends made LF"],
    ),
    Case(
        "CR, of an old Macintosh",
        GOOD.replace("\n", "\r").encode(),
        [("wrong-line-ends", 1, 24, None)],
        done=["5 line ends made LF"],
    ),
    Case(
        "line ends of two sorts",
        GOOD.replace("second", "second\r").replace(",été\n", ",été\r\n").encode(),
        [("wrong-line-ends", 3, 7, None)],
        done=["2 line ends made LF", "1 cell trimmed"],
    ),
    Case(
        "semicolons",
        DIVIDED.encode(),
        [("wrong-delimiter", 1, 8, None)],
        done=["divided by commas instead of semicolons"],
    ),
    Case(
        "tabs, everything quoted",
        "".join(
            "\t".join(f'"{cell}"' for cell in row) + "\n"
            for row in [
                HEADER.strip().split(","),
                ["nte-a", "2", "One", "first\nsecond"],
                ["nte-a", "10", "Two, too", "été"],
                ["nte-b", "1", 'He said ""no"".', ""],
            ]
        ).encode(),
        [("wrong-delimiter", 1, 10, None)],
        done=["divided by commas instead of tabs"],
    ),
    Case(
        "semicolons and a row too short",
        (DIVIDED + "nte-c;1\n").encode(),
        [("wrong-delimiter", 1, 8, None), ("ragged-row", 6, 1, "A5")],
        (DIVIDED + "nte-c;1\n").encode(),
        left=[("ragged-row", 6)],
    ),
    Case(
        "blank rows and columns that a spreadsheet adds",
        "".join(line + ",,\n" for line in (HEADER + ROWS[1] + ",,,\n" + ROWS[2]).splitlines())
        .encode()
        .replace(b",,,,,", b",,,,,")
        + b",,,,,\n,,,,,\n",
        [("wrong-header", 1, 25, "E1")],
        (HEADER + ROWS[1] + ROWS[2]).encode(),
        done=["blank columns behind the last one taken out", "3 blank rows taken out"],
    ),
    Case(
        "columns in another order, padded names",
        (
            "step, note_id,note,title \n"
            + '2,nte-a,"first\nsecond",One\n'
            + '10,nte-a,été,"Two, too"\n'
            + '1,nte-b,,"He said ""no""."\n'
        ).encode(),
        [("wrong-header", 1, 6, "B1"), ("wrong-header", 1, 1, "A1")],
        done=["columns put in the order of the schema"],
    ),
    Case(
        "rows in another order, padded cells",
        (
            HEADER + ROWS[2] + ROWS[1].replace("Two", " Two") + ROWS[0].replace("One", "One\u00a0")
        ).encode(),
        [_unsorted(3)],
        done=["2 cells trimmed", "rows sorted by note_id, step"],
    ),
    Case(
        "letters in two pieces",
        GOOD.replace("été", "e\u0301te\u0301").encode(),
        [],
        done=["1 cell put into composed form (NFC)"],
    ),
    Case(
        "quotation marks that nobody needs",
        GOOD.replace("One", '"One"').encode(),
        [],
        done=["quotation marks only where they are needed"],
    ),
    Case(
        "no line end behind the last row",
        GOOD.removesuffix("\n").encode(),
        [],
        done=["a line end put behind the last row"],
    ),
    Case(
        "a conflict of git's",
        CONFLICT.encode(),
        [("merge-conflict", 4, 1, None)],
        left=[("merge-conflict", 4)],
        result=CONFLICT.encode(),
    ),
    Case(
        "a conflict of git's, with CR LF",
        CONFLICT.replace("\n", "\r\n").encode(),
        [("merge-conflict", 4, 1, None)],
        left=[("merge-conflict", 4)],
        result=CONFLICT.replace("\n", "\r\n").encode(),
    ),
    Case(
        "a cell never closed, with CR LF",
        GOOD.replace("One", '"One').replace("\n", "\r\n").encode(),
        [
            ("wrong-line-ends", 1, 24, None),
            ("broken-quoting", 2, 15, None),
            ("broken-quoting", 3, 7, None),
        ],
        GOOD.replace("One", '"One').encode(),
        ["5 line ends made LF"],
        [("broken-quoting", 2), ("broken-quoting", 3)],
    ),
    Case(
        "a quotation mark inside a bare cell",
        GOOD.replace("One", 'O"ne').encode(),
        [("broken-quoting", 2, 10, None), ("broken-quoting", 3, 7, None)],
        GOOD.replace("One", 'O"ne').encode(),
        left=[("broken-quoting", 2), ("broken-quoting", 3)],
    ),
    Case(
        "a comma without quotation marks, with a mark at the start",
        b"\xef\xbb\xbf" + GOOD.replace("One", "One, or more").encode(),
        [("byte-order-mark", 1, 1, "A1"), ("ragged-row", 2, 1, "A2")],
        GOOD.replace("One", "One, or more").encode(),
        ["byte order mark taken off"],
        [("ragged-row", 2)],
    ),
    Case(
        "a column that nobody knows",
        GOOD.replace("title", "titel").encode(),
        [("wrong-header", 1, 14, "C1")],
        GOOD.replace("title", "titel").encode(),
        left=[("wrong-header", 1)],
    ),
    Case(
        "columns missing that may be blank, and others out of order",
        b"title,step,note_id\nTwo,2,nte-b\nOne,1,nte-a\n",
        [
            ("wrong-header", 1, 1, None),
            ("wrong-header", 1, 1, "A1"),
            ("unsorted-rows", 3, 7, "C3"),
        ],
        b"note_id,step,title,note\nnte-a,1,One,\nnte-b,2,Two,\n",
        done=[
            "columns put in the order of the schema",
            "column note added, blank",
            "rows sorted by note_id, step",
        ],
    ),
    Case(
        "no columns at all",
        b"\xef\xbb\xbf",
        [("byte-order-mark", 1, 1, "A1"), ("wrong-header", 1, 1, None)],
        b"",
        ["byte order mark taken off"],
        [("wrong-header", 1)],
    ),
    Case(
        "sep=; above the column names",
        b"sep=;\n" + DIVIDED.encode(),
        [("wrong-header", 1, 1, None), ("wrong-header", 1, 1, "A1")],
        done=[
            "a line that a spreadsheet put above the column names taken off",
            "divided by commas instead of semicolons",
        ],
    ),
    Case(
        "Column1 and so on above the column names",
        b"Column1,Column2,Column3,Column4\n" + GOOD.encode(),
        [("wrong-header", 1, 1, None), ("wrong-header", 1, 1, "A1")],
        done=["a line that a spreadsheet put above the column names taken off"],
    ),
]
