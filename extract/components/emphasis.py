"""What a document sets in italics or bold, as its hidden markup shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ...graph.model import Span as Place
from .shapes import span_at

__all__ = ["emphasised"]

_MARK = re.compile(r"\*{1,3}|_{1,3}|<(/?)(em|i|cite|strong|b)\b[^<>]*>", re.IGNORECASE)
_STRONG = frozenset({"**", "__", "strong", "b"})


def emphasised(doc: Doc) -> Iterator[tuple[Span, bool]]:
    """The emphasised words of each block, in order, and whether the emphasis is strong (bold)."""
    reading = doc._.reading
    for block in reading.blocks:
        opened: dict[str, int] = {}
        for hidden in block.block.hidden:
            for mark in _MARK.finditer(hidden.of(reading.document.text)):
                name = (mark.group(2) or mark.group()).lower()
                begin = opened.pop(name, None)
                if begin is None:
                    if not mark.group(1):
                        opened[name] = hidden.start + mark.end()
                    continue
                found = reading.range(Place(begin, hidden.start + mark.start()))
                span = span_at(doc, *found) if found is not None else None
                if span is not None:
                    yield span, name in _STRONG
