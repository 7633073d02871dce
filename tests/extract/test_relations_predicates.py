"""Each predicate in sentences of many forms, listed in relation_cases.txt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.graph.model import Predicate

from .marked import Triple, triples

CASES = Path(__file__).with_name("relation_cases.txt")


def cases() -> Iterator[tuple[str, frozenset[Triple]]]:
    """Marked sentences and what they state."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    sentence: str | None = None
    stated: set[Triple] = set()
    for line in [*lines, ""]:
        if line.startswith("    "):
            subject, predicate, object_ = line.strip().split(" | ")
            stated.add((subject, predicate, object_))
        elif sentence is not None and stated:
            yield sentence, frozenset(stated)
            sentence, stated = None, set()
        if line and not line.startswith((" ", "#")):
            sentence = line


@pytest.mark.parametrize(("sentence", "stated"), list(cases()))
def test_states_these_relations_and_no_others(sentence: str, stated: frozenset[Triple]) -> None:
    assert triples(sentence) == stated


def test_every_predicate_has_cases() -> None:
    stated = {predicate for _, found in cases() for _, predicate, _ in found}
    assert stated == {str(predicate) for predicate in Predicate}
