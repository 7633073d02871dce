"""The time that a claim's point is about: its date where it can be told, and the words for it.

Relative dates count from the day on which the words were said: that of their turn or of the
dated heading above them, else that of the document. Where none is known, or the text tells of
another time, the words are kept without a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...graph.model import BlockKind
from .clauses import carries_point, main_ranges
from .dates import DateMention, find_dates
from .discourse import Discourse, Statement, fold
from .phrases import phrase
from .reporting import Report

__all__ = ["TargetDate", "days_of", "find_target_date"]

_THAT = re.compile(r"(?: (?!that )\S+){0,10}? that(?!\w)")
_OCCASION = re.compile(
    r" (?:lecture|talk|speech|keynote|interview|essay|paper|book|article|letter|post|blog|podcast|"
    r"memo|report|hearing|testimony|column|tweet|thread)(?!\w)"
)
_NEARBY = 400  # characters
_SOME_DAY = "2000-06"  # to find relative dates whose values are not asked for
_MONTH = len("2000-06")  # a year alone dates no turn and no section: it may be what it is about
_WORDS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class TargetDate:
    """The time that a statement's point is about.

    Attributes:
        start: where its words begin, in the reading.
        end: behind them.
        value: ISO 8601 or EDTF; None where the words count from a day that is not known.
    """

    start: int
    end: int
    value: str | None


def find_target_date(
    discourse: Discourse,
    statement: Statement,
    report: Report | None,
    day: str | None,
    *,
    vague: bool = False,
) -> TargetDate | None:
    """The first time in the statement that its point is about.

    Dates in names do not count, nor does the time at which somebody said it.

    Args:
        discourse: of the document.
        statement: a claim's words.
        report: that says whose claim it is.
        day: on which the statement was made, see `days_of`.
        vague: whether words that tell no date (`in a few years`) are wanted where there is none.
    """
    told = history = None
    for mention in _mentions(discourse, statement, report, day):
        if mention.relative and day is not None and history is None:
            history = _tells_history(discourse, statement, day)
        value = None if mention.relative and (day is None or history) else mention.value
        found = TargetDate(statement.start + mention.start, statement.start + mention.end, value)
        if value is not None:
            return found
        told = told or found
    if told is None and vague:
        ranges = main_ranges(statement.text)
        for match in phrase("claims-times").finditer(statement.text):
            if carries_point(ranges, match.start()):
                start = statement.start
                return TargetDate(start + match.start(), start + match.end(), None)
    return told


def days_of(discourse: Discourse) -> tuple[str | None, ...]:
    """For each block the day, month or year on which its statements were made, as far as the
    document tells it."""
    text = discourse.document.text
    days: list[str | None] = []
    section = discourse.document.published
    for block in (place.block for place in discourse.blocks):
        if block.kind is BlockKind.HEADING:
            heading = block.span.of(text)
            day = _day_in(heading)
            dated = day is not None and not _WORDS.search(_without_dates(heading))
            section = day if dated else discourse.document.published
        labels = block.hidden if block.kind is BlockKind.TURN else ()
        told = (day for hidden in labels if (day := _day_in(hidden.of(text))))
        days.append(next(told, section))
    return tuple(days)


def _mentions(
    discourse: Discourse, statement: Statement, report: Report | None, day: str | None
) -> Iterator[DateMention]:
    """The dates that carry the statement's point."""
    dates = find_dates(statement.text, day or _SOME_DAY)
    if not dates:
        return
    said = begun = 0
    if report is not None:
        begun = report.start - statement.start
        clause = _THAT.match(statement.text, report.end - statement.start)
        said = clause.end() if clause else 0
    named = [
        range(place.start - statement.start, place.end - statement.start)
        for place in discourse.within(statement.start, statement.end)
    ]
    for date in dates:
        occasion = date.start < begun and _OCCASION.match(statement.text, date.end)
        if date.start < said or occasion or any(date.start in name for name in named):
            continue
        if carries_point(main_ranges(statement.text), date.start):
            yield date


def _tells_history(discourse: Discourse, statement: Statement, day: str) -> bool:
    """Whether the text shortly before gives dates well before the document's own, from which
    `in ten years` then counts."""
    block = discourse.blocks[statement.block]
    start = max(block.start, statement.start - _NEARBY)
    dates = find_dates(discourse.folded[start : statement.end])
    return any(int(date.value[:4]) < int(day[:4]) - 1 for date in dates)


def _day_in(text: str) -> str | None:
    dates = find_dates(fold(text))
    values = [date.value for date in dates if len(date.value) >= _MONTH and "/" not in date.value]
    return values[0] if len(values) == 1 else None


def _without_dates(text: str) -> str:
    folded = fold(text)
    for date in reversed(find_dates(folded)):
        folded = folded[: date.start] + folded[date.end :]
    return folded
