"""Persons of one name, where their documents speak against their being one person.

A document that says of somebody where they work is set beside the others that do so of somebody
of that name. They mean one person if the organizations have to do with each other, or if they
name anything else together, directly or through other documents. What is left apart is two
persons: nobody is told apart who may have changed their employer within one field, as far as any
document shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import (
    CG,
    DCTERMS,
    ENTITY_CLASSES,
    PREDICATE_PROPERTIES,
    RDF,
    RDFS,
    SKOS,
)
from ..iris import apart_iri, document_graphs, document_of_graph, named_apart
from ..model import EntityType, Predicate
from ..store.protocol import QuadStore
from .application import AsRead, as_read
from .decisions import Decision, Identity, Verdict, homonyms, identities
from .likeness import Weight, name_reasons
from .proposals import Likelihood, some_of
from .spelling import listed, words

__all__ = ["Namesake", "namesakes", "with_namesakes"]

_TIES = (
    PREDICATE_PROPERTIES[Predicate.AFFILIATED_WITH],
    PREDICATE_PROPERTIES[Predicate.FOUNDED],
)
_PERSON = ENTITY_CLASSES[EntityType.PERSON][0]
_CLASSES = frozenset(classes[0] for classes in ENTITY_CLASSES.values())
_COMMON = 0.2
"""The share of documents above which a thing that they name tells little about a person."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """Documents that mean another person by a name than other documents do.

    Attributes:
        whole: IRI of the entity of that name.
        name: its label.
        documents: IRIs of the documents that mean another person, sorted.
        likelihood: ``likely`` where they have nothing in common with the others; ``possible``
            where they share what many documents name, or the vocabulary or a decision has it that
            they mean the same person.
        reasons: what speaks for two persons, in words.
        against: what speaks for one.
    """

    whole: str
    name: str
    documents: tuple[str, ...]
    likelihood: Likelihood
    reasons: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(slots=True)
class _Place:
    """What one document says around a person: IRIs."""

    ties: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)


def with_namesakes(store: QuadStore, decisions: Collection[Decision]) -> tuple[Decision, ...]:
    """The decisions, and those that follow from the documents: namesakes that are likely.

    A pair that a person decided on stays as decided. Where several documents mean the other
    person, that is one person.

    Raises:
        StoreError: if the store cannot be read.
    """
    settled = {decision.pair for decision in decisions}
    derived = []
    for found in namesakes(store, decisions):
        if found.likelihood is not Likelihood.LIKELY:
            continue
        because = "; ".join(found.reasons)
        parts = [apart_iri(found.whole, document) for document in found.documents]
        derived += [
            Decision(Verdict.DIFFERENT, found.whole, part, found.name, found.name, because)
            for part in parts
        ]
        derived += [
            Decision(Verdict.SAME, parts[0], part, found.name, found.name, because)
            for part in parts[1:]
        ]
    return (*decisions, *(new for new in derived if new.pair not in settled))


def namesakes(store: QuadStore, decisions: Collection[Decision] = ()) -> list[Namesake]:
    """The persons of one name that may be several, by name and IRI.

    They follow from what documents said when they were read and from decisions, in whatever order
    documents came.

    Raises:
        StoreError: if the store cannot be read.
    """
    read = as_read(store)
    told = identities(decisions)
    ties: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for predicate in _TIES:
        for quad in read.quads(predicate=predicate):
            if named_apart(_value(quad.subject)) is None:
                organization = _told(told, _value(quad.object))
                ties[_value(quad.subject)][_document(quad)].add(organization)
    found = []
    for whole in sorted(ties):
        if len(ties[whole]) > 1:
            found += _told_apart(read, whole, ties[whole], decisions, told)
    return sorted(found, key=lambda f: (f.likelihood, f.name.casefold(), f.whole, f.documents))


def _told_apart(
    read: AsRead,
    whole: str,
    ties: Mapping[str, set[str]],
    decisions: Collection[Decision],
    told: Mapping[str, Identity],
) -> list[Namesake]:
    organizations = sorted(set().union(*ties.values()))
    names = {iri: _names(read.store, iri) for iri in organizations}
    related = _related(read.store, names)
    if len(_components({d: {related[iri] for iri in ties[d]} for d in ties})) == 1:
        return []  # for nearly everybody; what is around them need not be looked at
    places = {
        document: _place(read, whole, document, ties.get(document, set()), told)
        for document in sorted(
            _document(quad)
            for quad in read.quads(whole, RDF.type)
            if _value(quad.object) == _PERSON
        )
    }
    digits = {h.digits for h in homonyms(decisions) if h.whole == whole}
    decided = {document for document in places if document.rpartition("/")[2] in digits}
    employers = {d: {related[iri] for iri in place.ties} for d, place in places.items()}
    around = {document: place.around for document, place in places.items()}
    same = {pair - {whole} for pair in (d.pair for d in decisions if d.decision is Verdict.SAME)}
    joined = {document for document in places if frozenset((apart_iri(whole, document),)) in same}
    is_entry = any(True for _ in read.quads(whole, SKOS.inScheme))
    is_joined = any(
        whole in d.pair and not any(named_apart(iri) for iri in d.pair)
        for d in decisions
        if d.decision is Verdict.SAME
    )
    label = max((_value(quad.object) for quad in read.quads(whole, RDFS.label)), default=whole)

    def judged(kept: Iterable[str], other: Iterable[str], sure: bool) -> Namesake:
        mine, theirs = (
            set().union(*(places[document].ties for document in group)) for group in (kept, other)
        )
        shared = set().union(*(places[d].around for d in kept)) & set().union(
            *(places[d].around for d in other)
        )
        known = {iri: max(_names(read.store, iri)) for iri in mine | theirs | shared}
        against = []
        if shared:
            against.append(f"both speak of {some_of(known, sorted(shared))}")
        if is_entry:
            against.append(f"{label} is in the vocabulary")
        if is_joined:
            against.append(f"{label} was merged with another name")
        alone = "share only what many documents name" if shared else "have nothing else in common"
        return Namesake(
            whole,
            label,
            tuple(sorted(other)),
            Likelihood.LIKELY if sure else Likelihood.POSSIBLE,
            (
                f"one with {some_of(known, sorted(mine))}, "
                f"the other with {some_of(known, sorted(theirs))}",
                f"their documents {alone}",
            ),
            tuple(against),
        )

    kept, *others = _parted(employers, around, joined, decided)
    found = [judged(kept, other, sure=not (is_entry or is_joined)) for other in others]
    common = _common(read, [around[document] for document in kept])
    rare = {document: around[document] - common for document in kept}
    employers = {document: employers[document] for document in kept}
    kept, *others = _parted(employers, rare, joined, decided)
    return [*found, *(judged(kept, other, sure=False) for other in others)]


def _parted(
    employers: Mapping[str, set[str]],
    around: Mapping[str, set[str]],
    joined: Collection[str],
    decided: Collection[str],
) -> list[frozenset[str]]:
    """Groups of documents that mean one person: first the greatest with all that stays with it.

    Documents that do not say where the person works, and have nothing to do with those that do,
    stay with it, and so do those that were decided to mean the same person. Those of which it was
    decided that they mean another do not, but others may belong to them.
    """
    keys = {document: employers[document] | around[document] for document in employers}
    groups = sorted(_components(keys), key=lambda group: (-len(group - set(decided)), min(group)))
    tied = [group for group in groups if any(employers[document] for document in group)]
    apart = [group for group in tied[1:] if group.isdisjoint(joined)]
    return [frozenset(employers).difference(decided, *apart), *apart]


def _components(keys: Mapping[str, Collection[str]]) -> list[frozenset[str]]:
    """The documents that share a key, directly or through others."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for document, mine in keys.items():
        for key in mine:
            sharing[key].append(document)
    found, seen = [], set[str]()
    for start in keys:
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            for key in keys[waiting.pop()]:
                near = set(sharing.pop(key, ())) - group
                group |= near
                waiting += near
        seen |= group
        found.append(frozenset(group))
    return found


