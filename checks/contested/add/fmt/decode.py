"""Reading bytes that are not UTF-8, but only where it is certain what they say.

An encoding of a byte a character can read any bytes. All are tried, and a reading is possible if it
has no control characters, no word of two scripts and no capital inside a word. It is certain if no
other text is possible, or if it has all the words that stand in the other files of the package too
and every other one has fewer, or if each of its words is spelled as some language is while every
other possible text has several that no language spells so. Otherwise a person has to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from contested.package.files import encoding

if TYPE_CHECKING:
    from contested.package.files.csvfile import Data

NAMES = {
    "cp1252": "Windows-1252, Western European",
    "cp1250": "Windows-1250, Central European",
    "cp1251": "Windows-1251, Cyrillic",
    "cp1253": "Windows-1253, Greek",
    "cp1254": "Windows-1254, Turkish",
    "cp1255": "Windows-1255, Hebrew",
    "cp1256": "Windows-1256, Arabic and Persian",
    "cp1257": "Windows-1257, Baltic",
    "cp437": "MS-DOS, American",
    "cp850": "MS-DOS, Western European",
    "cp852": "MS-DOS, Central European",
    "cp866": "MS-DOS, Cyrillic",
    "gb18030": "GB 18030, Chinese",
    "big5": "Big5, Chinese",
    "shift_jis": "Shift JIS, Japanese",
    "euc_kr": "EUC-KR, Korean",
}
"""What programs on Windows write, by Python's names for it; where two encodings mean the same text,
the first gives the name.
"""
OTHERS = {
    "mac_roman": "Mac Roman",
    "koi8_r": "KOI8-R, Cyrillic",
    "iso8859_2": "Latin-2, Central European",
}
"""What other programs write."""
ALPHABETS = [
    "éèêëàâçîïôùûüÿœæ",
    "áéíóúüñ",
    "äöüß",
    "ãáâàçéêíóôõúü",
    "àèéìòóù",
    "åäöé",
    "åæøéòôó",
    "áðéíóúýþæö",
    "äëïöüéèêóáíú",
    "äöåšž",
    "äöõüšž",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíľňóôšťúýž",
    "áéíóöőúüű",
    "ăâîșțşţ",
    "čćđšž",
    "çëâ",
    "çğıöşüâîû",
    "āčēģīķļņōŗšūž",
    "ąčęėįšųūž",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’",
    "абвгдежзийклмнопрстуфхцчшщъьюя",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשתְֱֲֳִֵֶַָֹֻּ",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْپچژگکھہےںٹڈڑ\u200c\u200d،؛؟",
]
"""The letters beyond a to z of the alphabets that those encodings serve, a language or a group of
near ones each.
"""
MARKS = set("“”‘’‚„–—…«»‹›•·°§©®™€£¥½¼¾×±²³ºª¡¿†‡‰\u00a0،؛؟\u200c\u200d\u200e\u200f")
"""Signs that people write between words."""
LETTER = r"[^\W\d_]"
MISPLACED = re.compile(
    rf"{LETTER}[£¥€©®™°§½¼¾×±²³¡¿†‡‰¢¤¦¨¬¯´¸¹µ¶“”„«»‹›…•]{LETTER}|[£¥€±×÷¼½¾·†‡¬]{LETTER}|{LETTER}[±×÷†‡¬]|(?<!l)·|·(?!l)"
)
"""Signs beside a letter where nobody writes them; the raised dot stands in Catalan's l·l."""
WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\x00-\x1f ,;\"]*")
"""What stands together and is not all ASCII."""
RUN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0670])+")
"""Letters in a row, with the marks that stand on them."""
HAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH")
SEVERAL = 3
"""Words that no language spells so, from which on a reading is out: one or two may be names from
elsewhere.
"""
SHOWN = 60


@dataclass(frozen=True)
class Text:
    """What a file says, as UTF-8, and which encoding it was in; blank where it was UTF-8
    all along.
    """

    data: bytes
    encoding: str = ""


class UncertainError(Exception):
    """Bytes of which nobody can say for certain what they mean, with what could be done."""


def decoded(data: Data, codec: str | None = None, known: Container[str] = ()) -> Text:
    """The text of a file without its byte order mark.

    `codec` is what a person says that a file is in which is not UTF-8, `known` the words of other
    files. Raises UncertainError.
    """
    raw = data[:]
    try:
        raw.decode()
    except UnicodeDecodeError:
        return _narrow(raw, codec, known)
    if wide := encoding.wide(raw):
        return _wide(raw, wide)
    return Text(raw.removeprefix(b"\xef\xbb\xbf"))


