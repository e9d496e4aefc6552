"""What is damage, one cell at a time: each kind of it."""

from __future__ import annotations

import pytest
from add.fmt.spreadsheet.columns import COLUMNS, TODAY
from contested.add.fmt.spreadsheet.damage import damage, habits

DATE, NUMBERED, TAKEN = (
    "a date in the spreadsheet’s own form",
    "a date or time as the spreadsheet counts it",
    "a text that the spreadsheet took for a date",
)
TIME, SHOWN = (
    "a time in the spreadsheet’s own form",
    "a number that the spreadsheet shows as a date",
)
NUMBER, CUT, SCIENTIFIC = (
    "a number in the spreadsheet’s own form",
    "a number with digits cut off",
    "a number in scientific notation",
)
TRUTH, NARROW = (
    "true or false in the spreadsheet’s own word",
    "the signs of a column too narrow for a number or a date",
)
ERROR, RESULT = (
    "an error in place of a text that begins like a formula",
    "the result of what begins like a formula",
)
GARBLED, LOST, TYPESET = (
    "text read in the wrong encoding",
    "letters lost in an encoding that lacks them",
    "typographic signs in place of plain ones",
)

DAMAGE = [
    (
        "date",
        "2021-08-21",
        DATE,
        [
            "21/08/2021",
            "8/21/21",
            "8/21/2021",
            "21.08.21",
            "21.08.2021",
            "21. 8. 2021",
            "21-Aug-21",
            "21-Aug-2021",
        ],
    ),
    (
        "date",
        "2021-08-21",
        DATE,
        ["Aug 21, 2021", "August 21, 2021", "21. August 2021", "21 Aug 21"],
    ),
    (
        "date",
        "2021-08-21",
        DATE,
        [
            "2021/8/21",
            "2021/08/21",
            "2021. 8. 21.",
            "2021-08-21 00:00:00",
            "2021-08-21T00:00:00",
            "2021-08-21 00:00",
        ],
    ),
    ("date", "2021-08-21", DATE, ["8/21/2021 12:00:00 AM", "Saturday, August 21, 2021"]),
    (
        "date",
        "2021-08-21",
        DATE,
        [
            "21 août 2021",
            "21-août-21",
            "21 de agosto de 2021",
            "21 августа 2021 г.",
            "21.авг.2021",
            "۲۰۲۱/۰۸/۲۱",
        ],
    ),
    (
        "date",
        "2021-08-21",
        DATE,
        ["\u200f٢١\u200f/٨\u200f/٢٠٢١", "21 أغسطس 2021", "۲۱ اگست ۲۰۲۱", "21 اوت 2021"],
    ),
    (
        "date",
        "2021-05-21",
        DATE,
        ["21. Mai 2021", "21 mai 2021", "21 мая 2021", "21-may-21", "۲۱ می ۲۰۲۱", "21 مهٔ 2021"],
    ),
    ("date", "2021-03-01", DATE, ["1. Mrz 21", "1. März 2021", "01.03.2021", "3/1/21", "1-Mar-21"]),
    ("date", "2021-08-21", NUMBERED, ["44429", "42967", "44429.0"]),
    (
        "date",
        "2021-08",
        DATE,
        [
            "Aug-21",
            "Aug 21",
            "Aug 2021",
            "August 2021",
            "août-21",
            "авг.21",
            "08/2021",
            "8/2021",
            "2021/08",
        ],
    ),
    ("date", "2021", SHOWN, ["13/07/1905", "7/13/1905"]),
    ("date", "2021", NUMBER, ["2,021", "2 021"]),
    ("day", "2021-08-21", NARROW, ["########"]),
    ("prose", "2021-08-21", DATE, ["21/08/2021", "21-Aug-21"]),
    (
        "prose",
        "2021-08-21 12:30",
        DATE,
        ["2021-08-21 12:30:00", "08/21/21 12:30 PM", "21.08.2021 12:30"],
    ),
    ("prose", "12:30", TIME, ["12:30:00", "12:30:00 PM", "12:30 PM", "۱۲:۳۰:۰۰"]),
    ("prose", "00:12:31", TIME, ["12:12:31 AM"]),
    ("prose", "3-45", DATE, ["Mar-45"]),
    ("prose", "3-13", TAKEN, ["13-Mar"]),
    ("prose", "Feb-29", TAKEN, ["29-Feb"]),
    ("date", "1600-01-01", NUMBERED, ["-109571"]),
    ("prose", "24:00", TIME, ["24:00:00"]),
    ("prose", "12:30", NUMBERED, ["0.520833333333333", "0,520833333333333"]),
    ("prose", "1/2", TAKEN, ["01/02/2026", "2-Jan", "1. Feb", "01.02.26", "01-Feb-2026"]),
    ("prose", "1/2", NUMBERED, ["46024"]),
    ("prose", "3-4", TAKEN, ["4-Mar", "3-Apr", "03.04.2026"]),
    ("prose", "May-10", TAKEN, ["10-May", "05/10/26", "10. Mai"]),
    ("digits", "MAR1", TAKEN, ["1-Mar", "01-Mar", "3/1/2026"]),
    ("digits", "SEPT2", TAKEN, ["2-Sep"]),
    ("digits", "DEC21", TAKEN, ["21-Dec", "Dec-21"]),
    ("digits", "12.5", TAKEN, ["12. Mai", "12.05.2026", "12-May"]),
    ("number", "12.5", TAKEN, ["12. Mai"]),
    ("number", "12.50", NUMBER, ["12.5", "12,5", "12,50", "1250%"]),
    ("number", "34.5", NUMBER, ["34,5", "34٫5", "34,50"]),
    ("number", "1000", NUMBER, ["1,000", "1 000", "1\u202f000", "1’000", "1,000.00"]),
    ("number", "1234567.5", NUMBER, ["1,234,567.5", "1.234.567,5", "12,34,567.5"]),
    ("number", "100000", SCIENTIFIC, ["1E+05", "1.00E+05", "1,00E+05"]),
    ("number", "1234567890123456", SCIENTIFIC, ["1.23457E+15", "1,23457E+15"]),
    ("number", "1234567890123456", CUT, ["1234567890123450", "1234567890123460"]),
    ("number", "0.1234567890123456789", CUT, ["0.123456789012346", "0.123456789"]),
    ("latitude", "34.123456789012", CUT, ["34.12345679"]),
    ("latitude", "36.123", NUMBER, ["36123", "36,123"]),
    ("digits", "007", NUMBER, ["7"]),
    ("digits", "0012", NUMBER, ["12", "12.0"]),
    ("digits", "1e5", NUMBER, ["100000", "100,000"]),
    ("digits", "1e5", SCIENTIFIC, ["1.00E+05", "1E+05"]),
    ("digits", "123456789012", SCIENTIFIC, ["1.23457E+11"]),
    ("prose", "+5", NUMBER, ["5"]),
    ("prose", "-0", NUMBER, ["0"]),
    ("prose", "50%", NUMBER, ["50.00%", "50,00\u00a0%", "0.5"]),
    ("prose", "$5", NUMBER, ["$5.00"]),
    ("prose", "0,250", NUMBER, ["0.25", "0,25"]),
    ("number", "1234567890.5", CUT, ["1234567891"]),
    ("prose", "34,5", NUMBER, ["34.5"]),
    ("boolean", "true", TRUTH, ["TRUE", "WAHR", "VRAI", "VERDADERO", "ИСТИНА", "1"]),
    ("boolean", "false", TRUTH, ["FALSE", "FALSCH", "FAUX", "FALSO", "ЛОЖЬ", "0"]),
    ("loose", "true", TRUTH, ["TRUE", "WAHR", "1"]),
    ("prose", "true", TRUTH, ["TRUE"]),
    (
        "prose",
        "=nothing",
        ERROR,
        [
            "#NAME?",
            "#VALUE!",
            "Err:508",
            "#WERT!",
            "#NOM?",
            "#¿NOMBRE?",
            "#ИМЯ?",
            "#DIV/0!",
            "#N/A",
            "#NV",
            "#REF!",
        ],
    ),
    ("prose", "- a dash first", ERROR, ["#NAME?"]),
    ("prose", "@home", ERROR, ["#NAME?"]),
    ("prose", "=1+1", RESULT, ["2", "2.0"]),
    ("prose", "-(2+4)/3", RESULT, ["-2"]),
    ("prose", "=1/3", RESULT, ["0.333333333", "0,333333333333333"]),
    (
        "prose",
        "Baghlān",
        GARBLED,
        [
            "BaghlÄ\x81n",
            "BaghlÄ\uf181n",
            "BaghlÄ\ufffdn",
            "BaghlƒÅn",
            "Baghl\u00c3\u201e\u00c2\x81n",
        ],
    ),
    (
        "prose",
        "‘so-called’",
        GARBLED,
        ["â€˜so-calledâ€™", "Ã¢â‚¬Ëœso-calledÃ¢â‚¬â„¢", "вЂ\x98so-calledвЂ™"],
    ),
    ("prose", "پنجشیر", GARBLED, ["Ù¾Ù†Ø¬Ø´ÛŒØ±"]),
    ("prose", "Zoé", GARBLED, ["ZoÃ©", "ZoŽ"]),
    (
        "prose",
        "Baghlān, Łódź",
        LOST,
        [
            "Baghl?n, ?ód?",
            "Baghl\ufffdn, \ufffdód\ufffd",
            "Baghlan, ?ód?",
            "Baghl\ufffd\ufffdn, Łódź",
        ],
    ),
    ("prose", "voilà", GARBLED, ["voilÃ"]),
    ("prose", "‘Київ’", GARBLED, ["‘Êè¿â’"]),
    ("prose", "a 🙂", LOST, ["a \ufffd", "a \ufffd\ufffd\ufffd\ufffd"]),
    ("prose", "گفتگو 🙂 a", LOST, ["????? ? a", "????? ?? a"]),
    ("prose", "a b‑c Київ", LOST, ["a b-c ????"]),
    ("id", "clm-o-1", TYPESET, ["clm–o–1", "clm‑o-1"]),
    ("uri", "https://paper.example/it's", TYPESET, ["https://paper.example/it’s"]),
    ("date", "2021-08-21/..", TYPESET, ["2021–08–21/.."]),
    ("prose", "x" * 40000, "text cut off after 32,767 characters", ["x" * 32767]),
    ("prose", "é" * 70000, "text cut off after 65,535 characters", ["é" * 65535]),
    ("prose", "🙂" * 20000, "text cut off after 32,767 characters", ["🙂" * 16383]),
    ("prose", "é" * 70000, GARBLED, [("Ã©" * 70000)[:32767]]),
]


@pytest.mark.parametrize(
    ("column", "base", "head", "why"),
    [(column, base, head, why) for column, base, why, heads in DAMAGE for head in heads],
)
def test_damage_is_recognised(column: str, base: str, head: str, why: str) -> None:
    assert damage(base, head, COLUMNS[column], habits([(base, head)], TODAY)) == why
