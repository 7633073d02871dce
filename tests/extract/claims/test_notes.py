"""Notes and essays on what someone said: views without subject, comment, and what it means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.graph.model import AUTHOR, Attribution, Claim, EntityType

Read = Callable[..., tuple[Claim, ...]]
NAMES = {
    "Mara Quist|Quist": EntityType.PERSON,
    "Ivo Lende|Lende": EntityType.PERSON,
    "Heron-3": EntityType.MODEL,
    "Gull Test": EntityType.BENCHMARK,
    "lattice search": EntityType.METHOD,
}
QUIST, LENDE, HERON, GULL, LATTICE = "e1", "e2", "e3", "e4", "e5"

NOTES = """# Signal Hour ep. 7: Mara Quist

typed on the train, with errors
host: Ivo Lende / guest: Mara Quist

- tides
  - says half of the gauges are broken
  - old maps matter more than people think
  - expects cheap sensors to replace boats within a year
  - would tell any town to measure first

Verdict: long on stories, and the figures were missing.
"""


def test_notes_without_subjects_are_the_guests(read: Read) -> None:
    claims = read(NOTES, NAMES)
    assert [claim.claimant for claim in claims] == [QUIST, QUIST, QUIST, QUIST, AUTHOR]
    explicit = [claim.attribution is Attribution.EXPLICIT for claim in claims]
    assert explicit == [True, False, True, True, False]


def test_a_list_of_features_is_the_writers(read: Read) -> None:
    text = (
        "# Heron-3\n\nBy Mara Quist\n\n- Predicts tides from one gauge.\n- Explains its errors.\n"
    )
    assert {claim.claimant for claim in read(text, NAMES)} <= {AUTHOR}


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("Mara Quist on the price of maps. Thinks that towns will pay.", [QUIST]),
        ("Quist\u2019s second report warns that the gauges fail in winter.", [QUIST]),
        ("Quist proposed lattice search in 2019.", [AUTHOR]),
        ("Quist proposed that lattice search be banned.", [QUIST]),
        (
            "Quist\u2019s colleague Ivo Lende argues that maps age. He adds that tides do not.",
            [LENDE, LENDE],
        ),
        (
            "Quist argues that maps age. Lende, to his credit, argues the opposite is true. "
            "She insists that towns should pay.",
            [QUIST, LENDE, QUIST],
        ),
    ],
)
def test_whose_view(read: Read, text: str, claimants: list[str]) -> None:
    assert [claim.claimant for claim in read(text, NAMES)][-len(claimants) :] == claimants


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("On the Gull Test, Heron-3 comes second. It is slow in rain.", (HERON,)),
        ("Heron-3 is cheap to run. Most towns cannot afford it.", (HERON,)),
        ("Heron-3 is cheap to run. With lattice search nobody needs it.", (LATTICE,)),
        ("Quist and Lende built lattice search. They did not patent the idea.", (QUIST, LENDE)),
        ("Heron-3 is cheap to run. It is clear that towns are poor.", ()),
    ],
)
def test_what_a_pronoun_takes_up(read: Read, text: str, about: tuple[str, ...]) -> None:
    assert read(text, NAMES)[-1].about == about
