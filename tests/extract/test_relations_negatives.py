"""Sentences that name two things and state no relation between them."""

import pytest

from .marked import triples

DENIED = [
    "[Aurora-2|Model] does not use [gated recall|Method].",
    "[Aurora-2|Model] never relied on [gated recall|Method].",
    "[Nordlys|Organization] did not release [Aurora-2|Model].",
    "[Aurora-2|Model] is not based on the [lattice network|Method].",
    "[Aurora-2|Model] was trained without [reward shaping|Method].",
    "[Mira Solberg|Person] has never worked at [Nordlys|Organization].",
    "Neither [Mira Solberg|Person] founded [Nordlys|Organization], nor did anyone else.",
    "[Aurora-2|Model] is not a [language model|Concept].",
    "[Gated recall|Method] does nothing for [label noise|Concept].",
    "None of them has matched [gated recall|Method] on [FjordBench|Benchmark].",
    "[Mira Solberg|Person] refused to return to [Nordlys|Organization].",
    "At [Nordlys|Organization], [Mira Solberg|Person] never led a team.",
]
SUPPOSED = [
    "If [Aurora-2|Model] uses [gated recall|Method], it will be slow.",
    "[Nordlys|Organization] will release [Aurora-2|Model] next year.",
    "[Nordlys|Organization] plans to release [Aurora-2|Model].",
    "[Aurora-2|Model] might use [gated recall|Method].",
    "[Mira Solberg|Person] hopes to join [Nordlys|Organization].",
    "Suppose [Nordlys|Organization] released [Aurora-2|Model].",
    "Nobody knows whether [Aurora-2|Model] uses [gated recall|Method].",
    "Does [Aurora-2|Model] use [gated recall|Method]?",
    "[Nordlys|Organization] tried to build [Aurora-2|Model] and gave up.",
    "[Mira Solberg|Person] wants to start [Kestrel Labs|Organization] with friends.",
    "[Nordlys|Organization] would like to buy [Kestrel Labs|Organization].",
    "[Aurora-2|Model] should learn by [self-play|Method].",
]
UNRELATED = [
    "[Aurora-2|Model] and [gated recall|Method] were in the news.",
    "[Mira Solberg|Person] criticized [Nordlys|Organization].",
    "[Mira Solberg|Person] wrote to [Tom Adair|Person] about [Thinking Wires|Work].",
    "[Nordlys|Organization] trained its staff. [Aurora-2|Model] was ready.",
    "The papers on [gated recall|Method] use [FjordBench|Benchmark] numbers.",
    "[Mira Solberg|Person] admires the people who met at [WinterConf|Event].",
    "While [Nordlys|Organization] hesitated, [Aurora-2|Model] was copied.",
    "The critics of [Aurora-2|Model] use [gated recall|Method].",
    "[Mira Solberg|Person] introduced the audience to [machine tact|Concept].",
    "[Aurora-2|Model] is cheaper than [Polar|Model].",
    "[Mira Solberg|Person] told [Tom Adair|Person] about [WinterConf|Event].",
    "[Mira Solberg|Person], the singer, has read [Thinking Wires|Work].",
    "[Vision|Concept] and [gated recall|Method] came up with [Mira Solberg|Person].",
    "It is [agency|Concept], not [intelligence|Concept], that is the [real threat|Concept].",
]


@pytest.mark.parametrize("marked", DENIED + SUPPOSED + UNRELATED)
def test_nothing_is_stated(marked: str) -> None:
    assert triples(marked) == set()


def test_not_only_and_not_limited_to_deny_nothing() -> None:
    found = triples(
        "[Polar|Model] builds on many ideas, including but not limited to [gated recall|Method]."
    )
    assert found == {("Polar", "uses", "gated recall")}


def test_what_a_noun_phrase_takes_for_granted_holds_in_denials_and_questions() -> None:
    found = triples("Is [Nordlys|Organization]'s [Aurora-2|Model] not slow?")
    assert found == {("Nordlys", "developed", "Aurora-2")}


def test_types_decide() -> None:
    assert triples("[Mira Solberg|Person] founded [Tom Adair|Person].") == set()
    assert triples("[Bergen|Event] released [Aurora-2|Model].") == set()
    several = triples("[Nordlys|Organization] developed [recall|Concept/Method].")
    assert several == {("Nordlys", "developed", "recall")}
