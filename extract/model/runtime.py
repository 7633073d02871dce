"""The shipped model, run by onnxruntime.

`Model.encode` reads words in windows and gives the scores of every word; the other methods judge
what was found with them. Equal input gives equal output on one machine, whatever the number of
threads; on another machine, the last digits of a score may differ.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .files import check
from .words import CONTEXT, FEATURES, WINDOW, Features, Window, WordPieces, windows

__all__ = ["Encoding", "Model"]

Array = NDArray[np.float32]

_ROWS = 256  # words whose relations are scored together; each takes 20 kB meanwhile
_NAMES = (
    "hidden", "entities", "tags", "marks", "arc_word", "arc_head", "label_word", "label_head",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder says of ``n`` words.

    Attributes:
        root: what stands for the root among the heads of arcs, (256,).
        hidden: their states, (n, 384).
        entities: scores of `labels.ENTITY_TAGS`, (n, 17).
        tags: scores of `labels.TAGS`, (n, 17).
        marks: scores of `labels.MARK_TAGS` for each of `labels.MARKS`, (n, 12).
        arc_word: each word as one that has a head, (n, 256).
        arc_head: each word as a head, (n, 256).
        label_word: each word as one whose relation is asked, (n, 96).
        label_head: each word as the head of that relation, (n, 96).
    """

    root: Array
    hidden: Array
    entities: Array
    tags: Array
    marks: Array
    arc_word: Array
    arc_head: Array
    label_word: Array
    label_head: Array


class Model:
    """The sessions of the model's parts.

    Args:
        folder: where its files lie.
        threads: how many windows may be read at once, each in a thread of its own; 0 takes one
            for each core.

    Raises:
        ModelError: if a file is missing or is not the one that belongs to the others.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        check(folder)
        self._origin = folder, threads
        options = onnxruntime.SessionOptions()
        # A window is read by one thread: several windows at once need no waiting for each other.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3

        def session(name: str) -> onnxruntime.InferenceSession:
            return onnxruntime.InferenceSession(
                str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
            )

        count = threads or os.cpu_count() or 1
        self._readers = ThreadPoolExecutor(count) if count > 1 else None
        self._encoder = session("encoder")
        self._parts = {name: session(name) for name in ("labels", "claims", "holders", "pairs")}
        self._pieces = WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))

    def __reduce__(self) -> tuple[type[Model], tuple[Path, int]]:
        """A copy in another process loads the files anew."""
        return Model, self._origin

    def encode(
        self, words: Sequence[str], features: Features, sentence_starts: Sequence[int]
    ) -> Encoding:
        """The scores of `words`.

        Args:
            words: none of them empty.
            features: of shape (words, features), see `words.FEATURES`.
            sentence_starts: indices of the words that open sentences, sorted, beginning with 0.
        """
        cut = self._pieces(words)
        found = list(
            windows([len(one) for one in cut], sentence_starts, most=WINDOW, context=CONTEXT)
        )
        results: list[list[Array]] = [[] for _ in _NAMES]
        root: Array | None = None

        def run(window: Window) -> list[Array]:
            # By itself: as fast as several in one batch, without padding, in a part of the memory;
            # and in eight bits what stands beside a window would change its scores.
            return [output[0] for output in self._run(window, cut, features)]

        read: Iterable[list[Array]] = (self._readers.map if self._readers else map)(run, found)
        for window, outputs in zip(found, read, strict=True):
            root = outputs[_NAMES.index("arc_head")][0] if root is None else root
            own = slice(window.own - window.start, window.end - window.start)
            for column, (name, scores) in enumerate(zip(_NAMES, outputs, strict=True)):
                # The root stands before the words.
                results[column].append((scores[1:] if name.endswith("_head") else scores)[own])
        if root is None:
            raise ValueError("no words to encode")
        return Encoding(root, *(np.concatenate(parts) for parts in results))

    def _run(
        self, window: Window, cut: Sequence[tuple[int, ...]], features: Features
    ) -> list[Array]:
        """The scores of a window's words, each of shape (1, words, ...)."""
        words = cut[window.start : window.end]
        counts = np.array([len(word) for word in words])
        length = 1 + int(counts.sum())
        inputs = np.zeros((1, length, len(FEATURES)), dtype=np.int64)
        inputs[0, 1:] = np.repeat(features[window.start : window.end], counts, axis=0)
        feed = {
            "pieces": np.array([[self._pieces.start, *chain.from_iterable(words)]], np.int64),
            "features": inputs,
            "present": np.ones((1, length), np.float32),
            "first": (1 + np.cumsum(counts) - counts)[None],
        }
        return cast(list[Array], self._encoder.run(list(_NAMES), feed))

    def labels(self, words: Array, heads: Array) -> Array:
        """Scores of `labels.DEPENDENCIES`, (n, 51), between words and their heads, both (n, 96)."""
        parts = range(0, max(1, len(words)), _ROWS)
        return np.concatenate(
            [
                self._part("labels", words=words[row : row + _ROWS], heads=heads[row : row + _ROWS])
                for row in parts
            ]
        )

    def claims(self, states: Array, features: Array) -> Array:
        """Scores of stretches of text, (n, 10): claim, negated, hedged, quote, explicit, types."""
        return self._part("claims", states=states, features=features)

    def holders(self, claims: Array, named: Array, features: Array) -> Array:
        """Scores of entities beside claims, (n, 2): is the claimant, is what it is about."""
        return self._part("holders", claims=claims, named=named, features=features)

    def pairs(self, states: Array, features: Array) -> Array:
        """Scores of `labels.PREDICATES`, (n, 9), between two entities."""
        return self._part("pairs", states=states, features=features)

    def _part(self, name: str, **inputs: Array) -> Array:
        feed = {key: value.astype(np.float32, copy=False) for key, value in inputs.items()}
        return cast(Array, self._parts[name].run(None, feed)[0])
