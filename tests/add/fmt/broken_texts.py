"""Files whose text is broken: encodings, line ends, and signs between cells."""

from __future__ import annotations

from add.fmt.broken import DIVIDED, GOOD, HEADER, MIXED, Case, advice

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
]
