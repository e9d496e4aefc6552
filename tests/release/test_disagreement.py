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
COUNTED = {
    "claim": "claim_id",
    "utterance": "utterance",
    "claimant": "claimant_id",
    "side": "side_id",
    "originator": "originator_id",
    "source": "source_id",
    "position": "position",
}


def test_the_disagreement_report_sets_positions_beside_each_other(tmp_path: Path) -> None:
    made = written(specimen(), tmp_path)
    assert made["disagreement.md"] == (Path(__file__).parent / "disagreement.md").read_text(
        encoding="utf-8"
    )
    shown = ("question_id", "is_contested", "claim_count", "originator_count", "claims_hidden")
    assert [
        tuple(row[name] for name in shown) for row in rows(made["derived/disagreement.csv"])[2:4]
    ] == [("qst-control", "true", "3", "3", "2"), ("qst-deaths", "false", "3", "2", "2")]
    nobody = written(
        specimen(
            "relations -clm-f,contradicts,clm-e ; claims clm-f answer=yes ; claims clm-b"
            " status=withdrawn"
        ),
        tmp_path,
    )["disagreement.md"]
    assert nobody.endswith("None: no active claim is in conflict with somebody else's.\n")


def test_one_dispatch_in_two_outlets_has_one_originator(tmp_path: Path) -> None:
    change = (
        "sources src-reprint derived_from_id=src-wire ; claims clm-h claimant_id=act-wire"
        " source_id=src-wire ; +claims clm-copy from=clm-h claimant_id=act-radio"
        " source_id=src-reprint"
    )
    made = rows(written(specimen(change), tmp_path)["derived/disagreement.csv"])
    began = next(row for row in made if row["question_id"] == "qst-began")
    counts = ("claim_count", "claimant_count", "source_count", "originator_count")
    assert [began[name] for name in counts] == ["2", "2", "2", "1"]


def test_everything_known_of_a_claim_stands_on_the_page(tmp_path: Path) -> None:
    change = (
        "claims clm-d on_behalf_of_id=act-council ; +claims clm-n from=clm-c claimant_id=act-heron"
        " quantity_min=20 quantity_max=25 ; +claims clm-o from=clm-c claimant_id=act-radio"
        " polarity=withholds withheld=could_not_confirm answer= quantity_min= certainty=unstated"
    )
    page = written(specimen(change), tmp_path)["disagreement.md"].splitlines()
    assert "| 12 to 15 | River Guard | 1 | 1 | 0 |" in page
    (older,) = [line for line in page if line.endswith("`clm-d`")]
    assert older.startswith("- River Guard for Valley Council, 22 August 2021: ")
    assert "In “Fighting at Low Ford: what each side says” of Radio Ostra" in older
    assert "Superseded since by the same claimant." in older
    (relayed,) = [line for line in page if line.endswith("`clm-c`")]
    assert "By way of sources who spoke to Ostra Wire, 22 August 2021, Ostra Wire," in relayed
    at = page.index("#### Withheld")
    assert "(could not confirm it)" in page[at + 2]
    assert "- 12 to 15 and 20 to 25, by their answers" in page


def test_a_conflict_between_two_questions_tells_the_words_of_the_other(tmp_path: Path) -> None:
    line = "+relations clm-h,disputes,clm-e basis=curator"
    page = written(specimen(line), tmp_path)["disagreement.md"].splitlines()
    asked = (
        "“Were the River Guard and the Valley Council in talks on 22 August 2021?” (`qst-talks`)"
    )
    by = "by a relation (disputes, curator)"
    assert f"- 20 August 2021 and yes to {asked}, {by}" in page


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_number_of_the_disagreement_is_what_counting_by_hand_gives(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    made = {
        row["question_id"]: row
        for row in derived_frame(content, "disagreement").iter_rows(named=True)
    }
    told_of = {row["claim_id"]: row for row in content.claimed.active.iter_rows(named=True)}
    assert sorted(made) == sorted(row["question_id"] for row in drawn.tables["questions"])
    for ident, row in made.items():
        active = [one for one in told_of.values() if one["question_id"] == ident]
        claims = [one for one in active if one["position"] is not None]
        held = [one["position"] for one in claims]
        assert [int(row[f"{name}_count"]) for name in COUNTED] == [
            len({one[column] for one in claims}) for column in COUNTED.values()
        ]
        assert int(row["withheld_count"]) == len(active) - len(claims)
        least = min((sum(other != kept for other in held) for kept in held), default=0)
        assert [int(row[name]) for name in row if name.endswith("_hidden")] == [
            max(len(set(held)) - 1, 0),
            max(len(claims) - 1, 0),
            least,
        ]
    assert {ident for ident, row in made.items() if row["is_contested"] == "true"} == set(
        content.derived("contested_questions")["question_id"]
    )
