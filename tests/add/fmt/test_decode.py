"""Encodings: read where only one reading makes sense, refused with a choice where several do."""

from __future__ import annotations

from contextlib import suppress

import pytest
from contested.add.fmt.decode import UncertainError, decoded, words_of
from hypothesis import assume, given
from hypothesis import strategies as st

HEADER = "claim_id,statement\n"
LONG_FRENCH = (
    "déjà là-bas, à côté, les élèves étaient inquiétés ; après l’été, voilà que la forêt brûlée et"
    " la tête coupée ont été retrouvées au-delà"
)
LONG_RUSSIAN = (
    "Силы сопротивления снова заняли район, сообщил представитель движения; бои продолжаются, есть"
    " погибшие и раненые с обеих сторон"
)
FRENCH = "les résistants ont déjà été chassés, où l’on a signalé leur présence"


@pytest.mark.parametrize(
    ("said", "codec", "told"),
    [
        (LONG_FRENCH, "cp1252", "Windows-1252, Western European"),
        ("café", "cp1252", "Windows-1252, Western European"),
        ("Łódź", "cp1250", "Windows-1250, Central European"),
        (LONG_RUSSIAN, "cp1251", "Windows-1251, Cyrillic"),
        ("نيروهاي مقاومت", "cp1256", "Windows-1256, Arabic and Persian"),
        ("les résistants où", "mac_roman", "Mac Roman"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_that_can_be_read_in_one_way_only_is_read_so(
    said: str, codec: str, told: str, end: str
) -> None:
    text = f"{HEADER}clm-a,{said}\n".replace("\n", end)
    found = decoded(text.encode(codec))
    assert (found.data.decode(), found.encoding) == (text, told)


@pytest.mark.parametrize(
    ("said", "codec"),
    [
        ("Kučera Müller", "cp1250"),
        ("Lękowo Müller", "cp1250"),
        ("Kaczyński, Müller", "cp1250"),
        ("Băsescu René", "cp1250"),
        ("Zoë Dvořák", "cp1250"),
        ("Peña São", "cp1252"),
        ("naïve Øre", "cp1252"),
        ("“quoted” – text…", "cp1252"),
        ("Massoud’s father", "mac_roman"),
        ("Erdoğan Peña", "cp1254"),
        ("Київ Ёж", "cp1251"),
        ("силы", "koi8_r"),
        ("ھرات", "cp1256"),
        ("القوات تقول", "cp1256"),
        ("Ευρώπη", "cp1253"),
        ("中文文字报道", "gb18030"),
        ("日本語のテキスト", "shift_jis"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_names_of_two_languages_and_short_texts_are_never_guessed_at(
    said: str, codec: str, end: str
) -> None:
    text = f"{HEADER}clm-a,{said}\n".replace("\n", end)
    with pytest.raises(UncertainError):
        decoded(text.encode(codec))
    assert decoded(text.encode(codec), known=words_of(said)).data.decode() == text


@pytest.mark.parametrize(
    "codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "utf-8"]
)
def test_unicode_is_always_certain(codec: str) -> None:
    text = f"{HEADER}clm-a,{FRENCH} نیروهای مقاومت\n"
    assert decoded(text.encode(codec)).data.decode() == text
    assert decoded(text.encode(codec)).encoding == (
        "" if codec.startswith("utf-8") else codec[:6].upper()
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            f"{HEADER}clm-a,naïve\n".encode("cp1252"),
            (
                "The same bytes mean “naïve” in Windows-1252, Western European (--encoding cp1252)"
                " or “naďve” in Windows-1250, Central European (--encoding cp1250) or “naļve” in"
                " Windows-1257, Baltic (--encoding cp1257). Save it as UTF-8 in the program that"
                " wrote it, or say which encoding it is in with --encoding."
            ),
        ),
        (
            f"{HEADER}clm-a,don’t\n".encode("cp1252"),
            (
                "The same bytes mean “don’t” in Windows-1252, Western European (--encoding cp1252)"
                " or “donít” in Mac Roman (--encoding mac_roman) or “donĺt” in MS-DOS, Central"
                " European (--encoding cp852). Save it as UTF-8 in the program that wrote it, or"
                " say which encoding it is in with --encoding."
            ),
        ),
        (
            f"{HEADER}clm-a,نیروهای مقاومت در پنجشیر\n".encode()[:-8] + b"\n",
            (
                "The file is UTF-8 in which some characters are damaged. Take them from an older"
                " version, or type them anew."
            ),
        ),
        (
            HEADER.encode("utf-16") + b"\n",
            (
                "The file looks like UTF-16, which spreadsheets call “Unicode text”, but breaks off"
                " or is damaged. Get it once more from whoever made it."
            ),
        ),
        (
            HEADER.encode() + bytes(range(128, 256)),
            (
                "Nothing says in which encoding the file is. Save it as UTF-8 in the program that"
                " wrote it, or say which encoding it is in with --encoding, such as --encoding"
                " cp1252."
            ),
        ),
    ],
)
def test_a_text_that_may_mean_several_things_is_refused_with_what_it_may_mean(
    data: bytes, message: str
) -> None:
    with pytest.raises(UncertainError) as refused:
        decoded(data)
    assert str(refused.value) == message


def test_what_a_person_says_of_the_encoding_counts_unless_it_cannot_be() -> None:
    text = f"{HEADER}clm-a,naïve\n"
    assert decoded(text.encode("cp1252"), "cp1252").data.decode() == text
    assert decoded(text.encode(), "cp1252").data.decode() == text
    with pytest.raises(UncertainError, match="The file is not in the encoding ascii"):
        decoded(text.encode("cp1252"), "ascii")


def decodes(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeError:
        return False
    return True


@given(
    st.text(st.characters(codec="cp1252", exclude_categories=["Cc"])),
    st.sampled_from(["cp1252", "cp1250", "cp1251", "cp1256", "mac_roman", "gb18030"]),
)
def test_no_text_in_the_letters_of_one_language_is_ever_read_as_another(
    said: str, codec: str
) -> None:
    """What is read is what was written, or it is refused; but bytes that happen to be UTF-8 are
    taken for that.
    """
    language = "abc éèêëàâçîïôùûüÿœæ" if codec in ("cp1252", "mac_roman") else "abc"
    text = HEADER + "".join(sign for sign in said if sign in language) + "\n"
    raw = text.encode(codec)
    assume(not decodes(raw) or raw == text.encode())
    with suppress(UncertainError):
        assert decoded(raw).data.decode() == text


def test_a_word_that_stands_elsewhere_tells_which_reading_is_meant() -> None:
    text = f"{HEADER}clm-a,naïve\n"
    assert decoded(text.encode("cp1252"), known={"naïve"}).data.decode() == text
    for known in ({"naïve", "naďve"}, {"Müller"}):
        with pytest.raises(UncertainError):
            decoded(text.encode("cp1252"), known=known)
