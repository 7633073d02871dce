from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.errors import UsageError
from claimgraph.graph.store import QuadStore
from claimgraph.graph.topics import find_topics, independent_sources

from .knowledge import KIND, RL, RL_NODE, TEN_YEARS
from .sayings import found


def test_a_topic_has_its_voices_sources_and_a_receipt(known: QuadStore) -> None:
    by_name = {topic.label: topic for topic in find_topics(known)}
    topic = by_name[RL]
    assert (topic.iri, topic.types) == (RL_NODE, ("Concept", "Method"))
    assert [(voice.name, voice.claims) for voice in topic.voices] == [
        ("Ines Corvo", 3),
        ("Tomas Reiter", 1),
        ("author of memo", 1),
    ]
    assert (topic.claims, topic.direct, topic.documents) == (5, 4, 3)
    assert topic.sources == 2  # Ines Corvo speaks in two of the three
    assert (topic.earliest, topic.latest) == ("2024-05-10", "2025-02")
    assert topic.receipt.words in (TEN_YEARS, "REINFORCEMENT LEARNING is over.")


def test_narrower_topics_roll_up(known: QuadStore) -> None:
    found = {topic.label: (topic.claims, topic.direct) for topic in find_topics(known)}
    assert found["reward modeling"] == (2, 2)
    assert found["machine learning"] == (5, 0)  # gathers two others


def test_filters_all_hold(known: QuadStore) -> None:
    by = find_topics(known, by="author of memo")
    assert {topic.label for topic in by} >= {"Tern nets", "reward modeling"}
    assert {topic.receipt.words for topic in by} == {KIND}
    names = {topic.label for topic in find_topics(known, about=RL)}
    assert names == {RL, "reward modeling", "Tern nets"}
    assert {t.label for t in find_topics(known, topic_type="model")} == {"Skua-2", "Skua-3"}
    assert find_topics(known, since="2026") == []
    with pytest.raises(UsageError, match="no topic is of type 'Thing'"):
        find_topics(known, topic_type="Thing")


CLAIMS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.none() | st.integers(0, 2)), max_size=8
)


@given(CLAIMS)
def test_sources_are_at_most_documents_and_claimants(
    rows: list[tuple[int, int, int | None]],
) -> None:
    claims = [
        replace(
            found("x"),
            document=f"d{document}",
            claimant=f"c{claimant}",
            source=None if source is None else f"s{source}",
        )
        for document, claimant, source in rows
    ]
    count = independent_sources(claims)
    assert count <= len({claim.document for claim in claims})
    assert count <= len({claim.claimant for claim in claims})
    assert (count == 0) == (not claims)
    assert independent_sources(reversed(claims)) == count
