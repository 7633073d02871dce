"""The words that carry a proposition, one token for each meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .lemmas import lemmas
from .words import word_sections

__all__ = ["NUMBER", "are_opposite", "content_tokens", "is_listed", "spelled"]

NUMBER = "#"
"""The token of a number, whatever its value."""

_TOKEN = re.compile(r"[\ue000-\uf8ff]|#|[^\W_]+(?:'[a-z]+)?")
_CONTRACTED = re.compile(r"'(?:s|re|ve|ll|m|d)$")
_NEGATIVE = {"ca": "can", "wo": "will"}
_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis")
_LEAST = 4  # letters that a word with such a prefix has behind it

Phrase = tuple[str, ...]


def content_tokens(text: str, names: Mapping[str, str]) -> Phrase:
    """The tokens of lower-case text, those that say nothing dropped.

    Args:
        text: with signs for names and `NUMBER` for numbers.
        names: sign to IRI.

    >>> content_tokens("the labs will go up", {}) == content_tokens("labs increased", {})
    True
    """
    tokens: list[str] = []
    words = _TOKEN.findall(text)
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word in names:
            tokens.append(names[word])
        elif word == NUMBER:
            tokens.append(NUMBER)
        elif word.endswith("n't"):
            stem = word.removesuffix("n't")
            tokens += [*lemmas(_NEGATIVE.get(stem, stem)), "not"]
        elif word == "to" and following == NUMBER:
            tokens.append("to#")  # where it tells a value: fell to 20 %
        else:
            tokens += lemmas(_CONTRACTED.sub("", word))
    return tuple(token for token in _merged(tokens) if token not in _dropped())


def spelled(text: str, token: str) -> str:
    """The words of lower-case text that a token stands for; the token where there are none."""
    words = _TOKEN.findall(text)
    for length in (1, 2, 3):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            if content_tokens(phrase, {}) == (token,):
                return phrase
    return token


def are_opposite(one: str, other: str) -> bool:
    """Whether two tokens are opposites: listed ones, or a word and itself with a prefix."""
    if frozenset((one, other)) in _opposites():
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST and any(long == prefix + short for prefix in _PREFIXES)


def is_listed(kind: str, token: str) -> bool:
    """Whether a token, or a word, stands in a section of ``words/meanings.txt``."""
    return token in _listed(kind) or lemmas(token)[-1] in _listed(kind)


def _merged(tokens: list[str]) -> list[str]:
    """The tokens with one for all words and phrases of a meaning."""
    same = _same()
    longest = max(map(len, same))
    merged: list[str] = []
    index = 0
    while index < len(tokens):
        for length in range(min(longest, len(tokens) - index), 0, -1):
            meaning = same.get(tuple(tokens[index : index + length]))
            if meaning is not None:
                merged += meaning
                index += length
                break
        else:
            merged.append(tokens[index])
            index += 1
    return merged


def _base(phrase: str) -> Phrase:
    return tuple(token for word in phrase.split() for token in lemmas(word))


@cache
def _same() -> Mapping[Phrase, Phrase]:
    same = {}
    for line in word_sections("meanings")["same"]:
        meaning, _, others = line.partition(" = ")
        for other in others.split(", "):
            same[_base(other)] = _base(meaning)
    return same


@cache
def _opposites() -> frozenset[frozenset[str]]:
    pairs = (line.split(" | ") for line in word_sections("meanings")["opposite"])
    return frozenset(frozenset((_meant(one), _meant(other))) for one, other in pairs)


def _meant(word: str) -> str:
    """The token of a word of a list."""
    return _merged(list(_base(word)))[-1]


@cache
def _listed(kind: str) -> frozenset[str]:
    words = word_sections("meanings")[kind]
    return frozenset(token for word in words for token in (_base(word)[-1], _meant(word)))


@cache
def _dropped() -> frozenset[str]:
    return frozenset(
        token for word in word_sections("meanings")["dropped"] for token in _base(word)
    )
