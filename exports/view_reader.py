"""Reading the view of a store: RDF in, nodes and edges out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..graph.store.protocol import QuadStore
from ..ontology.terms import (
    ATTRIBUTIONS,
    CG,
    CLAIM_TYPES,
    CONTRIBUTOR_PROPERTIES,
    CUE_PROPERTIES,
    DCTERMS,
    OA,
    PREDICATE_PROPERTIES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
)
from .view import Edge, GraphView, Node, Value
from .view_entities import Described, descriptions
from .view_facts import Place, Source, read_sources

__all__ = ["read_view"]

_PREDICATES = {iri: predicate for predicate, iri in PREDICATE_PROPERTIES.items()}
_VALUES = {iri: name for name, iri in (*CLAIM_TYPES.items(), *ATTRIBUTIONS.items())}

_CLAIM_LINKS = {
    CG.claimant: "claimedBy",
    SCHEMA.about: "about",
    CG.reportedBy: "reportedBy",
    CG.within: "within",
    PROV.wasDerivedFrom: "statedIn",
}
_DOCUMENT_LINKS = {
    SCHEMA.contributor: "contributor",
    **{iri: role for role, iri in CONTRIBUTOR_PROPERTIES.items()},
}

_DOCUMENT_TEXTS = {
    SCHEMA.name: "title",
    SCHEMA.datePublished: "published",
    SCHEMA.description: "description",
    DCTERMS.source: "source",
    DCTERMS.license: "licence",
    SCHEMA.encodingFormat: "mediaType",
    CG.location: "location",
    CG.sha256: "sha256",
    CG.textSha256: "textSha256",
    SCHEMA.text: "text",
}
_CLAIM_TEXTS = {
    SCHEMA.text: "text",
    CG.claimType: "claimType",
    CG.attribution: "attribution",
    CG.targetDate: "targetDate",
}
_CUES = {iri: iri.rpartition("#")[2] for iri in CUE_PROPERTIES.values()}
_CLAIM_NUMBERS = {
    CG.confidence: "confidence",
    CG.leastProbability: "leastProbability",
    CG.greatestProbability: "greatestProbability",
}


def read_view(store: QuadStore) -> GraphView:
    """The view of everything that `store` holds.

    Equal graphs give equal views, whatever the order in which they were built. An entity's label
    is the vocabulary's, or else the one that most documents have.
    """
    entities: defaultdict[str, Described] = defaultdict(Described)
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for source in read_sources(store):
        shown = _Evidence(source)
        described = descriptions(source)
        for iri, description in described.items():
            entities[iri].add(description, vocabulary=source.vocabulary)
        for node in _own_nodes(source, shown):
            nodes[node.id] = node
        for edge in _edges(source, shown, described):
            edges[edge.id] = edge
    for iri in entities.keys() - nodes.keys():
        nodes[iri] = entities[iri].node(iri)
    for edge in edges.values():
        for end in (edge.source, edge.target):
            if end not in nodes:
                nodes[end] = Node(end, ("Term",), end)
    return GraphView(
        tuple(nodes[iri] for iri in sorted(nodes)),
        tuple(sorted(edges.values(), key=lambda e: (e.source, e.kind, e.target, e.id))),
    )


class _Evidence:
    """The places that a source gives for each thing it shows, and how sure it is of them."""

    def __init__(self, source: Source) -> None:
        self.places: defaultdict[str, list[Place]] = defaultdict(list)
        self.confidences: dict[str, float] = {}
        for annotation, shown in source.annotations():
            places = map(source.place, source.values(annotation, OA.hasTarget))
            self.places[shown] += [place for place in places if place is not None]
            if (confidence := source.value(annotation, CG.confidence)) is not None:
                self.confidences[shown] = float(confidence)
        for found in self.places.values():
            found.sort()

    def properties(self, thing: str) -> dict[str, Value]:
        """Its places, as properties of an edge."""
        places = self.places.get(thing, ())
        if not places:
            return {}
        properties: dict[str, Value] = {
            "exact": tuple(place.exact for place in places),
            "start": tuple(place.start for place in places),
            "end": tuple(place.end for place in places),
        }
        if any(place.page for place in places):
            properties["pages"] = tuple(place.page for place in places)
        if any(place.speaker for place in places):
            properties["speakers"] = tuple(place.speaker for place in places)
        if any(place.time for place in places):
            properties["times"] = tuple(place.time for place in places)
        return properties


def _own_nodes(source: Source, shown: _Evidence) -> Iterator[Node]:
    """The document, its claims and its unnamed author."""
    for iri, known in source.facts.items():
        types = known.get(RDF.type, ())
        label = source.value(iri, RDFS.label) or iri
        if CG.Claim in types:
            yield Node(iri, ("Claim",), label, _claim_properties(source, iri, shown))
        elif CG.Document in types:
            yield Node(iri, ("Document",), label, _document_properties(source, iri))
        elif CG.Author in types:
            yield Node(iri, ("Author",), label)


def _texts(source: Source, iri: str, keys: Mapping[str, str]) -> dict[str, Value]:
    properties: dict[str, Value] = {}
    for property_, key in keys.items():
        if (value := source.value(iri, property_)) is not None:
            properties[key] = _VALUES.get(value, value)
            if (datatype := source.dates.get((iri, property_))) is not None:
                properties[f"{key}Type"] = datatype
    return properties


def _document_properties(source: Source, iri: str) -> dict[str, Value]:
    properties = _texts(source, iri, _DOCUMENT_TEXTS)
    for subject, known in source.facts.items():
        if PROV.Activity in known.get(RDF.type, ()) and iri in known.get(PROV.used, ()):
            properties |= _texts(
                source, subject, {RDFS.label: "extractedBy", CG.extractor: "extractor"}
            )
    return properties


def _claim_properties(source: Source, iri: str, shown: _Evidence) -> dict[str, Value]:
    properties = _texts(source, iri, _CLAIM_TEXTS)
    properties["quotation"] = SCHEMA.Quotation in source.values(iri, RDF.type)
    for property_, key in ((CG.negated, "negated"), (CG.hedged, "hedged")):
        if (value := source.value(iri, property_)) is not None:
            properties[key] = value in ("true", "1")
    for property_, key in _CLAIM_NUMBERS.items():
        if (value := source.value(iri, property_)) is not None:
            properties[key] = float(value)
    if (document := source.value(iri, PROV.wasDerivedFrom)) is not None:
        properties["document"] = document
    for place in shown.places.get(iri, ())[:1]:
        properties |= _place_properties(place)
    for property_, key in _CUES.items():
        span = source.value(iri, property_)
        cue = source.place(span) if span is not None else None
        if cue is not None:
            properties |= _place_properties(cue, key)
    return properties


def _place_properties(place: Place, prefix: str = "") -> dict[str, Value]:
    """One place as properties: its words under `prefix`, or ``exact`` without one."""
    known: dict[str, Value] = {"exact": place.exact, "start": place.start, "end": place.end}
    if place.page:
        known["page"] = place.page
    if place.speaker:
        known["speaker"] = place.speaker
    if place.time:
        known["time"] = place.time
    if not prefix:
        return known
    return {
        prefix if key == "exact" else f"{prefix}{key.capitalize()}": value
        for key, value in known.items()
    }


def _edges(
    source: Source, shown: _Evidence, described: Mapping[str, Mapping[str, Value]]
) -> Iterator[Edge]:
    yield from _relations(source, shown)
    for iri, known in source.facts.items():
        types = known.get(RDF.type, ())
        if CG.Claim in types:
            links = _CLAIM_LINKS
        elif CG.Document in types:
            links = _DOCUMENT_LINKS
        else:
            continue
        for property_, kind in links.items():
            for target in known.get(property_, ()):
                yield Edge(f"{iri} {kind} {target}", iri, target, kind)
    if source.document is not None:
        yield from _mentions(source.document, shown, described)


def _relations(source: Source, shown: _Evidence) -> Iterator[Edge]:
    """Those with a statement, which has the receipt, and those without."""
    stated = set()
    for iri, known in source.facts.items():
        if CG.Statement not in known.get(RDF.type, ()):
            continue
        subject, predicate, target = (
            known[part][0] for part in (RDF.subject, RDF.predicate, RDF.object)
        )
        stated.add((subject, predicate, target))
        properties: dict[str, Value] = {}
        if document := source.value(iri, PROV.wasDerivedFrom):
            properties["document"] = document
        if roles := known.get(SCHEMA.roleName):
            properties["roles"] = roles
        if (confidence := source.value(iri, CG.confidence)) is not None:
            properties["confidence"] = float(confidence)
        yield Edge(iri, subject, target, _PREDICATES[predicate], properties | shown.properties(iri))
    where: dict[str, Value] = {"vocabulary": True} if source.vocabulary else {}
    if source.document is not None:
        where = {"document": source.document}
    name = "vocabulary" if source.vocabulary else source.document or "graph"
    for iri, known in source.facts.items():
        for predicate, kind in _PREDICATES.items():
            for target in known.get(predicate, ()):
                if (iri, predicate, target) not in stated:
                    yield Edge(f"{iri} {kind} {target} {name}", iri, target, kind, where)


def _mentions(
    document: str, shown: _Evidence, described: Mapping[str, Mapping[str, Value]]
) -> Iterator[Edge]:
    """One edge from an entity to the document that names it, with all the places."""
    for iri, description in described.items():
        properties: dict[str, Value] = dict(description)
        if (confidence := shown.confidences.get(iri)) is not None:
            properties["confidence"] = confidence
        kind = "mentionedIn" if iri in shown.places else "describedIn"
        yield Edge(
            f"{iri} {kind} {document}", iri, document, kind, properties | shown.properties(iri)
        )
