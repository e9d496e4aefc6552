"""Encodings are read where bytes or a person say which it is.

They are never guessed at.
"""

from __future__ import annotations

import pytest
from add.fmt.broken import NOTES, advice
from contested.add.fmt.decode import Decoded, UndecodedError, decode
from contested.add.fmt.mend import mend
from contested.check.lint import lint
from contested.package.files.csvfile import CsvFile
from hypothesis import assume, given
from hypothesis import strategies as st

HEADER = "claim_id,statement\n"
FRENCH = "les résistants ont déjà été chassés, où l’on a signalé leur présence"
LONG_RUSSIAN = (
    "Силы сопротивления снова заняли район, сообщил представитель движения; бои продолжаются, есть"
    " погибшие и раненые с обеих сторон"
)


def decoded(data: bytes, codec: str | None = None) -> Decoded:
    return decode(CsvFile("notes.csv", data, NOTES), codec)


def refused(data: bytes, codec: str | None = None) -> str:
    with pytest.raises(UndecodedError) as error:
        decoded(data, codec)
    return str(error.value)


@pytest.mark.parametrize(
    "codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "utf-8"]
)
def test_unicode_is_always_certain(codec: str) -> None:
    text = f"{HEADER}clm-a,{FRENCH} نیروهای مقاومت\n"
    name = "" if codec.startswith("utf-8") else codec[:6].upper()
    assert decoded(text.encode(codec)) == Decoded(text.encode(), name)


@pytest.mark.parametrize(
    ("said", "codec", "name"),
    [
        (FRENCH, "cp1252", "Windows-1252, Western European"),
        ("naïve", "cp1252", "Windows-1252, Western European"),
        ("“quoted” – text…", "cp1252", "Windows-1252, Western European"),
        (LONG_RUSSIAN, "cp1251", "Windows-1251, Cyrillic"),
        ("نيروهاي مقاومت", "cp1256", "Windows-1256, Arabic and Persian"),
        (FRENCH, "mac_roman", "Mac Roman"),
        ("日本語のテキスト", "shift_jis", "Shift JIS, Japanese"),
        ("中文文字报道", "gb18030", "GB 18030, Chinese"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_likeliest_encoding_is_named_and_what_a_person_says_counts(
    said: str, codec: str, name: str, end: str
) -> None:
    text = f"{HEADER}clm-a,{said}\n".replace("\n", end)
    word = next(word for word in said.split() if not word.isascii()).rstrip(",;")
    assert refused(text.encode(codec)) == advice(name, codec, word)
    assert decoded(text.encode(codec), codec) == Decoded(text.encode(), name)


def test_where_the_likeliest_is_wrong_the_word_shows_it() -> None:
    """Short texts of Central Europe read as well as Western ones."""
    name = "Windows-1252, Western European"
    data = f"{HEADER}clm-a,Kučera\n".encode("cp1250")
    assert refused(data) == advice(name, "cp1252", "Kuèera")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            f"{HEADER}clm-a,نیروهای مقاومت در پنجشیر\n".encode()[:-8] + b"\n",
            "The file is UTF-8 in which some characters are damaged. Take them from an older"
            " version, or type them anew.",
        ),
        (
            HEADER.encode("utf-16") + b"\n",
            "The file looks like UTF-16, which spreadsheets call “Unicode text”, but breaks off or"
            " is damaged. Get it once more from whoever made it.",
        ),
        (
            HEADER.encode() + bytes(range(256)),
            "It is not UTF-8. Save it as UTF-8 in the program that wrote it, or name its encoding"
            " with --encoding.",
        ),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_what_to_do(data: bytes, message: str) -> None:
    assert refused(data) == message


def test_what_a_person_says_of_the_encoding_counts_unless_it_cannot_be() -> None:
    text = f"{HEADER}clm-a,naïve\n"
    assert decoded(text.encode(), "cp1252") == Decoded(text.encode())
    assert refused(text.encode("cp1252"), "ascii") == "The file is not in the encoding ascii."


def test_a_path_is_quoted_as_a_shell_needs_it() -> None:
    file = CsvFile("my data/notes.csv", "été".encode("cp1252"), NOTES)
    with pytest.raises(UndecodedError, match=r"--encoding cp1252 'my data/notes\.csv'$"):
        decode(file)


@given(
    st.text(st.characters(codec="cp1252", exclude_categories=["Cc"])),
    st.sampled_from(["cp1252", "cp1250", "cp1251", "cp1256", "mac_roman", "gb18030"]),
)
def test_no_text_is_ever_guessed_at(said: str, codec: str) -> None:
    raw = (HEADER + said).encode(codec, "replace")
    try:
        raw.decode()
    except UnicodeError:
        assert refused(raw)
    else:
        assume(not raw.isascii())
        assert decoded(raw) == Decoded(raw)


DOS = [
    ("Şırnak", "cp857"),
    ("مسعود", "cp720"),
    ("Κύπρος", "cp737"),
    ("Φρουρά", "cp737"),
    ("São Tomé", "cp860"),
    ("Þór", "cp861"),
    ("Québec", "cp863"),
    ("Øst", "cp865"),
    ("שלום", "cp862"),
]


@pytest.mark.parametrize(("word", "codec"), DOS)
def test_a_short_word_of_dos_is_never_written_on_a_guess(word: str, codec: str) -> None:
    file = CsvFile("notes.csv", f"note_id,step,title,note\nnte-a,1,{word},\n".encode(codec), NOTES)
    mended = mend(file)
    assert (mended.is_changed, mended.is_left) == (False, True)


@given(
    st.text(st.characters(codec="cp1252", exclude_categories=["Cc"], exclude_characters='",;|')),
    st.sampled_from(["cp1252", "cp1251", "cp857", "cp737", "mac_roman", "koi8_r", "gb18030"]),
    st.sampled_from([",", ";", "\t"]),
)
def test_validate_and_fmt_name_the_same_encoding(said: str, codec: str, sign: str) -> None:
    text = f"note_id,step,title,note\nnte-a,1,Two; or more,{said}\n".replace(",", sign)
    file = CsvFile("notes.csv", text.encode(codec, "replace"), NOTES)
    told = [spot.values["encoding"] for spot in lint(file).found.get("not-utf-8", ())]
    assert not told or told[0] in mend(file).doubt or "no encoding of text" in told
