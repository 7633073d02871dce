"""Decisions applied to a store: merged entities are one node in the graphs of every document.

Each document is rewritten from what was read, whatever was merged before, so that the result
follows from documents and decisions alone, in whatever order they came. What a rewriting took out
of a document's graphs and put into them is kept as N-Quads in the graph ``base:identity/HASH``,
from which the document is restored exactly. The merges in force, with reasons and the names that
were joined, are in ``base:graph/identities``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ...ontology.prefixes import BASE
from ...ontology.terms import CG, OWL, RDFS, SCHEMA
from ..iris import (
    all_graphs,
    document_graphs,
    document_of_graph,
    identities_iri,
    merge_iri,
)
from ..quads import GraphWriter, sorted_quads
from ..store.protocol import QuadStore
from .decisions import Decision, Identity, Verdict, identities
from .rewriting import merged_quads

__all__ = ["apply_decisions"]


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
    present: set[str] = set()
    changed = []
    for document in sorted(_merged_documents(store, base) | _documents_naming(store, told)):
        if _rewrite(store, document, told, present):
            changed.append(document)
    graph = NamedNode(identities_iri(base))
    new = _decision_quads(decisions, told, present, base)
    if set(store.quads(graph=graph)) != set(new):
        store.replace([graph], new)
    return changed


def _merged_documents(store: QuadStore, base: str) -> set[str]:
    prefix = f"{base}document/"
    found = {str(_iri(quad.subject)) for quad in store.quads(predicate=NamedNode(CG.merged))}
    return {iri for iri in found if iri.startswith(prefix)}


def _documents_naming(store: QuadStore, told: Mapping[str, Identity]) -> set[str]:
    found = set()
    for iri in told:
        node = NamedNode(iri)
        for quad in (*store.quads(subject=node), *store.quads(object=node)):
            document = document_of_graph(_iri(quad.graph_name))
            if document is not None:
                found.add(document)
    return found


def _rewrite(
    store: QuadStore, document: str, told: Mapping[str, Identity], present: set[str]
) -> bool:
    """Whether the document's graphs changed; adds to `present` the joined entities that it has."""
    names = [NamedNode(name) for name in document_graphs(document)]
    aside = NamedNode(all_graphs(document)[2])
    now = {quad for name in names for quad in store.quads(graph=name)}
    kept = set(store.quads(graph=aside))
    read = (now - _parsed(kept, CG.merged)) | _parsed(kept, CG.unmerged)
    present.update(
        iri for quad in read for iri in (_iri(quad.subject), _iri(quad.object)) if iri in told
    )
    new = merged_quads(read, document, told)
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
    decisions: Iterable[Decision], told: Mapping[str, Identity], present: set[str], base: str
) -> list[Quad]:
    graph = GraphWriter(NamedNode(identities_iri(base)))
    for iri in present:
        graph.link(told[iri].iri, OWL.sameAs, iri)
    for decision in decisions:
        if decision.decision is not Verdict.SAME or present.isdisjoint(decision.pair):
            continue
        node = merge_iri(base, decision.kept, decision.joined)
        graph.type(node, CG.Merge)
        graph.add(node, RDFS.label, f"{decision.joined_name} is {decision.kept_name}")
        graph.link(node, CG.kept, decision.kept)
        graph.link(node, CG.joined, decision.joined)
        graph.add(node, CG.joinedName, decision.joined_name)
        if decision.because:
            graph.add(node, SCHEMA.description, decision.because)
    return sorted_quads(graph.quads)


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
