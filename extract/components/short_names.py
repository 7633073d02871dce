"""Short forms of organizations' names: ``Xyz`` for ``Xyz Robotics``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention
from ..patterns import load_sections, load_words
from . import context
from .shapes import lower_words, span_at

__all__ = ["find_short_names"]

_SHORTEST = 3


def find_short_names(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Mentions of companies by their names without the words that say what they are.

    The short form and the full one share a provisional id. A first word that is common, or that
    names something else in the document, is none.
    """
    lower = lower_words(doc)
    taken = {span.text for span in known}
    ends = frozenset(load_sections("organization_words")["company"])
    spans: dict[str, list[Span]] = {}
    for span in known:
        if span.label_ == EntityType.ORGANIZATION and not span.kb_id and not span.id_:
            spans.setdefault(span.text, []).append(span)
    for number, (name, full) in enumerate(spans.items()):
        words = name.replace(",", "").split(" ")
        while len(words) > 1 and words[-1].rstrip(".") in ends:
            words.pop()
        short = " ".join(words)
        if short == name or not _is_distinctive(words, lower):
            continue
        found = list(spans.get(short, ()))
        added: list[Span] = []
        if short not in taken:
            added = [mention(span, EntityType.ORGANIZATION) for span in _places(doc, short)]
            taken.add(short)
        if found or added:
            for span in (*full, *found, *added):
                span.id_ = f"short-{number}"
            yield from added


def _is_distinctive(words: Sequence[str], lower: frozenset[str]) -> bool:
    first = words[0].casefold()
    return len(words) > 1 or (
        len(first) >= _SHORTEST
        and first not in lower
        and first not in load_words("general_words")
        and first not in load_words("places")
        and first not in load_words("organization_words")
    )


def _places(doc: Doc, name: str) -> Iterator[Span]:
    """Where a name stands alone, no part of a longer one."""
    for match in re.finditer(rf"(?<![\w.@/-]){re.escape(name)}(?![\w-])", doc._.reading.text):
        span = span_at(doc, *match.span())
        if span is None:
            continue
        following = context.behind(span)
        if following is None or not following.text[:1].isupper():
            yield span
