"""What the model's heads on claims and relations are told beside the encoder's states.

All of it is read off the Doc as the rules left it, so that training and use see the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    "Pairs",
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
_SUBJECTS, _OBJECTS = (
    np.array([[kind in SIGNATURES[predicate][end] for predicate in PREDICATES] for kind in TYPES])
    for end in (0, 1)
)
"""For each of `TYPES` and `PREDICATES` whether it may be of the subject, and of the object."""

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


def claim_features(candidates: Sequence[Candidate]) -> Vector:
    """What the rules say of stretches that may be claims, (candidates, `CLAIM_FEATURES`)."""
    flags = [
        (
            candidate.proposed,
            candidate.claim.negated,
            candidate.claim.hedged,
            candidate.claim.quote,
            candidate.claim.attribution == "explicit",
            candidate.claim.claimant == AUTHOR,
            candidate.claim.within is not None,
            min(2.0, (candidate.place[1] - candidate.place[0]) / 150),
        )
        for candidate in candidates
    ]
    return np.concatenate(
        [
            np.array(flags).reshape(-1, 8),
            _hot([CLAIM_TYPES.index(one.claim.type) for one in candidates], len(CLAIM_TYPES)),
            _hot([_VOICES.index(one.voice.kind) for one in candidates], len(_VOICES)),
            _hot([BLOCKS.index(one.kind) for one in candidates], len(BLOCKS)),
        ],
        axis=1,
        dtype=np.float32,
    )


@dataclass(frozen=True, slots=True)
class Holders:
    """The entities that may be the claimants of claims or what these are about, the writer first.

    Attributes:
        entities: their ids, `AUTHOR` for the writer.
        tokens: for each claim and entity the first token of the mention nearest to the claim, -1
            for none; (claims, entities), as all that follows.
        features: (claims, entities, `HOLDER_FEATURES`).
        inside: whether the entity is named in the claim.
        can_claim: whether it can be the claimant: by its type, and because it is named near the
            claim, or often, or the rules take it for one whose view is given.
        near: whether the claim may be about it: it is named in it, shortly before, in the heading
            or most often of its type, or the claim before was about it by the rules.
    """

    entities: tuple[str, ...]
    tokens: Numbers
    features: Vector
    inside: NDArray[np.bool_]
    can_claim: NDArray[np.bool_]
    near: NDArray[np.bool_]


def previous_claims(candidates: Sequence[Candidate]) -> list[Claim | None]:
    """For each candidate the last claim before it that the rules propose."""
    found: list[Claim | None] = [None]
    for candidate in candidates[:-1]:
        found.append(candidate.claim if candidate.proposed else found[-1])
    return found[: len(candidates)]


def holders(
    places: Places, candidates: Sequence[Candidate], before: Sequence[Claim | None]
) -> Holders:
    """All that may be claimants or topics of candidates, the writer first.

    Args:
        places: of the Doc.
        candidates: the stretches.
        before: for each the claim before it, see `previous_claims`.
    """
    claims, voices = [one.claim for one in candidates], [one.voice for one in candidates]
    starts, ends = np.array([one.place for one in candidates], dtype=np.intp).reshape(-1, 2).T
    inside, within, ahead, behind = places.around(starts, ends)
    nearest = np.where(within >= 0, within, np.where(ahead >= 0, ahead, behind))
    first, last = places.sentence(starts), places.sentence(np.maximum(starts, ends - 1))
    gone = np.where(ahead >= 0, first[:, None] - _at(places.sentences, ahead), _FAR)
    comes = np.where(behind >= 0, _at(places.sentences, behind) - last[:, None], _FAR)
    shares = places.counts / max(1, places.counts.max())
    person = places.best == _PERSON

    def named(ids: Iterable[Iterable[str | None]]) -> NDArray[np.bool_]:
        """Of the ids that belong to each claim, whether the entities are among them."""
        hot = np.zeros(inside.shape, dtype=np.bool_)
        rows = places.rows
        found = [(claim, rows[i]) for claim, own in enumerate(ids) for i in own if i in rows]
        hot[*np.array(found, dtype=np.intp).reshape(-1, 2).T] = True
        return hot

    author = np.arange(inside.shape[1]) == places.rows[AUTHOR]
    claimant = named((claim.claimant,) for claim in claims)
    holder = named((voice.claimant,) for voice in voices)
    guest = named((voice.guest,) for voice in voices)
    previous = named((one.claimant if one else AUTHOR,) for one in before)
    spoken_of = named(one.about if one else () for one in before)
    headed = places.headed(starts)
    about = named(claim.about for claim in claims)
    spoken = np.array([voice.kind in _SPOKEN for voice in voices], dtype=np.bool_)
    leading = _hot(np.append(places.leading, (-1, -1)), inside.shape[1]).T
    typed = _hot(places.best, len(TYPES))
    meant = [anaphors(fold(claim.text)) for claim in claims]
    called = np.array([one.called for one in meant]).reshape(-1, len(TYPES))
    one_person, thing, several, own = np.array([one[1:] for one in meant]).reshape(-1, 4).T
    latest = np.full((len(TYPES) + 1, len(claims)), -1)  # the last for the writer
    np.maximum.at(latest, places.best, ahead.T)
    columns = (
        author,
        claimant,
        holder,
        guest,
        previous,
        about,
        named(one.reported_by for one in claims),
        inside > 0,
        inside > 1,
        (within >= 0) & (_at(places.chars, within) - starts[:, None] < _OPENING),
        shares,
        (shares == 1) & person,
        holder & spoken[:, None],
        leading[:, 0],
        leading[:, 1],
        (places.firsts >= 0) & (_at(places.sentences, places.firsts) < _TITLE),
        called @ typed.T,
        np.where(person, one_person[:, None], thing[:, None]),
        several[:, None],
        own[:, None],
        (ahead >= 0) & (ahead == ahead.max(axis=1, keepdims=True)),
        (ahead >= 0) & (ahead == latest.T[:, places.best]),
        (ahead >= 0) & _at(places.opens, ahead),
        places.foremost,
        headed,
        spoken_of,
        *typed.T,
    )
    features = np.empty((*inside.shape, HOLDER_FEATURES), dtype=np.float32)
    for number, column in enumerate(columns):
        features[..., number] = column
    features[..., len(columns) :] = np.concatenate(
        [_buckets(gone, _SENTENCES), _buckets(comes, _SENTENCES)], axis=-1
    )
    near = (inside > 0) | (gone <= _CLOSE) | about | guest | spoken_of | headed
    near |= places.foremost & (ahead >= 0)
    near[:, 0] = False
    reachable = (inside > 0) | (gone <= _REACH) | (comes <= _REACH) | leading.any(axis=1)
    likely = author | claimant | holder | guest | previous
    return Holders(
        tuple(places.rows),
        np.where(nearest >= 0, _at(places.starts, nearest), -1),
        features,
        inside > 0,
        _ABLE[places.best] & (reachable | likely),
        near,
    )


def _at(values: NDArray[Any], mentions: Numbers) -> NDArray[Any]:
    """The values of mentions; of no mention, -1, any."""
    return values[mentions] if len(values) else mentions


def _hot(columns: Sequence[int] | Numbers, count: int) -> NDArray[np.bool_]:
    """Rows of `count` truth values, each true in one of the columns; in none at -1."""
    hot: NDArray[np.bool_] = np.asarray(columns, dtype=np.intp)[..., None] == np.arange(count)
    return hot


def _buckets(distances: Numbers, limits: tuple[int, ...]) -> NDArray[np.bool_]:
    """For each distance a row that is true in one column: of the first limit not below it."""
    return _hot(np.searchsorted(limits, distances), len(limits) + 1)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Named entities that a text may relate, two by two, by two of their mentions.

    Attributes:
        names: the ids of subject and object of each pair.
        spans: tokens of the subject's mention, first and behind the last, and of the object's,
            (pairs, 4).
        features: (pairs, `PAIR_FEATURES`).
        allowed: for each of `PREDICATES` whether it may hold between their types, (pairs, 9).
    """

    names: tuple[tuple[str, str], ...]
    spans: Numbers
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


