"""The provenance graph: the exact words behind each thing that a document's graph says.

Annotations, selectors and their targets follow the W3C Web Annotation Data Model, runs PROV-O.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import NamedNode

from ..ontology.terms import (
    CG,
    CUE_PROPERTIES,
    DCTERMS,
    MEDIA_FRAGMENTS,
    OA,
    PREDICATE_PROPERTIES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
)
from .iris import (
    evidence_iri,
    graph_iri,
    provenance_iri,
    run_iri,
    selector_iri,
    span_iri,
    statement_iri,
    time_iri,
)
from .model import Block, Document, Extraction, Relation, Span
from .names import fold
from .nodes import Nodes
from .quads import GraphWriter, confidence_literal, integer

__all__ = ["CONTEXT", "extractor_text", "write_receipts"]

CONTEXT = 32
"""How many code points of context a quotation has before and after it, at most."""


def write_receipts(extraction: Extraction, nodes: Nodes) -> GraphWriter:
    """The provenance graph of one extraction.

    An entity that is never named in the text is shown by the turns that it speaks.
    """
    document = extraction.document
    graph = GraphWriter(NamedNode(provenance_iri(nodes.base, nodes.hash)))
    run = _write_run(graph, extraction, nodes)
    evidence = _Evidence(graph, document, nodes, run)
    _write_entity_evidence(evidence, extraction)
    _write_statements(evidence, extraction)
    for claim in extraction.claims:
        node = nodes.claims[claim.id]
        evidence.show(node, OA.describing, [claim.span])
        for part, property_ in CUE_PROPERTIES.items():
            cue: Span | None = getattr(claim, part)
            if cue is not None:
                graph.link(node, property_, evidence.span(cue))
    return graph


def _write_run(graph: GraphWriter, extraction: Extraction, nodes: Nodes) -> str:
    document = extraction.document
    settings = extractor_text(extraction.extractor)
    run = run_iri(nodes.base, document.sha256, _metadata(document), settings)
    graph.type(run, PROV.Activity)
    graph.add(run, RDFS.label, f"claimgraph {extraction.extractor.get('version', '')}".strip())
    graph.add(run, CG.extractor, settings)
    graph.link(run, PROV.used, nodes.document)
    said = graph_iri(nodes.base, nodes.hash)
    graph.link(said, PROV.wasGeneratedBy, run)
    graph.link(said, PROV.wasDerivedFrom, nodes.document)
    graph.add(nodes.document, SCHEMA.text, document.text)
    graph.add(nodes.document, CG.sha256, document.sha256)
    graph.add(nodes.document, CG.textSha256, sha256(document.text.encode()).hexdigest())
    graph.add(nodes.document, SCHEMA.encodingFormat, document.media_type)
    graph.add(nodes.document, CG.location, document.location)
    return run


def extractor_text(extractor: Mapping[str, str]) -> str:
    """What made an extraction, as JSON with sorted keys: equal settings, equal strings."""
    return json.dumps(dict(extractor), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _metadata(document: Document) -> str:
    values = {
        "description": document.description,
        "licence": document.licence,
        "mediaType": document.media_type,
        "name": document.name,
        "people": [[person.role, person.name] for person in document.people],
        "published": document.published,
        "source": document.source,
        "title": document.title,
    }
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


@dataclass(slots=True)
class _Evidence:
    """Writes annotations, and each span once however many things it shows."""

    graph: GraphWriter
    document: Document
    nodes: Nodes
    run: str

    def show(self, shown: str, motivation: str, spans: Iterable[Span]) -> str | None:
        """Annotates `spans` with what they show; None if there are none."""
        targets = [self.span(span) for span in spans]
        if not targets:
            return None
        node = evidence_iri(self.nodes.base, self.nodes.hash, shown)
        self.graph.type(node, OA.Annotation)
        self.graph.link(node, OA.motivatedBy, motivation)
        self.graph.link(node, OA.hasBody, shown)
        self.graph.link(node, OA.hasTarget, *targets)
        self.graph.link(node, PROV.wasGeneratedBy, self.run)
        return node

    def span(self, span: Span) -> str:
        """The node of a span, described."""
        base, digits, graph = self.nodes.base, self.nodes.hash, self.graph
        node = span_iri(base, digits, span.start, span.end)
        selector = selector_iri(base, digits, span.start, span.end)
        text = self.document.text
        if span.end > len(text):
            raise ValueError(f"{span} ends behind the text, which has {len(text)} characters")
        graph.type(node, OA.SpecificResource)
        graph.link(node, OA.hasSource, self.nodes.document)
        graph.link(node, OA.hasSelector, selector)
        graph.type(selector, OA.TextPositionSelector, OA.TextQuoteSelector)
        graph.add(selector, OA.start, integer(span.start))
        graph.add(selector, OA.end, integer(span.end))
        graph.add(selector, OA.exact, span.of(text))
        graph.add(selector, OA.prefix, text[max(0, span.start - CONTEXT) : span.start])
        graph.add(selector, OA.suffix, text[span.end : span.end + CONTEXT])
        self._write_place(node, span)
        return node

    def _write_place(self, node: str, span: Span) -> None:
        blocks = _blocks_of(self.document.blocks, span)
        if not blocks:
            return
        first, last = blocks[0], blocks[-1]
        if first.page is not None:
            self.graph.add(node, CG.page, integer(first.page))
        if first is last and first.speaker:
            self.graph.add(node, CG.speakerName, first.speaker)
        if first.start_time is not None:
            fragment = _time_fragment(first.start_time, last.end_time)
            selector = time_iri(self.nodes.base, self.nodes.hash, fragment)
            self.graph.link(node, OA.hasSelector, selector)
            self.graph.type(selector, OA.FragmentSelector)
            self.graph.link(selector, DCTERMS.conformsTo, MEDIA_FRAGMENTS)
            self.graph.add(selector, RDF.value, fragment)


def _write_entity_evidence(evidence: _Evidence, extraction: Extraction) -> None:
    spans: dict[str, set[Span]] = {}
    sureness: dict[str, float] = {}
    for entity in extraction.entities:
        node = evidence.nodes.entities[entity.id]
        places = {mention.span for mention in entity.mentions}
        spans.setdefault(node, set()).update(
            places or _turns(extraction.document.blocks, {entity.name, *entity.aliases})
        )
        sureness[node] = max(entity.confidence, sureness.get(node, 0))
    for node, places in spans.items():
        annotation = evidence.show(node, OA.identifying, sorted(places))
        if annotation:
            evidence.graph.add(annotation, CG.confidence, confidence_literal(sureness[node]))


def _write_statements(evidence: _Evidence, extraction: Extraction) -> None:
    """One statement for each triple, however many of the relations say it."""
    nodes, graph = evidence.nodes, evidence.graph
    stated: dict[tuple[str, str, str], list[Relation]] = {}
    for relation in extraction.relations:
        triple = (
            nodes.entities[relation.subject],
            PREDICATE_PROPERTIES[relation.predicate],
            nodes.entities[relation.object],
        )
        stated.setdefault(triple, []).append(relation)
    for (subject, predicate, object_), relations in stated.items():
        node = statement_iri(nodes.base, nodes.hash, subject, predicate, object_)
        graph.type(node, CG.Statement)
        graph.link(node, RDF.subject, subject)
        graph.link(node, RDF.predicate, predicate)
        graph.link(node, RDF.object, object_)
        graph.add(node, SCHEMA.roleName, *(r.role for r in relations if r.role))
        sureness = max(relation.confidence for relation in relations)
        graph.add(node, CG.confidence, confidence_literal(sureness))
        graph.link(node, PROV.wasDerivedFrom, nodes.document)
        spans = {span for relation in relations for span in relation.evidence}
        evidence.show(node, OA.describing, sorted(spans))


def _turns(blocks: Iterable[Block], names: Iterable[str]) -> set[Span]:
    folded = set(map(fold, names))
    return {block.span for block in blocks if block.speaker and fold(block.speaker) in folded}


def _blocks_of(blocks: tuple[Block, ...], span: Span) -> tuple[Block, ...]:
    """The blocks that share a character with `span`; blocks are disjoint and sorted."""
    first = bisect_right(blocks, span.start, key=lambda block: block.span.end)
    last = bisect_right(blocks, span.end - 1, key=lambda block: block.span.start)
    return blocks[first:last]


def _time_fragment(start: float, end: float | None) -> str:
    """A temporal media fragment in normal play time, to the millisecond."""
    return f"t={_seconds(start)}" + ("" if end is None else f",{_seconds(end)}")


def _seconds(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
