"""Claims as the store gives them, made of their words; and documents that hold one claim each."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from claimgraph.graph.claims import FoundClaim
from claimgraph.graph.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    ClaimType,
    Document,
    Entity,
    EntityType,
    Extraction,
    Mention,
    Span,
)

from ..samples import place

__all__ = ["found", "says"]

BASE = "https://claimgraph.example/"
_PLAIN = FoundClaim(
    iri=f"{BASE}claim/1",
    claimant=f"{BASE}person/ines-corvo",
    claimant_name="Ines Corvo",
    type=ClaimType.OPINION,
    words="",
    attribution=Attribution.EXPLICIT,
    negated=False,
    hedged=False,
    quotation=True,
    target_date=None,
    date_words=None,
    condition=None,
    least_probability=None,
    greatest_probability=None,
    reported_by=(),
    within=None,
    within_words=None,
    attribution_cue=None,
    negation_cue=None,
    hedge_cue=None,
    negation_scope=None,
    hedge_scope=None,
    about=(),
    topics=(),
    document=f"{BASE}document/1",
    document_title="A talk",
    published="2025-03",
    source=None,
    location="talk.txt",
    start=0,
    end=10,
    page=None,
    start_time=None,
    end_time=None,
    speaker=None,
)


def found(words: str, **known: Any) -> FoundClaim:
    """A claim of these words; ``no`` is its negation cue, ``may`` its hedge."""
    if (cue := known.pop("no", None)) is not None:
        known |= {"negated": True, "negation_cue": cue}
    if (cue := known.pop("may", None)) is not None:
        known |= {"hedged": True, "hedge_cue": cue}
    return replace(_PLAIN, words=words, **known)


def says(
    name: str,
    words: str,
    *,
    about: dict[str, EntityType],
    published: str | None = None,
    source: str | None = None,
    speaker: EntityType = EntityType.PERSON,
    no: str | None = None,
    **known: Any,
) -> Extraction:
    """A document in which someone says one sentence, about things that it names."""
    text = f"{name}: {words}"
    span = place(text, words)
    names = {name: speaker, **about}
    entities = tuple(
        Entity(f"e{i}", (kind,), known_as, mentions=(Mention(place(text, known_as), known_as),))
        for i, (known_as, kind) in enumerate(names.items(), 1)
    )
    claim = Claim(
        "c1",
        span,
        words,
        claimant="e1",
        attribution=Attribution.EXPLICIT,
        quote=True,
        about=tuple(entity.id for entity in entities[1:]),
        negated=no is not None,
        negation=place(text, no) if no else None,
        **known,
    )
    document = Document(
        name=name,
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.TURN, speaker=name, start_time=5.0),),
        sha256=sha256(f"{text} {published}".encode()).hexdigest(),
        location=f"{name} {published}.txt",
        title=f"{name} in {published}",
        published=published,
        source=source,
    )
    return Extraction(document, entities, (), (claim,), extractor={"version": "0.1.0"})
