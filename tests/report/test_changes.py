"""The facts, meaning and rows of a change, in every form for people."""

from __future__ import annotations

import pytest
from contested.report import (
    changes,
    html,
    markdown,
    rows,
    text,
)
from contested.results import CellChange, Change, Kind, Meaning, RowChange
from report import test_markdown
from report.hostile import alone
from report.reported import written


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (Change("same", "b"), "nothing changed since b"),
        (
            Change("same", "b", reformatted=1),
            "nothing changed since b; 1 row is only written otherwise",
        ),
        (Change("new", ""), "a new package; nothing is published that it could be compared with"),
        (Change("removed", "main:p"), "published, and no longer there"),
    ],
)
def test_of_a_package_that_did_not_change_is_new_or_gone_there_is_one_line(
    told: Change, line: str
) -> None:
    assert written(text.write, alone(told)).splitlines()[0] == f"p: {line}"
    assert written(markdown.write, alone(told)).splitlines()[2] == f"- p: {line}"
    assert f"<p><bdi>p</bdi>: {line}</p>" in written(html.write, alone(told))


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        (
            Change(
                "changed",
                "b",
                "1.0.0",
                "1.1.0",
                "MINOR",
                "1.1.0",
                "2 new rows in claims",
                counts={"claims": {"added": 2}},
            ),
            {
                "version": (
                    "1.0.0 → 1.1.0; the change asks for 1.1.0 or later (MINOR): 2 new rows in"
                    " claims"
                ),
                "rows": "claims: 2 added",
                "meaning": changes.NOTHING,
            },
        ),
        (
            Change(
                "changed",
                "b",
                "v1",
                "v1",
                "PATCH",
                "",
                "x",
                counts={"claims": {"changed": 1}, "actors": {"gone": 1, "added": 1000}},
                reformatted=2,
            ),
            {
                "version": "still v1; the change asks for a PATCH version: x",
                "rows": "claims: 1 changed; actors: 1 gone, 1,000 added",
                "as before": "2 rows are only written otherwise",
                "meaning": changes.NOTHING,
            },
        ),
        (
            Change(
                "same",
                "b",
                unfollowed=2,
                uncompared=("claims in head: no", "actors in base: no"),
                untold="claims could not be compared",
            ),
            {
                "not followed": (
                    "2 rows whose id is blank or stands twice, in both versions together"
                ),
                "not compared": "claims in head: no; actors in base: no",
                "meaning": "unknown: claims could not be compared",
            },
        ),
        (
            Change("changed", "b", "", "1.0.0", meaning=(Meaning("contested", "q", "Q?"),)),
            {"version": "none → 1.0.0"},
        ),
    ],
)
def test_the_facts_of_a_change(told: Change, facts: dict[str, str]) -> None:
    assert dict(changes.facts(told)) == facts
    assert changes.changed_packages(alone(told)) == [(alone(told).packages[0], told)]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a", "b", ("a", "b")),
        (None, "b" * 200, (None, "b" * 160 + "…")),
        (
            "word " * 40 + "one more",
            "word " * 40 + "two more",
            ("…" + "word " * 7 + "one more", "…" + "word " * 7 + "two more"),
        ),
        ("x" * 100, "x" * 100 + "y", ("…" + "x" * 40, "…" + "x" * 40 + "y")),
        (
            "one " + "word " * 60,
            "two " + "word " * 60,
            (("one " + "word " * 60)[:160] + "…", ("two " + "word " * 60)[:160] + "…"),
        ),
        ("a\u00a0b", "a b", ("a⟨no-break space⟩b", "a b")),
    ],
)
def test_a_long_cell_is_cut_around_what_changed_in_it(
    old: str | None, new: str | None, shown: tuple[str | None, str | None]
) -> None:
    (one,) = rows.cells(RowChange("claims", ("c",), "changed", "", (CellChange("note", old, new),)))
    assert (one.old, one.new) == shown


