"""Subtitle files: WebVTT (W3C, 2019) and SubRip.

The text is made of the cues: grouped into turns, without tags, without what automatic captions
repeat from cue to cue. Fields in the first comment of a WebVTT file are metadata.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

import srt
import webvtt

from ...graph.errors import DocumentError
from .assembly import CHANGE, assemble_turns
from .decoding import decode
from .inline import clock
from .metadata import Metadata, bare_fields, metadata_of
from .reader import Parsed, Reader, Source
from .turns import Segment

__all__ = ["READERS"]

_CLOCK = r"(?:\d{1,10}:)?[0-5]?\d:[0-5]?\d[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*-->\s*({_CLOCK})(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_COMMENT = re.compile(r"^NOTE[ \t]*(?:\n|[ \t])(.*?)(?:\n[ \t]*\n|\Z)", re.DOTALL | re.MULTILINE)


def _read_vtt(source: Source) -> Parsed:
    text = _lines(decode(source.data, source.name))
    if not text.startswith("WEBVTT"):
        raise DocumentError(source.name, "no WebVTT file: its first line is not WEBVTT")
    _check_times(text, source.name)
    try:
        cues = webvtt.from_string(text)
    except webvtt.errors.MalformedFileError as error:
        raise DocumentError(source.name, f"damaged WebVTT file: {_one_line(error)}") from error
    raw = [
        Segment(piece, clock(cue.start), clock(cue.end), speaker)
        for cue in cues.captions
        for speaker, piece in _voices(cue.raw_text)
    ]
    return _parsed(source, raw, _comment_metadata(text, source.name))


def _read_srt(source: Source) -> Parsed:
    text = _lines(decode(source.data, source.name))
    _check_times(text, source.name)
    try:
        cues = list(srt.parse(text))
    except srt.SRTParseError as error:
        line = text.count("\n", 0, error.expected_start) + 1
        raise DocumentError(source.name, f"broken cue at line {line}") from error
    raw = [Segment(cue.content, cue.start.total_seconds(), cue.end.total_seconds()) for cue in cues]
    return _parsed(source, raw, Metadata())


def _parsed(source: Source, raw: Iterable[Segment], metadata: Metadata) -> Parsed:
    people = (*source.options.people, *metadata.people)
    text, blocks = assemble_turns(list(_spoken(raw)), people)
    return Parsed(text, blocks, metadata)


def _lines(text: str) -> str:
    """The text with plain line ends and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _check_times(text: str, source: str) -> None:
    """Every line with an arrow must be the time line of a cue.

    Raises:
        DocumentError: naming the first that is not; nothing is read of such a file.
    """
    count = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if "-->" not in line:
            continue
        count += 1
        times = _TIMES.fullmatch(line)
        if not times:
            reason = f"broken cue {count} at line {number}: {line.strip()[:60]!r} is no time line"
            raise DocumentError(source, reason)
        start, end = clock(times[1]), clock(times[2])
        if start is not None and end is not None and end < start:
            raise DocumentError(
                source, f"broken cue {count} at line {number}: it ends before it starts"
            )
    if not count:
        raise DocumentError(source, "holds no cue")


def _voices(payload: str) -> Iterator[tuple[str | None, str]]:
    """The parts of a cue with the speaker that a voice tag gives each."""
    pieces = _VOICE.split(payload)
    if pieces[0].strip():
        yield None, pieces[0]
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield html.unescape(name).strip(), words


def _spoken(raw: Iterable[Segment]) -> Iterator[Segment]:
    """Segments without tags, and without lines that the cue before has shown already.

    Automatic captions scroll: the last line of a cue comes again as the first of the next.
    A dash at the beginning of a line is another speaker.
    """
    shown: list[str] = []
    for cue in raw:
        lines = [
            " ".join(html.unescape(_TAG.sub("", line)).split()) for line in cue.text.split("\n")
        ]
        lines = [line for line in lines if line]
        fresh = list(lines)
        while fresh and fresh[0] in shown:
            del fresh[0]
        shown = lines or shown
        dashed = len(fresh) > 1 and all(line.startswith(("-", "\u2013")) for line in fresh)
        for words in fresh if dashed else [" ".join(fresh)]:
            plain = words.lstrip("-\u2013 ") if dashed else words
            if plain:
                mark = f"{CHANGE} " if dashed else ""
                yield Segment(mark + plain, cue.start, cue.end, cue.speaker)


def _comment_metadata(text: str, source: str) -> Metadata:
    """Metadata from the first comment, when it holds fields and nothing else."""
    head = text.split("-->", 1)[0]
    comment = _COMMENT.search(head)
    values = bare_fields(comment[1]) if comment else None
    return metadata_of(values, source) if values else Metadata()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


READERS = (
    Reader("webvtt", (".vtt",), "text/vtt", _read_vtt),
    Reader("subrip", (".srt",), "application/x-subrip", _read_srt),
)
