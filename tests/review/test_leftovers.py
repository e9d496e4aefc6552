"""Words that are taken out in one place are found wherever else they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.check.load import load
from contested.check.validate import choose_rules
from contested.git.pairs import Pair
from contested.package import find_one
from contested.release.blockers import blockers
from contested.report import REPORTS
from contested.results import PackageReport, Report
from contested.review.folding import fold, stands_in
from contested.review.leftovers import Leftover, find_leftovers, is_searched, origins
from contested.review.run import review_pair
from contested.review.version import Version
from contested.review.versions import Versions
from contested.rules.rule import RULES
from contested.testing.strategies import TODAY, Drawn
from report.reported import written
from review.redacting import SIGNS
from review.test_redaction import specimen

NAME = "Zyxomarker Quvaxa"
OUT = (
    "+revisions rev-x table=actors record_id=act-marin field=name kind=redacted"
    " old_value=[redacted] new_value=[redacted] reason=protection revised=2021-09-30"
)
PLACES = [
    (name, number, column)
    for name, table in specimen().specs.items()
    for number in range(min(len(specimen().tables.get(name, ())), 1))
    for column, field in table.fields.items()
    if is_searched(table, field)
]


def published(name: str, number: int, column: str) -> tuple[Drawn, Drawn]:
    """Return the specimen with a name in a cell, and the same with the name taken out."""
    base, head = specimen(), specimen()
    for one in (base, head):
        one.tables["actors"][5]["name"] = NAME
        one.tables[name][number][column] = f"“ZYXOMÁRKER-quvaxa” ({number})"
    head.tables["actors"][5]["name"] = "[redacted]"
    row = dict.fromkeys(head.specs["revisions"].fields, "")
    said = (part.split("=") for part in OUT.split()[1:] if "=" in part)
    head.tables["revisions"].append(row | {"revision_id": "rev-x"} | dict(said))
    return base, head


def reviewed(base: Drawn, head: Drawn) -> PackageReport:
    pair = Pair(base.package(), head.package())
    compares = choose_rules(compares=True)
    return review_pair(pair, choose_rules(), compares, TODAY.toordinal())


@pytest.mark.parametrize(("name", "number", "column"), PLACES)
def test_a_name_that_is_taken_out_is_found_wherever_else_it_stands(
    name: str, number: int, column: str
) -> None:
    base, head = published(name, number, column)
    sides = [Version(p, load(p)) for p in (base.package(), head.package())]
    found = [(one.table, one.column) for one in find_leftovers(Versions(*sides))]
    assert found == [(name, column)]


@pytest.mark.parametrize("place", [("claims", 0, "x_original"), ("x-photos", 0, "x_text")])
def test_what_is_left_is_an_error_that_no_report_repeats(place: tuple[str, int, str]) -> None:
    report = reviewed(*published(*place))
    (group,) = (one for one in report.groups if one.rule == "redaction-incomplete")
    assert [(f.table, f.column, f.found) for f in group.tell(None)] == [
        (place[0], place[2], "(withheld)")
    ]
    for write in REPORTS.values():
        told = written(write, Report((report,), tuple(RULES))).casefold()
        assert [sign for sign in SIGNS if sign.casefold() in told] == []


def test_a_release_is_refused_where_words_are_left(tmp_path: Path) -> None:
    base, head = published("sources", 0, "note")
    head.write(tmp_path)
    told = [one.what for one in blockers(find_one(tmp_path), reviewed(base, head), "v1.0.0")]
    assert [what for what in told if what.startswith("redaction-incomplete: ")] != []


def test_a_row_in_which_several_cells_are_left_tells_where_all_were_taken_out() -> None:
    left = [Leftover("claims", "clm-a", at, of) for at, of in (("note", "b"), ("x", "a"))]
    assert origins([*left, left[0]]) == {"clm-a": "b, a"}


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("Karim Ahmadi", True),
        ("KARIM AHMADI's brother", True),
        ("al-Karim-Ahmadi", True),
        ("Karīm Aḥmadī", True),
        ("KarimAhmadi", True),
        ("Karim Ahmadinejad", False),
        ("Makarim Ahmadi", False),
        ("Ahmadi Karim", False),
    ],
)
def test_names_are_compared_as_whole_words_without_case_marks_and_signs(
    text: str, *, is_there: bool
) -> None:
    key = fold("Karim Ahmadi").key
    assert stands_in(key, fold(text), capital=False, unspaced=False) is is_there


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ياسين", "قال یاسین ذلک"),
        ("كابل", "در کابل بود"),
        ("Ivanka", "so said Ivаnkа"),
        ("Point ۱۲", "at Point 12"),
    ],
)
def test_letters_of_other_keyboards_hide_no_name(name: str, text: str) -> None:
    assert stands_in(fold(name).key, fold(text), capital=False, unspaced=False)
