"""Traces of text that a program has lost."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule
from contested.standard import Field

ERRORS = (
    r"#(?:REF|VALUE|NUM|NULL|DIV/0|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|BEZUG|WERT|ZAHL"
    r"|VALEUR|NOMBRE|NUL|RIF|VALORE|VALOR|NÚM|VERW|WAARDE|GETAL|DEEL/0|LEEG|ADR|ARG|LICZBA|DZIEL/0"
    r"|ZERO|SAYI|DEĞER|BAŞV|SAYI/0|ССЫЛКА|ЗНАЧ|ЧИСЛО|ДЕЛ/0|ПУСТО)!"
    r"|#(?:NAME|NOM|NOME|NAAM|NAZWA|AD|ИМЯ)\?|#¿NOMBRE\?|#¡(?:REF|VALOR|NUM|NULO|DIV/0)!"
    r"|#N/A|#N/D|#NV|#YOK|#Н/Д|#GETTING_DATA|Err:[0-9]{3}"
)
"""What Excel, in the languages in which it has words of its own, and LibreOffice show where a
formula fails.
"""
NARROW = "#{3,}"
"""What both show where a column is too narrow for a number or a date."""
REPLACED = "\ufffd"


def _class(codec: str, first: int, last: int, without: str = "") -> str:
    """Return the characters that bytes are in an encoding."""
    read = (bytes([byte]).decode(codec, "ignore") for byte in range(first, last + 1))
    return "".join(character for character in read if character and character not in without)


def _runs(codec: str) -> str:
    """Return what three foreign letters of UTF-8 look like in an encoding.

    The first bytes are those of letters: Latin, Greek, Cyrillic, Hebrew, Arabic, and all that
    take three bytes.
    """
    after = f"[{_class(codec, 0x80, 0xBF)}]"
    pairs = (0xC3, 0xC5), (0xCE, 0xD1), (0xD7, 0xDB)
    leads = "".join(_class(codec, *pair) for pair in pairs)
    triple = f"[{_class(codec, 0xE0, 0xEF)}]{after}{after}"
    return f"(?:[{leads}]{after}|{triple}){{3}}|(?:{triple}){{2}}"


BEHIND = "’‘”“»«›‹…–—•·™®©°ªº¹²³\u00a0"
"""Signs that stand behind a word, so that é” or CAFÉ™ is no trace of anything."""
_SECOND = _class("cp1252", 0x80, 0xBF, BEHIND)
MISREAD = "|".join(
    (
        f"Ã[{_SECOND}©®°ª²³¹º]",
        f"[ÄÅ][{_SECOND}]",
        "Â[£§¢¥¡¿«®°©±´µ·\u00a0]",
        f"(?:[ÐÑ][{_class('cp1252', 0x80, 0xBF)}]){{2}}",
        f"(?:[ØÙÚÛ][{_class('cp1252', 0x80, 0xBF)}]){{2}}",
        "â€|â\u0080|â„¢|ï»¿|ï¿½|à[¤¥¦§]",
        "вЂ|β€|‚Ä[îìùúôö¶¢]|√[©®ß§º¢£•¶†±∂∫]",
        *map(_runs, ("cp1252", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256")),
    )
)
"""UTF-8 that was read in another encoding. One letter is certain only where no language and no
punctuation has the two signs in a row; elsewhere it takes two or three.
"""
LOST = f"^(?:{ERRORS}|{NARROW})$|{REPLACED}|{MISREAD}"


@rule(
    "lost-text",
    on="every field",
    severity="warning",
    applies=lambda field: field.prose,
    bad=(
        "actors act-marin name=Ana\ufffdMarin",
        "claims clm-b note=#NAME?",
        "claims clm-b note=#REF!",
        "claims clm-b note=#WERT!",
        "claims clm-b note=#¡VALOR!",
        "claims clm-b note=#N/A",
        "claims clm-b note=Err:508",
        "claims clm-b note=########",
        'claims clm-b note="At the cafÃ©."',
        'claims clm-b note="He didnâ€™t."',
        'claims clm-b note="Ð¢Ð°Ð»Ð¸Ð±Ð°Ð½"',
        'claims clm-b note="Ø·Ø§Ù„Ø¨Ø§Ù†"',
    ),
    good=(
        'claims clm-b note="#NAME? stood in the cell."',
        'claims clm-b note="“CAFÉ”"',
        'claims clm-b note="#STOP!"',
        'claims clm-b note="“Il est opposé…”"',
    ),
)
def lost_text(row: Row, field: Field) -> Expr:
    """Something was lost where “{cell}” stands: no person has written that.

    A file read in the wrong encoding turns letters into others. A program that lacks a letter puts
    a sign in its place, and a spreadsheet that takes a text for a formula puts an error there. What
    stood there before is nowhere in this file any more.

    Allowed: what the source says, in its own letters

    Mend: Take the text from an older version, which “contested fmt --restore-from” does where it
    can, or type it anew from the source.
    """
    return row.cell.str.contains(LOST)
