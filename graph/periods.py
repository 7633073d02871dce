"""Dates and periods of ISO 8601 and EDTF as ranges of days.

EDTF: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .dates import is_edtf

__all__ = ["Period", "period_of"]

_SEASON = re.compile(r"([0-9]{4})-2[1-4]")
_PARTS = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")
_QUALIFIERS = "?~%"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both included; `date.min` and `date.max` where it is open."""

    first: date
    last: date

    def contains(self, other: Period) -> bool:
        """Whether every day of `other` lies in it."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.first <= other.last and other.first <= self.last


def period_of(text: str) -> Period | None:
    """The days that a date or interval of EDTF covers; None if `text` is neither.

    A season, which the hemispheres date otherwise, is taken as its year. What qualifies a date
    (``?``, ``~``, ``%``) makes no difference.

    >>> period_of("2028-03")
    Period(first=datetime.date(2028, 3, 1), last=datetime.date(2028, 3, 31))
    >>> period_of("203X").last, period_of("2028/..").last == date.max, period_of("soon")
    (datetime.date(2039, 12, 31), True, None)
    """
    if not is_edtf(text):
        return None
    start, slash, end = text.partition("/")
    first = date.min if start in ("", "..") else _days(start).first
    if not slash:
        return _days(start)
    last = date.max if end in ("", "..") else _days(end).last
    return Period(first, last) if first <= last else None


def _days(text: str) -> Period:
    """The days of a single date."""
    text = text.rstrip(_QUALIFIERS)
    if season := _SEASON.fullmatch(text):
        text = season[1]
    parts = _PARTS.fullmatch(text)
    assert parts is not None  # `is_edtf` has seen to it
    year, month, day = parts.groups()
    known = month is not None and month.isdigit()
    first_month, last_month = (int(month), int(month)) if known else (1, 12)
    first_year = max(int(year.replace("X", "0")), 1)
    last_year = max(int(year.replace("X", "9")), 1)
    if known and day is not None and day.isdigit():
        whole = date(first_year, first_month, int(day))
        return Period(whole, whole)
    ending = monthrange(last_year, last_month)[1]
    return Period(date(first_year, first_month, 1), date(last_year, last_month, ending))
