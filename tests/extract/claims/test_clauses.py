import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.components.clauses import main_ranges


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("if it rains, the match ends.", ["the match ends"]),
        ("the match ends because it rains.", ["the match ends"]),
        ("she argues that the match ends.", ["she argues that the match ends"]),
        ("pumps that run for weeks are rare.", ["pumps", "are rare"]),
        ("the idea that cats can read is old.", ["the idea", "is old"]),
        ("he presents the idea that cats read.", ["he presents the idea that cats read"]),
        ("the price (which fell) is low.", ["the price", "is low"]),
        ("it won, which pleased them.", ["it won"]),
        ("since 2015 the price fell.", ["since 2015 the price fell"]),
        ("it fell because of rain, but it rose again.", ["it fell", "but it rose again"]),
    ],
)
def test_main_parts(text: str, point: list[str]) -> None:
    assert [text[start:end] for start, end in main_ranges(text)] == point


@given(st.text(alphabet="abc that which if because is not .,;:()-'\u2014 ", max_size=80))
def test_ranges_are_disjoint_sorted_and_inside(text: str) -> None:
    ranges = main_ranges(text)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(ranges))
