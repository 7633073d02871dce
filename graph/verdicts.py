"""Whether two claims agree or differ, as far as their words show it.

A difference is only told where it can be shown: the same proposition word for word but for one
thing, of the same named things, for the same time, under the same condition, with the opposite
polarity or another value; and where neither side leaves the opposite open. All else is left to
the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .claim_words import plain
from .periods import period_of
from .propositions import Certainty, Proposition, Tense
from .tokens import NUMBER, are_opposite, spelled

__all__ = ["Mark", "Verdict", "judge"]

_NEAR = 366  # days between documents that can be taken to speak of one time
_MOST_ALIKE = 60  # tokens: longer ones are never the same


class Mark(StrEnum):
    """How two claims on one topic lie to each other."""

    AGREE = "agree"
    DIRECTION = "differ in direction"
    NUMBER = "differ in number"
    DATE = "differ in date"
    TOPIC = "same topic"

    @property
    def differs(self) -> bool:
        """Whether it says that both cannot be right."""
        return self in (Mark.DIRECTION, Mark.NUMBER, Mark.DATE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mark, with the reason for it in words."""

    mark: Mark
    reason: str


_NOTHING_SHOWN = Verdict(Mark.TOPIC, "both speak on it; neither agreement nor difference is shown")


def judge(a: Proposition, b: Proposition, *, over_time: bool = False) -> Verdict:
    """How two propositions lie to each other; the order of the two makes no difference to the mark.

    Args:
        a: one claim's proposition.
        b: the other's.
        over_time: whether claims without a date are compared however far apart their documents
            are, as for what one person says over the years.
    """
    if a.vague or b.vague or a.condition != b.condition:
        return _NOTHING_SHOWN
    match = _match(a, b)
    if match is None:
        return _NOTHING_SHOWN
    possible = (a.certainty is Certainty.POSSIBLE, b.certainty is Certainty.POSSIBLE)
    if any(possible) and not all(possible):
        return _NOTHING_SHOWN
    numbers = [
        (one, other)
        for one, other in zip(a.quantities, b.quantities, strict=True)
        if one.differs(other)
    ]
    if len({one.unit for one, _ in numbers}) > 1 or _units(a) != _units(b):
        return _NOTHING_SHOWN
    opposed = a.negated != b.negated
    turned = bool(match.reason)
    if turned and (a.negated or b.negated):
        return _NOTHING_SHOWN
    condition = " under the same condition" if a.condition else ""
    if opposed or turned:
        if numbers or any(possible) or a.has("some"):
            return _NOTHING_SHOWN
        time = _opposed_time(a, b, over_time=over_time)
        reason = match.reason or _negation(a, b)
        return _verdict(Mark.DIRECTION, f"the same proposition{condition}; {reason}", time)
    if numbers:
        if any(possible) or a.negated or len(numbers) > 1 or not _compares_values(a):
            return _NOTHING_SHOWN
        values = f"{_quoted(numbers[0][0].words)} against {_quoted(numbers[0][1].words)}"
        time = _same_time(a, b, over_time=over_time)
        return _verdict(Mark.NUMBER, f"the same proposition{condition}; {values}", time)
    return _alike(a, b, condition, over_time=over_time)


def _alike(a: Proposition, b: Proposition, condition: str, *, over_time: bool) -> Verdict:
    """Of propositions that differ in their time or probability at most."""
    time = _same_time(a, b, over_time=over_time)
    if time is None:
        possible = Certainty.POSSIBLE in (a.certainty, b.certainty)
        if a.negated or possible or a.timing is None or b.timing is None:
            return _NOTHING_SHOWN
        if a.has("events") and a.timing.excludes(b.timing):
            times = f"{_quoted(_told(a))} against {_quoted(_told(b))}"
            return Verdict(Mark.DATE, f"the same event{condition}; {times}")
        return _NOTHING_SHOWN
    if a.probability is not None and b.probability is not None:
        (low, high), (other_low, other_high) = a.probability, b.probability
        if high < other_low or other_high < low:
            values = f"{_chance(low, high)} against {_chance(other_low, other_high)}"
            reason = f"the same proposition{condition}; a probability of {values}"
            return _verdict(Mark.NUMBER, reason, time)
    elif a.probability is not None or b.probability is not None:
        return _NOTHING_SHOWN
    if not all(x.agrees(y) for x, y in zip(a.quantities, b.quantities, strict=True)):
        return _NOTHING_SHOWN
    return _verdict(Mark.AGREE, f"the same proposition{condition}, both {_polarity(a)}", time)


