"""The disagreement report of a release."""

from __future__ import annotations

from pathlib import Path

from contested.release.tables import derived_frame
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from release.pages import rows, specimen, written
from release.releases import content_of

FEW = one_in(4)


def test_the_disagreement_report_sets_positions_beside_each_other(tmp_path: Path) -> None:
    made = written(specimen(), tmp_path)
    assert made["disagreement.md"] == (Path(__file__).parent / "disagreement.md").read_text(
        encoding="utf-8"
    )
    assert made["derived/disagreement.csv"].splitlines()[3:5] == [
        "qst-control,Who held Low Ford on 21 August 2021?,control,true,3,3,2,2,2,1,2,1",
        (
            "qst-deaths,How many people died at Low Ford on 21 August"
            " 2021?,casualties,false,3,2,2,2,3,2,2,2"
        ),
    ]
    nobody = written(
        specimen(
            "relations -clm-f,contradicts,clm-e ; claims clm-f answer=yes ; claims clm-b"
            " status=withdrawn"
        ),
        tmp_path,
    )["disagreement.md"]
    assert nobody.endswith("None: no active claim is in conflict with somebody else's.\n")


def test_sources_that_go_back_to_one_document_are_one_origin(tmp_path: Path) -> None:
    made = rows(
        written(specimen("sources src-radio derived_from_id=src-wire"), tmp_path)[
            "derived/disagreement.csv"
        ]
    )
    deaths = next(row for row in made if row["question_id"] == "qst-deaths")
    assert (deaths["source_count"], deaths["origin_count"]) == ("2", "1")


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_number_of_the_disagreement_is_what_counting_by_hand_gives(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    made = {
        row["question_id"]: row
        for row in derived_frame(content, "disagreement").iter_rows(named=True)
    }
    positions = dict(content.position_of.select("claim_id", "position").iter_rows())
    parents = {row["source_id"]: row["derived_from_id"] for row in drawn.tables["sources"]}
    assert sorted(made) == sorted(row["question_id"] for row in drawn.tables["questions"])
    for ident, row in made.items():
        claims = [
            c
            for c in drawn.tables["claims"]
            if c["question_id"] == ident and c["status"] in ("", "active")
        ]
        held = [positions[c["claim_id"]] for c in claims]
        told = [int(row[name]) for name in row if name.endswith("_count")]
        origins = {_root(c["source_id"], parents) for c in claims}
        assert told == [
            len(claims),
            *(len({c[key] for c in claims}) for key in ("claimant_id", "source_id")),
            len(origins),
            len(set(held)),
        ]
        least = min((sum(other != kept for other in held) for kept in held), default=0)
        assert [int(row[name]) for name in row if name.endswith("_hidden")] == [
            max(len(set(held)) - 1, 0),
            max(len(claims) - 1, 0),
            least,
        ]
    assert {ident for ident, row in made.items() if row["is_contested"] == "true"} == set(
        content.contested_questions["question_id"]
    )


def _root(source: str, parents: dict[str, str]) -> str:
    while parents.get(source):
        source = parents[source]
    return source
