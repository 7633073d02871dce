"""Sentence boundaries by rule: no sentence crosses a block, and none breaks at an abbreviation.

A boundary lies behind ``.``, ``?``, ``!`` or an ellipsis with the quotes, brackets and reference
marks that close behind it, before white space, when what follows can begin a sentence. A heading
or list item without such a mark is one sentence. Semicolons and colons bound nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import numpy as np
from spacy.tokens import Doc
from thinc.types import Ints2d

from ...graph.model import BlockKind
from ..patterns import load_sections, load_words

__all__ = ["SentenceSplitter", "boundaries"]

_CLOSERS = "\"'\u201d\u2019\u00bb)\\]}"
_STOP = re.compile(
    rf"(?P<mark>(?:\.{{2,}}|\u2026|[.?!\u3002\uff01\uff1f])+)"
    rf"(?P<closers>[{_CLOSERS}]*(?:\[\d+(?:[,-]\d+)*\])*)"
    r"(?:\s+|$|(?P<glued>(?<=[a-z]{3}\.)(?=[A-Z][a-z])))"
)
_LONGEST_WORD = 40  # no abbreviation is longer
_OPENERS = "\"'\u201c\u2018\u00ab([{*_#\u2014\u2013- "
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})\)?")
_REPORT = re.compile(
    r"(?:(?:he|she|they|it|we|I|[A-Z][\w.'\u2019-]*(?:\s+[A-Z][\w.'\u2019-]*){0,3})\s+)"
    r"(?:says|said|asks|asked|adds|added|wonders|wondered|writes|wrote|replies|replied|quips|"
    r"quipped|jokes|joked|exclaims|exclaimed|explains|explained|notes|noted|argues|argued)\b"
)


class SentenceSplitter:
    """Sets ``token.is_sent_start`` for every token; reads ``doc._.blocks``.

    White space between blocks ends the sentence before it.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token of each sentence."""
        starts = {0}
        text = doc._.reading.text
        for block in doc._.blocks:
            if block.start == block.end:
                continue
            starts.add(block.start)
            first, last = doc[block.start], doc[block.end - 1]
            begin = first.idx
            spoken = block.block.kind is BlockKind.TURN
            found = boundaries(text[begin : last.idx + len(last)], spoken=spoken)
            position = block.start
            for offset in found:
                while position < block.end and doc[position].idx < begin + offset:
                    position += 1
                if position < block.end and doc[position].idx == begin + offset:
                    starts.add(position)
        marks = np.full((len(doc), 1), -1, dtype=np.int64)
        marks[[start for start in starts if start < len(doc)]] = 1
        # Setting token.is_sent_start one by one takes time quadratic in the length of the Doc.
        return doc.from_array(["SENT_START"], cast(Ints2d, marks.astype(np.uint64)))


def boundaries(text: str, *, spoken: bool = False) -> Iterator[int]:
    """Offsets in one block's `text` at which its second and later sentences begin.

    Args:
        text: without line breaks.
        spoken: of a transcript, where a sentence may begin in lower case after any mark.
    """
    informal = spoken or text[:1].islower()
    start = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if end < len(text) and _bounds(match, text, start, informal):
            yield end
            start = end


def _bounds(match: re.Match[str], text: str, start: int, informal: bool) -> bool:
    """Whether the sentence that began at `start` ends with the mark that matched."""
    follows = text[match.end() :].lstrip(_OPENERS)
    next_word = _WORD.match(follows)
    word = next_word.group() if next_word else ""
    mark, closers = match["mark"], match["closers"]
    nearby = text[max(start, match.start() - _LONGEST_WORD) : match.start()]
    before = nearby.split(" ")[-1].lstrip(_OPENERS + _CLOSERS)
    if not text[start : match.start("mark")].strip(_OPENERS + _CLOSERS):
        return False
    if mark != "." and not mark.endswith("..") and mark != "\u2026":
        if _REPORT.match(text, match.end()) and closers:
            return False
        return not word[:1].islower() or (informal and not closers)
    if mark != ".":
        return not word[:1].islower() and bool(follows)
    return _full_stop_bounds(before, text[start : match.start("mark")], follows, word, closers)


def _full_stop_bounds(before: str, sentence: str, follows: str, word: str, closers: str) -> bool:
    """Whether a single full stop behind `before` ends its sentence."""
    lists = load_sections("abbreviations")
    folded = before.casefold().split("-")[-1].lstrip("(")
    starter = word.casefold() in load_words("sentence_starts") and word[:1].isupper()
    if folded in lists["within"] and not closers:
        return False
    if folded in lists["title"] and not closers and (before[:1].isupper() or word[:1].islower()):
        return False
    if folded in lists["number"] and follows[:1].isdigit():
        return False
    if folded in lists["either"]:
        return starter or (bool(closers) and word[:1].isupper())
    if _INITIALS.fullmatch(before) and not closers:
        # A lone capital is an initial in a name, unless a first word of a sentence follows.
        return starter and (before == "I" or "." not in before)
    if _ENUMERATOR.fullmatch(before) and sentence.strip(_OPENERS) == before:
        return False
    return not (word[:1].islower() and closers)
