"""Which line breaks are a writer's and which are only the end of a line's room.

Text is wrapped when its lines break where the next word would not have fitted, at one width for
the whole text or for a run of lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from .lines import Line, LineKind

__all__ = ["ends_sentence", "leads_on", "overflows", "run_widths", "wrapped_width"]

_NARROWEST, _WIDEST = 40, 130  # columns of wrapped text
_SLACK = 8  # columns that a writer who wraps by hand leaves free
_WRAPPING = (LineKind.TEXT, LineKind.BULLET, LineKind.NUMBER)
_SENTENCE_END = re.compile(r"[.?!\u2026\u3002\uff01\uff1f](?:[\"'\u201d\u2019)\]*_]|\[\d{1,3}\])*$")
_LEADS_ON = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|because|but|by|for|from|her|his|in|into|is|its|of|on|or|our|that|the|"
    r"their|to|was|were|which|who|whose|with))$"
)
_BYLINE = re.compile(r"by(?:\s+[^\W\d_a-z][\w.'\u2019-]*){2,4}")
_APART = re.compile(r"(?:\*\*|__).+(?:\*\*|__)|https?://\S+")


def ends_sentence(content: str) -> bool:
    """Whether the text ends with a full stop or the like, quotes and brackets behind it aside."""
    return bool(_SENTENCE_END.search(content))


def leads_on(above: Line, below: Line, *, soft_breaks: bool) -> bool:
    """Whether the words of two lines show that the sentence runs on from one to the other.

    Args:
        above: a line.
        below: the line after it.
        soft_breaks: whether a line break inside a sentence means nothing, as in Markdown.
    """
    if ends_sentence(above.content) or (above.content.isupper() and not below.content.isupper()):
        return False
    if _APART.fullmatch(below.content):
        return False
    lower = below.content[:1].islower() and not _BYLINE.fullmatch(below.content)
    soft = soft_breaks and not _APART.fullmatch(above.content)
    return lower or soft or bool(_LEADS_ON.search(above.content))


def wrapped_width(lines: Sequence[Line]) -> int:
    """The column at which the text is wrapped, or 0 when it is not."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if (below.kind is LineKind.TEXT and above.kind in _WRAPPING)
        or below.kind is above.kind is LineKind.QUOTE
    ]
    widths = [above.width for above, _ in pairs if "://" not in above.content]
    if len(widths) < 2 or not _NARROWEST <= (width := max(widths)) <= _WIDEST:
        return 0
    full = sum(overflows(above, below, width) for above, below in pairs)
    return width if full >= 0.7 * len(pairs) else 0


def run_widths(lines: Sequence[Line]) -> dict[int, int]:
    """For each line of a run that is wrapped though the whole text is not, the run's width."""
    widths: dict[int, int] = {}
    for is_text, group in groupby(enumerate(lines), lambda pair: pair[1].kind is LineKind.TEXT):
        run = list(group)
        if is_text and len(run) > 2:
            width = wrapped_width([line for _, line in run])
            widths.update((index, width) for index, _ in run)
    return widths


def overflows(above: Line, below: Line, width: int) -> bool:
    """Whether the first word of `below` would not have fitted behind `above`."""
    if not width:
        return False
    first = below.content.split(None, 1)[0] if below.content else ""
    return above.width + 1 + len(first) > width - _SLACK
