"""Where the entities of a Doc are named, in arrays that the inputs of claims and pairs share."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ...graph.model import AUTHOR, BlockKind, Entity, EntityType
from ..attributes import mentions, sentence_openings

__all__ = ["TYPES", "Numbers", "Places"]

Numbers = NDArray[np.intp]

TYPES = tuple(EntityType)

_LEADING = 3  # persons whom a text is most about


class Places:
    """Where the entities of a Doc are named.

    Arrays with a value for each mention are in the order of the text; those "by row" have one for
    the writer and one for each entity, sorted by id.

    Attributes:
        doc: the Doc.
        entities: its entities by id.
        rows: the row of each entity's id, 0 for `AUTHOR`.
        chars: first character of each mention.
        starts: its first token.
        ends: the token behind its last.
        sentences: the number of the sentence in which it starts.
        owners: the row of its entity.
        counts: by row, how often each is named.
        best: by row, the place of the best type in `TYPES`, -1 for the writer.
        firsts: by row, the first mention, -1 where there is none.
        opens: whether each mention is the first in its sentence.
        foremost: by row, whether no other entity of its type is named more often.
        leading: the rows of the persons who are named most, at most three, the most named first;
            of those named equally often, the one named earlier.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities: dict[str, Entity] = doc._.entity_of
        names = sorted(self.entities)
        self.rows = {name: row for row, name in enumerate((AUTHOR, *names))}
        spans = [span for span in mentions(doc) if span.id_ in self.entities]
        self.chars = np.array([span.start_char for span in spans], dtype=np.intp)
        self._openings = sentence_openings(doc)
        self.starts = np.array([span.start for span in spans], dtype=np.intp)
        self.ends = np.array([span.end for span in spans], dtype=np.intp)
        self.owners = np.array([self.rows[span.id_] for span in spans], dtype=np.intp)
        self.sentences = np.array(
            [self.sentence(char) for char in self.chars.tolist()], dtype=np.intp
        )
        self.opens = np.diff(self.sentences, prepend=-1) > 0
        self.counts = np.bincount(self.owners, minlength=len(self.rows))
        self.best = np.array([-1, *(TYPES.index(self.entities[name].type) for name in names)])
        most = np.zeros(len(TYPES) + 1, dtype=np.intp)  # the last for the writer
        np.maximum.at(most, self.best, self.counts)
        self.foremost = (self.counts > 0) & (self.counts == most[self.best])
        self._headings = [
            (block.start, block.end)
            for block in doc._.reading.blocks
            if block.block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        ]

        # The mentions entity by entity; a key sorts them by row and place.
        self._order = np.argsort(self.owners, kind="stable")
        self._stride = len(spans) + 1
        self._keys = (self.owners * self._stride + np.arange(len(spans)))[self._order]
        self._rows = np.arange(len(self.rows)) * self._stride

        order = np.append(self._order, -1)
        self.firsts = np.where(self.counts > 0, order[np.searchsorted(self._keys, self._rows)], -1)
        persons = np.flatnonzero((self.best == TYPES.index(EntityType.PERSON)) & (self.counts > 0))
        rank = np.lexsort((self.firsts[persons], -self.counts[persons]))
        self.leading: Numbers = persons[rank][:_LEADING]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds the character at `offset`."""
        return bisect_right(self._openings, offset) - 1

    def headed(self, offset: int) -> NDArray[np.bool_]:
        """By row, whether it is named in the heading over the character at `offset`."""
        result = np.zeros(len(self.rows), dtype=np.bool_)
        above = bisect_right(self._headings, (offset, offset)) - 1
        if above >= 0:
            first, last = np.searchsorted(self.chars, self._headings[above])
            result[self.owners[first:last]] = True
        return result

    def around(self, start: int, end: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """How the rows are named around the characters from `start` up to `end`.

        Returns:
            By row: the number of mentions that start there; the first of these; the last before;
            the first behind. A mention is -1 where there is none.
        """
        opening, closing = np.searchsorted(self.chars, (start, end))
        low = np.searchsorted(self._keys, self._rows + opening)
        high = np.searchsorted(self._keys, self._rows + closing)
        first = np.searchsorted(self._keys, self._rows)
        behind = np.searchsorted(self._keys, self._rows + self._stride)
        order = np.append(self._order, -1)
        return (
            high - low,
            np.where(high > low, order[low], -1),
            np.where(low > first, order[low - 1], -1),
            np.where(high < behind, order[high], -1),
        )
