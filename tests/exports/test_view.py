from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.exports.view import Edge, GraphView, Node
from claimgraph.exports.view_reader import read_view
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import Extraction
from claimgraph.graph.rdf import extraction_quads
from claimgraph.graph.store import QuadStore, open_store
from claimgraph.ontology.prefixes import BASE
from claimgraph.ontology.terms import PROV
from tests.exports.conftest import fill, note, talk
from tests.exports.rebuilt import rebuilt_quads
from tests.strategies import extractions

TALK_IRI = f"{BASE}document/ce7611e7481e75f085f6"
LOOM = f"{BASE}method/loom"
ADA = f"{BASE}person/ada-byron"


def node(view: GraphView, iri: str) -> Node:
    return next(node for node in view.nodes if node.id == iri)


def claim(view: GraphView, text: str) -> Node:
    return next(node for node in view.nodes if node.properties.get("text") == text)


def edges(view: GraphView, source: str, kind: str) -> list[Edge]:
    return [edge for edge in view.edges if (edge.source, edge.kind) == (source, kind)]


def test_nothing_is_lost(store: QuadStore) -> None:
    fill(store, [talk(), note()])
    assert rebuilt(store) == set(store.quads())


@settings(max_examples=40, deadline=None)
@given(st.lists(extractions(), max_size=2))
def test_nothing_of_any_graph_is_lost(found: list[Extraction]) -> None:
    with open_store(":memory:") as store:
        for extraction in found:
            ingest(store, extraction)
        assert rebuilt(store) == set(store.quads())


def rebuilt(store: QuadStore) -> set[Quad]:
    """The quads that the view of the store stands for."""
    runs = {
        quad.object.value: quad.subject.value
        for quad in store.quads(predicate=NamedNode(PROV.used))
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode)
    }
    return rebuilt_quads(read_view(store), BASE, runs)


def test_order_of_building_makes_no_difference(store: QuadStore, view: GraphView) -> None:
    fill(store, [note(), talk()])
    assert read_view(store) == view


def test_nodes_and_edges_are_sorted_unique_and_connected(view: GraphView) -> None:
    names = [node.id for node in view.nodes]
    assert all(a < b for a, b in pairwise(names))
    keys = [(edge.source, edge.kind, edge.target, edge.id) for edge in view.edges]
    assert all(a < b for a, b in pairwise(keys))
    assert len({edge.id for edge in view.edges}) == len(view.edges)
    assert {end for edge in view.edges for end in (edge.source, edge.target)} <= set(names)


def test_empty_store_gives_an_empty_view(store: QuadStore) -> None:
    assert read_view(store) == GraphView((), ())


def test_entity_gathers_what_documents_and_vocabulary_say(view: GraphView) -> None:
    loom = node(view, LOOM)
    assert (loom.label, loom.kinds) == ("loom", ("Method", "Model"))
    assert loom.properties["aliases"] == ("Looms", "looms", "weaving loom")
    assert loom.properties["exactMatch"] == (
        "https://example.org/things/loom",
        "https://w3id.org/aio/ActiveLearning",
    )
    assert loom.properties["sources"] == ("https://arxiv.org/abs/1706.03762",)
    assert loom.properties["vocabularyKinds"] == ("Method",)
    assert loom.properties["vocabularyAliases"] == ("weaving loom",)


def test_label_is_the_most_frequent_and_the_others_are_aliases(store: QuadStore) -> None:
    for graph, label in (("a", "GPT 4"), ("b", "gpt 4"), ("c", "gpt 4")):
        name = NamedNode(f"{BASE}graph/{graph}")
        iri = NamedNode(f"{BASE}model/gpt-4")
        types = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        model = NamedNode("https://w3id.org/claimgraph/ontology#Model")
        labels = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
        store.replace([], [Quad(iri, types, model, name), Quad(iri, labels, Literal(label), name)])
    (only,) = read_view(store).nodes
    assert (only.label, only.properties["aliases"]) == ("gpt 4", ("GPT 4",))


def test_mention_has_every_place_and_what_the_document_says(view: GraphView) -> None:
    in_talk = next(edge for edge in edges(view, LOOM, "mentionedIn") if edge.target == TALK_IRI)
    assert dict(in_talk.properties) == {
        "kinds": ("Method", "Model"),
        "label": "loom",
        "aliases": ("Looms",),
        "exactMatch": ("https://example.org/things/loom",),
        "linked": True,
        "confidence": 1.0,
        "exact": ("Looms", "Looms"),
        "start": (44, 103),
        "end": (49, 108),
        "speakers": ("Ada Byron", "Host"),
        "times": ("0,12.5", "12.5,18"),
    }


