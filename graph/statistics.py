"""How much a store holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .answers import answers
from .store import QuadStore

__all__ = ["Statistics", "count_all"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of what a store holds; the mappings are sorted by key and leave out what is not there.

    Attributes:
        quads: in all graphs.
        documents: that were read.
        entities: that documents name; entries that only the vocabulary has are not among them.
        entities_by_type: by the guideline's type; one of several types counts as each.
        relations: as documents state them, so that two documents that agree count twice.
        relations_by_predicate: by local name of the property, such as ``affiliation``.
        claims: in all documents.
        claims_by_type: such as ``prediction``.
        claims_by_attribution: ``explicit`` and ``implicit``.
        hedged: claims with a word of uncertainty.
        negated: claims that are negated.
        quotations: claims in the claimant's own words.
    """

    quads: int
    documents: int
    entities: int
    entities_by_type: Mapping[str, int]
    relations: int
    relations_by_predicate: Mapping[str, int]
    claims: int
    claims_by_type: Mapping[str, int]
    claims_by_attribution: Mapping[str, int]
    hedged: int
    negated: int
    quotations: int


def count_all(store: QuadStore) -> Statistics:
    """Counts everything in `store`; takes time in proportion to its size.

    Raises:
        StoreError: if the store cannot answer.
    """
    counts: dict[str, dict[str, int]] = {}
    for row in answers(store, "counts"):
        counts.setdefault(row["what"], {})[row["kind"]] = int(row["count"])

    def one(what: str, kind: str = "") -> int:
        return counts.get(what, {}).get(kind, 0)

    def several(what: str) -> Mapping[str, int]:
        return dict(sorted(counts.get(what, {}).items()))

    return Statistics(
        quads=len(store),
        documents=one("documents"),
        entities=one("entities"),
        entities_by_type=several("entities by type"),
        relations=one("relations"),
        relations_by_predicate=several("relations by predicate"),
        claims=one("claims"),
        claims_by_type=several("claims by type"),
        claims_by_attribution=several("claims by attribution"),
        hedged=one("claims", "hedged"),
        negated=one("claims", "negated"),
        quotations=one("claims", "quotation"),
    )
