"""An annotated passage as it is written, and as the guideline's JSON sees it.

The written form is described in ``seeds/corpus/FORMAT.md``. Offsets are half-open ranges of code
points into the plain text of the passage, which is its written form without the marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claimgraph.graph.model import AUTHOR, ClaimType, EntityType, Predicate

__all__ = ["CUE_KINDS", "Cue", "Passage", "WrittenClaim", "WrittenEntity", "WrittenRelation"]

CUE_KINDS = ("src", "cue", "neg", "hedge")
"""The marks inside claims: who is named as the source, the reporting words, negation, hedge."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WrittenEntity:
    """A line of the entity list, with the places where the text marks it."""

    id: str
    types: tuple[EntityType, ...]
    name: str
    optional: bool = False
    aliases: tuple[str, ...] = ()
    mentions: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenRelation:
    """A line of the relation list; `evidence` is the range of the sentence that states it."""

    subject: str
    predicate: Predicate
    object: str
    role: str | None = None
    optional: bool = False
    evidence: Range | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """Marked words; `kind` is one of `CUE_KINDS`, `claim` the index of the innermost claim."""

    kind: str
    span: Range
    claim: int | None


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim as it is written; what follows from the marks inside it is derived by `Passage`."""

    span: Range
    claimant: str
    type: ClaimType
    explicit: bool = False
    quote: bool = False
    date: str | None = None
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a batch.

    Attributes:
        id: unique in the corpus.
        kind: what kind of text it is, such as ``transcript``.
        note: what it is about or tries, in a few words.
        text: the plain text.
        entities: in the order of the list.
        relations: in the order of the list.
        claims: in text order, a claim that holds another before it.
        cues: in text order.
        ordinary: where a name is marked as an ordinary word.
    """

    id: str
    kind: str
    note: str
    text: str
    entities: tuple[WrittenEntity, ...] = ()
    relations: tuple[WrittenRelation, ...] = ()
    claims: tuple[WrittenClaim, ...] = ()
    cues: tuple[Cue, ...] = ()
    ordinary: tuple[Range, ...] = ()

    def marks(self, claim: int, kind: str) -> tuple[Range, ...]:
        """The ranges of the marks of `kind` that belong to that claim and to none inside it."""
        return tuple(cue.span for cue in self.cues if cue.claim == claim and cue.kind == kind)

    def explicit(self, claim: int) -> bool:
        """Whether words of the claim's sentence, or a label beside it, say whose view it is."""
        written = self.claims[claim]
        if written.claimant == AUTHOR:
            return False
        return written.explicit or bool(self.marks(claim, "cue"))

    def about(self, claim: int) -> tuple[str, ...]:
        """What the claim is about: the entities marked inside it but for its claimant, as the
        claim's own ``+`` and ``-`` change it; in the order of the entity list."""
        written = self.claims[claim]
        start, end = written.span
        inside = {
            entity.id
            for entity in self.entities
            for first, last in entity.mentions
            if start <= first and last <= end
        }
        chosen = ((inside - {written.claimant}) | set(written.more)) - set(written.less)
        return tuple(entity.id for entity in self.entities if entity.id in chosen)

    def to_guideline(self) -> dict[str, Any]:
        """The passage's gold answer in the guideline's JSON form."""
        doubtful = {entity.id for entity in self.entities if entity.optional}
        return {
            "doc": f"{self.id}.txt",
            "kind": self.kind,
            "entities": [
                {
                    "id": entity.id,
                    "type": str(entity.types[0])
                    if len(entity.types) == 1
                    else [str(kind) for kind in entity.types],
                    "name": entity.name,
                    "aliases": list(entity.aliases),
                    "mentions": [list(place) for place in entity.mentions],
                    **_optional(entity.optional),
                }
                for entity in self.entities
            ],
            "relations": [
                {
                    "subject": relation.subject,
                    "predicate": str(relation.predicate),
                    "object": relation.object,
                    "role": relation.role,
                    "evidence": list(relation.evidence) if relation.evidence else None,
                    **_optional(
                        relation.optional
                        or not doubtful.isdisjoint((relation.subject, relation.object))
                    ),
                }
                for relation in self.relations
            ],
            "claims": [
                {
                    "id": f"c{index + 1}",
                    "span": list(claim.span),
                    "claimant": claim.claimant,
                    "attribution": "explicit" if self.explicit(index) else "implicit",
                    "type": str(claim.type),
                    "quote": claim.quote,
                    "negated": bool(self.marks(index, "neg")),
                    "hedged": bool(self.marks(index, "hedge")),
                    "about": list(self.about(index)),
                    "date": claim.date,
                    **_optional(claim.optional),
                }
                for index, claim in enumerate(self.claims)
            ],
        }


def _optional(optional: bool) -> dict[str, bool]:
    return {"optional": True} if optional else {}
