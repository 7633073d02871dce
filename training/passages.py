"""Annotated passages as examples: what the pipeline sees of them, and what is right.

The rules read each passage first, so that the model learns how far to trust them; names are then
those of the annotation, and claims and relations are read off by rule once more from these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from claimgraph.extract import attributes
from claimgraph.extract.matching import match_spans
from claimgraph.extract.model.inputs import claim_features, holders, pairs, previous_claims
from claimgraph.extract.model.labels import CLAIM_TYPES, MARKS, PREDICATES
from claimgraph.extract.model.places import Places
from claimgraph.extract.model.word_inputs import word_features, words_of
from claimgraph.extract.pipeline import tokenized
from claimgraph.extract.readers.text import parse_text
from claimgraph.graph.model import AUTHOR, Document
from claimgraph.graph.model import Span as Place

from .corpus.passage import Passage
from .examples import Example, entity_targets

__all__ = ["Text", "prepare"]

_BEFORE = (
    "claimgraph_sentences",
    "claimgraph_vocabulary",
    "claimgraph_names",
    "claimgraph_acronyms",
    "claimgraph_resolver",
)
_BEHIND = ("claimgraph_resolver", "claimgraph_relations", "claimgraph_claims")


@dataclass(slots=True)
class Text:
    """A passage, ready to train the claim and relation heads on.

    Claims are stretches that may be claims; a target of -1 is not known. ``P`` pairs of a claim
    and an entity, ``R`` pairs of entities.

    Attributes:
        example: its words with features and the labels of single words.
        claim_words: first word and word behind the last of each claim.
        claim_features: (claims, `CLAIM_FEATURES`).
        claim_targets: (claims, 6): claim, negated, hedged, quote, explicit (0 or 1), type.
        holder_claim: the claim of each of ``P`` pairs.
        holder_word: the word where the entity is named, -1 for none.
        holder_features: (P, `HOLDER_FEATURES`).
        holder_targets: (P, 2): whether it is the claimant, whether the claim is about it.
        holder_can: whether it can be the claimant.
        pair_words: (R, 4): words of the subject's mention and the object's.
        pair_features: (R, `PAIR_FEATURES`).
        pair_targets: (R, predicates), -1 where a predicate cannot hold or is not known.
    """

    example: Example
    claim_words: np.ndarray
    claim_features: np.ndarray
    claim_targets: np.ndarray
    holder_claim: np.ndarray
    holder_word: np.ndarray
    holder_features: np.ndarray
    holder_targets: np.ndarray
    holder_can: np.ndarray
    pair_words: np.ndarray
    pair_features: np.ndarray
    pair_targets: np.ndarray


def prepare(passage: Passage, nlp: Language) -> Text:
    """The passage as `nlp`'s rules see it, with the right answers."""
    gold = passage.to_guideline()
    doc = _doc(passage, nlp)
    for name in _BEFORE:
        doc = nlp.get_pipe(name)(doc)
    ruled = word_features(doc)
    spans = _annotated(doc, gold["entities"])
    linked = {(s.start, s.end, s.label_): s.kb_id_ for s in attributes.mentions(doc)}
    attributes.set_mentions(
        doc,
        [
            Span(doc, s.start, s.end, s.label_, kb_id=linked.get((s.start, s.end, s.label_), ""))
            for s, _ in spans
        ],
    )
    for name in _BEHIND:
        doc = nlp.get_pipe(name)(doc)
    words = words_of(doc)
    number = np.full(len(doc) + 1, -1)
    number[words] = np.arange(len(words))
    names = _aligned(doc, gold["entities"])
    claims = _claims(doc, passage, gold, names, number)
    return Text(
        _example(doc, passage, spans, words, ruled), *claims, *_relations(doc, gold, names, number)
    )


def _doc(passage: Passage, nlp: Language) -> Doc:
    parsed = parse_text(passage.text)
    document = Document(
        passage.id,
        parsed.text,
        tuple(parsed.blocks),
        sha256(passage.text.encode()).hexdigest(),
        passage.id,
    )
    return tokenized(document, nlp)


def _annotated(doc: Doc, entities: Sequence[Mapping[str, Any]]) -> list[tuple[Span, str]]:
    """The annotated mentions that are read, as spans with the best type, and their entities."""
    found: list[tuple[Span, str]] = []
    taken: set[int] = set()
    for entity in entities:
        kinds = _listed(entity["type"])
        for start, end in entity["mentions"]:
            span = _tokens(doc, Place(start, end))
            if span is not None and taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                found.append((Span(doc, span.start, span.end, kinds[0]), entity["id"]))
    return sorted(found, key=lambda pair: pair[0].start)