def test_of_a_new_row_what_it_is_about_is_told_and_of_a_changed_one_all_that_changed() -> None:
    cells = tuple(CellChange(name, None, "x") for name in ("note", "answer", "statement"))
    assert [one.column for one in rows.cells(RowChange("claims", ("c",), "added", "", cells))] == [
        "answer",
    ]
    assert [one.column for one in rows.cells(RowChange("x-photos", ("c",), "gone", "", cells))] == [
        "note",
        "answer",
        "statement",
    ]
    assert [
        one.column for one in rows.cells(RowChange("claims", ("c",), "redacted", "", cells))
    ] == ["note", "answer", "statement"]


def test_what_is_told_of_a_question_is_told_in_one_place_and_long_lists_are_folded() -> None:
    kinds: dict[Kind, tuple[str, ...]] = {
        "contested": ("",),
        "position gained": ("affirms 7", "affirms 8"),
        "position lost": ("denies 9",),
        "voice gained": ("A",),
        "voice lost": ("B", "C"),
    }
    meaning = [
        Meaning(kind, "qst-q", "Q?", words) for kind, told in kinds.items() for words in told
    ]
    meaning += [Meaning("voice lost", f"qst-{n}", f"{n}?", "D") for n in range(11)]
    told = written(markdown.write, alone(Change("changed", "b", meaning=tuple(meaning))))
    assert (
        "**Now contested**\n\n- Q? `qst-q`<br>positions that came: affirms 7; affirms"
        " 8<br>positions that went: denies 9<br>heard now: A<br>no longer heard: B;"
        " C\n\n<details><summary><b>Questions on which positions or voices changed</b>:"
        " 11</summary>\n\n- 0? `qst-0`<br>no longer heard: D\n" in told
    )
    answers = (*meaning, Meaning("answers", "qst-q", "Q?", "7: A (new), E"))
    told = written(markdown.write, alone(Change("changed", "b", meaning=answers)))
    assert "<br>positions that went: denies 9<br>answers now: 7: A (new), E<br>no longer" in told
    told = written(text.write, alone(Change("changed", "b", meaning=tuple(meaning))))
    assert (
        "\nNow contested\n    Q? (qst-q)\n        positions that came: affirms 7; affirms 8\n"
        in told
    )
    page = written(html.write, alone(Change("changed", "b", meaning=tuple(meaning))))
    assert (
        "<h3>Now contested</h3>\n<ul>\n<li><bdi>Q?</bdi>"
        " <code><bdi>qst-q</bdi></code><p><bdi>positions that came: affirms 7; affirms 8</bdi></p>"
        in page
    )
    assert (
        "<details>\n<summary><h2>Questions on which positions or voices changed</h2> <span"
        ' class="soft">11</span></summary>' in page
    )


@pytest.mark.parametrize("line", ["```", "````` x", "~~~", "    ```"])
def test_no_line_of_the_changelog_ends_the_fence_around_it(line: str) -> None:
    told = written(
        markdown.write, alone(Change("changed", "b", changelog=("## 1.0.0", line, "<h1>")))
    )
    assert "<h1>" not in test_markdown.is_ours(told, ["## 1.0.0", line, "<h1>"])


def test_what_a_redaction_took_out_is_not_repeated() -> None:
    cells = (
        CellChange("answer", None, "[redacted]", withheld=True),
        CellChange("quote", None, None, withheld=True),
        CellChange("status", "active", "redacted"),
    )
    told = alone(
        Change(
            "changed",
            "b",
            counts={"claims": {"redacted": 1}},
            tell=lambda *_: iter([RowChange("claims", ("c",), "redacted", "label", cells)]),
        )
    )
    assert (
        "        answer: (withheld) → [redacted]\n        quote: (withheld) → (blank)\n       "
        " status: active → redacted\n" in written(text.write, told)
    )
    assert (
        "<br>`answer`: (withheld) → `[redacted]`<br>`quote`: (withheld) → (blank)<br>`status`:"
        " `active` → `redacted`\n" in written(markdown.write, told)
    )
    assert (
        '<dd><span class="soft">(withheld)</span> → <code><bdi>[redacted]</bdi></code></dd>'
        in written(html.write, told)
    )
