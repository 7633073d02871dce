"""The model's judgement of claims and relations, on top of what the rules propose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ...graph.model import AUTHOR, Attribution, Claim, Predicate, Relation, Span
from ..model.decoding import softmax
from ..model.inputs import (
    Holders,
    Pair,
    claim_features,
    holders,
    pair_ranges,
    pairs,
    previous_claims,
)
from ..model.labels import CLAIM_TYPES, PREDICATES
from ..model.places import Places
from ..model.runtime import Encoding, Model
from ..model.word_inputs import words_of
from .attribution import reporters
from .claims import Candidate, chosen
from .discourse import fold
from .encoder import encoding_of
from .mention_reader import MARK_GROUPS
from .scopes import with_scopes

__all__ = ["ClaimJudge", "RelationJudge"]

Array = NDArray[np.float32]

_HALF = 0.5
_PLACES = 2  # at which a pair is read; the surest tells
_PAIRS = 512  # pairs that are judged together: enough for speed, few enough for memory
_PROPOSED, _UNPROPOSED = 0.2, 0.8
"""How sure the model must be of a claim that the rules propose, and of another stretch."""

_OVERRULED, _OVERRULES = 0.05, 0.95
"""How sure the model must be that the rules are wrong on negation, hedging or quotation."""

_CLAIMED_BY, _TYPED = 0.6, 0.9
"""How sure the model must be of a claimant and of a type; where it is not, the rules' stand."""

_CLAIMED_BY_ANOTHER = 0.95
"""The same of a claimant in a text of which the rules know whose views it sums up."""

_ABOUT = 0.35
"""How sure the model must be that a claim is about an entity."""

_RELATED, _RELATED_TOO = 0.05, 0.7
"""How sure the model must be of a relation that the rules give, and of another."""

_AFFILIATED = PREDICATES.index(Predicate.AFFILIATED_WITH)
_FOUNDED = PREDICATES.index(Predicate.FOUNDED)
_ONE_WAY = frozenset({Predicate.BROADER, Predicate.PART_OF, Predicate.USES})


class ClaimJudge:
    """Sets ``doc._.claims`` anew from ``doc._.claim_candidates``.

    Decides which candidates are claims, their type, negation, hedging, quotation, attribution,
    claimant and topics. Spans, dates and nesting stay those of the rules.
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Judge the candidates of one document, in order."""
        candidates: tuple[Candidate, ...] = doc._.claim_candidates
        encoding = encoding_of(doc)
        if encoding is None or not candidates:
            return doc
        words = words_of(doc)
        states = np.stack([_pooled(doc, encoding, words, candidate) for candidate in candidates])
        features = np.stack([claim_features(candidate) for candidate in candidates])
        scores = self._model.claims(states, features)
        accepted = [
            row
            for row, candidate in enumerate(candidates)
            if _sigmoid(scores[row, 0]) >= (_PROPOSED if candidate.proposed else _UNPROPOSED)
        ]
        before = previous_claims(candidates)
        places = Places(doc)
        options = [holders(places, candidates[row], before[row]) for row in accepted]
        whole = np.concatenate([states, features], axis=1)[accepted]
        held = self._held(doc, whole, options)
        found = [
            _judged(doc, candidates[row], scores[row], own, table)
            for row, own, table in zip(accepted, options, held, strict=True)
        ]
        doc._.claims = chosen(found)
        return doc

    def _held(self, doc: Doc, claims: Array, options: Sequence[Holders]) -> list[Array]:
        """For each claim the scores of its holders, (holders, 2); minus infinity of those that
        are not asked about."""
        asked = [np.flatnonzero(one.can_claim | one.near) for one in options]
        if not asked:
            return []
        tokens = np.concatenate(
            [one.tokens[rows] for one, rows in zip(options, asked, strict=True)]
        )
        named = np.zeros((len(tokens), doc.tensor.shape[1]), dtype=np.float32)
        named[tokens >= 0] = doc.tensor[tokens[tokens >= 0]]
        features = [one.features[rows] for one, rows in zip(options, asked, strict=True)]
        counts = [len(rows) for rows in asked]
        scores = self._model.holders(
            np.repeat(claims, counts, axis=0), named, np.concatenate(features)
        )
        found = []
        parts = np.split(scores, np.cumsum(counts)[:-1])
        for one, rows, part in zip(options, asked, parts, strict=True):
            table = np.full((len(one.entities), 2), -np.inf, dtype=np.float32)
            table[rows] = part
            table[~one.can_claim, 0] = -np.inf
            table[~one.near, 1] = -np.inf
            found.append(table)
        return found


