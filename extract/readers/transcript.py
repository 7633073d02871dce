"""Transcripts as speech recognizers and their services write them, in JSON.

Known shapes: Whisper and WhisperX (``segments``), whisper.cpp (``transcription``), plain lists of
segments, podcast transcripts (``startTime``, ``body``), AssemblyAI (``utterances`` in
milliseconds), Deepgram (``results.utterances``, ``results.channels``), Rev AI (``monologues``)
and Amazon Transcribe (``results.audio_segments``). Beside the segments an object may hold
metadata (``title``, ``date``, ``hosts``, ...).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence

from ...graph.errors import DocumentError
from .assembly import Piece, assemble, assemble_turns
from .decoding import decode
from .inline import clock
from .metadata import metadata_of
from .reader import Parsed, Reader, Source
from .turns import Segment

__all__ = ["READERS"]

_TEXT = ("text", "transcript", "body", "content", "utterance", "value")
_SPEAKER = ("speaker", "speaker_name", "speakerName", "speaker_label", "speakerLabel", "name")
_START = ("start", "start_time", "startTime", "begin", "from", "ts", "timestamp")
_END = ("end", "end_time", "endTime", "stop", "to", "end_ts")
_LISTS = ("segments", "utterances", "transcription", "monologues", "transcript", "cues", "captions")


def _read(source: Source) -> Parsed:
    text = decode(source.data, source.name).removeprefix("\ufeff")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"damaged JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        raise DocumentError(source.name, reason) from error
    except (RecursionError, ValueError) as error:
        raise DocumentError(source.name, "damaged JSON: nested or numbered too deeply") from error
    return _parsed(source, data)


def _parsed(source: Source, data: object) -> Parsed:
    fields = data if isinstance(data, Mapping) else {}
    heads = [fields[key] for key in ("metadata", "episode") if isinstance(fields.get(key), Mapping)]
    described = {key: value for head in heads for key, value in head.items()} | dict(fields)
    described.pop("transcript", None)
    metadata = metadata_of(
        {key: value for key, value in described.items() if _is_described(key, value)}, source.name
    )
    people = (*source.options.people, *metadata.people)
    names = _names(fields.get("speakers"))
    try:
        segments = list(_segments(data, names))
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        reason = f"a segment is not as it should be: {' '.join(str(error).split())}"
        raise DocumentError(source.name, reason) from error
    if segments:
        text, blocks = assemble_turns(segments, people)
    else:
        words = next(
            (fields[k] for k in ("text", "transcript") if isinstance(fields.get(k), str)), ""
        )
        if not words.strip():
            raise DocumentError(
                source.name, "holds no transcript that is known: no segments, no text"
            )
        text, blocks = assemble([Piece(part) for part in words.split("\n")], people)
    return Parsed(text, blocks, metadata)


def _is_described(key: str, value: object) -> bool:
    """Whether a field is metadata: of services, ``speakers`` may hold numbers only."""
    return key not in ("segments", "text") and not (
        key == "speakers" and not (isinstance(value, Sequence) and _has_names(value))
    )


def _has_names(value: object) -> bool:
    return isinstance(value, Sequence) and all(
        isinstance(item, str) or (isinstance(item, Mapping) and isinstance(item.get("name"), str))
        for item in value
    )


def _names(speakers: object) -> Mapping[str, str]:
    """Names of numbered speakers, from ``[{"id": 0, "name": ...}]`` or ``{"A": ...}``."""
    if isinstance(speakers, Mapping):
        return {str(key): name for key, name in speakers.items() if isinstance(name, str)}
    if isinstance(speakers, Sequence) and not isinstance(speakers, str):
        return {
            str(item["id"]): item["name"]
            for item in speakers
            if isinstance(item, Mapping) and "id" in item and isinstance(item.get("name"), str)
        }
    return {}


def _segments(data: object, names: Mapping[str, str]) -> Iterator[Segment]:
    items, scale = _items(data)
    for item in items:
        if not isinstance(item, Mapping):
            raise ValueError(f"{str(item)[:40]!r} is no object")
        if isinstance(item.get("elements"), Sequence):
            yield from _elements(item, names)
            continue
        words = next((item[key] for key in _TEXT if isinstance(item.get(key), str)), None)
        if words is None:
            raise ValueError(f"{str(dict(item))[:60]} has no text")
        start, end = _times(item, scale)
        yield Segment(words.strip(), start, end, _speaker(item, names))


def _items(data: object) -> tuple[Sequence[object], float]:
    """The list that holds the segments, and how many seconds its unit of time is."""
    if isinstance(data, list):
        return data, 1.0
    if not isinstance(data, Mapping):
        return (), 1.0
    results = data.get("results")
    if isinstance(results, Mapping):
        for key in ("utterances", "audio_segments"):
            if isinstance(results.get(key), list) and results[key]:
                return results[key], 1.0
        return list(_channels(results)), 1.0
    for key in _LISTS:
        items = data.get(key)
        if isinstance(items, list) and items:
            return items, 0.001 if key == "utterances" and _are_milliseconds(items) else 1.0
    return (), 1.0


def _are_milliseconds(items: Sequence[object]) -> bool:
    """AssemblyAI counts whole milliseconds."""
    times = [item.get("end") for item in items if isinstance(item, Mapping)]
    return bool(times) and all(isinstance(time, int) for time in times)


def _channels(results: Mapping[str, object]) -> Iterator[object]:
    """Paragraphs of Deepgram's channels, sentence by sentence."""
    channels = results.get("channels")
    for channel in channels if isinstance(channels, list) else []:
        best = channel["alternatives"][0]
        paragraphs = best.get("paragraphs", {}).get("paragraphs", [])
        for paragraph in paragraphs:
            for sentence in paragraph["sentences"]:
                yield {**sentence, "speaker": paragraph.get("speaker")}
        if not paragraphs:
            yield best


