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
    path: NDArray[np.intp] = scores.argmax(axis=1)
    count = len(path)
    if not count:
        return path
    inside = np.array([tag.startswith("I") for tag in tags])
    opened = np.array(
        [tags.index(f"B{tag[1:]}") if tag.startswith("I") else -1 for tag in tags], dtype=np.intp
    )
    before = np.concatenate([[-1], path[:-1]])
    before[[start for start in boundaries if start < count]] = -1
    broken = np.flatnonzero(inside[path] & (before != path) & (before != opened[path]))
    # The best tag of each word is the best sequence of every sentence in which it is allowed.
    edges = np.unique([0, *boundaries, count])
    for number in np.unique(np.searchsorted(edges, broken, side="right")):
        sentence = slice(edges[number - 1], edges[number])
        path[sentence] = _decode_sentence(scores[sentence], inside, opened)
    return path


def _decode_sentence(
    scores: Scores, inside: NDArray[np.bool_], opened: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The best sequence of one sentence; ``opened`` is the ``B`` of each ``I``."""
    count, kinds = scores.shape
    within = np.flatnonzero(inside)
    opens = opened[within]
    best = scores[0].astype(np.float64)
    best[within] = -np.inf
    back = np.zeros((count, kinds), dtype=np.intp)
    for word in range(1, count):
        came = back[word]
        came[:] = best.argmax()
        came[within] = np.where(best[within] > best[opens], within, opens)
        best = best[came] + scores[word]
    path = np.zeros(count, dtype=np.intp)
    path[-1] = best.argmax()
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
    words = np.arange(count)
    scores = scores.astype(np.float64)
    scores[words, words + 1] = -np.inf
    greedy: NDArray[np.intp] = scores.argmax(axis=1)
    if int((greedy == 0).sum()) == 1 and _is_tree(greedy):
        return greedy
    # Each word as the root, the most promising first, until no other can do better: the best head
    # of every other word bounds what a tree with that root is worth, and one word of each cycle of
    # those heads that does not hold the root must have another head.
    inner = scores[:, 1:]
    most = inner.max(axis=1)
    bounds = scores[:, 0] + (most.sum() - most)
    for cycle in _cycles(inner.argmax(axis=1).tolist()):
        outside = inner[cycle]
        outside[:, cycle] = -np.inf
        without = np.ones(count, dtype=bool)
        without[cycle] = False
        bounds[without] -= (most[cycle] - outside.max(axis=1)).min()
    best, found = -np.inf, greedy
    for root in np.argsort(-bounds, kind="stable"):
        if bounds[root] <= best:
            break
        square = np.full((count + 1, count + 1), -np.inf)
        square[1:, 1:] = scores[:, 1:]
        square[root + 1] = -np.inf
        square[root + 1, 0] = scores[root, 0]
        columns = _arborescence(square)[1:]
        worth = float(scores[words, columns].sum())
        if worth > best:
            best, found = worth, columns
    return found


def _cycles(above: Sequence[int]) -> Iterator[list[int]]:
    """The cycles in which the words lead to each other, where each leads to the one `above` it."""
    seen = [False] * len(above)
    for word in range(len(above)):
        path: list[int] = []
        while not seen[word]:
            seen[word] = True
            path.append(word)
            word = above[word]
        if word in path:
            yield path[path.index(word) :]


def _is_tree(columns: NDArray[np.intp]) -> bool:
    """Whether every word reaches the root."""
    reached = np.concatenate([[0], columns])
    for _ in range(max(1, len(columns).bit_length())):
        reached = reached[reached]
    return bool((reached == 0).all())


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """The head of each node in the best tree rooted in node 0; ``scores[node, head]``.

    Overwrites the scores: a cycle is contracted in place, into its first node (Tarjan 1977).
    """
    head: list[int] = scores.argmax(axis=1).tolist()
    settled = [True] + [False] * (len(scores) - 1)
    # Each cycle with what its nodes win by a head outside it, and the scores of its nodes as heads.
    contracted: list[tuple[list[int], NDArray[np.float64], NDArray[np.float64]]] = []
    for first in range(1, len(scores)):
        path: list[int] = []
        node = first
        while not settled[node]:
            if node not in path:
                path.append(node)
                node = head[node]
                continue
            cycle = path[path.index(node) :]
            del path[-len(cycle) :]
            entering = scores[cycle]
            entering -= np.array([[entering[i, head[other]]] for i, other in enumerate(cycle)])
            leaving = scores[:, cycle]
            contracted.append((cycle, entering, leaving))
            scores[:, cycle[1:]] = -np.inf
            scores[:, node] = np.maximum.reduce(leaving, axis=1)
            outer = np.maximum.reduce(entering)
            outer[cycle] = -np.inf
            scores[node] = outer
            head[node] = int(outer.argmax())
            for other in cycle[1:]:
                settled[other] = True
                head = [node if above == other else above for above in head]
        for node in path:
            settled[node] = True
    for cycle, entering, leaving in reversed(contracted):
        inner, outside = cycle[0], head[cycle[0]]
        nearest = leaving.argmax(axis=1).tolist()
        head = [
            cycle[which] if above == inner else above
            for above, which in zip(head, nearest, strict=True)
        ]
        for node, above in zip(cycle, cycle[1:] + cycle[:1], strict=True):
            head[node] = above
        head[cycle[int(entering[:, outside].argmax())]] = outside
    return np.array(head, dtype=np.intp)
