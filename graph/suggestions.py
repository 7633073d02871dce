"""What a name that nothing has may have been meant for."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from .model import EntityType
from .names import fold
from .store import QuadStore
from .text_search import search

__all__ = ["similar_names"]

_LEAST_RATIO = 0.65
_BEGINNING = 3
"""How many letters of a word are taken to be right when the whole finds nothing."""


def similar_names(
    store: QuadStore, name: str, *, kinds: Collection[str] = tuple(EntityType), limit: int = 3
) -> list[str]:
    """Labels of things whose names are like `name`, the most similar first, each once.

    They are what `search` finds for it, and if that is nothing, things with a name of which a word
    begins like one of `name` and that is similar as a whole by the ratio of Ratcliff and
    Obershelp (John W. Ratcliff and David E. Metzener, "Pattern Matching: The Gestalt Approach",
    1988).

    Args:
        store: where they are looked for.
        name: what was asked for.
        kinds: of `search.KINDS`, what may be meant; entities of any type unless said otherwise.
        limit: how many at most.

    Raises:
        UsageError: if a kind is none of `search.KINDS`.
        StoreError: if the store cannot answer.
    """
    found = [hit.label for hit in search(store, name, kinds=kinds, limit=limit)]
    if found:
        return list(dict.fromkeys(found))
    ratios: dict[str, float] = {}
    matcher = SequenceMatcher(b=fold(name))
    beginnings = {word[:_BEGINNING] for word in re.findall(r"[^\W_]+", name)}
    for beginning in sorted(beginnings):
        for hit in search(store, beginning, kinds=kinds, limit=None):
            for spelling in (hit.label, hit.text):
                matcher.set_seq1(fold(spelling))
                ratios[hit.label] = max(matcher.ratio(), ratios.get(hit.label, 0))
    similar = [label for label, ratio in ratios.items() if ratio >= _LEAST_RATIO]
    return sorted(similar, key=lambda label: (-ratios[label], label))[:limit]
