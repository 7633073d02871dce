"""Numbers in words of a proposition, as ranges of values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

__all__ = ["Quantity", "find_quantities"]

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_WORDS = {word: float(value) for value, word in enumerate(_SMALL)} | {
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
    "a hundred": 100.0,
    "a dozen": 12.0,
    "a thousand": 1000.0,
    "a million": 1e6,
    "a billion": 1e9,
    "a trillion": 1e12,
}
_FRACTIONS = {"half": 50.0, "a half": 50.0, "a third": 100 / 3, "a quarter": 25.0}
_SCALES = {
    "hundred": 100.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "billion": 1e9,
    "trillion": 1e12,
}
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25, "decade": 3652.5}
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
)
_SCALE = rf"(?:[ -]?(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?!\w))?"
_QUANTITY = re.compile(
    r"(?<![\w.,$-])(?:(?P<between>between )|(?P<bound>at least|no less than|no fewer than|not less "
    r"than|more than|over|above|upwards of|at most|no more than|not more than|less than|fewer than|"
    r"under|below|up to|about|around|roughly|approximately|some|almost|nearly|only|just|exactly) )?"
    rf"(?P<currency>[$\u20ac\u00a3] ?)?(?P<first>{_NUMBER})(?P<scale>{_SCALE})"
    rf"(?:(?: ?- ?| to | and (?=.*)| or )(?:[$\u20ac\u00a3] ?)?(?P<last>{_NUMBER})"
    rf"(?P<last_scale>{_SCALE}))?"
    r"(?P<unit> ?%| percent(?:age points?)?| per cent| (?:hour|day|week|month|year|decade)s?(?!\w)|"
    r" (?:us )?(?:dollar|euro|pound)s?(?!\w))?(?![\w%]|[.,]\d|-\d)"
)
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<bound>at least|more than|over|at most|less than|under|up to|about|around|"
    r"roughly|almost|nearly) )?(?P<share>half|a half|a third|a quarter)(?= (?:of|the|all)(?!\w))"
)
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_LEAST = (
    "at least",
    "no less than",
    "no fewer than",
    "not less than",
    "more than",
    "over",
    "above",
)
_MOST = (
    *("at most", "no more than", "not more than", "less than", "fewer than", "under", "below"),
    "up to",
)
_ABOUT = ("about", "around", "roughly", "approximately", "some", "almost", "nearly")
_TOLERANCE = 0.1
_SPREAD = 0.5  # units of the last digit that is written


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as the range of values that its words allow.

    Attributes:
        least: the least value; ``-inf`` where only a greatest is told.
        greatest: the greatest; ``inf`` where only a least is told.
        unit: ``%``, ``money``, ``days`` for all units of time, else empty: the word behind it.
        words: as they stand.
    """

    least: float
    greatest: float
    unit: str
    words: str

    def differs(self, other: Quantity) -> bool:
        """Whether no value is both; quantities of two units are not compared."""
        return self.unit == other.unit and (
            self.greatest < other.least or other.greatest < self.least
        )

    def agrees(self, other: Quantity) -> bool:
        """Whether both allow the same values, or a common one of ranges that have two ends."""
        if (self.least, self.greatest, self.unit) == (other.least, other.greatest, other.unit):
            return True
        finite = not {inf, -inf} & {self.least, self.greatest, other.least, other.greatest}
        return finite and self.unit == other.unit and not self.differs(other)


def find_quantities(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """The numbers in lower-case text with their places, disjoint and in order.

    Years are none, nor are numbers that are part of a word. A number stands for the values that
    round to it as it is written; `about` allows a tenth more or less.

    >>> [(q.words, q.least, q.unit) for *_, q in find_quantities("at least 8 gpus for 2 weeks")]
    [('at least 8', 8.0, ''), ('2 weeks', 10.5, 'days')]
    """
    matches = [*_QUANTITY.finditer(text), *_FRACTION.finditer(text)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        quantity = _read(match)
        if quantity is not None and match.start() >= end:
            end = match.end()
            yield match.start(), end, quantity


def _read(match: re.Match[str]) -> Quantity | None:
    groups = match.groupdict()
    if "share" in groups:
        value = _FRACTIONS[groups["share"]]
        return _ranged(value, value, 1.0, groups["bound"], "%", match.group())
    first, last, unit = groups["first"], groups["last"], (groups["unit"] or "").strip()
    if _YEAR.fullmatch(first) and not unit and not groups["scale"]:
        return None
    if bool(groups["between"]) and last is None:
        return None
    scale = _SCALES.get((groups["scale"] or "").strip(" -"), 1.0)
    last_scale = _SCALES.get((groups["last_scale"] or "").strip(" -"), 1.0)
    if last is not None and scale == 1.0:
        scale = last_scale  # 10 to 20 million
    least = _value(first) * scale
    greatest = _value(last) * max(last_scale, 1.0) if last is not None else least
    if greatest < least:
        return None
    step = 10.0 ** -len(first.partition(".")[2]) * scale
    kind, factor = _unit(unit, bool(groups["currency"]))
    bound = groups["bound"]
    return _ranged(least * factor, greatest * factor, step * factor, bound, kind, match.group())


def _value(words: str) -> float:
    return _WORDS[words] if words in _WORDS else float(words.replace(",", ""))


def _unit(words: str, currency: bool) -> tuple[str, float]:
    if words.startswith(("%", "percent", "per cent")):
        return "%", 1.0
    if currency or words.removeprefix("us ").startswith(("dollar", "euro", "pound")):
        return "money", 1.0
    days = _DAYS.get(words.removesuffix("s"))
    return ("days", days) if days is not None else ("", 1.0)


def _ranged(
    least: float, greatest: float, step: float, bound: str | None, unit: str, words: str
) -> Quantity:
    if bound in _LEAST or bound == "upwards of":
        return Quantity(least, inf, unit, words)
    if bound in _MOST:
        return Quantity(-inf, greatest, unit, words)
    if bound in _ABOUT:
        least, greatest = least * (1 - _TOLERANCE), greatest * (1 + _TOLERANCE)
    spread = step * _SPREAD
    return Quantity(least - spread, greatest + spread, unit, words)
