"""What a claim says beside its point: for when, on which condition, with which probability."""

from __future__ import annotations

import re
from dataclasses import replace

from ...graph.model import Claim, ClaimType, Span
from ..reading import Reading
from .conditions import find_condition
from .discourse import Discourse, Statement
from .probabilities import find_probability
from .reporting import Report
from .target_dates import find_target_date

__all__ = ["with_details"]

_AHEAD = frozenset({ClaimType.PREDICTION, ClaimType.PLAN})
_DEGREE = re.compile(
    r"(?<!\w)(?:very|quite|highly|extremely|most|more than|almost|nearly|fairly|rather|pretty|"
    r"somewhat|all but) $"
)


def with_details(
    discourse: Discourse,
    reading: Reading,
    statement: Statement,
    report: Report | None,
    day: str | None,
    claim: Claim,
) -> Claim:
    """`claim`, which `statement` makes on some `day`, with its time, condition and probability.

    A probability in numbers makes a claim hedged. The cue of a hedge takes the word before it that
    says how strong it is: `very likely`.
    """
    target = find_target_date(discourse, statement, report, day, vague=claim.type in _AHEAD)
    condition = find_condition(statement.text)
    probability = find_probability(statement.text)
    hedge = claim.hedge
    if all(found is None for found in (target, condition, probability, hedge)):
        return claim
    if probability is not None and hedge is None:
        hedge = _place(reading, statement, probability.start, probability.end)
    return replace(
        claim,
        date=target.value if target else None,
        date_cue=reading.span(target.start, target.end) if target else None,
        condition=_place(reading, statement, condition.start, condition.end) if condition else None,
        probability=(probability.least, probability.greatest) if probability else None,
        hedged=claim.hedged or probability is not None,
        hedge=_with_degree(discourse.document.text, claim.span, hedge) if hedge else None,
    )


def _place(reading: Reading, statement: Statement, start: int, end: int) -> Span:
    return reading.span(statement.start + start, statement.start + end)


def _with_degree(text: str, claim: Span, hedge: Span) -> Span:
    degree = _DEGREE.search(text[claim.start : hedge.start].lower())
    return Span(claim.start + degree.start(), hedge.end) if degree else hedge
