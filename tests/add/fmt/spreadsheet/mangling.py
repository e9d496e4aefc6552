"""Spreadsheets as strategies.

Each has one way for a whole file of showing days, months, numbers, truth and letters.

Nothing here is taken from the code that recognises them; how they write is what Excel's and
LibreOffice's number formats say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal

from contested.standard import Field
from hypothesis import strategies as st

WHITE = " \t\n\r\u00a0\u202f\u3000"
ENGLISH, ENGLISH_LONG, GERMAN, FRENCH, SPANISH, RUSSIAN, DARI = (
    names.split()
    for names in (
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "January February March April May June July August September October November December",
        "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    )
)
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
EXCEL = date(1899, 12, 30)
FIFTEEN = Context(prec=15)
MACINTOSH = date(1904, 1, 1)

DAYS: dict[str, Callable[[date], str]] = {
    "left alone": str,
    "dd/mm/yyyy": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "m/d/yy": lambda d: f"{d.month}/{d.day}/{_short(d)}",
    "m/d/yyyy": lambda d: f"{d.month}/{d.day}/{d.year}",
    "dd.mm.yy": lambda d: f"{d.day:02}.{d.month:02}.{_short(d)}",
    "d. m. yyyy": lambda d: f"{d.day}. {d.month}. {d.year}",
    "dd-mm-yyyy": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "yy/mm/dd": lambda d: f"{_short(d)}/{d.month:02}/{d.day:02}",
    "yyyy/m/d": lambda d: f"{d.year}/{d.month}/{d.day}",
    "d-mmm-yy": lambda d: f"{d.day}-{ENGLISH[d.month - 1]}-{_short(d)}",
    "mmm d, yyyy": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "dddd, mmmm d, yyyy": lambda d: f"{d:%A}, {ENGLISH_LONG[d.month - 1]} {d.day}, {d.year}",
    "German": lambda d: f"{d.day:02}. {GERMAN[d.month - 1]} {d.year}",
    "French": lambda d: f"{d.day} {FRENCH[d.month - 1]} {d.year}",
    "Spanish": lambda d: f"{d.day} de {SPANISH[d.month - 1]} de {d.year}",
    "Russian": lambda d: f"{d.day} {RUSSIAN[d.month - 1]} {d.year} г.",
    "Dari": lambda d: f"{d.day} {DARI[d.month - 1]} {d.year}".translate(PERSIAN_DIGITS),
    "Persian digits": lambda d: f"{d.year}/{d.month:02}/{d.day:02}".translate(PERSIAN_DIGITS),
    "Arabic": lambda d: f"\u200f{d.day}\u200f/{d.month}\u200f/{d.year}".translate(ARABIC_DIGITS),
    "with midnight": lambda d: f"{d} 00:00:00",
    "with T and midnight": lambda d: f"{d}T00:00:00",
    "12 o'clock": lambda d: f"{d.month:02}/{d.day:02}/{d.year} 12:00:00 AM",
    "number": lambda d: str((d - EXCEL).days),
    "number since 1904": lambda d: str((d - MACINTOSH).days),
}
MONTHS: dict[str, Callable[[date], str]] = {
    "left alone": lambda d: f"{d:%Y-%m}",
    "mmm-yy": lambda d: f"{ENGLISH[d.month - 1]}-{_short(d)}",
    "mmm yy": lambda d: f"{GERMAN[d.month - 1]} {_short(d)}",
    "mmmm yyyy": lambda d: f"{ENGLISH_LONG[d.month - 1]} {d.year}",
    "French": lambda d: f"{FRENCH[d.month - 1]}-{_short(d)}",
    "mm/yyyy": lambda d: f"{d.month:02}/{d.year}",
    "yyyy/mm": lambda d: f"{d.year}/{d.month:02}",
}
FIRSTS = "as its first day"
"""A month shown as any other day is."""
NUMBERS: dict[str, Callable[[Decimal], str]] = {
    "general": lambda n: f"{n:f}",
    "comma": lambda n: f"{n:f}".replace(".", ","),
    "grouped, English": lambda n: f"{n:,f}",
    "grouped, German": lambda n: f"{n:,f}".translate(str.maketrans(",.", ".,")),
    "grouped, French": lambda n: f"{n:,f}".translate(str.maketrans(",.", "\u202f,")),
    "grouped, Swiss": lambda n: f"{n:,f}".replace(",", "’"),
    "scientific": lambda n: f"{float(n):.5E}",
    "scientific, German": lambda n: f"{float(n):.5E}".replace(".", ","),
    "percent": lambda n: f"{n * 100:f}%",
    "Persian": lambda n: f"{n:f}".replace(".", "٫").translate(PERSIAN_DIGITS),
}
TRUTH = {
    "true": ("TRUE", "WAHR", "VRAI", "VERDADERO", "ИСТИНА"),
    "false": ("FALSE", "FALSCH", "FAUX", "FALSO", "ЛОЖЬ"),
}
MISREAD = ("cp1252", "latin-1", "mac_roman", "cp1250", "cp1251", "cp1256", "cp437", "cp850")
LETTERS = (
    "left alone",
    *(f"misread {page}" for page in MISREAD),
    "misread twice cp1252",
    "lost cp1252",
    "lost cp1251",
    "lost mac_roman",
    "replaced cp1252",
)
SIGNS = {"left alone": {}, "autocorrected": str.maketrans({"-": "–", "'": "’", " ": "\u00a0"})}
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def _short(day: date) -> str:
    """Return the year as a short form shows it.

    It has two digits only where they stand for it.
    """
    return f"{day.year % 100:02}" if 1930 <= day.year <= 2029 else str(day.year)


@dataclass(frozen=True)
class Sheet:
    """A spreadsheet with its one way for everything.

    `shows` is what a cell looks like after it was opened, saved and read again.
    """

    days: str
    months: str
    numbers: str
    tongue: int
    letters: str
    signs: str

    def shows(self, cell: str, field: Field) -> str:
        """Return the cell after the spreadsheet, in canonical form."""
        return clean(self._saved(self._value(self._opened(cell), field)))

    def _value(self, cell: str, field: Field) -> str:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
            return self._day(cell)
        if re.fullmatch("[0-9]{4}-[0-9]{2}", cell):
            return self._month(cell)
        if NUMBER.fullmatch(cell):
            return self._number(Decimal(cell))
        if cell in TRUTH and field.form == "boolean":
            return TRUTH[cell][self.tongue]
        return cell if field.prose else cell.translate(SIGNS[self.signs])

    def _day(self, cell: str) -> str:
        day = date.fromisoformat(cell)
        return DAYS[self.days](day) if day.year > 1904 else cell

    def _month(self, cell: str) -> str:
        first = f"{cell}-01"
        if self.months != FIRSTS:
            return MONTHS[self.months](date.fromisoformat(first)) if cell >= "1904" else cell
        return cell if self._day(first) == first else self._day(first)

    def _number(self, number: Decimal) -> str:
        return NUMBERS[self.numbers](FIFTEEN.plus(number).normalize() + 0)

    def _saved(self, cell: str) -> str:
        way, _, page = self.letters.rpartition(" ")
        if way == "replaced":
            return cell.encode(page, "replace").decode("ascii", "replace")
        return cell.encode(page, "replace").decode(page) if way == "lost" else cell

    def _opened(self, cell: str) -> str:
        way, _, page = self.letters.rpartition(" ")
        for _ in range({"misread": 1, "misread twice": 2}.get(way, 0)):
            cell = "".join(
                bytes([byte]).decode(page, "ignore") or chr(byte) for byte in cell.encode()
            )
        return cell


def clean(text: str) -> str:
    """Return a cell in canonical form."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip(WHITE)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Draw any spreadsheet.

    Most leave letters and signs alone, and one that loses letters shows nothing in other than
    plain ones.
    """
    letters = draw(st.just("left alone") | st.sampled_from(LETTERS))
    loses = letters.startswith(("lost", "replaced"))
    signs = draw(st.sampled_from(sorted(SIGNS))) if letters == "left alone" else "left alone"
    days, months, numbers = (
        st.sampled_from(list(ways)) for ways in (DAYS, [*MONTHS, FIRSTS], NUMBERS)
    )
    return Sheet(
        draw(days.filter(_is_plain(DAYS)) if loses else days),
        draw(months.filter(_is_plain(MONTHS)) if loses else months),
        "general" if loses else draw(numbers),
        0 if loses else draw(st.integers(0, 4)),
        letters,
        signs,
    )


def _is_plain(ways: dict[str, Callable[[date], str]]) -> Callable[[str], bool]:
    return lambda way: (
        way not in ways or all(ways[way](date(2021, month, 1)).isascii() for month in range(1, 13))
    )
