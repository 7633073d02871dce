"""Two claimants side by side, and one over time, on a store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimgraph.graph.comparison import compare
from claimgraph.graph.errors import UsageError
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import EntityType
from claimgraph.graph.store import QuadStore, open_store
from claimgraph.graph.timeline import history
from claimgraph.graph.verdicts import Mark

from .sayings import says

SCALING = {"scaling": EntityType.CONCEPT}
PEOPLE = ("Ines Corvo", "Tomas Reiter")


@pytest.fixture(scope="module")
def store() -> Iterator[QuadStore]:
    with open_store(":memory:") as opened:
        for extraction in (
            says("Ines Corvo", "I think scaling is over.", about=SCALING, published="2025-01"),
            says(
                "Ines Corvo",
                "More scaling needs better data.",
                about=SCALING,
                published="2025-02",
            ),
            says(
                "Tomas Reiter",
                "Nobody knows whether scaling needs data.",
                about=SCALING,
                published="2025-03",
            ),
            says(
                "Tomas Reiter",
                "In my view scaling is not over.",
                about=SCALING,
                published="2025-04",
                no="is not",
            ),
            says("Tomas Reiter", "I believe scaling is over.", about=SCALING, published="2026-04"),
            says("Tomas Reiter", "Scaling is over.", about={"Scaling": EntityType.CONCEPT}),
            says(
                "Northwind Labs",
                "Skua-2 beats scaling.",
                about={"Skua-2": EntityType.MODEL, **SCALING},
                speaker=EntityType.ORGANIZATION,
            ),
        ):
            ingest(opened, extraction)
        yield opened


def test_what_differs_comes_first_and_the_rest_is_beside_what_is_like_it(
    store: QuadStore,
) -> None:
    first, *rest = compare(store, *PEOPLE)
    assert first.mark is Mark.DIRECTION
    assert first.a is not None
    assert first.b is not None
    assert (first.a.words, first.b.words) == (
        "I think scaling is over.",
        "In my view scaling is not over.",
    )
    assert first.topics == ("scaling",)
    beside = [(pair.mark, pair.a and pair.a.words, pair.b and pair.b.words) for pair in rest]
    assert (
        Mark.TOPIC,
        "More scaling needs better data.",
        "Nobody knows whether scaling needs data.",
    ) in beside
    assert (Mark.TOPIC, None, "Scaling is over.") in beside


def test_every_claim_on_a_shared_topic_is_there(store: QuadStore) -> None:
    found = compare(store, *PEOPLE)
    words = {claim.words for pair in found for claim in (pair.a, pair.b) if claim is not None}
    assert len(words) == 6


def test_the_other_way_round_is_the_same(store: QuadStore) -> None:
    there, back = compare(store, *PEOPLE), compare(store, *reversed(PEOPLE))

    def marks(pairs: list[tuple[Mark, str, str]]) -> list[tuple[Mark, str, str]]:
        return sorted(pairs)

    assert marks(
        [(p.mark, p.a.iri if p.a else "", p.b.iri if p.b else "") for p in there]
    ) == marks([(p.mark, p.b.iri if p.b else "", p.a.iri if p.a else "") for p in back])


def test_organizations_are_compared_too(store: QuadStore) -> None:
    found = compare(store, "Northwind Labs", "Ines Corvo", about="scaling")
    assert {pair.mark for pair in found} == {Mark.TOPIC}
    assert compare(store, "Northwind Labs", "Ines Corvo", about="Skua-2") == []


def test_nobody_is_compared_with_oneself(store: QuadStore) -> None:
    with pytest.raises(UsageError, match="name the same claimant"):
        compare(store, "Ines Corvo", "ines corvo")


def test_nobody_knows_an_unknown_name(store: QuadStore) -> None:
    assert compare(store, "Ines Corvo", "Nobody") == []
    assert history(store, "Nobody") == []


def test_a_change_is_marked_with_what_was_said_before(store: QuadStore) -> None:
    found = history(store, "Tomas Reiter", about="scaling")
    assert [(entry.claim.published, entry.mark) for entry in found] == [
        ("2025-03", None),
        ("2025-04", None),
        ("2026-04", Mark.DIRECTION),
        (None, None),
    ]
    changed = found[2]
    assert changed.earlier is not None
    assert changed.earlier.words == "In my view scaling is not over."
    assert changed.reason is not None
    assert "Tomas Reiter denies it" in changed.reason


def test_what_stays_is_marked_too() -> None:
    with open_store(":memory:") as store:
        for published in ("2024", "2025", "2025-06"):
            words = "I think scaling is over."
            ingest(store, says("Ines Corvo", words, about=SCALING, published=published))
        marks = [entry.mark for entry in history(store, "Ines Corvo")]
    assert marks == [None, Mark.AGREE, Mark.AGREE]
