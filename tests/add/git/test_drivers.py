"""Which table a file is, and how git shows it.

There is a line for each cell, in the order of the rows' keys.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from contested import standard
from contested.add.git import tables
from contested.add.git.drivers import cell_lines
from contested.cli import main
from contested.testing.specimen import changed
from git.repos import Repo

FILES = changed().files()
RELAYS = FILES["data/relays.csv"]
NAME = "datasets/ford/data/relays.csv"
LINES = """\
relays clm-c 1 · relay_id: act-told
relays clm-c 1 · relayed: 2021-08-22
relays clm-c 2 · relay_id: act-wire
relays clm-c 2 · relayed: 2021-08-22
relays clm-e 1 · relay_id: act-told
relays clm-m 1 · relay_id: act-wire
"""


def shown(data: bytes) -> list[str] | None:
    lines = cell_lines(data)
    return None if lines is None else list(lines)


def test_every_table_of_the_standard_is_known_by_the_columns_it_needs_and_no_other() -> None:
    for table in standard.tables().values():
        assert tables.table_with_header(",".join(table.fields).encode() + b"\n") == table
    assert [
        tables.table_with_header(data)
        for data in (
            b"",
            b"a,b\n",
            RELAYS.replace(b"note", b"notes"),
            RELAYS.replace(b",relay_id", b""),
        )
    ] == [None] * 4
    assert tables.table_with_header(RELAYS.replace(b",note", b"")) == standard.tables()["relays"]
    assert (
        tables.table_with_header(RELAYS.replace(b"claim_id,step", b"x_coder,step,claim_id"))
        == standard.tables()["relays"]
    )


def test_the_nearest_package_says_which_table_a_file_is(tmp_path: Path) -> None:
    specimen = changed("table x-photos ; descriptor resources.claims.path=./data//mine.csv").files()
    repo = Repo(tmp_path)
    repo.write(
        {f"a/{name}": data for name, data in specimen.items()}
        | {"a/b/datapackage.json": b"{}", "a/c/datapackage.json": b"{", "datapackage.json": b"{}"}
    )
    known = [
        tables.table_at(tmp_path, name)
        for name in (
            "a/data/mine.csv",
            "a/data/x-photos.csv",
            "a/data/claims.csv",
            "a/b/data/mine.csv",
            "a/c/data/mine.csv",
            "x",
        )
    ]
    assert [table and table.name for table in known] == [
        "claims",
        "x-photos",
        None,
        None,
        None,
        None,
    ]


def test_a_table_is_shown_as_a_line_for_each_filled_cell() -> None:
    assert shown(RELAYS) == LINES.splitlines()
    assert shown(RELAYS.splitlines(keepends=True)[0]) == []


def test_what_is_only_written_otherwise_is_shown_as_the_same() -> None:
    header, *rows = RELAYS.splitlines()
    quoted = [b",".join(b'" %b "' % cell for cell in line.split(b",")) for line in reversed(rows)]
    assert shown(b"\xef\xbb\xbf" + b"\r\n".join([header, *quoted])) == shown(RELAYS)
    turned = [b",".join(reversed(line.split(b","))) for line in (header, *rows)]
    assert sorted(shown(b"\n".join(turned)) or []) == sorted(LINES.splitlines())


def test_what_cannot_be_seen_in_a_cell_is_named_and_nothing_is_cut() -> None:
    long = "é" * 500
    told = shown(
        RELAYS.replace(b"told,2021-08-22,", f'told,2021-08-22,"a\nb\x1b[1m\u200b{long}"'.encode())
    )
    assert (told or [])[2:3] == [
        f"relays clm-c 1 · note: a⟨line break⟩b⟨U+001B⟩[1m⟨zero-width space⟩{long}"
    ]


def test_a_conflict_is_shown_within_its_cell_and_otherwise_the_file_as_it_stands() -> None:
    marks = b"<<<<<<< a\nb\n=======\nc\n>>>>>>> d"
    told = shown(RELAYS.replace(b"told,2021-08-22,", b'told,2021-08-22,"\n%b\n"' % marks))
    assert (told or [])[2:3] == [
        "relays clm-c 1 · note: " + marks.decode().replace("\n", "⟨line break⟩")
    ]
    assert (
        shown(FILES["data/actors.csv"] + marks.replace(b"b\n", b"").replace(b"c\n", b"") + b"\n")
        is None
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        RELAYS + b"x\n",
        RELAYS.decode().encode("utf-16"),
        RELAYS * 2,
        RELAYS.replace(b"clm-c,1", b",1"),
        b"\xff\x00",
    ],
)
def test_what_is_no_table_or_cannot_be_read_is_shown_as_it_stands(
    data: bytes, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert shown(data) is None
    (tmp_path / "-x.csv").write_bytes(data)
    assert main(["git-textconv", "--", str(tmp_path / "-x.csv")]) == 0
    assert capfdbinary.readouterr() == (data, b"")


def changes(repo: Repo, *options: str) -> list[str]:
    """Return the lines that git shows as taken out or put in."""
    lines = repo.git("diff", *options).splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_git_shows_a_changed_cell_and_nothing_of_a_new_order(driven: Repo) -> None:
    header, *rows = RELAYS.splitlines()
    driven.write({NAME: b"\r\n".join([header, *reversed(rows), b""])})
    assert changes(driven) == []
    driven.write(
        {
            NAME: (
                b"\r\n".join([header, *reversed(rows), b"clm-m,2,act-told,,"]).replace(
                    b"2021-08-22", b"2021-08", 1
                )
            )
        }
    )
    assert changes(driven) == [
        "-relays clm-c 2 · relayed: 2021-08-22",
        "+relays clm-c 2 · relayed: 2021-08",
        "+relays clm-m 2 · relay_id: act-told",
    ]
    assert len(changes(driven, "--no-textconv")) > 3


@pytest.mark.parametrize(
    ("old", "new"), [("python", "nothing-of-this-name"), ("-m contested", "-m contested_gone")]
)
def test_a_diff_driver_that_is_gone_leaves_the_file_as_it_stands(
    driven: Repo, old: str, new: str
) -> None:
    driven.git(
        "config",
        "diff.contested.textconv",
        driven.git("config", "diff.contested.textconv").replace(old, new),
    )
    driven.write({NAME: RELAYS.replace(b"clm-m,1,act-wire,,", b"clm-m,1,act-wire,,new")})
    assert changes(driven) == ["-clm-m,1,act-wire,,", "+clm-m,1,act-wire,,new"]


def test_the_page_shows_a_change_as_git_does(driven: Repo) -> None:
    page = (Path(__file__).parents[3] / "docs/git.md").read_text(encoding="utf-8")
    driven.write(
        {NAME: RELAYS.replace(b"clm-c,2,act-wire,2021-08-22", b"clm-c,2,act-wire,2021-08")}
    )
    shown = driven.git("diff", "-U1").splitlines()
    assert "\n".join(shown[5:8]) in page
