"""Faults of files: bytes that are no text, lines without rows."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.testing.strategies.draft import Draft, Edit
from contested.testing.strategies.faults.fault import Files, Hit, Spot, fault
from contested.testing.strategies.faults.sheets import edit, pick

NOT_UTF_8 = (
    b"\xe9",
    b"\xff",
    b"\x80",
    b"\xc3",
    b"\xe2\x82",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf5\x80\x80\x80",
)
"""Bytes that UTF-8 never has between two characters: of other encodings, cut off, overlong, half of
a pair, beyond the last character.
"""
LEGACY = {"cp1252": "é", "mac_roman": "é", "cp1251": "ж", "cp1256": "س", "gb18030": "é"}
"""Encodings of one script, with a letter that they have."""
SUFFIXES = ("", " HEAD", " theirs: a, b", ",,,")
"""What may stand behind the sign by which git marks a conflict; commas are what a spreadsheet adds.
"""


@edit("not-utf-8")
def another_unicode(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    codec = draft.draw(
        st.sampled_from(["utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
    )
    files[sheet.path] = sheet.text.encode(codec)
    yield sheet.table, 1, ""


@edit("not-utf-8", follows=("wrong-header", "broken-quoting"))
def bytes_between_characters(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    at = draft.draw(st.integers(0, len(sheet.text)))
    before, after = sheet.text[:at], sheet.text[at:]
    files[sheet.path] = before.encode() + draft.draw(st.sampled_from(NOT_UTF_8)) + after.encode()
    yield sheet.table, 1 + before.count("\n"), ""


@edit("not-utf-8", follows=("wrong-header", "broken-quoting", "ragged-row"))
def the_encoding_of_one_script(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, codec = pick(draft, files), draft.draw(st.sampled_from(sorted(LEGACY)))
    at = draft.draw(st.integers(0, len(sheet.text)))
    data = f"{sheet.text[:at]}a{LEGACY[codec]}.{sheet.text[at:]}".encode(codec, "replace")
    files[sheet.path] = data
    yield sheet.table, 1 + data[: _first_wrong(data)].count(b"\n"), ""


def _first_wrong(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("a lone letter of another encoding is never UTF-8")


@edit("byte-order-mark")
def a_signature(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    files[sheet.path] = sheet.text.encode("utf-8-sig")
    yield sheet.table, 1, ""


@edit("merge-conflict")
def whole_conflicts(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, suffix = pick(draft, files), st.sampled_from(SUFFIXES)
    rows = sheet.records[1:2]
    for before in sorted(
        draft.draw(st.sets(st.integers(0, len(sheet.records)), min_size=1, max_size=2)),
        reverse=True,
    ):
        base = [f"|||||||{draft.draw(suffix)}", *rows] if draft.draw(st.booleans()) else []
        conflict = [
            f"<<<<<<<{draft.draw(suffix)}",
            *rows,
            *base,
            f"======={draft.draw(suffix)}",
            *rows,
            f">>>>>>>{draft.draw(suffix)}",
        ]
        sheet.records[before:before] = conflict
    files[sheet.path] = sheet.text.encode()
    yield from (
        sheet.spot(n) for n, record in enumerate(sheet.records) if record.startswith("<<<<<<<")
    )


@edit("merge-conflict")
def a_mark_left_behind(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    at = draft.draw(st.integers(0, len(sheet.records)))
    sheet.records.insert(
        at, draft.draw(st.sampled_from("<=>|")) * 7 + draft.draw(st.sampled_from(SUFFIXES))
    )
    files[sheet.path] = sheet.text.encode()[: draft.draw(st.sampled_from([None, -1]))]
    yield sheet.spot(at)


@fault("merge-conflict")
def a_conflict_within_a_cell(draft: Draft) -> Iterator[Hit]:
    table = draft.draw(st.sampled_from(["claims", "relays", "relations", "revisions"]))
    base = draft.draw(st.sampled_from(["", "|||||||\n"]))
    draft.some(table)["note"] = (
        f"so\n<<<<<<< HEAD\nsaid\n{base}=======\nheld\n>>>>>>> theirs\nit is"
    )

    def lines(files: Files) -> Iterator[Spot]:
        path = f"data/{table}.csv"
        yield from (
            (table, number, "")
            for number, line in enumerate(files[path].decode().split("\n"), 1)
            if line.startswith("<<<<<<<")
        )

    draft.edits.append(Edit("merge-conflict", lines))
    yield from ()


@edit("wrong-line-ends")
def other_line_ends(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    lines = sheet.text.split("\n")[:-1]
    ends = draft.draw(
        st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=len(lines), max_size=len(lines))
    )
    if set(ends) == {"\n"}:
        ends[draft.draw(st.integers(0, len(ends) - 1))] = draft.draw(
            st.sampled_from(["\r\n", "\r"])
        )
    files[sheet.path] = "".join(map(str.__add__, lines, ends)).encode()
    yield sheet.table, 1 + next(n for n, end in enumerate(ends) if end != "\n"), ""


@edit("wrong-line-ends")
def the_line_ends_of_another_system(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    files[sheet.path] = sheet.text.replace(
        "\n", draft.draw(st.sampled_from(["\r\n", "\r"]))
    ).encode()
    yield sheet.table, 1, ""


@edit("wrong-line-ends", rows=True)
def one_other_line_end(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files, 1)
    lines = sheet.text.split("\n")
    at = draft.draw(st.integers(1, len(lines) - 1))
    files[sheet.path] = (
        "\n".join(lines[:at]) + draft.draw(st.sampled_from(["\r\n", "\r"])) + "\n".join(lines[at:])
    ).encode()
    yield sheet.table, at, ""