def _wide(raw: bytes, wide: encoding.Wide) -> Text:
    try:
        return Text(
            raw.decode(wide.codec).removeprefix("\ufeff").encode(), wide.name.partition(",")[0]
        )
    except UnicodeError as error:
        raise UncertainError(
            f"The file looks like {wide.name}, but breaks off or is damaged. Get it once more from"
            " whoever made it."
        ) from error


def _narrow(raw: bytes, codec: str | None, known: Container[str]) -> Text:
    if wide := encoding.wide(raw):
        return _wide(raw, wide)
    if codec:
        try:
            return Text(raw.decode(codec).encode(), (NAMES | OTHERS).get(codec, codec))
        except UnicodeError as error:
            raise UncertainError(f"The file is not in the encoding {codec}.") from error
    if encoding.narrow(raw) == encoding.DAMAGED:
        raise UncertainError(
            "The file is UTF-8 in which some characters are damaged. Take them from an older"
            " version, or type them anew."
        )
    readings = _readings(raw)
    met = {text: {word for word in words_of(text) if word in known} for text in readings}
    familiar = [
        text
        for text in readings
        if met[text] and all(met[other] < met[text] for other in readings if other != text)
    ]
    odd = {text: sum(not _is_spelled(word) for word in words_of(text)) for text in readings}
    spelled = [
        text
        for text in readings
        if odd[text] == 0 and all(odd[other] >= SEVERAL for other in readings if other != text)
    ]
    certain = familiar or ([] if any(met.values()) else spelled)
    if certain:
        return Text(certain[0].encode(), (NAMES | OTHERS)[readings[certain[0]]])
    raise UncertainError(_doubt(sorted(readings, key=odd.__getitem__), readings))


def _readings(raw: bytes) -> dict[str, str]:
    """Every text that the bytes can be, with the first encoding in which they are."""
    found: dict[str, str] = {}
    for name in NAMES | OTHERS:
        try:
            text = raw.decode(name)
        except UnicodeError:
            continue
        if all(_is_word(word) for word in words_of(text)):
            found.setdefault(text, name)
    return found


def words_of(text: str) -> set[str]:
    """The words of a text that are not all ASCII."""
    return set(WORD.findall(text))


def _is_spelled(word: str) -> bool:
    """Whether some language has all the letters of a word."""
    letters = {sign for sign in word.lower() if sign > "\x7f" and sign not in MARKS}
    if all(unicodedata.name(sign, "").startswith(HAN) for sign in letters):
        return True
    return any(letters <= set(alphabet) for alphabet in ALPHABETS)


def _is_word(word: str) -> bool:
    """Whether what stands together has no control character, is of one script, and has no capital
    behind a small letter.
    """
    kinds = {unicodedata.category(sign) for sign in word if sign > "\x7f" and sign not in MARKS}
    if any(kind in ("Cc", "Cn", "Co") or kind.startswith("S") for kind in kinds):
        return False
    for run in RUN.findall(word):
        scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in run} - {
            "MODIFIER",
            "MICRO",
            "COMBINING",
        }
        if len(scripts) > 1 and not all(script.startswith(HAN) for script in scripts):
            return False
        if not run.isupper() and any(
            sign.isupper() and (sign > "\x7f" or before > "\x7f") for before, sign in pairwise(run)
        ):
            return False
    return not MISPLACED.search(word)


def _doubt(texts: list[str], readings: dict[str, str]) -> str:
    """The first word that readings disagree about, as each has it."""
    advice = (
        "Save it as UTF-8 in the program that wrote it, or say which encoding it is in with"
        " --encoding"
    )
    if not texts:
        return f"Nothing says in which encoding the file is. {advice}, such as --encoding cp1252."
    words = [re.split(r"[\s,;\"]+", text) for text in texts]
    first = next(
        (n for n, several in enumerate(zip(*words, strict=False)) if len(set(several)) > 1), 0
    )
    told = [
        f"“{several[first][:SHOWN]}” in {(NAMES | OTHERS)[readings[text]]} (--encoding"
        f" {readings[text]})"
        for text, several in zip(texts, words, strict=True)
    ]
    return f"The same bytes mean {' or '.join(told[:4])}. {advice}."
