"""The ledger: which predictions there are, and how their time lies to a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.answers import answers
from claimgraph.graph.errors import UsageError
from claimgraph.graph.ingest import ingest
from claimgraph.graph.ledger import PredictionStatus, find_predictions
from claimgraph.graph.model import Claim, ClaimType
from claimgraph.graph.store import QuadStore, open_store

from .knowledge import EXPECTS, RELEASE, SAVE, SCALE
from .test_prediction_queries import AHEAD, dated

DAY = date(2026, 6, 25)
FORMS = ("2026", "2026-06", "2026-06-25", "2025/2027", "2025/..", "../2026", "202X", "2026-22")


def test_each_prediction_is_open_due_or_overdue(known: QuadStore) -> None:
    found = find_predictions(known, on=DAY)
    assert [(line.status, line.claim.words) for line in found] == [
        ("overdue", EXPECTS),
        ("overdue", SCALE),
        ("due", RELEASE),
        ("open", SAVE),
    ]
    assert [line.last_day for line in found[:2]] == [date(2023, 12, 31), date(2025, 12, 31)]


def test_a_line_has_its_receipt(known: QuadStore) -> None:
    (line,) = find_predictions(known, on=DAY, by="Ines Corvo", status="overdue")
    claim = line.claim
    assert (claim.words, claim.document_title) == (SCALE, "A Talk with Ines Corvo")
    assert (claim.start, claim.end, claim.start_time) == (12, 58, 5.0)


def words(store: QuadStore, **filters: str) -> list[str]:
    return [line.claim.words for line in find_predictions(store, on=DAY, **filters)]


def test_filters_all_hold(known: QuadStore) -> None:
    assert words(known, by="ines corvo") == [SCALE, SAVE]
    assert words(known, about="reward modeling") == [SAVE]
    assert words(known, status="Open") == [SAVE]
    assert words(known, target_from="2026") == [RELEASE, SAVE]
    assert words(known, target_to="2025-06") == [EXPECTS, SCALE]
    assert words(known, target_from="2025-03", target_to="2026") == [SCALE, RELEASE]
    assert words(known, since="2025") == [RELEASE]
    assert words(known, until="2024") == [SCALE, SAVE]
    assert words(known, by="Ines Corvo", status="due") == []


def test_what_no_filter_can_mean_is_told(known: QuadStore) -> None:
    with pytest.raises(UsageError, match="statuses are open, due, overdue"):
        find_predictions(known, on=DAY, status="late")
    with pytest.raises(UsageError, match="from 'soon' is not a date"):
        find_predictions(known, on=DAY, target_from="soon")


def test_what_has_no_date_is_open_and_last() -> None:
    with open_store(":memory:") as store:
        for target in (None, "2040", "2025/.."):
            ingest(store, dated(target, published="2025"))
        found = find_predictions(store, on=date(9998, 1, 1), status="open")
        assert [line.claim.target_date for line in found] == [None]
        lines = find_predictions(store, on=DAY, by="author of None")
        assert [line.last_day for line in lines] == [None]
        due = find_predictions(store, on=DAY, status="due")
        assert [(line.claim.target_date, line.last_day) for line in due] == 2 * [("2025/..", None)]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(FORMS), st.dates(date(2024, 1, 1), date(2031, 1, 1)))
def test_the_ledger_and_the_query_agree_on_what_is_overdue(target: str, day: date) -> None:
    with open_store(":memory:") as store:
        ingest(store, dated(target))
        overdue = {row["claim"] for row in answers(store, "overdue", today=day.isoformat())}
        lines = find_predictions(store, on=day)
    assert {x.claim.iri for x in lines if x.status is PredictionStatus.OVERDUE} == overdue


def test_the_times_words_and_the_condition_are_told() -> None:
    extraction = dated(None)
    text = extraction.document.text
    first = extraction.claims[0]
    claim = Claim(
        "c1",
        first.span,
        AHEAD,
        type=ClaimType.PREDICTION,
        date_cue=first.span,
        condition=first.span,
        probability=(0.25, 0.5),
    )
    with open_store(":memory:") as store:
        ingest(store, replace(extraction, claims=(claim,)))
        (line,) = find_predictions(store, on=DAY)
    told = line.claim
    assert told.date_words == told.condition == first.span.of(text)
    assert (told.least_probability, told.greatest_probability) == (0.25, 0.5)
    assert told.target_date is None
