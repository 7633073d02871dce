"""The attributes that the pipeline's components read and write on spaCy's Doc and Token.

Doc:
    reading: the `Reading` whose text the Doc holds; set before the first component runs.
    texts: the text of every token, a tuple.
    blocks: a `BlockRange` of token indices for each block of the document, in order; the white
        space between blocks belongs to none.
    encoding: the encoder's scores of the words, a `model.runtime.Encoding`; None without it.
    lower_words: kept by `components.shapes.lower_words`; None until it is asked for.
    entities: what the resolver found, a tuple of `Entity`.
    entity_of: the same by id.
    relations: a tuple of `Relation`.
    claims: a tuple of `Claim`.
    claim_candidates: a tuple of `components.claims.Candidate`, the claims among them.

Token:
    block: index of the token's block in ``doc._.blocks``; white space counts to the block before.

``doc.spans["mentions"]`` holds the mentions, disjoint and sorted; ``span.label_`` is an
`EntityType` value, ``span.kb_id_`` is ``Type:name`` of a vocabulary entry where there is a link,
and ``span.id_`` is the id of the entity once it is resolved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from ..graph.model import Entity, EntityType, VocabularyEntry
from .reading import BlockRange, Reading

__all__ = [
    "MENTIONS",
    "entry_key",
    "mention",
    "mentions",
    "opening_words",
    "register",
    "sentence_openings",
    "set_blocks",
    "set_mentions",
]

MENTIONS = "mentions"
"""Key of the mentions in ``doc.spans``."""


def register() -> None:
    """Make the attributes known to spaCy; harmless when they are."""
    if Doc.has_extension("reading"):
        return
    Doc.set_extension("reading", default=None)
    Doc.set_extension("texts", default=())
    Doc.set_extension("blocks", default=())
    Doc.set_extension("lower_words", default=None)
    Doc.set_extension("encoding", default=None)
    Doc.set_extension("entities", default=())
    Doc.set_extension("entity_of", getter=_entity_of)
    Doc.set_extension("relations", default=())
    Doc.set_extension("claims", default=())
    Doc.set_extension("claim_candidates", default=())
    Token.set_extension("block", getter=_block_of)


def set_blocks(doc: Doc, reading: Reading) -> None:
    """Attach `reading` to a Doc that was made of its text, and its blocks as token ranges."""
    strings = doc.vocab.strings
    columns = doc.to_array(["ORTH", "SPACY"])
    texts = tuple(strings[orth] for orth in columns[:, 0].tolist())
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + columns[:, 1].astype(np.int64)
    starts = (np.cumsum(lengths) - lengths).tolist()
    ranges = []
    for block in reading.blocks:
        start = bisect_right(starts, block.start - 1)
        ranges.append(BlockRange(block.block, start, bisect_right(starts, block.end - 1)))
    doc._.reading = reading
    doc._.texts = texts
    doc._.blocks = tuple(ranges)


def sentence_openings(doc: Doc) -> list[int]:
    """The characters at which sentences begin; much quicker than ``doc.sents``."""
    opened = doc.to_array("SENT_START") == 1
    opened[:1] = True
    return [doc[start].idx for start in np.flatnonzero(opened).tolist()]


def opening_words(doc: Doc, words: NDArray[np.intp]) -> list[int]:
    """The indices among the words of those that open a sentence; the first always does.

    Where white space opens a sentence, the word behind it does.

    Args:
        doc: whose sentences are set.
        words: the indices of its tokens that are words.
    """
    opened = np.cumsum(doc.to_array("SENT_START") == 1)[words]
    return [0, *(np.flatnonzero(np.diff(opened)) + 1).tolist()] if len(words) else []


def mentions(doc: Doc) -> Sequence[Span]:
    """The mentions found so far, disjoint and sorted."""
    return list(doc.spans.get(MENTIONS, ()))


def set_mentions(doc: Doc, spans: Iterable[Span]) -> None:
    """Make `spans` the mentions and the named entities of the Doc.

    Raises:
        ValueError: if two of them overlap.
    """
    ordered = sorted(spans, key=lambda span: span.start)
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise ValueError(f"mentions overlap: {one.text!r} and {other.text!r}")
    doc.spans[MENTIONS] = ordered
    doc.set_ents(ordered)


def mention(span: Span, kind: EntityType, entry: VocabularyEntry | None = None) -> Span:
    """A mention of that type at `span`, linked to `entry`."""
    linked = f"{entry.types[0]}:{entry.name}" if entry else ""
    return Span(span.doc, span.start, span.end, label=kind, kb_id=linked)


def entry_key(span: Span) -> tuple[EntityType, str] | None:
    """Key of the vocabulary entry that a mention is linked to."""
    kind, parted, name = span.kb_id_.partition(":")
    return (EntityType(kind), name) if parted else None


def _entity_of(doc: Doc) -> dict[str, Entity]:
    return {entity.id: entity for entity in doc._.entities}


def _block_of(token: Token) -> int:
    return bisect_right(token.doc._.blocks, token.i, key=_start) - 1


def _start(block: BlockRange) -> int:
    return block.start
