"""Hypothesis strategies for the central types: any valid value, hostile text included."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from hypothesis import strategies as st

from claimgraph.graph.model import (
    AUTHOR,
    SIGNATURES,
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
    Relation,
    Span,
    VocabularyEntry,
)

__all__ = ["documents", "extractions", "names", "spans_in", "texts", "vocabulary_entries"]

HOSTILE = (
    "<script>alert(1)</script>",
    '"quoted" \\ back\\slash',
    "'; DROP GRAPH <x>; --",
    "] } . <http://example.org/> ?x $this",
    "%20%zz#char=0,1?&amp;",
    "\u202eright to left\u202c",
    "e\u0301 \u00e9 \u212b \ufb01 \U0001f469\u200d\U0001f52c",
    "line one\r\nline two\ttab\u2028\u0085end",
    "\x00\x07\x1b\x7f",
    "{{template}} ${shell} `tick`",
    "=1+1",
    "\u4eba\u5de5\u667a\u80fd",
    "..",
    "GPT-4.1 \u2010 \u2014 o\u2019clock",
)
DATES = ("2028", "2028-03", "2028-03-31", "2016/2017", "2028-03/..", "203X", "2028-21", "2020~")
ROLES = ("author", "host", "guest", "interviewer", "speaker", "editor", "publisher", "illustrator")


def texts(min_size: int = 0, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text without lone surrogates, which no encoding of Unicode can hold."""
    characters = st.characters(exclude_categories=["Cs"])
    return st.one_of(
        st.sampled_from(HOSTILE).filter(lambda text: min_size <= len(text)),
        st.text(characters, min_size=min_size, max_size=max_size),
        st.text("abc -.,'\n", min_size=min_size, max_size=max_size),
    )


def names() -> st.SearchStrategy[str]:
    """Text with something to see in it, and no white space around it."""
    return texts(1).map(str.strip).filter(bool)


@st.composite
def spans_in(draw: st.DrawFn, text: str) -> Span:
    """A range of `text`, which is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document whose hash is that of its text."""
    text = " ".join(draw(st.lists(texts(1), min_size=1, max_size=6)))
    return Document(
        name=draw(names()),
        text=text,
        blocks=tuple(draw(_blocks(text))),
        sha256=sha256(text.encode()).hexdigest(),
        location=draw(st.sampled_from(["a.txt", "b/c.md", "https://example.org/d"]) | names()),
        media_type=draw(st.sampled_from(["text/plain", "text/vtt", "application/pdf"])),
        title=draw(st.none() | names()),
        published=draw(st.none() | st.sampled_from(DATES)),
        people=tuple(draw(st.lists(_contributors(), max_size=3, unique=True))),
        source=draw(st.none() | st.just("https://example.org/a?b=c") | names()),
        licence=draw(st.none() | st.just("https://example.org/l") | names()),
        description=draw(st.none() | names()),
    )


@st.composite
def _blocks(draw: st.DrawFn, text: str) -> list[Block]:
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True).map(sorted))
    blocks = []
    for start, end in pairwise(cuts):
        begin = draw(st.none() | st.floats(0, 9999))
        blocks.append(
            Block(
                span=Span(start, end),
                kind=draw(st.sampled_from(BlockKind)),
                speaker=draw(st.none() | names()),
                start_time=begin,
                end_time=None if begin is None else draw(st.none() | st.just(begin + 1.5)),
                page=draw(st.none() | st.integers(1, 9)),
            )
        )
    return blocks


def _contributors() -> st.SearchStrategy[Contributor]:
    return st.builds(Contributor, name=names(), role=st.sampled_from(ROLES))


def _probabilities() -> st.SearchStrategy[tuple[float, float]]:
    bounds = st.tuples(st.floats(0, 1), st.floats(0, 1))
    return bounds.map(lambda pair: (min(pair), max(pair)))


def _confidences() -> st.SearchStrategy[float]:
    return st.floats(0, 1, exclude_min=True)


