"""Documents in a store: put in, replaced, listed, taken out.

What a document says, its receipts and the vocabulary entries it needs are written in one
transaction, so that a store holds a document wholly or not at all. A document lies at one
location, which the caller chooses: a POSIX path relative to whatever folder the caller goes by,
or an address. Equal bytes are one document, however many places they lie at; it is listed under
the place that it was last read from.

The vocabulary graph holds the entries that any stored document is linked to and all that are
broader than these. It follows from the documents alone, in whatever order they came, as long as
they were read with the same vocabulary and `refresh_vocabulary` was called after the last of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ..ontology.prefixes import BASE
from ..ontology.terms import CG, DCTERMS, PROV, SKOS
from .identity.application import as_read
from .iris import (
    all_graphs,
    document_hash,
    document_iri,
    provenance_iri,
    scheme_iri,
    vocabulary_iri,
)
from .model import Extraction, VocabularyEntry
from .rdf import extraction_quads, vocabulary_quads
from .receipts import extractor_text
from .store.protocol import QuadStore

__all__ = [
    "IngestResult",
    "StoredDocument",
    "documents",
    "ingest",
    "is_current",
    "prune",
    "refresh_vocabulary",
]

_Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What `ingest` did.

    Attributes:
        document: IRI of the document.
        quads: how many the document's two graphs have.
        replaced: IRIs of the documents whose place it took, sorted; the document itself is among
            them if it was in the store before.
    """

    document: str
    quads: int
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class StoredDocument:
    """A document that a store has.

    Attributes:
        location: where it was last read from.
        iri: of the document.
        sha256: of the bytes it was read from, hexadecimal; empty if the store has lost it.
    """

    location: str
    iri: str
    sha256: str


def ingest(store: QuadStore, extraction: Extraction, base: str = BASE) -> IngestResult:
    """Puts a document into the store, in one transaction.

    It takes the place of what the store has of the same bytes, and of every document that was read
    from the same location. Doing it again changes nothing.

    Raises:
        UsageError: if `base` cannot be one.
        KeyError: if the extraction refers to something that it lacks.
        ValueError: if a value in it breaks what `graph.model` says.
        StoreError: if the store cannot be written; it is then as it was.
    """
    document = extraction.document
    quads = extraction_quads(extraction, base)
    iri = document_iri(base, document_hash(document.sha256))
    replaced = _located_at(store, document.location) | _present(store, [iri])
    remove = [NamedNode(name) for old in {iri, *replaced} for name in all_graphs(old)]
    vocabulary = _merged_vocabulary(store, extraction.vocabulary, base)
    if vocabulary.rewrite:
        remove.append(NamedNode(vocabulary_iri(base)))
    store.replace(remove, [*quads, *vocabulary.quads])
    return IngestResult(iri, len(quads), tuple(sorted(replaced)))


def is_current(
    store: QuadStore,
    sha256: str,
    location: str,
    extractor: Mapping[str, str],
    base: str = BASE,
) -> bool:
    """Whether the store has what `extractor` reads from these bytes at that location.

    Then reading them again would change nothing, as long as `extractor` names all that decides
    what is read: the version of the software, its settings, and metadata from elsewhere.

    Args:
        store: where to look.
        sha256: of the bytes, hexadecimal.
        location: where they lie; its file name tells their format.
        extractor: as in `Extraction.extractor`.
        base: IRI below which data IRIs are made.
    """
    digits = document_hash(sha256)
    node = NamedNode(document_iri(base, digits))
    graph = NamedNode(provenance_iri(base, digits))
    runs = {quad.subject for quad in store.quads(None, NamedNode(PROV.used), node, graph)}
    settings = store.quads(None, NamedNode(CG.extractor), Literal(extractor_text(extractor)), graph)
    place = store.quads(node, NamedNode(CG.location), Literal(location), graph)
    return any(quad.subject in runs for quad in settings) and _any(place)


def documents(store: QuadStore) -> list[StoredDocument]:
    """The documents of the store, sorted by location."""
    hashes = {
        quad.subject: _text(quad.object) for quad in store.quads(predicate=NamedNode(CG.sha256))
    }
    return sorted(
        StoredDocument(_text(quad.object), _text(quad.subject), hashes.get(quad.subject, ""))
        for quad in store.quads(predicate=NamedNode(CG.location))
    )


