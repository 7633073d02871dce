"""The scope of a negation or hedge: the clause that its cue bears on, the cue included.

As in the shared task of *SEM 2012 (Morante and Blanco), the scope is the clause of the negated or
hedged predicate with its subject and objects, without the words that report it, without clauses
beside it and without the adverbial and relative clauses in which it does not lie. Unlike there it
is one stretch and holds its cue.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...graph.model import Claim, Span
from ..reading import Reading
from .clauses import main_ranges
from .cues import Cue
from .sentencehood import has_finite_verb

__all__ = ["find_scope", "with_scopes"]

_PARTING = re.compile(
    r"; |: | \u2014 |\u2014| -- |\.\.\. |(?<= )that |,? (?:and|but|or|yet|so) (?:that )?"
)
_TRIMMED = " ,;:.!?\u2014-\"'"


def find_scope(text: str, cue: Cue) -> Cue:
    """The clause of folded `text` that the words at `cue` negate or make uncertain.

    >>> words = "brook says that tests are easy, but models may be enough because they are cheap."
    >>> scope = find_scope(words, Cue(43, 46))
    >>> words[scope.start : scope.end]
    'models may be enough'
    """
    within = (r for r in main_ranges(text) if r[0] <= cue.start < r[1])
    start, end = next(within, (0, len(text)))
    for mark in _PARTING.finditer(text, start, end):
        if not _are_clauses(text[start : mark.start()], text[mark.end() : end]):
            continue
        if mark.end() <= cue.start:
            start = mark.end()
        elif mark.start() >= cue.end and mark.group() != "that ":
            end = mark.start()
            break
    words = text[start:end]
    start += len(words) - len(words.lstrip(_TRIMMED))
    end = start + len(words.strip(_TRIMMED))
    return Cue(min(start, cue.start), max(end, cue.end))


def with_scopes(claim: Claim, reading: Reading, start: int, text: str) -> Claim:
    """`claim` with the scopes of its negation and hedge.

    Args:
        claim: what is claimed.
        reading: of its document.
        start: where it begins in the reading.
        text: its folded words; those that say whose it is may be blanked.
    """

    def scope(span: Span | None) -> Span | None:
        place = reading.range(span) if span is not None else None
        if place is None:
            return None
        found = find_scope(text, Cue(place[0] - start, place[1] - start))
        return reading.span(start + found.start, start + found.end)

    scopes = scope(claim.negation), scope(claim.hedge)
    if scopes == (claim.negation_scope, claim.hedge_scope):
        return claim
    return replace(claim, negation_scope=scopes[0], hedge_scope=scopes[1])


def _are_clauses(before: str, behind: str) -> bool:
    """Whether the words on both sides are clauses; the second may lack its subject, and the words
    that report the first may be all there is of it, blanked."""
    return (not before.strip() or has_finite_verb(before)) and has_finite_verb(f"they {behind}")