def _judged(doc: Doc, candidate: Candidate, row: Array, options: Holders, held: Array) -> Claim:
    """The claim with what the model says of it, its claimant and its topics."""
    sure = _sigmoid(row[:5])
    kinds = softmax(row[5:])
    claim = candidate.claim
    shares = softmax(np.where(_may_hold(doc, candidate, options), held[:, 0], -np.inf))
    best = int(shares.argmax())
    enough = _CLAIMED_BY if candidate.voice.guest is None else _CLAIMED_BY_ANOTHER
    if shares[best] < enough and claim.claimant in options.entities:
        ruled = options.entities.index(claim.claimant)
        best = ruled if options.can_claim[ruled] else best
    claimant = options.entities[best]
    about = np.flatnonzero(_sigmoid(held[:, 1]) >= _ABOUT)
    topics = sorted((int(options.tokens[topic]), options.entities[topic]) for topic in about)
    changed = claimant != claim.claimant
    explicit = claimant != AUTHOR and (
        sure[4] >= _HALF if changed else claim.attribution is Attribution.EXPLICIT
    )
    negated, hedged, quote = (
        _overruled(ruled, share)
        for ruled, share in zip((claim.negated, claim.hedged, claim.quote), sure[1:4], strict=True)
    )
    judged = replace(
        claim,
        type=CLAIM_TYPES[int(kinds.argmax())] if kinds.max() >= _TYPED else claim.type,
        claimant=claimant,
        attribution=Attribution.EXPLICIT if explicit else Attribution.IMPLICIT,
        negated=negated,
        hedged=hedged,
        quote=quote,
        about=tuple(entity for _, entity in topics),
        cue=_marked(doc, candidate, "cue", None if changed else claim.cue) if explicit else None,
        negation=_marked(doc, candidate, "negation", claim.negation) if negated else None,
        hedge=_marked(doc, candidate, "hedge", claim.hedge) if hedged else None,
        reported_by=reporters(claimant, candidate.voice) if changed else claim.reported_by,
        confidence=round(float(sure[0]) * float(shares[best]), 2),
    )
    if (judged.negation, judged.hedge) == (claim.negation, claim.hedge):
        return judged
    start, end = candidate.place
    reading = doc._.reading
    return with_scopes(judged, reading, start, fold(reading.text[start:end]))


def _may_hold(doc: Doc, candidate: Candidate, options: Holders) -> NDArray[np.bool_]:
    """Which of the holders can be the claimant, by where the claim stands.

    In a text that sums up what a guest says, whoever is neither the guest nor the writer holds
    what a sentence says only if it names them, or if the rules see why: not who asked the
    questions, however often that name comes up.
    """
    guest = candidate.voice.guest
    if guest is None:
        return np.ones(len(options.entities), dtype=np.bool_)
    start, end = candidate.place
    known = (AUTHOR, guest, candidate.claim.claimant)
    return np.array(
        [
            entity in known or (token >= 0 and start <= doc[token].idx < end)
            for entity, token in zip(options.entities, options.tokens.tolist(), strict=True)
        ]
    )


def _overruled(ruled: bool, share: float) -> bool:
    """What the rules say, unless the model is nearly certain of the opposite."""
    return bool(share > (_OVERRULED if ruled else _OVERRULES))


def _marked(doc: Doc, candidate: Candidate, mark: str, ruled: Span | None) -> Span | None:
    """Where the rules or else the model see the words of a mark in the candidate."""
    if ruled is not None:
        return ruled
    start, end = candidate.place
    for span in doc.spans.get(MARK_GROUPS[mark], ()):
        if start <= span.start_char and span.end_char <= end:
            found: Span = doc._.reading.span(span.start_char, span.end_char)
            return found
    return None


def _pooled(doc: Doc, encoding: Encoding, words: NDArray[np.intp], candidate: Candidate) -> Array:
    span = doc.char_span(*candidate.place, alignment_mode="expand")
    assert span is not None  # a candidate is made of tokens
    first, last = np.searchsorted(words, (span.start, span.end))
    states = encoding.hidden[first:last]
    return np.concatenate([states.mean(axis=0), states.max(axis=0)])


