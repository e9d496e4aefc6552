"""What LibreOffice 7.4 really does to a CSV file.

And that it is recognised, in every way in which people open and save one.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from add.fmt.spreadsheet.libreoffice import Locale, Via, needs_libreoffice, round_trips
from contested import standard
from contested.add.fmt.spreadsheet.damage import damage, habits
from contested.package.files.canonical import WHITE
from contested.standard import Field

pytestmark = [pytest.mark.slow, needs_libreoffice]

YEAR = f"{date.today():%y}"
SERIAL_2_JANUARY = str((date.today().replace(month=1, day=2) - date(1899, 12, 30)).days)
ODD = (
    "2021-08-21",
    "2021-08",
    "2021",
    "2021-08-21?",
    "../2021-08-23",
    "2021-08-21/2021-08-22",
    "21/08/2021",
    "8/21/21",
    "21.08.2021",
    "21-Aug-21",
    "1/2",
    "3-4",
    "MAR1",
    "12.5",
    "12.50",
    "36.0",
    "68.700",
    "007",
    "+5",
    "1,000",
    "1e5",
    "123456789012345678",
    "0.1234567890123456789",
    "12:30",
    "line 12",
    "time 00:12:31",
    "true",
    "TRUE",
    "yes",
    "=1+1",
    "=nothing",
    "+a",
    "-1+1",
    "@a",
    "50%",
    "Baghlān",
    "‘so-called’",
    "پنجشیر",
    "می\u200cروند",
    "a\nb",
    "AF-BGL",
    "1149361",
    "act-a",
    "#N/A",
    "x" * 40000,
)
"""Cells of all the kinds that any spreadsheet is known to change."""
ALWAYS = {"007": "7", "+5": "5", "=1+1": "2", "=nothing": "#NAME?"}
POINT = ALWAYS | {
    "12.50": "12.5",
    "36.0": "36",
    "68.700": "68.7",
    "1,000": "1000",
    "123456789012345678": "1.23456789012346E+017",
    "0.1234567890123456789": "0.123456789012346",
}
COMMA = ALWAYS | {"68.700": "68700", "1,000": "1", "123456789012345678": "1,23456789012346E+017"}
PLAIN = {"1e5": "100000"}
MISREAD = {
    "Baghlān": "BaghlÄ\uf181n",
    "‘so-called’": "â€˜so-calledâ€™",
    "پنجشیر": "Ù¾Ù†Ø¬Ø´ÛŒØ±",
    "می\u200cروند": "Ù…ÛŒâ€ŒØ±ÙˆÙ†Ø¯",
}
LOST = {"Baghlān": "Baghl?n", "پنجشیر": "??????", "می\u200cروند": "???????"}
CHANGED: dict[tuple[Locale, str, str], dict[str, str]] = {
    ("en-US", "default", "default"): POINT | PLAIN,
    ("en-US", "default", "utf-8"): POINT | PLAIN | MISREAD,
    ("en-US", "utf-8", "utf-8"): POINT | PLAIN,
    ("en-US", "utf-8", "western"): POINT | PLAIN | LOST,
    ("en-US", "special", "utf-8"): (
        POINT
        | {
            "8/21/21": "08/21/21",
            "21-Aug-21": "08/21/21",
            "1/2": f"01/02/{YEAR}",
            "1e5": "1.00E+05",
            "12:30": "12:30:00 PM",
            "true": "TRUE",
            "50%": "50.00%",
        }
    ),
    ("en-US", "english", "utf-8"): (
        POINT
        | PLAIN
        | {
            "2021-08-21": "44429",
            "8/21/21": "44429",
            "21-Aug-21": "44429",
            "1/2": SERIAL_2_JANUARY,
            "12:30": "0.520833333333333",
            "true": "1",
            "TRUE": "1",
            "50%": "0.5",
        }
    ),
    ("en-US", "text", "utf-8"): {},
    ("de-DE", "default", "default"): COMMA | PLAIN,
    ("de-DE", "default", "utf-8"): COMMA | PLAIN | MISREAD,
    ("de-DE", "utf-8", "utf-8"): COMMA | PLAIN,
    ("de-DE", "utf-8", "western"): COMMA | PLAIN | LOST,
    ("de-DE", "special", "utf-8"): (
        COMMA
        | {
            "21.08.2021": "21.08.21",
            "21-Aug-21": "21.08.21",
            "1e5": "1,00E+05",
            "12:30": "12:30:00",
            "50%": "50,00\u00a0%",
        }
    ),
    ("de-DE", "english", "utf-8"): (
        COMMA
        | PLAIN
        | {
            "2021-08-21": "44429",
            "8/21/21": "44429",
            "21.08.2021": "21.08.21",
            "21-Aug-21": "44429",
            "1/2": SERIAL_2_JANUARY,
            "12.5": "12,5",
            "12.50": "12,5",
            "36.0": "36",
            "68.700": "68,7",
            "1,000": "1000",
            "0.1234567890123456789": "0,123456789012346",
            "12:30": "0,520833333333333",
            "true": "1",
            "TRUE": "1",
            "50%": "0,5",
        }
    ),
    ("de-DE", "text", "utf-8"): {},
}
"""What opening and saving changes, and nothing else, by locale and by how the file is read and
written; ISO days stay as they are unless the columns are “US English”, months and intervals always.
"""
CUT: dict[Via, dict[str, str]] = {"ods": {}, "xlsx": {"x" * 40000: "x" * 32767}}
"""What the file format of the workbook does besides."""
LEFT = {("true", "1"), ("TRUE", "1")}
"""Changes that are not recognised in prose, where a person may write 1; in a column of true and
false they are.
"""
UNSURE = {("68.700", "68700"), ("1,000", "1")}
"""Changes that are recognised only in a column that they don't fit, unless other cells of the file
show a decimal comma.
"""
HARD = (
    ("sources", "accessed", "2021-08-21"),
    ("sources", "published", "2021-07-08"),
    ("sources", "published", "2021-08"),
    ("sources", "published", "2021"),
    ("claims", "occurred", "../2021-08-23?"),
    ("claims", "answer", "1985-12-31"),
    ("claims", "quantity_min", "12.50"),
    ("claims", "quantity_max", "120"),
    ("locations", "latitude", "36.123"),
    ("locations", "longitude", "68.700"),
    ("locations", "latitude", "-0.50"),
    ("locations", "uncertainty_m", "120000.0"),
    ("locations", "geonames_id", "1149361"),
    ("locations", "name", "007"),
    ("locations", "also_known_as", "Baghlān;پنجشیر"),
    ("relays", "step", "1"),
    ("questions", "exclusive", "true"),
    ("questions", "exclusive", "false"),
    ("questions", "unit", "50%"),
    ("claims", "locator", "time 00:12:31"),
)
"""Cells as valid tables have them."""
TABLES = standard.tables()
PANJSHIR = Path(__file__).parents[4] / "datasets" / "panjshir-2021" / "data"
WAYS = [(*way, "ods") for way in CHANGED] + [
    (*way, "xlsx")
    for way in CHANGED
    if way[1:] in {("default", "default"), ("special", "utf-8"), ("english", "utf-8")}
]
BY_DAY = {
    ("en-US", "default", "default", "xlsx"),
    ("de-DE", "default", "utf-8", "ods"),
    ("en-US", "utf-8", "western", "ods"),
    ("en-US", "special", "utf-8", "ods"),
    ("de-DE", "special", "utf-8", "xlsx"),
    ("de-DE", "english", "utf-8", "ods"),
}
"""The ways that are tried on every push: both locales and workbooks, and every reading and writing
that changes anything. `test_fmt_libreoffice` reads all as text.
"""
EVERY_WAY = [pytest.param(*way, marks=[] if way in BY_DAY else pytest.mark.nightly) for way in WAYS]


def listed(cells: tuple[str, ...]) -> bytes:
    """Return a CSV file with the cells one below the other."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [("id", "cell"), *((f"row-{number}", cell) for number, cell in enumerate(cells))]
    )
    return out.getvalue().encode()


