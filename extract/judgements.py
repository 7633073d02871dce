"""One document's answer against its gold answer: what is right, what is wrong, what is missed.

The rules are those of ``docs/guideline.md``, section Scores. Every judgement has its place in the
text, so that the same list gives the counts and can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..graph.model import Entity, Extraction, Relation, Span
from .claim_judgements import judge_claims
from .matching import SAME, Gold, Judgement, Key, Outcome, align_entities, fits, key_of, overlap

__all__ = ["Gold", "Judgement", "judge"]


def judge(gold: Gold, answer: Extraction) -> list[Judgement]:
    """All judgements on `answer`, an extraction of the same document: each item of both sides.

    Optional items of gold are neither right nor wrong nor missed. An entity of the answer is that
    of gold with which it shares a name, one to one, those of the same type first.
    """
    to_gold = align_entities(gold.answer.entities, answer.entities)
    names = {(True, entity.id): entity.name for entity in gold.answer.entities} | {
        (False, entity.id): entity.name for entity in answer.entities
    }
    return [
        *_judge_entities(gold, answer, to_gold),
        *_judge_mentions(gold, answer),
        *_judge_relations(gold, answer, to_gold, names),
        *judge_claims(gold, answer, to_gold, names),
    ]


def _judge_entities(
    gold: Gold, answer: Extraction, to_gold: Mapping[str, Entity]
) -> Iterator[Judgement]:
    found: set[str] = set()
    mistaken: dict[str, Entity] = {}
    for entity in answer.entities:
        wanted = to_gold.get(entity.id)
        if wanted is not None and fits(wanted, entity):
            found.add(wanted.id)
            if wanted.id not in gold.entities:
                yield _of_entity("right", wanted, wanted, entity)
        elif wanted is None or wanted.id not in gold.entities:
            if wanted is not None:
                mistaken[wanted.id] = entity
            yield _of_entity("wrong", entity, wanted, entity)
    for entity in gold.answer.entities:
        if entity.id not in found and entity.id not in gold.entities:
            yield _of_entity("missed", entity, entity, mistaken.get(entity.id))


def _of_entity(
    outcome: Outcome, counted: Entity, wanted: Entity | None, got: Entity | None
) -> Judgement:
    return Judgement(
        "entities",
        outcome,
        counted.mentions[0].span if counted.mentions else None,
        _described(wanted),
        _described(got),
        tuple(f"entities/{kind}" for kind in dict.fromkeys(counted.types)),
    )


def _judge_mentions(gold: Gold, answer: Extraction) -> Iterator[Judgement]:
    wanted = {m.span: (entity, m.text) for entity in gold.answer.entities for m in entity.mentions}
    found = {m.span: (entity, m.text) for entity in answer.entities for m in entity.mentions}
    borderline = [span for span, (entity, _) in wanted.items() if entity.id in gold.entities]
    right: set[Span] = set()
    for span, (entity, _) in found.items():
        same = wanted.get(span)
        if same is not None and same[0].id in gold.entities:
            continue
        expected, got = _mentioned(wanted, span), _mentioned(found, span)
        if same is not None and fits(same[0], entity):
            right.add(span)
            yield Judgement("mentions", "right", span, expected, got)
        elif all(overlap(span, other) < SAME for other in borderline):
            yield Judgement("mentions", "wrong", span, expected, got)
    for span, (entity, _) in wanted.items():
        if span not in right and entity.id not in gold.entities:
            expected, got = _mentioned(wanted, span), _mentioned(found, span)
            yield Judgement("mentions", "missed", span, expected, got)


def _mentioned(mentions: Mapping[Span, tuple[Entity, str]], place: Span) -> str:
    """The mention at a place, or else those that overlap it, with their types."""
    spans = [place] if place in mentions else sorted(s for s in mentions if s.overlaps(place))
    return "; ".join(
        f"{'/'.join(entity.types)} {text}" for entity, text in map(mentions.__getitem__, spans)
    )


def _judge_relations(
    gold: Gold, answer: Extraction, to_gold: Mapping[str, Entity], names: Mapping[Key, str]
) -> Iterator[Judgement]:
    wanted = {
        ((True, r.subject), r.predicate, (True, r.object)): (
            r,
            (r.subject, str(r.predicate), r.object) in gold.relations,
        )
        for r in gold.answer.relations
    }
    found = {
        (key_of(r.subject, to_gold), r.predicate, key_of(r.object, to_gold)): r
        for r in answer.relations
    }

    def judged(outcome: Outcome, triple: tuple[Key, str, Key], relation: Relation) -> Judgement:
        subject, predicate, object_ = triple
        words = f"{names.get(subject, '?')} {predicate} {names.get(object_, '?')}"
        return Judgement(
            "relations",
            outcome,
            relation.evidence[0] if relation.evidence else None,
            "" if outcome == "wrong" else words,
            "" if outcome == "missed" else words,
            (f"relations/{predicate}",),
        )

    optional_ends = {(True, identifier) for identifier in gold.entities}
    for triple, relation in found.items():
        if triple in wanted:
            if not wanted[triple][1]:
                yield judged("right", triple, relation)
        elif optional_ends.isdisjoint((triple[0], triple[2])):
            yield judged("wrong", triple, relation)
    for triple, (relation, optional) in wanted.items():
        if triple not in found and not optional:
            yield judged("missed", triple, relation)


def _described(entity: Entity | None) -> str:
    return f"{'/'.join(entity.types)} {entity.name}" if entity is not None else ""
