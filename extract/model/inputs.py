"""What the model's heads on claims and relations are told beside the encoder's states.

All of it is read off the Doc as the rules left it, so that training and use see the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ...graph.model import AUTHOR, SIGNATURES, Claim, EntityType
from ..components.claims import Candidate
from ..components.discourse import fold
from ..components.voices import VoiceKind
from .anaphors import anaphors
from .labels import BLOCKS, CLAIM_TYPES, PREDICATES
from .places import TYPES, Numbers, Places

__all__ = [
    "CLAIMANTS",
    "CLAIM_FEATURES",
    "HOLDER_FEATURES",
    "PAIR_FEATURES",
    "Holders",
    "Pair",
    "claim_features",
    "holders",
    "pair_ranges",
    "pairs",
    "previous_claims",
]

Vector = NDArray[np.float32]

CLAIMANTS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.WORK})
"""Types whose entities can hold a view."""

_PERSON = TYPES.index(EntityType.PERSON)
_ABLE = np.array([*(kind in CLAIMANTS for kind in TYPES), True])  # the last for the writer
_SPOKEN = (VoiceKind.SPEAKER, VoiceKind.RECORDING)

_VOICES = tuple(VoiceKind)
_SENTENCES = (0, 1, 2, 4, 8)  # distances, in sentences, up to which a bucket goes
_WORDS = (1, 3, 6, 10, 18, 30)
_NEARBY = 3  # sentences between two names that may be related
_CLOSE = 4  # sentences back to a name that a pronoun may mean
_OPENING = 4  # characters up to a name that opens a claim
_REACH = 4  # sentences from a name to a claim that its bearer may hold
_TITLE = 3  # sentences: the title of a text, and what follows it
_AROUND = 8  # words before and behind a pair
_FAR = 99  # sentences to a name that is not there
_RANK = 1000  # a sentence between two names counts as so many words
_STATED = 9999  # the rank of a pair that the rules relate and that is not named nearby

CLAIM_FEATURES = 8 + len(CLAIM_TYPES) + len(_VOICES) + len(BLOCKS)
HOLDER_FEATURES = 26 + len(TYPES) + 2 * (len(_SENTENCES) + 1)
PAIR_FEATURES = 4 + 2 * len(TYPES) + 2 * len(PREDICATES) + (len(_WORDS) + 1) + len(BLOCKS)


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


@dataclass(frozen=True, slots=True)
class Holders:
    """The entities that may be a claim's claimant or what it is about, the writer first.

    Attributes:
        entities: their ids, `AUTHOR` for the writer.
        tokens: for each the first token of the mention nearest to the claim, -1 for none.
        features: of shape (holders, `HOLDER_FEATURES`).
        can_claim: whether each can be the claimant: by its type, and because it is named near the
            claim, or often, or the rules take it for one whose view is given.
        near: whether the claim may be about each: it is named in it, shortly before, in the heading
            or most often of its type, or the claim before was about it by the rules.
    """

    entities: tuple[str, ...]
    tokens: Numbers
    features: Vector
    can_claim: NDArray[np.bool_]
    near: NDArray[np.bool_]


def previous_claims(candidates: Sequence[Candidate]) -> list[Claim | None]:
    """For each candidate the last claim before it that the rules propose."""
    found: list[Claim | None] = [None]
    for candidate in candidates[:-1]:
        found.append(candidate.claim if candidate.proposed else found[-1])
    return found[: len(candidates)]


def holders(places: Places, candidate: Candidate, before: Claim | None) -> Holders:
    """All that may be a candidate's claimant or topic, the writer first.

    Args:
        places: of the Doc.
        candidate: the stretch.
        before: the claim before it, see `previous_claims`.
    """
    start, end = candidate.place
    claim, voice = candidate.claim, candidate.voice
    inside, within, ahead, behind = places.around(start, end)
    nearest = np.where(within >= 0, within, np.where(ahead >= 0, ahead, behind))
    first, last = places.sentence(start), places.sentence(max(start, end - 1))
    gone = np.where(ahead >= 0, first - _at(places.sentences, ahead), _FAR)
    comes = np.where(behind >= 0, _at(places.sentences, behind) - last, _FAR)
    shares = places.counts / max(1, places.counts.max())
    person = places.best == _PERSON
    rows = len(places.rows)

    def named(*ids: str | None) -> Vector:
        hot = np.zeros(rows, dtype=np.float32)
        hot[[places.rows[name] for name in ids if name in places.rows]] = 1
        return hot

    about, guest = named(*claim.about), named(voice.guest)
    spoken_of = named(*before.about) if before else np.zeros(rows, dtype=np.float32)
    previous = before.claimant if before else AUTHOR
    headed = places.headed(start)
    leading = np.zeros((rows, 3), dtype=np.float32)
    leading[places.leading, np.arange(len(places.leading))] = 1
    typed = places.best[:, None] == np.arange(len(TYPES))
    meant = anaphors(fold(claim.text))
    latest = np.full(len(TYPES) + 1, -1)  # the last for the writer
    np.maximum.at(latest, places.best, ahead)
    columns = (
        named(AUTHOR),
        named(claim.claimant),
        named(voice.claimant),
        guest,
        named(previous),
        about,
        named(*claim.reported_by),
        inside > 0,
        inside > 1,
        (within >= 0) & (_at(places.chars, within) - start < _OPENING),
        shares,
        (shares == 1) & person,
        named(voice.claimant if voice.kind in _SPOKEN else None),
        leading[:, 0],
        leading[:, 1],
        (places.firsts >= 0) & (_at(places.sentences, places.firsts) < _TITLE),
        typed @ meant.called,
        np.where(person, meant.person, meant.thing),
        np.full(rows, meant.several),
        np.full(rows, meant.own),
        (ahead >= 0) & (ahead == ahead.max()),
        (ahead >= 0) & (ahead == latest[places.best]),
        (ahead >= 0) & _at(places.opens, ahead),
        places.foremost,
        headed,
        spoken_of,
    )
    features = np.concatenate(
        [
            np.stack(columns, axis=1),
            typed,
            _buckets(gone, _SENTENCES),
            _buckets(comes, _SENTENCES),
        ],
        axis=1,
        dtype=np.float32,
    )
    near = (
        (inside > 0)
        | (gone <= _CLOSE)
        | (about > 0)
        | (guest > 0)
        | (spoken_of > 0)
        | headed
        | (places.foremost & (ahead >= 0))
    )
    near[0] = False
    likely = named(AUTHOR, claim.claimant, voice.claimant, voice.guest, previous)
    reachable = (
        (inside > 0) | (gone <= _REACH) | (comes <= _REACH) | (likely > 0) | leading.any(axis=1)
    )
    return Holders(
        tuple(places.rows),
        np.where(nearest >= 0, _at(places.starts, nearest), -1),
        features,
        _ABLE[places.best] & reachable,
        near,
    )


def _at(values: NDArray[Any], mentions: Numbers) -> NDArray[Any]:
    """The values of mentions; of no mention, -1, any."""
    return values[mentions] if len(values) else mentions


def _buckets(distances: Numbers, limits: tuple[int, ...]) -> Vector:
    """For each distance a row that is 1 in one column: that of the first limit not below it."""
    hot = np.zeros((len(distances), len(limits) + 1), dtype=np.float32)
    hot[np.arange(len(distances)), np.searchsorted(limits, distances)] = 1
    return hot


@dataclass(frozen=True, slots=True)
class Pair:
    """Two named entities that a text may relate, by two of their mentions.

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


