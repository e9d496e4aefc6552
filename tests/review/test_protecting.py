"""Somebody is protected: possible in every table, with a revision, and told in no report."""

from __future__ import annotations

import pytest
from contested.check.validate import choose_rules
from contested.git.pairs import Pair
from contested.report import REPORTS
from contested.results import Report
from contested.review.run import review_pair
from contested.rules.rule import RULES
from contested.testing.specimen import changed
from contested.testing.strategies import TODAY
from report.reported import written

CLAIM = "status=redacted statement=[redacted] answer=[redacted] locator=[redacted] occurred="
LINES = {
    "redacted actors act-heron name='a resident' actor_type=unnamed_source privacy=": "Heron",
    (
        "redacted actors act-marin name='a resident' actor_type=unnamed_source privacy="
        " wikidata_id= ; redacted questions qst-office question='What office did [redacted] hold"
        f" in August 2021?' ; redacted claims clm-i {CLAIM} occurred_span="
    ): "Marin",
    (
        "redacted locations loc-mill name=[redacted] latitude= longitude= uncertainty_m= gazetteer="
    ): "-71.25",
    "redacted sources src-leaflet title=[redacted] note=": "bears no date",
    "redacted relays -clm-e,1": "act-told →",
    f"redacted claims clm-k {CLAIM}": "page 1",
    f"redacted claims clm-a {CLAIM} location_id= place_as_reported=": "The Guard held Low Ford.",
    "withdrawn relays -clm-m,1": "act-wire → ",
    "redacted relays -clm-m,1 ; revisions rev-2 old_value=[redacted] new_value=[redacted]": (
        "act-radio → act-wire"
    ),
}
"""Changes of the specimen that protect somebody, and what may not be told of them."""


@pytest.mark.parametrize(("line", "hidden"), LINES.items())
def test_protecting_somebody_is_lawful_and_told_in_no_report(line: str, hidden: str) -> None:
    head = changed(f"descriptor version=2.0.0 ; {line}")
    pair = Pair(changed().package(), head.package())
    of_one, compares = choose_rules(), choose_rules(compares=True)
    report = review_pair(pair, of_one, compares, TODAY.toordinal())
    assert [one.rule for one in report.groups if one.severity == "error"] == []
    told = {name: written(w, Report((report,), tuple(RULES))) for name, w in REPORTS.items()}
    assert [name for name, words in told.items() if hidden in words] == []
