"""Negation and hedging: the words that carry them, where they bear on the claim's point."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..patterns import load_sections
from .clauses import carries_point, main_ranges
from .phrases import phrase

__all__ = ["Cue", "epistemic_should", "find_hedge", "find_negation"]

_BREAK = re.compile(r"[,;:()\u2014]|--")
_CONDITION = re.compile(r"(?:^|[,\u2014] )(?:if|when|once|unless)\b")
_SHOULD = ("should", "ought to")
_EPISTEMIC_SHOULD = re.compile(rf"(?<!\w)(?:{'|'.join(_SHOULD)})(?!\w)")


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """A range of the folded text in which it was found."""

    start: int
    end: int


def find_negation(text: str) -> Cue | None:
    """The words that negate the point of a claim, given as folded text; None when none do.

    Negation in conditions, reasons, relative clauses and asides does not count, nor does `not
    only`, nor two negations in one clause, which cancel.
    """
    negations = _negations(text)
    if not negations:
        return None
    ranges = main_ranges(text)
    spared = [match.span() for match in phrase("claims-negations", "none").finditer(text)]
    found = [
        cue
        for cue in negations
        if carries_point(ranges, cue.start)
        and not any(start < cue.end and cue.start < end for start, end in spared)
    ]
    single = [cue for cue in found if not _cancelled(text, cue, found)]
    return single[0] if single else None


def find_hedge(text: str) -> Cue | None:
    """The words that make the point of a claim uncertain, given as folded text."""
    hedges = list(phrase("claims-hedges", "modals", "adverbs", "phrases").finditer(text))
    if hedges:
        ranges = main_ranges(text)
        spared = [match.span() for match in phrase("claims-hedges", "none").finditer(text)]
        for match in hedges:
            if carries_point(ranges, match.start()) and not any(
                start <= match.start() < end for start, end in spared
            ):
                return Cue(*match.span())
    return epistemic_should(text)


def epistemic_should(text: str) -> Cue | None:
    """A `should` that says what is likely: behind a condition, and of a thing, not a person."""
    if not any(word in text for word in _SHOULD) or not _CONDITION.search(text):
        return None
    ranges = main_ranges(text)
    actors = frozenset(load_sections("claims-words")["actors"])
    for match in _EPISTEMIC_SHOULD.finditer(text):
        subject = text[: match.start()].rsplit(maxsplit=1)[-1:]
        duty = not actors.isdisjoint(subject)
        if carries_point(ranges, match.start()) and not duty:
            return Cue(*match.span())
    return None


def _negations(text: str) -> list[Cue]:
    prepositions = frozenset(load_sections("claims-negations")["prepositions"])
    cues = [Cue(*m.span()) for m in phrase("claims-negations", "verbal").finditer(text)]
    cues += [Cue(*m.span()) for m in phrase("claims-negations", "corrective").finditer(text)]
    for match in phrase("claims-negations", "nominal").finditer(text):
        before = text[: match.start()].rstrip().rsplit(" ", 1)[-1]
        if before not in prepositions:
            cues.append(Cue(*match.span()))
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def _cancelled(text: str, cue: Cue, others: list[Cue]) -> bool:
    """Whether another negation stands in the same stretch between punctuation marks."""
    return any(
        other != cue
        and not _BREAK.search(text, min(cue.end, other.end), max(cue.start, other.start))
        for other in others
    )