def _place(
    read: AsRead, whole: str, document: str, ties: set[str], told: Mapping[str, Identity]
) -> _Place:
    graph = document_graphs(document)[0]
    around = {
        _told(told, _value(quad.subject))
        for quad in read.quads(predicate=RDF.type, graph=graph)
        if _value(quad.object) in _CLASSES
    }
    return _Place(ties, around - {whole, _told(told, whole)})


def _common(read: AsRead, around: Iterable[Collection[str]]) -> set[str]:
    """What several of these documents name, and a large share of all documents."""
    documents = sum(1 for _ in read.quads(predicate=CG.location))
    most = max(2, int(documents * _COMMON))
    counts: dict[str, int] = defaultdict(int)
    for named in around:
        for iri in named:
            counts[iri] += 1
    return {
        iri
        for iri, count in counts.items()
        if count > 1 and len({_document(quad) for quad in read.quads(iri, RDF.type)}) > most
    }


def _names(store: QuadStore, iri: str) -> set[str]:
    node = NamedNode(iri)
    found = {_value(quad.object) for quad in store.quads(node, NamedNode(RDFS.label))}
    return found or {iri}


def _related(store: QuadStore, names: Mapping[str, Collection[str]]) -> dict[str, str]:
    """For each organization the first of those that have to do with it, by their IRIs."""
    near: dict[str, set[str]] = {iri: {iri} for iri in names}
    for iri in names:
        for quad in store.quads(NamedNode(iri), NamedNode(DCTERMS.isPartOf)):
            near[iri].add(_value(quad.object))
    for one, other in combinations(names, 2):
        if any(_alike(a, b) for a in names[one] for b in names[other]):
            near[one].add(other)
    return {iri: min(group) for group in _components(near) for iri in group}


def _alike(one: str, other: str) -> bool:
    own = [set(words(name)) - set(listed("organization words")) for name in (one, other)]
    return bool(own[0] & own[1]) or any(
        reason.weight >= Weight.LIKENESS for reason in name_reasons(one, other)
    )


def _told(told: Mapping[str, Identity], iri: str) -> str:
    return told[iri].iri if iri in told else iri


def _document(quad: Quad) -> str:
    return document_of_graph(_value(quad.graph_name)) or ""


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
