from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.periods import Period, period_of

DAYS = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-06-25", date(2026, 6, 25), date(2026, 6, 25)),
        ("2025/2027", date(2025, 1, 1), date(2027, 12, 31)),
        ("2025-03/2026-04-03", date(2025, 3, 1), date(2026, 4, 3)),
        ("../2026", date.min, date(2026, 12, 31)),
        ("2025/..", date(2025, 1, 1), date.max),
        ("2026?", date(2026, 1, 1), date(2026, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2026-XX-XX", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-05-XX", date(2026, 5, 1), date(2026, 5, 31)),
        ("2026-22", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_date_covers_its_days(text: str, first: date, last: date) -> None:
    assert period_of(text) == Period(first, last)


@pytest.mark.parametrize("text", ["soon", "", "2028-13", "2028-02-30", "2027/2025", "../.."])
def test_what_is_no_date_covers_none(text: str) -> None:
    assert period_of(text) is None


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    year, month, whole = (period_of(day.isoformat()[:length]) for length in (4, 7, 10))
    assert year is not None
    assert month is not None
    assert whole == Period(day, day)
    assert year.contains(month)
    assert month.contains(whole)
    assert year.overlaps(whole)


@given(DAYS, DAYS)
def test_an_interval_runs_from_its_first_day_to_its_last(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = period_of(f"{first.isoformat()}/{last.isoformat()}")
    assert period == Period(first, last)
    assert not period.contains(Period(first - timedelta(1), last))
    assert not period.overlaps(Period(last + timedelta(1), last + timedelta(1)))
