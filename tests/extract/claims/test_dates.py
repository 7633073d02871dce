import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.components.dates import find_dates


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("by march 2028", ["2028-03"]),
        ("on 9 may 1973 and july 4, 1976", ["1973-05-09", "1976-07-04"]),
        ("in 2016-2017", ["2016/2017"]),
        ("between 2026 and 2032", ["2026/2032"]),
        ("from 1956 to 1973", ["1956/1973"]),
        ("in 2023/24", ["2023/2024"]),
        ("in late 2022", ["2022"]),
        ("in the 1980s and the early 1990s", ["1980/1989", "1990/1993"]),
        ("on 2024-05-31, in 2024-06", ["2024-05-31", "2024-06"]),
        ("in q3 2025", ["2025-07/2025-09"]),
        ("1956 people, 2.2015 of them", ["1956"]),
        ("version 3.2019 and 20201 cats", []),
        ("next year", []),
    ],
)
def test_absolute_dates(text: str, values: list[str]) -> None:
    assert [date.value for date in find_dates(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("next year", "2026"),
        ("by the end of this year", "2025"),
        ("last month", "2025-02"),
        ("in two years", "2027"),
        ("within ten years", "2035"),
        ("three years ago", "2022"),
        ("five years from now", "2030"),
        ("by the end of the decade", "2029"),
        ("over the next five years", "2025/2030"),
        ("in 18 months", "2026-09"),
        ("in a decade", "2035"),
        ("next spring", "2026"),
        ("next autumn", "2025"),
        ("last winter", "2024"),
        ("a study published in august", "2024-08"),
        ("results will come in august", "2025-08"),
        ("sales stop by february", "2026-02"),
    ],
)
def test_relative_dates_count_from_the_document(text: str, value: str) -> None:
    assert [date.value for date in find_dates(text, "2025-03-14")] == [value]


def test_months_need_a_document_dated_to_the_month() -> None:
    assert find_dates("next month", "2025") == ()


@given(st.text(alphabet="0123456789 -/,.abymarch", max_size=60), st.sampled_from([None, "2024-02"]))
def test_dates_lie_inside_the_text_and_do_not_overlap(text: str, today: str | None) -> None:
    found = find_dates(text, today)
    assert all(0 <= date.start < date.end <= len(text) for date in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
