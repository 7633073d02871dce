"""Examples cut into windows and padded to batches; a loss is taken only where there is a label."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from claimgraph.extract.model.labels import SHAPES
from claimgraph.extract.model.words import (
    CONTEXT,
    FEATURES,
    WINDOW,
    Features,
    WordPieces,
    windows,
)

from .examples import Example

__all__ = ["Batch", "batches", "windowed"]

_SHAPE, _RULE = FEATURES.index("shape"), FEATURES.index("rule")
_CAPITALS = [SHAPES.index(name) for name in ("title", "upper", "mixed", "first")]


@dataclass(slots=True)
class Batch:
    """Padded examples, see `network.Encoder.forward`; labels are None where no example has any."""

    examples: list[Example]
    pieces: Tensor
    features: Tensor
    present: Tensor
    first: Tensor
    valid: Tensor
    entities: Tensor | None
    tags: Tensor | None
    heads: Tensor | None
    labels: Tensor | None
    marks: Tensor | None


def windowed(example: Example, pieces: WordPieces) -> list[Example]:
    """The windows in which the pipeline reads the words of `example`, each as an example.

    Words that a window only repeats as context have no labels there. Syntax is left out.
    """
    lengths = [len(one) for one in pieces(example.words)]
    parts = []
    for window in windows(lengths, example.starts, most=WINDOW, context=CONTEXT):
        inside = slice(window.start, window.end)
        repeated = window.own - window.start
        entities = marks = None
        if example.entities is not None:
            entities = example.entities[inside].copy()
            entities[:repeated] = 1
        if example.marks is not None:
            marks = example.marks[inside].copy()
            marks[:repeated] = -1
        parts.append(
            Example(
                example.words[inside],
                [s - window.start for s in example.starts if window.start <= s < window.end],
                example.features[inside],
                entities,
                marks=marks,
                repeated=repeated,
            )
        )
    return parts


def batches(
    units: Sequence[Sequence[Example]],
    pieces: WordPieces,
    *,
    size: int,
    shuffle: random.Random | None = None,
    forget_rules: float = 0.0,
    forget_case: float = 0.0,
) -> Iterator[Batch]:
    """The examples in batches of about `size` word pieces, similar lengths together.

    Args:
        units: examples to batch; those of one unit come together.
        pieces: cuts the words.
        size: pieces a batch may hold, padding included.
        shuffle: orders the batches, and units of equal length; None keeps the order by length.
        forget_rules: the share of units that are shown without what the rules say.
        forget_case: the share of units that are shown without it and as if all were in lower case.
    """
    cut = [[pieces(example.words) for example in unit] for unit in units]
    lengths = [max(1 + sum(map(len, one)) for one in unit) for unit in cut]
    order = list(range(len(units)))
    if shuffle is not None:
        shuffle.shuffle(order)
    order.sort(key=lambda number: lengths[number] // 8)
    groups: list[list[int]] = [[]]
    longest = 0
    for number in order:
        longest = max(longest, lengths[number])
        rows = sum(len(units[other]) for other in groups[-1]) + len(units[number])
        if groups[-1] and longest * rows > size:
            groups.append([])
            longest = lengths[number]
        groups[-1].append(number)
    if shuffle is not None:
        shuffle.shuffle(groups)
    for group in groups:
        draws = {n: shuffle.random() if shuffle is not None else 1.0 for n in group}
        yield _batch(
            [example for n in group for example in units[n]],
            [one for n in group for one in cut[n]],
            pieces.start,
            [
                _shown(
                    example.features,
                    rules=draws[n] >= forget_case + forget_rules,
                    case=draws[n] >= forget_case,
                )
                for n in group
                for example in units[n]
            ],
        )


def _shown(features: Features, *, rules: bool, case: bool) -> Features:
    """A copy of a unit's features with or without what rules and capitals say."""
    shown = features.copy()
    if not rules:
        shown[:, _RULE] = 0
    if not case:
        shapes = shown[:, _SHAPE]
        shapes[np.isin(shapes, _CAPITALS)] = SHAPES.index("lower")
    return shown


def _batch(
    examples: list[Example], cut: list[list[tuple[int, ...]]], start: int, shown: list[Features]
) -> Batch:
    count = len(examples)
    most_pieces = max(1 + sum(map(len, one)) for one in cut)
    most_words = max(len(example.words) for example in examples)
    ids = np.zeros((count, most_pieces), dtype=np.int64)
    present = np.zeros((count, most_pieces), dtype=np.float32)
    features = np.zeros((count, most_pieces, len(FEATURES)), dtype=np.int64)
    first = np.zeros((count, most_words), dtype=np.int64)
    valid = np.zeros((count, most_words), dtype=bool)
    for row, one in enumerate(cut):
        flat = [start, *(piece for word in one for piece in word)]
        lengths = np.array([len(word) for word in one])
        ids[row, : len(flat)] = flat
        present[row, : len(flat)] = 1
        features[row, 1 : len(flat)] = np.repeat(shown[row], lengths, axis=0)
        first[row, : len(one)] = 1 + np.concatenate([[0], np.cumsum(lengths)[:-1]])
        valid[row, : len(one)] = True

    def padded(values: list[np.ndarray | list[int] | None], fill: float) -> Tensor | None:
        known = [np.asarray(value) for value in values if value is not None]
        if not known:
            return None
        shape = (count, most_words, *known[0].shape[1:])
        out = np.full(shape, fill, dtype=known[0].dtype)
        for row, value in enumerate(values):
            if value is not None:
                out[row, : len(value)] = value
        return torch.from_numpy(out)

    return Batch(
        examples,
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(present),
        torch.from_numpy(first),
        torch.from_numpy(valid),
        padded([example.entities for example in examples], 1.0),
        padded([example.tags for example in examples], -1),
        padded([example.heads for example in examples], -2),
        padded([example.labels for example in examples], -1),
        padded([example.marks for example in examples], -1),
    )
