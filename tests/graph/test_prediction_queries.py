"""Which claims look ahead, and from which day on their time is over."""

from __future__ import annotations

from hashlib import sha256

import pytest

from claimgraph.graph.answers import answers
from claimgraph.graph.errors import UsageError
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import Block, BlockKind, Claim, ClaimType, Document, Extraction, Span
from claimgraph.graph.store import QuadStore, open_store

from .knowledge import EXPECTS, MEMO, RELEASE, SAVE, SCALE, at, node, rows, words

AHEAD, FACT = "It will be so.", "It was so."


def dated(date: str | None, published: str | None = None) -> Extraction:
    """A document with a prediction for `date`, and with a fact about the same time."""
    text = f"{AHEAD} {FACT} {date}"
    document = Document(
        name=str(date),
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
        sha256=sha256(text.encode()).hexdigest(),
        location=f"{date}.txt",
        published=published,
    )
    split = len(AHEAD)
    claims = (
        Claim("c1", Span(0, split), AHEAD, type=ClaimType.PREDICTION, date=date),
        Claim("c2", Span(split + 1, split + 1 + len(FACT)), FACT, date=date),
    )
    return Extraction(document=document, claims=claims, extractor={"version": "0.1.0"})


def test_predictions_and_what_else_looks_ahead(known: QuadStore) -> None:
    assert rows(known, "predictions", "targetDate claimantName type words") == [
        ("2020/2023", "Northwind Labs", "prediction", EXPECTS),
        ("2025", "Ines Corvo", "prediction", SCALE),
        ("2026", "Halcyon Institute", "plan", RELEASE),
        ("2027-22", "Ines Corvo", "prediction", SAVE),
    ]
    assert words(known, "predictions", by="Ines Corvo", about="reward modeling") == [SAVE]


def test_a_prediction_comes_with_its_place(known: QuadStore) -> None:
    assert rows(known, "predictions", "start end documentTitle document", about="agents") == [
        (*at(MEMO, EXPECTS), "memo", node(MEMO))
    ]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2023-12-31", []),
        ("2024-01-01", [EXPECTS]),
        ("2025-12-31", [EXPECTS]),
        ("2026-01-01", [EXPECTS, SCALE]),
        ("2026-12-31", [EXPECTS, SCALE]),
        ("2027-01-01", [EXPECTS, SCALE, RELEASE]),
        ("2028-01-01", [EXPECTS, SCALE, RELEASE, SAVE]),
    ],
)
def test_a_prediction_is_overdue_when_its_time_is_over(
    known: QuadStore, today: str, expected: list[str]
) -> None:
    assert words(known, "overdue", today=today) == expected
    mine = [text for text in expected if text in (SCALE, SAVE)]
    assert words(known, "overdue", today=today, by="Ines Corvo") == mine


def test_the_day_has_to_be_said(known: QuadStore) -> None:
    with pytest.raises(UsageError, match="parameter today is missing"):
        answers(known, "overdue")
    with pytest.raises(UsageError, match="'soon' is not a date"):
        answers(known, "overdue", today="soon")


@pytest.mark.parametrize(
    ("date", "last_day", "day_after"),
    [
        ("2026", "2026-12-31", "2027-01-01"),
        ("2026-06", "2026-06-30", "2026-07-01"),
        ("2026-06-25", "2026-06-25", "2026-06-26"),
        ("2025/2027", "2027-12-31", "2028-01-01"),
        ("2025-03/2026-04", "2026-04-30", "2026-05-01"),
        ("2025/2026-04-03", "2026-04-03", "2026-04-04"),
        ("../2026", "2026-12-31", "2027-01-01"),
        ("/2026", "2026-12-31", "2027-01-01"),
        ("2026?", "2026-12-31", "2027-01-01"),
        ("2026-06~", "2026-06-30", "2026-07-01"),
        ("202X", "2029-12-31", "2030-01-01"),
        ("20XX", "2099-12-31", "2100-01-01"),
        ("2026-XX", "2026-12-31", "2027-01-01"),
        ("2026-XX-XX", "2026-12-31", "2027-01-01"),
        ("2026-05-XX", "2026-05-31", "2026-06-01"),
        ("2026-21", "2026-12-31", "2027-01-01"),
        ("2026-24?", "2026-12-31", "2027-01-01"),
        ("2024/2026-23", "2026-12-31", "2027-01-01"),
    ],
)
def test_every_form_of_date_is_over_after_its_last_day(
    date: str, last_day: str, day_after: str
) -> None:
    with open_store(":memory:") as store:
        ingest(store, dated(date))
        assert words(store, "overdue", today=last_day) == []
        assert words(store, "overdue", today=day_after) == [AHEAD]


@pytest.mark.parametrize("date", ["2025/..", "2025/"])
def test_a_period_without_end_is_never_over(date: str) -> None:
    with open_store(":memory:") as store:
        ingest(store, dated(date, published="2026"))
        assert words(store, "overdue", today="9998-12-31") == []
        assert words(store, "predictions") == [AHEAD, FACT]


@pytest.mark.parametrize(
    ("date", "published", "is_ahead"),
    [
        ("2026", "2025-12-31", True),
        ("2026", "2026-01-01", False),
        ("2026-06", "2026-05-31", True),
        ("2026-06", "2026-06-01", False),
        ("2025/2027", "2026-06-25", True),
        ("2027", None, False),
    ],
)
def test_a_fact_looks_ahead_when_its_time_ends_after_the_document(
    date: str, published: str | None, is_ahead: bool
) -> None:
    with open_store(":memory:") as store:
        ingest(store, dated(date, published))
        assert words(store, "predictions") == ([AHEAD, FACT] if is_ahead else [AHEAD])


def test_predictions_come_by_date_and_those_without_last() -> None:
    with open_store(":memory:") as store:
        for date in (None, "2040", "2030-05", "2030"):
            ingest(store, dated(date))
        found = rows(store, "predictions", "targetDate")
    assert found == [("2030",), ("2030-05",), ("2040",), (None,)]
