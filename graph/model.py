"""The central types: what a reader makes, what extraction makes of it, what the graph is made of.

All are frozen and hold only standard-library types, so that they pass between rooms, processes
and threads unchanged. The terms are those of the annotation guideline (docs/guideline.md).

Offsets are half-open ranges of Unicode code points into ``Document.text``, everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

__all__ = [
    "AUTHOR",
    "SIGNATURES",
    "Attribution",
    "Block",
    "BlockKind",
    "Claim",
    "ClaimType",
    "Contributor",
    "Document",
    "Entity",
    "EntityType",
    "Extraction",
    "Mention",
    "Predicate",
    "Relation",
    "Span",
    "VocabularyEntry",
]

AUTHOR = "author"
"""The claimant of a document's own statements; never the id of an entity."""


class EntityType(StrEnum):
    """What a named thing is."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    METHOD = "Method"
    MODEL = "Model"
    BENCHMARK = "Benchmark"
    CONCEPT = "Concept"
    WORK = "Work"
    EVENT = "Event"


class Predicate(StrEnum):
    """How two entities are related; `SIGNATURES` says between which types."""

    AFFILIATED_WITH = "affiliatedWith"
    FOUNDED = "founded"
    DEVELOPED = "developed"
    USES = "uses"
    EVALUATED_ON = "evaluatedOn"
    BROADER = "broader"
    APPLIED_TO = "appliedTo"
    PARTICIPATED_IN = "participatedIn"
    PART_OF = "partOf"


class ClaimType(StrEnum):
    """What kind of proposition a claim puts forward."""

    FACT = "fact"
    OPINION = "opinion"
    PREDICTION = "prediction"
    RECOMMENDATION = "recommendation"
    PLAN = "plan"


class Attribution(StrEnum):
    """Whether the sentence itself says whose view it gives."""

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"


class BlockKind(StrEnum):
    """What part of a document a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "listItem"
    QUOTE = "quote"
    TURN = "turn"
    FURNITURE = "furniture"


_PERSON = frozenset({EntityType.PERSON})
_ORGANIZATION = frozenset({EntityType.ORGANIZATION})
_WORK = frozenset({EntityType.WORK})
_CONCEPT = frozenset({EntityType.CONCEPT})
_BENCHMARK = frozenset({EntityType.BENCHMARK})
_ACTORS = _PERSON | _ORGANIZATION
_TECHNICAL = frozenset({EntityType.METHOD, EntityType.MODEL})
_SERIES = _ORGANIZATION | _WORK

