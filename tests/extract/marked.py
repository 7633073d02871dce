"""Documents for tests, written with their named things marked: ``[Ada Lovelace|Person]``.

A line is a block: ``# heading``, ``- item`` (two spaces before it for each level below the first),
``Name>> words`` a turn of that speaker, ``= title``, else a paragraph. Marks with the same name, or
whose name follows a second bar (``[Lovelace|Person|Ada Lovelace]``), are one entity. Several types
are parted by a slash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from claimgraph.extract import attributes
from claimgraph.extract.components.relations import RelationReader
from claimgraph.extract.pipeline import COMPONENTS, PipelineSettings, load_pipeline
from claimgraph.extract.reading import Reading
from claimgraph.graph.model import (
    Block,
    BlockKind,
    Contributor,
    Document,
    Entity,
    EntityType,
    Mention,
    Relation,
    Span,
)

__all__ = ["Triple", "entities_by_name", "marked_doc", "relations_in", "triples"]

Triple = tuple[str, str, str]

_MARK = re.compile(r"\[(?P<text>[^|\]]+)\|(?P<types>[\w/]+)(?:\|(?P<name>[^\]]+))?\]")
_LINE = re.compile(
    r"(?:(?P<heading>#+) |(?P<title>= )|(?P<indent> *)- |(?P<speaker>[\w .]+)>> )?(?P<words>.*)"
)
_pipeline = load_pipeline(PipelineSettings(exclude=COMPONENTS[1:]))


def marked_doc(marked: str, people: Sequence[Contributor] = ()) -> Doc:
    """The Doc of a marked document after sentences, mentions and entities are set."""
    text: list[str] = []
    length = 0
    blocks: list[Block] = []
    mentions: dict[str, list[Mention]] = {}
    types: dict[str, tuple[EntityType, ...]] = {}
    for line in filter(str.strip, marked.splitlines()):
        match = _LINE.fullmatch(line)
        assert match is not None
        words = match["words"]
        plain: list[str] = []
        start, position = length, 0
        for mark in _MARK.finditer(words):
            plain.append(words[position : mark.start()])
            begin = start + len("".join(plain))
            plain.append(mark["text"])
            name = mark["name"] or mark["text"]
            mention = Mention(Span(begin, begin + len(mark["text"])), mark["text"])
            mentions.setdefault(name, []).append(mention)
            types.setdefault(name, tuple(EntityType(t) for t in mark["types"].split("/")))
            position = mark.end()
        plain.append(words[position:])
        block = "".join(plain)
        span = Span(start, start + len(block))
        if match["heading"]:
            blocks.append(Block(span, BlockKind.HEADING, len(match["heading"])))
        elif match["title"]:
            blocks.append(Block(span, BlockKind.TITLE, 1))
        elif match["indent"] is not None:
            blocks.append(Block(span, BlockKind.LIST_ITEM, len(match["indent"]) // 2 + 1))
        elif match["speaker"]:
            blocks.append(Block(span, BlockKind.TURN, speaker=match["speaker"]))
        else:
            blocks.append(Block(span, BlockKind.PARAGRAPH))
        text.append(block)
        length = start + len(block) + 1
    document = Document("d", "\n".join(text), tuple(blocks), "0" * 64, "d", people=tuple(people))
    reading = Reading.of(document)
    doc = _pipeline.make_doc(reading.text)
    attributes.set_blocks(doc, reading)
    doc = _pipeline(doc)
    order = sorted(mentions, key=lambda name: mentions[name][0].span)
    entities = tuple(
        Entity(f"e{number}", types[name], name, mentions=tuple(mentions[name]))
        for number, name in enumerate(order, 1)
    )
    spans = []
    for entity in entities:
        for mention in entity.mentions:
            range_ = reading.range(mention.span)
            assert range_ is not None
            tokens = doc.char_span(
                *range_, label=entity.type, span_id=entity.id, alignment_mode="expand"
            )
            assert tokens is not None
            spans.append(tokens)
    doc._.entities = entities
    attributes.set_mentions(doc, spans)
    return doc


def relations_in(marked: str, people: Sequence[Contributor] = ()) -> tuple[Relation, ...]:
    """The relations of a marked document."""
    relations: tuple[Relation, ...] = RelationReader()(marked_doc(marked, people))._.relations
    return relations


def triples(marked: str, people: Sequence[Contributor] = ()) -> set[Triple]:
    """Its relations as names of subject and object with the predicate between."""
    doc = RelationReader()(marked_doc(marked, people))
    names = entities_by_name(doc)
    return {(names[r.subject], str(r.predicate), names[r.object]) for r in doc._.relations}


def entities_by_name(doc: Doc) -> dict[str, str]:
    """The name of each entity by its id."""
    return {entity.id: entity.name for entity in doc._.entities}
