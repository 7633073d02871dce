"""Which words before a colon or a time are speakers."""

from __future__ import annotations

import pytest

from claimgraph.extract.readers.speakers import Utterance, labels_in, match_label, person_of
from claimgraph.graph.model import Contributor


@pytest.mark.parametrize(
    ("line", "name", "end", "time"),
    [
        ("**Ada Brink:** I see", "Ada Brink", "**Ada Brink:**", None),
        ("**Ada Brink**: I see", "Ada Brink", "**Ada Brink**:", None),
        ("Ada Brink: I see", "Ada Brink", "Ada Brink:", None),
        ("BRINK: I see", "BRINK", "BRINK:", None),
        ("[00:12:31] Ada Brink: I see", "Ada Brink", "[00:12:31] Ada Brink:", 751.0),
        ("Ada Brink (00:12): I see", "Ada Brink", "Ada Brink (00:12):", 12.0),
        ("Ada Brink: [00:12] I see", "Ada Brink", "Ada Brink: [00:12]", 12.0),
        ("Ada Brink  01:02:03", "Ada Brink", "Ada Brink  01:02:03", 3723.0),
        ("**Ada Brink** *00:35*", "Ada Brink", "**Ada Brink** *00:35*", 35.0),
        ("Dr. Ada van der Brink (host): I see", "Dr. Ada van der Brink", None, None),
        ("SPEAKER_00: I see", "SPEAKER_00", "SPEAKER_00:", None),
        (">> ADA: I see", "ADA", ">> ADA:", None),
        ("[Ada Brink]: I see", "Ada Brink", "[Ada Brink]:", None),
        ("\u674e\u660e: I see", "\u674e\u660e", "\u674e\u660e:", None),
    ],
)
def test_forms_of_labels(line: str, name: str, end: str | None, time: float | None) -> None:
    label = match_label(line)
    assert label is not None
    assert label.name == name
    assert line[label.name_start :].startswith(name)
    assert label.time == time
    if end is not None:
        assert line[: label.end] == end


@pytest.mark.parametrize(
    "line",
    [
        "Abstract: I see",
        "The Bottom Line: I see",
        "Why Now: I see",
        "What she said: I see",
        "ada brink: I see",
        "Ada Brink sees: I do",
        "12:30",
        "https://a.example",
        "",
        "Key Takeaways:",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert match_label(line) is None


def names(*lines: str, people: tuple[Contributor, ...] = ()) -> list[str]:
    found = labels_in([Utterance(line, "") for line in lines], people)
    return [found[index].name for index in sorted(found)]


def test_a_label_that_comes_back_and_is_spoken_names_a_speaker() -> None:
    assert names("Ada: I see", "words", "Ada: so do you") == ["Ada", "Ada"]
    assert names("Ada: nets", "Ada: more nets") == []


def test_one_speaker_makes_the_others_likely() -> None:
    assert names("Ada: I see", "Jo: you do", "Ada: nets") == ["Ada", "Jo", "Ada"]


def test_a_short_excerpt_of_two_full_names() -> None:
    assert names("Ada Brink: I see nets", "Jo Marsh: do you") == ["Ada Brink", "Jo Marsh"]
    assert names("Ada Brink: sees nets", "Jo Marsh: sees them too") == []


def test_a_person_of_the_metadata_speaks() -> None:
    assert names("Ada Brink: nets", people=(Contributor("Ada Brink", "guest"),)) == ["Ada Brink"]


def test_contents_with_times_are_no_speakers() -> None:
    assert names("Opening Words 0:00", "Small Nets 1:21", "Closing Words 15:02") == []


def test_a_time_below_the_name_is_the_labels() -> None:
    found = labels_in(
        [Utterance("Ada Brink", "I see", 41.0), Utterance("Jo Marsh", "do you", 65.0)]
    )
    assert [(label.name, label.time) for label in found.values()] == [
        ("Ada Brink", 41.0),
        ("Jo Marsh", 65.0),
    ]


def test_parts_stand_for_the_person_who_alone_has_them() -> None:
    people = (Contributor("Ada Brink", "guest"), Contributor("Jo Marsh", "host"))
    assert person_of("Ada Brink", ()) == "Ada Brink"
    assert person_of("Host", people) == "Jo Marsh"
    assert person_of("Interviewer", people) == "Jo Marsh"
    assert person_of("A", people) == "Ada Brink"
    assert person_of("Speaker 2", people) is None
    assert person_of("Host", (*people, Contributor("Lee Ward", "host"))) is None
