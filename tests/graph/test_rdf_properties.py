"""What holds for the graph of any extraction."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from claimgraph.graph import iris
from claimgraph.graph.model import Extraction, VocabularyEntry
from claimgraph.graph.rdf import extraction_quads, vocabulary_quads
from claimgraph.ontology.terms import CG, OA, RDF, RDFS, SCHEMA, SKOS

from ..strategies import extractions, vocabulary_entries
from .quad_values import nquads, subjects, values

BASE = "https://claimgraph.example/"


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_quads_are_sorted_unique_and_the_same_every_time(extraction: Extraction) -> None:
    quads = extraction_quads(extraction)
    assert len(set(quads)) == len(quads)
    assert quads == extraction_quads(replace(extraction))
    assert quads == sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_any_text_survives_n_quads_and_the_store(extraction: Extraction) -> None:
    quads = extraction_quads(extraction) + vocabulary_quads(extraction.vocabulary)
    assert list(parse(nquads(quads), format=RdfFormat.N_QUADS)) == quads
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_every_quad_is_in_a_graph_of_the_document_and_has_no_blank_node(
    extraction: Extraction,
) -> None:
    digits = iris.document_hash(extraction.document.sha256)
    graphs = {iris.graph_iri(BASE, digits), iris.provenance_iri(BASE, digits)}
    for quad in extraction_quads(extraction):
        assert isinstance(quad.graph_name, NamedNode)
        assert quad.graph_name.value in graphs
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_every_quotation_is_what_the_text_has_there(extraction: Extraction) -> None:
    quads = extraction_quads(extraction)
    text = extraction.document.text
    for selector in subjects(quads, RDF.type, OA.TextQuoteSelector):
        (start,), (end,) = values(quads, selector, OA.start), values(quads, selector, OA.end)
        first, last = int(start), int(end)
        assert values(quads, selector, OA.exact) == {text[first:last]}
        assert values(quads, selector, OA.prefix) == {text[max(0, first - 32) : first]}
        assert values(quads, selector, OA.suffix) == {text[last : last + 32]}


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_nothing_is_lost(extraction: Extraction) -> None:
    quads = extraction_quads(extraction)
    claims = subjects(quads, RDF.type, CG.Claim)
    assert len(claims) == len(extraction.claims)
    texts = Counter(text for claim in claims for text in values(quads, claim, SCHEMA.text))
    assert texts == Counter(claim.text for claim in extraction.claims)
    spans = subjects(quads, RDF.type, OA.SpecificResource)
    offsets = {span.rpartition("=")[2] for span in spans}
    mentioned = {mention.span for entity in extraction.entities for mention in entity.mentions}
    assert {f"{span.start},{span.end}" for span in mentioned} <= offsets
    named = {name for quad in quads for name in values(quads, quad.subject.value, RDFS.label)}  # type: ignore[union-attr] # no quoted triples
    assert {entity.name for entity in extraction.entities} <= named | {
        quad.object.value
        for quad in quads
        if quad.predicate.value == SKOS.altLabel and isinstance(quad.object, Literal)
    }


@settings(max_examples=15, deadline=None)
@given(extractions(), st.sampled_from(["http://localhost/kg/", "urn:x/"]))
def test_another_base_changes_the_iris_only(extraction: Extraction, base: str) -> None:
    here, there = extraction_quads(extraction), extraction_quads(extraction, base)
    assert len(here) == len(there)
    assert all(str(quad).count(base) for quad in there)


@settings(max_examples=25, deadline=None)
@given(vocabulary_entries(), st.data())
def test_the_order_of_vocabulary_entries_makes_no_difference(
    entries: tuple[VocabularyEntry, ...], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(entries))
    assert vocabulary_quads(mixed) == vocabulary_quads(entries)
