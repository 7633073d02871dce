"""The stretches of a document that are claims: which words of a sentence belong to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import BlockKind, EntityType
from .claimhood import is_claim
from .dates import find_dates
from .discourse import Discourse, Statement
from .nesting import relative_views
from .voices import Voice

__all__ = ["find_candidates"]

_MARKED = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?P<label>[^*_\n]{1,120}?):?\1")
_SEPARATOR = re.compile(r" ?(?:\([^)]*\) ?)?(?::|--?|\u2013|\u2014) ")
_BULLET = 8  # characters of bullet, number and space before a label
_NOISE_AHEAD = re.compile(r"[^\w\"'(\[<$\u00a3\u20ac#@\u201c\u2018]+")
_NOISE_BEHIND = re.compile(r"[^\w\"')\]>.!?%\u2026:;,+$\u201d\u2019]+$")
_BYLINE = re.compile(r" ?(?:--|\u2014|\||-) ?$")
_LEAD = re.compile(r"(?::| (?:--|\u2014|-|\|)) ")
_OPEN, _CLOSE = '\u201c"', '\u201d"'
_FOR = re.compile(r"(?:\bby|\bin|\bbefore|\buntil) (?:\w+ )?$")
_AND = re.compile(r"(?:,|;)(?: and| but)? ")
_CLAUSE = 10  # characters; less than that before a date names nothing of its own


def find_candidates(
    discourse: Discourse, voices: tuple[Voice, ...]
) -> Iterator[tuple[Statement, bool]]:
    """The stretches that may be claims, in order, and whether the rules take them for one.

    A claim with two dates is parted; page furniture is no candidate.
    """
    for sentence in discourse.sentences:
        statement = _trimmed(discourse, sentence)
        if statement is None:
            continue
        if is_claim(discourse, statement, voices[statement.block]):
            yield from ((part, True) for part in _by_date(discourse, statement))
        elif discourse.kind(statement) is not BlockKind.FURNITURE:
            views = tuple(relative_views(discourse, statement))
            yield from ((view, True) for view in views)
            if not views:
                yield statement, False


def _trimmed(discourse: Discourse, sentence: Statement) -> Statement | None:
    """The sentence with its quotation marks but without label, pictographs and byline."""
    text, start, end = discourse.text, sentence.start, sentence.end
    block = discourse.blocks[sentence.block]
    if start == block.start and (label := _marked_label(discourse, sentence)):
        start = label
    ahead = _NOISE_AHEAD.match(text, start, end)
    start = ahead.end() if ahead else start
    behind = _NOISE_BEHIND.search(text, start, end)
    end = behind.start() if behind else end
    if block.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        start, end = _without_byline(discourse, start, end)
    if end <= start:
        return None
    words = text[start:end]
    if words[0] == "(" and words.count("(") > words.count(")"):
        start += 1
    if start > block.start and text[start - 1] in _OPEN and text[start - 1] != text[start]:
        start -= 1
    if end < block.end and text[end] in _CLOSE and words.count('"') % 2:
        end += 1
    return discourse.part(sentence, start, end) if end > start else None


def _marked_label(discourse: Discourse, sentence: Statement) -> int | None:
    """Where the text behind a label in bold or italics begins, which names the item's topic."""
    where = discourse.blocks[sentence.block].block.span
    marked = _MARKED.search(discourse.document.text, where.start, where.end)
    if marked is None or marked.start() - where.start > _BULLET:
        return None
    label = " ".join(marked["label"].split())
    behind = _SEPARATOR.match(discourse.text, sentence.start + len(label), sentence.end)
    if behind is None or not discourse.text.startswith(label, sentence.start):
        return None
    return behind.end()


def _without_byline(discourse: Discourse, start: int, end: int) -> tuple[int, int]:
    """The range of a title without the name that signs it: `Title -- Name`, `Name: title`."""
    for place in discourse.within(start, end):
        if place.type not in (EntityType.PERSON, EntityType.ORGANIZATION):
            continue
        if place.end == end:
            dash = _BYLINE.search(discourse.folded, start, place.start)
            if dash and dash.start() > start:
                return start, dash.start()
        if place.start == start and (lead := _LEAD.match(discourse.folded, place.end, end)):
            return lead.end(), end
    return start, end


def _by_date(discourse: Discourse, statement: Statement) -> Iterator[Statement]:
    """The parts of a statement that names a thing for each of two dates: `A by 2026, B by 2028`."""
    dates = [
        date for date in find_dates(statement.text) if _FOR.search(statement.text[: date.start])
    ]
    if len(dates) == 2 and dates[0].value != dates[1].value:
        first, second = dates
        gap = _AND.match(statement.text, first.end)
        if gap and second.start - gap.end() > _CLAUSE:
            yield discourse.part(statement, statement.start, statement.start + first.end)
            yield discourse.part(statement, statement.start + gap.end(), statement.end)
            return
    yield statement