def _tokens(doc: Doc, place: Place) -> Span | None:
    """The tokens at a place of the document's text; None where it is not read."""
    range_ = doc._.reading.range(place)
    return doc.char_span(range_[0], range_[1], alignment_mode="expand") if range_ else None


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _aligned(doc: Doc, entities: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """For each entity of the Doc the annotated one most of whose mentions it has."""
    at = {tuple(place): entity["id"] for entity in entities for place in entity["mentions"]}
    votes: dict[str, dict[str, int]] = {}
    for own in doc._.entities:
        for mention in own.mentions:
            entity = at.get((mention.span.start, mention.span.end))
            if entity:
                count = votes.setdefault(own.id, {})
                count[entity] = count.get(entity, 0) + 1
    return {own: max(sorted(count), key=count.__getitem__) for own, count in votes.items()}


def _example(
    doc: Doc,
    passage: Passage,
    spans: Sequence[tuple[Span, str]],
    words: np.ndarray,
    ruled: np.ndarray,
) -> Example:
    entities = {entity.id: entity for entity in passage.entities}
    tags: list[str | frozenset[str] | None] = ["O"] * len(doc)
    for span, identifier in spans:
        entity = entities[identifier]
        for token in span:
            place = "B" if token.i == span.start else "I"
            right = {f"{place}-{kind}" for kind in entity.types}
            tags[token.i] = frozenset(right | {"O"}) if entity.optional else frozenset(right)
    marks = np.zeros((len(doc), len(MARKS)), dtype=np.int64)
    kinds = {"src": 0, "cue": 1, "neg": 2, "hedge": 3}
    for cue in passage.cues:
        marked = _tokens(doc, Place(*cue.span))
        if marked is not None:
            marks[marked.start : marked.end, kinds[cue.kind]] = 2
            marks[marked.start, kinds[cue.kind]] = 1
    return Example(
        [doc._.texts[token] for token in words],
        attributes.opening_words(doc, words),
        ruled[words],
        entity_targets([tags[token] for token in words]),
        marks=marks[words],
    )


def _claims(
    doc: Doc,
    passage: Passage,
    gold: Mapping[str, Any],
    names: Mapping[str, str],
    number: np.ndarray,
) -> tuple[np.ndarray, ...]:
    places = Places(doc)
    candidates = doc._.claim_candidates
    same = match_spans(
        [Place(*claim["span"]) for claim in gold["claims"]], [c.claim.span for c in candidates]
    )
    matched = {own: gold["claims"][right] for right, own in same.items()}
    optional = {e["id"] for e in gold["entities"] if e.get("optional")}
    ranges, targets = [], []
    owner, named, pair_targets = [], [], []
    pair_features: list[np.ndarray] = []
    can: list[np.bool_] = []
    options = holders(places, candidates, previous_claims(candidates))
    for index, candidate in enumerate(candidates):
        start, end = candidate.place
        span = doc.char_span(start, end, alignment_mode="expand")
        assert span is not None  # a candidate is made of tokens
        inside = [int(number[t.i]) for t in span if number[t.i] >= 0]
        ranges.append((inside[0], inside[-1] + 1))
        right = matched.get(index)
        if right is None:
            targets.append((0, -1, -1, -1, -1, -1))
            continue
        unsure = bool(right.get("optional"))
        targets.append(
            (
                -1 if unsure else 1,
                right["negated"],
                right["hedged"],
                right["quote"],
                right["attribution"] == "explicit",
                CLAIM_TYPES.index(right["type"]),
            )
        )
        for entity, token, near in zip(
            options.entities, options.tokens[index], options.near[index], strict=True
        ):
            theirs = AUTHOR if entity == AUTHOR else names.get(entity, "?")
            owner.append(index)
            named.append(int(number[token]) if token >= 0 else -1)
            about: float = theirs in right["about"]
            if not near or theirs in optional or entity == AUTHOR:
                about = -1
            pair_targets.append((theirs == right["claimant"], about))
        pair_features.extend(options.features[index])
        can.extend(options.can_claim[index])
    return (
        np.array(ranges, dtype=np.int64).reshape(-1, 2),
        claim_features(candidates),
        np.array(targets, dtype=np.int64).reshape(-1, 6),
        np.array(owner, dtype=np.int64),
        np.array(named, dtype=np.int64),
        np.array(pair_features, dtype=np.float32),
        np.array(pair_targets, dtype=np.float32).reshape(-1, 2),
        np.array(can, dtype=bool),
    )


def _relations(
    doc: Doc, gold: Mapping[str, Any], names: Mapping[str, str], number: np.ndarray
) -> Iterator[np.ndarray]:
    optional = {e["id"] for e in gold["entities"] if e.get("optional")}
    stated: dict[tuple[str, str], dict[str, bool]] = {}
    for relation in gold["relations"]:
        key = (relation["subject"], relation["object"])
        stated.setdefault(key, {})[relation["predicate"]] = bool(relation.get("optional"))
    words, features, targets = [], [], []
    found = pairs(Places(doc))
    for index, (subject, object_) in enumerate(found.names):
        ends = names.get(subject, "?"), names.get(object_, "?")
        said = stated.get(ends, {})
        row = np.where(found.allowed[index], 0, -1)
        for predicate, unsure in said.items():
            column = PREDICATES.index(predicate)
            if found.allowed[index, column]:
                row[column] = -1 if unsure else 1
        if not said and (ends[0] in optional or ends[1] in optional or "?" in ends):
            continue
        place = found.spans[index].tolist()
        words.append([int(number[place[0]]), int(number[place[1] - 1]) + 1,
                      int(number[place[2]]), int(number[place[3] - 1]) + 1])  # fmt: skip
        features.append(found.features[index])
        targets.append(row)
    yield np.array(words, dtype=np.int64).reshape(-1, 4)
    yield np.array(features, dtype=np.float32)
    yield np.array(targets, dtype=np.int64).reshape(-1, len(PREDICATES))
