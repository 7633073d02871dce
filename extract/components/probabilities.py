"""Probabilities that a claim's words give as numbers; of other words none is estimated."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .clauses import carries_point, main_ranges

__all__ = ["StatedProbability", "find_probability"]

_NUMBER = r"\d{1,3}(?:\.\d+)?"
_NOUN = r"(?:chance|probability|likelihood|odds|confidence)"
_BOUND = (
    r"(?P<bound>at least|more than|over|above|greater than|at most|less than|under|below|"
    r"no more than|up to) (?:an? )?"
)
_PERCENT = re.compile(
    rf"(?<![\w.])(?:{_BOUND})?(?P<first>{_NUMBER})(?: ?%)?"
    rf"(?:(?: ?- ?| to | or )(?P<last>{_NUMBER}))?(?:-| ?)(?:%|percent|per cent)"
    rf"(?: (?:{_NOUN}|likely|confident|certain|sure)(?!\w)|-(?:likely|confident))"
)
_OF_PERCENT = re.compile(
    rf"(?<!\w){_NOUN} (?:of|at|is|as) (?:about |around |roughly |some )?(?:{_BOUND})?"
    rf"(?P<first>{_NUMBER})(?: ?%)?(?:(?: ?- ?| to )(?P<last>{_NUMBER}))? ?(?:%|percent|per cent)"
)
_RATIO = re.compile(
    rf"(?<![\w.])(?:{_BOUND})?(?P<part>one|two|three|\d{{1,3}})(?: in |-in-| out of )"
    r"(?P<whole>two|three|four|five|ten|twenty|a hundred|a thousand|a million|\d{1,6})"
    rf" {_NOUN}(?!\w)"
)
_DECIMAL = re.compile(rf"(?<!\w){_NOUN} of (?P<value>0?\.\d+)(?![\d%])")
_EVEN = re.compile(rf"(?<![\w.])(?:fifty-fifty|50[-/]50|even odds|even {_NOUN})(?!\w)")
_NEEDED = ("%", "cent", "chance", "probability", "likelihood", "odds", "confidence", "fifty", "50")
"""Each pattern holds one of these."""

_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "a hundred": 100,
    "a thousand": 1000,
    "a million": 1_000_000,
}
_UPWARD = ("at least", "more than", "over", "above", "greater than")


@dataclass(frozen=True, slots=True)
class StatedProbability:
    """A probability in folded text: where it stands, and the least and greatest it can be."""

    start: int
    end: int
    least: float
    greatest: float


def find_probability(text: str) -> StatedProbability | None:
    """The first probability that a claim's folded text states of its point.

    >>> found = find_probability("there is at least a 60% chance of agi by 2040.")
    >>> found.least, found.greatest
    (0.6, 1.0)
    """
    if not any(word in text for word in _NEEDED):
        return None
    found = [
        probability
        for pattern in (_PERCENT, _OF_PERCENT, _RATIO, _DECIMAL, _EVEN)
        for match in pattern.finditer(text)
        if (probability := _read(match)) is not None
    ]
    ranges = main_ranges(text)
    carrying = (p for p in found if carries_point(ranges, p.start))
    return min(carrying, key=lambda p: (p.start, -p.end), default=None)


def _read(match: re.Match[str]) -> StatedProbability | None:
    groups = match.groupdict()
    if "first" in groups:
        least = float(groups["first"]) / 100
        greatest = float(groups["last"]) / 100 if groups["last"] else least
    elif "part" in groups:
        whole = _whole(groups["whole"])
        least = greatest = _whole(groups["part"]) / whole if whole else 2.0
    else:
        least = greatest = float(groups["value"]) if "value" in groups else 0.5
    if groups.get("bound"):
        least, greatest = (least, 1.0) if groups["bound"] in _UPWARD else (0.0, greatest)
    if not least <= greatest <= 1:
        return None
    return StatedProbability(match.start(), match.end(), round(least, 6), round(greatest, 6))


def _whole(word: str) -> int:
    return _WORDS[word] if word in _WORDS else int(word)
