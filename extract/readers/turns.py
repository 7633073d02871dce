"""Segments of speech, as captions and transcripts have them, grouped into turns.

A turn is what one speaker says without a break, cut where a sentence ends once it is as long as a
paragraph or a minute, so that a receipt leads to the right place of a recording. Where the
transcript has no sentence marks it is cut at a pause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .wrapping import ends_sentence

__all__ = ["Segment", "group_segments"]

_LONG_SECONDS, _LONG_WORDS = 45.0, 90
_LONGEST_SECONDS, _LONGEST_WORDS = 75.0, 160  # of a turn without sentence marks
_PAUSE = 4.0  # seconds of silence that part two sentences into two turns
_BREATH = 0.4  # seconds of silence that part two phrases
_SENTENCE_WORDS = 80  # more words than this to a sentence mark: the transcript has no marks


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of speech as the source has it; times in seconds."""

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None


def group_segments(segments: Sequence[Segment]) -> Iterator[Sequence[Segment]]:
    """The turns that `segments` make, in order; together they hold every segment once.

    A change of speaker ends a turn. A sentence is cut between two turns only where the segments
    have next to no sentence marks at all.
    """
    words = sum(len(segment.text.split()) for segment in segments)
    marks = sum(ends_sentence(segment.text) for segment in segments)
    punctuated = marks * _SENTENCE_WORDS >= words
    first = 0
    count = 0
    for index, segment in enumerate(segments):
        count += len(segment.text.split())
        following = segments[index + 1] if index + 1 < len(segments) else None
        if following is None or following.speaker != segment.speaker:
            cut = True
        else:
            seconds = _between(segments[first].start, segment.end)
            pause = _between(segment.end, following.start)
            if punctuated:
                cut = ends_sentence(segment.text) and (
                    seconds >= _LONG_SECONDS or count >= _LONG_WORDS or pause >= _PAUSE
                )
            else:
                cut = (
                    (pause >= _BREATH and (seconds >= _LONG_SECONDS or count >= _LONG_WORDS))
                    or seconds >= _LONGEST_SECONDS
                    or count >= _LONGEST_WORDS
                )
        if cut:
            yield segments[first : index + 1]
            first, count = index + 1, 0


def _between(start: float | None, end: float | None) -> float:
    """Seconds from `start` to `end`; 0 where one is unknown."""
    return end - start if start is not None and end is not None else 0.0
