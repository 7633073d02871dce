"""The corpus as examples: each passage as it is and, as often as asked, with other names."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from spacy.language import Language

from claimgraph.extract.pipeline import PipelineSettings, load_pipeline

from .corpus.passage import Passage
from .passages import Text, prepare
from .renaming import Renamer

__all__ = ["VALIDATION", "prepared", "share_of", "split"]

VALIDATION = 12
"""Every so manieth passage of the train part is not trained on, but chooses the thresholds."""


def split(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages to train on, and those to validate on."""
    numbered = list(enumerate(passages, 1))
    return (
        [passage for number, passage in numbered if number % VALIDATION],
        [passage for number, passage in numbered if not number % VALIDATION],
    )


def share_of(texts: Sequence[Text], share: float, renamings: int) -> list[Text]:
    """A share of prepared passages, evenly spread, each with all that was made of it."""
    count = len(texts) // (1 + renamings)
    return [
        text
        for number, text in enumerate(texts)
        if int((number % count + 1) * share) > int(number % count * share)
    ]


def prepared(
    passages: Sequence[Passage], cached: Path, seed: int, *, renamings: int = 0
) -> list[Text]:
    """The passages, then as often as asked the same with other names; kept in `cached`."""
    if cached.exists():
        with cached.open("rb") as file:
            kept: list[Text] = pickle.load(file)
        return kept
    renamed = [
        renamer(passage)
        for number in range(renamings)
        for renamer in (Renamer(passages, seed + number),)
        for passage in passages
    ]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        texts = list(pool.map(_prepared, [*passages, *renamed], chunksize=20))
    cached.parent.mkdir(parents=True, exist_ok=True)
    with cached.open("wb") as file:
        pickle.dump(texts, file)
    return texts


def _prepared(passage: Passage) -> Text:
    return prepare(passage, _pipeline())


@cache
def _pipeline() -> Language:
    return load_pipeline(PipelineSettings(model=False))
