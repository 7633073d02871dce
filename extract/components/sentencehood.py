"""Whether words make a sentence: whether they hold a finite verb of their own."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from ..patterns import load_sections
from .discourse import WORD
from .phrases import verbs

__all__ = ["has_finite_verb", "is_clausal_heading", "lacks_subject"]

_PARTED = re.compile(r": | (?:--|-|\u2014|\|) ")
_HEADING_WORDS = 4
_RELATIVE = frozenset({"that", "which", "who", "where", "when", "if", "how", "what"})


def has_finite_verb(text: str, names: tuple[tuple[int, int], ...] = ()) -> bool:
    """Whether folded `text` has a verb that can head a main clause.

    Args:
        text: one line or sentence.
        names: ranges of `text` that are names, behind which `releases` is a verb.
    """
    auxiliaries, verb_forms = _auxiliaries(), _verb_forms()
    ends = {end for _, end in names}
    relative = False
    word = ""
    words = WORD.finditer(text)
    upcoming = next(words, None)
    while (match := upcoming) is not None:
        upcoming = next(words, None)
        before, word, start = word, match.group(), match.start()
        if names and any(first <= start < end for first, end in names):
            continue
        if before in _RELATIVE:
            relative = True  # the verb that follows belongs to a clause inside a noun phrase
        if word in auxiliaries:
            if not relative and (before or "'" in word):
                return True
            relative = False
        elif word in verb_forms and before not in ("", "to"):
            after = upcoming.group() if upcoming else ""
            if _is_finite(word, before, after, named=start - 1 in ends or start - 2 in ends):
                if not relative:
                    return True
                relative = False
    return False


def lacks_subject(text: str) -> bool:
    """Whether folded `text` is a sentence that begins with its verb, as notes on a person do:
    `expects prices to fall`, `would start again`."""
    words = [match.group() for match in islice(WORD.finditer(text), 3)]
    if len(words) < 3:
        return False
    first, second = words[0], words[1]
    third, past, _, nounlike = _lexicon()
    third |= frozenset(verb.third for verb in verbs("claims-reporting", "judges", "predicts"))
    if first in nounlike:
        return second == "that"
    if first in past:
        return second not in _words("prepositions")
    return first in third or (first in _auxiliaries() and not text.endswith("?"))


def is_clausal_heading(text: str, names: tuple[tuple[int, int], ...] = ()) -> bool:
    """Whether a heading is a full sentence rather than a topic, given as folded text."""
    start = 0
    for end in [*(match.start() for match in _PARTED.finditer(text)), len(text)]:
        part = text[start:end]
        words = [match.group() for match in WORD.finditer(part)]
        inside = tuple((a - start, b - start) for a, b in names if start <= a and b <= end)
        if len(words) >= _HEADING_WORDS and words[0] not in _words("topical"):
            gerund = words[0].endswith("ing") and words[0] not in _words("activities")
            if not gerund and has_finite_verb(part, inside):
                return True
        start = end
    return False


def _is_finite(word: str, before: str, after: str, *, named: bool) -> bool:
    """Whether a form of a verb heads a clause; `named` if it stands behind a name."""
    third, past, base, nounlike = _lexicon()
    if word in third:
        return before not in _words("determiners")
    if word in nounlike:
        return named and after not in ("of", "")
    if word in past:
        return (
            before not in _words("determiners")
            and after not in _words("prepositions")
            and after != ""
        )
    if word in base:  # the plain form needs a plural subject
        return (
            before in ("we", "they", "you", "i")
            or _is_plural(before)
            or word in _words("plural verbs")
        )
    return False


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(load_sections("claims-words")[section])


@cache
def _auxiliaries() -> frozenset[str]:
    return frozenset(load_sections("claims-verbs")["auxiliaries"])


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Forms in -s that are verbs, pasts, bases, and forms in -s that may be nouns."""
    plain = verbs("claims-verbs", "plain")
    nounlike = verbs("claims-verbs", "nounlike")
    third = frozenset(verb.third for verb in plain)
    past = frozenset(verb.past for verb in (*plain, *nounlike))
    base = frozenset(verb.base for verb in (*plain, *nounlike))
    return third, past, base, frozenset(verb.third for verb in nounlike)


@cache
def _verb_forms() -> frozenset[str]:
    return frozenset().union(*_lexicon())
