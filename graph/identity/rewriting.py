"""A document's quads with entities merged and split: what it says of an IRI, said of another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import CG, OA, OWL, PREDICATE_PROPERTIES, RDF, RDFS, SKOS
from ..iris import evidence_iri, graph_iri, statement_iri
from .decisions import Identity

__all__ = ["merged_quads"]

_RELATIONS = frozenset(PREDICATE_PROPERTIES.values())
_LABELS = frozenset((RDFS.label, SKOS.prefLabel, SKOS.altLabel))


def merged_quads(
    quads: Iterable[Quad],
    document: str,
    told: Mapping[str, Identity],
    apart: Collection[str] = frozenset(),
) -> set[Quad]:
    """The quads of a document's graphs, with each entity of `told` replaced by what it is told as.

    The shapes hold for the result if they hold for `quads`: an entity has one label, its other
    names are `skos:altLabel`; evidence and statements that come to be about the same thing become
    one, of the greatest confidence. A relation of a thing to itself is left out. Claims keep their
    IRIs. Claims, spans and words stay as they are.

    Args:
        quads: of the graph of the document and of its provenance graph, as they were read.
        document: its IRI.
        told: by the IRI of an entity.
        apart: those of them that are not joined, but by whose name the document means another
            thing: what the vocabulary says of the entity is not said of that.
    """
    old = set(quads)
    if not any(_value(quad.subject) in told or _value(quad.object) in told for quad in old):
        return old
    linked = {_value(quad.subject) for quad in old if quad.predicate.value == SKOS.inScheme}
    return _Rewriting(old, document, told, frozenset(apart), linked & set(apart)).result()


@dataclass(slots=True)
class _Rewriting:
    old: set[Quad]
    document: str
    told: Mapping[str, Identity]
    apart: frozenset[str]
    unlinked: set[str]
    """Those that are apart from a vocabulary entry."""
    renamed: dict[str, str | None] = field(default_factory=dict)
    """What stands for a node now; None where it is left out."""

    def result(self) -> set[Quad]:
        self.renamed |= {iri: identity.iri for iri, identity in self.told.items()}
        self._rename_statements()
        self._rename_evidence()
        new: set[Quad] = set()
        for quad in self.old:
            new.update(self._rewritten(quad))
        new = self._one_label(new)
        return self._one_confidence(new)

    def _now(self, term: object) -> str | None:
        iri = _value(term)
        return self.renamed.get(iri, iri)

    def _rename_statements(self) -> None:
        parts: dict[str, dict[str, str]] = {}
        for quad in self.old:
            if quad.predicate.value in (RDF.subject, RDF.predicate, RDF.object):
                values = parts.setdefault(_value(quad.subject), {})
                values[quad.predicate.value] = _value(quad.object)
        base, _, digits = self.document.rpartition("document/")
        for node, triple in parts.items():
            subject, object_ = self._now_iri(triple[RDF.subject]), self._now_iri(triple[RDF.object])
            if (subject, object_) == (triple[RDF.subject], triple[RDF.object]):
                continue
            self.renamed[node] = (
                None
                if subject == object_
                else statement_iri(base, digits, subject, triple[RDF.predicate], object_)
            )

    def _now_iri(self, iri: str) -> str:
        return self.renamed.get(iri) or iri

    def _rename_evidence(self) -> None:
        base, _, digits = self.document.rpartition("document/")
        for quad in self.old:
            if quad.predicate.value != OA.hasBody or _value(quad.object) not in self.renamed:
                continue
            body = self._now(quad.object)
            self.renamed[_value(quad.subject)] = (
                None if body is None else evidence_iri(base, digits, body)
            )

    def _rewritten(self, quad: Quad) -> Iterable[Quad]:
        subject, predicate = self._now(quad.subject), quad.predicate.value
        is_node = isinstance(quad.object, NamedNode)
        object_ = self._now(quad.object) if is_node else ""
        if subject is None or object_ is None:
            return
        joined = _value(quad.subject) in self.told
        if joined and predicate in (SKOS.inScheme, SKOS.prefLabel):
            return
        if _value(quad.subject) in self.apart and predicate in (OWL.sameAs, SKOS.exactMatch):
            return
        if _value(quad.subject) in self.unlinked and predicate == RDFS.label:
            return
        if predicate in _RELATIONS and subject == object_:
            return
        if joined and predicate == RDFS.label:
            predicate = SKOS.altLabel
        term = NamedNode(object_) if is_node else quad.object
        yield Quad(NamedNode(subject), NamedNode(predicate), term, quad.graph_name)

    def _one_label(self, quads: set[Quad]) -> set[Quad]:
        """The name that an entity is told by where the document itself has none for it."""
        base, _, digits = self.document.rpartition("document/")
        graph = NamedNode(graph_iri(base, digits))
        here = {_value(quad.subject) for quad in self.old if quad.graph_name == graph}
        kept = {self.told[iri] for iri in here if iri in self.told}
        found: dict[str, list[Quad]] = {}
        for quad in quads:
            if quad.graph_name == graph:
                found.setdefault(_value(quad.subject), []).append(quad)
        new = set(quads)
        for identity in kept:
            about = found[identity.iri]
            node = NamedNode(identity.iri)
            labels = [quad.object for quad in about if quad.predicate.value == RDFS.label]
            label = labels[0] if labels else Literal(identity.name)
            verbs = [RDFS.label]
            if any(_value(quad.object) == SKOS.Concept for quad in about):
                verbs.append(SKOS.prefLabel)
            new |= {Quad(node, NamedNode(verb), label, graph) for verb in verbs}
            new.discard(Quad(node, NamedNode(SKOS.altLabel), label, graph))
        return new

    def _one_confidence(self, quads: set[Quad]) -> set[Quad]:
        nodes = {node for node in self.renamed.values() if node is not None}
        sure: dict[str, list[Quad]] = {}
        for quad in quads:
            if quad.predicate.value == CG.confidence and _value(quad.subject) in nodes:
                sure.setdefault(_value(quad.subject), []).append(quad)
        surplus = {
            quad
            for several in sure.values()
            for quad in sorted(several, key=lambda quad: float(_value(quad.object)))[:-1]
        }
        return quads - surplus


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
