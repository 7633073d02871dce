"""Decisions applied to a store: merged entities are one node in the graphs of every document.

A thing that a document was decided to mean by a name that other documents give to something else
is a node of its own. Each document is rewritten from what was read, whatever was decided before,
so that the result follows from documents and decisions alone, in whatever order they came. What a
rewriting took out of a document's graphs and put into them is kept as N-Quads in the graph
``base:identity/HASH``, from which the document is restored exactly. The merges and splits in force,
with reasons and the names that were joined, are in ``base:graph/identities``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ...ontology.prefixes import BASE
from ...ontology.terms import CG, OWL, PROV, RDFS, SCHEMA
from ..iris import (
    all_graphs,
    document_graphs,
    document_iri,
    document_of_graph,
    identities_iri,
    merge_iri,
    split_iri,
)
from ..quads import GraphWriter, sorted_quads
from ..store.protocol import QuadStore
from .decisions import Decision, Homonym, Identity, Verdict, homonyms, identities
from .rewriting import merged_quads

__all__ = ["AsRead", "apply_decisions", "as_read"]


def apply_decisions(
    store: QuadStore, decisions: Collection[Decision], base: str = BASE
) -> list[str]:
    """Makes the store tell what was decided to be the same as one entity, and nothing else so.

    Each document changes in a transaction of its own; when it is interrupted, doing it again ends
    it. Without decisions, every document is as it was read.

    Returns:
        IRIs of the documents that changed, sorted.

    Raises:
        StoreError: if the store cannot be read or written; what was written stays.
    """
    told = identities(decisions)
    apart: dict[str, list[Homonym]] = {}
    for homonym in homonyms(decisions):
        apart.setdefault(document_iri(base, homonym.digits), []).append(homonym)
    effect = _Effect()
    changed = []
    for document in sorted(_merged_documents(store, base) | _naming(store, told) | apart.keys()):
        if _rewrite(store, document, told, apart.get(document, ()), effect):
            changed.append(document)
    graph = NamedNode(identities_iri(base))
    new = _decision_quads(decisions, told, effect, base)
    if set(store.quads(graph=graph)) != set(new):
        store.replace([graph], new)
    return changed


@dataclass(frozen=True, slots=True)
class AsRead:
    """The documents of a store as they were read, whatever was decided.

    Attributes:
        store: which has them.
        put: the quads that are in its documents because of decisions.
        taken: those that are not there because of decisions.
    """

    store: QuadStore
    put: frozenset[Quad]
    taken: frozenset[Quad]

    def quads(
        self, subject: str | None = None, predicate: str | None = None, graph: str | None = None
    ) -> Iterator[Quad]:
        """The quads of documents that match, by IRIs; in no order.

        Raises:
            StoreError: if the store cannot be read.
        """
        nodes = [None if iri is None else NamedNode(iri) for iri in (subject, predicate, graph)]
        for quad in self.store.quads(nodes[0], nodes[1], graph=nodes[2]):
            if quad not in self.put and document_of_graph(_iri(quad.graph_name)) is not None:
                yield quad
        for quad in self.taken:
            found = quad.subject, quad.predicate, quad.graph_name
            if all(node in (None, term) for node, term in zip(nodes, found, strict=True)):
                yield quad


def as_read(store: QuadStore) -> AsRead:
    """The documents of the store as they were read.

    Raises:
        StoreError: if the store cannot be read.
    """
    put, taken = (
        frozenset(_parsed(store.quads(predicate=NamedNode(kept)), kept))
        for kept in (CG.merged, CG.unmerged)
    )
    return AsRead(store, put, taken)


@dataclass(slots=True)
class _Effect:
    """Which decisions change something.

    Attributes:
        joined: IRIs of the joined entities that documents have.
        apart: the homonyms that documents have.
    """

    joined: set[str] = field(default_factory=set)
    apart: set[Homonym] = field(default_factory=set)


def _merged_documents(store: QuadStore, base: str) -> set[str]:
    prefix = f"{base}document/"
    found = {str(_iri(quad.subject)) for quad in store.quads(predicate=NamedNode(CG.merged))}
    return {iri for iri in found if iri.startswith(prefix)}


def _naming(store: QuadStore, told: Mapping[str, Identity]) -> set[str]:
    found = set()
    for iri in told:
        node = NamedNode(iri)
        for quad in (*store.quads(subject=node), *store.quads(object=node)):
            document = document_of_graph(_iri(quad.graph_name))
            if document is not None:
                found.add(document)
    return found


def _rewrite(
    store: QuadStore,
    document: str,
    told: Mapping[str, Identity],
    homonyms: Sequence[Homonym],
    effect: _Effect,
) -> bool:
    """Whether the document's graphs changed; adds to `effect` what concerns it."""
    names = [NamedNode(name) for name in document_graphs(document)]
    aside = NamedNode(all_graphs(document)[2])
    now = {quad for name in names for quad in store.quads(graph=name)}
    kept = set(store.quads(graph=aside))
    read = (now - _parsed(kept, CG.merged)) | _parsed(kept, CG.unmerged)
    here = {iri for quad in read for iri in (_iri(quad.subject), _iri(quad.object))}
    # A document that itself tells the two apart is left as it is.
    apart = {h.whole: h for h in homonyms if h.whole in here and h.part not in here}
    parts = {h.part for h in apart.values()}
    effect.apart |= set(apart.values())
    effect.joined |= ((here - apart.keys()) | parts) & told.keys()
    own = {iri: told.get(h.part, Identity(h.part, h.name)) for iri, h in apart.items()}
    new = merged_quads(read, document, {**told, **own}, apart)
    writer = GraphWriter(aside)
    if new != read:
        writer.add(document, CG.unmerged, _lines(read - new))
        writer.add(document, CG.merged, _lines(new - read))
    if (new, writer.quads) == (now, kept):
        return False
    store.replace([*names, aside], sorted_quads(new | writer.quads))
    return True


