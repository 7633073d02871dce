"""Spans from tags and trees from arcs, against exhaustive search."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from claimgraph.extract.model.decoding import decode_tags, heads, softmax, tag_spans

TAGS = ("O", "B-Person", "I-Person", "B-Work", "I-Work")


def _is_tree(columns: tuple[int, ...]) -> bool:
    if columns.count(0) != 1:
        return False
    for word in range(len(columns)):
        node, steps = word + 1, 0
        while node and steps <= len(columns):
            node, steps = columns[node - 1], steps + 1
        if node:
            return False
    return True


def _square(size: int) -> st.SearchStrategy[np.ndarray]:
    # whole numbers, so that sums compare exactly
    values = st.integers(-50, 50).map(float)
    return arrays(np.float32, (size, size + 1), elements=values)


@given(st.integers(1, 5).flatmap(_square))
def test_the_tree_is_the_best_of_all_with_one_root(scores: np.ndarray) -> None:
    count = len(scores)
    found = tuple(int(column) for column in heads(scores))
    assert _is_tree(found)
    best = max(
        sum(float(scores[word, column]) for word, column in enumerate(columns))
        for columns in product(range(count + 1), repeat=count)
        if _is_tree(columns)
    )
    assert sum(float(scores[word, column]) for word, column in enumerate(found)) == best


def test_a_chain_is_read_as_it_is_scored() -> None:
    scores = np.full((3, 4), -9.0, dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5.0
    assert heads(scores).tolist() == [2, 0, 2]


@given(arrays(np.float32, st.tuples(st.integers(1, 5), st.just(5)), elements=st.integers(-9, 0)))
def test_the_path_is_the_best_that_is_allowed(scores: np.ndarray) -> None:
    def allowed(path: tuple[int, ...]) -> bool:
        before = "O"
        for number in path:
            tag = TAGS[number]
            if tag[0] == "I" and before[1:] != tag[1:]:
                return False
            before = tag
        return True

    found = tuple(int(tag) for tag in decode_tags(scores, TAGS, [0]))
    assert allowed(found)
    best = max(
        sum(float(scores[word, tag]) for word, tag in enumerate(path))
        for path in product(range(5), repeat=len(scores))
        if allowed(path)
    )
    assert sum(float(scores[word, tag]) for word, tag in enumerate(found)) == best


def test_no_span_crosses_a_boundary() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.05, 0.03, 0.02], [0.1, 0.1, 0.7, 0.05, 0.05]]))
    whole = decode_tags(scores.astype(np.float32), TAGS, [0])
    parted = decode_tags(scores.astype(np.float32), TAGS, [0, 1])
    assert list(tag_spans(whole.tolist(), TAGS)) == [(0, 2, "Person")]
    assert all(end - start == 1 for start, end, _ in tag_spans(parted.tolist(), TAGS))


def test_spans_that_touch_stay_two() -> None:
    assert list(tag_spans([1, 1, 2, 0, 3], TAGS)) == [
        (0, 1, "Person"),
        (1, 3, "Person"),
        (4, 5, "Work"),
    ]


def test_softmax_adds_up_to_one_for_large_scores() -> None:
    shares = softmax(np.array([[1000.0, 0.0], [-1000.0, -1000.0]], dtype=np.float32))
    assert shares.tolist() == [[1.0, 0.0], [0.5, 0.5]]
