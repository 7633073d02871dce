"""Phrase lists as matchers: one regular expression for each section of a list.

An item is a regular expression over folded text (see `discourse`); it matches whole words. In a
list of verbs each item names a verb as `inflection.verb_forms` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from ..patterns import load_sections
from .inflection import VerbForms, verb_forms

__all__ = ["alternatives", "phrase", "verb_pattern", "verbs"]

_PLAIN = re.compile(r"[a-z](?![?*+{])(?:[^|()]|\([^()]*\))*")
"""An item that begins with a letter, whose alternatives, if any, stand in brackets."""

_EDGE = r"(?<!\w)(?<!\w-)"


@cache
def phrase(name: str, *sections: str) -> re.Pattern[str]:
    """Matches any item of the sections of ``patterns/<name>.txt``; of all when none is given.

    Raises:
        KeyError: if the list has no such section.
    """
    lists = load_sections(name)
    chosen = sections or tuple(lists)
    return re.compile(rf"{_EDGE}(?:{alternatives(i for s in chosen for i in lists[s])})(?!\w|-\w)")


@cache
def verbs(name: str, *sections: str) -> tuple[VerbForms, ...]:
    """The verbs of the sections of a list; of all when none is given.

    Raises:
        KeyError: if the list has no such section.
    """
    lists = load_sections(name)
    return tuple(verb_forms(item) for s in sections or tuple(lists) for item in lists[s])


@cache
def verb_pattern(name: str, form: str, *sections: str) -> re.Pattern[str]:
    """Matches one kind of form (an attribute of `VerbForms`) of the verbs of a list.

    Raises:
        KeyError: if the list has no such section.
    """
    forms: set[str] = set()
    for verb in verbs(name, *sections):
        value = getattr(verb, form)
        forms |= {value} if isinstance(value, str) else value
    return re.compile(rf"(?<!\w)(?:{alternatives(map(re.escape, forms))})(?!\w)")


def alternatives(items: Iterable[str]) -> str:
    """A regular expression for any of `items`, the longest first.

    Of items in a row that begin with plain letters, those with the same letter stand together
    behind it: which one matches stays the same, and most are ruled out by one look at the text.

    >>> alternatives(["worse", "odd", "bad(?:ly)?", "best"])
    'b(?:ad(?:ly)?|est)|w(?:orse)|o(?:dd)'
    """
    ordered = sorted(set(items), key=lambda item: (-len(item), item))
    parts: list[str] = []
    for plain, row in groupby(ordered, lambda item: _PLAIN.fullmatch(item) is not None):
        if not plain:
            parts.extend(row)
            continue
        rests: dict[str, list[str]] = {}
        for item in row:
            rests.setdefault(item[0], []).append(item[1:])
        parts.extend(f"{letter}(?:{'|'.join(own)})" for letter, own in rests.items())
    return "|".join(parts)
