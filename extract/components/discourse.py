"""A document as the claim rules see it: sentences and named things in one text, free of spaCy.

The rules match on folded text: lower case, straight quotation marks and apostrophes, one dash for
all long dashes. Folding keeps every character's place, so offsets hold in both texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from ...graph.model import BlockKind, Contributor, Document, Entity, EntityType
from ..attributes import mentions, sentence_openings
from ..reading import BlockRange

if TYPE_CHECKING:
    from .reporting import Report

__all__ = ["WORD", "Discourse", "Place", "Statement", "fold"]

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""A word of folded text, with its hyphens and apostrophes."""

_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2015\u00a0", "''\"\"-\u2014 ")


@dataclass(frozen=True, slots=True)
class Place:
    """A mention: its range in the reading, and the id and best type of its entity."""

    start: int
    end: int
    entity: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of the reading, inside one block, that may hold a claim.

    Attributes:
        start: offset in the reading.
        end: offset behind its last character.
        block: index of its block.
        text: its folded text.
    """

    start: int
    end: int
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Discourse:
    """What the claim rules read.

    Attributes:
        text: of the reading.
        folded: the same, folded; equally long.
        document: for its metadata.
        blocks: the document's blocks with their ranges in the reading.
        sentences: every sentence, in order.
        places: every mention that is read, in order.
        entities: by id.
        reports: what `reporting.find_reports` found in ranges that it was asked about.
    """

    text: str
    folded: str
    document: Document
    blocks: tuple[BlockRange, ...]
    sentences: tuple[Statement, ...]
    places: tuple[Place, ...]
    entities: Mapping[str, Entity]
    _starts: tuple[int, ...]  # of the places
    reports: dict[tuple[int, int], tuple[Report, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc) -> Discourse:
        """The discourse of a Doc on which sentences, mentions and entities are set."""
        reading = doc._.reading
        text = reading.text
        folded = fold(text)
        known = {entity.id: entity for entity in doc._.entities}
        sentences = []
        for opening, closing in pairwise([*sentence_openings(doc), len(text)]):
            words = text[opening:closing]
            start = opening + len(words) - len(words.lstrip())
            end = opening + len(words.rstrip())
            block = bisect_right(reading.blocks, start, key=_start) - 1
            if start < end and block >= 0:
                sentences.append(Statement(start, end, block, folded[start:end]))
        places = tuple(
            Place(span.start_char, span.end_char, span.id_, known[span.id_].type)
            for span in mentions(doc)
            if span.id_ in known
        )
        return cls(
            text,
            folded,
            reading.document,
            reading.blocks,
            tuple(sentences),
            places,
            known,
            tuple(place.start for place in places),
        )

    def within(self, start: int, end: int) -> tuple[Place, ...]:
        """The places that lie wholly in ``[start, end)``."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return tuple(place for place in self.places[first:last] if place.end <= end)

    def before(self, position: int) -> Iterator[Place]:
        """The places that begin before `position`, the nearest first."""
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self.places[index]

    def part(self, statement: Statement, start: int, end: int) -> Statement:
        """The stretch ``[start, end)`` of the reading, of the block that `statement` is of."""
        return Statement(start, end, statement.block, self.folded[start:end])

    def kind(self, statement: Statement) -> BlockKind:
        """The kind of the statement's block."""
        return self.blocks[statement.block].block.kind

    def named(self, name: str) -> str | None:
        """The id of the entity that has this name or alias, however it is written."""
        wanted = fold(name).strip()
        for entity in self.entities.values():
            if wanted in {fold(known) for known in (entity.name, *entity.aliases)}:
                return entity.id
        for entity in self.entities.values():
            if any(wanted == fold(mention.text) for mention in entity.mentions):
                return entity.id
        return None

    def people(self, *roles: str) -> tuple[str, ...]:
        """Entities of the contributors that the metadata names in one of `roles`, in order."""
        found = (self.named(person.name) for person in self._contributors(roles))
        return tuple(entity for entity in found if entity is not None)

    def _contributors(self, roles: tuple[str, ...]) -> Iterator[Contributor]:
        return (person for person in self.document.people if person.role in roles)


def fold(text: str) -> str:
    """`text` in lower case with plain quotation marks and dashes; the length is kept."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals have no single lower-case letter
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_STRAIGHT)


def _start(place: BlockRange) -> int:
    return place.start
