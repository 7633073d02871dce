"""Reported speech as news and announcements have it: whose view, where the sentence is parted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.components.discourse import Discourse
from claimgraph.extract.components.voices import VoiceKind, find_guest, find_voices
from claimgraph.graph.model import AUTHOR, Attribution, Claim, ClaimType, EntityType

Read = Callable[..., tuple[Claim, ...]]
PERSON, ORGANIZATION = EntityType.PERSON, EntityType.ORGANIZATION
NAMES = {
    "Mara Quist|Quist": PERSON,
    "Ivo Lende|Lende": PERSON,
    "Tarn Labs": ORGANIZATION,
    "Ministry of Trade": ORGANIZATION,
    "Heron-3": EntityType.MODEL,
}
QUIST, LENDE, TARN, MINISTRY = "e1", "e2", "e3", "e4"


def claimants(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.claimant for claim in claims]


@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        (
            "Heron-3 will be tested again, the Ministry of Trade said on Friday, in spite of it.",
            "e4",
        ),
        ("Heron-3 costs less than its rivals, Tarn Labs said in a statement on Monday.", "e3"),
        ("Tarn Labs plans to open a second office.", "e3"),
        ("Tarn Labs has promised to publish the weights.", "e3"),
        ("The Ministry of Trade denied that the model had been bought in secret.", "e4"),
        ("Tarn Labs says Heron-3 cuts errors by half.", "e3"),
        ("Quist said caution, rather than speed, should decide.", "e1"),
        ("Its deputy head, Dr Ivo Lende, called the plan reckless.", "e2"),
        ("\u201cThe budget is gone,\u201d said Tarn Labs' research director, Ivo Lende.", "e2"),
        ("According to its chief executive, Mara Quist, the model is profitable.", "e1"),
        ("For Quist, intelligence is mostly memory.", "e1"),
        ("As Quist puts it, models are mirrors.", "e1"),
        ("Quist put it together as one long program in 1995.", AUTHOR),
        ("Tarn Labs reported a loss of 40 million dollars.", AUTHOR),
    ],
)
def test_whose_view_a_news_sentence_gives(read: Read, sentence: str, claimant: str) -> None:
    (claim,) = read(sentence + "\n", NAMES)
    assert claim.claimant == claimant
    assert (claim.attribution is Attribution.EXPLICIT) == (claimant != AUTHOR)


def test_a_quotation_runs_on_behind_and_before_its_speaker(read: Read) -> None:
    behind = (
        "\u201cWe have never seen such a drop,\u201d said Mara Quist, who leads the audit. "
        "\u201cIt worries us. A machine that says so when it is unsure will save lives.\u201d\n"
    )
    assert claimants(read(behind, NAMES)) == [QUIST, QUIST, QUIST]
    before = (
        "Mara Quist opened the panel.\n\n"
        "\u201cThe budget is gone. It will not come back,\u201d said Ivo Lende.\n"
    )
    assert claimants(read(before, NAMES)) == [AUTHOR, LENDE, LENDE]


def test_definite_phrases_find_the_body_that_is_called_so(read: Read) -> None:
    text = (
        "Tarn Labs was founded in 2015 and the Ministry of Trade funded it. "
        "According to the company, Heron-3 has ten million users. "
        "The ministry said that the users were satisfied.\n"
    )
    assert claimants(read(text, NAMES)) == [AUTHOR, TARN, MINISTRY]


def test_the_organization_of_a_section_is_the_company(read: Read) -> None:
    text = (
        "# Companies\n\n## Tarn Labs\n\n- Type: private\n- Owner: Ministry of Trade\n"
        "- The company says it will stop selling maps by 2027.\n"
    )
    claim = read(text, NAMES)[-1]
    assert (claim.claimant, claim.type, claim.date) == (TARN, ClaimType.PLAN, "2027")
    assert claim.about == (TARN,)


def test_a_rejoinder_is_the_writers(read: Read) -> None:
    text = "Tarn Labs claims a tenfold speedup, but no outside lab has repeated the test.\n"
    first, second = read(text, NAMES)
    assert (first.claimant, second.claimant) == (TARN, AUTHOR)
    assert second.text == "but no outside lab has repeated the test."
    assert second.negated


def test_a_speakers_answer_to_someone_elses_view_is_a_claim_of_its_own(read: Read) -> None:
    text = (
        "Host: What do people make of it?\n\n"
        "Ivo Lende: My colleague Mara Quist thinks the benchmark is broken, and I agree with her.\n"
        "\nHost: Why is that?\n\n"
        "Ivo Lende: The sensors are old and nobody checks them.\n"
    )
    assert claimants(read(text, NAMES)) == [QUIST, LENDE, LENDE]


def test_a_plan_is_about_the_organization_that_has_it(read: Read) -> None:
    (claim,) = read("Tarn Labs intends to train Heron-3 on maps.\n", NAMES)
    assert claim.type is ClaimType.PLAN
    assert set(claim.about) == {TARN, "e5"}


@pytest.mark.parametrize(
    "text",
    [
        "[ADVERT] Struggling with maps? MapHarbor teaches drawing in six weeks.",
        "Advertisement: our new boots keep your feet dry all winter.",
        "Long Signal \u00bb Season 3 \u00bb never miss a summary!",
        "Published 3 October 2025, 17:20 and updated later.",
    ],
)
def test_page_furniture_is_no_claim(read: Read, text: str) -> None:
    assert read(f"Maps age badly in most cities.\n\n{text}\n")[1:] == ()


def test_a_reason_introduced_by_thanks_to_is_a_claim(read: Read) -> None:
    assert len(read("Thanks to Quist, the parser no longer drops units.\n", NAMES)) == 1
    assert read("Thanks to everyone who sent us maps.\n", NAMES) == ()


def test_introduced_guests_and_the_writers_section(read: Read) -> None:
    text = (
        "Signal Hour podcast, notes\n\n"
        "Host Ivo Lende talks with Mara Quist, director of a school.\n\n"
        "- Teachers are the bottleneck.\n\n"
        "What we made of it\n\nThe talk was short on numbers.\n"
    )
    assert claimants(read(text, NAMES)) == [QUIST, AUTHOR]


def test_sections_headed_by_the_people_heard(read: Read) -> None:
    text = (
        "# Two guests on maps\n\n## Key takeaways\n\n### Mara Quist\n\n- Maps age badly.\n\n"
        "### Ivo Lende\n\n- Maps are fine as they are.\n"
    )
    assert claimants(read(text, NAMES)) == [QUIST, LENDE]


def test_in_a_panel_the_last_one_named_speaks_on(
    read: Read, discourse: Callable[..., Discourse]
) -> None:
    text = (
        "# Two guests on maps\n\n## Key takeaways\n\n"
        "- Quist argues that maps are a luxury. Most towns cannot afford them.\n"
        "- Lende believes that a missing map costs more. Rescue teams get lost.\n"
    )
    found = discourse(text, NAMES)
    assert find_guest(found) is None
    assert find_voices(found)[-1].kind is VoiceKind.PANEL
    assert claimants(read(text, NAMES)) == [QUIST, QUIST, LENDE, LENDE]
