"""JSON-LD, read back by rdflib without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from contested.release.content import Content
from contested.release.exports import jsonld
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from release.exported import CASES, case, claims_by_id
from release.folders import release_folder, without_network
from release.releases import content_of

# rdflib 7.6 reads JSON-LD by way of a class that it has itself deprecated.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*ConjunctiveGraph is deprecated:DeprecationWarning",
    "ignore:.*default_context.*:DeprecationWarning",
)
FEW = one_in(10)
SCHEMA, OURS = Namespace("https://schema.org/"), Namespace("arcp://name,contested-1/schema#")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
WRITERS = {"jsonld": jsonld.write}


def read(folder: Path) -> Graph:
    graph = Graph()
    graph.parse(folder / jsonld.NAME, format="json-ld")
    return graph


def local(node: Any) -> str:
    return str(node).rpartition("#")[2]


def one(graph: Graph, subject: Any, name: URIRef) -> Any:
    """Return the only value that a node has, if it has any."""
    found = list(graph.objects(subject, name))
    assert len(found) <= 1, (subject, name, found)
    return found[0] if found else None


def holds_everything(content: Content, graph: Graph) -> None:
    held = {}
    for claim in graph.subjects(RDF.type, SCHEMA.Claim):
        stated, position, conflict = (
            one(graph, claim, name) for name in (OURS.stated, OURS.position, OURS.in_conflict)
        )
        assert stated.datatype == EDTF
        people = [local(one(graph, claim, name)) for name in (SCHEMA.author, SCHEMA.appearance)]
        assert (
            len(list(graph.triples((one(graph, claim, SCHEMA.appearance), SCHEMA.publisher, None))))
            == 1
        )
        held[local(claim)] = (
            *people,
            str(stated),
            *(value if value is None else value.toPython() for value in (position, conflict)),
        )
        assert str(one(graph, claim, OURS.claim_id)) == local(claim)
    assert held == claims_by_id(content)
    questions = {
        local(question): question for question in graph.subjects(RDF.type, SCHEMA.Question)
    }
    assert set(questions) == set(content.frame("questions")["question_id"])
    contested = set(content.derived("contested_questions")["question_id"])
    positions: dict[str, set[str]] = {}
    for question, position in content.positions.select("question_id", "position").rows():
        positions.setdefault(question, set()).add(position)
    for name, question in questions.items():
        assert {str(text) for text in graph.objects(question, OURS.positions)} == positions.get(
            name, set()
        )
        assert one(graph, question, OURS.is_contested).toPython() is (name in contested)
    assert not set(graph.predicates()) & {
        SCHEMA.acceptedAnswer,
        SCHEMA.suggestedAnswer,
        SCHEMA.reviewRating,
        SCHEMA.claimReviewed,
    }


@pytest.mark.parametrize("name", CASES)
def test_every_claim_is_there_once_with_its_claimant_source_date_and_position(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_network(monkeypatch)
    content = case(name)
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, read(folder))


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_claim_of_any_package_is_there_once(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, read(folder))


def test_every_row_but_those_of_revisions_is_a_node_of_its_own() -> None:
    content = case("extensions")
    with release_folder(content, WRITERS) as folder:
        graph = json.loads((folder / jsonld.NAME).read_text(encoding="utf-8"))["@graph"]
    names = [node["@id"] for node in graph]
    assert (
        len(names)
        == len(set(names))
        == 1
        + content.derived("conflicts").height
        + sum(content.frame(name).height for name in content.tables if name != "revisions")
    )
    assert [node for node in graph if node["@id"] == "row:x-photos.1"] == [
        {"@id": "row:x-photos.1", "@type": "x-photos", "x-photos.x_id": "1"}
    ]
    assert {
        "@id": "row:clm-c.2",
        "@type": "relays",
        "claim_id": {"@id": "row:clm-c"},
        "step": {"@value": "2", "@type": "xsd:integer"},
    }.items() <= next(node for node in graph if node["@id"] == "row:clm-c.2").items()
    (ana,) = [node for node in graph if node["@id"] == "row:clm-a"]
    assert (ana["x_coder"], ana["x_Coder"], ana["dateCreated"], ana["polarity"]) == (
        "Ana",
        "Ben",
        "2021-08-21",
        "affirms",
    )


def test_a_conflict_is_a_node_with_the_claims_of_both_positions() -> None:
    change = "claims clm-b on_behalf_of_id=act-guard ; sources src-radio title=Talks"
    content = content_of(changed(change).package())
    with release_folder(content, WRITERS) as folder:
        nodes = json.loads((folder / jsonld.NAME).read_text(encoding="utf-8"))["@graph"]
    first = next(node for node in nodes if node["@type"] == "conflicts")
    assert {name: first[name] for name in ("position", "other_position", "by")} == {
        "position": "River Guard",
        "other_position": "not: River Guard",
        "by": "both",
    }
    assert first["claims"] == [{"@id": "row:clm-a"}, {"@id": "row:clm-k"}]
    assert first["otherClaims"] == [{"@id": "row:clm-b"}]
    assert first["about"] == first["otherAbout"] == {"@id": "row:qst-control"}
    assert (first["within_side"], first["between_sides"]) == (True, True)
    (denial,) = [node for node in nodes if node["@id"] == "row:clm-b"]
    assert (denial["side"], denial["side_id"]) == ("River Guard", {"@id": "row:act-guard"})
    assert (denial["standing"], denial["position"]) == ("stands", "not: River Guard")


def test_cells_have_the_types_of_their_fields() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        graph = read(folder)
    rows = Namespace("arcp://name,low-ford/#")
    assert graph.value(rows["clm-d"], OURS.quantity_max).toPython() == 15.0
    assert (
        graph.value(
            rows["loc-mill"], URIRef("http://www.w3.org/2003/01/geo/wgs84_pos#long")
        ).toPython()
        == -71.25
    )
    assert set(graph.objects(rows["act-guard"], SCHEMA.alternateName)) == {
        Literal("Guard of the River"),
        Literal("Нічна варта"),
    }
    assert graph.value(rows["qst-control"], OURS.exclusive).toPython() is True
    assert graph.value(rows["src-reprint"], SCHEMA.isBasedOn) == rows["src-wire"]
    assert [
        graph.value(rows[name], RDF.type) for name in ("act-heron", "act-guard", "act-told")
    ] == [SCHEMA.Person, SCHEMA.Organization, OURS.actors]
    assert graph.value(rows["clm-c"], SCHEMA.dateCreated) is None


def test_a_redacted_claim_says_that_it_is_and_no_more() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        graph = read(folder)
    claim = URIRef("arcp://name,low-ford/#clm-l")
    assert [str(graph.value(claim, name)) for name in (SCHEMA.text, OURS.answer, OURS.status)] == [
        "[redacted]",
        "[redacted]",
        "redacted",
    ]
    assert [graph.value(claim, name) for name in (OURS.position, OURS.in_conflict)] == [None, None]


def test_the_dataset_is_described_with_its_files() -> None:
    package = changed(
        'descriptor contributors=[{"title":"Ana'
        ' Marin","path":"https://orcid.org/0000-0002-1825-0097","roles":["creator"]}]'
    ).package()
    with release_folder(content_of(package), WRITERS) as folder:
        graph = read(folder)
        resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))[
            "resources"
        ]
    (dataset,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    told = [
        str(graph.value(dataset, SCHEMA[name]))
        for name in ("name", "version", "license", "datePublished", "creator")
    ]
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert told == [
        "Claims about Low Ford",
        "1.0.0",
        address,
        "2026-11-22",
        "https://orcid.org/0000-0002-1825-0097",
    ]
    assert graph.value(URIRef(told[-1]), RDF.type) == SCHEMA.Person
    files = {
        tuple(
            str(graph.value(file, SCHEMA[name]))
            for name in ("contentUrl", "encodingFormat", "contentSize", "sha256")
        )
        for file in graph.objects(dataset, SCHEMA.distribution)
    }
    assert files == {
        (one["path"], "text/csv", str(one["bytes"]), one["hash"].removeprefix("sha256:"))
        for one in resources
    }


def test_the_context_is_written_out() -> None:
    with release_folder(case("panjshir"), WRITERS) as folder:
        context = json.loads((folder / jsonld.NAME).read_text(encoding="utf-8"))["@context"]
    assert set(map(type, context.values())) == {str}
    assert context["text"] == "schema:text"
    assert context["schema"] == "https://schema.org/"
