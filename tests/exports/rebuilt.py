"""From a view back to quads, by docs/graph-model.md: shows that the view lost nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode, Quad

from claimgraph.exports.view import Edge, GraphView, Node
from claimgraph.graph.dates import date_literal
from claimgraph.graph.iris import (
    evidence_iri,
    graph_iri,
    provenance_iri,
    scheme_iri,
    selector_iri,
    span_iri,
    time_iri,
    vocabulary_iri,
)
from claimgraph.graph.quads import (
    GraphWriter,
    boolean,
    confidence_literal,
    integer,
    probability_literal,
    resource,
)
from claimgraph.graph.receipts import CONTEXT
from claimgraph.ontology.terms import (
    ATTRIBUTIONS,
    CG,
    CLAIM_TYPES,
    CONTRIBUTOR_PROPERTIES,
    DCTERMS,
    ENTITY_CLASSES,
    MEDIA_FRAGMENTS,
    OA,
    OWL,
    PREDICATE_PROPERTIES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
)

__all__ = ["rebuilt_quads"]

_LINKS = {
    "claimedBy": CG.claimant,
    "about": SCHEMA.about,
    "reportedBy": CG.reportedBy,
    "within": CG.within,
    "statedIn": PROV.wasDerivedFrom,
    "contributor": SCHEMA.contributor,
    **CONTRIBUTOR_PROPERTIES,
}


def rebuilt_quads(view: GraphView, base: str, runs: Mapping[str, str]) -> set[Quad]:
    """All quads of the store that `view` was read from.

    Args:
        view: of the store.
        base: of its IRIs.
        runs: document to the IRI of its run, which hashes what no graph holds.
    """
    quads: set[Quad] = set()
    by_id = {node.id: node for node in view.nodes}
    for node in view.nodes:
        if node.kind == "Document":
            document = _Document(node, base, runs[node.id])
            for other in view.nodes:
                if other.properties.get("document") == node.id:
                    document.claim(other)
                if other.id == f"{node.id}#author":
                    document.said.type(other.id, CG.Author, PROV.Agent)
                    document.said.add(other.id, RDFS.label, other.label)
            for edge in view.edges:
                claimed = by_id[edge.source].properties.get("document") == node.id
                if claimed or (edge.source == node.id):
                    document.said.link(edge.source, _LINKS[edge.kind], edge.target)
                elif edge.target == node.id:
                    document.entity(edge)
                elif edge.properties.get("document") == node.id:
                    document.statement(edge)
            quads |= document.said.quads | document.receipts.quads
    return quads | _vocabulary(view, base)


class _Document:
    def __init__(self, node: Node, base: str, run: str) -> None:
        digits = node.id.rsplit("/", 1)[1]
        self.node, self.base, self.digits, self.run = node, base, digits, run
        self.text = str(node.properties["text"])
        self.said = GraphWriter(NamedNode(graph_iri(base, digits)))
        self.receipts = GraphWriter(NamedNode(provenance_iri(base, digits)))
        self._describe(node.properties)

    def _describe(self, known: Mapping[str, Any]) -> None:
        said, receipts, iri = self.said, self.receipts, self.node.id
        said.type(iri, CG.Document, SCHEMA.CreativeWork)
        said.add(iri, RDFS.label, self.node.label)
        for key, property_ in (("title", SCHEMA.name), ("description", SCHEMA.description)):
            said.add(iri, property_, *([known[key]] if key in known else []))
        if "published" in known:
            said.add(iri, SCHEMA.datePublished, date_literal(known["published"]))
        for key, property_ in (("source", DCTERMS.source), ("licence", DCTERMS.license)):
            said.add(iri, property_, *([resource(known[key])] if key in known else []))
        receipts.add(iri, SCHEMA.text, known["text"])
        receipts.add(iri, SCHEMA.encodingFormat, known["mediaType"])
        for key in ("sha256", "textSha256", "location"):
            receipts.add(iri, getattr(CG, key), known[key])
        receipts.type(self.run, PROV.Activity)
        receipts.add(self.run, RDFS.label, known["extractedBy"])
        receipts.add(self.run, CG.extractor, known["extractor"])
        receipts.link(self.run, PROV.used, iri)
        receipts.link(self.said.name.value, PROV.wasGeneratedBy, self.run)
        receipts.link(self.said.name.value, PROV.wasDerivedFrom, iri)

    def entity(self, edge: Edge) -> None:
        known: Mapping[str, Any] = edge.properties
        _name(self.said, edge.source, known, "", linked="linked" in known, base=self.base)
        annotation = self._annotate(edge.source, OA.identifying, _spans(known))
        if annotation:
            self.receipts.add(annotation, CG.confidence, confidence_literal(known["confidence"]))

    def statement(self, edge: Edge) -> None:
        known: Mapping[str, Any] = edge.properties
        predicate = PREDICATE_PROPERTIES[edge.kind]
        self.said.link(edge.source, predicate, edge.target)
        receipts = self.receipts
        receipts.type(edge.id, CG.Statement)
        receipts.link(edge.id, RDF.subject, edge.source)
        receipts.link(edge.id, RDF.predicate, predicate)
        receipts.link(edge.id, RDF.object, edge.target)
        receipts.add(edge.id, SCHEMA.roleName, *known.get("roles", ()))
        receipts.add(edge.id, CG.confidence, confidence_literal(known["confidence"]))
        receipts.link(edge.id, PROV.wasDerivedFrom, self.node.id)
        self._annotate(edge.id, OA.describing, _spans(known))

    def claim(self, node: Node) -> None:
        said, iri = self.said, node.id
        known: Mapping[str, Any] = node.properties
        said.type(iri, CG.Claim, SCHEMA.Claim, *([SCHEMA.Quotation] if known["quotation"] else []))
        said.add(iri, RDFS.label, node.label)
        said.add(iri, SCHEMA.text, known["text"])
        said.link(iri, CG.attribution, ATTRIBUTIONS[known["attribution"]])
        said.link(iri, CG.claimType, CLAIM_TYPES[known["claimType"]])
        said.add(iri, CG.negated, boolean(known["negated"]))
        said.add(iri, CG.hedged, boolean(known["hedged"]))
        said.add(iri, CG.confidence, confidence_literal(known["confidence"]))
        if "targetDate" in known:
            date = date_literal(known["targetDate"])
            assert date.datatype.value.endswith(known["targetDateType"])
            said.add(iri, CG.targetDate, date)
        place = [known.get(key, "") for key in ("start", "end", "page", "speaker", "time")]
        self._annotate(iri, OA.describing, [place])
        for key in ("leastProbability", "greatestProbability"):
            if key in known:
                said.add(iri, getattr(CG, key), probability_literal(known[key]))
        for cue in (
            *("attributionCue", "negationCue", "hedgeCue", "condition", "dateCue"),
            *("negationScope", "hedgeScope"),
        ):
            if cue in known:
                parts = ("Start", "End", "Page", "Speaker", "Time")
                span = self._span([known.get(f"{cue}{part}", "") for part in parts])
                self.receipts.link(iri, getattr(CG, cue), span)

    def _annotate(self, shown: str, why: str, places: Sequence[Sequence[Any]]) -> str | None:
        if not places:
            return None
        node = evidence_iri(self.base, self.digits, shown)
        self.receipts.type(node, OA.Annotation)
        self.receipts.link(node, OA.motivatedBy, why)
        self.receipts.link(node, OA.hasBody, shown)
        self.receipts.link(node, OA.hasTarget, *map(self._span, places))
        self.receipts.link(node, PROV.wasGeneratedBy, self.run)
        return node

    def _span(self, place: Sequence[Any]) -> str:
        start, end, page, speaker, time = place
        graph = self.receipts
        node = span_iri(self.base, self.digits, start, end)
        selector = selector_iri(self.base, self.digits, start, end)
        graph.type(node, OA.SpecificResource)
        graph.link(node, OA.hasSource, self.node.id)
        graph.link(node, OA.hasSelector, selector)
        graph.type(selector, OA.TextPositionSelector, OA.TextQuoteSelector)
        graph.add(selector, OA.start, integer(start))
        graph.add(selector, OA.end, integer(end))
        graph.add(selector, OA.exact, self.text[start:end])
        graph.add(selector, OA.prefix, self.text[max(0, start - CONTEXT) : start])
        graph.add(selector, OA.suffix, self.text[end : end + CONTEXT])
        graph.add(node, CG.page, *([integer(page)] if page else []))
        graph.add(node, CG.speakerName, *([speaker] if speaker else []))
        if time:
            timed = time_iri(self.base, self.digits, f"t={time}")
            graph.link(node, OA.hasSelector, timed)
            graph.type(timed, OA.FragmentSelector)
            graph.link(timed, DCTERMS.conformsTo, MEDIA_FRAGMENTS)
            graph.add(timed, RDF.value, f"t={time}")
        return node


def _spans(known: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    count = len(known.get("start", ()))
    lists = [known.get(key, [""] * count) for key in ("start", "end", "pages", "speakers", "times")]
    return list(zip(*lists, strict=True))


def _name(
    graph: GraphWriter, iri: str, known: Mapping[str, Any], prefix: str, *, linked: bool, base: str
) -> None:
    def get(key: str) -> Any:
        return known.get(f"{prefix}{key[0].upper()}{key[1:]}" if prefix else key, ())

    graph.type(iri, *(c for kind in get("kinds") for c in ENTITY_CLASSES[kind]))
    graph.add(iri, RDFS.label, get("label"))
    if {"Method", "Concept"} & set(get("kinds")):
        graph.add(iri, SKOS.prefLabel, get("label"))
    graph.add(iri, SKOS.altLabel, *get("aliases"))
    graph.link(iri, OWL.sameAs, *get("sameAs"))
    graph.link(iri, SKOS.exactMatch, *get("exactMatch"))
    graph.link(iri, DCTERMS.source, *get("sources"))
    if linked:
        graph.link(iri, SKOS.inScheme, scheme_iri(base))


def _vocabulary(view: GraphView, base: str) -> set[Quad]:
    graph = GraphWriter(NamedNode(vocabulary_iri(base)))
    if not any("vocabularyLabel" in node.properties for node in view.nodes):
        return graph.quads
    graph.type(scheme_iri(base), SKOS.ConceptScheme)
    graph.add(scheme_iri(base), RDFS.label, "claimgraph vocabulary")
    for node in view.nodes:
        if "vocabularyLabel" in node.properties:
            _name(graph, node.id, node.properties, "vocabulary", linked=True, base=base)
    for edge in view.edges:
        if edge.properties.get("vocabulary"):
            graph.link(edge.source, PREDICATE_PROPERTIES[edge.kind], edge.target)
    return graph.quads
