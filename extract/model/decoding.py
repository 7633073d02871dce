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
    # of every other word bounds what a tree with that root is worth.
    inner = scores[:, 1:].max(axis=1)
    bounds = scores[:, 0] + (inner.sum() - inner)
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
    contracted: list[tuple[list[int], NDArray[np.intp], NDArray[np.intp]]] = []
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
            entering = scores[cycle] - scores[cycle, cycle[1:] + cycle[:1]][:, None]
            entering[:, cycle] = -np.inf
            leaving = scores[:, cycle]
            contracted.append((cycle, entering.argmax(axis=0), leaving.argmax(axis=1)))
            scores[:, cycle] = -np.inf
            scores[:, node] = leaving.max(axis=1)
            scores[node] = entering.max(axis=0)
            inside = set(cycle)
            head = [node if other in inside else other for other in head]
            head[node] = int(scores[node].argmax())
            for other in cycle[1:]:
                settled[other] = True
        for node in path:
            settled[node] = True
    found = np.array(head, dtype=np.intp)
    for cycle, enters, leaves in reversed(contracted):
        outside = int(found[cycle[0]])
        below = np.flatnonzero(found == cycle[0])
        found[below] = np.array(cycle)[leaves[below]]
        found[cycle] = cycle[1:] + cycle[:1]
        found[cycle[enters[outside]]] = outside
    return found
