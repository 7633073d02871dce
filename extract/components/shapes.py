"""How proper names look: the shapes that the finders of names share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention

__all__ = [
    "CAPITAL",
    "LOWER",
    "NAME",
    "NUMBER",
    "alternatives",
    "find",
    "lower_words",
    "span_at",
    "tokens_of",
]

_EXTENDED = [chr(code) for code in range(0x100, 0x250)]

CAPITAL = (
    "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0400-\u042f"
    + "".join(letter for letter in _EXTENDED if letter.isupper())
    + "]"
)
"""An upper-case letter of the Latin, Greek or Cyrillic script."""

LOWER = (
    "[a-z\u00df-\u00f6\u00f8-\u00ff\u03b1-\u03c9\u0430-\u045f"
    + "".join(letter for letter in _EXTENDED if letter.islower())
    + "]"
)
"""A lower-case letter of the Latin, Greek or Cyrillic script."""

NAME = rf"{CAPITAL}[^\W\d_]{{0,30}}(?:['\u2019-](?!s\b)[^\W\d_]{{1,30}}){{0,3}}(?![^\W\d_])"
"""A capitalised word, such as ``Pachocki``, ``O'Brien``, ``Fei-Fei`` or ``MIT``."""

NUMBER = r"\d+(?:\.\d+)*"
"""A version or count, such as ``4`` or ``3.5``."""


def alternatives(words: frozenset[str] | tuple[str, ...]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


def find(
    doc: Doc, pattern: re.Pattern[str], kind: EntityType, group: str | int = 0
) -> Iterator[Span]:
    """A mention for every match of `pattern` whose `group` is made of whole tokens."""
    for match in pattern.finditer(doc._.reading.text):
        span = span_at(doc, *match.span(group))
        if span is not None:
            yield mention(span, kind)


def span_at(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens that make up a range of characters; None if it cuts one or is empty."""
    return doc.char_span(start, end) if 0 <= start < end else None


def tokens_of(spans: Iterable[Span]) -> set[int]:
    """The indices of all tokens of `spans`."""
    return {index for span in spans for index in range(span.start, span.end)}


def lower_words(doc: Doc) -> frozenset[str]:
    """The words that the document also has in lower case: their capital shows no name.

    Parts of hyphenated words do not count.
    """
    found: frozenset[str] | None = doc._.lower_words
    if found is None:
        texts: tuple[str, ...] = doc._.texts
        spaced = doc.to_array("SPACY").tolist()
        found = doc._.lower_words = frozenset(
            text
            for number, text in enumerate(texts)
            if text.islower()
            and text.isalpha()
            and not (number and texts[number - 1] == "-" and not spaced[number - 1])
        )
    return found
