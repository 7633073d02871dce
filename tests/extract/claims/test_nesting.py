from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.graph.model import AUTHOR, Claim, EntityType

Read = Callable[..., tuple[Claim, ...]]
PERSON, ORGANIZATION = EntityType.PERSON, EntityType.ORGANIZATION
NAMES = {
    "Ada Brook|Brook": PERSON,
    "Olaf Lind|Lind": PERSON,
    "Mira Castellan": PERSON,
    "Northlab": ORGANIZATION,
}


def chains(read: Read, text: str) -> list[tuple[str, str | None, tuple[str, ...], str]]:
    """Claimant, outer claim, reporters and words of each claim, in order."""
    return [(c.claimant, c.within, c.reported_by, c.text) for c in read(text, NAMES)]


def test_what_one_says_that_another_believes(read: Read) -> None:
    text = "Ada Brook says that Olaf Lind believes that data matters more than size."
    assert chains(read, text) == [
        ("e1", None, (), text),
        ("e2", "c1", ("e1",), "Olaf Lind believes that data matters more than size."),
    ]


def test_a_chain_of_three(read: Read) -> None:
    text = (
        "Ada Brook said on Friday that Olaf Lind had told her that Mira Castellan thinks that "
        "tests are too easy."
    )
    found = chains(read, text)
    assert [(who, within, by) for who, within, by, _ in found] == [
        ("e1", None, ()),
        ("e2", "c1", ("e1",)),
        ("e3", "c2", ("e1", "e2")),
    ]
    assert found[-1][-1] == "Mira Castellan thinks that tests are too easy."


def test_what_an_organization_is_said_to_hold_is_its_view_through_the_speaker(read: Read) -> None:
    text = "Ada Brook said that Northlab expects a breakthrough soon. She likes robots."
    outer = chains(read, "Ada Brook argues that Northlab believes that robots will learn.")
    assert outer == [
        ("e4", None, ("e1",), "Ada Brook argues that Northlab believes that robots will learn.")
    ]
    assert [within for _, within, _, _ in chains(read, text)] == [None, None]


def test_whom_somebody_quotes_as_saying_something_claims_it(read: Read) -> None:
    text = "In 1970 Northlab reported Ada Brook as saying that machines will reason by 1978."
    assert chains(read, text) == [("e1", None, ("e4",), text)]
    text = "The paper cited Ada Brook as arguing that tests are too easy."
    assert chains(read, text) == [("e1", None, (), text)]


@pytest.mark.parametrize(
    ("text", "holder", "view"),
    [
        (
            "Brook's prediction that machines will write proofs soon is naive.",
            "e1",
            "Brook's prediction that machines will write proofs soon",
        ),
        (
            "The assertion of Olaf Lind that more demonstrations always help is too simple.",
            "e2",
            "The assertion of Olaf Lind that more demonstrations always help",
        ),
        (
            "Lind rejects Brook's claim that scaling of models is over, and he says so loudly.",
            "e1",
            "Brook's claim that scaling of models is over",
        ),
        (
            "Lind told the paper that Brook's promise that nothing would leak was never serious.",
            "e1",
            "Brook's promise that nothing would leak",
        ),
    ],
)
def test_the_view_of_another_that_a_claim_is_about(
    read: Read, text: str, holder: str, view: str
) -> None:
    outer, inner = read(text, NAMES)
    assert (inner.claimant, inner.within, inner.text) == (holder, outer.id, view)
    assert inner.reported_by == (() if outer.claimant == AUTHOR else (outer.claimant,))
    assert inner.cue is not None
    assert inner.span.contains(inner.cue)


def test_who_rejects_her_claim_means_another(read: Read) -> None:
    text = "Ada Brook runs Northlab. Olaf Lind rejects her claim that scaling is over."
    *_, outer, inner = read(text, NAMES)
    assert (outer.claimant, inner.claimant) == ("e2", "e1")
    assert inner.text == "her claim that scaling is over"


@pytest.mark.parametrize(
    "text",
    [
        "Brook defends her claim that small models are enough for her.",
        "Lind says that, like Brook, he believes in data.",
        "Brook's claim is that small models are enough.",
        "Lind says his team believes in tests.",
    ],
)
def test_no_view_of_another_inside(read: Read, text: str) -> None:
    assert all(claim.within is None for claim in read(text, NAMES))
