"""Everything that the graph says about one thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..ontology.terms import DCTERMS, OWL, RDFS, SKOS
from .answers import answers
from .claims import FoundClaim, find_claims
from .store import QuadStore

__all__ = ["DocumentMentions", "EntityPage", "FoundRelation", "NamedThing", "describe"]


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing by its IRI and label."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A relation as one document states it, at one place.

    Attributes:
        subject: whose relation it is.
        predicate: local name of the property, such as ``affiliation``.
        object: to what.
        role: the subject's part, in the document's words.
        words: that state it.
        document: IRI of the document.
        document_title: the document's label.
        start: where the words begin in the document's text, in code points.
        end: the code point behind them.
    """

    subject: NamedThing
    predicate: str
    object: NamedThing
    role: str | None
    words: str
    document: str
    document_title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentMentions:
    """How often a document names a thing.

    Attributes:
        document: IRI of the document.
        title: its label.
        published: ISO 8601 date, to the precision known.
        count: places; for someone who only speaks in it, turns.
    """

    document: str
    title: str
    published: str | None
    count: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the graph says about one thing.

    Attributes:
        iri: of the thing.
        label: its name.
        types: the guideline's types that it has, sorted, or ``Author`` alone.
        aliases: its other names, sorted.
        broader: methods and concepts that it is a kind, variant or part of, by label.
        part_of: organizations or works that it is part of, by label.
        same_as: IRIs of the same thing elsewhere, sorted.
        sources: of a method or model, IRIs of the papers that introduced it, sorted.
        relations: in which it is subject or object, by predicate, labels and document.
        claims_made: the claims that it makes, in the order of `find_claims`.
        claims_about: the claims about itself, not those about what is narrower.
        mentions: the documents that name it, in the order of their dates and titles.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    broader: tuple[NamedThing, ...]
    part_of: tuple[NamedThing, ...]
    same_as: tuple[str, ...]
    sources: tuple[str, ...]
    relations: tuple[FoundRelation, ...]
    claims_made: tuple[FoundClaim, ...]
    claims_about: tuple[FoundClaim, ...]
    mentions: tuple[DocumentMentions, ...]


def describe(store: QuadStore, name_or_iri: str) -> list[EntityPage]:
    """All things of that name, sorted by label and IRI; none if nothing has it.

    Args:
        store: what is asked.
        name_or_iri: a label or alias, whatever its case, or an IRI.

    Raises:
        StoreError: if the store cannot answer.
    """
    return [_page(store, row) for row in answers(store, "entity", name=name_or_iri)]


def _page(store: QuadStore, row: dict[str, str]) -> EntityPage:
    iri, label = row["entity"], row["label"]
    known: dict[str, list[NamedThing]] = {}
    for fact in answers(store, "names", entity=iri):
        value = fact["value"]
        known.setdefault(fact["property"], []).append(
            NamedThing(value, fact.get("valueName", value))
        )
    names = {thing.iri for thing in (*known.get(RDFS.label, ()), *known.get(SKOS.altLabel, ()))}
    same = {thing.iri for thing in (*known.get(SKOS.exactMatch, ()), *known.get(OWL.sameAs, ()))}
    return EntityPage(
        iri=iri,
        label=label,
        types=tuple(row["types"].split("; ")),
        aliases=tuple(sorted(names - {label})),
        broader=tuple(known.get(SKOS.broader, ())),
        part_of=tuple(known.get(DCTERMS.isPartOf, ())),
        same_as=tuple(sorted(same)),
        sources=tuple(sorted(thing.iri for thing in known.get(DCTERMS.source, ()))),
        relations=tuple(map(_relation, answers(store, "relations-of", name=iri))),
        claims_made=tuple(find_claims(store, by=iri)),
        claims_about=tuple(claim for claim in find_claims(store, about=iri) if iri in claim.topics),
        mentions=_mentions(answers(store, "receipts", name=iri)),
    )


def _relation(row: dict[str, str]) -> FoundRelation:
    return FoundRelation(
        subject=NamedThing(row["subject"], row["subjectName"]),
        predicate=row["predicate"],
        object=NamedThing(row["object"], row["objectName"]),
        role=row.get("role"),
        words=row["words"],
        document=row["document"],
        document_title=row["documentTitle"],
        start=int(row["start"]),
        end=int(row["end"]),
    )


def _mentions(places: list[dict[str, str]]) -> tuple[DocumentMentions, ...]:
    counts = Counter(place["document"] for place in places)
    first = {place["document"]: place for place in reversed(places)}
    return tuple(
        DocumentMentions(
            document,
            first[document]["documentTitle"],
            first[document].get("published"),
            count,
        )
        for document, count in counts.items()
    )
