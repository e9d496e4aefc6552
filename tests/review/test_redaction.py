"""What a change redacts is in no report of it, whatever cell it stood in."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from contested.check.validate import choose_rules
from contested.git.pairs import Pair
from contested.page.beside import Reviewed, pages
from contested.report import REPORTS
from contested.results import Report
from contested.review.run import review_pair
from contested.standard import Table
from contested.testing.specimen import changed
from contested.testing.strategies import TODAY, Drawn, packages
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from report.reported import written
from review.redacting import SIGNS, WAYS, Redaction, Way, ways

FEW = one_in(10)
OWN = (
    "column claims x_original ; column actors x_where ; table x-photos ; withdrawn claims clm-k ;"
    " corrected claims clm-b statement=Held."
)


def specimen() -> Drawn:
    """Return the specimen with columns and a table of its own, that names claims."""
    one = changed(OWN)
    schema = next(r for r in one.descriptor["resources"] if r["name"] == "x-photos")["schema"]
    schema["fields"] += [{"name": "claim_id", "type": "string"}, {"name": "x_text"}]
    schema["foreignKeys"] = [
        {"fields": "claim_id", "reference": {"resource": "claims", "fields": "claim_id"}}
    ]
    one.tables["x-photos"] = [{"x_id": "1", "claim_id": "clm-j", "x_text": "A bridge."}]
    return Drawn(one.tables, one.descriptor)


def texts(table: Table) -> list[str]:
    """Return the columns that hold text of people."""
    fields = (f for name, f in table.fields.items() if name not in table.key)
    return [f.name for f in fields if f.prose or f.name.startswith("x_") or f.form == "list"]


def cells(drawn: Drawn) -> Iterator[tuple[Table, int, str]]:
    for name, table in drawn.specs.items():
        if name in drawn.tables and name != "revisions":
            for number in range(len(drawn.tables[name])):
                yield from ((table, number, column) for column in texts(table))


def told(base: Drawn, head: Drawn) -> dict[str, str]:
    """Return all the forms of the review of a change, and its pages."""
    compares, of_one = choose_rules(compares=True), choose_rules()
    pair = Pair(base.package(), head.package())
    report = review_pair(pair, of_one, compares, TODAY.toordinal())
    names = tuple(rule.name for rule in (*compares, *of_one))
    forms = {form: written(write, Report((report,), names)) for form, write in REPORTS.items()}
    assert report.change
    if report.change.both:
        made = pages([Reviewed("1", "Low Ford", "main", report.change.both())])
        forms["pages"] = "\n".join(line for page in made for line in page)
    return forms


def leaks(base: Drawn, head: Drawn) -> dict[str, list[str]]:
    """Return the lines that tell a marker, by form."""
    lines = {form: words.splitlines() for form, words in told(base, head).items()}
    found = {form: [x for x in one if any(s in x for s in SIGNS)] for form, one in lines.items()}
    return {form: one for form, one in found.items() if one}


FIRST = {
    f"{table.name}.{column}": (table, number, column)
    for table, number, column in reversed(list(cells(specimen())))
}


def test_what_is_not_redacted_is_told() -> None:
    base, head = specimen(), specimen()
    one = Redaction(base, head, *FIRST["actors.name"])
    one.row["name"] = "Somebody"
    assert set(leaks(base, head)) >= {"text", "json", "github", "markdown", "html"}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_cell_of_the_specimen_is_told_once_it_is_redacted(way: Way) -> None:
    base, head = specimen(), specimen()
    every = [Redaction(base, head, *cell) for cell in FIRST.values() if way in ways(cell[0].name)]
    for one in every:
        way(one)
    assert leaks(base, head) == {}


@pytest.mark.slow
@given(packages(), st.data())
@settings(max_examples=FEW, deadline=None)
def test_no_cell_of_any_package_is_told_once_it_is_redacted(
    drawn: Drawn, data: st.DataObject
) -> None:
    cell = data.draw(st.sampled_from(list(cells(drawn))))
    head = deepcopy(drawn)
    one = Redaction(drawn, head, *cell)
    data.draw(st.sampled_from(ways(cell[0].name)))(one)
    assert leaks(drawn, head) == {}
