"""The encoder in the pipeline, and the reader of the syntax in its word scores."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import raise_error
from thinc.types import Ints2d

from ..attributes import opening_words
from ..model.decoding import heads
from ..model.labels import DEPENDENCIES, TAGS
from ..model.runtime import Encoding, Model
from ..model.word_inputs import word_features, words_of

__all__ = ["Encoder", "SyntaxReader", "encoding_of", "trees"]

_ROOT = DEPENDENCIES.index("root")

_AHEAD = 2
"""Documents that the encoder may be ahead of the components behind it."""


class Encoder:
    """Sets ``doc._.encoding``, the scores of every word, and ``doc.tensor``, the states of every
    token, 0 for white space; reads sentences, blocks and mentions."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._failed: Callable[..., None] = raise_error

    def set_error_handler(self, handler: Callable[..., None]) -> None:
        """Have `pipe` tell `handler` of documents that fail, as spaCy's own components do."""
        self._failed = handler

    def __call__(self, doc: Doc) -> Doc:
        """Run the encoder over the words of `doc`."""
        return _encoded(doc, self._encoding(doc))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """The same for many documents, some ahead of the one that is returned.

        Another thread runs the encoder, so that the components behind it work at the same time.
        """
        waiting: deque[tuple[Doc, Future[Encoding | None]]] = deque()
        with ThreadPoolExecutor(1) as thread:
            for doc in stream:
                waiting.append((doc, thread.submit(self._encoding, doc)))
                if len(waiting) > _AHEAD:
                    yield from self._finished(*waiting.popleft())
            while waiting:
                yield from self._finished(*waiting.popleft())

    def _encoding(self, doc: Doc) -> Encoding | None:
        words = words_of(doc)
        if not len(words):
            return None
        texts: tuple[str, ...] = doc._.texts
        own = [texts[word] for word in words.tolist()]
        return self._model.encode(own, word_features(doc)[words], opening_words(doc, words))

    def _finished(self, doc: Doc, encoding: Future[Encoding | None]) -> Iterator[Doc]:
        try:
            result = _encoded(doc, encoding.result())
        except Exception as error:
            self._failed("claimgraph_encoder", self, [doc], error)
            return
        yield result


def _encoded(doc: Doc, encoding: Encoding | None) -> Doc:
    if encoding is not None:
        tensor = np.zeros((len(doc), encoding.hidden.shape[1]), dtype=np.float32)
        tensor[words_of(doc)] = encoding.hidden
        doc.tensor = cast(Any, tensor)  # spaCy's stub knows 64 bits only, its Doc any
        doc._.encoding = encoding
    return doc


def encoding_of(doc: Doc) -> Encoding | None:
    """What the encoder said of the Doc's words; None where it did not run or there is none."""
    found: Encoding | None = doc._.encoding
    return found


def trees(
    model: Model, encoding: Encoding, sentence_starts: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The dependency tree of each sentence.

    Args:
        model: the one that encoded the words.
        encoding: of n words.
        sentence_starts: indices of the words that open sentences, sorted, beginning with 0.

    Returns:
        Of each word its head, a root's being itself, and the index of its relation in
        `labels.DEPENDENCIES`, both (n,).
    """
    count = len(encoding.tags)
    head = np.arange(count)
    for start, end in pairwise([*sentence_starts, count]):
        arcs = np.concatenate([encoding.root[None], encoding.arc_head[start:end]])
        columns = heads(encoding.arc_word[start:end] @ arcs.T)
        np.copyto(head[start:end], columns + (start - 1), where=columns > 0)
    hung = np.flatnonzero(head != np.arange(count))  # all but the roots
    labels = np.full(count, _ROOT)
    if len(hung):
        scores = model.labels(encoding.label_word[hung], encoding.label_head[head[hung]])
        scores[:, _ROOT] = -np.inf
        labels[hung] = scores.argmax(axis=1)
    return head, labels


class SyntaxReader:
    """Sets ``pos_``, ``dep_`` and ``head`` of every token, by Universal Dependencies.

    The root's ``dep_`` is ``ROOT``, as everywhere in spaCy; white space hangs on the word before.
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Read the tags and the tree of each sentence."""
        encoding = encoding_of(doc)
        if encoding is None:
            return doc
        words = words_of(doc)
        head, labels = trees(self._model, encoding, opening_words(doc, words))
        _annotate(doc, words, head, labels, encoding.tags.argmax(axis=1))
        return doc


def _annotate(
    doc: Doc,
    words: NDArray[np.intp],
    head: NDArray[np.int64],
    labels: NDArray[np.intp],
    tags: NDArray[np.intp],
) -> None:
    strings = doc.vocab.strings
    names = [strings.add("ROOT" if name == "root" else name) for name in DEPENDENCIES]
    parts = [strings.add(name) for name in TAGS]
    values = np.zeros((len(doc), 3), dtype=np.uint64)
    offsets = np.zeros(len(doc), dtype=np.int64)
    offsets[words] = words[head] - words
    blank = np.ones(len(doc), dtype=bool)
    blank[words] = False
    spaces = np.flatnonzero(blank)
    offsets[spaces] = words[np.maximum(np.searchsorted(words, spaces) - 1, 0)] - spaces
    values[:, 0] = offsets.astype(np.uint64)
    values[words, 1] = np.array(names, dtype=np.uint64)[labels]
    values[blank, 1] = strings.add("dep")
    values[words, 2] = np.array(parts, dtype=np.uint64)[tags]
    values[blank, 2] = strings.add("SPACE")
    doc.from_array(["HEAD", "DEP", "POS"], cast(Ints2d, values))
