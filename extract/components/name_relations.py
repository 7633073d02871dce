"""Relations that names themselves tell: who makes a brand, which kind a compound names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import Entity, EntityType, Predicate
from ..vocabulary import fold

__all__ = ["name_relations"]

_MADE = frozenset({EntityType.MODEL, EntityType.BENCHMARK})
_KINDS = frozenset({EntityType.METHOD, EntityType.CONCEPT})
_NARROWER = _KINDS | {EntityType.MODEL}
_LEGAL = re.compile(
    r"(?:inc|ltd|llc|corp|corporation|co|company|gmbh|university|college|group|labs?|plc|ag|"
    r"foundation|holdings|technologies)\.?"
)
_PREPOSITION = re.compile(r" (?:of|for|in|on|to|with|and|from|via) ")


def name_relations(entities: tuple[Entity, ...]) -> Iterator[tuple[str, Predicate, str]]:
    """Subject, predicate and object of the relations that hold by the entities' names.

    A product whose name begins with that of an organization is made by it, a team so named is
    part of it (``Acme Vision``); a method or concept whose name ends with that of another is a
    kind of it (``graph attention``, ``attention``), as compound nouns are in English.
    """
    heads = [entity for entity in entities if entity.type in _KINDS]
    makers = [entity for entity in entities if entity.type is EntityType.ORGANIZATION]
    folded = {entity.id: entity.name.casefold() for entity in entities}
    names_of = {entity.id: _names(entity) for entity in entities}
    for entity in entities:
        names = names_of[entity.id]
        if entity.type in _MADE or entity.type is EntityType.ORGANIZATION:
            for maker in makers:
                if maker is not entity and _begins(names, names_of[maker.id]):
                    if entity.type is EntityType.ORGANIZATION:
                        yield entity.id, Predicate.PART_OF, maker.id
                    else:
                        yield maker.id, Predicate.DEVELOPED, entity.id
        if entity.type in _NARROWER and not any(
            _begins(names, names_of[maker.id]) for maker in makers
        ):
            wider = [head for head in heads if _ends(folded[entity.id], folded[head.id])]
            for head in wider:
                if not any(_ends(folded[other.id], folded[head.id]) for other in wider):
                    yield entity.id, Predicate.BROADER, head.id


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *(m.text for m in entity.mentions))}


def _begins(names: set[str], makers: set[str]) -> bool:
    for name in names:
        for maker in makers:
            rest = name.removeprefix(f"{maker} ")
            if rest != name and not _LEGAL.fullmatch(rest):
                return True
    return False


def _ends(name: str, head: str) -> bool:
    """Whether the compound `name` has `head` for its head noun, both in lower case."""
    return name.endswith(f" {head}") and not _PREPOSITION.search(name.removesuffix(head))
