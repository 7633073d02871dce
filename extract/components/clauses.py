"""Which parts of a sentence carry its point: main and complement clauses, not the others.

There is no parser here. Clauses are told apart by the words that open them and by punctuation:
an adverbial clause at the front of a sentence ends at its comma, one further back at the end of
the sentence or where a conjunction takes the main line up again; a relative clause ends at the
next comma, or, when its own verb stands first in it, at the auxiliary of the main clause; brackets
are asides. Clauses behind verbs and nouns of saying (``argues that``, ``has the idea that``)
carry the point and count as main.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from ..patterns import load_sections
from .discourse import WORD
from .phrases import verbs

__all__ = ["carries_point", "main_ranges"]

_TOKEN = re.compile(rf"{WORD.pattern}|\.\.\.|--|[,;:()\[\]\u2014\u2026]")
_STRONG = frozenset({";", ":", "\u2014", "--", "\u2026", "..."})
_LEADING = frozenset({"and", "but", "or", "even", "only", "precisely", "just", "so"})
_SO_SUBJECTS = frozenset({"that", "it", "we", "you", "they", "i", "he", "she", "the", "a", "some"})
_SUBJECTS = frozenset({"it", "we", "you", "they", "i", "he", "she", "there", "this", "that"})


@lru_cache(maxsize=256)
def main_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of folded `text` that carry its point, disjoint and sorted.

    >>> main_ranges("if no one pays, it cannot last because users leave.")
    ((16, 30),)
    """
    ranges: list[tuple[int, int]] = []
    for start, end in _main_tokens(text):
        if ranges and not WORD.search(text, ranges[-1][1], start):
            ranges[-1] = ranges[-1][0], end
        else:
            ranges.append((start, end))
    if not ranges and text:
        return ((0, len(text)),)  # `Because it pays.` stands for a whole sentence
    return tuple(ranges)


def carries_point(ranges: tuple[tuple[int, int], ...], start: int) -> bool:
    """Whether the word at `start` lies in one of `ranges`."""
    return any(first <= start < last for first, last in ranges)


def _main_tokens(text: str) -> Iterator[tuple[int, int]]:
    openers = _openers()
    brackets = 0
    aside: str | None = None  # what kind of clause we are in, when not in a main one
    fresh = True  # whether the next word begins a clause
    seen_verb = False
    previous = ""
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens):
        word = token.group()
        following = tokens[index + 1].group() if index + 1 < len(tokens) else ""
        if word in "([":
            brackets += 1
        elif word in ")]":
            brackets = max(0, brackets - 1)
        elif brackets:
            pass
        elif word in _STRONG:
            aside, fresh = None, True
        elif word == ",":
            ends = aside in ("front", "relative", "subject", "content", "question")
            if ends or (aside == "adverbial" and following in openers["resumptions"]):
                aside = None
            fresh = True
        else:
            if aside == "content" and word in openers["verbs"]:
                aside = "subject"
            elif aside == "subject" and _resumes(word, previous, openers):
                aside = None
            if aside is None:
                aside = _opens(word, previous, following, fresh, index == 0, seen_verb)
            if aside is None:
                yield token.start(), token.end()
                seen_verb = seen_verb or word in openers["verbs"]
            fresh = (fresh and word in _LEADING) or (aside is None and word == "that")
        previous = word


def _opens(
    word: str, previous: str, following: str, fresh: bool, first: bool, seen_verb: bool
) -> str | None:
    """The kind of clause that `word` opens, None when it opens none that is aside.

    ``subject`` is a clause inside a noun phrase whose verb has been read, so that the next
    auxiliary is not its; ``content`` is one whose verb is still to come.
    """
    openers = _openers()
    if word in openers["subordinators"] and not following[:1].isdigit():
        return "front" if fresh else "adverbial"
    if word == "as" and (previous == "," or (first and following != "a")):
        return "front" if first else "adverbial"
    if word == "so" and not first and following in _SO_SUBJECTS:
        return "adverbial"
    if word in openers["interrogatives"] and not fresh:
        return "question"
    relative = word in openers["relatives"] and not first
    if word == "that" and following not in (",", ""):
        if previous in openers["nouns"]:
            return None if seen_verb else "content"
        relative = _follows_noun(previous, openers)
    if not relative:
        return None
    own_verb = following in openers["auxiliaries"] | openers["bases"]
    own_verb = own_verb or following.endswith(("s", "ed"))
    subject = own_verb and following not in openers["saying"] and previous != ","
    return "subject" if subject else "relative"


def _resumes(word: str, previous: str, openers: Mapping[str, frozenset[str]]) -> bool:
    """Whether an auxiliary behind a relative clause belongs to the noun that it describes."""
    return (
        word in openers["auxiliaries"]
        and "'" not in word.removesuffix("n't")
        and previous not in _SUBJECTS | openers["not nouns"]
        and previous not in openers["relatives"]
    )


def _follows_noun(previous: str, openers: Mapping[str, frozenset[str]]) -> bool:
    """Whether a `that` behind `previous` can only describe a noun."""
    return (
        WORD.fullmatch(previous) is not None
        and previous not in openers["not nouns"]
        and previous not in openers["contents"]
        and previous not in openers["nouns"]
        and previous not in openers["saying"]
        and not previous.endswith("ly")
        and not previous.isdigit()
    )


@cache
def _openers() -> Mapping[str, frozenset[str]]:
    openers = {name: frozenset(items) for name, items in load_sections("claims-clauses").items()}
    openers["saying"] = frozenset(
        form.split(" ")[-1] for verb in verbs("claims-reporting") for form in verb.all
    )
    openers["auxiliaries"] = frozenset(load_sections("claims-verbs")["auxiliaries"])
    reporting = verbs("claims-reporting")
    openers["verbs"] = openers["auxiliaries"] | {v.third for v in reporting} - {"claims", "views"}
    openers["verbs"] |= {verb.past for verb in reporting}
    openers["not nouns"] = frozenset(load_sections("claims-words")["not nouns"])
    openers["bases"] = frozenset(verb.base for verb in verbs("claims-verbs", "plain", "nounlike"))
    return openers
