"""What the model is told of each word, and the windows in which it reads a text.

A word is a token that is no white space. The encoder reads word pieces (WordPiece, uncased; Devlin
et al. 2019); a word is represented by its first piece, to which what lower-casing loses and what
the document's structure and the rules say is added as features.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .labels import SHAPES

__all__ = [
    "CONTEXT",
    "FEATURES",
    "WINDOW",
    "Features",
    "Window",
    "WordPieces",
    "shape",
    "windows",
]

FEATURES = ("shape", "block", "rule", "quoted")
"""The columns of a word's features; each is an index from 0."""

Features = NDArray[np.int64]
"""Of shape (words, ``len(FEATURES)``)."""

WINDOW = 256
"""Word pieces that the encoder reads at once."""

CONTEXT = 64
"""How many of them may repeat what goes before."""

_LONGEST_WORD = 12  # pieces; what is longer is no word
_SHAPE = {name: number for number, name in enumerate(SHAPES)}


@lru_cache(maxsize=2**16)
def shape(word: str, *, first: bool) -> int:
    """The index in `SHAPES` of how `word` is written; `first` if it opens a sentence."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        name = "digits" if any(char.isdigit() for char in word) else "sign"
    elif any(char.isdigit() for char in word):
        name = "letters and digits"
    elif all(char.islower() for char in letters):
        name = "lower"
    elif len(letters) > 1 and all(char.isupper() for char in letters):
        name = "upper"
    elif letters[0].isupper() and not any(char.isupper() for char in letters[1:]):
        name = "first" if first else "title"
    else:
        name = "mixed"
    return _SHAPE[name]


class WordPieces:
    """Cuts words into the pieces that the encoder knows; keeps what it has cut."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._cut: dict[str, tuple[int, ...]] = {}
        first = tokenizer.token_to_id("[CLS]")
        unknown = tokenizer.token_to_id("[UNK]")
        assert first is not None
        assert unknown is not None
        self.start: int = first
        self._unknown = unknown

    def __call__(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """For each word the ids of its pieces, at least one and at most twelve."""
        # Not a difference of sets, which would go through all that was ever cut.
        new = sorted({word for word in words if word not in self._cut})
        # As one text of given words: a batch of texts would take a thread for each core.
        encoding = self._tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in new]
        for number, piece in zip(encoding.word_ids, encoding.ids, strict=True):
            assert number is not None  # only special tokens belong to no word
            pieces[number].append(piece)
        for word, own in zip(new, pieces, strict=True):
            self._cut[word] = tuple(own[:_LONGEST_WORD]) or (self._unknown,)
        return [self._cut[word] for word in words]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words that the encoder reads at once.

    Attributes:
        start: the first word, which gives context only if it lies before `own`.
        own: the first word whose labels are taken from this window.
        end: behind the last word.
    """

    start: int
    own: int
    end: int


def windows(
    lengths: Sequence[int], sentence_starts: Sequence[int], *, most: int, context: int
) -> Iterator[Window]:
    """Windows of whole sentences that together take every word once.

    A sentence longer than a window is cut.

    Args:
        lengths: number of pieces of each word.
        sentence_starts: indices of the first words of sentences, sorted, beginning with 0.
        most: pieces a window may hold.
        context: how many of them may repeat words before the window's own.
    """
    total = [0, *np.cumsum(lengths).tolist()]
    starts = list(sentence_starts)
    count = len(lengths)
    own = 0
    while own < count:
        # The furthest sentence before whose words are few enough to be repeated.
        first = bisect_left(
            starts, total[own] - context, hi=bisect_left(starts, own), key=total.__getitem__
        )
        begin = starts[first] if first < len(starts) and starts[first] < own else own
        room = most + total[begin]
        last = bisect_right(starts, room, key=total.__getitem__)
        end = count if total[count] <= room else starts[last - 1]
        if end <= own:  # not even one sentence fits: a part of it, without what goes before
            begin = own
            end = bisect_right(total, most + total[own]) - 1
            end = min(max(end, own + 1), count)
        yield Window(begin, own, end)
        own = end
