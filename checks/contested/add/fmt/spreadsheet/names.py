"""Words that spreadsheets write for months, weekdays, true and false.

In the languages of those who edit such files. Months and weekdays are those of the Unicode CLDR
(cldr-json, `ca-gregorian.json`), and `Mrz`, which is March to a German Windows. Short forms are not
listed: at least three letters that only one month of any language begins with stand for that month.
"""

from __future__ import annotations

from collections import defaultdict

MONTHS = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mrz",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "جنوري فبروري مارچ اپریل مۍ جون جولای اګست سپتمبر اکتوبر نومبر دسمبر",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
"""A line from January on: English, German, other German forms of the first three, French, Spanish,
Russian in two cases, Persian, Dari, Pashto, Arabic.
"""
WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "понедельник вторник среда четверг пятница суббота воскресенье",
)
TRUE = ("TRUE", "WAHR", "VRAI", "VERDADERO", "VERO", "VERDADEIRO", "WAAR", "PRAWDA", "ИСТИНА")
FALSE = ("FALSE", "FALSCH", "FAUX", "FALSO", "ONWAAR", "FAŁSZ", "ЛОЖЬ")
"""What Excel and LibreOffice call true and false: English, German, French, Spanish, Italian,
Portuguese, Dutch, Polish, Russian.
"""
SHORTEST = 3


def _beginnings(lines: tuple[str, ...]) -> dict[str, int]:
    """Return words and their beginnings, with their place in a line.

    A beginning must be long enough and belong to one place of a line only.
    """
    places: dict[str, set[int]] = defaultdict(set)
    whole: dict[str, int] = {}
    for line in lines:
        whole |= {word: place for place, word in enumerate(line.split(), 1)}
    for word, place in whole.items():
        for end in range(SHORTEST, len(word)):
            places[word[:end]].add(place)
    return {start: next(iter(found)) for start, found in places.items() if len(found) == 1} | whole


MONTH = _beginnings(MONTHS)
"""The number of the month that a word in lower case, without a full stop, stands for."""
WEEKDAY = _beginnings(WEEKDAYS)
"""The number of the weekday, Monday being 1."""