def test_claim_has_its_words_place_and_cues(view: GraphView) -> None:
    prediction = claim(view, "Looms might compose music by 2028").properties
    assert prediction["claimType"] == "prediction"
    assert (prediction["hedged"], prediction["negated"]) == (True, False)
    assert (prediction["targetDate"], prediction["targetDateType"]) == ("2028", "gYear")
    assert (prediction["start"], prediction["end"]) == (44, 77)
    assert (prediction["speaker"], prediction["time"]) == ("Ada Byron", "0,12.5")
    assert (prediction["hedgeCue"], prediction["hedgeCueStart"]) == ("might", 50)
    assert prediction["attributionCue"] == "Babbage believes"
    opinion = claim(view, "Looms will not think.").properties
    assert (opinion["quotation"], opinion["negationCue"]) == (True, "not")
    assert opinion["targetDateType"] == "edtf"
    assert claim(view, "Punched cards are the future of looms.").properties["page"] == 2


def test_claim_leads_to_claimant_topic_reporter_and_document(view: GraphView) -> None:
    prediction = claim(view, "Looms might compose music by 2028").id
    opinion = claim(view, "Looms will not think.").id
    linked = {
        (edge.kind, edge.target) for edge in view.edges if edge.source in (prediction, opinion)
    }
    assert linked == {
        ("claimedBy", f"{BASE}person/babbage.ce7611e7481e75f085f6"),
        ("claimedBy", f"{TALK_IRI}#author"),
        ("reportedBy", ADA),
        ("about", LOOM),
        ("within", prediction),
        ("statedIn", TALK_IRI),
    }


def test_relation_has_role_confidence_and_receipt(view: GraphView) -> None:
    (affiliation,) = edges(view, ADA, "affiliatedWith")
    assert affiliation.target == f"{BASE}organization/engine-works"
    assert dict(affiliation.properties) == {
        "document": TALK_IRI,
        "roles": ("research lead",),
        "confidence": 0.9,
        "exact": ("I lead research at Engine Works",),
        "start": (11,),
        "end": (42,),
        "speakers": ("Ada Byron",),
        "times": ("0,12.5",),
    }


def test_relation_of_the_vocabulary_has_no_receipt(view: GraphView) -> None:
    (broader,) = edges(view, LOOM, "broader")
    assert broader.target == f"{BASE}concept/machine"
    assert dict(broader.properties) == {"vocabulary": True}


def test_document_has_its_metadata_and_its_run(view: GraphView) -> None:
    document = node(view, TALK_IRI)
    assert (document.kind, document.label) == ("Document", "A talk on looms")
    known = document.properties
    assert (known["published"], known["publishedType"]) == ("2026-06", "gYearMonth")
    assert (known["source"], known["licence"]) == ("https://example.org/talk", "CC0")
    assert (known["location"], known["mediaType"]) == ("documents/talk.vtt", "text/vtt")
    assert (known["extractedBy"], known["extractor"]) == (
        "claimgraph 1.2.3",
        '{"version":"1.2.3"}',
    )
    assert {(e.kind, e.target) for e in view.edges if e.source == TALK_IRI} == {
        ("guest", ADA),
        ("host", f"{BASE}person/charles-dodgson"),
    }


def test_contributor_named_only_by_metadata_is_described_not_mentioned(view: GraphView) -> None:
    host = f"{BASE}person/charles-dodgson"
    assert not edges(view, host, "mentionedIn")
    (described,) = edges(view, host, "describedIn")
    assert dict(described.properties) == {"kinds": ("Person",), "label": "Charles Dodgson"}


def test_thing_that_nothing_describes_is_a_term(store: QuadStore) -> None:
    store.replace(
        [],
        [
            Quad(
                NamedNode(f"{BASE}method/a"),
                NamedNode("http://www.w3.org/2004/02/skos/core#broader"),
                NamedNode(f"{BASE}concept/b"),
                NamedNode(f"{BASE}graph/vocabulary"),
            )
        ],
    )
    view = read_view(store)
    assert [(node.kind, node.label) for node in view.nodes] == [
        ("Term", f"{BASE}concept/b"),
        ("Term", f"{BASE}method/a"),
    ]


def test_another_base_with_a_kind_in_it(store: QuadStore) -> None:
    store.replace([], extraction_quads(talk(), "https://data.example/model/"))
    loom = node(read_view(store), "https://data.example/model/method/loom")
    assert loom.kinds == ("Method", "Model")
