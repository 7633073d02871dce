"""Dates and periods in a sentence, as ISO 8601 to the precision the words give.

Relative dates (``next year``, ``in two years``) are read only against a known date of the
document. Decades are periods of ten years from the year that ends in 0: the 2030s are 2030/2039.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

__all__ = ["DateMention", "find_dates"]

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
_YEAR = r"(?P<year>(?:1[89]|20|21)\d\d)"
_ANY_YEAR = re.compile(_YEAR)
_NUMBERS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_COUNT = rf"(?P<count>{'|'.join(_NUMBERS)}|an?|\d{{1,3}})"
_UNITS = ("year", "decade", "month")
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})s?"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period and where it stands in the folded text; `relative` if it needs a today."""

    start: int
    end: int
    value: str
    relative: bool = False


def find_dates(text: str, today: str | None = None) -> tuple[DateMention, ...]:
    """The dates in folded `text`, disjoint and in order.

    Args:
        text: folded, see `discourse.fold`.
        today: ISO 8601 date, month or year that relative dates count from; without it they are
            left out.

    >>> [date.value for date in find_dates("from late 2016 to march 2028")]
    ['2016', '2028-03']
    """
    found: list[DateMention] = []
    for mention in sorted(_all(text, today), key=lambda date: (date.start, -date.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return tuple(found)


def _all(text: str, today: str | None) -> Iterator[DateMention]:
    for pattern, value in _ABSOLUTE if _ANY_YEAR.search(text) else ():
        for match in pattern.finditer(text):
            if iso := value(match):
                yield DateMention(match.start(), match.end(), iso)
    if not today:
        return
    for words, patterns in _RELATIVE:
        if not any(word in text for word in words):
            continue
        for pattern, relative in patterns:
            for match in pattern.finditer(text):
                if iso := relative(match, int(today[:4]), _month_of(today)):
                    yield DateMention(match.start(), match.end(), iso, relative=True)


def _day(match: re.Match[str]) -> str | None:
    day = int(match["day"])
    return f"{_month(match)}-{day:02}" if 1 <= day <= 31 else None


def _month(match: re.Match[str]) -> str:
    name = match["month"].rstrip(".")
    number = next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))
    return f"{match['year']}-{number:02}"


def _iso(match: re.Match[str]) -> str | None:
    month, day = int(match["number"]), match["day"]
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return match.group()


def _period(match: re.Match[str]) -> str | None:
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else None


def _decade(match: re.Match[str]) -> str:
    start = int(match["year"])
    if match["part"] == "early":
        return f"{start}/{start + 3}"
    if match["part"] == "mid":
        return f"{start + 4}/{start + 6}"
    return f"{start + 7}/{start + 9}" if match["part"] == "late" else f"{start}/{start + 9}"


def _quarter(match: re.Match[str]) -> str:
    first = 3 * int(match["quarter"]) - 2
    return f"{match['year']}-{first:02}/{match['year']}-{first + 2:02}"


_EDGE, _BEHIND = r"(?<![\w.$#/-])", r"(?![\w%$]|[.,/-]\d)"
_ABSOLUTE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(rf"{_EDGE}{_YEAR}-(?P<number>\d\d)(?:-(?P<day>\d\d))?(?![\w-])"), _iso),
    (
        re.compile(rf"{_EDGE}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}{_BEHIND}"),
        _day,
    ),
    (
        re.compile(
            rf"{_EDGE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}{_BEHIND}"
        ),
        _day,
    ),
    (re.compile(rf"{_EDGE}{_MONTH}(?: of|,)? {_YEAR}{_BEHIND}"), _month),
    (re.compile(rf"{_EDGE}q(?P<quarter>[1-4])(?: of)? {_YEAR}{_BEHIND}"), _quarter),
    (
        re.compile(
            rf"{_EDGE}(?:(?:between|from) )?{_YEAR}(?: ?- ?| to | and | or |/)"
            rf"(?P<last>(?:1[89]|20|21)\d\d|\d\d(?!\d)){_BEHIND}"
        ),
        _period,
    ),
    (re.compile(rf"{_EDGE}(?:(?P<part>early|mid|late)[ -])?(?:the )?{_YEAR}s{_BEHIND}"), _decade),
    (re.compile(rf"{_EDGE}{_YEAR}{_BEHIND}"), lambda match: match["year"]),
)


