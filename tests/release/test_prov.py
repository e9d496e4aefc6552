"""PROV-JSON, read back by the `prov` library, claim by claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.release.content import Content
from contested.release.exports import prov
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from prov.model import ProvAgent, ProvAttribution, ProvDerivation, ProvDocument, ProvEntity
from release.exported import CASES, case, claims_by_id
from release.folders import release_folder
from release.releases import content_of

FEW = one_in(10)
WRITERS = {"prov": prov.write}
PRIMARY = "prov:PrimarySource"


def read(folder: Path) -> ProvDocument:
    return ProvDocument.deserialize(str(folder / prov.NAME), format="json")


def of_type(document: ProvDocument, kind: str) -> dict[str, dict[str, object]]:
    """Return the entities of one type by name, with their other attributes."""
    found = {}
    for entity in document.get_records(ProvEntity):
        told = {str(name): value for name, value in entity.attributes}
        if str(told.pop("prov:type", "")) == f"contested:{kind}":
            found[entity.identifier.localpart] = told
    return found


def pairs(document: ProvDocument, kind: type) -> list[tuple[str, str, str]]:
    """Return each relation of a kind: from, to, and its own type."""
    found = []
    for relation in document.get_records(kind):
        (_, made), (_, of), *_ = relation.formal_attributes
        found.append(
            (made.localpart, of.localpart, "".join(map(str, relation.get_asserted_types())))
        )
    return found


def holds_everything(content: Content, document: ProvDocument) -> None:
    attributed = pairs(document, ProvAttribution)
    speaks = {made: agent for made, agent, _ in attributed}
    assert len(attributed) == len(speaks)
    derived = pairs(document, ProvDerivation)
    holds_claims(content, document, speaks, derived)
    holds_sources(content, document, speaks, derived)
    assert {agent.identifier.localpart for agent in document.get_records(ProvAgent)} == set(
        content.frame("actors")["actor_id"]
    )


def holds_claims(
    content: Content,
    document: ProvDocument,
    speaks: dict[str, str],
    derived: list[tuple[str, str, str]],
) -> None:
    next_of: dict[str, list[str]] = {}
    for made, of, _ in derived:
        next_of.setdefault(of, []).append(made)
    held, steps = {}, {}
    for name, told in of_type(document, "claims").items():
        *chain, source = chain_of(name, next_of)
        assert str(told["contested:source_id"]) == f"row:{source}"
        steps[name] = [(step.rpartition(".")[2], speaks[step]) for step in chain]
        about = (told.get(f"contested:{one}") for one in ("stated", "position", "in_conflict"))
        held[name] = (speaks[name], source, *about)
    assert held == claims_by_id(content)
    wanted: dict[str, list[tuple[str, str]]] = {name: [] for name in held}
    if "relays" in content.tables:
        relays = content.frame("relays").select("claim_id", "step", "relay_id")
        for claim, step, relay in relays.rows():
            wanted[claim].append((step, relay))
    assert steps == wanted


def chain_of(claim: str, next_of: dict[str, list[str]]) -> list[str]:
    """Return what a claim became, step by step, the source being last."""
    chain = [claim]
    while chain[-1] == claim or chain[-1].startswith(f"{claim}."):
        (following,) = next_of[chain[-1]]
        chain.append(following)
    return chain[1:]


def holds_sources(
    content: Content,
    document: ProvDocument,
    speaks: dict[str, str],
    derived: list[tuple[str, str, str]],
) -> None:
    sources = content.frame("sources").select("source_id", "publisher_id", "derived_from_id").rows()
    assert {(source, speaks[source]) for source in of_type(document, "sources")} == {
        (source, publisher) for source, publisher, _ in sources
    }
    of_sources = {
        (made, of) for made, of, _ in derived if made.startswith("src-") and of.startswith("src-")
    }
    assert of_sources == {(made, of) for made, _, of in sources if of}
    assert [(made, of) for made, of, kind in derived if kind == PRIMARY] == [
        ("datapackage.json", source) for source, *_ in sources
    ]


@pytest.mark.parametrize("name", CASES)
def test_every_claim_has_its_claimant_its_steps_in_order_and_its_source(name: str) -> None:
    content = case(name)
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, read(folder))


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_claim_of_any_package_has_its_chain(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, read(folder))


def test_steps_bear_their_dates_and_nobody_acts_for_anybody() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        document = read(folder)
        text = (folder / prov.NAME).read_text(encoding="utf-8")
    assert of_type(document, "relays") == {
        "clm-c.1": {"contested:step": "1", "contested:relayed": "2021-08-22"},
        "clm-c.2": {"contested:step": "2", "contested:relayed": "2021-08-22"},
        "clm-e.1": {"contested:step": "1"},
        "clm-m.1": {"contested:step": "1"},
    }
    assert "actedOnBehalfOf" not in text
    kinds = {
        agent.identifier.localpart: "".join(map(str, agent.get_asserted_types()))
        for agent in document.get_records(ProvAgent)
    }
    assert [kinds[name] for name in ("act-heron", "act-guard", "act-told", "act-elders")] == [
        "prov:Person",
        "prov:Organization",
        "",
        "",
    ]


def test_a_tenth_step_comes_after_the_ninth() -> None:
    more = " ; ".join(
        f"+relays clm-e,{step} from=clm-e,1 relay_id=act-wire" for step in range(2, 12)
    )
    content = content_of(changed(more).package())
    with release_folder(content, WRITERS) as folder:
        document = read(folder)
        holds_everything(content, document)
    assert [
        (made, of)
        for made, of, _ in pairs(document, ProvDerivation)
        if made == "src-radio" and of.startswith("clm-e")
    ] == [("src-radio", "clm-e.11")]


def test_a_redacted_claim_says_nothing() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        told = of_type(read(folder), "claims")["clm-l"]
    assert (told["prov:label"], told["contested:status"], told.get("contested:position")) == (
        "[redacted]",
        "redacted",
        None,
    )
