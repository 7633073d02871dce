"""Page furniture: menus, counters, adverts, share lines, lists of related items.

A rule looks at the form of a part and at phrases (`patterns/readers-furniture.txt`); what may be
said in running text too counts only in short parts, or only above or below the running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...graph.model import BlockKind
from ..patterns import load_sections
from .parts import Part
from .wrapping import ends_sentence

__all__ = ["is_prose", "mark_furniture"]

_SHORT, _NOTICE, _PARAGRAPH = 12, 45, 140  # words
_PROSE = 20  # words from which a part is running text even without a full stop
_COUNTER = re.compile(
    r"(?<![\w.])\d[\d.,]*\s?[KkMm]?\+?\s?(?:views?|likes?|comments?|subscribers?|followers?|shares?|"
    r"claps?|repl(?:y|ies)|reads|listens|plays|downloads|retweets?|reposts?|upvotes|points by|"
    r"(?:min(?:ute)?s?|hr?s?|hours?)[ -]?(?:read|listen|video|watch|audio)|min\b(?=\s*$))",
    re.IGNORECASE,
)
_GLUED_COUNTER = re.compile(r"\d+\s?min(?:ute)? (?:read|video|listen|watch)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|\u00b7\u2022\u203a\u00bb\u2023]\s*|\s+[/>]\s+|\t+|\s{3,}")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_READER = re.compile(r"\b(?:you|your|we|we've|we\u2019ve|our|us|free|now)\b", re.IGNORECASE)


def is_prose(part: Part) -> bool:
    """Whether the part is running text: a list item, quotation, turn, long text or sentence."""
    if part.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TURN):
        return True
    count = len(part.words.split())
    is_sentence = ends_sentence(part.words) and not part.words.endswith("?")
    return part.kind is BlockKind.PARAGRAPH and (count >= _PROSE or (count >= 6 and is_sentence))


def mark_furniture(parts: Sequence[Part], *, marked_headings: bool) -> None:
    """Set the kind of all parts that are page furniture.

    Args:
        parts: of one text, in order.
        marked_headings: whether the text marks its headings, so that it is no saved web page.
    """
    for part in parts:
        if part.kind is not BlockKind.TURN and _is_furniture(part, pasted=not marked_headings):
            part.kind, part.level = BlockKind.FURNITURE, 0
    _mark_related(parts)
    _mark_menus(parts)
    if not marked_headings:
        _mark_offers(parts)
        _mark_offers(parts[::-1])


def _is_furniture(part: Part, *, pasted: bool) -> bool:
    words = part.words
    count = len(words.split())
    if not _LETTER.search(words):
        return bool(words) or part.kind is not BlockKind.LIST_ITEM
    if part.kind is BlockKind.HEADING and part.marked:
        return words.casefold().strip(" :") in _phrases("related")
    plain = words.casefold().replace("\u2019", "'").strip(" .:!\u2192\u00bb>\u203a\u2026*")
    if plain in _phrases("line"):
        return True
    if (
        count <= _SHORT
        and not ends_sentence(words)
        and (_COUNTER.search(words) or _GLUED_COUNTER.search(words) or _is_menu(part.raw))
    ):
        return True
    if count <= _SHORT and _matches("start", plain, at_start=True):
        return True
    if count <= _NOTICE and _matches("notice", plain):
        return True
    if count <= _PARAGRAPH and _matches("advert", plain):
        return True
    return pasted and _is_doubled(words)


def _is_menu(raw: str) -> bool:
    """At least three short pieces between separators or wide gaps."""
    pieces = [piece for piece in _SEPARATOR.split(raw) if piece]
    return len(pieces) >= 3 and all(len(piece.split()) <= 4 for piece in pieces)


def _is_doubled(words: str) -> bool:
    """The same words twice without a gap: the name of a picture and of its link."""
    half = len(words) // 2
    return len(words) > 6 and len(words) % 2 == 0 and words[:half] == words[half:]


def _is_offer(words: str) -> bool:
    """A notice that asks the reader to do something with the page: ``Ask us``, ``Save it``."""
    count = len(words.split())
    if count > _NOTICE or not (_READER.search(words) or count <= 6 or words.endswith("?")):
        return False
    verbs = _phrases("offer")
    return any(
        re.split(r"[\s,]+", sentence.casefold(), maxsplit=1)[0] in verbs
        for sentence in _SENTENCE.split(words)
    )


def _mark_offers(parts: Sequence[Part]) -> None:
    """Offers to the reader before the running text begins, counted from the given end."""
    for part in parts:
        if part.kind is BlockKind.PARAGRAPH and _is_offer(part.words):
            part.kind = BlockKind.FURNITURE
        elif is_prose(part) or part.marked:
            return


def _mark_related(parts: Sequence[Part]) -> None:
    """Short lines below a heading such as ``Related`` belong to it, up to the next running text."""
    inside = False
    for part in parts:
        if part.words.casefold().strip(" :") in _phrases("related"):
            inside = part.kind is BlockKind.FURNITURE or not is_prose(part)
            if inside:
                part.kind, part.level = BlockKind.FURNITURE, 0
        elif inside:
            inside = not _ends_related(part)
            if inside:
                part.kind, part.level = BlockKind.FURNITURE, 0


def _ends_related(part: Part) -> bool:
    count = len(part.words.split())
    return (
        (part.kind is BlockKind.HEADING and part.marked)
        or part.kind in (BlockKind.QUOTE, BlockKind.TURN)
        or count > _SHORT * 2
        or (count > 5 and ends_sentence(part.words))
    )


def _mark_menus(parts: Sequence[Part]) -> None:
    """Four or more very short lines in a row are a menu; the last may be the heading below it."""
    run: list[Part] = []
    for part in [*parts, None]:
        if (
            part is not None
            and part.kind is BlockKind.PARAGRAPH
            and not part.marked
            and len(part.words.split()) <= 3
            and not ends_sentence(part.words)
        ):
            run.append(part)
            continue
        if part is None or part.kind is not BlockKind.FURNITURE:
            if len(run) > 3:
                for item in run if part is None else run[:-1]:
                    item.kind = BlockKind.FURNITURE
            run = []


@cache
def _phrases(section: str) -> frozenset[str]:
    return frozenset(load_sections("readers-furniture")[section])


@cache
def _pattern(section: str) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(_phrases(section))
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _matches(section: str, plain: str, *, at_start: bool = False) -> bool:
    pattern = _pattern(section)
    return bool(pattern.match(plain) if at_start else pattern.search(plain))
