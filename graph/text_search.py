"""Finds things by their names and words, whatever their case and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import IntEnum

from pyoxigraph import QuerySolutions

from ..ontology.terms import CG, ENTITY_CLASSES, SCHEMA
from .errors import UsageError
from .query_catalogue import named_query
from .store import QuadStore

__all__ = ["KINDS", "Hit", "Match", "search"]

_CLASSES = {classes[0]: kind for kind, classes in ENTITY_CLASSES.items()}
_CLASSES |= {CG.Claim: "Claim", CG.Document: "Document"}

KINDS: tuple[str, ...] = tuple(_CLASSES.values())
"""What can be found: the types of entities, ``Claim`` and ``Document``."""

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""The combining diacritical marks of Unicode."""

_LIGATURES = frozenset({"ff", "fi", "fl", "ss", "st"})
"""Two letters that one character may stand for, or be part of."""

_AROUND = 60
"""Characters of a text on each side of the words found."""


class Match(IntEnum):
    """How well a text answers to the words asked for; smaller is better."""

    EXACT = 0
    PREFIX = 1
    WORDS = 2
    TEXT = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    Attributes:
        iri: of the thing.
        kinds: of `KINDS`, in their order, at least one.
        label: its name; of a claim, its first words; of a document, its title.
        match: the best match: ``EXACT`` when a name is what was asked for, ``PREFIX`` when
            one begins with it, ``WORDS`` when each word asked for begins a word of one, ``TEXT``
            when that holds of a claim's or a document's text.
        text: the name or words that matched; of a long text, where they begin, with what
            stands around them.
    """

    iri: str
    kinds: tuple[str, ...]
    label: str
    match: Match
    text: str


def search(
    store: QuadStore, text: str, *, kinds: Collection[str] | None = None, limit: int | None = 20
) -> list[Hit]:
    """The things that `text` names or that say it, best first, each once.

    Every word of `text` has to begin a word of one and the same name or text. Hits of equal match
    are sorted by the length of what matched, then by label.

    Args:
        store: what is searched.
        text: words; case, accents and punctuation make no difference.
        kinds: of `KINDS`, what may be found; None for everything.
        limit: how many hits at most; None for all.

    Raises:
        UsageError: if a kind is none of `KINDS`.
    """
    wanted = set(KINDS if kinds is None else kinds)
    if unknown := sorted(wanted - set(KINDS)):
        raise UsageError(f"nothing is of type {unknown[0]!r}; types are {', '.join(KINDS)}")
    words = _words(text)
    if not words:
        return []
    # The store leaves out most of what does not match; what does is seen here.
    pattern = "(^|[^A-Za-z0-9])" + _pattern(max(words, key=len))
    rows = store.query(named_query("matches").bind({"pattern": pattern}))
    assert isinstance(rows, QuerySolutions)  # it is a SELECT query
    found: dict[str, Hit] = {}
    for row in rows:
        kind = _CLASSES[row["class"].value]
        # The label of a claim is how its text begins.
        is_text = row["property"].value == SCHEMA.text or kind == "Claim"
        match = _match(words, row["text"].value, is_text)
        if kind not in wanted or match is None:
            continue
        hit = Hit(
            iri=row["thing"].value,
            kinds=(kind,),
            label=row["label"].value,
            match=match,
            text=row["text"].value,
        )
        other = found.get(hit.iri)
        found[hit.iri] = hit if other is None else _merged(hit, other)
    best = sorted(found.values(), key=_order)[:limit]
    return [replace(hit, text=_excerpt(words, hit.text)) for hit in best]


def _order(hit: Hit) -> tuple[Match, int, str, str]:
    return hit.match, len(hit.text), hit.label, hit.iri


def _merged(one: Hit, other: Hit) -> Hit:
    """One hit of two on the same thing: the better match, every kind, the last label."""
    better = min(one, other, key=lambda hit: (hit.match, len(hit.text), hit.text))
    kinds = {*one.kinds, *other.kinds}
    return Hit(
        iri=one.iri,
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        label=max(one.label, other.label),
        match=better.match,
        text=better.text,
    )


def _match(words: list[str], text: str, is_text: bool) -> Match | None:
    there = _words(text)
    if not all(any(word.startswith(asked) for word in there) for asked in words):
        return None
    if is_text:
        return Match.TEXT
    if there == words:
        return Match.EXACT
    start = there[: len(words)]
    if start[:-1] == words[:-1] and start[-1].startswith(words[-1]):
        return Match.PREFIX
    return Match.WORDS


def _words(text: str) -> list[str]:
    """The runs of letters and digits, without case and accents."""
    return re.findall(r"[^\W_]+", _plain(text))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return _MARKS.sub("", decomposed)


def _excerpt(words: list[str], text: str) -> str:
    """`text` in one line, or of a long one, what is around the first word asked for."""
    line = " ".join(text.split())
    if len(line) <= 4 * _AROUND:
        return line
    places = (
        match.start()
        for match in re.finditer(r"[^\W_]+", line)
        if any(part.startswith(word) for part in _words(match[0]) for word in words)
    )
    middle = next(places, 0)
    start, end = max(0, middle - _AROUND), middle + 2 * _AROUND
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")


def _pattern(word: str) -> str:
    """A regular expression for what may be `word` in some case and with some accents.

    It lets through too much: any characters that are not ASCII stand for any letters. It needs no
    more of an engine than classes of ASCII characters, since some see bytes (Virtuoso 7).
    """
    other = "[^ -~]"
    parts: list[str] = []
    before = ""
    for letter in word:
        if not letter.isascii():
            parts.append(f"{other}*")
        elif before + letter in _LIGATURES or not before.isascii():
            parts.append(f"({letter}|{other}+)?{other}*")
        else:
            parts.append(f"({letter}|{other}+){other}*")
        before = letter
    return "".join(parts)
