"""What the trained model's syntax and names are worth on public test data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from claimgraph.extract.components.encoder import trees
from claimgraph.extract.model.decoding import decode_tags, softmax, tag_spans
from claimgraph.extract.model.labels import ENTITY_TAGS
from claimgraph.extract.model.runtime import Model

from .examples import Example
from .passages import Text
from .public import crossner, treebank

__all__ = ["measures"]


def measures(folder: Path, data: Path | None, texts: Sequence[Text]) -> dict[str, float]:
    """Measures in per cent of the shipped files in `folder`, as they run in the pipeline.

    ``UPOS``, ``UAS`` and ``LAS`` are of the English Web Treebank's test part with given words and
    sentences, punctuation counted; ``CrossNER AI dev`` is exact mentions with type, mapped to our
    types, of sentences of which none was trained on; ``test mentions`` are exact mentions with type
    of the corpus's test part, given what the rules say.
    """
    model = Model(folder)
    found: dict[str, float] = {}
    if data is not None:
        trees = treebank(data / "ud-ewt" / "en_ewt-ud-test.conllu")
        found.update(_syntax(model, trees))
        found["CrossNER AI dev"] = _names(model, crossner(data, "ai", "dev"))
    found["test mentions"] = _names(model, [text.example for text in texts])
    return {name: round(100 * value, 1) for name, value in found.items()}


def _syntax(model: Model, examples: Sequence[Example]) -> dict[str, float]:
    words = tags = arcs = labelled = 0
    for example in examples:
        encoding = model.encode(example.words, example.features, example.starts)
        assert example.tags is not None
        assert example.heads is not None
        assert example.labels is not None
        words += len(example.words)
        tags += int((encoding.tags.argmax(axis=1) == np.array(example.tags)).sum())
        head, label = trees(model, encoding, example.starts)
        gold = np.array(example.heads)
        right = head == np.where(gold < 0, np.arange(len(gold)), gold)
        arcs += int(right.sum())
        labelled += int((right & (label == np.array(example.labels))).sum())
    return {"UPOS": tags / words, "UAS": arcs / words, "LAS": labelled / words}


def _names(model: Model, examples: Sequence[Example]) -> float:
    """F1 of exact mentions; where several types or none are right, the annotation says so."""
    right = found = wanted = 0
    for example in examples:
        assert example.entities is not None
        encoding = model.encode(example.words, example.features, example.starts)
        path = decode_tags(np.log(softmax(encoding.entities)), ENTITY_TAGS, example.starts)
        own = list(tag_spans(path.tolist(), ENTITY_TAGS))
        gold = dict(_annotated(example.entities))
        optional = {place for place, kinds in gold.items() if "O" in kinds}
        unknown = example.entities.sum(axis=1) == len(ENTITY_TAGS)
        for start, end, kind in own:
            if (start, end) in optional or unknown[start:end].any():
                continue
            found += 1
            right += kind in gold.get((start, end), ())
        wanted += len(gold) - len(optional)
    return 2 * right / max(1, found + wanted)


def _annotated(rows: np.ndarray) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """Each annotated mention's words, and the types that are right, with ``O`` if optional."""
    opened: tuple[int, frozenset[str]] | None = None
    for word, row in enumerate([*rows, rows[0] * 0 + np.eye(len(ENTITY_TAGS))[0]]):
        tags = [ENTITY_TAGS[n] for n in np.flatnonzero(row)] if row.sum() < len(row) else ["O"]
        begins = {tag[2:] for tag in tags if tag.startswith("B")}
        inside = any(tag.startswith("I") for tag in tags)
        if opened is not None and not inside:
            yield (opened[0], word), opened[1]
            opened = None
        if begins:
            opened = word, frozenset(begins | ({"O"} if "O" in tags else set()))
