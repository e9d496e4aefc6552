"""Text that a program has lost is known again, and what people write never is."""

from __future__ import annotations

import re

import pytest
from contested.rules.files.lost import LOST

WRITTEN = """
„Café“… «ROMÂ» “NÃO É AMANHÃ” «à l’opposé…» “CAFÉ”™ NESCAFÉ® “È”… ‹É› é–è „Ä“ „Ö“… ‚Äpfel‘ Å«
É© è° Ø½ ß“ – √2 √ü? 3√π ±5° 5°–6° ©2021 ¿Qué? «¿Él?» “¡Ñ!” é’” Ærø ØØ Ðakovo Þór SÍÐÄ İstanbul
ŻÓŁĆ “ŁÓDŹ” ČŽŠ Škoda Žižek Łódź Đặng Nguyễn Đức Ăn ÂN ẤN Şırnak IĞDIR ÇÖĞÜ
ІВАНІВНА МІНІСТЕРСТВО ЛІНІЇ ПІДІЙМІТЬ Рівне її «їжа» РОССИЯ «Россия» СССР Ђорђе «Ђ»
طالبان پنجشیر گروه مقاومت ملی؛ «نه» ظاهر‌شاه ططظ گفت؟
北京 日本語 한국어 हिन्दी Ελλάδα ΈΛΛΗΝΕΣ ΟΎΤΕ «Ώρα»
#1 ## #STOPTHEWAR! #NATO? #REFUGEES! #NAME N/A Err:
"""


@pytest.mark.parametrize("line", WRITTEN.strip().splitlines())
def test_what_people_write_is_never_taken_for_lost(line: str) -> None:
    assert [text for text in (line, *line.split()) if re.search(LOST, text)] == []


@pytest.mark.parametrize(
    "text", ["café", "don’t", "naïve", "São", "Ελλάδα", "हिन्दी", "日本語", "北京市", "Muğla", "ñ"]
)
def test_utf_8_read_as_western_european_is_known(text: str) -> None:
    assert re.search(LOST, text.encode().decode("cp1252", "ignore"))


@pytest.mark.parametrize("text", ["Талибан", "طالبان", "پنجشیر", "Москва", "हिन्दी"])
@pytest.mark.parametrize(
    "codec", ["cp1252", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256"]
)
def test_words_of_other_scripts_read_in_any_encoding_are_known(text: str, codec: str) -> None:
    assert re.search(LOST, text.encode().decode(codec, "ignore"))