def _sigmoid(scores: Array) -> Array:
    result: Array = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return result


class RelationJudge:
    """Sets ``doc._.relations`` anew: those of the rules that the model holds with, and those that
    it finds between entities named near each other."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Judge the pairs of one document."""
        encoding = encoding_of(doc)
        if encoding is None:
            return doc
        options = pairs(Places(doc), _PLACES)
        ruled = {(r.subject, r.predicate, r.object): r for r in doc._.relations}
        judged = {(pair.subject, pair.object) for pair in options}
        kept = [r for r in doc._.relations if (r.subject, r.object) not in judged]
        groups = [options[first : first + _PAIRS] for first in range(0, len(options), _PAIRS)]
        if groups:
            words, total = words_of(doc), _sums(encoding.hidden)
            scores = np.concatenate(
                [
                    self._model.pairs(
                        _pair_states(words, total, group),
                        np.stack([pair.features for pair in group]),
                    )
                    for group in groups
                ]
            )
            kept += list(_related(doc, options, _sigmoid(scores), ruled))
        doc._.relations = tuple(sorted(kept, key=_place))
        return doc


def _related(
    doc: Doc,
    options: list[Pair],
    scores: Array,
    ruled: dict[tuple[str, Predicate, str], Relation],
) -> Iterator[Relation]:
    allowed = np.stack([pair.allowed for pair in options])
    scores = np.where(allowed, scores, 0).astype(np.float64)
    rows: dict[tuple[str, str], list[int]] = {}
    for row, pair in enumerate(options):
        rows.setdefault((pair.subject, pair.object), []).append(row)
    table = np.stack([scores[own].max(axis=0) for own in rows.values()])
    numbers = {key: number for number, key in enumerate(rows)}
    # Who founded it belongs to it.
    sure = table.copy()
    sure[:, _AFFILIATED] = np.maximum(table[:, _AFFILIATED], table[:, _FOUNDED])
    groups = list(rows.values())
    for number, column in np.argwhere(sure >= _RELATED).tolist():
        predicate, score = PREDICATES[column], float(sure[number, column])
        pair = options[max(groups[number], key=lambda row: scores[row, column])]
        back = numbers.get((pair.object, pair.subject))
        opposite = 0.0 if back is None else float(table[back, column])
        known = ruled.get((pair.subject, predicate, pair.object))
        if known is None and score < _RELATED_TOO:
            continue
        if predicate in _ONE_WAY and opposite > score:
            continue
        if known is not None:
            yield replace(known, confidence=round(score, 2))
        else:
            yield Relation(
                pair.subject,
                predicate,
                pair.object,
                evidence=(_evidence(doc, pair),),
                confidence=round(score, 2),
            )


def _evidence(doc: Doc, pair: Pair) -> Span:
    """The sentences that name both, from the first to the last."""
    first, last = sorted((pair.subject_span, pair.object_span))
    start = doc[first[0]].sent.start_char
    end = doc[last[1] - 1].sent.end_char
    found: Span = doc._.reading.span(start, end)
    return found


def _sums(states: Array) -> NDArray[np.float64]:
    """The sums of the first 0, 1, 2 ... states; in 64 bits, since the differences of sums over a
    long document lose digits in 32."""
    total = np.zeros((len(states) + 1, states.shape[1]))
    np.cumsum(states, axis=0, out=total[1:])
    return total


def _pair_states(
    words: NDArray[np.intp], total: NDArray[np.float64], options: Sequence[Pair]
) -> Array:
    """The mean states of the five stretches of each pair, (pairs, 1920); see `pair_ranges`."""
    ends = np.array([[*pair.subject_span, *pair.object_span] for pair in options])
    ranges = pair_ranges(np.searchsorted(words, ends), len(words))
    start, end = ranges[..., 0], ranges[..., 1]
    means = (total[end] - total[start]) / np.maximum(1, end - start)[..., None]
    states: Array = means.reshape(len(options), -1).astype(np.float32)
    return states


def _place(relation: Relation) -> tuple[Span, str, str, str]:
    return relation.evidence[-1], relation.subject, relation.predicate, relation.object
