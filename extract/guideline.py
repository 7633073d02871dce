"""The annotation guideline's JSON form of an extraction (``docs/guideline.md``), both ways."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from ..graph.model import (
    AUTHOR,
    Attribution,
    Claim,
    ClaimType,
    Document,
    Entity,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Relation,
    Span,
)

__all__ = ["from_guideline", "to_guideline"]


def to_guideline(extraction: Extraction) -> dict[str, Any]:
    """The extraction as the guideline's JSON object, ready for `json.dumps`.

    ``doc`` is the name of the document's file. What the guideline has no place for (confidence,
    cues, vocabulary links, reporting chains) is left out.
    """
    document = extraction.document
    return {
        "doc": PurePosixPath(document.location).name or document.name,
        "entities": [_entity(entity) for entity in extraction.entities],
        "relations": [
            {
                "subject": relation.subject,
                "predicate": str(relation.predicate),
                "object": relation.object,
                "role": relation.role,
                "evidence": _range(relation.evidence[0]) if relation.evidence else None,
            }
            for relation in extraction.relations
        ],
        "claims": [_claim(claim) for claim in extraction.claims],
    }


def from_guideline(record: Mapping[str, Any], document: Document) -> Extraction:
    """The extraction that a guideline object describes for `document`.

    Items that are marked optional are read as all others.

    Raises:
        ValueError: if a range lies outside the document, or a value is not one of the guideline's.
        KeyError: if a required field is missing.
    """

    def span(pair: tuple[int, int]) -> Span:
        found = Span(*pair)
        if found.end > len(document.text):
            raise ValueError(f"{document.name}: {found} lies outside the document")
        return found

    entities = tuple(
        Entity(
            id=item["id"],
            types=tuple(EntityType(kind) for kind in _listed(item["type"])),
            name=item["name"],
            aliases=tuple(item.get("aliases", ())),
            mentions=tuple(
                Mention(place, place.of(document.text)) for place in map(span, item["mentions"])
            ),
        )
        for item in record["entities"]
    )
    relations = tuple(
        Relation(
            subject=item["subject"],
            predicate=Predicate(item["predicate"]),
            object=item["object"],
            role=item.get("role"),
            evidence=(span(item["evidence"]),) if item.get("evidence") else (),
        )
        for item in record["relations"]
    )
    claims = tuple(
        Claim(
            id=item["id"],
            span=(place := span(item["span"])),
            text=" ".join(place.of(document.text).split()),
            claimant=item.get("claimant", AUTHOR),
            attribution=Attribution(item["attribution"]),
            type=ClaimType(item["type"]),
            quote=item["quote"],
            negated=item["negated"],
            hedged=item["hedged"],
            about=tuple(item["about"]),
            date=item.get("date"),
        )
        for item in record["claims"]
    )
    return Extraction(document, entities, relations, claims)


def _entity(entity: Entity) -> dict[str, Any]:
    types = [str(kind) for kind in entity.types]
    return {
        "id": entity.id,
        "type": types[0] if len(types) == 1 else types,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [_range(mention.span) for mention in entity.mentions],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "span": _range(claim.span),
        "claimant": claim.claimant,
        "attribution": str(claim.attribution),
        "type": str(claim.type),
        "quote": claim.quote,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "about": list(claim.about),
        "date": claim.date,
    }


def _range(span: Span) -> list[int]:
    return [span.start, span.end]


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
