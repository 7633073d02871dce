"""Which node of the graph stands for each thing of an extraction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from .iris import author_iri, claim_iri, document_hash, document_iri, entity_iri
from .model import AUTHOR, Contributor, Document, Entity, EntityType, Extraction
from .names import fold

__all__ = ["Nodes", "contributor_type", "nodes_of"]

_ACTORS = (EntityType.PERSON, EntityType.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Nodes:
    """The IRIs of one extraction.

    Attributes:
        base: where they begin.
        hash: stands for the document in them.
        document: of the document.
        entities: by the entity's id; entities that are the same thing have the same.
        claims: by the claim's id.
        contributors: by contributor; of the entity of that name where the text names it.
        author: of the claimant `AUTHOR`: the contributor that is the only author, or a node
            for the author nobody names.
    """

    base: str
    hash: str
    document: str
    entities: Mapping[str, str]
    claims: Mapping[str, str]
    contributors: Mapping[Contributor, str]
    author: str

    def claimant(self, identifier: str) -> str:
        """The IRI of a claimant, by id of an entity or `AUTHOR`."""
        return self.author if identifier == AUTHOR else self.entities[identifier]


def nodes_of(extraction: Extraction, base: str) -> Nodes:
    """The IRIs of everything in `extraction`, as docs/graph-model.md lays them down.

    Raises:
        KeyError: if a claim names an entity that the extraction does not have.
    """
    digits = document_hash(extraction.document.sha256)
    entities = {entity.id: _entity_node(base, digits, entity) for entity in extraction.entities}
    contributors = {
        person: _contributor_node(base, person, extraction.entities, entities)
        for person in extraction.document.people
    }
    author = _author_node(base, digits, extraction.document, contributors)
    claims: dict[str, str] = {}
    seen: Counter[tuple[int, int, str]] = Counter()
    for claim in extraction.claims:
        whose = author if claim.claimant == AUTHOR else entities[claim.claimant]
        place = claim.span.start, claim.span.end, whose
        claims[claim.id] = claim_iri(base, digits, *place, ordinal=seen[place])
        seen[place] += 1
    return Nodes(
        base=base,
        hash=digits,
        document=document_iri(base, digits),
        entities=entities,
        claims=claims,
        contributors=contributors,
        author=author,
    )


def _entity_node(base: str, digits: str, entity: Entity) -> str:
    if entity.entry is not None:
        entry_type, name = entity.entry
        return entity_iri(base, entry_type.value, name)
    return entity_iri(base, entity.type.value, entity.name, digits if entity.local else None)


def _contributor_node(
    base: str, person: Contributor, entities: tuple[Entity, ...], nodes: Mapping[str, str]
) -> str:
    """The entity of the contributor's name, preferred names before aliases, or one of its own."""
    folded = fold(person.name)
    actors = [entity for entity in entities if entity.type in _ACTORS]
    for entity in actors:
        if fold(entity.name) == folded:
            return nodes[entity.id]
    for entity in actors:
        if folded in map(fold, entity.aliases):
            return nodes[entity.id]
    return entity_iri(base, contributor_type(person).value, person.name)


def contributor_type(person: Contributor) -> EntityType:
    """What a contributor is that the text does not name: publishers are organizations."""
    return EntityType.ORGANIZATION if person.role == "publisher" else EntityType.PERSON


def _author_node(
    base: str, digits: str, document: Document, contributors: Mapping[Contributor, str]
) -> str:
    authors = {contributors[person] for person in document.people if person.role == "author"}
    return authors.pop() if len(authors) == 1 else author_iri(base, digits)
