"""The ledger of predictions: what was said to come, by whom, and whether its time is over.

Whether a prediction came true is not said; that is for people to find out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .answers import answers
from .claims import FoundClaim, find_claims
from .errors import UsageError
from .periods import Period, period_of
from .store import QuadStore

__all__ = ["Prediction", "PredictionStatus", "find_predictions"]


class PredictionStatus(StrEnum):
    """How the time that a prediction is for lies to a given day."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Prediction:
    """One line of the ledger.

    Attributes:
        status: ``open`` while its time is to come or is not told, ``due`` while it runs,
            ``overdue`` from the day after its last.
        last_day: the last day of its time; None where there is no time or it has no end.
        claim: the prediction itself, with its receipt.
    """

    status: PredictionStatus
    last_day: date | None
    claim: FoundClaim


def find_predictions(
    store: QuadStore,
    *,
    on: date,
    by: str | None = None,
    about: str | None = None,
    status: str | None = None,
    target_from: str | None = None,
    target_to: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Prediction]:
    """Predictions, and other claims on a time after their document's, the first to end first.

    What looks ahead is what the named query ``predictions`` finds. Those without a time, or with
    one that has no end, come last.

    Args:
        store: what is searched.
        on: the day that statuses refer to.
        by: the claimant's name or IRI.
        about: a topic's name or IRI; what is narrower than it counts too.
        status: one of `PredictionStatus`.
        target_from: EDTF date or period; only predictions for it or a later time.
        target_to: likewise, for it or an earlier time.
        since: the earliest date of publication, as in `find_claims`.
        until: the latest.

    Raises:
        UsageError: if there is no such status, or a date is none.
        StoreError: if the store cannot answer.
    """
    if status is not None and status.lower() not in set(PredictionStatus):
        known = ", ".join(PredictionStatus)
        raise UsageError(f"no prediction is {status!r}; statuses are {known}")
    earliest = _period("from", target_from).first if target_from else date.min
    latest = _period("to", target_to).last if target_to else date.max
    bounded = target_from is not None or target_to is not None
    ahead = {row["claim"] for row in answers(store, "predictions", by=by or "", about=about or "")}
    found = []
    for claim in find_claims(store, by=by, about=about, since=since, until=until):
        if claim.iri not in ahead:
            continue
        period = period_of(claim.target_date) if claim.target_date else None
        if bounded and (period is None or period.last < earliest or period.first > latest):
            continue
        line = Prediction(_status(period, on), _last_day(period), claim)
        if status is None or line.status == status.lower():
            found.append(line)
    return sorted(found, key=_order)


def _period(name: str, text: str) -> Period:
    period = period_of(text)
    if period is None:
        raise UsageError(
            f"{name} {text!r} is not a date; write a day, month, year or period as in 2028-03"
        )
    return period


def _status(period: Period | None, on: date) -> PredictionStatus:
    if period is None or on < period.first:
        return PredictionStatus.OPEN
    return PredictionStatus.DUE if on <= period.last else PredictionStatus.OVERDUE


def _last_day(period: Period | None) -> date | None:
    return None if period is None or period.last == date.max else period.last


def _order(line: Prediction) -> tuple[date, str, str, str, str, int, str]:
    claim = line.claim
    return (
        line.last_day or date.max,
        claim.target_date or "~",
        claim.claimant_name,
        claim.published or "~",
        claim.document_title,
        claim.start,
        claim.iri,
    )
