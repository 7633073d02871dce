"""Interviews set as questions and answers: who answers, where no label says so by name.

Two forms are known: turns under labels such as ``Q:`` and ``A:``, and questions that are headings
or paragraphs in bold type, each with its answer below. Lists of frequent questions have the second
form, too; so the answers must be somebody's who says `I`, and a person must be introduced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...graph.model import BlockKind, EntityType
from ..reading import BlockRange
from .discourse import WORD, Discourse

__all__ = ["FIRST_PERSON", "HOST", "Interview", "find_interview"]

FIRST_PERSON = re.compile(r"(?<![\w\"'])(?:i|i'm|i've|i'd|i'll|my)(?!\w)")
"""Words of a speaker about himself, in folded text."""

HOST = re.compile(
    r"(?:^|\W)(?:co-?)?(?:hosts?|hosted by|interviewers?|moderators?|moderated by):?$"
)
"""What ends the words before a host's name, in folded text."""

_WRITER = re.compile(r"(?:^|\W)(?:by|text|words|photos?|interview|editors?):?$")
_SECOND_PERSON = re.compile(r"(?<!\w)(?:you|your|you're|you've|you'd)(?!\w)")
_OPENING = re.compile(r"[*_]{1,3}|<(?:b|strong|em|i)\b[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"[*_]{1,3}|</(?:b|strong|em|i)>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*|__|<(?:b|strong)\b", re.IGNORECASE)
_ANSWERS = frozenset({"a", "answer", "guest", "interviewee"})
_NEAR = 24  # characters of words before a name that make it a host's or writer's
_QUESTIONS = 3  # at least; fewer are ornaments of an article
_ASKED = 0.6  # the share of headlines that end in a question mark; others are requests
_SAID = 1 / 3  # the share of answers in which somebody says `I`


@dataclass(frozen=True, slots=True)
class Interview:
    """Which blocks of a document, by index, are questions, and which are answers of `guest`."""

    guest: str
    questions: frozenset[int]
    answers: frozenset[int]


def find_interview(discourse: Discourse) -> Interview | None:
    """The interview that the document is, None when it is none or nobody is named who answers."""
    found = _labelled(discourse) or _headed(discourse)
    if found is None:
        return None
    questions, answers = found
    guest = _interviewee(discourse, discourse.blocks[min(questions | answers)].start)
    return Interview(guest, questions, answers) if guest else None


def _labelled(discourse: Discourse) -> tuple[frozenset[int], frozenset[int]] | None:
    """The turns whose label says that somebody answers; the others without a name are questions."""
    questions: set[int] = set()
    answers: set[int] = set()
    own = questions
    for number, place in enumerate(discourse.blocks):
        if place.block.kind is not BlockKind.TURN or place.block.speaker is not None:
            own = questions
            continue
        if label := _label(discourse, place):
            own = answers if label in _ANSWERS else questions
        own.add(number)  # a turn without a label goes on with the one before
    return (frozenset(questions), frozenset(answers)) if answers else None


def _label(discourse: Discourse, place: BlockRange) -> str:
    """The first word of a turn's label, folded."""
    hidden = place.block.hidden[:1]
    word = WORD.search(hidden[0].of(discourse.document.text).casefold()) if hidden else None
    return word.group() if word else ""


def _headed(discourse: Discourse) -> tuple[frozenset[int], frozenset[int]] | None:
    """The headlines that ask, and the paragraphs below each of them."""
    parts: list[tuple[int, list[int]]] = []
    beyond = True  # what follows belongs to no headline
    for number, place in enumerate(discourse.blocks):
        block = place.block
        if block.kind is BlockKind.TURN:
            return None
        if _is_headline(discourse, place):
            parts.append((number, []))
            beyond = False
        elif block.kind in (BlockKind.TITLE, BlockKind.FURNITURE) or _is_emphasised(
            discourse, place
        ):
            beyond = True
        elif not beyond:
            parts[-1][1].append(number)
    parts = [(question, answer) for question, answer in parts if answer]
    asked = [_words(discourse, question).rstrip(" \"'").endswith("?") for question, _ in parts]
    # Titles of sections before the first question are none.
    while asked and not asked[0]:
        del asked[0], parts[0]
    said = [
        any(FIRST_PERSON.search(_words(discourse, number)) for number in answer)
        for _, answer in parts
    ]
    addressed = any(_SECOND_PERSON.search(_words(discourse, question)) for question, _ in parts)
    if sum(asked) < _QUESTIONS or not addressed:
        return None
    if sum(asked) < _ASKED * len(asked) or sum(said) < _SAID * len(said):
        return None
    return (
        frozenset(question for question, _ in parts),
        frozenset(number for _, answer in parts for number in answer),
    )


def _is_headline(discourse: Discourse, place: BlockRange) -> bool:
    """Whether a block is a heading or all in bold type."""
    if place.block.kind is BlockKind.HEADING:
        return True
    return _is_emphasised(discourse, place) and bool(
        _BOLD.match(place.block.hidden[0].of(discourse.document.text))
    )


def _is_emphasised(discourse: Discourse, place: BlockRange) -> bool:
    """Whether all of a paragraph is set in bold or italics."""
    block, text = place.block, discourse.document.text
    if block.kind is not BlockKind.PARAGRAPH or len(block.hidden) != 2:
        return False
    first, last = block.hidden
    return (
        first.start == block.span.start
        and last.end == block.span.end
        and _OPENING.fullmatch(first.of(text)) is not None
        and _CLOSING.fullmatch(last.of(text)) is not None
    )


def _words(discourse: Discourse, block: int) -> str:
    place = discourse.blocks[block]
    return discourse.folded[place.start : place.end]


def _interviewee(discourse: Discourse, begin: int) -> str | None:
    """The person whom the words before `begin` introduce, or else the only one in the document."""
    guests = {*discourse.people("guest", "interviewee", "speaker")}
    if len(guests) == 1:
        return guests.pop()
    others = {*discourse.people("host", "interviewer", "author", "editor")}
    named = list(_people(discourse))
    others |= {entity for start, entity in named if _asks(discourse, start)}
    introduced = Counter(
        entity for start, entity in named if start < begin and entity not in others
    )
    if introduced:
        return introduced.most_common(1)[0][0]  # of several, the one named first
    left = {entity for _, entity in named} - others
    return left.pop() if len(left) == 1 else None


def _people(discourse: Discourse) -> Iterator[tuple[int, str]]:
    for place in discourse.places:
        if place.type is EntityType.PERSON:
            yield place.start, place.entity


def _asks(discourse: Discourse, start: int) -> bool:
    """Whether the words before a name make it the writer's or the host's."""
    before = discourse.folded[max(0, start - _NEAR) : start].rstrip()
    return bool(_WRITER.search(before) or HOST.search(before))
