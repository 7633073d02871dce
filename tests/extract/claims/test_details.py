"""For when, on which condition and with which probability a claim is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.components.conditions import find_condition
from claimgraph.extract.components.discourse import fold
from claimgraph.extract.components.probabilities import find_probability
from claimgraph.graph.model import Claim

from .conftest import Read


def words(text: str, claim: Claim) -> tuple[str | None, str | None, str | None]:
    spans = claim.date_cue, claim.condition, claim.hedge
    time, condition, hedge = (span.of(text) if span else None for span in spans)
    return time, condition, hedge


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If compute keeps growing, agents will do research.", "If compute keeps growing"),
        ("If compute grows then agents will work.", "If compute grows"),
        ("Agents will do research if compute keeps growing.", "if compute keeps growing"),
        ("Agents will fail unless labs test them, and soon.", "unless labs test them"),
        ("As long as data lasts, scaling will hold.", "As long as data lasts"),
        ("Provided that data lasts, scaling will hold.", "Provided that data lasts"),
        ("Agents will do research even if compute stops growing.", None),
        ("I am not sure if agents will do research.", None),
        ("Labs ask if agents do research.", None),
        ("If anything, agents will do less research.", None),
        ("Agents will do research.", None),
    ],
)
def test_a_condition_is_its_clause(text: str, condition: str | None) -> None:
    found = find_condition(fold(text))
    assert (found and text[found.start : found.end]) == condition


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("There is a 50% chance of AGI by 2030.", (0.5, 0.5)),
        ("There is a 10-20 percent chance of AGI.", (0.1, 0.2)),
        ("At least a 60% chance of AGI remains.", (0.6, 1.0)),
        ("I see less than a 5% probability that it fails.", (0.0, 0.05)),
        ("The probability of 0.3 is too low.", (0.3, 0.3)),
        ("AGI has a one in ten chance.", (0.1, 0.1)),
        ("It is fifty-fifty that it works.", (0.5, 0.5)),
        ("I am 90% confident that it works.", (0.9, 0.9)),
        ("Agents will write 90% of code.", None),
        ("It will almost certainly work.", None),
        ("It will probably work.", None),
        ("A 300% chance is none.", None),
    ],
)
def test_a_probability_is_what_the_words_state(
    text: str, probability: tuple[float, float] | None
) -> None:
    found = find_probability(fold(text))
    assert (found and (found.least, found.greatest)) == probability


@given(st.text(alphabet="0123456789% -.inofchateIaf,", max_size=40))
def test_cues_lie_in_the_text_and_probabilities_between_0_and_1(text: str) -> None:
    folded = fold(text)
    if (condition := find_condition(folded)) is not None:
        assert 0 <= condition.start < condition.end <= len(text)
    if (probability := find_probability(folded)) is not None:
        assert 0 <= probability.start < probability.end <= len(text)
        assert 0 <= probability.least <= probability.greatest <= 1


def test_a_stated_probability_hedges(read: Read) -> None:
    text = "There is a one in ten chance that agents will do research."
    (claim,) = read(text)
    assert claim.hedged
    assert claim.probability == (0.1, 0.1)
    assert claim.hedge is not None


def test_the_strength_of_a_hedge_is_kept_in_words(read: Read) -> None:
    text = "Agents are very likely to do research."
    (claim,) = read(text)
    assert (claim.probability, words(text, claim)[2]) == (None, "very likely")


@pytest.mark.parametrize(
    ("text", "published", "date", "time"),
    [
        ("Agents will do research in two years.", "2026-03", "2028", "in two years"),
        ("Agents will do research in two years.", None, None, "in two years"),
        (
            "Agents will do research by the end of next year.",
            "2026-03",
            "2027",
            "by the end of next year",
        ),
        ("Agents will do research this decade.", "2026-03", "2020/2029", "this decade"),
        ("Agents will do research in a few years.", "2026-03", None, "in a few years"),
        ("Agents will do research by March 2028.", None, "2028-03", "March 2028"),
        ("Agents will do research.", "2026-03", None, None),
    ],
)
def test_a_time_is_resolved_where_the_day_is_known_and_kept_in_words_always(
    read: Read, text: str, published: str | None, date: str | None, time: str | None
) -> None:
    (claim,) = read(text, published=published)
    assert (claim.date, words(text, claim)[0]) == (date, time)


def test_a_dated_section_counts_before_the_document(read: Read) -> None:
    text = (
        "# Notes\n\n## 3 May 2024\n\nAgents will do research in two years.\n\n"
        "## On evals\n\nEvals will matter in two years.\n"
    )
    found = {claim.text: claim.date for claim in read(text, published="2020")}
    assert found["Agents will do research in two years."] == "2026"
    assert found["Evals will matter in two years."] == "2022"
