"""What someone said on a topic over time, and where a later word differs from an earlier one."""

from __future__ import annotations

from dataclasses import dataclass

from .claims import FoundClaim, find_claims
from .comparison import names_in_claims
from .periods import period_of
from .propositions import Proposition, read_proposition
from .store import QuadStore
from .verdicts import Mark, Verdict, judge

__all__ = ["HistoryEntry", "history"]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A claim at its place in time.

    Attributes:
        claim: what was said.
        mark: how it lies to an earlier claim; None where it is like none before it.
        reason: why, in words.
        earlier: the last claim before it that it differs from; where it differs from none, the
            last that it agrees with.
    """

    claim: FoundClaim
    mark: Mark | None
    reason: str | None
    earlier: FoundClaim | None


def history(store: QuadStore, by: str, *, about: str | None = None) -> list[HistoryEntry]:
    """The claims of one person, organization or work by the dates of their documents.

    Each is judged (`verdicts.judge`) against the claims of the same claimant in documents that
    are known to be earlier. Whether the world has changed since, or the claimant's mind, is not
    said. Claims of documents without a date come last, and are judged against none.

    Args:
        store: what is asked.
        by: the claimant's name or IRI.
        about: a topic's name or IRI; what is narrower than it counts too.

    Raises:
        StoreError: if the store cannot answer.
    """
    claims = find_claims(store, by=by, about=about)
    names = names_in_claims(store) if claims else {}
    propositions = [read_proposition(claim, names) for claim in claims]
    return [_entry(later, propositions[:place]) for place, later in enumerate(propositions)]


def _entry(later: Proposition, before: list[Proposition]) -> HistoryEntry:
    agreeing: tuple[Verdict, FoundClaim] | None = None
    for earlier in reversed(before):
        if earlier.claim.claimant != later.claim.claimant or not _is_before(earlier, later):
            continue
        verdict = judge(earlier, later, over_time=True)
        if verdict.mark.differs:
            return HistoryEntry(later.claim, verdict.mark, verdict.reason, earlier.claim)
        if verdict.mark is Mark.AGREE and agreeing is None:
            agreeing = verdict, earlier.claim
    if agreeing is None:
        return HistoryEntry(later.claim, None, None, None)
    verdict, claim = agreeing
    return HistoryEntry(later.claim, verdict.mark, verdict.reason, claim)


def _is_before(earlier: Proposition, later: Proposition) -> bool:
    first, second = (p.claim.published for p in (earlier, later))
    if first is None or second is None:
        return False
    one, other = period_of(first), period_of(second)
    return one is not None and other is not None and one.last < other.first
