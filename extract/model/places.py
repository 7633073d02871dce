"""Where the entities of a Doc are named, in arrays that the inputs of claims and pairs share."""

from __future__ import annotations

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
        found = [
            (span.start_char, span.start, span.end, self.rows[name])
            for span in mentions(doc)
            if (name := span.id_) in self.entities
        ]
        self.chars, self.starts, self.ends, self.owners = (
            np.array(found, dtype=np.intp).reshape(-1, 4).T.copy()
        )
        self._openings = np.array(sentence_openings(doc), dtype=np.intp)
        self.sentences = self.sentence(self.chars)
        self.counts = np.bincount(self.owners, minlength=len(self.rows))
        self.best = np.array([-1, *(TYPES.index(self.entities[name].type) for name in names)])

        self.opens = np.diff(self.sentences, prepend=-1) > 0
        most = np.zeros(len(TYPES) + 1, dtype=np.intp)  # the last for the writer
        np.maximum.at(most, self.best, self.counts)
        self.foremost = (self.counts > 0) & (self.counts == most[self.best])
        headings = [
            (block.start, block.end)
            for block in doc._.reading.blocks
            if block.block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        ]
        self._headings = np.array(headings, dtype=np.intp).reshape(-1, 2)

        # The mentions entity by entity; a key sorts them by row and place.
        self._order = np.argsort(self.owners, kind="stable")
        stride = len(found) + 1
        self._keys = (self.owners * stride + np.arange(len(found)))[self._order]
        self._rows = np.arange(len(self.rows)) * stride
        self._order = np.append(self._order, -1)
        self._first = np.searchsorted(self._keys, self._rows)
        self._behind = np.searchsorted(self._keys, self._rows + stride)

        self.firsts = np.where(self.counts > 0, self._order[self._first], -1)
        persons = np.flatnonzero((self.best == TYPES.index(EntityType.PERSON)) & (self.counts > 0))
        rank = np.lexsort((self.firsts[persons], -self.counts[persons]))
        self.leading: Numbers = persons[rank][:_LEADING]

    def sentence(self, offsets: Numbers) -> Numbers:
        """The numbers of the sentences that hold the characters at `offsets`."""
        return np.searchsorted(self._openings, offsets, side="right") - 1

    def headed(self, offsets: Numbers) -> NDArray[np.bool_]:
        """Whether the rows are named in the heading over each offset, (offsets, rows)."""
        named = np.zeros((len(self._headings) + 1, len(self.rows)), dtype=np.bool_)  # 0 for none
        for number, (first, last) in enumerate(np.searchsorted(self.chars, self._headings), 1):
            named[number, self.owners[first:last]] = True
        return named[np.searchsorted(self._headings[:, 0], offsets)]

    def around(self, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """How the rows are named around stretches of characters, from each start up to its end.

        Returns:
            Of shape (stretches, rows): the number of mentions that start there; the first of
            these; the last before; the first behind. A mention is -1 where there is none.
        """
        opening, closing = np.searchsorted(self.chars, (starts, ends))
        low = np.searchsorted(self._keys, self._rows + opening[:, None])
        high = np.searchsorted(self._keys, self._rows + closing[:, None])
        return (
            high - low,
            np.where(high > low, self._order[low], -1),
            np.where(low > self._first, self._order[low - 1], -1),
            np.where(high < self._behind, self._order[high], -1),
        )
