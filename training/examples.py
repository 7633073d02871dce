"""Texts to train on: stretches of words with whatever labels are known of them.

Nothing here needs PyTorch; `batching` makes tensors of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from claimgraph.extract.model.labels import BLOCKS, ENTITY_TAGS
from claimgraph.extract.model.words import FEATURES, shape

__all__ = ["Example", "entity_targets", "plain_features"]


@dataclass(slots=True)
class Example:
    """A stretch of text of at most some hundred words.

    Attributes:
        words: its words.
        starts: indices of the words that open sentences.
        features: of shape (words, features), see `words.FEATURES`.
        entities: for each word the tags that are right, as a row of 0 and 1; all 1 where nobody
            knows. None where no mention is annotated.
        tags: for each word the index of its part of speech, -1 where it has none.
        heads: for each word the index of its head, -1 for the root, -2 where it has none.
        labels: for each word the index of its relation to its head.
        marks: of shape (words, marks), indices of `MARK_TAGS`, -1 where nobody knows.
        repeated: how many words at its beginning are context, which another window labels.
        extra: what else belongs to it.
    """

    words: list[str]
    starts: list[int]
    features: np.ndarray
    entities: np.ndarray | None = None
    tags: list[int] | None = None
    heads: list[int] | None = None
    labels: list[int] | None = None
    marks: np.ndarray | None = None
    repeated: int = 0
    extra: dict[str, object] = field(default_factory=dict)


def plain_features(words: Sequence[str], starts: Iterable[int]) -> np.ndarray:
    """The features of words without a document around them, of which no rule was asked."""
    first = set(starts)
    features = np.zeros((len(words), len(FEATURES)), dtype=np.int64)
    features[:, 0] = [shape(word, first=number in first) for number, word in enumerate(words)]
    features[:, 1] = len(BLOCKS)
    return features


def entity_targets(tags: Sequence[str | frozenset[str] | None]) -> np.ndarray:
    """The rows of `Example.entities`: a tag, several that are right, or None for any."""
    rows = np.zeros((len(tags), len(ENTITY_TAGS)), dtype=np.float32)
    for row, tag in zip(rows, tags, strict=True):
        if tag is None:
            row[:] = 1
        else:
            for name in (tag,) if isinstance(tag, str) else tag:
                row[ENTITY_TAGS.index(name)] = 1
    return rows
