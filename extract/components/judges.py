"""The model's judgement of claims and relations, on top of what the rules propose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ...graph.model import AUTHOR, Attribution, Claim, Predicate, Relation, Span
from ..model.decoding import softmax
from ..model.inputs import (
    Holders,
    Pairs,
    claim_features,
    holders,
    pair_ranges,
    pairs,
    previous_claims,
)
from ..model.labels import CLAIM_TYPES, PREDICATES
from ..model.places import Numbers, Places
from ..model.runtime import Model
from ..model.word_inputs import words_of
from ..reading import Reading
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

_RELATED, _RELATED_TOO = 0.05, 0.75
"""How sure the model must be of a relation that the rules give, and of another."""

_LEAST = 0.01
"""The confidence of a claim that the model gives to another claimant than the rules, which stand:
never 0, which no claim in the graph may have."""

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
        states = _pooled(doc, encoding.hidden, candidates)
        features = claim_features(candidates)
        scores = self._model.claims(states, features)
        needed = np.where([one.proposed for one in candidates], _PROPOSED, _UNPROPOSED)
        accepted = np.flatnonzero(_sigmoid(scores[:, 0]) >= needed.astype(np.float32))
        before = previous_claims(candidates)
        claims = [candidates[row] for row in accepted.tolist()]
        places = Places(doc)
        options = holders(places, claims, [before[row] for row in accepted.tolist()])
        held = self._held(doc, np.concatenate([states, features], axis=1)[accepted], options)
        judged = _Scores(
            _sigmoid(scores[accepted, :5]),
            softmax(scores[accepted, 5:]),
            softmax(np.where(_may_hold(claims, options, places.rows), held[..., 0], -np.inf)),
            _sigmoid(held[..., 1]) >= _ABOUT,
        )
        marks = {name: _ranges(doc, MARK_GROUPS[name]) for name in ("cue", "negation", "hedge")}
        doc._.claims = chosen(
            _judged(doc._.reading, candidate, row, judged, options, places.rows, marks)
            for row, candidate in enumerate(claims)
        )
        return doc

    def _held(self, doc: Doc, claims: Array, options: Holders) -> Array:
        """The scores of the holders of claims, (claims, entities, 2); minus infinity of those that
        are not asked about."""
        table = np.full((*options.near.shape, 2), -np.inf, dtype=np.float32)
        asked = options.can_claim | options.near
        tokens = options.tokens[asked]
        if len(tokens):
            named = np.zeros((len(tokens), doc.tensor.shape[1]), dtype=np.float32)
            named[tokens >= 0] = doc.tensor[tokens[tokens >= 0]]
            table[asked] = self._model.holders(
                np.repeat(claims, asked.sum(axis=1), axis=0), named, options.features[asked]
            )
        table[~options.can_claim, 0] = -np.inf
        table[~options.near, 1] = -np.inf
        return table


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the model says of claims; each array has a row for each of them.

    Attributes:
        sure: that it is a claim, negated, hedged, a quotation, explicitly attributed, (claims, 5).
        kinds: the shares of the types, (claims, types).
        shares: those of the entities as its claimants, (claims, entities).
        about: whether it is about each entity, (claims, entities).
    """

    sure: Array
    kinds: Array
    shares: Array
    about: NDArray[np.bool_]


