"""Transcripts in JSON, in the shapes that recognizers and their services write."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from claimgraph.extract.readers.metadata import Metadata
from claimgraph.extract.readers.reader import Parsed, Source
from claimgraph.extract.readers.registry import readers
from claimgraph.graph.errors import DocumentError
from claimgraph.graph.model import Block, Contributor

Outline = Callable[[str, Sequence[Block]], list[str]]


def read(data: object) -> Parsed:
    return readers()["transcript"].read(Source("t.json", json.dumps(data).encode()))


SHAPES = {
    "whisper": {
        "text": " I read. You too?",
        "segments": [
            {"id": 0, "start": 0.0, "end": 1.5, "text": " I read."},
            {"id": 1, "start": 1.5, "end": 2.5, "text": " You too?"},
        ],
        "language": "en",
    },
    "list": [
        {"start": 0, "duration": 1.5, "text": "I read."},
        {"start": 1.5, "duration": 1, "text": "You too?"},
    ],
    "whisper.cpp": {
        "transcription": [
            {"offsets": {"from": 0, "to": 1500}, "text": " I read."},
            {"offsets": {"from": 1500, "to": 2500}, "text": " You too?"},
        ]
    },
    "chunks": {
        "segments": [
            {"timestamp": [0.0, 1.5], "text": "I read."},
            {"timestamp": [1.5, 2.5], "text": "You too?"},
        ]
    },
    "clock": {
        "segments": [
            {"start": "00:00:00,000", "end": "00:00:01,500", "text": "I read."},
            {"start": "00:00:01,500", "end": "00:00:02,500", "text": "You too?"},
        ]
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_segments_without_speakers_are_one_turn(shape: str) -> None:
    parsed = read(SHAPES[shape])
    assert parsed.text == "I read. You too?"
    (block,) = parsed.blocks
    assert (block.speaker, block.start_time, block.end_time) == (None, 0.0, 2.5)


SPOKEN = {
    "whisperx": {
        "segments": [
            {"start": 0.0, "end": 1.5, "text": "I read.", "speaker": "Ada Brink"},
            {"start": 1.5, "end": 2.5, "text": "You too?", "speaker": "Jo Marsh"},
        ]
    },
    "podcast": {
        "version": "1.0.0",
        "segments": [
            {"startTime": 0.0, "endTime": 1.5, "body": "I read.", "speaker": "Ada Brink"},
            {"startTime": 1.5, "endTime": 2.5, "body": "You too?", "speaker": "Jo Marsh"},
        ],
    },
    "assemblyai": {
        "utterances": [
            {"start": 0, "end": 1500, "text": "I read.", "speaker": "A"},
            {"start": 1500, "end": 2500, "text": "You too?", "speaker": "B"},
        ],
        "speakers": {"A": "Ada Brink", "B": "Jo Marsh"},
    },
    "deepgram utterances": {
        "results": {
            "utterances": [
                {"start": 0.0, "end": 1.5, "transcript": "I read.", "speaker": 0},
                {"start": 1.5, "end": 2.5, "transcript": "You too?", "speaker": 1},
            ]
        },
        "speakers": [{"id": 0, "name": "Ada Brink"}, {"id": 1, "name": "Jo Marsh"}],
    },
    "deepgram paragraphs": {
        "results": {
            "channels": [
                {
                    "alternatives": [
                        {
                            "transcript": "I read. You too?",
                            "paragraphs": {
                                "paragraphs": [
                                    {
                                        "speaker": 0,
                                        "sentences": [{"text": "I read.", "start": 0, "end": 1.5}],
                                    },
                                    {
                                        "speaker": 1,
                                        "sentences": [
                                            {"text": "You too?", "start": 1.5, "end": 2.5}
                                        ],
                                    },
                                ]
                            },
                        }
                    ]
                }
            ]
        },
        "speakers": [{"id": 0, "name": "Ada Brink"}, {"id": 1, "name": "Jo Marsh"}],
    },
    "rev": {
        "speakers": [{"id": 0, "name": "Ada Brink"}, {"id": 1, "name": "Jo Marsh"}],
        "monologues": [
            {
                "speaker": 0,
                "elements": [
                    {"type": "text", "value": "I", "ts": 0.0, "end_ts": 0.5},
                    {"type": "punct", "value": " "},
                    {"type": "text", "value": "read", "ts": 0.5, "end_ts": 1.5},
                    {"type": "punct", "value": "."},
                ],
            },
            {
                "speaker": 1,
                "elements": [
                    {"type": "text", "value": "You too", "ts": 1.5, "end_ts": 2.5},
                    {"type": "punct", "value": "?"},
                ],
            },
        ],
    },
    "amazon": {
        "results": {
            "audio_segments": [
                {
                    "start_time": "0.0",
                    "end_time": "1.5",
                    "transcript": "I read.",
                    "speaker_label": "Ada Brink",
                },
                {
                    "start_time": "1.5",
                    "end_time": "2.5",
                    "transcript": "You too?",
                    "speaker_label": "Jo Marsh",
                },
            ]
        }
    },
}


@pytest.mark.parametrize("shape", SPOKEN)
def test_segments_with_speakers(shape: str, outline: Outline) -> None:
    parsed = read(SPOKEN[shape])
    assert parsed.text == "Ada Brink: I read.\n\nJo Marsh: You too?"
    assert outline(parsed.text, parsed.blocks) == [
        "turn Ada Brink @0|I read.",
        "turn Jo Marsh @1.5|You too?",
    ]
    assert [block.end_time for block in parsed.blocks] == [1.5, 2.5]


def test_numbered_speakers_have_no_name() -> None:
    parsed = read([{"text": "I read.", "speaker": 0}, {"text": "You?", "speaker": "SPEAKER_01"}])
    assert parsed.text == "I read.\n\nYou?"
    assert [block.speaker for block in parsed.blocks] == [None, None]


def test_head_is_metadata() -> None:
    parsed = read(
        {
            "title": "On nets",
            "date": "2025-01-23",
            "metadata": {"source": "https://a.example"},
            "speakers": [{"name": "Jo Marsh", "role": "host"}, {"name": "Ada Brink"}],
            "segments": [{"text": "I read."}],
        }
    )
    assert parsed.metadata == Metadata(
        title="On nets",
        published="2025-01-23",
        source="https://a.example",
        people=(Contributor("Jo Marsh", "host"), Contributor("Ada Brink", "speaker")),
    )


def test_text_alone(outline: Outline) -> None:
    parsed = read({"text": "Ada Brink: I read.\nJo Marsh: You too?"})
    assert outline(parsed.text, parsed.blocks) == [
        "turn Ada Brink|I read.",
        "turn Jo Marsh|You too?",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"a": 1}, "holds no transcript"),
        ("words", "holds no transcript"),
        ([1, 2], "'1' is no object"),
        ([{"start": 1}], "has no text"),
        ([{"text": "a", "start": -1}], "is no time"),
        ([{"text": "a", "start": "soon"}], "could not convert"),
        ({"segments": [{"text": "a"}], "date": "soon"}, "'soon' is no date"),
    ],
)
def test_what_cannot_be_read(data: object, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(data)


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"a": 1' + "0" * 5000 + "}"])
def test_damaged_json(text: str) -> None:
    with pytest.raises(DocumentError, match=r"^t\.json: "):
        readers()["transcript"].read(Source("t.json", text.encode()))
