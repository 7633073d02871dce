"""That the shapes say what the rest of the project says; what they catch is tested in graph."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from pyshacl.entrypoints import meta_validate
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node

from claimgraph.graph.model import SIGNATURES, Predicate
from claimgraph.graph.receipts import CONTEXT
from claimgraph.ontology import terms
from claimgraph.ontology.prefixes import PREFIXES

CGS = Namespace("https://w3id.org/claimgraph/shapes#")


def listed(graph: Graph, node: Node | None) -> list[Node]:
    assert node is not None
    return list(Collection(graph, node))


def classes(graph: Graph, shape: Node) -> set[str]:
    """The classes of which the shape wants one."""
    direct = graph.value(shape, SH["class"])
    if direct is not None:
        return {str(direct)}
    referred = graph.value(shape, SH.node)
    if referred is not None:
        return classes(graph, referred)
    options = listed(graph, graph.value(shape, SH["or"]))
    return {iri for option in options for iri in classes(graph, option)}


def property_shape(graph: Graph, shape: Node, path: str) -> Node:
    (found,) = (
        node for node in graph.objects(shape, SH.property) if (node, SH.path, URIRef(path)) in graph
    )
    return found


def test_the_shapes_are_shapes(shapes: Graph) -> None:
    conforms, _, text = meta_validate(shapes)
    assert conforms, text


def test_the_shapes_have_the_projects_version(shapes: Graph) -> None:
    node = URIRef("https://w3id.org/claimgraph/shapes")
    assert str(shapes.value(node, OWL.versionInfo)) == version("claimgraph")


def test_prefixes_of_queries_are_the_projects(shapes: Graph) -> None:
    for declaration in shapes.objects(None, SH.declare):
        prefix = str(shapes.value(declaration, SH.prefix))
        assert str(shapes.value(declaration, SH.namespace)) == PREFIXES[prefix]


def test_every_query_is_well_formed_and_has_a_message(shapes: Graph) -> None:
    constraints = list(shapes.subjects(RDF.type, SH.SPARQLConstraint))
    assert set(constraints) == set(shapes.objects(None, SH.sparql))
    for constraint in constraints:
        query = str(shapes.value(constraint, SH.select))
        assert prepareQuery(query, initNs=dict(PREFIXES))
        assert shapes.value(constraint, SH.message)


def test_every_property_shape_has_a_message(shapes: Graph) -> None:
    for shape in shapes.objects(None, SH.property):
        assert shapes.value(shape, SH.message), list(shapes.predicate_objects(shape))


def test_every_declared_class_is_constrained(shapes: Graph, ontology: Graph) -> None:
    targets = {str(node) for node in shapes.objects(None, SH.targetClass)}
    declared = {
        str(node)
        for node in ontology.subjects(RDF.type, OWL.Class)
        if str(node).startswith(PREFIXES["cg"])
    }
    abstract = {terms.CG.Entity, terms.CG.ClaimType, terms.CG.Attribution}
    assert declared - abstract <= targets


def test_choices_are_those_of_the_guideline(shapes: Graph) -> None:
    for shape, path, expected in (
        (CGS.Claim, terms.CG.claimType, terms.CLAIM_TYPES),
        (CGS.Claim, terms.CG.attribution, terms.ATTRIBUTIONS),
        (CGS.Statement, terms.RDF.predicate, terms.PREDICATE_PROPERTIES),
    ):
        options = listed(shapes, shapes.value(property_shape(shapes, shape, path), SH["in"]))
        assert {str(option) for option in options} == set(expected.values())


def test_entities_are_those_of_the_guideline(shapes: Graph) -> None:
    expected = {iris[0] for iris in terms.ENTITY_CLASSES.values()}
    assert classes(shapes, CGS.AnyEntity) == expected
    assert {str(node) for node in shapes.objects(CGS.Entity, SH.targetClass)} == expected
    for query in (CGS.EvidenceOfEntity, CGS.EntryInScheme):
        text = str(shapes.value(query, SH.select))
        assert {iri for iri in expected if f"?value a {curie(iri)} " in text} == expected


def test_contributions_are_those_of_the_terms(shapes: Graph) -> None:
    path = shapes.value(CGS.Contributors, SH.path)
    assert path is not None
    expected = {*terms.CONTRIBUTOR_PROPERTIES.values(), terms.SCHEMA.contributor}
    alternatives = listed(shapes, shapes.value(path, SH.alternativePath))
    assert {str(iri) for iri in alternatives} == expected
    text = str(shapes.value(CGS.EvidenceOfEntity, SH.select))
    assert all(curie(iri) in text for iri in expected)


@pytest.mark.parametrize("predicate", Predicate)
def test_relations_hold_between_the_types_of_the_guideline(
    shapes: Graph, predicate: Predicate
) -> None:
    path = terms.PREDICATE_PROPERTIES[predicate]
    (shape,) = shapes.subjects(SH.targetSubjectsOf, URIRef(path))
    subjects, objects = (
        {terms.ENTITY_CLASSES[type_][0] for type_ in types} for types in SIGNATURES[predicate]
    )
    assert classes(shapes, shape) == subjects
    assert classes(shapes, property_shape(shapes, shape, path)) == objects
    assert f"?value {curie(path)} ?object" in str(shapes.value(CGS.StatementOfTriple, SH.select))


def test_context_is_as_long_as_it_is_written(shapes: Graph) -> None:
    for path in (terms.OA.prefix, terms.OA.suffix):
        shape = property_shape(shapes, CGS.Selector, path)
        length = shapes.value(shape, SH.maxLength)
        assert str(length) == str(CONTEXT)


def curie(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    raise AssertionError(iri)