def _judged(
    reading: Reading,
    candidate: Candidate,
    row: int,
    scores: _Scores,
    options: Holders,
    rows: Mapping[str, int],
    marks: Mapping[str, Sequence[tuple[int, int]]],
) -> Claim:
    """The claim with what the model says of it, its claimant and its topics."""
    sure, kinds, shares = scores.sure[row], scores.kinds[row], scores.shares[row]
    claim = candidate.claim
    best = int(shares.argmax())
    enough = _CLAIMED_BY if candidate.voice.guest is None else _CLAIMED_BY_ANOTHER
    # Where others are said to have told of a view, grammar tells whose it is.
    if (claim.reported_by or shares[best] < enough) and claim.claimant in rows:
        ruled = rows[claim.claimant]
        best = ruled if options.can_claim[row, ruled] else best
    claimant = options.entities[best]
    topics = [
        (int(options.tokens[row, topic]), options.entities[topic])
        for topic in np.flatnonzero(scores.about[row]).tolist()
    ]
    changed = claimant != claim.claimant
    explicit = claimant != AUTHOR and (
        sure[4] >= _HALF if changed else claim.attribution is Attribution.EXPLICIT
    )
    negated, hedged, quote = (
        _overruled(ruled, share)
        for ruled, share in zip((claim.negated, claim.hedged, claim.quote), sure[1:4], strict=True)
    )

    def marked(name: str, ruled: Span | None) -> Span | None:
        """Where the rules or else the model see the words of a mark in the candidate."""
        if ruled is not None:
            return ruled
        start, end = candidate.place
        for place in marks[name][bisect_left(marks[name], (start, start)) :]:
            if place[0] >= end:
                break
            if place[1] <= end:
                return reading.span(*place)
        return None

    judged = replace(
        claim,
        type=CLAIM_TYPES[int(kinds.argmax())] if kinds.max() >= _TYPED else claim.type,
        claimant=claimant,
        attribution=Attribution.EXPLICIT if explicit else Attribution.IMPLICIT,
        negated=negated,
        hedged=hedged,
        quote=quote,
        about=tuple(entity for _, entity in sorted(topics)),
        cue=marked("cue", None if changed else claim.cue) if explicit else None,
        negation=marked("negation", claim.negation) if negated else None,
        hedge=marked("hedge", claim.hedge) if hedged else None,
        reported_by=reporters(claimant, candidate.voice) if changed else claim.reported_by,
        confidence=max(_LEAST, round(float(sure[0]) * float(shares[best]), 2)),
    )
    if (judged.negation, judged.hedge) == (claim.negation, claim.hedge):
        return judged
    start, end = candidate.place
    return with_scopes(judged, reading, start, fold(reading.text[start:end]))


def _may_hold(
    candidates: Sequence[Candidate], options: Holders, rows: Mapping[str, int]
) -> NDArray[np.bool_]:
    """Which of the holders can be the claimants, by where the claims stand.

    In a text that sums up what a guest says, whoever is neither the guest nor the writer holds
    what a sentence says only if it names them, or if the rules see why: not who asked the
    questions, however often that name comes up.
    """
    may = options.inside.copy()
    for row, candidate in enumerate(candidates):
        guest = candidate.voice.guest
        if guest is None:
            may[row] = True
            continue
        known = (AUTHOR, guest, candidate.claim.claimant)
        may[row, [rows[one] for one in known if one in rows]] = True
    return may


def _overruled(ruled: bool, share: float) -> bool:
    """What the rules say, unless the model is nearly certain of the opposite."""
    return bool(share > (_OVERRULED if ruled else _OVERRULES))


def _ranges(doc: Doc, group: str) -> list[tuple[int, int]]:
    """The characters of the spans in one of the groups in ``doc.spans``."""
    return [(span.start_char, span.end_char) for span in doc.spans.get(group, ())]


