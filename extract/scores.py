"""The measures of ``docs/guideline.md``: counts, and the shares that are made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..graph.model import EntityType, Predicate
from .matching import Judgement

__all__ = ["DERIVED", "MEASURES", "Score", "scores_of"]

MEASURES = (
    "entities",
    *(f"entities/{kind}" for kind in EntityType),
    "mentions",
    "relations",
    *(f"relations/{predicate}" for predicate in Predicate),
    "claims",
    "claims+claimant",
    *(f"claim {name}" for name in ("about", "date", "hedged", "negated", "quote")),
    *(
        f"accuracy of {name}"
        for name in ("claimant", "attribution", "type", "quote", "negated", "hedged", "date")
    ),
)
"""Every measure, in the order in which they are told."""

DERIVED = frozenset(
    {"claims+claimant", "claim date", "claim hedged", "claim negated", "claim quote"}
)
"""Measures whose errors are errors of another one too."""


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of a measure, and what is made of them.

    Attributes:
        measure: one of `MEASURES`; an accuracy is a share of the claims that were found.
        right: in gold and in the answer.
        wrong: in the answer only, or with another value.
        missed: in gold only; always 0 for an accuracy.
    """

    measure: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Share of the answer that is right, 0 if it is empty; None for an accuracy."""
        return None if self._is_accuracy else _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Share of gold that was found, 0 if it is empty; None for an accuracy."""
        return None if self._is_accuracy else _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None for an accuracy."""
        total = 2 * self.right + self.wrong + self.missed
        return None if self._is_accuracy else _share(2 * self.right, total)

    @property
    def accuracy(self) -> float | None:
        """Share of the claims found whose value is right; None for other measures."""
        return _share(self.right, self.right + self.wrong) if self._is_accuracy else None

    @property
    def value(self) -> float | None:
        """F1 or accuracy; None where there was nothing to judge."""
        if not self.items:
            return None
        return self.accuracy if self._is_accuracy else self.f1

    @property
    def items(self) -> int:
        """How many judgements it counts."""
        return self.right + self.wrong + self.missed

    @property
    def _is_accuracy(self) -> bool:
        return self.measure.startswith("accuracy ")


def scores_of(judgements: Iterable[Judgement]) -> dict[str, Score]:
    """Each of `MEASURES` over the judgements, in order; those of a group only where they occur."""
    counts: Counter[tuple[str, str]] = Counter()
    for judgement in judgements:
        for measure in (judgement.measure, *judgement.groups):
            counts[measure, judgement.outcome] += 1
    scores = {
        name: Score(name, counts[name, "right"], counts[name, "wrong"], counts[name, "missed"])
        for name in MEASURES
    }
    return {name: score for name, score in scores.items() if score.items or "/" not in name}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
