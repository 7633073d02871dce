"""What the encoder is told of the words of a Doc: their features, with what the rules found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ..attributes import mentions
from .labels import BLOCKS, RULE_TAGS
from .words import FEATURES, Features, shape

__all__ = ["word_features", "words_of"]

_QUOTES = {'"': None, "\u201c": True, "\u201d": False}
"""For each quotation mark whether it opens; None for one that does both."""


def words_of(doc: Doc) -> NDArray[np.intp]:
    """The indices of the tokens that are words, which all that are no white space are."""
    return np.flatnonzero(doc.to_array("IS_SPACE") == 0)


def word_features(doc: Doc) -> Features:
    """The features of every token of `doc`, of shape (tokens, features); see `words.FEATURES`."""
    features = np.zeros((len(doc), len(FEATURES)), dtype=np.int64)
    features[:, 1] = len(BLOCKS)
    for block in doc._.blocks:
        features[block.start : block.end, 1] = BLOCKS.index(block.block.kind)
    features[:, 2] = RULE_TAGS.index("O")
    for span in mentions(doc):
        inside = RULE_TAGS.index(f"I-{span.label_}")
        features[span.start : span.end, 2] = inside
        features[span.start, 2] = inside - 1
    forms, form = np.unique(doc.to_array("ORTH"), return_inverse=True)
    texts = [doc.vocab.strings[int(orth)] for orth in forms]
    shapes = np.array([[shape(text, first=first) for first in (False, True)] for text in texts])
    opens_sentence = doc.to_array("SENT_START") == 1
    features[:, 0] = shapes.reshape(-1, 2)[form, opens_sentence.astype(np.intp)]
    quotes = {
        int(token): _QUOTES[text]
        for number, text in enumerate(texts)
        if text in _QUOTES
        for token in np.flatnonzero(form == number)
    }
    for start, end in _quoted(quotes, {block.end for block in doc._.blocks}, len(doc)):
        features[start:end, 3] = True
    return features


def _quoted(
    quotes: Mapping[int, bool | None], ends: Set[int], count: int
) -> Iterator[tuple[int, int]]:
    """The ranges of tokens in quotation marks, with the mark that closes each.

    Args:
        quotes: for each mark's token whether it opens; None if that is seen from what is open.
        ends: of the blocks, which close what is open.
        count: of the tokens.
    """
    opened: int | None = None
    for token in sorted(ends | quotes.keys()):
        if token in ends and opened is not None:
            yield opened, token
            opened = None
        if token in quotes:
            opens = quotes[token]
            if opened is None and opens is not False:
                opened = token + 1
            elif opened is not None and not opens:
                yield opened, token + 1
                opened = None
    if opened is not None:
        yield opened, count
