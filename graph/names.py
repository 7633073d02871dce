"""When two spellings are the same name."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold"]

_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'"})
_GAPS = re.compile(r"[\s\-\u2010-\u2015]+")


def fold(name: str) -> str:
    """The form that all spellings of a name share; equal forms mean the same name.

    Case, hyphens and dashes, apostrophes, white space and the composition of accented letters make
    no difference; accents, punctuation and word order do. The result has single spaces where the
    name has white space or hyphens, and folding it again changes nothing.

    It is the folding by which the annotation guideline compares names, made canonical as the
    Unicode Standard defines a caseless match (definition D145).

    >>> fold("Chain\u2010of-Thought  prompting")
    'chain of thought prompting'
    >>> fold("Moore\u2019s Law") == fold("moore's law")
    True
    """
    canonical = unicodedata.normalize("NFD", name).casefold().translate(_APOSTROPHES)
    return _GAPS.sub(" ", unicodedata.normalize("NFC", canonical)).strip()