def _pooled(doc: Doc, states: Array, candidates: Sequence[Candidate]) -> Array:
    """The mean and the greatest of the states of each candidate's words, (candidates, 768)."""
    tokens = []
    for candidate in candidates:
        span = doc.char_span(*candidate.place, alignment_mode="expand")
        assert span is not None  # a candidate is made of tokens
        tokens.append((span.start, span.end))
    pooled = np.empty((len(candidates), 2, states.shape[1]), dtype=np.float32)
    for row, (first, last) in enumerate(np.searchsorted(words_of(doc), tokens).tolist()):
        states[first:last].mean(axis=0, out=pooled[row, 0])
        states[first:last].max(axis=0, out=pooled[row, 1])
    return pooled.reshape(len(candidates), -1)


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
        judged = frozenset(options.names)
        kept = [r for r in doc._.relations if (r.subject, r.object) not in judged]
        if judged:
            words, total = words_of(doc), _sums(encoding.hidden)
            groups = [slice(row, row + _PAIRS) for row in range(0, len(options.names), _PAIRS)]
            scores = np.concatenate(
                [
                    self._model.pairs(
                        _pair_states(words, total, options.spans[group]), options.features[group]
                    )
                    for group in groups
                ]
            )
            kept += list(_related(doc, options, _sigmoid(scores), ruled))
        doc._.relations = tuple(sorted(kept, key=_place))
        return doc


def _related(
    doc: Doc,
    options: Pairs,
    scores: Array,
    ruled: dict[tuple[str, Predicate, str], Relation],
) -> Iterator[Relation]:
    scores = np.where(options.allowed, scores, 0).astype(np.float64)
    rows: dict[tuple[str, str], int] = {}  # the first of each pair; those of one stand together
    for row, names in enumerate(options.names):
        rows.setdefault(names, row)
    bounds = [*rows.values(), len(options.names)]
    table = np.maximum.reduceat(scores, bounds[:-1])
    numbers = {names: number for number, names in enumerate(rows)}
    # Who founded it belongs to it.
    sure = table.copy()
    sure[:, _AFFILIATED] = np.maximum(table[:, _AFFILIATED], table[:, _FOUNDED])
    judged = list(rows)
    for number, column in np.argwhere(sure >= _RELATED).tolist():
        subject, object_ = judged[number]
        predicate, score = PREDICATES[column], float(sure[number, column])
        known = ruled.get((subject, predicate, object_))
        if known is None and score < _RELATED_TOO:
            continue
        back = numbers.get((object_, subject))
        opposite = 0.0 if back is None else float(table[back, column])
        if predicate in _ONE_WAY and opposite > score:
            continue
        if known is not None:
            yield replace(known, confidence=round(score, 2))
        else:
            first, last = bounds[number : number + 2]
            row = first + int(scores[first:last, column].argmax())
            yield Relation(
                subject,
                predicate,
                object_,
                evidence=(_evidence(doc, options.spans[row].tolist()),),
                confidence=round(score, 2),
            )


def _evidence(doc: Doc, ends: Sequence[int]) -> Span:
    """The sentences that name both, from the first to the last."""
    first, last = sorted((tuple(ends[:2]), tuple(ends[2:])))
    start = doc[first[0]].sent.start_char
    end = doc[last[1] - 1].sent.end_char
    found: Span = doc._.reading.span(start, end)
    return found


def _sums(states: Array) -> NDArray[np.float64]:
    """The sums of the first 0, 1, 2 ... states; in 64 bits, since the differences of sums over a
    long document lose digits in 32."""
    total = np.zeros((len(states) + 1, states.shape[1]))
    total[1:] = states
    for before, after in pairwise(total):  # much quicker than `np.cumsum` along columns
        after += before
    return total


def _pair_states(words: NDArray[np.intp], total: NDArray[np.float64], spans: Numbers) -> Array:
    """The mean states of the five stretches of each pair, (pairs, 1920); see `pair_ranges`."""
    ranges = pair_ranges(np.searchsorted(words, spans), len(words))
    # Many pairs have a stretch in common: each is read once.
    keys, which = np.unique(ranges[..., 0] * len(total) + ranges[..., 1], return_inverse=True)
    start, end = np.divmod(keys, len(total))
    means = total[end] - total[start]
    means /= np.maximum(1, end - start)[:, None]
    states: Array = means.astype(np.float32)[which].reshape(len(spans), -1)
    return states


def _place(relation: Relation) -> tuple[Span, str, str, str]:
    return relation.evidence[-1], relation.subject, relation.predicate, relation.object
