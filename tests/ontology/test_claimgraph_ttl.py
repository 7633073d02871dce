from __future__ import annotations

from importlib.metadata import version

import owlrl  # type: ignore[import-untyped] # it ships no types
import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, XSD
from rdflib.term import Node

from claimgraph.graph.model import SIGNATURES, EntityType
from claimgraph.graph.rdf import extraction_quads, vocabulary_quads
from claimgraph.ontology import terms
from claimgraph.ontology.prefixes import PREFIXES

from ..samples import interview, note

ONTOLOGY = URIRef("https://w3id.org/claimgraph/ontology")
KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
    RDFS.Datatype,
)


def ours(graph: Graph, *kinds: Node) -> list[Node]:
    found = {node for kind in kinds for node in graph.subjects(RDF.type, kind)}
    return sorted(node for node in found if str(node).startswith(PREFIXES["cg"]))  # type: ignore[type-var] # IRIs are ordered


def members(graph: Graph, node: Node | None) -> set[str]:
    """The classes of a union, or the class itself."""
    assert node is not None
    union = graph.value(node, OWL.unionOf)
    return {str(node)} if union is None else {str(item) for item in Collection(graph, union)}


def test_the_ontology_says_what_it_is(ontology: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in ontology
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI):
        assert ontology.value(ONTOLOGY, predicate, any=False)
    assert str(ontology.value(ONTOLOGY, OWL.versionInfo)) == version("claimgraph")


def test_every_term_is_explained(ontology: Graph) -> None:
    assert ours(ontology, *KINDS)
    for term in ours(ontology, *KINDS):
        (label,) = ontology.objects(term, RDFS.label)
        (comment,) = ontology.objects(term, RDFS.comment)
        assert isinstance(label, Literal)
        assert isinstance(comment, Literal)
        assert label.language == comment.language == "en"
        assert str(comment).endswith(".")
        assert ontology.value(term, RDFS.isDefinedBy) == ONTOLOGY


def test_every_property_has_a_domain_and_a_range(ontology: Graph) -> None:
    for term in ours(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert ontology.value(term, RDFS.domain, any=False) is not None
        value = ontology.value(term, RDFS.range, any=False)
        assert value is not None
        is_data = (term, RDF.type, OWL.DatatypeProperty) in ontology
        assert is_data == (
            value in (XSD.boolean, XSD.string, XSD.decimal, XSD.integer, RDFS.Literal)
        )


def test_no_name_stands_for_things_of_two_kinds(ontology: Graph) -> None:
    for term in set(ontology.subjects(RDF.type)):
        kinds = [kind for kind in KINDS if (term, RDF.type, kind) in ontology]
        assert len(kinds) <= 1, (term, kinds)


def test_every_term_that_an_axiom_names_is_declared(ontology: Graph) -> None:
    """OWL 2 wants it so of an ontology that imports nothing."""
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, OWL.inverseOf, OWL.equivalentClass)
    named = {node for axiom in axioms for node in ontology.objects(None, axiom)}
    for union in ontology.objects(None, OWL.unionOf):
        named |= set(Collection(ontology, union))
    for node in named:
        assert isinstance(node, BNode) or ontology.value(node, RDF.type), node


@pytest.mark.parametrize("predicate", SIGNATURES)
def test_relations_hold_between_the_types_of_the_guideline(ontology: Graph, predicate: str) -> None:
    iri = URIRef(terms.PREDICATE_PROPERTIES[predicate])
    if not iri.startswith(PREFIXES["cg"]):
        return  # a term of others has their domain and range
    for axiom, types in zip((RDFS.domain, RDFS.range), SIGNATURES[predicate], strict=True):  # type: ignore[index] # a StrEnum's values
        expected = {terms.ENTITY_CLASSES[type_][0] for type_ in types}
        assert members(ontology, ontology.value(iri, axiom)) == expected


def test_entities_are_what_the_guideline_says(ontology: Graph) -> None:
    union = ontology.value(URIRef(terms.CG.Entity), OWL.equivalentClass)
    assert members(ontology, union) == {terms.ENTITY_CLASSES[type_][0] for type_ in EntityType}
    for first, *others in terms.ENTITY_CLASSES.values():
        for other in others:
            assert (URIRef(first), RDFS.subClassOf, URIRef(other)) in ontology


def test_claim_types_and_attributions_are_those_of_the_guideline(ontology: Graph) -> None:
    for class_, individuals in (
        (terms.CG.ClaimType, terms.CLAIM_TYPES),
        (terms.CG.Attribution, terms.ATTRIBUTIONS),
    ):
        definition = ontology.value(URIRef(class_), OWL.equivalentClass)
        assert definition is not None
        one_of = ontology.value(definition, OWL.oneOf)
        assert one_of is not None
        assert {str(item) for item in Collection(ontology, one_of)} == set(individuals.values())


def test_roles_of_our_own_are_contributions(ontology: Graph) -> None:
    for iri in terms.CONTRIBUTOR_PROPERTIES.values():
        if iri.startswith(PREFIXES["cg"]):
            super_property = ontology.value(URIRef(iri), RDFS.subPropertyOf)
            assert str(super_property) == terms.SCHEMA.contributor


def closure(ontology: Graph, data: Graph) -> list[str]:
    """The inconsistencies that the OWL 2 RL rules find."""
    graph = ontology + data
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    error = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [str(message) for message in graph.objects(None, error)]


def sample() -> Graph:
    graph = Graph()
    for extraction in (interview(), note()):
        quads = extraction_quads(extraction) + vocabulary_quads(extraction.vocabulary)
        triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
        assert triples is not None
        graph.parse(data=triples.decode(), format="nt")
    return graph


def test_the_graph_is_consistent_with_the_ontology(ontology: Graph) -> None:
    assert closure(ontology, sample()) == []


def test_what_the_ontology_rules_out_is_inconsistent(ontology: Graph) -> None:
    graph = sample()
    claim = next(graph.subjects(RDF.type, URIRef(terms.CG.Claim)))
    graph.add((claim, RDF.type, URIRef(terms.CG.Document)))
    assert closure(ontology, graph)
