"""What the words of a claim say of things that it does not name."""

from __future__ import annotations

import pytest

from claimgraph.extract.model.anaphors import anaphors
from claimgraph.extract.model.places import TYPES


def called(text: str) -> set[str]:
    return {str(kind) for kind, yes in zip(TYPES, anaphors(text).called, strict=True) if yes}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("the company will hire", {"Organization"}),
        ("the new open model beats its teacher", {"Model"}),
        ("these methods need less data than the paper says", {"Method", "Work"}),
        ("a company will hire", set()),
        ("the remodelled kitchen", set()),
        ("our benchmark is harder", {"Benchmark"}),
    ],
)
def test_a_definite_phrase_calls_a_thing_by_its_type(text: str, kinds: set[str]) -> None:
    assert called(text) == kinds


def test_pronouns_are_told_apart_by_what_they_stand_for() -> None:
    assert anaphors("he says it works")[1:] == (True, True, False, False)
    assert anaphors("they asked us")[1:] == (False, False, True, True)
    assert anaphors("the sheriff left a hermit in shelter")[1:] == (False, False, False, False)