def _elements(monologue: Mapping[str, object], names: Mapping[str, str]) -> Iterator[Segment]:
    """Rev AI: words and marks one by one; a segment ends with each sentence."""
    elements = monologue["elements"]
    words: list[str] = []
    start: float | None = None
    end: float | None = None
    for element in elements if isinstance(elements, list) else []:
        words.append(str(element["value"]))
        first, last = _times(element, 1.0)
        start = first if start is None else start
        end = last if last is not None else end
        if words[-1].strip() in (".", "?", "!"):
            yield Segment("".join(words).strip(), start, end, _speaker(monologue, names))
            words, start = [], None
    if "".join(words).strip():
        yield Segment("".join(words).strip(), start, end, _speaker(monologue, names))


def _speaker(item: Mapping[str, object], names: Mapping[str, str]) -> str | None:
    """Who speaks; a bare number or letter becomes ``Speaker 0``."""
    value = next((item[key] for key in _SPEAKER if item.get(key) not in (None, "")), None)
    if isinstance(value, Mapping):
        value = value.get("name")
    if value is None or isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    key = " ".join(str(value).split())
    if key in names:
        return names[key]
    return f"Speaker {key}" if key.isdecimal() or len(key) == 1 else key


def _times(item: Mapping[str, object], scale: float) -> tuple[float | None, float | None]:
    """Start and end in seconds."""
    if isinstance(item.get("offsets"), Mapping):  # whisper.cpp, in milliseconds
        return _times(item["offsets"], 0.001)  # type: ignore[arg-type]  # narrowed above
    pair = item.get("timestamp")
    if isinstance(pair, list) and len(pair) == 2:
        return _seconds(pair[0], scale), _seconds(pair[1], scale)
    start = next((t for key in _START if (t := _seconds(item.get(key), scale)) is not None), None)
    end = next((t for key in _END if (t := _seconds(item.get(key), scale)) is not None), None)
    duration = _seconds(item.get("duration"), scale)
    if end is None and start is not None and duration is not None:
        end = start + duration
    return start, end


def _seconds(value: object, scale: float) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if ":" in value:
            return clock(value)
        value = float(value.rstrip("s")) if value.strip() else None
    if isinstance(value, (int, float)):
        seconds = round(float(value) * scale, 3)
        if not math.isfinite(seconds) or seconds < 0:
            raise ValueError(f"{value} is no time")
        return seconds
    return None


READERS = (Reader("transcript", (".json",), "application/json", _read),)
