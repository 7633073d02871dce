"""The words of a claim that stand for something named before it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..components.phrases import alternatives
from ..patterns import load_sections
from .places import TYPES

__all__ = ["Anaphors", "anaphors"]

_PERSON = re.compile(r"(?<!\w)(?:s?he|him(?:self)?|his|hers?(?:elf)?)(?!\w)")
_THING = re.compile(r"(?<!\w)(?:it(?:s|self)?|this|these|those)(?!\w)")
_SEVERAL = re.compile(r"(?<!\w)(?:they|them(?:selves)?|theirs?|both|the two)(?!\w)")
_OWN = re.compile(r"(?<!\w)(?:i|we|me|us|my|ours?)(?!\w)")


class Anaphors(NamedTuple):
    """What kinds of things a claim speaks of without their names.

    Attributes:
        called: for each of `TYPES` 1 where a definite phrase (``the new model``) calls one so.
        person: whether there is a pronoun for one person.
        thing: the same for one thing.
        several: the same for several.
        own: the same for who speaks.
    """

    called: NDArray[np.float32]
    person: bool
    thing: bool
    several: bool
    own: bool


def anaphors(text: str) -> Anaphors:
    """Those of a claim's folded text."""
    return Anaphors(
        np.array([bool(noun and noun.search(text)) for noun in _nouns()], dtype=np.float32),
        *(bool(pattern.search(text)) for pattern in (_PERSON, _THING, _SEVERAL, _OWN)),
    )


@cache
def _nouns() -> tuple[re.Pattern[str] | None, ...]:
    """For each of `TYPES` its definite phrases, None where there is no list."""
    lists = load_sections("relations-anaphors")
    return tuple(
        re.compile(
            r"(?<!\w)(?:the|th(?:is|at|ese|ose)|its|theirs?|his|her|our|my|both|such) "
            rf"(?:[\w-]+ ){{0,2}}?(?:{alternatives(lists[f'nouns {kind}'])})s?(?![\w-])"
        )
        if f"nouns {kind}" in lists
        else None
        for kind in TYPES
    )
