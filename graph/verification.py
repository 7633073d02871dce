"""Receipts re-checked: whether the words behind each thing stand where the graph says they do.

Everything is checked against the text that the store itself holds, and that text against its
hash; where the sources are at hand, their bytes against theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..ontology.terms import (
    CG,
    CONTRIBUTOR_PROPERTIES,
    CUE_PROPERTIES,
    ENTITY_CLASSES,
    OA,
    PROV,
    RDF,
    SCHEMA,
)
from .faults import Fault
from .iris import document_graphs, document_of_graph
from .store.protocol import QuadStore

__all__ = ["verify"]

_ENTITIES = frozenset(classes[0] for classes in ENTITY_CLASSES.values())
_CONTRIBUTIONS = (*CONTRIBUTOR_PROPERTIES.values(), SCHEMA.contributor)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_SHOWN_WORDS = 40


def verify(store: QuadStore, sources: Path | None = None) -> list[Fault]:
    """Every receipt in the store that does not hold, sorted; none if all is well.

    Checked for each document: that its text has its hash, and its IRI is that of its source's hash;
    that the run that read it is recorded; that each entity, statement and claim has evidence, and
    each piece of evidence shows one of them; that each span used is described, and its quotation,
    prefix and suffix are what the text has at its offsets. An entity that the metadata name as a
    contributor needs no evidence in the text.

    One document is in memory at a time.

    Args:
        store: the store.
        sources: folder that the documents' locations are relative to; if given, the source of each
            document that is not an address must be there with the bytes that were read.

    Raises:
        StoreError: if the store cannot be read.
    """
    names = [name.value for name in store.graph_names()]
    found = {document for name in names if (document := document_of_graph(name)) is not None}
    return sorted(fault for iri in sorted(found) for fault in _Receipts(store, iri).faults(sources))


class _Graph:
    """The triples of one graph, by subject and predicate."""

    def __init__(self, store: QuadStore, name: str) -> None:
        self._values: dict[str, dict[str, list[str]]] = {}
        for quad in store.quads(graph=NamedNode(name)):
            values = self._values.setdefault(_value(quad.subject), {})
            values.setdefault(quad.predicate.value, []).append(_value(quad.object))

    def __len__(self) -> int:
        return len(self._values)

    def of(self, subject: str, *predicates: str) -> list[str]:
        values = self._values.get(subject, {})
        return [value for predicate in predicates for value in values.get(predicate, ())]

    def one(self, subject: str, predicate: str) -> str | None:
        found = self.of(subject, predicate)
        return found[0] if len(found) == 1 else None

    def instances(self, *classes: str) -> set[str]:
        wanted = set(classes)
        return {node for node in self._values if not wanted.isdisjoint(self.of(node, RDF.type))}


class _Receipts:
    """What one document says, and its receipts."""

    def __init__(self, store: QuadStore, document: str) -> None:
        said, receipts = document_graphs(document)
        self.document = document
        self.said_name = said
        self.said = _Graph(store, said)
        self.receipts = _Graph(store, receipts)
        self.location = self.receipts.one(document, CG.location)
        self.text = self.receipts.one(document, SCHEMA.text)

    def faults(self, sources: Path | None) -> Iterator[Fault]:
        """Everything that does not hold."""
        if not self.receipts:
            yield self._fault(self.document, "no-receipts", "has no provenance graph")
            return
        if not self.said:
            yield self._fault(self.document, "no-graph", "has receipts, but its graph is empty")
        yield from self._document_faults()
        yield from self._evidence_faults()
        if self.text is not None:
            for span in sorted(self._spans()):
                yield from self._span_faults(span, self.text)
        if sources is not None:
            yield from self._source_faults(sources)

    def _fault(self, node: str, rule: str, message: str) -> Fault:
        return Fault(self.location or self.document, node, rule, message)

    def _document_faults(self) -> Iterator[Fault]:
        document = self.document
        source_hash = self.receipts.one(document, CG.sha256)
        if self.location is None:
            yield self._fault(document, "no-location", "does not say where its source lies")
        if source_hash is None or document.rpartition("/")[2] != source_hash[:20]:
            yield self._fault(document, "source-hash", "has an IRI that is not its source's hash")
        if self.text is None:
            yield self._fault(document, "no-text", "has no text, or several")
        elif self.receipts.one(document, CG.textSha256) != _text_hash(self.text):
            yield self._fault(document, "text-hash", "has a text that does not have its hash")
        runs = self.receipts.of(self.said_name, PROV.wasGeneratedBy)
        recorded = self.receipts.instances(PROV.Activity)
        if len(runs) != 1 or not recorded.issuperset(runs):
            yield self._fault(document, "no-run", "does not say which run read it")

    def _shown(self) -> Iterator[tuple[str, str]]:
        """Everything that needs evidence, with what it is."""
        contributors = set(self.said.of(self.document, *_CONTRIBUTIONS))
        kinds = (
            ("entity", self.said.instances(*_ENTITIES) - contributors),
            ("claim", self.said.instances(CG.Claim)),
            ("statement", self.receipts.instances(CG.Statement)),
        )
        return ((kind, node) for kind, nodes in kinds for node in sorted(nodes))

    def _evidence_faults(self) -> Iterator[Fault]:
        evidence: dict[str, list[str]] = {}
        for annotation in sorted(self.receipts.instances(OA.Annotation)):
            bodies = self.receipts.of(annotation, OA.hasBody)
            for body in bodies:
                evidence.setdefault(body, []).append(annotation)
                if not self.said.of(body, RDF.type) and not self.receipts.of(body, RDF.type):
                    message = f"shows {body}, which the document does not have"
                    yield self._fault(annotation, "shows-nothing", message)
            if not bodies:
                yield self._fault(annotation, "shows-nothing", "shows nothing")
            if not self.receipts.of(annotation, OA.hasTarget):
                yield self._fault(annotation, "no-span", "points to no span")
        for kind, node in self._shown():
            if node not in evidence:
                yield self._fault(node, "no-evidence", f"is a {kind} without evidence")

    def _spans(self) -> set[str]:
        """The spans that are described, and those that something points to."""
        claims = self.said.instances(CG.Claim)
        annotations = self.receipts.instances(OA.Annotation)
        return {
            *self.receipts.instances(OA.SpecificResource),
            *(span for node in annotations for span in self.receipts.of(node, OA.hasTarget)),
            *(span for node in claims for span in self.receipts.of(node, *CUE_PROPERTIES.values())),
        }

    def _span_faults(self, span: str, text: str) -> Iterator[Fault]:
        if self.receipts.of(span, OA.hasSource) != [self.document]:
            yield self._fault(span, "dangling-span", "is not a span of the document")
            return
        selectors = [
            selector
            for selector in self.receipts.of(span, OA.hasSelector)
            if OA.TextPositionSelector in self.receipts.of(selector, RDF.type)
        ]
        if len(selectors) != 1:
            yield self._fault(span, "dangling-span", "has no selector by position, or several")
            return
        start = _offset(self.receipts.one(selectors[0], OA.start))
        end = _offset(self.receipts.one(selectors[0], OA.end))
        if start is None or end is None or not start < end <= len(text):
            yield self._fault(span, "offsets", "has offsets that are no range of the text")
            return
        if not span.endswith(f"#char={start},{end}"):
            yield self._fault(span, "offsets", f"has the offsets {start},{end} in its selector")
        exact = self.receipts.one(selectors[0], OA.exact)
        if exact != text[start:end]:
            message = f"quotes {_shortened(exact)} where the text has {_shortened(text[start:end])}"
            yield self._fault(span, "quotation", message)
        prefix = self.receipts.one(selectors[0], OA.prefix)
        if prefix is None or not text[:start].endswith(prefix):
            message = f"is not preceded by {_shortened(prefix)} in the text"
            yield self._fault(span, "prefix", message)
        suffix = self.receipts.one(selectors[0], OA.suffix)
        if suffix is None or not text.startswith(suffix, end):
            message = f"is not followed by {_shortened(suffix)} in the text"
            yield self._fault(span, "suffix", message)

    def _source_faults(self, sources: Path) -> Iterator[Fault]:
        if self.location is None or _ADDRESS.match(self.location):
            return
        try:
            with (sources / self.location).open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError) as error:  # ValueError: a location that can be no file's name
            message = f"has a source that cannot be read: {getattr(error, 'strerror', error)}"
            yield self._fault(self.document, "source-missing", message)
            return
        if found != self.receipts.one(self.document, CG.sha256):
            yield self._fault(self.document, "source-changed", "has a source of other bytes now")


def _value(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term) if isinstance(term, Triple) else term.value


def _text_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _offset(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,15}", text) else None


def _shortened(text: str | None) -> str:
    if text is None:
        return "nothing"
    words = " ".join(text.split())
    return f'"{words if len(words) <= _SHOWN_WORDS else words[: _SHOWN_WORDS - 1] + "…"}"'
