"""Publication dates: ISO 8601 and the usual English ways to write a date.

Numbers with slashes or dots, such as 03/04/2025, are refused: one half of the world reads
them as March, the other as April.
"""

from __future__ import annotations

import re
from datetime import date

__all__ = ["parse_date", "written_date"]

_MONTH_NAMES = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:1[4-9]|2[0-2])\d\d)(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_ISO = re.compile(rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ]\d\d:\d\d.{{0,30}})?)?)?")
_COMPACT = re.compile(r"(?P<year>(?:1[4-9]|2[0-2])\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_SLASHED = re.compile(rf"{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)")
_WRITTEN = tuple(
    re.compile(_WEEKDAY + pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)


def parse_date(text: str) -> str:
    """The date as ISO 8601, to the precision given: ``2026``, ``2026-06`` or ``2026-06-25``.

    A time of day behind the date is dropped.

    >>> parse_date("3 June 2025"), parse_date("Jun 2025"), parse_date("2025-06-03T10:00:00Z")
    ('2025-06-03', '2025-06', '2025-06-03')

    Raises:
        ValueError: if it is no date, with a message for the user.
    """
    plain = " ".join(text.split())
    for pattern in (_ISO, _COMPACT, _SLASHED):
        if found := pattern.fullmatch(plain):
            return _iso(found, text)
    for pattern in _WRITTEN:
        if (found := pattern.match(plain)) and not re.match(r"\w", plain[found.end() :]):
            rest = plain[found.end() :]
            if re.fullmatch(r"(?:,?\s*(?:at\s+)?\d\d?:\d\d.{0,30})?", rest):
                return _iso(found, text)
    raise ValueError(f"{text!r} is no date; write it as 2026, 2026-06 or 2026-06-25")


def written_date(line: str) -> str | None:
    """The date that `line` begins with, as ISO 8601; a year alone is no date here.

    >>> written_date("May 3, 2024|1,204 views"), written_date("2025 was a long year")
    ('2024-05-03', None)
    """
    plain = " ".join(line.split())
    for pattern in (*_WRITTEN, _ISO, _SLASHED):
        found = pattern.match(plain)
        if found and found["month"] and not re.match(r"\w", plain[found.end() :]):
            try:
                return _iso(found, line)
            except ValueError:
                return None
    return None


def _iso(found: re.Match[str], text: str) -> str:
    parts = found.groupdict()
    name, day = parts.get("month"), parts.get("day")
    if not name:
        return parts["year"]
    month = int(name) if name.isdecimal() else _MONTHS[name.casefold()]
    try:
        exact = date(int(parts["year"]), month, int(day or 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: {error}") from error
    return exact.isoformat() if day else exact.isoformat()[:7]
