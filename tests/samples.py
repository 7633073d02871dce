"""Small extractions made by hand, for tests that need a graph to look at."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from claimgraph.graph.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    ClaimType,
    Contributor,
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

__all__ = ["AGENTS", "EVALUATION", "interview", "note", "place"]

EVALUATION = VocabularyEntry((EntityType.CONCEPT,), "evaluation", aliases=("evals",))
AGENTS = VocabularyEntry(
    (EntityType.CONCEPT, EntityType.MODEL),
    "AI agent",
    aliases=("agents", "software agent"),
    broader=((EntityType.CONCEPT, "evaluation"),),
    identifiers=("aio:ActiveLearning", "arxiv:1706.03762"),
)

_INTERVIEW = (
    "Ada Park: Agents may run experiments by 2028.\n"
    "Ada Park, who leads Northwind Labs, said that they will not replace evals.\n"
)
_NOTE = "Northwind Labs trained Skua-2. Agents need evaluation."


def place(text: str, words: str, nth: int = 0) -> Span:
    """Where `words` stand in `text` for the first time, or after `nth` times before."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def interview() -> Extraction:
    """A turn and a report of the same speaker; one prediction, and one claim within another."""
    text = _INTERVIEW
    turn, report = place(text, text.split("\n")[0]), place(text, text.split("\n")[1])
    predicted = place(text, "Agents may run experiments by 2028.")
    rejected = place(text, "they will not replace evals")
    document = Document(
        name="interview",
        text=text,
        blocks=(
            Block(turn, BlockKind.TURN, speaker="Ada Park", start_time=12.5, end_time=18, page=1),
            Block(report, BlockKind.PARAGRAPH, page=2),
        ),
        sha256=sha256(text.encode()).hexdigest(),
        location="talks/interview.txt",
        title="Talking to Ada Park",
        published="2026-06-25",
        people=(Contributor("Ada Park", "guest"), Contributor("Northwind Press", "publisher")),
        source="https://example.org/interview",
        licence="all rights reserved",
        description="An invented conversation.",
    )
    return Extraction(
        document=document,
        entities=(
            _entity("e1", EntityType.PERSON, "Ada Park", document, "Ada Park", "Ada Park"),
            replace(
                _entity("e2", EntityType.CONCEPT, "AI agent", document, "Agents"),
                types=(EntityType.CONCEPT, EntityType.MODEL),
                entry=AGENTS.key,
                confidence=0.75,
            ),
            _entity("e3", EntityType.ORGANIZATION, "Northwind Labs", document, "Northwind Labs"),
            replace(
                _entity("e4", EntityType.CONCEPT, "evaluation", document, "evals"),
                entry=EVALUATION.key,
            ),
        ),
        relations=(
            Relation(
                "e1",
                Predicate.AFFILIATED_WITH,
                "e3",
                role="leads",
                evidence=(place(text, "Ada Park, who leads Northwind Labs"),),
                confidence=0.9,
            ),
        ),
        claims=(
            Claim(
                id="c1",
                span=predicted,
                text=predicted.of(text),
                claimant="e1",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.PREDICTION,
                quote=True,
                hedged=True,
                about=("e2",),
                date="2028",
                cue=place(text, "Ada Park:"),
                hedge=place(text, "may"),
                date_cue=place(text, "2028"),
                confidence=0.8,
            ),
            Claim(id="c2", span=report, text=report.of(text), confidence=0.5),
            Claim(
                id="c3",
                span=rejected,
                text=rejected.of(text),
                claimant="e1",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.PREDICTION,
                negated=True,
                about=("e2", "e4"),
                cue=place(text, "said that"),
                negation=place(text, "not"),
                reported_by=("author",),
                within="c2",
            ),
        ),
        extractor={"version": "0.1.0", "vocabulary": "none"},
        vocabulary=(AGENTS, EVALUATION),
    )


def note() -> Extraction:
    """A document without metadata that shares an entity and a vocabulary entry with the other."""
    document = Document(
        name="note",
        text=_NOTE,
        blocks=(Block(Span(0, len(_NOTE)), BlockKind.PARAGRAPH),),
        sha256=sha256(_NOTE.encode()).hexdigest(),
        location="note.txt",
    )
    return Extraction(
        document=document,
        entities=(
            _entity("e1", EntityType.ORGANIZATION, "Northwind Labs", document, "Northwind Labs"),
            _entity("e2", EntityType.MODEL, "Skua-2", document, "Skua-2"),
            replace(
                _entity("e3", EntityType.CONCEPT, "evaluation", document, "evaluation"),
                entry=EVALUATION.key,
            ),
        ),
        relations=(
            Relation("e1", Predicate.DEVELOPED, "e2", evidence=(place(_NOTE, _NOTE[:30]),)),
        ),
        claims=(Claim("c1", place(_NOTE, _NOTE[31:]), _NOTE[31:], about=("e3",)),),
        extractor={"version": "0.1.0", "vocabulary": "none"},
        vocabulary=(EVALUATION,),
    )


def _entity(
    identifier: str, type_: EntityType, name: str, document: Document, *words: str
) -> Entity:
    """An entity that is mentioned by these words, the same words each time at the next place."""
    spans = [
        place(document.text, word, words[:index].count(word)) for index, word in enumerate(words)
    ]
    return Entity(
        identifier,
        (type_,),
        name,
        mentions=tuple(Mention(span, span.of(document.text)) for span in spans),
    )
