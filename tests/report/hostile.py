"""What somebody might write into a cell to make a report do something, and the findings that carry
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contested.check.validate import choose_rules, validate_package
from contested.results import (
    ACTS,
    KINDS,
    Act,
    CellChange,
    Change,
    Finding,
    Meaning,
    PackageReport,
    Place,
    Report,
    RowChange,
    Suspicion,
)
from contested.testing.specimen import changed
from contested.text import words_for
from hypothesis import strategies as st
from report.reported import DAY, FAULTY, group

CELLS = (
    "::error file=x::y",
    "##[error]x",
    "%0A::warning::x",
    "a\r\n::set-output name=x::y",
    "::add-mask::a",
    "  ::debug::x",
    "x ##[add-path]/tmp",
    "<script>alert(1)</script>",
    "</details></td></table><h1>x",
    "<img src=x onerror=alert(1)>",
    '"><a href="javascript:x">',
    "<!-- x",
    "]]>",
    "&lt;b&gt;",
    "&#64;x",
    "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "<http://evil.example>",
    "http://evil.example",
    "www.evil.example",
    "a@evil.example",
    "@everyone",
    "#123",
    "GH-123",
    "owner/repo#1",
    "0123456789abcdef0123456789abcdef01234567",
    ":bug:",
    "$x$ and $$y$$",
    "| a | b |",
    r"a\|b",
    "`",
    "``",
    "` `` ```",
    " `x` ",
    "*x* _y_ ~~z~~ **w**",
    "- x",
    "1. x",
    "# x",
    "> x",
    "---",
    "~~~",
    "[x]: http://evil.example",
    "\\",
    "\\`",
    "x\n\n# y\n\n```\nz",
    "\x1b[2J\x1b]0;x\x07",
    "\u202egnp.exe",
    "\u2066x",
    "a\u200bb",
    "\u2028\u2029\x85",
    "\x00",
    "“x” ”y“",
    "سلام",
    " ",
    "",
)
"""Each is there for one form at least, and every form is tried with all."""
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.lists(
        st.sampled_from([*CELLS, *"`<>|[]()!@#:$&%\\*_~-\n\r\"'= ", "a", "://", "www."]), max_size=6
    ).map("".join),
)


def carried(cells: tuple[str, ...] = CELLS) -> Report:
    """What every rule says of a specimen with these texts in cells of many columns, which findings
    tell.
    """
    specimen = changed(FAULTY)
    first = specimen.tables["claims"][0]
    fields = ("claimant_id", "claim_id", "stated", "polarity", "location_id", "quantity_min")
    for number, cell in enumerate(cells):
        specimen.tables["claims"].append(
            first
            | {"claim_id": f"clm-z{number}", "answer": ""}
            | {fields[number % len(fields)]: cell}
        )
        specimen.tables["actors"].append(
            specimen.tables["actors"][0]
            | {
                "actor_id": f"act-z{number}",
                "name": f"{cell} {number}",
                "actor_type": cell,
            }
        )
    rules = choose_rules()
    return Report((validate_package(specimen.package(), rules, DAY),), tuple(r.name for r in rules))


def finding(text: str) -> Finding:
    """A finding that carries a text wherever it can."""
    told = words_for({"x": text})["x"]
    return Finding(
        "wrong-type",
        "error",
        Place(f"p/{text}/claims.csv", 3, 19, "D2"),
        f"“{told}” is wrong, {told}.",
        f"{told} or y",
        f"Write {told}.",
        table="claims",
        row=0,
        key=("clm-a", text),
        column=text or "x",
        found=text + "!",
        suggestion=text + "?",
    )


def carrying(text: str) -> Report:
    """A report that carries a text wherever it can."""
    package = PackageReport(
        f"p/{text}", text, (group(finding(text), finding(text)),), (), {"claims": 1}
    )
    return Report((package,), ("wrong-type",), {"ignored": {"dates": text}})


def change(text: str, rows: int = 1) -> Change:
    """A change that carries a text wherever it can."""

    def tell(table: str, act: Act, limit: int | None) -> Iterator[RowChange]:
        cells = tuple(
            CellChange(name, *pair)
            for name in ("answer", text or "x")
            for pair in ((f"{text}a", f"{text}b"), (None, text or "x"))
        )
        around = tuple(
            CellChange(name, f"{text}c", f"{text}d") for name in ("statement", "quote", "source")
        )
        link = CellChange("url", None, f"https://host.example/{text}")
        told = RowChange(table, (f"clm-{text}", text), act, f"{text} · x", cells, (*around, link))
        yield from [told] * min(rows, rows if limit is None else limit)

    counts: dict[str, dict[Act, int]] = {
        table: dict.fromkeys(ACTS, rows) for table in ("claims", text or "x")
    }
    meaning = tuple(Meaning(kind, f"qst-{text}", f"{text}?", text) for kind in KINDS)
    suspicion = Suspicion("quote changed", text or "x", text or "x", 2, f"{text} changed")
    return Change(
        "changed",
        f"main:{text}",
        f"1{text}",
        f"2{text}",
        "MAJOR",
        f"3{text}",
        f"{text} gone",
        meaning,
        f"{text} unknown",
        counts,
        3,
        4,
        (f"{text} unread",),
        (suspicion,),
        tell,
        (f"## {text}", "", f"- {text}", text),
    )


def reviewed(text: str, rows: int = 1) -> Report:
    """A review that carries a text wherever it can: one package that changed, and one each of which
    there is only a line to tell.
    """
    package = carrying(text).packages[0]
    known = replace(finding(text), known=True)
    gone = replace(
        finding(text), side="base", anchor=Place(f"p/{text}/new.csv"), rule="vanished-row"
    )
    groups = (*package.groups, group(gone), replace(group(known), known=True))
    told = change(text, rows)
    others = [
        Change("same", f"main:{text}", reformatted=2),
        Change("new", ""),
        Change("removed", f"main:{text}"),
    ]
    packages = (
        replace(package, groups=groups, change=told),
        *(PackageReport(f"q/{text}", text, (), (), {}, one) for one in others),
    )
    return Report(
        packages,
        ("vanished-row", "wrong-type"),
        {"ignored": {"dates": text}, "base": f"main{text}"},
    )


def alone(told: Change) -> Report:
    """Return the review of one package with nothing but this change."""
    return Report((PackageReport("p", "p", (), (), {}, told),), (), {"base": "main"})
