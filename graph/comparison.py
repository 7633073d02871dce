"""What two claimants say on the topics that both speak about, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .answers import answers
from .claims import FoundClaim, find_claims
from .errors import UsageError
from .propositions import Names, Proposition, name_table, read_proposition
from .store import QuadStore
from .verdicts import Mark, judge

__all__ = ["ComparedClaims", "compare", "names_in_claims"]

_ALONE = "nothing of the other side is left to put beside it"


@dataclass(frozen=True, slots=True)
class ComparedClaims:
    """A claim of each of two claimants, on topics that they share.

    Attributes:
        topics: labels of the shared topics that both claims are about, sorted; of a claim that
            stands alone, those it is about.
        mark: whether they agree or differ, as far as that is shown.
        reason: why, in words.
        a: the first claimant's; None where only the other side has one left.
        b: the second claimant's.
    """

    topics: tuple[str, ...]
    mark: Mark
    reason: str
    a: FoundClaim | None
    b: FoundClaim | None


def compare(store: QuadStore, a: str, b: str, *, about: str | None = None) -> list[ComparedClaims]:
    """The claims of two people, organizations or works on each topic that both speak about.

    First every pair of claims is judged (`verdicts.judge`), and those that agree or differ are
    told. Each claim that is left is then put beside the one of the other side that shares most
    of its words, or stands alone; nothing is said of such pairs but that both speak on it.

    Returns:
        By topic; those that differ first, then those that agree.

    Args:
        store: what is asked.
        a: name or IRI of a claimant.
        b: name or IRI of another.
        about: a topic's name or IRI; topics narrower than it count too.

    Raises:
        UsageError: if both are the same.
        StoreError: if the store cannot answer.
    """
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for row in answers(store, "compare", a=a, b=b, about=about or ""):
        shared[row["claim"]].add(row["topicName"])
    sides = [
        [claim for claim in find_claims(store, by=who) if claim.iri in shared] for who in (a, b)
    ]
    if {claim.claimant for claim in sides[0]} & {claim.claimant for claim in sides[1]}:
        raise UsageError(f"{a!r} and {b!r} name the same claimant; see claimgraph history")
    names = names_in_claims(store) if all(sides) else {}
    first, second = ([read_proposition(claim, names) for claim in side] for side in sides)
    told = list(_judged(first, second, shared))
    seen = {claim.iri for pair in told for claim in (pair.a, pair.b) if claim is not None}
    left = [p for p in first if p.claim.iri not in seen]
    right = [p for p in second if p.claim.iri not in seen]
    return sorted([*told, *_beside(left, right, shared)], key=_order)


def names_in_claims(store: QuadStore) -> Names:
    """The names of everything that claims are about, and of claimants."""
    names: dict[str, str] = {}
    for row in answers(store, "claim-names"):
        names.setdefault(row["name"], row["thing"])
    return name_table(names)


def _judged(
    first: Sequence[Proposition], second: Sequence[Proposition], shared: Mapping[str, set[str]]
) -> Iterator[ComparedClaims]:
    """The pairs that agree or differ."""
    for one in first:
        for other in second:
            topics = shared[one.claim.iri] & shared[other.claim.iri]
            if not topics:
                continue
            verdict = judge(one, other)
            if verdict.mark is not Mark.TOPIC:
                yield ComparedClaims(
                    tuple(sorted(topics)), verdict.mark, verdict.reason, one.claim, other.claim
                )


def _beside(
    first: Sequence[Proposition], second: Sequence[Proposition], shared: Mapping[str, set[str]]
) -> Iterator[ComparedClaims]:
    """Each claim once, beside the one that shares most of its words."""
    pairs = [
        (-_likeness(one, other), i, j)
        for i, one in enumerate(first)
        for j, other in enumerate(second)
        if shared[one.claim.iri] & shared[other.claim.iri]
    ]
    left, right = set(range(len(first))), set(range(len(second)))
    for _, i, j in sorted(pairs):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            one, other = first[i].claim, second[j].claim
            topics = tuple(sorted(shared[one.iri] & shared[other.iri]))
            reason = judge(first[i], second[j]).reason
            yield ComparedClaims(topics, Mark.TOPIC, reason, one, other)
    for i in sorted(left):
        claim = first[i].claim
        yield ComparedClaims(tuple(sorted(shared[claim.iri])), Mark.TOPIC, _ALONE, claim, None)
    for j in sorted(right):
        claim = second[j].claim
        yield ComparedClaims(tuple(sorted(shared[claim.iri])), Mark.TOPIC, _ALONE, None, claim)


def _likeness(one: Proposition, other: Proposition) -> float:
    """Jaccard's index of the words of two propositions."""
    words, others = set(one.tokens), set(other.tokens)
    return len(words & others) / max(1, len(words | others))


def _order(pair: ComparedClaims) -> tuple[str, bool, int, str, int, str, str, int, str]:
    a, b = pair.a, pair.b
    return (
        pair.topics[0].casefold() if pair.topics else "",
        a is None or b is None,
        _RANKS[pair.mark],
        (a.published or "~") if a else "~",
        a.start if a else 0,
        a.iri if a else "",
        (b.published or "~") if b else "~",
        b.start if b else 0,
        b.iri if b else "",
    )


_RANKS = {
    Mark.DIRECTION: 0,
    Mark.NUMBER: 1,
    Mark.DATE: 2,
    Mark.AGREE: 3,
    Mark.TOPIC: 4,
}
