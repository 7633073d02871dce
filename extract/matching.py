"""What gold and an answer have in common: entities of one name, claims of one place.

The rules are those of ``docs/guideline.md``, section Scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..graph.model import Claim, Document, Entity, Extraction, Span
from ..graph.names import fold
from .guideline import from_guideline

__all__ = [
    "SAME",
    "Gold",
    "Judgement",
    "Key",
    "Outcome",
    "align_entities",
    "fits",
    "key_of",
    "match_claims",
    "match_spans",
    "overlap",
]

Outcome = Literal["right", "wrong", "missed"]

SAME = 0.5
"""Share of the longer span from which on two spans count as the same claim."""

Key = tuple[bool, str]
"""An entity of the answer: whether gold has it, and its id there or else in the answer."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold answer, and which of its items are borderline.

    Attributes:
        answer: all items.
        entities: ids of the optional entities.
        relations: subject, predicate and object of the optional relations; one with an optional
            end is optional too.
        claims: places in ``answer.claims`` of the optional claims.
    """

    answer: Extraction
    entities: frozenset[str] = frozenset()
    relations: frozenset[tuple[str, str, str]] = frozenset()
    claims: frozenset[int] = frozenset()

    @classmethod
    def of(cls, record: Mapping[str, Any], document: Document) -> Gold:
        """The gold answer that a guideline object holds.

        Raises:
            ValueError, KeyError: as `from_guideline` does.
        """
        answer = from_guideline(record, document)
        entities = frozenset(item["id"] for item in record["entities"] if item.get("optional"))
        marked = {
            (item["subject"], item["predicate"], item["object"]): bool(item.get("optional"))
            or not entities.isdisjoint((item["subject"], item["object"]))
            for item in record["relations"]
        }
        return cls(
            answer,
            entities,
            frozenset(triple for triple, optional in marked.items() if optional),
            frozenset(i for i, item in enumerate(record["claims"]) if item.get("optional")),
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one item that gold or the answer has.

    Attributes:
        measure: what it counts for: ``entities``, ``claims``, ``accuracy of type``, ...
        outcome: ``right``; ``wrong``, in the answer but not in gold; ``missed``, the reverse. A
            value that differs is wrong and, where a measure has recall, missed as well.
        span: where the item stands; None where the item names no place.
        expected: what gold has there, for people to read; empty where it has nothing.
        got: what the answer has there, likewise.
        groups: finer measures that it counts for too, such as ``entities/Person``.
    """

    measure: str
    outcome: Outcome
    span: Span | None
    expected: str
    got: str
    groups: tuple[str, ...] = ()


def align_entities(gold: Iterable[Entity], answer: Iterable[Entity]) -> dict[str, Entity]:
    """For ids of the answer, the entity of gold that is the same; each at most once."""
    pairs = []
    known = [(entity, _names(entity), _spans(entity)) for entity in gold]
    for found in answer:
        names, spans = _names(found), _spans(found)
        for wanted, its_names, its_spans in known:
            if shared := names & its_names:
                rank = (
                    fits(wanted, found),
                    fold(wanted.name) == fold(found.name),
                    len(spans & its_spans),
                    len(shared),
                )
                pairs.append((rank, found, wanted))
    to_gold: dict[str, Entity] = {}
    taken: set[str] = set()
    for _, found, wanted in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if found.id not in to_gold and wanted.id not in taken:
            to_gold[found.id] = wanted
            taken.add(wanted.id)
    return to_gold


def match_claims(gold: Iterable[Claim], answer: Iterable[Claim]) -> dict[int, int]:
    """Places of claims of gold, with the place of the same claim in the answer; one to one."""
    return match_spans([claim.span for claim in gold], [claim.span for claim in answer])


def match_spans(gold: Sequence[Span], answer: Sequence[Span]) -> dict[int, int]:
    """Places of spans of gold, with the place of the span in the answer that counts as the same
    claim; one to one, those that share most first."""
    pairs = sorted(
        (
            (share, wanted, found)
            for wanted, span in enumerate(gold)
            for found, other in enumerate(answer)
            if (share := overlap(span, other)) >= SAME
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, wanted, found in pairs:
        if wanted not in matched and found not in taken:
            matched[wanted] = found
            taken.add(found)
    return matched


def overlap(one: Span, other: Span) -> float:
    """What two spans share, as a part of the longer one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(shared, 0) / max(one.end - one.start, other.end - other.start)


def key_of(identifier: str, to_gold: Mapping[str, Entity]) -> Key:
    """What an id of the answer stands for, by what `align_entities` found."""
    wanted = to_gold.get(identifier)
    return (False, identifier) if wanted is None else (True, wanted.id)


def fits(one: Entity, other: Entity) -> bool:
    """Whether a type is fair for both."""
    return not set(one.types).isdisjoint(other.types)


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *entity.aliases)}


def _spans(entity: Entity) -> set[Span]:
    return {mention.span for mention in entity.mentions}
