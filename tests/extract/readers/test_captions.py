"""Captions and timed transcripts inside a text file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimgraph.extract.readers.text import parse_text
from claimgraph.extract.readers.turns import Segment, group_segments
from claimgraph.graph.model import Block, BlockKind

Outline = Callable[[str, Sequence[Block]], list[str]]


def test_subrip_in_text(outline: Outline) -> None:
    text = (
        "1\r\n00:00:00,000 --> 00:00:04,500\r\nSmall nets learn to read \r\n\r\n"
        "2\r\n00:00:05,200 --> 00:00:09,000\r\nwhen they see many books.\r\n\r\n"
        "3\r\n00:01:00,000 --> 00:01:02,000\r\n[Music]\r\n\r\n"
        "4\r\n00:01:03,000 --> 00:01:05,000\r\nThat is all."
    )
    parsed = parse_text(text)
    assert parsed.text == text
    assert outline(text, parsed.blocks) == [
        "turn @0|Small nets learn to read when they see many books.",
        "turn @60|That is all.",
    ]
    assert [block.end_time for block in parsed.blocks] == [9.0, 65.0]
    assert parsed.blocks[0].span.start == text.index("Small")
    assert parsed.blocks[0].span.end == text.index("books.") + 6


def test_webvtt_in_text_with_voices(outline: Outline) -> None:
    text = (
        "WEBVTT\nKind: captions\n\n00:00.000 --> 00:02.000\n<v Ada Brink>I train nets.\n\n"
        "00:02.000 --> 00:04.000\n<v Jo Marsh>Which <i>ones</i>?\n"
    )
    parsed = parse_text(text)
    assert outline(text, parsed.blocks) == [
        "turn Ada Brink @0|I train nets.",
        "turn Jo Marsh @2|Which ones?",
    ]
    assert parsed.blocks[1].speaker_span is not None
    assert parsed.blocks[1].speaker_span.of(text) == "Jo Marsh"


def test_labels_in_captions(outline: Outline) -> None:
    text = (
        "1\n00:00:00,000 --> 00:00:02,000\nAda: I train\n\n"
        "2\n00:00:02,000 --> 00:00:04,000\nnets of you.\n\n"
        "3\n00:00:04,000 --> 00:00:06,000\nJo: Why?\n\n"
        "4\n00:00:06,000 --> 00:00:08,000\nAda: I like it.\n"
    )
    parsed = parse_text(text)
    assert outline(text, parsed.blocks) == [
        "turn Ada @0|I train nets of you.",
        "turn Jo @4|Why?",
        "turn Ada @6|I like it.",
    ]


def test_times_between_lines(outline: Outline) -> None:
    text = "0:00\nhello and welcome to the\n0:03\nshow where we look at nets\n0:06\nand at books\n"
    parsed = parse_text(text)
    assert outline(text, parsed.blocks) == [
        "turn @0|hello and welcome to the show where we look at nets and at books"
    ]


def test_times_below_names_are_the_turns(outline: Outline) -> None:
    text = "Jo\n00:00\nDo you read?\nAda\n00:05\nI do.\nJo\n00:09\nYou do?\nAda\n00:11\nYes.\n"
    parsed = parse_text(text)
    assert outline(text, parsed.blocks) == [
        "turn Jo @0|Do you read?",
        "turn Ada @5|I do.",
        "turn Jo @9|You do?",
        "turn Ada @11|Yes.",
    ]


def test_lines_that_scroll_are_read_once(outline: Outline) -> None:
    text = (
        "1\n00:00:00,000 --> 00:00:02,000\nsmall nets\n\n"
        "2\n00:00:02,000 --> 00:00:04,000\nsmall nets\nlearn to read\n\n"
        "3\n00:00:04,000 --> 00:00:06,000\nlearn to read\nmany books.\n"
    )
    parsed = parse_text(text)
    assert outline(text, parsed.blocks) == ["turn @0|small nets learn to read many books."]


def test_notes_above_captions_are_text() -> None:
    text = (
        "# A talk\n\nIt was recorded in Bergen.\n\n1\n00:00:00,000 --> 00:00:02,000\nHello.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nBye.\n"
    )
    kinds = [block.kind for block in parse_text(text).blocks]
    assert kinds == [BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.TURN]


def seconds(groups: list[Sequence[Segment]]) -> list[tuple[float | None, float | None]]:
    return [(group[0].start, group[-1].end) for group in groups]


def test_a_turn_is_cut_at_a_sentence_only() -> None:
    words = "one two three four five six seven eight nine ten"
    run_on = [Segment(words, i * 10.0, i * 10.0 + 10) for i in range(9)]
    run_on.append(Segment(words + ".", 90.0, 100.0))
    following = [Segment("It goes on.", 100.0 + i * 5, 105.0 + i * 5) for i in range(3)]
    assert seconds(list(group_segments(run_on + following))) == [(0.0, 100.0), (100.0, 115.0)]


def test_a_change_of_speaker_and_a_pause_end_a_turn() -> None:
    segments = [
        Segment("Yes.", 0.0, 1.0, "Ada"),
        Segment("No.", 1.0, 2.0, "Jo"),
        Segment("Well.", 10.0, 11.0, "Jo"),
    ]
    assert seconds(list(group_segments(segments))) == [(0.0, 1.0), (1.0, 2.0), (10.0, 11.0)]


def test_speech_without_marks_is_cut_at_a_breath() -> None:
    segments = [Segment("words without an end " * 4, i * 10.0, i * 10.0 + 9.9) for i in range(12)]
    segments[5] = Segment(segments[5].text, 50.0, 59.0)
    groups = list(group_segments(segments))
    assert [segment for group in groups for segment in group] == segments
    assert seconds(groups)[0] == (0.0, 59.0)