def pairs(places: Places, most: int = 1) -> Pairs:
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
    mentioned, ranks = _nearest(places, list(stated), most)
    keys = places.owners[mentioned]
    typed = np.zeros((len(ids), len(TYPES)), dtype=np.bool_)
    for name, row in list(places.rows.items())[1:]:
        typed[row, [TYPES.index(kind) for kind in places.entities[name].types]] = True
    allowed = (typed @ _SUBJECTS)[keys[:, 0]] & (typed @ _OBJECTS)[keys[:, 1]]
    possible = allowed.any(axis=1)
    mentioned, ranks, keys, allowed = (a[possible] for a in (mentioned, ranks, keys, allowed))
    said = np.zeros((2, len(keys), len(PREDICATES)), dtype=np.float32)
    for number, (subject, object_) in enumerate(keys.tolist() if stated else ()):
        for way, key in enumerate(((subject, object_), (object_, subject))):
            if key in stated:
                said[way, number, stated[key]] = 1
    starts, ends = places.starts[mentioned], places.ends[mentioned]
    gap = np.maximum(0, starts.max(axis=1) - ends.min(axis=1))
    features = np.concatenate(
        [
            np.stack(
                [
                    ranks < _RANK,
                    starts[:, 0] < starts[:, 1],
                    ranks == _STATED,
                    np.log1p(gap) / 4,
                ],
                axis=1,
            ),
            typed[keys[:, 0]],
            typed[keys[:, 1]],
            *said,
            _buckets(gap, _WORDS),
            _blocks(places.doc, starts[:, 0]),
        ],
        axis=1,
        dtype=np.float32,
    )
    return Pairs(
        tuple((ids[subject], ids[object_]) for subject, object_ in keys.tolist()),
        np.stack([starts, ends], axis=2).reshape(-1, 4),
        features,
        allowed,
    )


