from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.quantities import Quantity, find_quantities


def read(text: str) -> list[Quantity]:
    return [quantity for *_, quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "least", "greatest", "unit"),
    [
        ("scored 61 on it", 60.5, 61.5, ""),
        ("61.3 points", 61.25, 61.35, ""),
        ("90% of code", 89.5, 90.5, "%"),
        ("90 percent of code", 89.5, 90.5, "%"),
        ("half of all code", 49.5, 50.5, "%"),
        ("2,000 gpus", 1999.5, 2000.5, ""),
        ("$1.5bn", 1.45e9, 1.55e9, "money"),
        ("one billion dollars", 5e8, 1.5e9, "money"),
        ("10 to 20 million people", 9.5e6, 20.5e6, ""),
        ("between 10 and 20 people", 9.5, 20.5, ""),
        ("at least 8 gpus", 8.0, inf, ""),
        ("more than 8 gpus", 8.0, inf, ""),
        ("up to 8 gpus", -inf, 8.0, ""),
        ("about 100 people", 89.5, 110.5, ""),
        ("two weeks", 10.5, 17.5, "days"),
    ],
)
def test_a_number_is_the_range_that_its_words_allow(
    text: str, least: float, greatest: float, unit: str
) -> None:
    (quantity,) = read(text)
    assert quantity.least == pytest.approx(least)
    assert quantity.greatest == pytest.approx(greatest)
    assert quantity.unit == unit


@pytest.mark.parametrize("text", ["in 2030", "gpt-4", "3d models", "v2.1.3", "no number", ""])
def test_years_and_parts_of_names_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_quantities_differ_only_in_one_unit_and_without_a_common_value() -> None:
    (weeks,), (days,), (more,) = read("3 weeks"), read("3 days"), read("more than 60")
    (sixty,), (share,) = read("61"), read("5%")
    assert weeks.differs(days)
    assert not sixty.differs(more)
    assert not sixty.differs(share)
    assert share.agrees(read("about 5 percent")[0])
    assert not read("more than 8")[0].agrees(read("more than 16")[0])


@given(st.text("0123456789 .,%$-abknot", max_size=30))
def test_places_are_disjoint_and_hold_their_words(text: str) -> None:
    end = 0
    for start, stop, quantity in find_quantities(text):
        assert end <= start < stop
        assert text[start:stop] == quantity.words
        assert quantity.least <= quantity.greatest
        assert not quantity.differs(quantity)
        end = stop