def _month_of(today: str) -> int | None:
    return int(today[5:7]) if len(today) >= 7 else None


def _count(match: re.Match[str]) -> int:
    word = match["count"]
    if word in ("a", "an"):
        return 1
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)


def _from_now(match: re.Match[str], year: int, month: int | None) -> str | None:
    return _shifted(year, month, _count(match), match["unit"])


def _ago(match: re.Match[str], year: int, month: int | None) -> str | None:
    return _shifted(year, month, -_count(match), match["unit"])


def _shifted(year: int, month: int | None, count: int, unit: str) -> str | None:
    if unit == "month":
        if month is None:
            return None
        months = 12 * year + month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(year + count * (10 if unit == "decade" else 1))


def _neighbour(match: re.Match[str], year: int, month: int | None) -> str | None:
    step = {"this": 0, "next": 1, "last": -1}[match["which"]]
    if match["unit"] == "decade":
        start = year // 10 * 10 + 10 * step
        return f"{start}/{start + 9}"
    return _shifted(year, month, step, match["unit"])


def _end_of_decade(match: re.Match[str], year: int, month: int | None) -> str:
    return str(year // 10 * 10 + 9)


def _coming(match: re.Match[str], year: int, month: int | None) -> str | None:
    end = _shifted(year, None, _count(match), match["unit"])
    return f"{year}/{end}" if end else None


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_AHEAD = re.compile(r"(?<!\w)(?:will|would|expects?|expected|plans?|planned|due|next|by)(?!\w)")


def _season(match: re.Match[str], year: int, month: int | None) -> str | None:
    if month is None:
        return None
    start = _SEASONS[match["season"]]
    if match["which"] == "next":
        return str(year + (month >= start))
    return str(year - (month <= start + 2)) if match["which"] == "last" else str(year)


def _bare_month(match: re.Match[str], year: int, month: int | None) -> str | None:
    """The nearest month of that name on the side of today of which the sentence speaks."""
    if month is None:
        return None
    number = next(i for i, name in enumerate(_MONTHS, 1) if name == match["month"])
    if _AHEAD.search(match.string, 0, match.start()) or match.group().startswith("by"):
        year += number < month
    else:
        year -= number > month
    return f"{year}-{number:02}"


_Relative = Callable[[re.Match[str], int, int | None], str | None]
_UNITS_FROM_NOW: tuple[tuple[re.Pattern[str], _Relative], ...] = (
    (re.compile(r"(?<!\w)(?:by |before )?the end of (?:the|this) decade(?!\w)"), _end_of_decade),
    (
        re.compile(
            rf"(?<!\w)(?:over|during|for|within) the (?:next|coming) {_COUNT} {_UNIT}(?!\w)"
        ),
        _coming,
    ),
    (re.compile(rf"(?<!\w)(?:in|within) (?:the next )?{_COUNT} {_UNIT}(?!\w|'| of)"), _from_now),
    (re.compile(rf"(?<!\w){_COUNT} {_UNIT} from now(?!\w)"), _from_now),
    (re.compile(rf"(?<!\w){_COUNT} {_UNIT} ago(?!\w)"), _ago),
    (
        re.compile(
            r"(?<!\w)(?:by |before |until )?(?:the end of |later |earlier )?"
            rf"(?P<which>this|next|last) (?P<unit>{'|'.join(_UNITS)})(?!\w|'s)"
        ),
        _neighbour,
    ),
)
_SEASONS_FROM_NOW = re.compile(
    rf"(?<!\w)(?P<which>this|next|last) (?P<season>{'|'.join(_SEASONS)})(?!\w|'s|,? \d)"
)
_BARE_MONTH = re.compile(rf"(?<!\w)(?:in|since|by) (?P<month>{'|'.join(_MONTHS)})(?!\w|,? \d)")
_RELATIVE: tuple[tuple[Collection[str], tuple[tuple[re.Pattern[str], _Relative], ...]], ...] = (
    (_UNITS, _UNITS_FROM_NOW),
    (_SEASONS, ((_SEASONS_FROM_NOW, _season),)),
    (_MONTHS, ((_BARE_MONTH, _bare_month),)),
)
"""Patterns of relative dates behind the words of which each match holds one."""
