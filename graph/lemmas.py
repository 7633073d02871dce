"""Base forms of English words, as far as comparing propositions needs them.

Suffixes are stripped as in M. F. Porter, "An algorithm for suffix stripping" (1980), step 1; forms
that no rule leads back are in ``words/lemmas.txt``. A base form need not be a word: it is equal
for forms of one word, and different for most others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .words import word_sections

__all__ = ["lemmas"]

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_LEAST = 3  # letters that a stem has


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """The base form of a lower-case word; a comparative has two, ``more`` or ``most`` before it.

    >>> lemmas("improves") == lemmas("improved") == lemmas("improving")
    True
    >>> lemmas("cheaper"), lemmas("fell")
    (('mor', 'cheap'), ('fall',))
    """
    irregular = _irregular().get(word)
    return tuple(map(_stem, irregular)) if irregular else (_stem(word),)


def _stem(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    stem = _without_ending(word)
    if stem.endswith("y") and len(stem) > _LEAST:
        stem = stem[:-1] + "i"
    return stem[:-1] if stem.endswith("e") and len(stem) > _LEAST else stem


def _without_ending(word: str) -> str:
    if word.endswith("ies") and len(word) > _LEAST + 1:
        return word[:-2]
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _LEAST:
        return word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _LEAST and _VOWEL.search(stem):
            return stem[:-1] if _DOUBLED.search(stem) else stem
    return word


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    lists = word_sections("lemmas")
    forms = {form: tuple(base) for form, *base in map(str.split, lists[""])}
    for word in lists["graded"]:
        stem = word[:-1] + "i" if word.endswith("y") else word.removesuffix("e")
        doubled = stem + stem[-1] if word in ("big",) else stem
        forms.setdefault(f"{doubled}er", ("more", word))
        forms.setdefault(f"{doubled}est", ("most", word))
    return forms
