"""Acronyms and their long forms, by Schwartz & Hearst (2003), in both directions.

A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 8 (2003), 451-462.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention, mentions, set_mentions
from ..patterns import load_sections
from .names import merged
from .shapes import span_at

__all__ = ["AcronymFinder", "Definition", "definitions", "long_form"]

_BRACKETS = re.compile(r"\((?:(?:or|aka|a\.k\.a\.|i\.e\.),? )?(?P<inner>[^()\n]{2,100})\)")
_OUTSIDE = re.compile(r"[^()\n]*$")
_REACH = 120  # characters before a bracket in which a long form may begin
_SHORT = re.compile(r"(?=\S*[^\W\d_a-z])[^\W_][\w.&/-]{1,9}")
_WORD = re.compile(r"\S+")


class Definition(NamedTuple):
    """Where an acronym and its long form stand, in character offsets."""

    short: tuple[int, int]
    long: tuple[int, int]


class AcronymFinder:
    """Adds a mention for each acronym that the document defines, wherever it is used again.

    Long form and acronym are one thing: they share type, link and provisional id. A pair of
    which neither side is a mention names something that is not known to be of the field, and is
    left alone, unless the long form ends in a word that tells its type.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add and join the mentions."""
        text = doc._.reading.text
        known = {(span.start, span.end): span for span in mentions(doc)}
        added: list[Span] = []
        for number, definition in enumerate(definitions(text)):
            short = span_at(doc, *definition.short)
            long = span_at(doc, *definition.long)
            if short is None or long is None:
                continue
            by_long, by_short = (
                known.get((long.start, long.end)),
                known.get((short.start, short.end)),
            )
            leader = by_long or by_short
            kind = EntityType(leader.label_) if leader is not None else _type_of(long)
            if kind is None or (by_long is None and sum(map(str.isupper, short.text)) < 2):
                continue
            if by_long and by_short and 0 != by_long.kb_id != by_short.kb_id != 0:
                continue
            identifier = (leader.id_ if leader is not None else "") or f"acronym-{number}"
            added += _joined(doc, (short, long), leader, kind, identifier)
        set_mentions(doc, merged(added, mentions(doc)))
        return doc


def definitions(text: str) -> Iterator[Definition]:
    """The pairs ``long form (ACR)`` and ``ACR (long form)`` of a text, in order."""
    for match in _BRACKETS.finditer(text):
        inner, start = match["inner"].split(";")[0].split(",")[0].rstrip(), match.start("inner")
        window = text[max(0, match.start() - _REACH) : match.start()].rstrip(" ")
        end = match.start() - (match.start() and text[match.start() - 1] == " ")
        outside = _OUTSIDE.search(window)
        outer = outside.group() if outside else ""
        if _is_short(inner):
            found = long_form(inner, outer)
            if found is not None:
                yield Definition((start, start + len(inner)), (end - len(found), end))
                continue
        last = outer.rsplit(" ", 1)[-1].lstrip("\"'\u201c\u2018[")
        if _is_short(last) and long_form(last, inner) == inner:
            yield Definition((end - len(last), end), (start, start + len(inner)))


def long_form(short: str, candidate: str) -> str | None:
    """The shortest end of `candidate` that `short` abbreviates, or None.

    Each letter or digit of the acronym is found from right to left, the first at the start of a
    word; a plural ``s`` of the acronym need not be.

    >>> long_form("RLHF", "trained by reinforcement learning from human feedback")
    'reinforcement learning from human feedback'
    """
    letters = [c.lower() for c in re.sub(r"(?<=[A-Z])s$", "", short) if c.isalnum()]
    position = len(candidate)
    for index in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= 0 and (
            candidate[position].lower() != letters[index]
            or (index == 0 and position > 0 and candidate[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return None
    begin = max(candidate.rfind(" ", 0, position), candidate.rfind("(", 0, position)) + 1
    found = candidate[begin:].strip()
    words = _WORD.findall(found.replace("-", " "))
    if len(found) <= len(short) or len(words) > min(len(letters) + 5, len(letters) * 2):
        return None
    if words[0].casefold() in _NO_START or found.casefold().startswith(short.casefold()):
        return None
    return found


_NO_START = frozenset(
    {"a", "an", "and", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"}
)


def _is_short(text: str) -> bool:
    """Whether `text` can be an acronym: one word of two to ten characters, the first a capital."""
    return bool(_SHORT.fullmatch(text)) and not text.isdigit() and text[0].isupper()


def _type_of(long: Span) -> EntityType | None:
    """The type that the last word of a long form tells."""
    words = long.text.casefold().replace("-", " ").split()
    for kind, ends in load_sections("type_ends").items():
        if len(words) > 1 and words[-1] in ends:
            return EntityType(kind)
    return None


def _joined(
    doc: Doc, pair: tuple[Span, Span], leader: Span | None, kind: EntityType, identifier: str
) -> Iterator[Span]:
    """Mentions of both forms wherever the document has them, as one thing."""
    for form in pair:
        pattern = re.compile(rf"(?<!\w){re.escape(form.text)}(?:s(?=\W|$))?(?!\w)")
        for match in pattern.finditer(doc._.reading.text):
            span = span_at(doc, *match.span())
            if span is not None:
                found = mention(span, kind)
                found.kb_id_ = leader.kb_id_ if leader is not None else ""
                found.id_ = identifier
                yield found