def pair_ranges(ends: NDArray[np.integer], count: int) -> Numbers:
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


def pairs(places: Places, most: int = 1) -> list[Pair]:
    """The pairs of entities that are named in one sentence or in two that follow each other, and
    those that the rules relate, sorted by their ids.

    Args:
        places: of the Doc.
        most: how often a pair may be given: by its nearest mentions, and by the nearest of those
            in other sentences.
    """
    ids = tuple(places.rows)
    stated: dict[tuple[int, int], list[int]] = {}
    for relation in places.doc._.relations:
        if relation.subject in places.rows and relation.object in places.rows:
            key = places.rows[relation.subject], places.rows[relation.object]
            stated.setdefault(key, []).append(PREDICATES.index(relation.predicate))
    nearest = _nearest(places, most)
    for key in stated:
        subject, object_ = places.firsts[list(key)].tolist()
        if subject >= 0 and object_ >= 0:
            nearest.setdefault(key, [(subject, object_, _STATED)])
    kinds = [frozenset(), *(frozenset(places.entities[name].types) for name in ids[1:])]
    found = [
        (key, place, allowed)
        for key in sorted(nearest)
        if (allowed := _allowed(kinds[key[0]], kinds[key[1]])).any()
        for place in nearest[key]
    ]
    if not found:
        return []
    keys = np.array([key for key, _, _ in found])
    subjects, objects, ranks = np.array([place for _, place, _ in found]).T
    said = np.zeros((2, len(found), len(PREDICATES)), dtype=np.float32)
    for number, (key, _, _) in enumerate(found):
        said[0, number, stated.get(key, [])] = 1
        said[1, number, stated.get(key[::-1], [])] = 1
    starts, ends = places.starts[subjects], places.ends[subjects]
    other_starts, other_ends = places.starts[objects], places.ends[objects]
    gap = np.maximum(0, np.maximum(starts, other_starts) - np.minimum(ends, other_ends))
    typed = np.array([[kind in own for kind in TYPES] for own in kinds])
    features = np.concatenate(
        [
            np.stack(
                [ranks < _RANK, starts < other_starts, ranks == _STATED, np.log1p(gap) / 4], axis=1
            ),
            typed[keys[:, 0]],
            typed[keys[:, 1]],
            *said,
            _buckets(gap, _WORDS),
            _blocks(places.doc, starts),
        ],
        axis=1,
        dtype=np.float32,
    )
    return [
        Pair(ids[key[0]], ids[key[1]], one, other, row, allowed)
        for (key, _, allowed), one, other, row in zip(
            found,
            zip(starts.tolist(), ends.tolist(), strict=True),
            zip(other_starts.tolist(), other_ends.tolist(), strict=True),
            features,
            strict=True,
        )
    ]


