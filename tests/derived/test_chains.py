"""Chains and utterances: by whom a claim came to us, and what reports one act of speaking."""

from __future__ import annotations

from typing import Any

import polars as pl
from contested.derived.chains import chains
from contested.derived.claimed import Claimed
from contested.derived.utterances import utterances
from counts import one_in
from derived.test_positions import TAKEN_BACK, UNCONFIRMED, claimed
from hypothesis import given, settings
from laws import pairing
from laws.colliding import tables, views_over
from laws.reference import Tables


def stations(line: str, claim: str, *columns: str) -> list[tuple[Any, ...]]:
    found = chains(claimed(line)).filter(pl.col("claim_id") == claim)
    assert found["station"].to_list() == list(range(1, len(found) + 1))
    return found.select(*columns).rows()


def test_a_chain_leads_from_the_claimant_by_relays_to_the_publisher() -> None:
    assert stations("", "clm-c", "kind", "actor_id", "date", "source_id", "locator") == [
        ("claimant", "act-elders", "../2021-08-23", None, None),
        ("relay", "act-told", "2021-08-22", None, None),
        ("relay", "act-wire", "2021-08-22", None, None),
        ("publisher", "act-radio", "2021-08-23", "src-radio", "line 4"),
    ]
    assert stations("", "clm-a", "actor", "title", "link")[1] == (
        "Radio Ostra",
        "Fighting at Low Ford: what each side says",
        "https://radio.example/ford",
    )


def test_documents_come_from_the_first_to_the_one_that_was_coded() -> None:
    shown = ("kind", "actor_id", "source_id", "locator")
    assert stations("", "clm-m", *shown) == [
        ("claimant", "act-guard", None, None),
        ("publisher", "act-wire", "src-wire", None),
        ("publisher", "act-radio", "src-reprint", "line 2"),
    ]
    own = stations("claims clm-m own_reporting=true ; relays -clm-m,1", "clm-m", *shown)
    assert own == [
        ("claimant", "act-guard", None, None),
        ("publisher", "act-radio", "src-reprint", "line 2"),
    ]


def test_an_author_stands_before_the_publisher_unless_they_are_the_claimant() -> None:
    shown = ("kind", "actor_id", "date")
    by_wire = "sources src-radio author_id=act-wire"
    assert stations(by_wire, "clm-a", *shown) == [
        ("claimant", "act-guard", "2021-08-21"),
        ("author", "act-wire", None),
        ("publisher", "act-radio", "2021-08-23"),
    ]
    own = stations(f"{by_wire} ; claims clm-h claimant_id=act-wire", "clm-h", "kind", "actor_id")
    assert own == [("claimant", "act-wire"), ("publisher", "act-radio")]
    same = stations("sources src-radio author_id=act-radio", "clm-a", "kind")
    assert same == [("claimant",), ("publisher",)]


def test_a_document_without_an_address_is_found_where_it_is_kept() -> None:
    kept = "sources src-radio url= archive_url=https://kept.example/1"
    assert stations(kept, "clm-a", "link")[-1] == ("https://kept.example/1",)


def test_what_withholds_has_a_chain_and_what_is_not_active_has_none() -> None:
    found = chains(claimed(f"{UNCONFIRMED} ; claims clm-a status=withdrawn"))
    assert "clm-silent" in set(found["claim_id"])
    assert not {"clm-a", "clm-l"} & set(found["claim_id"])


def test_claims_that_report_one_act_of_speaking_are_one_utterance() -> None:
    line = (
        "+claims clm-0 from=clm-a source_id=src-wire ; +claims clm-1 from=clm-a"
        " source_id=src-reprint ; +relations clm-a,same_utterance,clm-0 basis=curator ;"
        " +relations clm-1,same_utterance,clm-a basis=curator"
    )
    found = utterances(claimed(line)).filter(pl.col("claim_ids").list.contains("clm-a"))
    shown = ("utterance", "claimant", "standing", "claim_count", "claim_ids", "publishers")
    assert found.select(shown).rows() == [
        (
            *("clm-0", "River Guard", "stands", 3, ["clm-0", "clm-1", "clm-a"]),
            ["Ostra Wire", "Radio Ostra", "Radio Ostra"],
        )
    ]
    gone = utterances(claimed(f"{line} ; claims clm-0 status=redacted"))
    assert gone.filter(pl.col("claim_count") > 1)["utterance"].to_list() == ["clm-1"]


def test_an_utterance_has_the_standing_that_its_claims_share() -> None:
    line = (
        f"{TAKEN_BACK} ; +claims clm-0 from=clm-b source_id=src-wire ;"
        " +relations clm-b,same_utterance,clm-0 basis=curator"
    )
    found = utterances(claimed(line)).filter(pl.col("utterance") == "clm-0")
    assert found.select("standing", "claim_ids").rows() == [("retracted", ["clm-0", "clm-b"])]


@settings(max_examples=one_in(3), deadline=None)
@given(tables())
def test_every_active_claim_is_in_one_utterance_with_those_that_report_the_same(
    drawn: Tables,
) -> None:
    active = {c["claim_id"] for c in drawn["claims"] if c["status"] in ("", "active")}
    wanted = {
        tuple(sorted(shared & active))
        for claim, shared in pairing.utterances(drawn).items()
        if claim in active
    }
    found = utterances(Claimed(views_over(drawn)))
    assert {tuple(ids) for ids in found["claim_ids"].to_list()} == wanted
    assert found["utterance"].to_list() == [ids[0] for ids in found["claim_ids"].to_list()]
    assert len(found) == len(wanted)
