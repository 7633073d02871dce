from __future__ import annotations

from collections.abc import Callable

from claimgraph.extract.components.discourse import Discourse
from claimgraph.extract.components.voices import VoiceKind, find_guest, find_voices
from claimgraph.graph.model import AUTHOR, EntityType

Make = Callable[..., Discourse]
PERSON, ORGANIZATION = EntityType.PERSON, EntityType.ORGANIZATION

SUMMARY = """# Ada Brook on small models

## Key takeaways

- Brook argues that small models are enough. She believes that data matters more than size.
- Tests are too easy.

## My take

Brook is careful. The interview is worth an hour.

## Notes

Good data is rare, she says.
"""


def test_the_guest_of_a_summary(discourse: Make) -> None:
    found = discourse(SUMMARY, {"Ada Brook|Brook": PERSON})
    assert find_guest(found) == "e1"
    voices = [(voice.kind, voice.claimant) for voice in find_voices(found)]
    assert (VoiceKind.REPORT, "e1") in voices
    assert (VoiceKind.COMMENTARY, AUTHOR) in voices
    assert voices[-1] == (VoiceKind.REPORT, "e1")


def test_a_guest_that_only_the_metadata_names(discourse: Make) -> None:
    text = "## Summary\n\nSmall models are enough. Brook adds that tests are too easy.\n"
    assert find_guest(discourse(text, {"Brook": PERSON}, guest="Brook")) == "e1"


def test_an_article_with_several_people_has_no_guest(discourse: Make) -> None:
    text = (
        "## Summary\n\nBrook argues that size matters. Lind disagrees. Brook says it grows. "
        "Lind believes that it shrinks. Lind expects more.\n"
    )
    assert find_guest(discourse(text, {"Brook": PERSON, "Lind": PERSON})) is None


def test_an_article_about_one_person_is_no_summary_of_talk(discourse: Make) -> None:
    text = "Brook founded a lab in 1999. Brook argued that size matters. She said it often.\n"
    assert find_guest(discourse(text, {"Brook": PERSON})) is None


def test_turns_belong_to_their_speakers(discourse: Make) -> None:
    text = (
        "**Olaf Lind:** Thanks for coming on the show today.\n\n"
        "**Ada Brook:** Yeah. It's great to be here.\n\n"
        "**Olaf Lind:** I'd love to ask you about your new test.\n\n"
        "**Ada Brook:** Sure. The test has two hundred tasks.\n"
    )
    voices = find_voices(discourse(text, {"Ada Brook": PERSON}))
    assert [voice.claimant for voice in voices] == [AUTHOR, "e1", AUTHOR, "e1"]
    assert {voice.kind for voice in voices} == {VoiceKind.SPEAKER}


def test_subtitles_without_speakers(discourse: Make) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:04,000\nA token is a piece\n\n"
        "2\n00:00:04,000 --> 00:00:06,000\nof a word.\n"
    )
    (voice, *_) = find_voices(discourse(text))
    assert (voice.kind, voice.claimant) == (VoiceKind.RECORDING, AUTHOR)
