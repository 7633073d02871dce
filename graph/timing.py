"""When a proposition is to hold, and which two such times exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .periods import Period
from .words import phrases

__all__ = ["Relation", "Timing", "relation_before"]

_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)


class Relation(StrEnum):
    """How a proposition lies to the date that it names."""

    IN = "in"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    UNTIL = "until"
    AROUND = "around"


_DEADLINES = (Relation.BY, Relation.BEFORE)


@dataclass(frozen=True, slots=True)
class Timing:
    """A relation to a period: ``by 2030``.

    Attributes:
        relation: to the period.
        period: the days that the date covers.
        words: as they stand.
    """

    relation: Relation
    period: Period
    words: str

    @property
    def days(self) -> Period:
        """The days on which an event of that time happens; before the first day of all, none."""
        first, last = self.period.first, self.period.last
        match self.relation:
            case Relation.BY | Relation.UNTIL:
                return Period(date.min, last)
            case Relation.BEFORE:
                return Period(date.min, max(first, date.min + _DAY) - _DAY)
            case Relation.AFTER:
                return Period(min(last, date.max - _DAY) + _DAY, date.max)
            case Relation.FROM:
                return Period(first, date.max)
            case Relation.AROUND:
                early = max(first, date.min + _YEAR) - _YEAR
                return Period(early, min(last, date.max - _YEAR) + _YEAR)
            case _:
                return self.period

    def is_same(self, other: Timing) -> bool:
        """Whether both name one time in one way."""
        return self.days == other.days

    def excludes(self, other: Timing) -> bool:
        """Whether no event can happen at both times, or both are deadlines and not the same."""
        if self.relation in _DEADLINES and other.relation in _DEADLINES:
            return self.days != other.days
        return not self.days.overlaps(other.days)

    def denied_by(self, other: Timing, *, event: bool) -> bool:
        """Whether what happens at this time cannot, if it does not at the `other`.

        What does not happen by 2030 does not happen by 2028 either; what does not hold in 2025 to
        2030 may hold in 2028, unless it is an event.
        """
        return self.is_same(other) or (event and other.days.contains(self.days))


def relation_before(words: str) -> tuple[Relation, str] | None:
    """The relation that the last words of lower-case text say, and those words.

    >>> relation_before("agents will do research by the end of ")
    (<Relation.BY: 'by'>, 'by the end of ')
    """
    trimmed = words.rstrip()
    for ending in (
        " the",
        " the end of",
        " the end of the",
        " early",
        " late",
        " mid",
        " the year",
    ):
        head = trimmed.removesuffix(ending)
        if head != trimmed and (found := relation_before(head)):
            return found[0], words[words.rindex(found[1].rstrip()) :]
    found_words = ""
    found_relation: Relation | None = None
    for relation in Relation:
        for match in phrases(relation.value).finditer(trimmed):
            if match.end() == len(trimmed) and len(match.group()) > len(found_words):
                found_relation, found_words = relation, match.group()
    if found_relation is None:
        return None
    return found_relation, words[len(trimmed) - len(found_words) :]
