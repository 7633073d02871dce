"""What sections are about, and the fields that say something of it: ``Founders: A, B``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...graph.model import BlockKind, Predicate
from ..patterns import load_sections
from ..reading import BlockRange
from .discourse import Discourse, Place, Statement
from .phrases import alternatives, phrase
from .relation_text import SignedText

__all__ = ["ABOUT", "Field", "FieldValue", "field_of", "field_values", "parts_of", "section_topics"]

ABOUT = "about topic"
"""The meaning of a field whose value is prose about the topic."""

_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_LABEL = re.compile(r"(?P<label>[a-z][\w&/' -]{1,40}?) ?(?:\([^()]*\))? ?: ?(?=\S)")
_SHARE = 0.55  # of a heading's letters that its topic's name takes up at least
_WORDS = re.compile(r"\w")
_PART = re.compile(r"(?:(?! (?:and|&) )[^,;()]|\([^()]*\))+")
_STATEMENT = re.compile(r"[^;()\s](?:[^;()]|\([^()]*\))*")
_LEFT_OVER = 2  # words beside a name that names the whole part of a value
_ROLE = re.compile(r"\((?P<role>[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of a list.

    Attributes:
        label: folded.
        start: offset in the reading where the value begins.
        end: behind it.
        meanings: sections of ``relations-fields`` that its label is in.
    """

    label: str
    start: int
    end: int
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One relation that a field states between its topic and a name in its value.

    Attributes:
        subject: id of an entity.
        predicate: how they are related.
        object: id of an entity.
        role: where it stands in the reading.
    """

    subject: str
    predicate: Predicate
    object: str
    role: tuple[int, int] | None = None


def section_topics(discourse: Discourse) -> tuple[Place | None, ...]:
    """For each block, the place that names what the section or list around it is about.

    That is the nearest heading, or list item above, that consists of little but a name.
    """
    topics: list[Place | None] = []
    headings: list[tuple[int, Place | None]] = []
    items: list[tuple[int, Place | None]] = []
    for block in discourse.blocks:
        kind, level = block.block.kind, block.block.level
        if kind in _HEADS:
            rank = 0 if kind is BlockKind.TITLE else level
            headings = [outer for outer in headings if outer[0] < rank]
            items = []
        elif kind is BlockKind.LIST_ITEM:
            items = [outer for outer in items if outer[0] < level]
        else:
            items = []
        around = [place for _, place in (*headings, *items) if place is not None]
        topics.append(around[-1] if around else None)
        if kind in _HEADS:
            headings.append((rank, _topic(discourse, block)))
        elif kind is BlockKind.LIST_ITEM:
            items.append((level, _topic(discourse, block)))
    return tuple(topics)


def _topic(discourse: Discourse, block: BlockRange) -> Place | None:
    letters = len(_WORDS.findall(discourse.folded[block.start : block.end]))
    for place in discourse.within(block.start, block.end):
        own = len(_WORDS.findall(discourse.folded[place.start : place.end]))
        if own >= _SHARE * letters:
            return place
    return None


def field_of(discourse: Discourse, statement: Statement) -> Field | None:
    """The field that `statement` begins, if its label is a known one."""
    match = _LABEL.match(statement.text)
    if match is None:
        return None
    label = match["label"].strip()
    meanings = tuple(name for name, regex in _labels() if regex.fullmatch(label))
    if not meanings:
        return None
    return Field(label, statement.start + match.end(), statement.end, meanings)


def field_values(field: Field, text: SignedText, topic: str) -> Iterator[FieldValue]:
    """The relations between `topic` and the names that make up the value, `text`.

    Types are not looked at: a label may have several meanings that only they tell apart.
    """
    for part in _PART.finditer(text.text):
        sign = next((p for p in text.referents if part.start() <= p < part.end()), None)
        if sign is None or _left_over(part.group(), sign - part.start()) > _LEFT_OVER:
            continue
        entity = text.referents[sign].entities[0]
        role = _role(field, text, part, sign)
        for meaning in field.meanings:
            if meaning == ABOUT:
                continue
            first, predicate, _ = meaning.split(" ")
            subject, object_ = (topic, entity) if first == "topic" else (entity, topic)
            yield FieldValue(subject, Predicate(predicate), object_, role)


def parts_of(discourse: Discourse, field: Field) -> Iterator[tuple[int, int]]:
    """The ranges of the reading that semicolons part its value into."""
    for part in _STATEMENT.finditer(discourse.folded, field.start, field.end):
        yield part.span()


def _left_over(part: str, sign: int) -> int:
    return len(re.findall(r"\w+", re.sub(r"\([^()]*\)", "", part[:sign] + part[sign + 1 :])))


def _role(field: Field, text: SignedText, part: re.Match[str], sign: int) -> tuple[int, int] | None:
    """The words in the brackets behind a name, if they name a role."""
    match = _ROLE.search(text.text, sign, part.end())
    if match and phrase("relations-words", "nouns role").search(match["role"]):
        return text.reading_range(*match.span("role"))
    return None


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(alternatives(items)))
        for name, items in load_sections("relations-fields").items()
    )