def prune(store: QuadStore, keep: Collection[str], base: str = BASE) -> list[StoredDocument]:
    """Takes out every document whose location is not in `keep`, each in a transaction of its own.

    The vocabulary entries that only they needed go last.

    Returns:
        The documents taken out, sorted by location.

    Raises:
        StoreError: if the store cannot be written; no document is left in part.
    """
    removed = [stored for stored in documents(store) if stored.location not in keep]
    for old in removed:
        store.replace([NamedNode(name) for name in all_graphs(old.iri)], [])
    if removed:
        refresh_vocabulary(store, base)
    return removed


def refresh_vocabulary(store: QuadStore, base: str = BASE) -> int:
    """Drops the vocabulary entries that no stored document needs any more.

    `ingest` adds entries only, since what a replaced document needed another may need too; this
    is called once after the last document of a batch.

    Returns:
        How many entries were dropped.

    Raises:
        StoreError: if the store cannot be written; it is then as it was.
    """
    graph, scheme = NamedNode(vocabulary_iri(base)), NamedNode(scheme_iri(base))
    quads = list(store.quads(graph=graph))
    needed = _needed_entries(store, quads, scheme)
    entries = {quad.subject for quad in quads if quad.subject != scheme}
    dropped = len(entries - needed)
    if dropped:
        kept = [quad for quad in quads if quad.subject in needed or quad.subject == scheme]
        store.replace([graph], kept if entries & needed else [])
    return dropped


def _needed_entries(store: QuadStore, quads: Iterable[Quad], scheme: NamedNode) -> set[_Term]:
    """The entries that documents are linked to, and all that `quads` say is broader than these."""
    upward: dict[_Term, list[_Term]] = {}
    for quad in quads:
        if quad.predicate.value in (SKOS.broader, DCTERMS.isPartOf):
            upward.setdefault(quad.subject, []).append(quad.object)
    links = as_read(store).quads(predicate=SKOS.inScheme)  # a split may be taken back
    needed: set[_Term] = {quad.subject for quad in links if quad.object == scheme}
    waiting = list(needed)
    while waiting:
        for broader in upward.get(waiting.pop(), ()):
            if broader not in needed:
                needed.add(broader)
                waiting.append(broader)
    return needed


@dataclass(frozen=True, slots=True)
class _Merged:
    """Quads to write to the vocabulary graph, and whether it must be emptied first."""

    quads: Sequence[Quad]
    rewrite: bool


def _merged_vocabulary(store: QuadStore, entries: Sequence[VocabularyEntry], base: str) -> _Merged:
    """The entries, where the store has them otherwise in place of what it has."""
    if not entries:
        return _Merged([], rewrite=False)
    graph = NamedNode(vocabulary_iri(base))
    new: dict[NamedNode, set[Quad]] = {}
    for quad in vocabulary_quads(entries, base):
        assert isinstance(quad.subject, NamedNode)  # the graph has no blank nodes
        new.setdefault(quad.subject, set()).add(quad)
    stored = {node: quads for node in new if (quads := set(store.quads(node, graph=graph)))}
    if all(stored.get(node, quads) == quads for node, quads in new.items()):
        added = [quad for node, quads in new.items() if node not in stored for quad in quads]
        return _Merged(added, rewrite=False)
    others = [quad for quad in store.quads(graph=graph) if quad.subject not in new]
    return _Merged([*others, *(quad for quads in new.values() for quad in quads)], rewrite=True)


def _located_at(store: QuadStore, location: str) -> set[str]:
    """IRIs of the documents that were read from there."""
    found = store.quads(predicate=NamedNode(CG.location), object=Literal(location))
    return {_text(quad.subject) for quad in found}


def _present(store: QuadStore, iris: Iterable[str]) -> set[str]:
    """Those of the documents that the store has."""
    location = NamedNode(CG.location)
    return {iri for iri in iris if _any(store.quads(NamedNode(iri), location))}


def _text(term: _Term) -> str:
    return str(term) if isinstance(term, Triple) else term.value


def _any(quads: Iterable[Quad]) -> bool:
    return next(iter(quads), None) is not None