SIGNATURES: Mapping[Predicate, tuple[frozenset[EntityType], frozenset[EntityType]]] = (
    MappingProxyType(
        {
            Predicate.AFFILIATED_WITH: (_PERSON, _ORGANIZATION),
            Predicate.FOUNDED: (_PERSON, _ORGANIZATION),
            Predicate.DEVELOPED: (_ACTORS, _TECHNICAL | _BENCHMARK | _WORK | _CONCEPT),
            Predicate.USES: (_TECHNICAL | _ACTORS, _TECHNICAL),
            Predicate.EVALUATED_ON: (_TECHNICAL | _ORGANIZATION, _BENCHMARK),
            Predicate.BROADER: (
                _TECHNICAL | _CONCEPT | _BENCHMARK,
                frozenset({EntityType.METHOD}) | _CONCEPT,
            ),
            Predicate.APPLIED_TO: (_TECHNICAL, _CONCEPT),
            Predicate.PARTICIPATED_IN: (_PERSON, _WORK | {EntityType.EVENT}),
            Predicate.PART_OF: (_SERIES, _SERIES),
        }
    )
)
"""For each predicate, the types its subject and its object may have."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``text[start:end]``; never empty.

    >>> Span(0, 4).of("GPT-4")
    'GPT-'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Reject ranges that select nothing.

        Raises:
            ValueError: if the range is empty, reversed or starts before 0.
        """
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of `text` that the span selects."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span; a span contains itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One structural part of a document.

    Blocks are disjoint and sorted; text between them is white space or markup.

    Attributes:
        span: the block's text, without surrounding white space; a speaker label, bullet or
            heading mark at its start belongs to the span and is listed in `hidden`.
        kind: what part of the document it is.
        level: depth of a heading or list item, 1 at the top; 0 for other kinds.
        speaker: who speaks, as the document names them, in a turn whose speaker is known.
        speaker_span: where that name stands, when it stands inside the block.
        start_time: when it is said, in seconds from the start of the recording.
        end_time: when it ends, in the same unit.
        page: the page it starts on, counted from 1, in paged formats.
        hidden: disjoint, sorted ranges inside `span` that are not read as words: markup, bullets,
            speaker labels, time stamps, cue numbers, addresses.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    speaker: str | None = None
    speaker_span: Span | None = None
    start_time: float | None = None
    end_time: float | None = None
    page: int | None = None
    hidden: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or organization that had a part in the document.

    Attributes:
        name: as the metadata gives it.
        role: lower-case noun: ``author``, ``host``, ``guest``, ``interviewer``, ``speaker``,
            ``editor``, ``publisher``, ``translator``.
    """

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read: its text, the parts of the text, and what is known about it.

    Attributes:
        name: short name, the file's stem; not necessarily unique.
        text: the text that all offsets refer to. For plain text, Markdown and other text that is
            read as it stands, exactly the decoded file; for HTML, PDF, Word, subtitles and JSON
            transcripts, the text that the reader made, Unicode as in the source.
        blocks: the parts of the text, disjoint and sorted.
        sha256: hash of the source's bytes, hexadecimal.
        location: where the source lies, as a POSIX path or an address; see `graph.ingest`.
        media_type: of the source, such as ``text/plain``.
        title: of the work.
        published: ISO 8601 date, month or year to the precision known, such as ``2026-06``.
        people: contributors in the order the source gives them.
        source: address or citation of the original.
        licence: of the text, as the source states it.
        description: one or two sentences that the metadata gives.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    location: str
    media_type: str = "text/plain"
    title: str | None = None
    published: str | None = None
    people: tuple[Contributor, ...] = ()
    source: str | None = None
    licence: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where an entity is named; ``text`` is exactly ``Document.text`` at ``span``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing, as one document speaks of it.

    Attributes:
        id: ``e1``, ``e2``, ... in order of first mention; local to the extraction.
        types: one to three types that are fair, the best first.
        name: the preferred name.
        aliases: other names it has in the document or the vocabulary, sorted, without `name`.
        mentions: where it is named, sorted.
        entry: preferred name of the vocabulary entry it was linked to, with its type.
        local: whether the name alone does not identify it beyond the document (a bare surname);
            such an entity gets an IRI of its own in each document.
        same_as: IRIs of the same thing elsewhere.
        confidence: of type and identity together, in (0, 1].
    """

    id: str
    types: tuple[EntityType, ...]
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entry: tuple[EntityType, str] | None = None
    local: bool = False
    same_as: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def type(self) -> EntityType:
        """The best of its types."""
        return self.types[0]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that the document states between two of its entities.

    Attributes:
        subject: id of an entity.
        predicate: how they are related.
        object: id of an entity.
        role: the part the subject plays, in the document's words (``CEO``, ``host``).
        evidence: spans that state it, sorted, at least one.
        confidence: in (0, 1].
    """

    subject: str
    predicate: Predicate
    object: str
    role: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition that someone puts forward in the document.

    Attributes:
        id: ``c1``, ``c2``, ... in text order; local to the extraction.
        span: where it stands.
        text: its words as a reader sees them: markup hidden, white space collapsed.
        claimant: id of an entity, or `AUTHOR`.
        attribution: whether the sentence has a cue for the claimant.
        type: kind of proposition.
        quote: whether it is the claimant's own words.
        negated: whether it is grammatically negated, or rejects a stated claim.
        hedged: whether it carries a modal or adverb of uncertainty.
        about: ids of the entities it is about, in order of first mention in it.
        date: ISO 8601 date or period the proposition is about, such as ``2028-03``, ``2016/2017``.
        cue: where the words stand that attribute it.
        negation: where the negating words stand.
        hedge: where the hedging words stand.
        negation_scope: where the clause stands that is negated, those words included.
        hedge_scope: where the clause stands that is uncertain, those words included.
        condition: where the condition stands that it holds under, its opening word included.
        date_cue: where the words stand that say for when; they may be there without a `date`,
            where they count from a day that the document does not tell.
        probability: the least and greatest probability that its words give it as a number, in
            [0, 1], equal where they give one.
        reported_by: claimants through whom the document has it, outermost first.
        within: id of the claim it is embedded in.
        confidence: in (0, 1].
    """

    id: str
    span: Span
    text: str
    claimant: str = AUTHOR
    attribution: Attribution = Attribution.IMPLICIT
    type: ClaimType = ClaimType.FACT
    quote: bool = False
    negated: bool = False
    hedged: bool = False
    about: tuple[str, ...] = ()
    date: str | None = None
    cue: Span | None = None
    negation: Span | None = None
    hedge: Span | None = None
    negation_scope: Span | None = None
    hedge_scope: Span | None = None
    condition: Span | None = None
    date_cue: Span | None = None
    probability: tuple[float, float] | None = None
    reported_by: tuple[str, ...] = ()
    within: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """One entry of the vocabulary: a thing that is known before any document is read.

    Attributes:
        types: the type of its file first, then others that are fair.
        name: preferred name.
        aliases: other names, sorted.
        broader: preferred names of the entries it is a kind, variant or part of.
        identifiers: compact IRIs such as ``aio:ActiveLearning`` or ``arxiv:1706.03762``.
    """

    types: tuple[EntityType, ...]
    name: str
    aliases: tuple[str, ...] = ()
    broader: tuple[tuple[EntityType, str], ...] = ()
    identifiers: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[EntityType, str]:
        """What `Entity.entry` holds for an entity that is linked to this entry."""
        return self.types[0], self.name


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document.

    Attributes:
        document: the document itself.
        entities: in order of first mention.
        relations: sorted by subject, predicate, object as they were found in the text.
        claims: in text order.
        extractor: version and settings of what made it; equal values on equal documents mean
            equal extractions.
        vocabulary: the entries that its entities are linked to, with all entries broader than
            them, sorted by key.
    """

    document: Document
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    extractor: Mapping[str, str] = field(default_factory=dict)
    vocabulary: tuple[VocabularyEntry, ...] = ()

    def entity(self, identifier: str) -> Entity:
        """The entity with that id.

        Raises:
            KeyError: if there is none.
        """
        for entity in self.entities:
            if entity.id == identifier:
                return entity
        raise KeyError(identifier)
