"""Documents that name one thing, with whom it is and what it stands with."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from claimgraph.graph.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    Document,
    Entity,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Relation,
    Span,
    VocabularyEntry,
)

from ..samples import place

__all__ = ["tells"]


def tells(
    name: str,
    kind: EntityType = EntityType.PERSON,
    *,
    at: Sequence[str] = (),
    about: Sequence[str] = (),
    aliases: Sequence[str] = (),
    entry: bool = False,
    local: bool = False,
    location: str = "",
) -> Extraction:
    """A document that names a thing, its organizations `at`, and concepts that it speaks of.

    A thing that is no person was developed by its organizations.
    """
    others = [*aliases, *at, *about]
    text = f"{name} said so. " + "".join(f"Then there is {other}. " for other in others)
    entities = [
        Entity(
            "e1",
            (kind,),
            name,
            tuple(aliases),
            tuple(Mention(place(text, words), words) for words in dict.fromkeys((name, *aliases))),
            entry=(kind, name) if entry else None,
            local=local,
        )
    ]
    for words, other in (
        *((words, EntityType.ORGANIZATION) for words in at),
        *((words, EntityType.CONCEPT) for words in about),
    ):
        mention = Mention(place(text, words), words)
        entities.append(Entity(f"e{len(entities) + 1}", (other,), words, mentions=(mention,)))
    organizations = [entity.id for entity in entities[1 : 1 + len(at)]]
    is_person = kind is EntityType.PERSON
    relations = tuple(
        Relation("e1", Predicate.AFFILIATED_WITH, other, evidence=(Span(0, 3),))
        if is_person
        else Relation(other, Predicate.DEVELOPED, "e1", evidence=(Span(0, 3),))
        for other in organizations
        if is_person or kind is not EntityType.ORGANIZATION
    )
    topics = tuple(entity.id for entity in entities[1 + len(at) :])
    said = place(text, f"{name} said so.")
    claim = Claim(
        "c1",
        said,
        said.of(text),
        claimant="e1" if is_person or kind is EntityType.ORGANIZATION else "author",
        attribution=Attribution.EXPLICIT,
        about=topics if is_person or kind is EntityType.ORGANIZATION else ("e1", *topics),
    )
    location = location or f"{name}.txt"
    document = Document(
        name=location.removesuffix(".txt"),
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
        sha256=sha256(f"{location} {text}".encode()).hexdigest(),
        location=location,
    )
    vocabulary = (VocabularyEntry((kind,), name, tuple(aliases)),) if entry else ()
    return Extraction(
        document,
        tuple(entities),
        relations,
        (claim,),
        extractor={"version": "0.1.0"},
        vocabulary=vocabulary,
    )
