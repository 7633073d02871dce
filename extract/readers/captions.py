"""Captions and timed transcripts pasted into a text file.

Cue numbers, time lines and what a cue repeats of the cue before it are hidden; the rest is
grouped into turns, so that a sentence runs on over the cues. Syntax: SubRip, WebVTT, and the
transcripts that video sites show, with a time on a line of its own or at the start of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...graph.model import Block, BlockKind, Contributor, Span
from .inline import CLOCK, clock, hidden_in, merge, visible
from .lines import Line, LineKind
from .speakers import Label, Utterance, labels_in, match_label, person_of
from .turns import Segment, group_segments
from .wrapping import ends_sentence

__all__ = ["caption_blocks", "mark_chapters", "split_captions"]

_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>\n]{1,80})>")
_HEADER = re.compile(r"(?:WEBVTT\b.*|(?:Kind|Language|X-TIMESTAMP-MAP)\s*[:=].*)")
_LED = re.compile(
    rf"(?:\[{CLOCK}\]|\({CLOCK}\)|{CLOCK})(?:\s*[-\u2013\u2014]\s*{CLOCK})?:?\s+(?:[-\u2013\u2014]\s+)?(?=\S)"
)
_CHANGE = re.compile(r"(?:>>|>|-)\s*")
_FEWEST = 3  # times that make a timed transcript
_SHORT_WORDS = 30  # words between two times in captions; a timed paragraph has more
_CHAPTER_WORDS = 14
_CHAPTER_SECONDS = 30.0  # between two times in a list of chapters


@dataclass(slots=True)
class _Cue:
    """Text lines that belong to one time.

    Attributes:
        marks: ranges to hide, such as cue number and time line.
        lines: where the text stands.
    """

    start: float | None
    end: float | None
    marks: list[tuple[int, int]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    label: Label | None = None
    label_start: int = 0
    voice: tuple[int, int] | None = None


def split_captions(lines: Sequence[Line]) -> Iterator[tuple[Sequence[Line], bool]]:
    """Stretches of `lines`, each with whether it is captions."""
    cues = [index for index, line in enumerate(lines) if line.kind is LineKind.CUE]
    if len(cues) >= 2:
        first = _block_start(lines, cues[0])
        last = cues[-1] + 1
        while last < len(lines) and lines[last].content:
            last += 1
        yield lines[:first], False
        yield lines[first:last], True
        yield lines[last:], False
    elif _is_timed(lines):
        first = next(i for i, line in enumerate(lines) if _time_of(line) is not None)
        yield lines[:first], False
        yield lines[first:], True
    else:
        yield lines, False


def _block_start(lines: Sequence[Line], index: int) -> int:
    """The first line of a cue or of the header above it."""
    first = index
    if first and lines[first - 1].kind in (LineKind.BARE_MARK, LineKind.TEXT):
        number = lines[first - 1].content
        first -= number.isdecimal()
    above = first
    while above and (not lines[above - 1].content or _HEADER.fullmatch(lines[above - 1].content)):
        above -= 1
    is_header = any(_HEADER.fullmatch(line.content) for line in lines[above:first])
    return above if is_header else first


def _is_timed(lines: Sequence[Line]) -> bool:
    """Whether times that stand before short pieces of running speech divide the text."""
    times: list[float] = []
    words = named = 0
    above = ""
    for line in lines:
        time = _time_of(line)
        if time is not None:
            times.append(time)
            label = match_label(above)
            named += line.kind is LineKind.TIME and label is not None and label.alone
        elif times and line.kind in (LineKind.HEADING, LineKind.QUOTE, LineKind.ROW):
            return False
        if times and line.kind is not LineKind.TIME:
            words += len(line.content.split())
        above = line.content or above
    if len(times) < _FEWEST or times != sorted(times) or named * 2 > len(times):
        return False
    seconds = (times[-1] - times[0]) / (len(times) - 1)
    return words <= _SHORT_WORDS * len(times) and seconds < _CHAPTER_SECONDS


def _time_of(line: Line) -> float | None:
    """The time that a line is or begins with."""
    if line.kind is LineKind.TIME:
        return clock(line.content)
    if line.kind is LineKind.TEXT and (found := _LED.match(line.content)):
        return clock(found[0])
    return None


def mark_chapters(lines: Sequence[Line]) -> list[Line]:
    """The lines, of which two or more in a row that begin with rising times become list items.

    Show notes list the chapters of a recording so: ``12:30 Why data runs out``.
    """
    marked = list(lines)
    run: list[tuple[int, int, float]] = []
    for index, line in enumerate([*lines, None]):
        found = _LED.match(line.content) if line and line.kind is LineKind.TEXT else None
        time = clock(found[0]) if found else None
        chapter = (
            line is not None
            and found is not None
            and time is not None
            and len(line.content.split()) <= _CHAPTER_WORDS
            and not ends_sentence(line.content)
        )
        if chapter and found and time is not None and (not run or time > run[-1][2]):
            run.append((index, found.end(), time))
        elif line is None or line.content:
            for place, length, _ in run if len(run) > 1 else ():
                old = marked[place]
                marked[place] = replace(
                    old,
                    kind=LineKind.BULLET,
                    body=old.start + length,
                    content=old.content[length:],
                )
            run = []
    return marked


def caption_blocks(
    text: str, lines: Sequence[Line], people: Sequence[Contributor] = ()
) -> list[Block]:
    """One block per turn of the captions in `lines`.

    Args:
        text: the whole text.
        lines: a stretch that `split_captions` found.
        people: who is known to have a part in the document.
    """
    cues = _cues(text, lines)
    _find_speakers(text, cues, people)
    _hide_repeated(text, cues)
    segments: list[Segment] = []
    places: dict[int, _Cue] = {}
    speaker: str | None = None
    for cue in cues:
        if not cue.lines:
            continue
        if cue.voice:
            speaker = text[cue.voice[0] : cue.voice[1]].strip()
        elif cue.label:
            speaker = cue.label.name
        elif _CHANGE.match(text, cue.lines[0][0], cue.lines[0][1]):
            speaker = f"Speaker {len(segments)}"
        hidden = _hidden(text, cue, cue.lines[0][0], cue.lines[-1][1])
        words = visible(text, cue.lines[0][0], cue.lines[-1][1], hidden)
        segment = Segment(words, cue.start, cue.end, speaker)
        places[id(segment)] = cue
        segments.append(segment)
    return [
        _block(text, [places[id(s)] for s in group], group[0].speaker, people)
        for group in group_segments(segments)
    ]


def _cues(text: str, lines: Sequence[Line]) -> list[_Cue]:
    cues: list[_Cue] = []
    header = True
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if not line.content or (header and _HEADER.fullmatch(line.content)):
            continue
        if line.kind in (LineKind.CUE, LineKind.TIME):
            times = [clock(part) for part in re.findall(CLOCK, line.content)]
            if cues and not cues[-1].lines and cues[-1].start is None:
                cues[-1].start = times[0]
                cues[-1].end = times[1] if len(times) > 1 else None
                cues[-1].marks.append((line.start, line.end))
            else:
                end = times[1] if len(times) > 1 else None
                cues.append(_Cue(times[0], end, [(line.start, line.end)]))
            header = False
        elif below and below.kind is LineKind.CUE and line.content.isdecimal():
            cues.append(_Cue(None, None, [(line.start, line.end)]))
        elif (led := _LED.match(line.content)) and line.kind is LineKind.TEXT:
            cue = _Cue(clock(led[0]), None, [(line.start, line.start + led.end())])
            cue.lines.append((line.start + led.end(), line.end))
            cues.append(cue)
        elif cues:
            cues[-1].lines.append((line.start, line.end))
    for cue, following in pairwise(cues):
        if cue.end is None:
            cue.end = following.start
    return cues


def _find_speakers(text: str, cues: Sequence[_Cue], people: Sequence[Contributor]) -> None:
    spoken = [cue for cue in cues if cue.lines]
    utterances = [
        Utterance(
            text[cue.lines[0][0] : cue.lines[0][1]], " ".join(text[a:b] for a, b in cue.lines[1:])
        )
        for cue in spoken
    ]
    for index, label in labels_in(utterances, people).items():
        spoken[index].label, spoken[index].label_start = label, spoken[index].lines[0][0]
    for cue in spoken:
        if voice := _VOICE.match(text, cue.lines[0][0], cue.lines[0][1]):
            cue.voice = voice.span(1)
            cue.marks.append(voice.span())


def _hide_repeated(text: str, cues: Sequence[_Cue]) -> None:
    """Automatic captions scroll: the last line of a cue comes again as the first of the next."""
    shown = ""
    for cue in cues:
        kept = []
        for first, last in cue.lines:
            words = " ".join(re.sub(r"<[^<>]{0,80}>", "", text[first:last]).split())
            if words and words == shown:
                cue.marks.append((first, last))
            elif words:
                kept.append((first, last))
                shown = words
        cue.lines = kept


def _hidden(text: str, cue: _Cue, start: int, end: int) -> list[tuple[int, int]]:
    found = list(cue.marks)
    if cue.label:
        found.append((cue.label_start, cue.label_start + cue.label.end))
    for first, last in cue.lines:
        begin = max(first, cue.label_start + cue.label.end) if cue.label else first
        if change := _CHANGE.match(text, first, last):
            found.append(change.span())
            begin = max(begin, change.end())
        while begin < last and text[begin].isspace():
            begin += 1
        if begin < last:
            found += hidden_in(text, begin, last)
            found += [
                (begin + tag.start(), begin + tag.end())
                for tag in re.finditer(rf"<{CLOCK}>|</?[cvibu][^<>]{{0,80}}>", text[begin:last])
            ]
    return merge(found, start, end)


def _block(
    text: str, cues: Sequence[_Cue], name: str | None, people: Sequence[Contributor]
) -> Block:
    first = cues[0]
    start = first.lines[0][0]
    end = cues[-1].lines[-1][1]
    hidden: list[tuple[int, int]] = []
    for cue in cues:
        hidden += _hidden(text, cue, start, end)
    speaker = person_of(name, people) if name is not None else None
    place: Span | None = None
    if speaker is not None and first.voice:
        place = Span(*first.voice)
    elif speaker is not None and first.label:
        name_start = first.label_start + first.label.name_start
        place = Span(name_start, name_start + len(first.label.name))
    return Block(
        span=Span(start, end),
        kind=BlockKind.TURN,
        speaker=speaker,
        speaker_span=place,
        start_time=first.start,
        end_time=cues[-1].end,
        hidden=tuple(Span(a, b) for a, b in merge(hidden, start, end)),
    )
