from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, DefinedNamespace

from claimgraph.ontology import terms
from claimgraph.ontology.prefixes import BASE, PREFIXES

VOCABULARIES = {
    "cg": terms.CG,
    "dcterms": terms.DCTERMS,
    "oa": terms.OA,
    "owl": terms.OWL,
    "prov": terms.PROV,
    "rdf": terms.RDF,
    "rdfs": terms.RDFS,
    "schema": terms.SCHEMA,
    "skos": terms.SKOS,
    "xsd": terms.XSD,
}


def terms_of(vocabulary: type) -> dict[str, str]:
    return {name: iri for name, iri in vars(vocabulary).items() if not name.startswith("_")}


def test_an_attribute_is_called_as_the_term_it_stands_for() -> None:
    for prefix, vocabulary in VOCABULARIES.items():
        assert terms_of(vocabulary)
        for name, iri in terms_of(vocabulary).items():
            assert iri == PREFIXES[prefix] + name


def test_our_terms_are_those_that_the_ontology_declares(ontology: Graph) -> None:
    namespace = PREFIXES["cg"]
    declared = {str(s) for s in ontology.subjects(RDF.type) if str(s).startswith(namespace)}
    assert set(terms_of(terms.CG).values()) == declared


def test_terms_of_others_exist_in_their_vocabularies() -> None:
    """rdflib knows the terms of these vocabularies; it has no list of Web Annotation's."""
    known: dict[str, type[DefinedNamespace]] = {
        "dcterms": DCTERMS,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SDO,
        "skos": SKOS,
        "xsd": XSD,
    }
    for prefix, namespace in known.items():
        for iri in terms_of(VOCABULARIES[prefix]).values():
            assert URIRef(iri) in namespace, iri


def test_every_word_of_the_guideline_has_a_term_of_its_own() -> None:
    for mapping in (
        terms.PREDICATE_PROPERTIES,
        terms.CLAIM_TYPES,
        terms.ATTRIBUTIONS,
        terms.CONTRIBUTOR_PROPERTIES,
    ):
        assert len(set(mapping.values())) == len(mapping)
    first = [classes[0] for classes in terms.ENTITY_CLASSES.values()]
    assert len(set(first)) == len(first)


def test_the_base_is_no_vocabulary() -> None:
    assert not any(namespace.startswith(BASE) for namespace in PREFIXES.values())