@st.composite
def vocabulary_entries(draw: st.DrawFn) -> tuple[VocabularyEntry, ...]:
    """Methods and concepts with all that is broader than them, sorted by key."""
    found: dict[tuple[EntityType, str], VocabularyEntry] = {}
    for name in draw(st.lists(names(), max_size=4, unique=True)):
        type_ = draw(st.sampled_from([EntityType.METHOD, EntityType.CONCEPT]))
        broader = (
            draw(st.lists(st.sampled_from(sorted(found)), max_size=2, unique=True)) if found else []
        )
        found[type_, name] = VocabularyEntry(
            types=(type_,),
            name=name,
            aliases=tuple(sorted(set(draw(st.lists(names(), max_size=2))) - {name})),
            broader=tuple(broader),
            identifiers=tuple(draw(st.sets(st.sampled_from(["aio:A", "arxiv:1706.03762"])))),
        )
    return tuple(found[key] for key in sorted(found))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """A valid extraction: what it refers to is in it, and relations hold between fair types."""
    document = draw(documents())
    vocabulary = draw(vocabulary_entries())
    count = draw(st.integers(0, 5))
    entities = tuple(
        draw(_entities(f"e{number}", document.text, vocabulary)) for number in range(1, count + 1)
    )
    extraction = Extraction(
        document=document,
        entities=entities,
        extractor={"version": "0.1.0", "settings": draw(texts())},
        vocabulary=vocabulary,
    )
    claims: list[Claim] = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        claims.append(draw(_claims(f"c{number}", extraction, claims)))
    return replace(extraction, relations=tuple(draw(_relations(extraction))), claims=tuple(claims))


@st.composite
def _entities(
    draw: st.DrawFn, identifier: str, text: str, vocabulary: tuple[VocabularyEntry, ...]
) -> Entity:
    types = draw(st.lists(st.sampled_from(EntityType), min_size=1, max_size=3, unique=True))
    name = draw(names())
    entry = None
    linked: bool = draw(st.booleans())
    if vocabulary and linked:
        entry = draw(st.sampled_from([entry.key for entry in vocabulary]))
        types, name = [entry[0], *(type_ for type_ in types[:2] if type_ != entry[0])], entry[1]
    spans = draw(st.lists(spans_in(text), min_size=1, max_size=3, unique=True).map(sorted))
    return Entity(
        id=identifier,
        types=tuple(types),
        name=name,
        aliases=tuple(sorted(set(draw(st.lists(names(), max_size=2))) - {name})),
        mentions=tuple(Mention(span, span.of(text)) for span in spans),
        entry=entry,
        local=entry is None and draw(st.booleans()),
        same_as=tuple(draw(st.sets(st.just("https://example.org/same")))),
        confidence=draw(_confidences()),
    )


@st.composite
def _relations(draw: st.DrawFn, extraction: Extraction) -> list[Relation]:
    fair = [
        (subject.id, predicate, object_.id)
        for predicate, (subjects, objects) in SIGNATURES.items()
        for subject in extraction.entities
        for object_ in extraction.entities
        if subjects & set(subject.types) and objects & set(object_.types)
    ]
    if not fair:
        return []
    text = extraction.document.text
    return [
        Relation(
            *triple,
            role=draw(st.none() | names()),
            evidence=tuple(sorted(draw(st.sets(spans_in(text), min_size=1, max_size=2)))),
            confidence=draw(_confidences()),
        )
        for triple in draw(st.lists(st.sampled_from(fair), max_size=4, unique=True))
    ]


@st.composite
def _claims(
    draw: st.DrawFn, identifier: str, extraction: Extraction, earlier: list[Claim]
) -> Claim:
    text = extraction.document.text
    ids = [entity.id for entity in extraction.entities]
    claimants = st.sampled_from([AUTHOR, *ids])
    cues = st.none() | spans_in(text)
    return Claim(
        id=identifier,
        span=draw(spans_in(text)),
        text=draw(names()),
        claimant=draw(claimants),
        attribution=draw(st.sampled_from(Attribution)),
        type=draw(st.sampled_from(ClaimType)),
        quote=draw(st.booleans()),
        negated=draw(st.booleans()),
        hedged=draw(st.booleans()),
        about=tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))) if ids else (),
        date=draw(st.none() | st.sampled_from(DATES)),
        cue=draw(cues),
        negation=draw(cues),
        hedge=draw(cues),
        condition=draw(cues),
        date_cue=draw(cues),
        probability=draw(st.none() | _probabilities()),
        reported_by=tuple(draw(st.lists(claimants, max_size=2, unique=True))),
        within=draw(st.sampled_from([None, *(claim.id for claim in earlier)])),
        confidence=draw(_confidences()),
    )
