from __future__ import annotations

from collections.abc import Callable

from claimgraph.extract.components.discourse import Discourse
from claimgraph.extract.components.interviews import find_interview
from claimgraph.extract.components.voices import VoiceKind, find_voices
from claimgraph.graph.model import AUTHOR, EntityType

Make = Callable[..., Discourse]
PERSON = EntityType.PERSON

ASKED = """# The freezer is full

*Ada Brook draws proteins. By Olaf Lind*

**Why do you keep your samples?**

I was told to. Nobody measures them twice.

**Tell me about the test.**

It has two hundred tasks.

Most of them are too easy.

**And will you stop?**

I won't.

**Is it worth it?**

For my students it is.

*Olaf Lind writes about biology. He was wrong once.*
"""


def voiced(found: Discourse) -> list[tuple[str, VoiceKind, str]]:
    """The first word of each block, how it comes to us, and whose it is."""
    return [
        (found.text[place.start : place.end].split()[0], voice.kind, voice.claimant)
        for place, voice in zip(found.blocks, find_voices(found), strict=True)
    ]


def test_answers_below_bold_questions_are_those_of_the_person_introduced(discourse: Make) -> None:
    voices = voiced(discourse(ASKED, {"Ada Brook": PERSON, "Olaf Lind": PERSON}))
    spoken = [first for first, kind, who in voices if (kind, who) == (VoiceKind.SPEAKER, "e1")]
    assert spoken == ["I", "It", "Most", "I", "For"]
    asked = [first for first, kind, who in voices if (kind, who) == (VoiceKind.RECORDING, AUTHOR)]
    assert asked == ["Why", "Tell", "And", "Is"]
    assert [voices[0][1:], voices[1][1:], voices[-1][1:]] == [(VoiceKind.WRITER, AUTHOR)] * 3


def test_headings_may_be_the_questions(discourse: Make) -> None:
    text = ASKED.replace("\n**", "\n## ").replace("**\n", "\n")
    found = find_interview(discourse(text, {"Ada Brook": PERSON, "Olaf Lind": PERSON}))
    assert found is not None
    assert (found.guest, len(found.questions), len(found.answers)) == ("e1", 4, 5)


def test_answers_labelled_as_such(discourse: Make) -> None:
    text = (
        "Ada Brook runs a laboratory.\n\n"
        "Q: Why do you keep your samples?\n\nA: Because nobody measures them twice.\n\n"
        "They would not dare.\n\nQ: And the test?\n\nA: The test is too easy.\n"
    )
    voices = voiced(discourse(text, {"Ada Brook": PERSON}))
    assert voices == [
        ("Ada", VoiceKind.WRITER, AUTHOR),
        ("Why", VoiceKind.RECORDING, AUTHOR),
        ("Because", VoiceKind.SPEAKER, "e1"),
        ("They", VoiceKind.SPEAKER, "e1"),
        ("And", VoiceKind.RECORDING, AUTHOR),
        ("The", VoiceKind.SPEAKER, "e1"),
    ]


def test_nobody_answers_where_two_could(discourse: Make) -> None:
    text = (
        "Q: Why do you keep your samples?\n\nA: Because Ada Brook and Olaf Lind told me to.\n\n"
        "Q: And the test?\n\nA: The test is too easy.\n"
    )
    assert find_interview(discourse(text, {"Ada Brook": PERSON, "Olaf Lind": PERSON})) is None


def test_the_guest_of_the_metadata_answers(discourse: Make) -> None:
    names = {"Ada Brook": PERSON, "Olaf Lind": PERSON}
    text = ASKED.replace("Ada Brook draws proteins", "Ada Brook and Olaf Lind draw proteins")
    found = find_interview(discourse(text, names, guest="Olaf Lind"))
    assert found is not None
    assert found.guest == "e2"


def test_frequent_questions_are_no_interview(discourse: Make) -> None:
    text = (
        "# Brook's parser\n\nAda Brook wrote it.\n\n## Can I use it?\n\nYes, it is free.\n\n"
        "## Do you offer weights?\n\nThe weights are on the site.\n\n## Is it fast?\n\nVery.\n"
    )
    assert find_interview(discourse(text, {"Ada Brook": PERSON})) is None


def test_an_essay_with_a_question_among_its_headings_is_no_interview(discourse: Make) -> None:
    text = (
        "# What I think of Ada Brook\n\n## Why bother?\n\nI like her test.\n\n"
        "## The test\n\nI ran it.\n\n## Would you?\n\nMy answer is yes.\n"
    )
    assert find_interview(discourse(text, {"Ada Brook": PERSON})) is None