@dataclass(frozen=True, slots=True)
class _Match:
    """Two propositions have the same words; `reason` says what stands for its opposite."""

    reason: str = ""


def _match(a: Proposition, b: Proposition) -> _Match | None:
    one, other = a.tokens, b.tokens
    if len(one) != len(other) or len(one) > _MOST_ALIKE:
        return None
    if any(one == other[i:] + other[:i] for i in range(len(other))):
        return _Match()
    places = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(places) == 1 and are_opposite(one[places[0]], other[places[0]]):
        words = [_quoted(spelled(plain(p.claim.words), p.tokens[places[0]])) for p in (a, b)]
        return _Match(" is the opposite of ".join(words))
    if len(places) == 2 and NUMBER not in one:
        first, second = places
        swapped = one[first] == other[second] and one[second] == other[first]
        named = all("/" in one[i] for i in places)
        compared = ("mor" in one and "than" in one) or a.has("comparing")
        if swapped and named and compared:
            return _Match("what is compared changes places")
    return None


def _units(p: Proposition) -> list[str]:
    return [quantity.unit for quantity in p.quantities]


def _compares_values(a: Proposition) -> bool:
    """Whether a greater number excludes a smaller: not where it is only passed on the way."""
    return not (a.has("bounding") or (a.has("reaching") and a.tense is not Tense.PAST))


def _same_time(a: Proposition, b: Proposition, *, over_time: bool) -> str | None:
    """Why both speak of one time; None where it is not shown."""
    if a.timing is not None and b.timing is not None:
        return f"both say {_quoted(_told(a))}" if a.timing.is_same(b.timing) else None
    if a.timing is not None or b.timing is not None or _has_words_only(a, b):
        return None
    if a.tense is not b.tense:
        return None
    if a.tense is Tense.FUTURE or a.claim.document == b.claim.document:
        return "neither names a time"
    if over_time:
        return "neither names a time; their documents do"
    near = _are_near(a.claim.published, b.claim.published)
    return "neither names a time; said within a year" if near else None


def _opposed_time(a: Proposition, b: Proposition, *, over_time: bool) -> str | None:
    """Why what the one affirms cannot be where the other is right; None where it is not shown."""
    affirmed, denied = (b, a) if a.negated else (a, b)
    if affirmed.timing is None or denied.timing is None:
        return _same_time(a, b, over_time=over_time)
    event = affirmed.has("events") and a.negated != b.negated
    if affirmed.timing.is_same(denied.timing):
        return f"both say {_quoted(_told(a))}"
    if affirmed.timing.denied_by(denied.timing, event=event):
        return f"{_quoted(_told(affirmed))} lies within {_quoted(_told(denied))}"
    return None


def _has_words_only(a: Proposition, b: Proposition) -> bool:
    """Whether a time is told in words that no calendar knows, and not in the same."""
    return a.claim.date_words != b.claim.date_words


def _are_near(one: str | None, other: str | None) -> bool:
    """Whether two dates may lie within a year of each other; unknown ones are not said to."""
    first, second = (period_of(text) if text else None for text in (one, other))
    if first is None or second is None:
        return False
    return max((second.first - first.last).days, (first.first - second.last).days) <= _NEAR


def _verdict(mark: Mark, reason: str, time: str | None) -> Verdict:
    return Verdict(mark, f"{reason}; {time}") if time else _NOTHING_SHOWN


def _negation(a: Proposition, b: Proposition) -> str:
    denier = a if a.negated else b
    cue = denier.claim.negation_cue
    return f"{denier.claim.claimant_name} denies it" + (f" ({_quoted(cue)})" if cue else "")


def _polarity(a: Proposition) -> str:
    return "deny it" if a.negated else "affirm it"


def _told(a: Proposition) -> str:
    assert a.timing is not None
    relation, words = a.timing.relation.value, a.timing.words
    return words if words.startswith(relation) else f"{relation} {words}"


def _chance(least: float, greatest: float) -> str:
    low, high = f"{least * 100:g} %", f"{greatest * 100:g} %"
    return low if least == greatest else f"{low} to {high}"


def _quoted(words: str) -> str:
    return f"\u201c{words}\u201d"
