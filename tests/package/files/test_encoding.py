"""Which encoding the bytes of a table look like."""

from __future__ import annotations

import pytest
from contested.package.files import encoding

HEADER = "claim_id,question_id,statement\nclm-a,qst-b,"
DARI = "نیروهای مقاومت ولسوالی بانو را دوباره گرفتند"
RUSSIAN = "силы сопротивления снова заняли район"
FRENCH = "les résistants ont déjà été chassés, où l’on a signalé leur présence"


@pytest.mark.parametrize(
    "name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_a_wide_encoding_is_known_by_its_mark_or_by_its_zeros(name: str) -> None:
    found = encoding.wide((HEADER + DARI).encode(name))
    assert found is not None
    assert found.name[:6] == name[:6].upper()
    assert (HEADER + DARI).encode(name).decode(found.codec) == HEADER + DARI


def test_plain_text_and_a_handful_of_bytes_are_not_wide() -> None:
    assert encoding.wide((HEADER + DARI).encode()) is None
    assert encoding.wide(b"\x00" * 300) is None
    assert encoding.wide(b"a\x00b\x00") is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ((HEADER + FRENCH).encode("cp1252"), encoding.NAMES["cp1252"]),
        ((HEADER + FRENCH).encode("mac-roman"), encoding.NAMES["mac_roman"]),
        ((HEADER + DARI.replace("ی", "ي")).encode("cp1256"), encoding.NAMES["cp1256"]),
        ((HEADER + RUSSIAN).encode("cp1251"), encoding.NAMES["cp1251"]),
        ((HEADER + DARI).encode()[:-1], encoding.DAMAGED),
        (bytes(range(256)) * 3, encoding.UNKNOWN),
    ],
)
def test_a_narrow_encoding_is_guessed_from_how_its_letters_stand_together(
    raw: bytes, expected: str
) -> None:
    assert encoding.narrow(raw) == expected
