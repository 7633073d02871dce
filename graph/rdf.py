"""From an extraction to RDF: the quads that docs/graph-model.md describes.

Everything here is a pure function of its arguments. The quads come sorted, without duplicates and
without blank nodes, so that equal extractions give byte-identical N-Quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad

from ..ontology.prefixes import BASE, IDENTIFIER_PREFIXES
from ..ontology.terms import (
    ATTRIBUTIONS,
    CG,
    CLAIM_TYPES,
    CONTRIBUTOR_PROPERTIES,
    DCTERMS,
    ENTITY_CLASSES,
    OWL,
    PREDICATE_PROPERTIES,
    PROV,
    RDFS,
    SCHEMA,
    SKOS,
)
from .dates import date_literal
from .iris import checked_base, entity_iri, graph_iri, scheme_iri, vocabulary_iri
from .model import (
    AUTHOR,
    SIGNATURES,
    Claim,
    Document,
    EntityType,
    Extraction,
    Predicate,
    VocabularyEntry,
)
from .nodes import Nodes, contributor_type, nodes_of
from .quads import (
    GraphWriter,
    boolean,
    confidence_literal,
    probability_literal,
    resource,
    sorted_quads,
)
from .receipts import write_receipts

__all__ = ["document_label", "extraction_quads", "vocabulary_quads"]

_LABEL_LENGTH = 80
_SOURCES = ("arxiv", "doi")


def extraction_quads(extraction: Extraction, base: str = BASE) -> list[Quad]:
    """The graph of what a document says and the graph of the receipts for it, sorted.

    Claims are in it as claims, never as facts. Entities that have the same IRI are one node, whose
    label is the first one's name.

    Args:
        extraction: of one document; its `vocabulary` is left to `vocabulary_quads`.
        base: IRI below which data IRIs are made, ending with ``/``.

    Raises:
        UsageError: if `base` cannot be one.
        KeyError: if a relation or claim names an entity or claim that the extraction lacks.
        ValueError: if a value breaks what `graph.model` says of it: a hash, a confidence, a
            probability, an IRI in `same_as`.
    """
    nodes = nodes_of(extraction, checked_base(base))
    said = GraphWriter(NamedNode(graph_iri(base, nodes.hash)))
    _write_document(said, extraction.document, nodes)
    _write_entities(said, extraction, nodes)
    for relation in extraction.relations:
        subject, object_ = nodes.entities[relation.subject], nodes.entities[relation.object]
        said.link(subject, PREDICATE_PROPERTIES[relation.predicate], object_)
    for claim in extraction.claims:
        _write_claim(said, claim, nodes)
    if any(AUTHOR in (claim.claimant, *claim.reported_by) for claim in extraction.claims):
        _write_author(said, extraction.document, nodes)
    receipts = write_receipts(extraction, nodes)
    return sorted_quads(said.quads | receipts.quads)


def vocabulary_quads(entries: Iterable[VocabularyEntry], base: str = BASE) -> list[Quad]:
    """The vocabulary graph of these entries, sorted; their order makes no difference.

    What an entry is broader than is not looked up: an IRI stands for it, whether or not it is
    among `entries`.

    Raises:
        UsageError: if `base` cannot be one.
    """
    scheme = scheme_iri(checked_base(base))
    graph = GraphWriter(NamedNode(vocabulary_iri(base)))
    graph.type(scheme, SKOS.ConceptScheme)
    graph.add(scheme, RDFS.label, "claimgraph vocabulary")
    for entry in entries:
        entry_type, name = entry.key
        node = entity_iri(base, entry_type.value, name)
        _write_names(graph, node, entry.types, name, entry.aliases)
        graph.link(node, SKOS.inScheme, scheme)
        for broader_type, broader in entry.broader:
            property_ = _broader_property(entry_type, broader_type)
            graph.link(node, property_, entity_iri(base, broader_type.value, broader))
        for identifier in entry.identifiers:
            prefix, _, local = identifier.partition(":")
            property_ = DCTERMS.source if prefix in _SOURCES else SKOS.exactMatch
            graph.link(node, property_, IDENTIFIER_PREFIXES[prefix] + local)
    return sorted_quads(graph.quads)


def document_label(document: Document) -> str:
    """What a reader calls the document: its title, else its name, else its location."""
    for text in (document.title, document.name, document.location):
        if text and text.strip():
            return " ".join(text.split())
    return "untitled document"


def _write_document(graph: GraphWriter, document: Document, nodes: Nodes) -> None:
    node = nodes.document
    graph.type(node, CG.Document, SCHEMA.CreativeWork)
    graph.add(node, RDFS.label, document_label(document))
    if document.title:
        graph.add(node, SCHEMA.name, document.title)
    if document.published:
        graph.add(node, SCHEMA.datePublished, date_literal(document.published))
    if document.description:
        graph.add(node, SCHEMA.description, document.description)
    if document.source:
        graph.add(node, DCTERMS.source, resource(document.source))
    if document.licence:
        graph.add(node, DCTERMS.license, resource(document.licence))
    found = set(nodes.entities.values())
    labelled: set[str] = set()
    for person in document.people:
        contributor = nodes.contributors[person]
        property_ = CONTRIBUTOR_PROPERTIES.get(person.role, SCHEMA.contributor)
        graph.link(node, property_, contributor)
        if contributor not in found and contributor not in labelled:
            labelled.add(contributor)
            _write_names(graph, contributor, (contributor_type(person),), person.name, ())


def _write_entities(graph: GraphWriter, extraction: Extraction, nodes: Nodes) -> None:
    labels: dict[str, str] = {}
    for entity in extraction.entities:
        node = nodes.entities[entity.id]
        label = labels.setdefault(node, entity.name)
        mentioned = (" ".join(mention.text.split()) for mention in entity.mentions)
        _write_names(graph, node, entity.types, label, {entity.name, *mentioned})
        if entity.entry is not None:
            graph.link(node, SKOS.inScheme, scheme_iri(nodes.base))
        same = SKOS.exactMatch if _is_concept(entity.types) else OWL.sameAs
        graph.link(node, same, *entity.same_as)


def _write_names(
    graph: GraphWriter,
    node: str,
    types: Sequence[EntityType],
    label: str,
    others: Iterable[str],
) -> None:
    graph.type(node, *(iri for type_ in types for iri in ENTITY_CLASSES[type_]))
    graph.add(node, RDFS.label, label)
    if _is_concept(types):
        graph.add(node, SKOS.prefLabel, label)
    graph.add(node, SKOS.altLabel, *(name for name in others if name not in ("", label)))


def _is_concept(types: Iterable[EntityType]) -> bool:
    return any(SKOS.Concept in ENTITY_CLASSES[type_] for type_ in types)


def _broader_property(narrower: EntityType, broader: EntityType) -> str:
    """`skos:broader` between things of the mind, `dcterms:isPartOf` where parts have wholes."""
    subjects, objects = SIGNATURES[Predicate.PART_OF]
    if narrower in subjects and broader in objects:
        return PREDICATE_PROPERTIES[Predicate.PART_OF]
    return PREDICATE_PROPERTIES[Predicate.BROADER]


def _write_claim(graph: GraphWriter, claim: Claim, nodes: Nodes) -> None:
    node = nodes.claims[claim.id]
    graph.type(node, CG.Claim, SCHEMA.Claim)
    if claim.quote:
        graph.type(node, SCHEMA.Quotation)
    graph.add(node, RDFS.label, _shortened(claim.text))
    graph.add(node, SCHEMA.text, claim.text)
    graph.link(node, CG.claimant, nodes.claimant(claim.claimant))
    graph.link(node, CG.attribution, ATTRIBUTIONS[claim.attribution])
    graph.link(node, CG.claimType, CLAIM_TYPES[claim.type])
    graph.add(node, CG.negated, boolean(claim.negated))
    graph.add(node, CG.hedged, boolean(claim.hedged))
    graph.link(node, SCHEMA.about, *(nodes.entities[entity] for entity in claim.about))
    if claim.date:
        graph.add(node, CG.targetDate, date_literal(claim.date))
    if claim.probability is not None:
        least, greatest = map(probability_literal, claim.probability)
        graph.add(node, CG.leastProbability, least)
        graph.add(node, CG.greatestProbability, greatest)
    graph.link(node, CG.reportedBy, *map(nodes.claimant, claim.reported_by))
    if claim.within is not None:
        graph.link(node, CG.within, nodes.claims[claim.within])
    graph.add(node, CG.confidence, confidence_literal(claim.confidence))
    graph.link(node, PROV.wasDerivedFrom, nodes.document)


def _write_author(graph: GraphWriter, document: Document, nodes: Nodes) -> None:
    if nodes.author not in nodes.contributors.values():
        graph.type(nodes.author, CG.Author, PROV.Agent)
        graph.add(nodes.author, RDFS.label, f"author of {document_label(document)}")


def _shortened(text: str) -> str:
    """The first words of a claim, in at most 80 characters, with an ellipsis where more follow."""
    words = " ".join(text.split())
    if len(words) <= _LABEL_LENGTH:
        return words
    head, _, _ = words[: _LABEL_LENGTH - 1].rpartition(" ")
    return (head or words[: _LABEL_LENGTH - 2]) + " \u2026"
