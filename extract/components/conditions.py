"""The condition under which a claim holds: `if compute keeps growing`."""

from __future__ import annotations

import re

from .cues import Cue
from .phrases import phrase

__all__ = ["find_condition"]

_CLOSED = re.compile(r"(?<!some reason), | then(?!\w)|[;:\u2014]| --")
_BEHIND = re.compile(
    r", (?:then|and|but|so|which|while|whereas|though|although)(?!\w)|[;:\u2014]| --"
)
_TRAILING = " .!?\"'\u2026)]"
_FRONT = re.compile(r"(?:^|[,;:\u2014(\"] ?|(?<!\w)(?:that|and|but|so|then|think|believe|say) )$")
_COMPLEMENT = re.compile(
    r"(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|know|see|check|test|tell|sure|clear|certain|doubt|"
    r"unclear|unsure|question is|even|as|what|and|only) $"
)
_SHORTEST = 2  # words: `if anything` and `if so` are no conditions of their own


def find_condition(text: str) -> Cue | None:
    """The first condition in a claim's folded text, its opening word included.

    A condition at the front ends at its comma or `then`, one behind the point at the end of its
    clause. What follows `ask if` and `not sure if` is no condition, nor is `even if` or `as if`;
    `only if` is.

    >>> text = "if compute keeps growing, agents will do research."
    >>> text[: find_condition(text).end]
    'if compute keeps growing'
    """
    for match in phrase("claims-conditions", "openers").finditer(text):
        before = text[: match.start()]
        if _COMPLEMENT.search(before) and not before.endswith(("only ", "and ")):
            continue
        if phrase("claims-conditions", "none").match(text, match.start()):
            continue
        ending = _CLOSED if _FRONT.search(before) else _BEHIND
        close = ending.search(text, match.end())
        end = close.start() if close else len(text)
        words = text[match.start() : end].rstrip(_TRAILING)
        if len(words.split()) > _SHORTEST:
            return Cue(match.start(), match.start() + len(words))
    return None
