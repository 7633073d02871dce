"""Merging and splitting by name: a decision is taken, written down, and applied to the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from ...ontology.prefixes import BASE
from ...ontology.terms import RDFS, SKOS
from ..answers import answers
from ..errors import UsageError
from ..iris import apart_iri, document_of_graph, named_apart
from ..model import EntityType
from ..names import fold
from ..store.protocol import QuadStore
from .application import apply_decisions, as_read
from .decisions import (
    Decision,
    Verdict,
    decided,
    group_of,
    homonyms,
    identities,
    read_decisions,
    undone,
    write_decisions,
)
from .namesakes import with_namesakes

__all__ = ["Change", "Thing", "merge", "named", "split", "split_off"]

_KINDS = frozenset(kind.value for kind in EntityType)
_ACTORS = frozenset((EntityType.PERSON.value, EntityType.ORGANIZATION.value))


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the store, or of a decision.

    Attributes:
        iri: of the entity.
        name: its label.
        types: the guideline's types that the store has for it.
        entry: whether the vocabulary has it.
    """

    iri: str
    name: str
    types: frozenset[str] = frozenset()
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge or split did.

    Attributes:
        decisions: those that are new or changed, sorted.
        documents: IRIs of the documents that are told otherwise now, sorted.
    """

    decisions: tuple[Decision, ...]
    documents: tuple[str, ...]


def named(store: QuadStore, name: str) -> list[Thing]:
    """The entities of that name or IRI: those whose label it is, else those with such an alias.

    The IRI that a split would make is that of what it would split off.

    Raises:
        StoreError: if the store cannot answer.
    """
    rows = answers(store, "entity", name=name)
    things = [
        Thing(
            row["entity"],
            row["label"],
            frozenset(row["types"].split("; ")),
            any(store.quads(NamedNode(row["entity"]), NamedNode(SKOS.inScheme))),
        )
        for row in rows
        if not _KINDS.isdisjoint(row["types"].split("; "))
    ]
    place = named_apart(name)
    if not things and place is not None:
        whole = (thing for thing in named(store, place[0]) if thing.iri == place[0])
        return [Thing(name, thing.name, thing.types) for thing in whole]
    exact = [thing for thing in things if thing.iri == name or fold(thing.name) == fold(name)]
    return exact or things


def merge(
    store: QuadStore, file: Path, a: Thing, b: Thing, because: str = "", base: str = BASE
) -> Change:
    """Decides that two entities are one, `a` the one whose IRI and name go on.

    Where only `b` is in the vocabulary, its name goes on. The decision is in `file` before the
    store changes: after an interruption, the next build or decision makes up for it.

    Raises:
        UsageError: if they are one already, cannot be one thing, or are both in the vocabulary.
        ClaimgraphError: if the file cannot be read or written; the store is as it was.
        StoreError: if the store cannot be read or written.
    """
    old = read_decisions(file)
    if b.iri in group_of(old, a.iri):
        raise UsageError(f"{a.name!r} and {b.name!r} are the same already")
    if (a.types & _ACTORS or b.types & _ACTORS) and a.types.isdisjoint(b.types):
        raise UsageError(
            f"{a.name!r} is a {'/'.join(sorted(a.types))} and {b.name!r} a "
            f"{'/'.join(sorted(b.types))}: they cannot be one"
        )
    if a.entry and b.entry:
        raise UsageError(
            f"{a.name!r} and {b.name!r} are both in the vocabulary, which tells them apart; "
            "make one an alias of the other in a vocabulary of your own (build --vocabulary)"
        )
    if b.entry:
        a, b = b, a
    new = Decision(Verdict.SAME, a.iri, b.iri, a.name, b.name, _plain(because))
    return _change(store, file, old, decided(old, new), base)


def split(
    store: QuadStore,
    file: Path,
    a: str,
    b: str | None = None,
    because: str = "",
    base: str = BASE,
) -> Change:
    """Decides that two entities are not one, and undoes their merge.

    Args:
        store: in which it is undone.
        file: of the decisions.
        a: name or IRI of either of them; of a merged entity, any of its names.
        b: of the other; without it, every merge that `a` has a part in is undone.
        because: why.
        base: IRI below which the store's IRIs are made.

    Raises:
        UsageError: if a name is that of nothing or of several things, nothing is merged with `a`,
            or the two are one through a third, which the message names.
        ClaimgraphError: if the file cannot be read or written; the store is as it was.
        StoreError: if the store cannot be read or written.
    """
    old = read_decisions(file)
    if b is None:
        iris = [thing.iri for thing in _decided_on(store, old, a)]
        mine = [d for d in old if d.decision is Verdict.SAME and not d.pair.isdisjoint(iris)]
        if not mine:
            raise UsageError(f"nothing is merged with {a!r}; see claimgraph identities --decided")
        new = old
        for merge_ in mine:
            new = undone(new, merge_.kept, merge_.joined, because)
        return _change(store, file, old, new, base)
    pair = _pair(store, old, a, b)
    found = next((d for d in old if d.pair == {pair[0].iri, pair[1].iri}), None)
    if found is None and pair[1].iri in group_of(old, pair[0].iri):
        between = [d for d in old if d.decision is Verdict.SAME and pair[0].iri in d.pair]
        with_ = " or ".join(
            repr(d.joined_name if d.kept == pair[0].iri else d.kept_name) for d in between
        )
        raise UsageError(
            f"{pair[0].name!r} and {pair[1].name!r} are one through others: "
            f"split {pair[0].name!r} from {with_}"
        )
    if found is not None:
        kept, joined = Thing(found.kept, found.kept_name), Thing(found.joined, found.joined_name)
    else:
        kept, joined = pair
    decision = Decision(
        Verdict.DIFFERENT,
        kept.iri,
        joined.iri,
        kept.name,
        joined.name,
        _plain(because),
    )
    return _change(store, file, old, decided(old, decision), base)


def split_off(
    store: QuadStore,
    file: Path,
    name: str,
    documents: Sequence[str],
    because: str = "",
    base: str = BASE,
) -> Change:
    """Decides that some documents mean another thing by a name than all others.

    Where several are given, they mean the same thing, whose IRI is made from the first in order.
    It is undone by merging that with the entity of the name.

    Args:
        store: in which it is done.
        file: of the decisions.
        name: name or IRI of the entity; of a merged entity, any of its names.
        documents: those that mean another, each by location, title or IRI.
        because: why.
        base: IRI below which the store's IRIs are made.

    Raises:
        UsageError: if the name is that of nothing or of several things, a document is unknown or
            does not name it, it was split off before, or no document would be left.
        ClaimgraphError: if the file cannot be read or written; the store is as it was.
        StoreError: if the store cannot be read or written.
    """
    old = read_decisions(file)
    things = _decided_on(store, old, name)
    groups = {group_of(old, thing.iri) for thing in things}
    if len(groups) > 1:
        iris = ", ".join(sorted(thing.iri for thing in things))
        raise UsageError(f"{name!r} names several things; give an IRI: {iris}")
    (group,) = groups
    before = {homonym.part for homonym in homonyms(old)}
    naming: dict[str, dict[str, str]] = {}
    for iri in sorted(group):
        for quad in as_read(store).quads(iri, RDFS.label):
            document = document_of_graph(_text(quad.graph_name))
            if document is not None and apart_iri(iri, document) not in before:
                naming.setdefault(document, {})[iri] = _text(quad.object)
    chosen = {_document(store, given): given for given in documents}
    for document, given in chosen.items():
        if document not in naming:
            raise UsageError(f"{given}: does not name {name!r}, or was split from it already")
    if naming.keys() <= chosen.keys():
        raise UsageError(f"no other document names {name!r}: there is nothing to split")
    why = _plain(because)
    apart = [
        Decision(Verdict.DIFFERENT, iri, apart_iri(iri, document), label, label, why)
        for document in chosen
        for iri, label in naming[document].items()
    ]
    first, *others = sorted(apart, key=lambda decision: decision.joined)
    new = old
    for decision in apart:
        new = decided(new, decision)
    for other in others:
        names = first.joined_name, other.joined_name
        new = decided(new, Decision(Verdict.SAME, first.joined, other.joined, *names, why))
    return _change(store, file, old, new, base)


def _document(store: QuadStore, given: str) -> str:
    """The IRI of the document of that location, title or IRI.

    Raises:
        UsageError: if there is none, or several have that title.
    """
    rows = answers(store, "documents")
    found = {
        row["document"] for row in rows if given in (row["document"], row.get("location"))
    } or {row["document"] for row in rows if row["title"].casefold() == given.casefold()}
    if not found:
        raise UsageError(f"no document is named {given!r}")
    if len(found) > 1:
        raise UsageError(f"{len(found)} documents are named {given!r}; give their locations")
    return found.pop()


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _plain(because: str) -> str:
    return " ".join(because.split())


def _change(
    store: QuadStore,
    file: Path,
    old: tuple[Decision, ...],
    new: tuple[Decision, ...],
    base: str,
) -> Change:
    if new != old:
        write_decisions(file, new)
    documents = apply_decisions(store, with_namesakes(store, new), base)
    return Change(tuple(d for d in new if d not in old), tuple(documents))


def _pair(store: QuadStore, decisions: tuple[Decision, ...], a: str, b: str) -> tuple[Thing, Thing]:
    """The two things, of the pairs decided on if they are one; else as the store has them."""
    first, second = (_decided_on(store, decisions, name) for name in (a, b))
    pairs = [(x, y) for x in first for y in second if x.iri != y.iri]
    merged = [
        (x, y)
        for x, y in pairs
        if any(d.pair == {x.iri, y.iri} and d.decision is Verdict.SAME for d in decisions)
    ]
    if len(merged or pairs) == 1:
        return (merged or pairs)[0]
    if not pairs:
        raise UsageError(f"{a!r} and {b!r} are names of the same one thing")
    iris = sorted({thing.iri for pair in pairs for thing in pair})
    raise UsageError(f"{a!r} and {b!r} name several things; give IRIs: {', '.join(iris)}")


def _decided_on(store: QuadStore, decisions: tuple[Decision, ...], name: str) -> list[Thing]:
    """What `name` may mean: ends of decisions first, since a joined entity has no node."""
    found = {
        iri: Thing(iri, label)
        for decision in decisions
        for iri, label in (
            (decision.kept, decision.kept_name),
            (decision.joined, decision.joined_name),
        )
        if iri == name or fold(label) == fold(name)
    }
    if found:
        return list(found.values())
    told = identities(decisions)
    things = [thing for thing in named(store, name) if thing.iri not in told]
    if not things:
        raise UsageError(f"nothing is named {name!r}; see claimgraph search")
    return things
