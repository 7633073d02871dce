"""What the graph knows of each entity that may tell who it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ...ontology.terms import (
    CG,
    ENTITY_CLASSES,
    OWL,
    PREDICATE_PROPERTIES,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
)
from ..iris import document_of_graph
from ..model import EntityType, Predicate
from ..store.protocol import QuadStore

__all__ = ["Profile", "profiles"]

_TIES = (
    PREDICATE_PROPERTIES[Predicate.AFFILIATED_WITH],
    PREDICATE_PROPERTIES[Predicate.FOUNDED],
    PREDICATE_PROPERTIES[Predicate.DEVELOPED],
)
_ALIKE = (OWL.sameAs, SKOS.exactMatch)
_COMMON = 0.2
"""The share of documents above which a thing that they name tells nothing about another."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity, and what is around it.

    Attributes:
        iri: of the entity.
        name: its label, of several the last in order, as the named queries have it.
        types: the guideline's types that it has.
        aliases: its other names.
        entry: whether the vocabulary has it.
        local: whether its name does not identify it beyond its document.
        identifiers: IRIs of the same thing elsewhere.
        ties: by IRI, names of the organizations that a person is affiliated with or founded, and
            of those who developed a thing.
        context: by IRI, names of what it stands with in claims and relations, and of what the
            same documents name where few documents do.
        documents: IRIs of the documents that name it.
    """

    iri: str
    name: str
    types: frozenset[EntityType]
    aliases: frozenset[str]
    entry: bool
    local: bool
    identifiers: frozenset[str]
    ties: Mapping[str, str]
    context: Mapping[str, str]
    documents: frozenset[str]


def profiles(store: QuadStore) -> list[Profile]:
    """The entities that documents name, sorted by IRI.

    Raises:
        StoreError: if the store cannot be read.
    """
    types: dict[str, set[EntityType]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    for kind in EntityType:
        classes = ENTITY_CLASSES[kind]
        for quad in store.quads(predicate=NamedNode(RDF.type), object=NamedNode(classes[0])):
            document = document_of_graph(_value(quad.graph_name))
            if document is not None:
                types[_value(quad.subject)].add(kind)
                documents[_value(quad.subject)].add(document)
    labels = _values(store, types, RDFS.label)
    aliases = _values(store, types, SKOS.altLabel)
    alike = _values(store, types, *_ALIKE)
    entries = {_value(quad.subject) for quad in store.quads(predicate=NamedNode(SKOS.inScheme))}
    names = {iri: max(labels[iri], default=iri) for iri in types}
    ties, near = _ties(store, types), _neighbours(store, types)
    for iri, others in _companions(documents).items():
        near[iri] |= others
    return [
        Profile(
            iri=iri,
            name=names[iri],
            types=frozenset(types[iri]),
            aliases=frozenset((labels[iri] | aliases[iri]) - {names[iri]}),
            entry=iri in entries,
            local=any(iri.endswith(f".{_digits(document)}") for document in documents[iri]),
            identifiers=frozenset(alike[iri]),
            ties={other: names[other] for other in sorted(ties[iri])},
            context={other: names[other] for other in sorted(near[iri])},
            documents=frozenset(documents[iri]),
        )
        for iri in sorted(types)
    ]


def _values(
    store: QuadStore, wanted: Mapping[str, object], *predicates: str
) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for predicate in predicates:
        for quad in store.quads(predicate=NamedNode(predicate)):
            if _value(quad.subject) in wanted:
                found[_value(quad.subject)].add(_value(quad.object))
    return found


def _ties(store: QuadStore, known: Mapping[str, object]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for predicate in _TIES:
        for quad in store.quads(predicate=NamedNode(predicate)):
            one, other = _value(quad.subject), _value(quad.object)
            if predicate == CG.developed:
                one, other = other, one
            if one in known and other in known:
                found[one].add(other)
    return found


def _neighbours(store: QuadStore, known: Mapping[str, object]) -> defaultdict[str, set[str]]:
    """What an entity stands with in a claim, as claimant or topic, or in a relation."""
    sides: dict[str, set[str]] = defaultdict(set)
    for predicate in (CG.claimant, SCHEMA.about):
        for quad in store.quads(predicate=NamedNode(predicate)):
            sides[_value(quad.subject)].add(_value(quad.object))
    for predicate in PREDICATE_PROPERTIES.values():
        for quad in store.quads(predicate=NamedNode(predicate)):
            if document_of_graph(_value(quad.graph_name)) is not None:
                ends = _value(quad.subject), _value(quad.object)
                sides[" ".join(ends)].update(ends)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in sides.values():
        members = group & known.keys()
        for member in members:
            found[member] |= members - {member}
    return found


def _companions(documents: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """What else the documents of an entity name, where few documents do."""
    everything = set().union(*documents.values()) if documents else set()
    most = max(2, int(len(everything) * _COMMON))
    named: dict[str, set[str]] = defaultdict(set)
    for iri, places in documents.items():
        if len(places) <= most:
            for place in places:
                named[place].add(iri)
    return {
        iri: set().union(*(named[place] for place in places)) - {iri}
        for iri, places in documents.items()
    }


def _digits(document: str) -> str:
    return document.rpartition("/")[2]


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