def _nearest(
    places: Places, stated: Sequence[tuple[int, int]], most: int
) -> tuple[Numbers, Numbers]:
    """The nearest mentions of two entities, (pairs, 2), sorted by their rows, and how far these
    are apart: the words between them, and `_RANK` for each sentence.

    Of two entities at most so many, no two of them in the same sentences.

    Pairs are entities that are named near each other, and those whose rows are `stated`, which
    may be far apart, at `_STATED`. Of equally near mentions, the first of the first are taken.
    """
    owners, sentences = places.owners, places.sentences
    mentions = np.arange(len(owners))
    partners = np.searchsorted(sentences, sentences + _NEARBY, side="right") - mentions - 1
    one = np.repeat(mentions, partners)
    other = np.arange(len(one)) - np.repeat(np.cumsum(partners) - partners, partners) + one + 1
    unequal = owners[one] != owners[other]
    one, other = one[unequal], other[unequal]
    ranks = (sentences[other] - sentences[one]) * _RANK + places.starts[other] - places.ends[one]
    far = places.firsts[np.array(stated, dtype=np.intp).reshape(-1, 2)]
    far = far[(far >= 0).all(axis=1)]
    subjects = np.concatenate([one, other, far[:, 0]])
    objects = np.concatenate([other, one, far[:, 1]])
    ranks = np.concatenate([ranks, ranks, np.full(len(far), _STATED)])
    is_far = np.arange(len(ranks)) >= 2 * len(one)
    key = owners[subjects] * len(places.rows) + owners[objects]
    order = np.lexsort((objects, subjects, ranks, is_far, key))
    count = len(places.sentences) and int(sentences.max()) + 1
    where = (key * count + sentences[subjects]) * count + sentences[objects]
    order = order[np.sort(np.unique(where[order], return_index=True)[1])]
    opening = np.flatnonzero(np.diff(key[order], prepend=-1))
    nth = np.arange(len(order)) - np.repeat(opening, np.diff(opening, append=len(order)))
    nearest = order[(nth < most) & ~(is_far[order] & (nth > 0))]
    return np.stack([subjects[nearest], objects[nearest]], axis=1), ranks[nearest]


def _blocks(doc: Doc, tokens: Numbers) -> NDArray[np.bool_]:
    """For each token a row that is true in the column of its block's kind, nowhere outside."""
    starts = [block.start for block in doc._.blocks]
    kinds = np.array([*(BLOCKS.index(block.block.kind) for block in doc._.blocks), -1])
    return _hot(kinds[np.searchsorted(starts, tokens, side="right") - 1], len(BLOCKS))
