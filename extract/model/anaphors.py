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

_WORD = re.compile(r"\w+")
_PERSON = frozenset({"he", "she", "him", "himself", "his", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself", "this", "these", "those"})
_SEVERAL = frozenset({"they", "them", "themselves", "their", "theirs", "both"})
_THE_TWO = re.compile(r"(?<!\w)the two(?!\w)")
_OWN = frozenset({"i", "we", "me", "us", "my", "our", "ours"})


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
    called = np.zeros(len(TYPES), dtype=np.float32)
    kinds, phrase = _phrases()
    for match in phrase.finditer(text):
        called[[kind for kind, found in zip(kinds, match.groups(), strict=True) if found]] = 1
    words = set(_WORD.findall(text))
    person, thing, several, own = (
        not words.isdisjoint(pronouns) for pronouns in (_PERSON, _THING, _SEVERAL, _OWN)
    )
    several = several or _THE_TWO.search(text) is not None
    return Anaphors(called, person, thing, several, own)


@cache
def _phrases() -> tuple[list[int], re.Pattern[str]]:
    """What definite phrases begin with, with a group for the rest of those of each of some types.

    Returns:
        The places of these in `TYPES`, those for which there is a list; the pattern.
    """
    lists = load_sections("relations-anaphors")
    kinds = [place for place, kind in enumerate(TYPES) if f"nouns {kind}" in lists]
    rests = (
        rf"(?:[\w-]+ ){{0,2}}?(?:{alternatives(lists[f'nouns {TYPES[place]}'])})s?(?![\w-])"
        for place in kinds
    )
    opening = r"(?<!\w)(?:the|th(?:is|at|ese|ose)|its|theirs?|his|her|our|my|both|such) "
    return kinds, re.compile(opening + "".join(f"(?=({rest})?)" for rest in rests))
