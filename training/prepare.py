"""The corpus as examples, with its passages once as they are and once with other names."""

from __future__ import annotations

import pickle
from pathlib import Path

from claimgraph.extract.pipeline import PipelineSettings, load_pipeline

from .corpus.markup import read_corpus
from .passages import Text, prepare
from .renaming import Renamer

__all__ = ["prepared"]


def prepared(corpus: Path, cache: Path, seed: int, *, renamings: int = 0) -> list[Text]:
    """The passages of `corpus`, then as often as asked with other names; kept in `cache`."""
    if cache.exists():
        with cache.open("rb") as file:
            kept: list[Text] = pickle.load(file)
        return kept
    nlp = load_pipeline(PipelineSettings(model=False))
    passages = list(read_corpus(corpus))
    renamed = [
        renamer(passage)
        for number in range(renamings)
        for renamer in (Renamer(passages, seed + number),)
        for passage in passages
    ]
    texts = [prepare(passage, nlp) for passage in (*passages, *renamed)]
    cache.parent.mkdir(parents=True, exist_ok=True)
    with cache.open("wb") as file:
        pickle.dump(texts, file)
    return texts
