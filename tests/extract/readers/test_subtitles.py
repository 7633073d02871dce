"""Subtitle files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimgraph.extract.readers.metadata import Metadata
from claimgraph.extract.readers.reader import Parsed, Source
from claimgraph.extract.readers.registry import readers
from claimgraph.graph.errors import DocumentError
from claimgraph.graph.model import Block, Contributor

Outline = Callable[[str, Sequence[Block]], list[str]]


def read(name: str, text: str, options: Metadata | None = None) -> Parsed:
    reader = readers()["webvtt" if name.endswith("vtt") else "subrip"]
    return reader.read(Source(name, text.encode(), options or Metadata()))


VTT = """\
WEBVTT

NOTE
title: A talk on nets
date: 2025-02-20
people: Jo Marsh (host); Ada Brink (speaker)

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start
<v Jo Marsh>Welcome. Today we talk
about <i>nets</i> &amp; books.

2
00:04.500 --> 00:06.000
<v Ada Brink>Thank you. <v Jo Marsh>Please.
"""


def test_webvtt(outline: Outline) -> None:
    parsed = read("a.vtt", VTT)
    assert parsed.text == (
        "Jo Marsh: Welcome. Today we talk about nets & books.\n\n"
        "Ada Brink: Thank you.\n\nJo Marsh: Please."
    )
    assert outline(parsed.text, parsed.blocks) == [
        "turn Jo Marsh @1|Welcome. Today we talk about nets & books.",
        "turn Ada Brink @4.5|Thank you.",
        "turn Jo Marsh @4.5|Please.",
    ]
    assert [block.end_time for block in parsed.blocks] == [4.0, 6.0, 6.0]
    assert parsed.blocks[1].speaker_span is not None
    assert parsed.blocks[1].speaker_span.of(parsed.text) == "Ada Brink"
    assert parsed.metadata == Metadata(
        title="A talk on nets",
        published="2025-02-20",
        people=(Contributor("Jo Marsh", "host"), Contributor("Ada Brink", "speaker")),
    )


def test_automatic_captions_that_scroll() -> None:
    parsed = read(
        "a.vtt",
        "WEBVTT\nKind: captions\nLanguage: en\n\n"
        "00:00:00.000 --> 00:00:02.000 align:start position:0%\n \n"
        "small<00:00:00.500><c> nets</c><00:00:01.000><c> learn</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\nsmall nets learn\n \n\n"
        "00:00:02.010 --> 00:00:04.000\nsmall nets learn\nto<00:00:02.500><c> read</c>\n",
    )
    assert parsed.text == "small nets learn to read"


def test_subrip(outline: Outline) -> None:
    parsed = read(
        "a.srt",
        "\ufeff1\r\n00:00:00,000 --> 00:00:02,000\r\nADA: I read books\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:04,000\r\nand plays.\r\n\r\n"
        "3\r\n00:00:04,000 --> 00:00:06,000\r\n- Do you?\r\n- {\\an8}<b>Yes.</b>\r\n\r\n"
        "4\r\n00:00:06,000 --> 00:00:08,000\r\nADA: I do.\r\n",
    )
    assert outline(parsed.text, parsed.blocks) == [
        "turn ADA @0|I read books and plays.",
        "turn @4|Do you?",
        "turn @4|Yes.",
        "turn ADA @6|I do.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (
            "a.srt",
            "1\n00:00:00,000 --> 00:00\nHi.\n",
            r"broken cue 1 at line 2: '00:00:00,000 --> 0",
        ),
        (
            "a.srt",
            "1\n00:00:00,000 --> 00:00:01,000\nHi.\n\n2\n00:00:05,000 --> 00:00:04,000\nHo.\n",
            r"broken cue 2 at line 6: it ends before it starts",
        ),
        ("a.srt", "Just words.\n", "holds no cue"),
        ("a.srt", "words\n\n1\n00:00:00,000 --> 00:00:01,000\nHi.\n", "broken cue at line 1"),
        ("a.vtt", "00:00.000 --> 00:01.000\nHi.\n", "no WebVTT file"),
        ("a.vtt", "WEBVTT\n\n00:00.000 -> 00:01.000\nHi.\n", "holds no cue"),
        ("a.vtt", "WEBVTT\n\n00:00.000 --> 00:0x.000\nHi.\n", "broken cue 1 at line 3"),
    ],
)
def test_broken_files_name_the_cue(name: str, text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        read(name, text)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
