"""The words of a document as a reader sees them, with the way back to the document's offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.model import Block, Document, Span

__all__ = ["BLOCK_SEPARATOR", "BlockRange", "Reading"]

BLOCK_SEPARATOR = "\n\n"
"""What stands between two blocks in a reading; inside a block there is no line break."""

_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\n|<br\b|&(?:nbsp|ensp|emsp|thinsp|#160|#x0*a0);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BlockRange:
    """Where a block lies in a reading (in characters) or in a spaCy Doc (in tokens).

    Attributes:
        block: the block of the document.
        start: its first character or token.
        end: behind its last one; equal to `start` when nothing of the block is read.
    """

    block: Block
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's text with hidden ranges left out and white space made plain.

    Every run of white space inside a block is one space, blocks are joined by
    `BLOCK_SEPARATOR`, and a block of which nothing is left adds nothing. A hidden range that
    spans a line break, or holds ``<br>`` or ``&nbsp;``, parts the words before and behind it.

    Attributes:
        document: what is read.
        text: the words.
        blocks: for each block of the document, in order, its range in `text`.
    """

    document: Document
    text: str
    blocks: tuple[BlockRange, ...]
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> Reading:
        """The reading of `document`."""
        parts: list[str] = []
        length = 0
        starts: list[int] = []
        shifts: list[int] = []
        ranges: list[tuple[int, int] | None] = []
        for block in document.blocks:
            begin: int | None = None
            for spaced, start, end in _pieces(document.text, block):
                if begin is None:
                    if length:
                        parts.append(BLOCK_SEPARATOR)
                        length += len(BLOCK_SEPARATOR)
                    begin = length
                elif spaced:
                    parts.append(" ")
                    length += 1
                if not shifts or start - length != shifts[-1]:
                    starts.append(length)
                    shifts.append(start - length)
                parts.append(document.text[start:end])
                length += end - start
            ranges.append(None if begin is None else (begin, length))
        blocks: list[BlockRange] = []
        upcoming = length
        for block, found in zip(reversed(document.blocks), reversed(ranges), strict=True):
            start, end = found or (upcoming, upcoming)
            blocks.append(BlockRange(block, start, end))
            upcoming = start
        return cls(document, "".join(parts), tuple(reversed(blocks)), tuple(starts), tuple(shifts))

    def span(self, start: int, end: int) -> Span:
        """The document's range of ``text[start:end]``, white space at its ends left off.

        Hidden text inside the range is included, hidden text at its ends is not.

        Raises:
            ValueError: if the range holds no word.
        """
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start >= end:
            raise ValueError(f"no words in [{start}, {end})")
        return Span(self._place(start), self._place(end - 1) + 1)

    def range(self, span: Span) -> tuple[int, int] | None:
        """The range of `text` that is read from within `span`, white space at its ends left off.

        None when nothing in the span is read, as in a hidden speaker label.
        """
        first, last = self._next(span.start), self._next(span.end)
        words = self.text[first:last]
        start = first + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return (start, end) if start < end else None

    def _place(self, offset: int) -> int:
        """Where the character at `offset` of the reading stands in the document."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def _next(self, place: int) -> int:
        """The first offset of the reading whose character stands at or behind `place`."""
        index = bisect_right(
            range(len(self._starts)), place, key=lambda i: self._starts[i] + self._shifts[i]
        )
        if not index:
            return 0
        limit = self._starts[index] if index < len(self._starts) else len(self.text)
        return min(place - self._shifts[index - 1], limit)


def _pieces(text: str, block: Block) -> Iterator[tuple[bool, int, int]]:
    """The words of a block, or parts of words around hidden text, as ranges of `text`.

    The first value says whether a space parts a piece from the one before it.
    """
    spaced = False
    position = block.span.start
    for hidden in (*block.hidden, None):
        stop = hidden.start if hidden else block.span.end
        for word in _WORD.finditer(text, position, stop):
            yield spaced or word.start() > position, word.start(), word.end()
            spaced, position = False, word.end()
        spaced = spaced or position < stop
        if hidden:
            spaced = spaced or _SPACE.search(hidden.of(text)) is not None
            position = hidden.end
