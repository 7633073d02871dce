from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

import pytest
from spacy.tokens import Doc

from claimgraph.extract import attributes
from claimgraph.extract.components.claims import ClaimReader
from claimgraph.extract.components.discourse import Discourse
from claimgraph.extract.pipeline import COMPONENTS, PipelineSettings, load_pipeline
from claimgraph.extract.readers.text import parse_text
from claimgraph.extract.reading import Reading
from claimgraph.graph.model import (
    Claim,
    Contributor,
    Document,
    Entity,
    EntityType,
    Mention,
    Span,
)

Names = Mapping[str, EntityType]
Read = Callable[..., tuple[Claim, ...]]


def make_document(text: str, *, published: str | None = None, guest: str | None = None) -> Document:
    return Document(
        name="sample",
        text=text,
        blocks=tuple(parse_text(text).blocks),
        sha256=sha256(text.encode()).hexdigest(),
        location="sample.txt",
        published=published,
        people=(Contributor(guest, "guest"),) if guest else (),
    )


def find_all(text: str, name: str) -> list[Span]:
    spans, start = [], text.find(name)
    while start >= 0:
        spans.append(Span(start, start + len(name)))
        start = text.find(name, start + len(name))
    return spans


def make_entities(text: str, names: Names) -> tuple[Entity, ...]:
    """One entity for each name; behind a ``|`` stand other names of the same."""
    taken: list[Span] = []
    entities = []
    for number, (known, kind) in enumerate(names.items(), 1):
        mentions = []
        for name in sorted(known.split("|"), key=len, reverse=True):
            for span in find_all(text, name):
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                    mentions.append(Mention(span, name))
        name, *aliases = known.split("|")
        entities.append(
            Entity(f"e{number}", (kind,), name, tuple(aliases), tuple(sorted(mentions)))
        )
    return tuple(entities)


@pytest.fixture(scope="session")
def make_doc() -> Callable[[Document, Names], Doc]:
    nlp = load_pipeline(PipelineSettings(exclude=COMPONENTS[1:]))

    def made(document: Document, names: Names) -> Doc:
        reading = Reading.of(document)
        doc = nlp.make_doc(reading.text)
        attributes.set_blocks(doc, reading)
        doc = nlp(doc)
        entities = make_entities(document.text, names)
        spans = []
        for entity in entities:
            for mention in entity.mentions:
                if found := reading.range(mention.span):
                    span = doc.char_span(
                        *found, label=entity.type.value, span_id=entity.id, alignment_mode="expand"
                    )
                    assert span is not None
                    spans.append(span)
        attributes.set_mentions(doc, spans)
        doc._.entities = entities
        return doc

    return made


@pytest.fixture(scope="session")
def read(make_doc: Callable[[Document, Names], Doc]) -> Read:
    """Reads the claims of a text whose names are given."""

    def claims(text: str, names: Names | None = None, **known: str) -> tuple[Claim, ...]:
        doc = make_doc(make_document(text, **known), names or {})
        found: tuple[Claim, ...] = ClaimReader()(doc)._.claims
        return found

    return claims


@pytest.fixture(scope="session")
def discourse(
    make_doc: Callable[[Document, Names], Doc],
) -> Callable[..., Discourse]:
    def made(text: str, names: Names | None = None, **known: str) -> Discourse:
        return Discourse.of(make_doc(make_document(text, **known), names or {}))

    return made
