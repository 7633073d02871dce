"""The claims of an answer against those of gold, with claimant, attributes and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..graph.model import AUTHOR, Claim, Entity, Extraction
from .matching import Gold, Judgement, Key, Outcome, key_of, match_claims, overlap

__all__ = ["judge_claims"]

_ATTRIBUTES = ("attribution", "type", "quote", "negated", "hedged", "date")
_RARE = frozenset({"quote", "negated", "hedged", "date"})
"""Attributes that most claims lack, so that accuracy alone says little; they have an F1 too."""


def judge_claims(
    gold: Gold, answer: Extraction, to_gold: Mapping[str, Entity], names: Mapping[Key, str]
) -> Iterator[Judgement]:
    """The judgements on claims, given which entities are the same and what they are called."""
    matched = match_claims(gold.answer.claims, answer.claims)
    taken = set(matched.values())
    for index, claim in enumerate(answer.claims):
        if index not in taken:
            near = _nearest(claim, gold.answer.claims)
            yield Judgement("claims", "wrong", claim.span, near, claim.text)
            yield Judgement("claims+claimant", "wrong", claim.span, near, claim.text)
    for index, claim in enumerate(gold.answer.claims):
        if index in gold.claims:
            continue
        if index not in matched:
            near = _nearest(claim, answer.claims)
            yield Judgement("claims", "missed", claim.span, claim.text, near)
            yield Judgement("claims+claimant", "missed", claim.span, claim.text, near)
            continue
        found = answer.claims[matched[index]]
        yield Judgement("claims", "right", claim.span, claim.text, found.text)
        yield from _judge_claimant(claim, found, to_gold, names)
        yield from _judge_attributes(claim, found)
        yield from _judge_about(gold, claim, found, to_gold, names)


def _judge_claimant(
    claim: Claim, found: Claim, to_gold: Mapping[str, Entity], names: Mapping[Key, str]
) -> Iterator[Judgement]:
    def named(who: Key) -> str:
        return AUTHOR if who[1] == AUTHOR else names.get(who, "?")

    wanted = (True, claim.claimant)
    got = (True, AUTHOR) if found.claimant == AUTHOR else key_of(found.claimant, to_gold)
    outcomes: tuple[Outcome, ...] = ("right",) if got == wanted else ("wrong", "missed")
    for outcome in outcomes:
        yield Judgement("claims+claimant", outcome, claim.span, named(wanted), named(got))
    yield Judgement("accuracy of claimant", outcomes[0], claim.span, named(wanted), named(got))


def _judge_attributes(claim: Claim, found: Claim) -> Iterator[Judgement]:
    for name in _ATTRIBUTES:
        wanted, got = getattr(claim, name) or None, getattr(found, name) or None
        texts = (_value(name, wanted), _value(name, got))
        outcome: Outcome = "right" if wanted == got else "wrong"
        yield Judgement(f"accuracy of {name}", outcome, claim.span, *texts)
        if name not in _RARE:
            continue
        if wanted and wanted == got:
            yield Judgement(f"claim {name}", "right", claim.span, *texts)
            continue
        if got:
            yield Judgement(f"claim {name}", "wrong", claim.span, *texts)
        if wanted:
            yield Judgement(f"claim {name}", "missed", claim.span, *texts)


def _judge_about(
    gold: Gold,
    claim: Claim,
    found: Claim,
    to_gold: Mapping[str, Entity],
    names: Mapping[Key, str],
) -> Iterator[Judgement]:
    optional = {(True, identifier) for identifier in gold.entities}
    wanted = dict.fromkeys(key for key in ((True, a) for a in claim.about) if key not in optional)
    got = dict.fromkeys(k for k in (key_of(a, to_gold) for a in found.about) if k not in optional)
    for key in got:
        outcome: Outcome = "right" if key in wanted else "wrong"
        name = names.get(key, "?")
        yield Judgement("claim about", outcome, claim.span, name if key in wanted else "", name)
    for key in wanted:
        if key not in got:
            yield Judgement("claim about", "missed", claim.span, names.get(key, "?"), "")


def _nearest(claim: Claim, others: Iterable[Claim]) -> str:
    """The words of the claim that shares most with this one, if any shares something."""
    best = max(others, key=lambda other: overlap(claim.span, other.span), default=None)
    return best.text if best is not None and overlap(claim.span, best.span) else ""


def _value(name: str, value: object) -> str:
    if value is None:
        return "none" if name == "date" else "no"
    return "yes" if value is True else str(value)
