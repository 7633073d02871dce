"""Technical terms that the vocabulary does not know, by their last word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import entry_key, mention
from ..patterns import load_sections, load_words
from . import context
from .shapes import CAPITAL, LOWER, alternatives, lower_words, span_at, tokens_of

__all__ = ["find_terms"]

_ADJECTIVE = ("al", "ary", "ent", "ic", "ive", "less", "ous")
_HYPHENS = frozenset("-\u2010\u2011")
_TECHNICAL = frozenset(
    {EntityType.METHOD, EntityType.MODEL, EntityType.BENCHMARK, EntityType.CONCEPT}
)
_ENOUGH = 4  # entries of the field from which a document is clearly about it


def find_terms(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Mentions of methods and tasks such as ``hybrid search`` or ``cross-modal transfer``.

    Only in a document that is clearly about the field, as its `known` mentions show.
    """
    entries = {key for span in known if (key := entry_key(span)) and key[0] in _TECHNICAL}
    if len(entries) < _ENOUGH:
        return
    yield from _eponyms(doc, known)
    heads = _heads()
    for head, text in enumerate(doc._.texts):
        for kind in heads.get(text.lower(), ()):
            start = _start(doc, head)
            if start < head:
                yield mention(doc[start : head + 1], kind)


def _eponyms(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Methods that bear a person's name, such as ``the Xyz sampler`` or ``Xyz-Abc algorithm``."""
    taken = tokens_of(span for span in known if span.label_ != EntityType.PERSON)
    lower = lower_words(doc)
    for match in _eponym().finditer(doc._.reading.text):
        span = span_at(doc, *match.span())
        if span is None or not taken.isdisjoint(range(span.start, span.end)):
            continue
        if span[0].is_sent_start or span[0].lower_ in lower or context.in_title_case(span):
            continue
        if not (span[0].is_stop or span[0].lower_ in load_words("general_words")):
            yield mention(span, EntityType.METHOD)


@cache
def _heads() -> dict[str, tuple[EntityType, ...]]:
    """The types of the terms that end in a word."""
    found: dict[str, tuple[EntityType, ...]] = {}
    for kind in (EntityType.METHOD, EntityType.CONCEPT):
        for word in load_sections("term_heads")[kind]:
            found[word] = (*found.get(word, ()), kind)
    return found


@cache
def _eponym() -> re.Pattern[str]:
    heads = alternatives(load_sections("term_heads")["eponym"])
    surname = rf"{CAPITAL}{LOWER}{{2,30}}"
    return re.compile(rf"(?<![\w-]){surname}(?:[-\u2013]{surname}){{0,2}} {heads}(?![\w-])")


def _start(doc: Doc, head: int) -> int:
    """Where the term that ends at `head` begins; `head` itself if no modifier is before it."""
    start = _modifier(doc, head)
    if start is None:
        return head
    further = _modifier(doc, start)
    if further is not None and doc[start - 1].lower_.endswith(_ADJECTIVE):
        return further
    return start


def _modifier(doc: Doc, end: int) -> int | None:
    """Where the word before `end` begins, hyphened parts included, if it can modify a term."""
    first = end - 1
    if first > 0 and doc[first].text in _HYPHENS and not doc[first].whitespace_:
        first -= 1
    while first - 2 >= 0 and doc[first - 1].text in _HYPHENS and not doc[first - 1].whitespace_:
        first -= 2
    if first < 0 or any(doc[index].is_sent_start for index in range(first + 1, end + 1)):
        return None
    words = [doc[index] for index in range(first, end) if doc[index].text not in _HYPHENS]
    if not words or not all(word.is_alpha for word in words):
        return None
    if not (words[0].is_lower or words[0].is_sent_start):
        return None
    return first if _modifies(words[-1].lower_, compound=len(words) > 1) else None


def _modifies(word: str, *, compound: bool) -> bool:
    """Whether a lower-case word, the last of a `compound` or by itself, can modify a term."""
    if word.endswith("ed"):
        return word in load_sections("term_heads")["participle"] and not compound
    if compound:
        return not word.endswith("ing")
    return (
        len(word) > 2
        and not word.endswith(("ly", "ing"))
        and word not in STOP_WORDS
        and word not in load_words("general_words")
    )
