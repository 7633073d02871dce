"""Strings that a text must hold for a pattern to match it; without them no search is needed.

They are the first characters of what the parts of a pattern match, found as a compiler finds the
FIRST sets of a grammar (Aho, Lam, Sethi and Ullman, Compilers, 2nd edition, section 4.4.2).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

__all__ = ["ANYTHING", "NeedIndex", "Needs", "Part", "meets", "read_part"]

_LONGEST = 4  # characters of a string
_MOST = 80  # strings that a text must hold one of
_EVERYWHERE = frozenset({"", " "})  # in texts of several words
_OPEN = "\0"  # at the end of a string that anything may follow

_TOKEN = re.compile(
    r"(?P<set>\[\^?(?:\\.|[^\]\\])+\])|(?P<field>\{[A-Za-z][^{}]*\})|\\(?P<escaped>.)"
    r"|(?P<open>\((?:\?(?::|P<\w+>|(?P<around><?[=!])))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<times>(?:[?*+]|\{\d[^{}]*\})\??)|(?P<edge>[\^$])"
    r"|(?P<plain>[^\\\[\](){}|?*+^$.]+(?![?*+{])|.)",
    re.DOTALL,
)
_LISTED = re.compile(r"\[(-?[^\\^-]+-?)\]")  # a set that lists its characters

Needs = tuple[frozenset[str], ...]
"""Sets of strings: a text holds at least one string of each."""


class Part(NamedTuple):
    """A part of a pattern.

    Attributes:
        starts: the first characters, four at most, of every text that it matches.
        needs: what every such text holds.
    """

    starts: frozenset[str]
    needs: Needs = ()


ANYTHING = Part(frozenset({_OPEN}))
_EMPTY = Part(frozenset({""}))


def read_part(pattern: str, fields: Callable[[str], Part] | None = None) -> Part:
    r"""The starts and needs of `pattern`, a regular expression without back references and flags.

    Args:
        pattern: it may have fields, names in braces.
        fields: gives what a field stands for.

    >>> [sorted(need) for need in read_part(r"(?:use[sd]?|appl(?:y|ied)) (?:\w+ )?it").needs]
    [['appl', 'use ', 'used', 'uses'], ['it']]
    """
    return _read(_TOKEN.finditer(pattern), fields or _no_field)


def meets(text: str, needs: Iterable[frozenset[str]]) -> bool:
    """Whether `text` holds what `needs` tell."""
    return all(any(string in text for string in need) for need in needs)


class NeedIndex:
    """Finds which of many needs a text meets, faster than by looking at each."""

    def __init__(self, needs: Iterable[frozenset[str]]) -> None:
        self._by_string: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for need in needs:
            for string in need:
                self._by_string[string].add(need)
        self._shorter = [string for string in self._by_string if len(string) < _LONGEST]

    def met(self, text: str) -> set[frozenset[str]]:
        """The needs of which `text` holds a string."""
        held = {text[start : start + _LONGEST] for start in range(len(text) - _LONGEST + 1)}
        held.update(string for string in self._shorter if string in text)
        known = self._by_string.keys() & held
        return set[frozenset[str]]().union(*(self._by_string[string] for string in known))


def _read(tokens: Iterator[re.Match[str]], fields: Callable[[str], Part]) -> Part:
    """The part that ends at the next closing bracket or the end."""
    branches: list[list[Part]] = [[]]
    for token in tokens:
        parts = branches[-1]
        match token.lastgroup:
            case "close":
                break
            case "or":
                branches.append([])
            case "open":
                inner = _read(tokens, fields)
                parts.append(_EMPTY if token["around"] else inner)
            case "times":
                parts.append(_repeated(parts.pop(), token["times"]))
            case "field":
                parts.append(fields(token["field"]))
            case "edge":
                parts.append(_EMPTY)
            case _:
                parts.append(_plain(token))
    read = list(map(_sequence, branches))
    starts = _few(start for part in read for start in part.starts)
    return Part(starts, read[0].needs if len(read) == 1 else ())


def _no_field(field: str) -> Part:
    raise KeyError(field)


def _plain(token: re.Match[str]) -> Part:
    if token["set"]:
        listed = _LISTED.fullmatch(token["set"])
        return Part(frozenset(listed[1])) if listed else ANYTHING
    if token["plain"]:
        return ANYTHING if token["plain"] == "." else Part(frozenset({token["plain"][:_LONGEST]}))
    return ANYTHING if token["escaped"].isalnum() else Part(frozenset(token["escaped"]))


def _repeated(part: Part, times: str) -> Part:
    if times[0] == "?":
        return Part(part.starts | {""})
    starts = _joined(part.starts, ANYTHING.starts)
    return Part(starts | {""}) if times.startswith(("*", "{0")) else Part(starts, part.needs)


def _sequence(parts: list[Part]) -> Part:
    starts = _EMPTY.starts
    needs: list[frozenset[str]] = []
    for part in reversed(parts):
        starts = _joined(part.starts, starts)
        needs.extend(part.needs)
        need = frozenset(start.removesuffix(_OPEN) for start in starts)
        if need.isdisjoint(_EVERYWHERE):
            needs.append(need)
    return Part(starts, tuple(dict.fromkeys(reversed(needs))))


def _joined(starts: frozenset[str], following: frozenset[str]) -> frozenset[str]:
    ended = {start for start in starts if start.endswith(_OPEN) or len(start) == _LONGEST}
    longer = ((one + other)[:_LONGEST] for one in starts - ended for other in following)
    return _few((*ended, *longer))


def _few(starts: Iterable[str]) -> frozenset[str]:
    found = frozenset(starts)
    return found if len(found) <= _MOST else ANYTHING.starts
