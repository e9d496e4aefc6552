"""What a change means: told for changes to the specimen, where every answer can be read off."""

from __future__ import annotations

import polars as pl
import pytest
from contested.check.load import load
from contested.derived.held import views_of
from contested.review.compare import compare
from contested.review.differences import DateMove, Difference, Differences, date_moves, differences
from contested.testing import specimen
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings


def between(base: str, head: str) -> Differences:
    return differences(*(views_of(load(specimen.changed(line).package())) for line in (base, head)))


def told(found: Differences) -> dict[str, Difference]:
    return {name: value for name, value in vars(found).items() if value}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", {}),
        ("claims clm-a note=x", {}),
        (
            "claims clm-j status=withdrawn",
            {
                "positions": Difference([], [("qst-bridge", "affirms\x1fyes")]),
                "claimants": Difference([], [("act-heron",)]),
                "voices": Difference([], [("qst-bridge", "act-heron")]),
            },
        ),
        (
            "claims clm-b answer=act-council polarity=affirms",
            {
                "positions": Difference(
                    [("qst-control", "affirms\x1fact-council")],
                    [("qst-control", "denies\x1fact-guard")],
                )
            },
        ),
        (
            "relations -clm-m,supersedes,clm-d",
            {"standings": Difference([], [("clm-d", "superseded")])},
        ),
    ],
)
def test_what_a_change_means(head: str, expected: dict[str, Difference]) -> None:
    assert told(between("", head)) == expected


def test_a_contest_that_begins_and_one_that_ends_are_each_other_backwards() -> None:
    denied = "claims clm-b status=withdrawn"
    ends, begins = between("", denied), between(denied, "")
    for one, other in zip(vars(ends).values(), vars(begins).values(), strict=True):
        assert (one.gained, one.lost) == (other.lost, other.gained)
    assert ends.contested == Difference([], [("qst-control",)])


@pytest.mark.slow
@given(packages(max_claims=3))
@settings(max_examples=one_in(4))
def test_a_package_beside_itself_means_nothing(drawn: Drawn) -> None:
    one, other = (views_of(load(drawn.package())) for _ in range(2))
    assert told(differences(one, other)) == {}


@pytest.mark.parametrize(
    ("old", "new", "move"),
    [
        ("2021-08-21", "2021-08-22", "moved"),
        ("2021-08-21", "2021-08", "less precise"),
        ("2021-08-21", "../2021-08-21", "less precise"),
        ("2021", "2021-08", "more precise"),
        ("2021-08-21/..", "2021-08-21/2021-09", "more precise"),
        ("2021-08-21", "2021-08-21~", "doubt"),
        ("../2021-08", "2021-08/..", "moved"),
        ("2021-08-21", "soon", None),
        ("2021-08-21", "", None),
    ],
)
def test_a_date_moves_or_becomes_more_or_less_precise(old: str, new: str, move: str | None) -> None:
    table = specimen.changed("").package().tables["claims"]
    frames = [
        pl.DataFrame(
            {"row": [0], "claim_id": ["clm-a"], "stated": [cell or None], "note": ["x"]},
            schema_overrides={"stated": pl.String},
        )
        for cell in (old, new)
    ]
    found = list(date_moves(compare(*frames, table).changes, {"claims": table}))
    assert found == ([DateMove("claims", "clm-a", "stated", old, new, move)] if move else [])
