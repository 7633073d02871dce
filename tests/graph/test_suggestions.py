from __future__ import annotations

import pytest

from claimgraph.graph.store import QuadStore
from claimgraph.graph.suggestions import similar_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Corvo", ["Ines Corvo"]),  # a part of a name
        ("reinforcement", ["reinforcement learning"]),
        ("Innes Corvo", ["Ines Corvo"]),
        ("Ines Corvoo", ["Ines Corvo"]),
        ("Halcion Institute", ["Halcyon Institute"]),
        ("Skua 2", ["Skua-2"]),
        ("TurnBench", []),  # what begins differently is not looked for
        ("something else", []),
        ("", []),
        ("?!", []),
    ],
)
def test_names_like_one_that_nothing_has(known: QuadStore, name: str, expected: list[str]) -> None:
    assert similar_names(known, name) == expected


def test_kinds_and_limit(known: QuadStore) -> None:
    assert similar_names(known, "Halcyon", limit=1) == ["Halcyon Group"]
    assert similar_names(known, "Halcyon", kinds=["Document"]) == ["Notes from Halcyon"]
    assert similar_names(known, "Skua") == ["Skua-2", "Skua-3"]