def rows_of(content: bytes, writing: str) -> list[list[str]]:
    """Return the rows of a file, header left out, cells trimmed."""
    text = content.decode("cp1252" if writing == "western" else "utf-8")
    return [
        [cell.strip(WHITE) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))
    ][1:]


def trip(locale: Locale, reading: str, writing: str, via: Via) -> dict[str, bytes]:
    """Take everything that is looked at through LibreOffice at once."""
    files = {"odd": listed(ODD), "hard": listed(tuple(cell for *_, cell in HARD))}
    files |= {path.stem: path.read_bytes() for path in sorted(PANJSHIR.glob("*.csv"))}
    return round_trips(files, via, locale, reading=reading, writing=writing)


def restored(pairs: list[tuple[str, str, Field]]) -> list[str]:
    """Return the cells after all that is damage is undone."""
    known = habits((base, head) for base, head, _ in pairs)
    return [base if damage(base, head, field, known) else head for base, head, field in pairs]


@pytest.mark.parametrize(("locale", "reading", "writing", "via"), EVERY_WAY)
def test_what_libreoffice_changes_is_known_and_recognised(
    locale: Locale, reading: str, writing: str, via: Via
) -> None:
    files = {
        name: rows_of(content, writing)
        for name, content in trip(locale, reading, writing, via).items()
    }
    odd = [row[1] for row in files["odd"]]
    it_changes_this_and_nothing_else(odd, CHANGED[locale, reading, writing], via)
    what_it_changes_is_recognised_even_in_prose(odd)
    cells_of_valid_tables_come_back([row[1] for row in files["hard"]])
    the_reference_dataset_comes_back(files)


def it_changes_this_and_nothing_else(cells: list[str], expected: dict[str, str], via: Via) -> None:
    changed = {base: head for base, head in zip(ODD, cells, strict=True) if base != head}
    assert changed == {base: head.strip(WHITE) for base, head in expected.items()} | CUT[via]


def what_it_changes_is_recognised_even_in_prose(cells: list[str]) -> None:
    back = restored(
        [
            (base, head, TABLES["claims"].fields["note"])
            for base, head in zip(ODD, cells, strict=True)
        ]
    )
    left = {(base, head) for base, head in zip(ODD, back, strict=True) if base != head}
    assert left == {pair for pair in zip(ODD, cells, strict=True) if pair in LEFT}


def cells_of_valid_tables_come_back(heads: list[str]) -> None:
    pairs = [
        (base, head, TABLES[table].fields[column])
        for (table, column, base), head in zip(HARD, heads, strict=True)
    ]
    assert restored(pairs) == [base for *_, base in HARD]


def the_reference_dataset_comes_back(files: dict[str, list[list[str]]]) -> None:
    for path in sorted(PANJSHIR.glob("*.csv")):
        befores, fields = (
            rows_of(path.read_bytes(), "utf-8"),
            list(TABLES[path.stem].fields.values()),
        )
        pairs = [
            cell
            for before, after in zip(befores, files[path.stem], strict=True)
            for cell in zip(before, after, fields, strict=True)
        ]
        assert restored(pairs) == [base for base, *_ in pairs], path.stem
