"""Faults of files: bytes, lines and rows that have lost their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hypothesis import strategies as st

from contested.testing.strategies.draft import Draft, Edit
from contested.testing.strategies.drawn import sort_key
from contested.testing.strategies.faults.fault import Files, Hit, Spot, fault
from contested.testing.strategies.faults.sheets import Sheet, edit, pick, written

SIGNS = ";|\t"
"""What stands for the comma in files that are not divided by it."""
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


@edit("not-utf-8", follows=("wrong-header", "broken-quoting"))
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


@edit("wrong-delimiter")
def another_delimiter(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, sign, quoted = (
        pick(draft, files),
        draft.draw(st.sampled_from(SIGNS)),
        draft.draw(st.booleans()),
    )
    files[sheet.path] = "".join(
        f"{written(sheet.cells(n), sign, quoted=quoted)}\n" for n in range(len(sheet.records))
    ).encode()
    yield sheet.table, 1, ""


@edit("wrong-delimiter", follows=("wrong-header", "ragged-row"))
def a_header_divided_mostly_otherwise(draft: Draft, files: Files) -> Iterator[Spot]:
    """Divide most of a header by another sign than the comma.

    Of the names that either sign cuts out whole, the other one cuts out at least one more than
    the comma.
    """
    sheet, sign = pick(draft, files), draft.draw(st.sampled_from(SIGNS))
    names = sheet.cells(0)
    commas = draft.draw(st.integers(0, (len(names) - 2) // 2))
    sheet.records[0] = ",".join([*names[:commas], sign.join(names[commas:])])
    files[sheet.path] = sheet.text.encode()
    yield sheet.table, 1, ""


@edit("broken-quoting", rows=True)
def a_cell_never_closed(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    for number in range(record, len(sheet.records)):
        sheet.records[number] = _plain(sheet, number)
    _spoil(draft, sheet, record, lambda cell: f'"{cell}')
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("broken-quoting", rows=True)
def a_cell_with_whole_rows_in_it(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files, but="x-photos")
    row = _plain(sheet, record)
    sheet.records[record : record + 1] = [row] * draft.draw(st.integers(1, 3)) + [f'{row}"']
    _spoil(draft, sheet, record, lambda cell: f'"{cell}')
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("broken-quoting", rows=True)
def a_mark_inside_a_bare_cell(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    sheet.records[record] = _plain(sheet, record)
    _spoil(
        draft,
        sheet,
        record,
        lambda cell: draft.draw(
            st.sampled_from([f'x"{cell}', f'{cell or "x"}"', f'x""{cell}', f'x"{cell}"'])
        ),
    )
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("broken-quoting", rows=True)
def something_behind_a_closed_cell(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    sheet.records[record] = _plain(sheet, record)
    breaks = draft.draw(st.integers(0, 2))
    behind = draft.draw(st.sampled_from(["x", " ", ' "', 'x"', "."]))
    _spoil(draft, sheet, record, lambda cell: '"so' + "\nsaid" * breaks + f'""{cell}"{behind}')
    files[sheet.path] = sheet.text.encode()
    yield sheet.table, sheet.line(record) + breaks, ""


@edit("ragged-row", rows=True)
def too_few_or_too_many_cells(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files, 1)
    width = len(sheet.cells(0))
    rows = draft.draw(st.sets(st.integers(1, len(sheet.records) - 1), min_size=1))
    for record in rows:
        count = draft.draw(st.sampled_from([1, width - 1, width + 1, 2 * width]))
        sheet.records[record] = written(
            (sheet.cells(record) + [draft.draw(st.sampled_from(["", "said"]))] * width)[:count]
        )
    files[sheet.path] = sheet.text.encode()
    yield from map(sheet.spot, rows)


@edit("ragged-row", rows=True)
def a_comma_without_marks_around_it(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    cells = [written([cell]) for cell in sheet.cells(record)]
    cells[draft.draw(st.integers(0, len(cells) - 1))] = "the ford, and the bridge"
    sheet.records[record] = ",".join(cells)
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("blank-row")
def rows_without_anything(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    width = len(sheet.cells(0))
    first, counts = (
        st.sampled_from(["", " ", "\t", '""', '" \t"', "   "]),
        st.sampled_from([0, 1, width - 1, width, 2 * width]),
    )
    blank = st.builds(
        lambda one, commas, rest: one + f",{rest}" * commas,
        first,
        counts,
        st.sampled_from(["", '""']),
    )
    added = {
        draft.draw(st.integers(1, len(sheet.records))): draft.draw(blank)
        for _ in range(draft.draw(st.integers(1, 3)))
    }
    for number, (record, text) in enumerate(sorted(added.items())):
        sheet.records.insert(record + number, text)
    files[sheet.path] = sheet.text.encode()
    yield from (sheet.spot(record + number) for number, record in enumerate(sorted(added)))


@edit("unsorted-rows", rows=True)
def rows_in_another_order(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files, 2)
    table, names = draft.specs[sheet.table], sheet.cells(0)
    rows = draft.draw(
        st.permutations(range(1, len(sheet.records))).filter(lambda order: order != sorted(order))
    )
    keys = [sort_key(table, dict(zip(names, sheet.cells(n), strict=True))) for n in rows]
    sheet.records[1:] = [sheet.records[n] for n in rows]
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(next(n for n in range(1, len(keys)) if keys[n] < keys[n - 1]) + 1)


def _row(draft: Draft, files: Files, but: str = "") -> tuple[Sheet, int]:
    """Return any row of any file but one."""
    sheet = pick(
        draft, {path: data for path, data in files.items() if path != f"data/{but}.csv"}, 1
    )
    return sheet, draft.draw(st.integers(1, len(sheet.records) - 1))


def _plain(sheet: Sheet, record: int) -> str:
    """Return a row on one line that needs no quotation marks."""
    return ",".join(re.sub('[",\n]', "", cell) for cell in sheet.cells(record))


def _spoil(draft: Draft, sheet: Sheet, record: int, change: Callable[[str], str]) -> None:
    """Make something else of any one cell of a plain row."""
    cells = sheet.records[record].split(",")
    at = draft.draw(st.integers(0, len(cells) - 1))
    cells[at] = change(cells[at])
    sheet.records[record] = ",".join(cells)