def _parsed(quads: Iterable[Quad], predicate: str) -> set[Quad]:
    return {
        read
        for quad in quads
        if quad.predicate.value == predicate and isinstance(quad.object, Literal)
        for read in parse(quad.object.value, format=RdfFormat.N_QUADS)
    }


def _lines(quads: set[Quad]) -> str:
    return "".join(f"{quad} .\n" for quad in sorted_quads(quads))


def _decision_quads(
    decisions: Iterable[Decision], told: Mapping[str, Identity], effect: _Effect, base: str
) -> list[Quad]:
    graph = GraphWriter(NamedNode(identities_iri(base)))
    for iri in effect.joined:
        graph.link(told[iri].iri, OWL.sameAs, iri)
    for decision in decisions:
        if decision.decision is not Verdict.SAME or effect.joined.isdisjoint(decision.pair):
            continue
        node = merge_iri(base, decision.kept, decision.joined)
        graph.type(node, CG.Merge)
        graph.add(node, RDFS.label, f"{decision.joined_name} is {decision.kept_name}")
        graph.link(node, CG.kept, decision.kept)
        graph.link(node, CG.joined, decision.joined)
        graph.add(node, CG.joinedName, decision.joined_name)
        if decision.because:
            graph.add(node, SCHEMA.description, decision.because)
    for homonym in effect.apart:
        node = split_iri(base, homonym.whole, homonym.part)
        whole, part = (
            told[iri].iri if iri in told else iri for iri in (homonym.whole, homonym.part)
        )
        graph.type(node, CG.Split)
        graph.add(node, RDFS.label, f"another {homonym.name}")
        graph.link(node, CG.whole, homonym.whole)
        graph.link(node, CG.part, homonym.part)
        graph.link(node, PROV.wasDerivedFrom, document_iri(base, homonym.digits))
        graph.link(part, OWL.differentFrom, whole)
        if homonym.because:
            graph.add(node, SCHEMA.description, homonym.because)
    return sorted_quads(graph.quads)


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
