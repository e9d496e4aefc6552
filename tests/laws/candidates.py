"""Cells to judge by a Table Schema, right, wrong or anything between."""

from __future__ import annotations

from contested import standard
from hypothesis import strategies as st

PATTERNS = {
    "ab|cd": ["ab", "cd"],
    "(?:ab|cd)+": ["ab", "abcd"],
    "[0-9]{2,3}": ["12", "007"],
    "[^;]+": ["a b", "a"],
    "a.c": ["abc", "a c"],
    "x?": ["x"],
}
PATTERNS |= {
    f.pattern: [f.example]
    for t in standard.tables().values()
    for f in t.fields.values()
    if f.pattern and f.form == "text"
}
"""Patterns, and cells that fit them: the standard's own, and some that it would not write."""
DATES = next(f.pattern for f in standard.tables()["claims"].fields.values() if f.form == "edtf")
WORDS = ["yes", "no", "Yes", "TRUE", "true", "1", "0", "ja", "a b"]
RIGHT = {
    "integer": ["0", "1", "-1", "7", "42", "400", "1000000", "9007199254740993"],
    "number": ["0", "1", "1.0", "1.50", "-0.5", "34.5", "90", "0.1", "-12.25", "9007199254740993"],
    "date": ["2021-08-21", "2020-02-29", "0001-01-01", "9999-12-31", "1999-12-31"],
    "uri": [
        "https://radio.example/ford",
        "urn:isbn:0",
        "mailto:a@b.example",
        "http://xn--e1afmkfd.example/",
        "https://пример.example/ä?q=1#x",
    ],
    "edtf": [
        "2021",
        "2021-08",
        "2021-08-21",
        "2021-08-21?",
        "2021/2022-01",
        "../2021",
        "2021-08-21/..",
    ],
}
WRONG = {
    "integer": [
        "1.0",
        "1e3",
        "0x1F",
        "1,000",
        "1 000",
        "-",
        "--1",
        "9" * 4301,
        "9" * 400,
        "NaN",
        "one",
    ],
    "number": [
        "1,5",
        "1.2.3",
        "1e5",
        "1E-2",
        ".5",
        "12.",
        "-",
        ".",
        "NaN",
        "INF",
        "-inf",
        "Infinity",
        "9" * 400,
        "9" * 4301,
        "0x1F",
        "ten",
    ],
    "date": [
        "2021-02-29",
        "2021-13-01",
        "2021-8-1",
        "21-08-2021",
        "2021/08/21",
        "20210821",
        "2021-08-21T00:00",
        "0000-01-01",
        "2021-08",
        "2021-04-31",
    ],
    "uri": [
        "radio",
        "//radio.example",
        "http:",
        "a b:c",
        "x:y z",
        "1a:b",
        "http://radio.example/a b",
        "http://[::1",
        'x:"y"',
        ":x",
        "x:<y>",
    ],
    "edtf": [
        "2021-02-29",
        "2021-8",
        "2022/2021",
        "../..",
        "2021/",
        "0000",
        "2021-13",
        "2021-08-21T10:00",
        "1/2/3",
        "unknown",
        "-2021",
        "2021-04-31/2022",
    ],
}
SOME = st.text("aAbzé09٣дя漢دیßİ .,;:|/_-+'\"#=@?!\n", max_size=6)
"""Short texts without what cannot be seen, which `near` puts in."""


def near(cell: str) -> st.SearchStrategy[str]:
    """Return a strategy for cells that are nearly this one.

    They are padded, in other letters or digits, longer, shorter, broken, or with something in
    them.
    """
    half = len(cell) // 2
    digits = [
        cell.translate({ord("0") + n: first + n for n in range(10)})
        for first in (0x660, 0x966, 0xFF10)
    ]
    within = [
        cell[:half] + sign + cell[half:]
        for sign in ("\n", "_", " ", "\t", "\u200b", "\u200d", "\x07", "é")
    ]
    around = [
        front + cell + back
        for front, back in (
            (" ", ""),
            ("", " "),
            ("", "\n"),
            ("\n", ""),
            ("\u00a0", ""),
            ("", "\u3000"),
            ("+", ""),
            ("-", ""),
        )
    ]
    longer = [
        "0" + cell,
        cell + "0",
        cell + ".0",
        cell + cell[-1:],
        cell + ";" + cell,
        cell[:-1],
        cell[1:],
    ]
    return st.sampled_from(
        [*around, *within, *longer, *digits, cell.upper(), cell.lower(), cell.title()]
    )


ANYTHING = (
    st.sampled_from(
        [
            "",
            " ",
            "\n",
            "TRUE",
            "-0",
            "0",
            "00",
            "1_000",
            "٣",
            "null",
            "NA",
            "=1",
            "-",
            '"',
            "a,b",
            "a\nb",
            "x" * 40,
        ]
    )
    | SOME
)
