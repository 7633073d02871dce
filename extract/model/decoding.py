"""From the encoder's scores to labels: spans from tags, trees from arcs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode_tags", "heads", "softmax", "tag_spans"]

Scores = NDArray[np.float32]


def softmax(scores: Scores) -> Scores:
    """Probabilities along the last axis."""
    exponents = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Scores = exponents / exponents.sum(axis=-1, keepdims=True)
    return result


def decode_tags(scores: Scores, tags: Sequence[str], boundaries: Sequence[int]) -> NDArray[np.intp]:
    """The most probable sequence of tags in which no ``I`` follows another kind or nothing.

    Viterbi decoding without learned transitions; no span crosses a boundary.

    Args:
        scores: logarithms of probabilities, of shape (words, tags).
        tags: names such as ``O``, ``B-Person``, ``I-Person``, ``O`` first.
        boundaries: words at which a sentence begins.

    Returns:
        For each word the index of its tag.
    """
    count, kinds = scores.shape
    if not count:
        return np.zeros(0, dtype=np.intp)
    inside = [number for number, tag in enumerate(tags) if tag.startswith("I")]
    opened = {number: tags.index(f"B{tags[number][1:]}") for number in inside}
    best = scores[0].astype(np.float64).copy()
    best[inside] = -np.inf
    back = np.zeros((count, kinds), dtype=np.intp)
    starts = set(boundaries)
    for word in range(1, count):
        top = int(best.argmax())
        came = np.full(kinds, top, dtype=np.intp)
        reach = np.full(kinds, best[top])
        for number in inside:
            if word in starts:
                reach[number] = -np.inf
                continue
            before = max((opened[number], number), key=best.__getitem__)
            came[number] = before
            reach[number] = best[before]
        back[word] = came
        best = reach + scores[word]
    path = np.zeros(count, dtype=np.intp)
    path[-1] = int(best.argmax())
    for word in range(count - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def tag_spans(path: Sequence[int], tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of a sequence of tags, as first word, word behind the last, and kind."""
    start = 0
    kind: str | None = None
    for word, number in enumerate([*path, 0]):
        place, _, name = tags[number].partition("-")
        if kind is not None and (place != "I" or name != kind):
            yield start, word, kind
            kind = None
        if place == "B":
            start, kind = word, name


def heads(scores: Scores) -> NDArray[np.intp]:
    """The highest-scoring dependency tree with one root.

    The best head of each word where that is a tree; else the maximum spanning arborescence (Chu
    and Liu 1965, Edmonds 1967).

    Args:
        scores: of shape (words, words + 1); column 0 is the root, column ``i + 1`` word ``i``.

    Returns:
        For each word the column of its head.
    """
    count = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    greedy: NDArray[np.intp] = scores.argmax(axis=1)
    if int((greedy == 0).sum()) == 1 and _is_tree(greedy):
        return greedy
    # A root that costs more than all other arcs can differ by lets no tree have two.
    scores[:, 0] -= 2 * count * float(np.abs(scores[np.isfinite(scores)]).max() + 1)
    square = np.full((count + 1, count + 1), -np.inf)
    square[1:] = scores
    return np.array(_arborescence(square)[1:], dtype=np.intp)


def _is_tree(columns: NDArray[np.intp]) -> bool:
    """Whether every word reaches the root."""
    reached = np.concatenate([[0], columns])
    for _ in range(max(1, len(columns).bit_length())):
        reached = reached[reached]
    return bool((reached == 0).all())


def _arborescence(scores: NDArray[np.float64]) -> list[int]:
    """The head of each node in the best tree rooted in node 0; ``scores[node, head]``."""
    size = len(scores)
    best = [0, *(int(row.argmax()) for row in scores[1:])]
    cycle = _cycle(best)
    if not cycle:
        return best
    inside = set(cycle)
    outside = [node for node in range(size) if node not in inside]
    cost = sum(scores[node, best[node]] for node in cycle)
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    merged = len(outside)
    enters: list[int] = []
    leaves: list[int] = []
    for number, node in enumerate(outside):
        gains = [scores[inner, node] - scores[inner, best[inner]] for inner in cycle]
        enters.append(cycle[int(np.argmax(gains))])
        small[merged, number] = cost + max(gains)
        leaves.append(cycle[int(np.argmax([scores[node, inner] for inner in cycle]))])
        small[number, merged] = scores[node, leaves[-1]]
        for other, head in enumerate(outside):
            small[number, other] = scores[node, head]
    small[0] = -np.inf
    contracted = _arborescence(small)
    result = list(best)
    for number, node in enumerate(outside[1:], 1):
        head = contracted[number]
        result[node] = leaves[number] if head == merged else outside[head]
    entered = contracted[merged]
    result[enters[entered]] = outside[entered]
    return result


def _cycle(heads_: list[int]) -> list[int]:
    """The nodes of a cycle, empty when there is none."""
    colour = [0] * len(heads_)
    for first in range(1, len(heads_)):
        node, path = first, []
        while node and not colour[node]:
            colour[node] = first
            path.append(node)
            node = heads_[node]
        if node and colour[node] == first and node in path:
            return path[path.index(node) :]
    return []