def _nearest(places: Places, most: int) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
    """For the rows of two entities that are named near each other their nearest mentions, at
    most so many, no two of them in the same sentences.

    The third value is how far these are apart: the words between them, and `_RANK` for each
    sentence; of equally near ones, the first mention of the first row is taken.
    """
    owners, sentences = places.owners, places.sentences
    mentions = np.arange(len(owners))
    partners = np.searchsorted(sentences, sentences + _NEARBY, side="right") - mentions - 1
    one = np.repeat(mentions, partners)
    other = np.arange(len(one)) - np.repeat(np.cumsum(partners) - partners, partners) + one + 1
    unequal = owners[one] != owners[other]
    one, other = one[unequal], other[unequal]
    ranks = (sentences[other] - sentences[one]) * _RANK + places.starts[other] - places.ends[one]
    subjects, objects = np.concatenate([one, other]), np.concatenate([other, one])
    ranks = np.concatenate([ranks, ranks])
    order = np.lexsort((objects, subjects, ranks))
    columns = (
        *(owners[side[order]].tolist() for side in (subjects, objects)),
        *(sentences[side[order]].tolist() for side in (subjects, objects)),
        *(column[order].tolist() for column in (subjects, objects, ranks)),
    )
    nearest: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    taken: set[tuple[int, int, int, int]] = set()
    for *where, subject, object_, rank in zip(*columns, strict=True):
        row, other_row, *_ = where
        found = nearest.setdefault((row, other_row), [])
        if len(found) < most and tuple(where) not in taken:
            taken.add(tuple(where))
            found.append((subject, object_, rank))
    return nearest


@cache
def _allowed(subject: frozenset[EntityType], object_: frozenset[EntityType]) -> NDArray[np.bool_]:
    """For each of `PREDICATES` whether it may hold between things of these types."""
    return np.array(
        [
            bool(SIGNATURES[predicate][0] & subject) and bool(SIGNATURES[predicate][1] & object_)
            for predicate in PREDICATES
        ]
    )


def _blocks(doc: Doc, tokens: Numbers) -> Vector:
    """For each token a row that is 1 in the column of its block's kind, 0 outside of blocks."""
    starts = [block.start for block in doc._.blocks]
    kinds = np.array([*(BLOCKS.index(block.block.kind) for block in doc._.blocks), -1])
    kind = kinds[np.searchsorted(starts, tokens, side="right") - 1]
    hot: Vector = (kind[:, None] == np.arange(len(BLOCKS))).astype(np.float32)
    return hot
