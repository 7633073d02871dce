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
    if not len(broken):
        return path
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
    """The spans of a sequence of tags, as first word, word behind the last, and kind.

    Args:
        path: for each word the index of its tag.
        tags: names such as ``O``, ``B-Person``, ``I-Person``, ``O`` first.
    """
    start = 0
    kind: str | None = None
    for word, number in enumerate([*path, 0]):
        if kind is None and not number:
            continue
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
    arcs = scores.astype(np.float64)
    arcs[words, words + 1] = -np.inf
    greedy: NDArray[np.intp] = arcs.argmax(axis=1)
    if np.count_nonzero(greedy) == count - 1 and _is_tree(greedy):
        return greedy
    # Each word as the root, the most promising first, until no other can do better: the best head
    # of every other word bounds what a tree with that root is worth, and one word of each cycle of
    # those heads that does not hold the root must have another head.
    inner = arcs[:, 1:]
    nearest = inner.argmax(axis=1)
    most = inner[words, nearest]
    bounds = arcs[:, 0] + (most.sum() - most)
    mended: list[tuple[list[int], int, int]] = []  # cycles, with the word to change and its head
    for cycle in _cycles(nearest.tolist()):
        gains = inner[cycle] - most[cycle, None]
        gains[:, cycle] = -np.inf
        which, head = divmod(int(gains.argmax()), count)
        without = np.ones(count, dtype=bool)
        without[cycle] = False
        np.add(bounds, gains[which, head], out=bounds, where=without)
        mended.append((cycle, cycle[which], head))
    best, found = -np.inf, greedy
    for root in np.argsort(-bounds, kind="stable").tolist():
        if bounds[root] <= best:
            break
        columns = nearest + 1
        for cycle, word, head in mended:
            if root not in cycle:
                columns[word] = head + 1
        columns[root] = 0
        if not _is_tree(columns):  # what mends one cycle makes another
            columns = _arborescence(inner, root) + 1
        worth = float(arcs[words, columns].sum())
        if worth > best:
            best, found = worth, columns
    return found


def _cycles(above: Sequence[int]) -> Iterator[list[int]]:
    """The cycles in which words lead to each other, where each leads to the one `above` it; -1 for
    none."""
    walks = [-1] * len(above)  # the first word of the walk on which each was met
    for first in range(len(above)):
        word = first
        while word >= 0 and walks[word] < 0:
            walks[word] = first
            word = above[word]
        if word >= 0 and walks[word] == first:
            cycle = [word]
            while (word := above[word]) != cycle[0]:
                cycle.append(word)
            yield cycle


def _is_tree(columns: NDArray[np.intp]) -> bool:
    """Whether every word reaches the root."""
    return next(_cycles((columns - 1).tolist()), None) is None


def _arborescence(scores: NDArray[np.float64], root: int) -> NDArray[np.intp]:
    """The head of each word in the best tree of words below `root`, -1 of the root itself.

    A cycle of best heads becomes one node, whose best head is the one that mends it at the least
    cost (Tarjan 1977); each node's heads are words.

    Args:
        scores: of shape (words, words): those of each word's heads, minus infinity of itself.
        root: a word.
    """
    count = len(scores)
    head: list[int] = scores.argmax(axis=1).tolist()  # of each node
    rows = list(scores)
    members = [[word] for word in range(count)]
    holder = list(range(count))  # the outermost node that holds each word
    cycles: list[tuple[list[int], list[int]]] = []  # nodes; for each head which of them it enters
    settled = {root}
    for first in range(count):
        path: list[int] = []
        node = holder[first]
        while node not in settled:
            if node in path:
                cycle = path[path.index(node) :]
                del path[-len(cycle) :]
                node = count + len(cycles)
                gains = np.array([rows[part] - rows[part][head[part]] for part in cycle])
                cycles.append((cycle, gains.argmax(axis=0).tolist()))
                members.append([word for part in cycle for word in members[part]])
                for word in members[node]:
                    holder[word] = node
                row = gains.max(axis=0)
                row[members[node]] = -np.inf
                rows.append(row)
                head.append(int(row.argmax()))
            path.append(node)
            node = holder[head[node]]
        settled.update(path)
    found = np.full(count, -1)
    entered = {root}  # nodes whose head is that of a cycle around them
    for outer in reversed(range(len(head))):
        if outer in entered:
            continue
        node = outer
        while node >= count:
            cycle, which = cycles[node - count]
            node = cycle[which[head[outer]]]
            entered.add(node)
        found[node] = head[outer]
    return found
