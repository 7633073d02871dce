"""The words of a claim taken apart: what is put forward, and what is said around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .claims import FoundClaim
from .names import fold
from .timing import Relation, relation_before
from .words import phrases

__all__ = ["ClaimWords", "plain", "read_words"]

_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2015\u00a0", "''\"\"--- ")
_FRONT = re.compile(r"^[\s\"'(,:;.-]*(?:that |: |, )?[\s\"']*")
_ENDING = " \t\n.,;:!?\"'()-"
_THAT = re.compile(r"[,:]? (?:that )?")
_THERE = re.compile(
    r"(?:(?:there(?: is|'s| was| remains)|has|gives?|put(?:s)?)(?: still)? )?(?:(?:an?|about|only|"
    r"at least|over|roughly|around|more than|less than|under) )*$"
)
_OF_CHANCE = re.compile(r" (?:that|of|for|to)(?!\w)")
_CHANCE = re.compile(r"%|percent|per cent|chance|probability|likelihood|odds|\d")
_NEGATED = {"won't": "will", "can't": "can", "cannot": "can", "wont": "will", "cant": "can"}
_CONTRACTED = re.compile(r"n't$")
_NOT = re.compile(r"(?<!\w)not(?!\w)")
_GONE = frozenset({"never", "no", "no longer"})
_DOING = re.compile(r"(?:do|does|did)(?:n't| not)?$")


@dataclass(slots=True)
class ClaimWords:
    """A claim's words, in lower case with straight quotation marks.

    Attributes:
        text: without attribution, condition, time, hedge and negation.
        verbs: the same before hedge and negation were taken out.
        negated: whether the rest is denied.
        certainty: ``certain``, ``probable`` or ``possible``.
        condition: the condition's words; empty where there is none.
        relation: to the time.
        time: the words for it.
        expected: whether it is expected to come.
        unclear: whether something in the words was not understood.
    """

    text: str
    verbs: str = ""
    negated: bool = False
    certainty: str = "certain"
    condition: str = ""
    relation: Relation = Relation.IN
    time: str = ""
    expected: bool = False
    unclear: bool = False


def read_words(claim: FoundClaim) -> ClaimWords:
    """The parts of a claim's words."""
    words = ClaimWords(plain(claim.words), negated=claim.negated)
    _take_condition(words, claim)
    _take_attribution(words, claim)
    seen = _take_views(words)
    _take_time(words, claim)
    words.verbs = words.text
    _take_hedge(words, claim)
    _take_negation(words, claim, seen)
    words.text = _FRONT.sub("", words.text).rstrip(_ENDING)
    return words


def plain(text: str) -> str:
    """Lower case, straight quotation marks, single spaces."""
    return " ".join(text.translate(_STRAIGHT).lower().split())


def _take_condition(words: ClaimWords, claim: FoundClaim) -> None:
    condition = plain(claim.condition or "")
    if not condition:
        return
    before, found, after = words.text.partition(condition)
    if not found:
        words.unclear = True
        return
    after = re.sub(r"^,? ?(?:then )?", " ", after)
    words.condition = condition
    words.text = f"{before.rstrip(' ,')} {after.strip()}".strip()


def _take_attribution(words: ClaimWords, claim: FoundClaim) -> None:
    """Takes out the words that say whose view it is, where there are more than a name."""
    cue = plain(claim.attribution_cue or "")
    if not cue or fold(cue) == fold(claim.claimant_name):
        return
    before, found, after = words.text.partition(cue)
    if not found:
        return
    that = _THAT.match(after)
    if that and "that" in that.group():
        words.text = after[that.end() :]  # On Friday she said that ...
    else:
        words.text = f"{before.rstrip(' ,')} {after.lstrip(' ,:')}".strip()
    words.text = words.text.strip(' "')


def _take_views(words: ClaimWords) -> bool:
    """Takes out what only says that it is the speaker's view; whether that denies what follows."""
    denied = False
    while True:
        words.text = _FRONT.sub("", words.text).rstrip(_ENDING)
        for kind in ("denials", "views", "expectations"):
            match = phrases(kind).match(words.text)
            if match and match.end() < len(words.text):
                words.text = words.text[match.end() :]
                words.expected |= kind == "expectations"
                denied |= kind == "denials"
                break
        else:
            break
    for match in phrases("asides").finditer(words.text):
        if match.end() == len(words.text):
            words.text = words.text[: match.start()]
            break
    return denied


def _take_time(words: ClaimWords, claim: FoundClaim) -> None:
    time = plain(claim.date_words or "")
    if not time:
        return
    before, found, after = words.text.partition(time)
    if not found:
        words.unclear = True
        return
    relation = relation_before(before)
    inner = re.match(r"(?:by|before|until|in|within|after|since|from)(?!\w)", time)
    if relation is not None:
        words.relation = relation[0]
        before = before[: len(before) - len(relation[1])]
    elif inner and (told := relation_before(inner.group())):
        words.relation = told[0]
    words.time = time
    words.text = f"{before.rstrip(' ,')} {after.lstrip(' ,')}".strip()


def _take_hedge(words: ClaimWords, claim: FoundClaim) -> None:
    if not claim.hedged:
        return
    hedge = plain(claim.hedge_cue or "")
    before, found, after = words.text.partition(hedge) if hedge else (words.text, "", "")
    if not found:
        words.certainty = "possible"
        return
    if phrases("improbable").fullmatch(hedge):
        words.negated = not words.negated
        words.certainty = "probable"
        before = re.sub(r"(?:it )?(?:is|are|seems|looks) $", "", before)
        after = re.sub(r"^ (?:that|to)(?!\w)", "", after)
    elif phrases("possible").fullmatch(hedge):
        words.certainty = "possible"
    else:
        words.certainty = "probable"
    if _CHANCE.search(hedge):
        before = _THERE.sub("", before)
        after = _OF_CHANCE.sub("", after, count=1) if _OF_CHANCE.match(after) else after
    words.text = f"{before.rstrip()} {after.lstrip()}".strip()


def _take_negation(words: ClaimWords, claim: FoundClaim, denied: bool) -> None:
    """Takes out the negation; a denial at the front was taken out before."""
    if denied:
        words.negated = True
        return
    if not claim.negated:
        return
    cue = plain(claim.negation_cue or "")
    if claim.hedge_cue:  # will probably not: the hedge is gone already
        cue = plain(cue.replace(plain(claim.hedge_cue), " "))
    if not cue or cue not in words.text:
        words.unclear = cue in plain(claim.words) if cue else True
        return
    before, _, after = words.text.partition(cue)
    kept = _affirmed(cue)
    if kept is None:
        words.unclear = True
        return
    words.text = " ".join(f"{before} {kept} {after}".split())


def _affirmed(cue: str) -> str | None:
    """A negation without its negative word; None where it is not understood."""
    if cue in _GONE or _DOING.fullmatch(cue):
        return ""
    if cue in _NEGATED:
        return _NEGATED[cue]
    if " " not in cue and _CONTRACTED.search(cue):
        return _CONTRACTED.sub("", cue)
    return _NOT.sub("", cue).strip() if _NOT.search(cue) else None
