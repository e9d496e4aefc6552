"""Files whose table is broken: columns, rows and quotation marks."""

from __future__ import annotations

from add.fmt.broken import CONFLICT, DIVIDED, GOOD, HEADER, ROWS, Case, unsorted

CASES = [
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
        "blank cells behind the last one of one row only",
        GOOD.replace("été\n", "été, or summer,\n").encode(),
        [("ragged-row", 4, 1, "A3")],
        GOOD.replace("été\n", "été, or summer,\n").encode(),
        left=[("ragged-row", 4)],
    ),
    Case(
        "blank cells alone behind the last one of one row only",
        GOOD.replace("été\n", "été,\n").encode(),
        [("ragged-row", 4, 1, "A3")],
        GOOD.replace("été\n", "été,\n").encode(),
        left=[("ragged-row", 4)],
    ),
    Case(
        "a column without a name that one row has not",
        GOOD.replace(",note\n", ",note,\n").replace("été\n", "été,\n").encode(),
        [("wrong-header", 1, 25, "E1")],
        GOOD.replace(",note\n", ",note,\n").replace("été\n", "été,\n").encode(),
        left=[("wrong-header", 1)],
    ),
    Case(
        "a column without a name in which something stands",
        (HEADER.replace("\n", ",\n") + "nte-a,2,One,two,three\n").encode(),
        [("wrong-header", 1, 25, "E1")],
        (HEADER.replace("\n", ",\n") + "nte-a,2,One,two,three\n").encode(),
        left=[("wrong-header", 1)],
    ),
    Case(
        "spaces alone in every cell of a row",
        (GOOD + " , , ,\u00a0\n").encode(),
        [],
        done=["1 blank row taken out"],
    ),
    Case(
        "two files put together, each with its header",
        (GOOD + "\ufeff" + GOOD.replace("nte-a", "nte-c")).encode(),
        [("repeated-header", 6, 1, "A5")],
        (GOOD + "\ufeff" + GOOD.replace("nte-a", "nte-c")).encode(),
        left=[("repeated-header", 6)],
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
        [unsorted(3)],
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
        GOOD.replace("One", '"One').replace("\n", "\r\n").encode(),
        left=[("broken-quoting", 2), ("broken-quoting", 3)],
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
        b"\xef\xbb\xbf" + GOOD.replace("One", "One, or more").encode(),
        left=[("ragged-row", 2)],
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
        b"\xef\xbb\xbf",
        left=[("wrong-header", 1)],
    ),
    Case(
        "sep=; above the column names",
        b"sep=;\n" + DIVIDED.encode(),
        [("wrong-header", 1, 1, None)],
        done=[
            "a line that a spreadsheet put above the column names taken off",
            "divided by commas instead of semicolons",
        ],
    ),
    Case(
        "sep=; above the column names, and a row too short",
        b"sep=;\n" + DIVIDED.encode() + b"nte-c;1\n",
        [("wrong-header", 1, 1, None)],
        b"sep=;\n" + DIVIDED.encode() + b"nte-c;1\n",
        left=[("ragged-row", 7)],
    ),
    Case(
        "Column1 and so on above the column names",
        b"Column1,Column2,Column3,Column4\n" + GOOD.encode(),
        [("wrong-header", 1, 1, None)],
        done=["a line that a spreadsheet put above the column names taken off"],
    ),
]
