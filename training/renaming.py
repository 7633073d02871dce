"""Passages with other names in them, so that contexts are learned and not lists of names."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

from claimgraph.extract.vocabulary import load_vocabulary
from claimgraph.graph.model import EntityType

from .corpus.passage import Passage, Range, WrittenEntity

__all__ = ["Renamer"]

_RENAMED = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.MODEL)
_TITLED = (EntityType.BENCHMARK, EntityType.WORK, EntityType.EVENT)
"""Renamed unless written as common nouns are (`character error rate`)."""
_VOCABULARY = 0.3  # the share of new names that come from the vocabulary
_WORD = re.compile(r"\w+")


class Renamer:
    """Gives all that passages name but methods and concepts other names of their kind.

    New names are those of the vocabulary and of other passages, with as many words as the old one,
    so that a part of the name (a surname) becomes the same part of the new one. An entity that has
    an alias that is no part of its name (an acronym, a nickname) keeps its names.
    """

    def __init__(self, passages: Iterable[Passage], seed: int) -> None:
        self._random = random.Random(seed)
        written: dict[tuple[EntityType, int], set[str]] = {}
        for passage in passages:
            for entity in filter(_is_named, passage.entities):
                written.setdefault(_key(entity.types[0], entity.name), set()).add(entity.name)
        known: dict[tuple[EntityType, int], set[str]] = {}
        for kind, name in load_vocabulary().entries:
            known.setdefault(_key(kind, name), set()).add(name)
        self._written = {key: sorted(names) for key, names in written.items()}
        self._known = {key: sorted(names) for key, names in known.items()}

    def __call__(self, passage: Passage) -> Passage:
        """The passage with new names, all ranges shifted."""
        words: dict[str, dict[str, str]] = {}
        for entity in passage.entities:
            if _is_named(entity) and _is_whole(entity):
                new = self._name(entity)
                pairs = zip(_WORD.findall(entity.name), _WORD.findall(new), strict=True)
                words[entity.id] = dict(pairs)
        return _renamed(passage, words)

    def _name(self, entity: WrittenEntity) -> str:
        key = _key(entity.types[0], entity.name)
        pool = self._known if self._random.random() < _VOCABULARY else self._written
        return self._random.choice(pool.get(key) or self._written[key])


def _key(kind: EntityType, name: str) -> tuple[EntityType, int]:
    return kind, len(_WORD.findall(name))


def _is_named(entity: WrittenEntity) -> bool:
    kind = entity.types[0]
    return kind in _RENAMED or (kind in _TITLED and not entity.name.islower())


def _is_whole(entity: WrittenEntity) -> bool:
    words = set(_WORD.findall(entity.name))
    return all(set(_WORD.findall(alias)) <= words for alias in entity.aliases)


def _renamed(passage: Passage, words: dict[str, dict[str, str]]) -> Passage:
    places = sorted(
        (start, end, entity.id)
        for entity in passage.entities
        if entity.id in words
        for start, end in entity.mentions
    )
    parts: list[str] = []
    ends: list[int] = [0]
    shifts: list[int] = [0]
    position = 0
    for start, end, identifier in places:
        new = _replaced(passage.text[start:end], words[identifier])
        parts += [passage.text[position:start], new]
        position = end
        ends.append(end)
        shifts.append(shifts[-1] + len(new) - (end - start))
    parts.append(passage.text[position:])

    def moved(span: Range) -> Range:
        def at(place: int) -> int:
            return place + shifts[bisect_right(ends, place) - 1]

        return at(span[0]), at(span[1])

    return replace(
        passage,
        text="".join(parts),
        entities=tuple(_entity(entity, words.get(entity.id), moved) for entity in passage.entities),
        relations=tuple(
            replace(relation, evidence=moved(relation.evidence) if relation.evidence else None)
            for relation in passage.relations
        ),
        claims=tuple(replace(claim, span=moved(claim.span)) for claim in passage.claims),
        cues=tuple(replace(cue, span=moved(cue.span)) for cue in passage.cues),
        ordinary=tuple(moved(place) for place in passage.ordinary),
    )


def _replaced(text: str, words: dict[str, str]) -> str:
    return _WORD.sub(lambda match: words.get(match.group(), match.group()), text)


def _entity(
    entity: WrittenEntity, words: dict[str, str] | None, moved: Callable[[Range], Range]
) -> WrittenEntity:
    changed = replace(entity, mentions=tuple(moved(place) for place in entity.mentions))
    if words is None:
        return changed
    return replace(
        changed,
        name=_replaced(entity.name, words),
        aliases=tuple(_replaced(alias, words) for alias in entity.aliases),
    )
