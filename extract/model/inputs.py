"""What the model's heads on claims and relations are told beside the encoder's states.

All of it is read off the Doc as the rules left it, so that training and use see the same.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ...graph.model import AUTHOR, SIGNATURES, Entity, EntityType
from ..attributes import mentions
from ..components.claims import Candidate
from ..components.voices import VoiceKind
from .labels import BLOCKS, CLAIM_TYPES, PREDICATES, RULE_TAGS
from .words import FEATURES, Features, shape

__all__ = [
    "CLAIMANTS",
    "CLAIM_FEATURES",
    "HOLDER_FEATURES",
    "PAIR_FEATURES",
    "Holder",
    "Pair",
    "Places",
    "claim_features",
    "holders",
    "pair_ranges",
    "pairs",
    "previous_claimants",
    "word_features",
    "words_of",
]

Vector = NDArray[np.float32]

CLAIMANTS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.WORK})
"""Types whose entities can hold a view."""

_TYPES = tuple(EntityType)
_VOICES = tuple(VoiceKind)
_SENTENCES = (0, 1, 2, 4, 8)  # distances, in sentences, up to which a bucket goes
_WORDS = (1, 3, 6, 10, 18, 30)
_NEARBY = 3  # sentences between two names that may be related
_AROUND = 8  # words before and behind both
_LEADING = 3  # persons whom a text is most about
_OPENING = 3  # sentences
_REACH = 4  # sentences from a name to a claim that its bearer may hold
_QUOTES = {'"': None, "\u201c": True, "\u201d": False}

CLAIM_FEATURES = 8 + len(CLAIM_TYPES) + len(_VOICES) + len(BLOCKS)
HOLDER_FEATURES = 19 + 2 * (len(_SENTENCES) + 1)
PAIR_FEATURES = 4 + 2 * len(_TYPES) + 2 * len(PREDICATES) + (len(_WORDS) + 1) + len(BLOCKS)


def words_of(doc: Doc) -> NDArray[np.intp]:
    """The indices of the tokens that are words, which all that are no white space are."""
    return np.flatnonzero(doc.to_array("IS_SPACE") == 0)


def word_features(doc: Doc) -> Features:
    """The features of every token of `doc`, of shape (tokens, features); see `words.FEATURES`."""
    features = np.zeros((len(doc), len(FEATURES)), dtype=np.int64)
    features[:, 1] = len(BLOCKS)
    for block in doc._.blocks:
        features[block.start : block.end, 1] = BLOCKS.index(block.block.kind)
    features[:, 2] = RULE_TAGS.index("O")
    for span in mentions(doc):
        inside = RULE_TAGS.index(f"I-{span.label_}")
        features[span.start : span.end, 2] = inside
        features[span.start, 2] = inside - 1
    forms, form = np.unique(doc.to_array("ORTH"), return_inverse=True)
    texts = [doc.vocab.strings[int(orth)] for orth in forms]
    shapes = np.array([[shape(text, first=first) for first in (False, True)] for text in texts])
    opens_sentence = doc.to_array("SENT_START") == 1
    features[:, 0] = shapes.reshape(-1, 2)[form, opens_sentence.astype(np.intp)]
    quotes = {
        int(token): _QUOTES[text]
        for number, text in enumerate(texts)
        if text in _QUOTES
        for token in np.flatnonzero(form == number)
    }
    for start, end in _quoted(quotes, {block.end for block in doc._.blocks}, len(doc)):
        features[start:end, 3] = True
    return features


def _quoted(
    quotes: Mapping[int, bool | None], ends: Set[int], count: int
) -> Iterator[tuple[int, int]]:
    """The ranges of tokens in quotation marks, with the mark that closes each.

    Args:
        quotes: for each mark's token whether it opens; None if that is seen from what is open.
        ends: of the blocks, which close what is open.
        count: of the tokens.
    """
    opened: int | None = None
    for token in sorted(ends | quotes.keys()):
        if token in ends and opened is not None:
            yield opened, token
            opened = None
        if token in quotes:
            opens = quotes[token]
            if opened is None and opens is not False:
                opened = token + 1
            elif opened is not None and not opens:
                yield opened, token + 1
                opened = None
    if opened is not None:
        yield opened, count


def claim_features(candidate: Candidate) -> Vector:
    """What the rules say of a stretch that may be a claim, of length `CLAIM_FEATURES`."""
    claim = candidate.claim
    flags = (
        candidate.proposed,
        claim.negated,
        claim.hedged,
        claim.quote,
        claim.attribution == "explicit",
        claim.claimant == AUTHOR,
        claim.within is not None,
    )
    return np.array(
        [
            *flags,
            min(2.0, (candidate.place[1] - candidate.place[0]) / 150),
            *(claim.type == kind for kind in CLAIM_TYPES),
            *(candidate.voice.kind == kind for kind in _VOICES),
            *(candidate.kind == kind for kind in BLOCKS),
        ],
        dtype=np.float32,
    )


def _is_person(entity: Entity | None) -> bool:
    return entity is not None and entity.type is EntityType.PERSON


class Places:
    """Where the entities of a Doc are named, in its order."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.spans = [span for span in mentions(doc) if span.id_]
        self.starts = [span.start_char for span in self.spans]
        self.sentence_starts = [sentence.start_char for sentence in doc.sents]
        self.entities: dict[str, Entity] = doc._.entity_of
        self.counts: dict[str, int] = {}
        self.of: dict[str, list[int]] = {}
        for number, span in enumerate(self.spans):
            self.counts[span.id_] = self.counts.get(span.id_, 0) + 1
            self.of.setdefault(span.id_, []).append(number)
        self.leading = sorted(
            (name for name in self.of if _is_person(self.entities.get(name))),
            key=lambda name: (-self.counts[name], self.of[name][0]),
        )[:_LEADING]

    def opens(self, name: str) -> bool:
        """Whether the entity is named in the title or what follows it."""
        return self.sentence(self.starts[self.of[name][0]]) < _OPENING

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds the character at `offset`."""
        return bisect_right(self.sentence_starts, offset) - 1


@dataclass(frozen=True, slots=True)
class Holder:
    """An entity, or the writer, that may be a claim's claimant or what it is about.

    Attributes:
        entity: its id, or `AUTHOR`.
        token: the first token of the mention nearest to the claim, -1 where there is none.
        features: of length `HOLDER_FEATURES`.
        can_claim: whether it can be the claimant.
        near: whether it is named in the claim or so near before that a pronoun may mean it.
    """

    entity: str
    token: int
    features: Vector
    can_claim: bool
    near: bool


def previous_claimants(candidates: Sequence[Candidate]) -> list[str]:
    """For each candidate the claimant, by the rules, of the last that they propose before it;
    `AUTHOR` where there is none."""
    found = [AUTHOR]
    for candidate in candidates[:-1]:
        found.append(candidate.claim.claimant if candidate.proposed else found[-1])
    return found[: len(candidates)]


def holders(places: Places, candidate: Candidate, before: str) -> list[Holder]:
    """All that may be a candidate's claimant or topic, the writer first.

    Args:
        places: of the Doc.
        candidate: the stretch.
        before: the claimant of the claim before it, see `previous_claimants`.
    """
    start, end = candidate.place
    claim, voice = candidate.claim, candidate.voice
    first, last = places.sentence(start), places.sentence(max(start, end - 1))
    opening = bisect_left(places.starts, start)
    names = sorted({span.id_ for span in places.spans} | set(places.entities))
    most = max(places.counts.values(), default=1)
    likely = {claim.claimant, voice.claimant, voice.guest, before, *places.leading}
    result = [
        Holder(
            AUTHOR,
            -1,
            _holder_features(AUTHOR, candidate, before, None, 0, 0, 0, 0.0, False, _LEADING, False),
            True,
            False,
        )
    ]
    for name in names:
        entity = places.entities.get(name)
        if entity is None:
            continue
        numbers = places.of.get(name, [])
        inside = [n for n in numbers if start <= places.starts[n] < end]
        ahead = [n for n in numbers if n < opening]
        behind = [n for n in numbers if places.starts[n] >= end]
        number = inside[0] if inside else ahead[-1] if ahead else behind[0] if behind else -1
        gone = first - places.sentence(places.starts[ahead[-1]]) if ahead else 99
        comes = places.sentence(places.starts[behind[0]]) - last if behind else 99
        features = _holder_features(
            name,
            candidate,
            before,
            entity.type,
            len(inside),
            gone,
            comes,
            places.counts.get(name, 0) / most,
            bool(inside) and places.starts[inside[0]] - start < 4,
            places.leading.index(name) if name in places.leading else _LEADING,
            bool(numbers) and places.opens(name),
        )
        reachable = bool(inside) or gone <= _REACH or comes <= _REACH or name in likely
        result.append(
            Holder(
                name,
                places.spans[number].start if number >= 0 else -1,
                features,
                entity.type in CLAIMANTS and reachable,
                bool(inside) or gone <= 2 or name in claim.about or name == voice.guest,
            )
        )
    return result


def _holder_features(
    name: str,
    candidate: Candidate,
    before: str,
    kind: EntityType | None,
    inside: int,
    gone: int,
    comes: int,
    share: float,
    opens: bool,
    rank: int,
    early: bool,
) -> Vector:
    claim, voice = candidate.claim, candidate.voice
    return np.array(
        [
            name == AUTHOR,
            kind is EntityType.PERSON,
            kind is EntityType.ORGANIZATION,
            kind is EntityType.WORK,
            name == claim.claimant,
            name == voice.claimant,
            name == voice.guest,
            name == before,
            name in claim.about,
            name in claim.reported_by,
            inside > 0,
            inside > 1,
            opens,
            share,
            share == 1.0 and kind is EntityType.PERSON,
            voice.kind in (VoiceKind.SPEAKER, VoiceKind.RECORDING) and name == voice.claimant,
            rank == 0,
            rank == 1,
            early,
            *_bucket(gone if name != AUTHOR else 99, _SENTENCES),
            *_bucket(comes if name != AUTHOR else 99, _SENTENCES),
        ],
        dtype=np.float32,
    )


def _bucket(distance: int, limits: tuple[int, ...]) -> list[float]:
    hot = [0.0] * (len(limits) + 1)
    hot[bisect_left(limits, distance)] = 1.0
    return hot


@dataclass(frozen=True, slots=True)
class Pair:
    """Two named entities that a text may relate, by their nearest mentions.

    Attributes:
        subject: id of an entity.
        object: id of another.
        subject_span: tokens of the subject's mention, first and behind the last.
        object_span: those of the object's.
        features: of length `PAIR_FEATURES`.
        allowed: for each of `PREDICATES` whether it may hold between their types.
    """

    subject: str
    object: str
    subject_span: tuple[int, int]
    object_span: tuple[int, int]
    features: Vector
    allowed: NDArray[np.bool_]


def pair_ranges(ends: NDArray[np.integer], count: int) -> NDArray[np.intp]:
    """The stretches of words that are read of pairs of mentions.

    Args:
        ends: for each pair the words of the subject's mention and of the object's, first and
            behind the last, (pairs, 4).
        count: of the words of the text.

    Returns:
        Words, first and behind the last, (pairs, 5, 2): of the subject, of the object, between
        them, before both, behind both.
    """
    a, b, c, d = ends.T
    first, last = np.minimum(a, c), np.maximum(b, d)
    low = np.minimum(b, d)
    bounds = (
        (a, b),
        (c, d),
        (low, np.maximum(low, np.maximum(a, c))),
        (np.maximum(0, first - _AROUND), first),
        (last, np.minimum(count, last + _AROUND)),
    )
    return np.stack([np.stack(pair, axis=-1) for pair in bounds], axis=1).astype(np.intp)


def pairs(places: Places) -> Iterator[Pair]:
    """The pairs of entities that are named in one sentence or in two that follow each other, and
    those that the rules relate; each pair once, by its nearest mentions."""
    doc = places.doc
    sentence = [places.sentence(start) for start in places.starts]
    nearest: dict[tuple[str, str], tuple[int, int, int]] = {}
    for one, span in enumerate(places.spans):
        for other in range(one + 1, len(places.spans)):
            apart = sentence[other] - sentence[one]
            if apart > _NEARBY:
                break
            partner = places.spans[other]
            if partner.id_ == span.id_:
                continue
            rank = apart * 1000 + partner.start - span.end
            for key, value in (
                ((span.id_, partner.id_), (rank, one, other)),
                ((partner.id_, span.id_), (rank, other, one)),
            ):
                if key not in nearest or value < nearest[key]:
                    nearest[key] = value
    stated: dict[tuple[str, str], set[str]] = {}
    for relation in doc._.relations:
        key = (relation.subject, relation.object)
        stated.setdefault(key, set()).add(relation.predicate)
        if key not in nearest and key[0] in places.of and key[1] in places.of:
            nearest[key] = (9999, places.of[key[0]][0], places.of[key[1]][0])
    for (subject, object_), (rank, one, other) in sorted(nearest.items()):
        if subject not in places.entities or object_ not in places.entities:
            continue
        types = set(places.entities[subject].types), set(places.entities[object_].types)
        allowed = np.array(
            [
                bool(SIGNATURES[p][0] & types[0]) and bool(SIGNATURES[p][1] & types[1])
                for p in PREDICATES
            ]
        )
        if not allowed.any():
            continue
        first, second = places.spans[one], places.spans[other]
        gap = max(0, max(first.start, second.start) - min(first.end, second.end))
        block = doc[first.start]._.block
        hot = [0.0] * len(BLOCKS)
        if block >= 0:
            hot[BLOCKS.index(doc._.blocks[block].block.kind)] = 1.0
        said = stated.get((subject, object_), set())
        reverse = stated.get((object_, subject), set())
        features = np.array(
            [
                rank < 1000,
                first.start < second.start,
                rank == 9999,
                math.log1p(gap) / 4,
                *(kind in types[0] for kind in _TYPES),
                *(kind in types[1] for kind in _TYPES),
                *(predicate in said for predicate in PREDICATES),
                *(predicate in reverse for predicate in PREDICATES),
                *_bucket(gap, _WORDS),
                *hot,
            ],
            dtype=np.float32,
        )
        yield Pair(
            subject,
            object_,
            (first.start, first.end),
            (second.start, second.end),
            features,
            allowed,
        )
