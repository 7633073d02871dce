"""What the encoder is told of words, and the windows that it reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from claimgraph.extract.model.files import shipped_folder
from claimgraph.extract.model.labels import SHAPES
from claimgraph.extract.model.words import WordPieces, shape, windows


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("model", "lower"),
        ("Lantern", "title"),
        ("RLHF", "upper"),
        ("OpenAI", "mixed"),
        ("2030", "digits"),
        ("o1", "letters and digits"),
        ("\u2014", "sign"),
        ("A", "title"),
    ],
)
def test_shapes_keep_what_lower_casing_loses(word: str, expected: str) -> None:
    assert SHAPES[shape(word, first=False)] == expected


def test_a_capital_at_the_start_of_a_sentence_is_told_apart() -> None:
    assert SHAPES[shape("Scaling", first=True)] == "first"
    assert SHAPES[shape("RLHF", first=True)] == "upper"


TOKENIZER = Tokenizer.from_file(str(shipped_folder() / "tokenizer.json"))
PIECES = WordPieces(TOKENIZER)


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6))
def test_words_are_cut_as_each_would_be_alone(words: list[str]) -> None:
    unknown = TOKENIZER.token_to_id("[UNK]")
    assert PIECES(words) == [
        tuple(TOKENIZER.encode(word, add_special_tokens=False).ids[:12]) or (unknown,)
        for word in words
    ]


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=60),
    st.sets(st.integers(1, 59)),
    st.integers(12, 40),
)
def test_windows_take_every_word_once_and_stay_small(
    lengths: list[int], opens: set[int], most: int
) -> None:
    starts = [0, *sorted(start for start in opens if start < len(lengths))]
    context = most // 3
    found = list(windows(lengths, starts, most=most, context=context))
    owned = [word for window in found for word in range(window.own, window.end)]
    assert owned == list(range(len(lengths)))
    for window in found:
        assert window.start <= window.own < window.end
        assert sum(lengths[window.start : window.own]) <= context
        assert sum(lengths[window.start : window.end]) <= most


def test_windows_end_with_sentences_and_begin_with_those_before() -> None:
    first, second = windows([1] * 12, [0, 4, 8], most=8, context=4)
    assert (first.start, first.own, first.end) == (0, 0, 8)
    assert (second.start, second.own, second.end) == (4, 8, 12)
