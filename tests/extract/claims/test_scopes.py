from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.components.cues import find_hedge, find_negation
from claimgraph.extract.components.scopes import find_scope
from claimgraph.graph.model import Claim, EntityType

Read = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("perhaps scaling is over.", "perhaps scaling is over"),
        ("small models may be enough because they are cheap.", "small models may be enough"),
        ("models are large and may fail.", "may fail"),
        ("it is a bug, and we will probably fix it.", "we will probably fix it"),
        ("the lab, which had money, may close.", "may close"),
        ("if prices fall, labs may close.", "labs may close"),
        ("they say that models might plan; others did.", "models might plan"),
    ],
)
def test_what_is_uncertain(text: str, scope: str) -> None:
    hedge = find_hedge(text)
    assert hedge is not None
    found = find_scope(text, hedge)
    assert text[found.start : found.end] == scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("if no one pays, it cannot last because users leave.", "it cannot last"),
        ("tests are easy, but they do not show much.", "they do not show much"),
        ("brook and lind do not agree on tests and data.", None),
        ("nobody knows why attention works.", "nobody knows"),
    ],
)
def test_what_is_negated(text: str, scope: str | None) -> None:
    negation = find_negation(text)
    assert negation is not None
    found = find_scope(text, negation)
    assert text[found.start : found.end] == (scope or text.rstrip("."))


def test_the_words_that_report_a_claim_are_outside_its_scopes(read: Read) -> None:
    text = "Ada Brook argues that tests do **not** help, and models may be enough."
    (claim,) = read(text, {"Ada Brook": EntityType.PERSON})
    assert claim.negation_scope is not None
    assert claim.negation_scope.of(text) == "tests do **not** help"
    assert claim.hedge_scope is not None
    assert claim.hedge_scope.of(text) == "models may be enough"


def test_who_denies_something_negates_it(read: Read) -> None:
    text = "Ada Brook denies that models can reason."
    (claim,) = read(text, {"Ada Brook": EntityType.PERSON})
    assert claim.negation_scope is not None
    assert claim.negation_scope.of(text) == "Ada Brook denies that models can reason"
