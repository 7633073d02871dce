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
    goes_on = False  # whether the word before is in the last range
    for start, end, main in _words(text):
        if main and goes_on:
            ranges[-1] = ranges[-1][0], end
        elif main:
            ranges.append((start, end))
        goes_on = main
    if not ranges and text:
        return ((0, len(text)),)  # `Because it pays.` stands for a whole sentence
    return tuple(ranges)


def carries_point(ranges: tuple[tuple[int, int], ...], start: int) -> bool:
    """Whether the word at `start` lies in one of `ranges`."""
    return any(first <= start < last for first, last in ranges)


def _words(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each word begins and ends, and whether it carries the point."""
    openers = _openers()
    opening, said = openers["opening"], openers["verbs"]
    brackets = 0
    aside: str | None = None  # what kind of clause we are in, when not in a main one
    fresh = True  # whether the next word begins a clause
    seen_verb = False
    previous = ""
    tokens = list(_TOKEN.finditer(text))
    words = [*(token.group() for token in tokens), ""]
    for index, token in enumerate(tokens):
        word, following = words[index], words[index + 1]
        if brackets and word[0].isalnum():
            yield *token.span(), False
        elif word[0].isalnum():
            if aside == "content" and word in said:
                aside = "subject"
            elif aside == "subject" and _resumes(word, previous, openers):
                aside = None
            if aside is None and word in opening:
                aside = _opens(word, previous, following, fresh, index == 0, seen_verb)
            yield *token.span(), aside is None
            if aside is None:
                seen_verb = seen_verb or word in said
            fresh = (fresh and word in _LEADING) or (aside is None and word == "that")
        elif word in "([":
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
        previous = word


def _opens(
    word: str, previous: str, following: str, fresh: bool, first: bool, seen_verb: bool
) -> str | None:
    """The kind of clause that `word`, one of the "opening", opens; None when none that is aside.

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
    own_verb = following in openers["auxiliaries"] or following in openers["bases"]
    own_verb = own_verb or following.endswith(("s", "ed"))
    subject = own_verb and following not in openers["saying"] and previous != ","
    return "subject" if subject else "relative"


def _resumes(word: str, previous: str, openers: Mapping[str, frozenset[str]]) -> bool:
    """Whether an auxiliary behind a relative clause belongs to the noun that it describes."""
    return (
        word in openers["auxiliaries"]
        and "'" not in word.removesuffix("n't")
        and previous not in _SUBJECTS
        and previous not in openers["not nouns"]
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
    openers["opening"] = frozenset({"as", "so", "that"}).union(
        *(openers[name] for name in ("subordinators", "interrogatives", "relatives"))
    )
    openers["bases"] = frozenset(verb.base for verb in verbs("claims-verbs", "plain", "nounlike"))
    return openers
