"""What a claim puts forward, in a form in which two claims can be compared.

Only what the words show is kept. Whatever stands in the way of showing that two claims speak of
the same (a pronoun, `the model`, a negation that is not understood) makes a proposition vague, and
vague propositions are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .claim_words import ClaimWords, plain, read_words
from .claims import FoundClaim
from .names import fold
from .periods import period_of
from .quantities import Quantity, find_quantities
from .timing import Relation, Timing
from .tokens import NUMBER, content_tokens, is_listed

__all__ = ["Certainty", "Names", "Proposition", "Tense", "name_table", "read_proposition"]

Names = Mapping[tuple[str, ...], str]
"""Folded words of a name to the IRI of what it names."""

_PIECE = re.compile(r"[^\W_]+")
_GAP = re.compile(r"['\s\-.&/+]{0,3}")
_LONGEST_NAME = 8  # words
_FIRST_NAME = 0xE000  # code points for private use stand for names
_OWN = re.compile(
    r"(?<![\w'])(?:i|we|us|me|my|our|ours|myself|ourselves)(?:'m|'re|'ve|'ll|'d)?(?![\w'])"
)
_PRONOUN = re.compile(r"(?<![\w'])(?:he|she|it|they|him|them)(?:'s|'re|'ll|'d|'ve)?(?![\w'])")
_POINTING = re.compile(
    r"(?<![\w'])(?:this|these|those|such|that (?=\w+ (?:is|was|will|has)))(?![\w'])"
)
_DEFINITE = re.compile(r"(?<![\w'])(?:the|his|her|its|their) (\w+)(?: (\w+))?")
_EXPLETIVE = re.compile(r"^(?:it(?:'s| is| was| will be) (?=[\w ]{2,30}? (?:that|to|for)(?!\w)))")
_PAST = re.compile(
    r"(?<![\w'])(?:was|were|did|had|wasn't|weren't|didn't|hadn't|used to|(?<!is )(?<!are )"
    r"(?<!be )(?<!not )(?<!n't )"
    r"(?<!been )(?<!being )(?<!get )(?<!more )(?<!most )(?!need|speed|feed|seed|exceed|indeed|"
    r"proceed|succeed|bleed|breed|embed)[a-z]{2,}ed|fell|grew|rose|took|won|lost|became|began|came|"
    r"made|built|broke|got|led|left|said|saw|shrank|wrote|cut (?=the ))(?![\w'])"
)
_FUTURE = re.compile(r"(?<![\w'])(?:will|won't|shall|going to|gonna|'ll)(?![\w'])|'ll(?!\w)")
_CONDITIONAL = re.compile(r"(?<![\w'])(?:would|wouldn't|could|couldn't)(?![\w'])|'d(?!\w)")


class Certainty(StrEnum):
    """How sure a claimant is: sure enough that the opposite is denied, or not."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Tense(StrEnum):
    """The time of the verb."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Proposition:
    """A claim's proposition.

    Attributes:
        claim: the claim.
        tokens: words that carry it, in their base forms and in order: names as IRIs, numbers as
            `tokens.NUMBER`; without negation, hedge, condition and time.
        quantities: the numbers, in order.
        negated: whether it is negated.
        certainty: how sure the claimant is.
        probability: that it gives as a number, the least and the greatest.
        condition: the words of its condition, as tokens.
        timing: its date.
        tense: of its verb.
        vague: whether its words leave open what it is about.
    """

    claim: FoundClaim
    tokens: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    negated: bool
    certainty: Certainty
    probability: tuple[float, float] | None
    condition: tuple[str, ...]
    timing: Timing | None
    tense: Tense
    vague: bool

    def has(self, kind: str) -> bool:
        """Whether a word of a section of ``words/meanings.txt`` is among its tokens."""
        return any(is_listed(kind, token) for token in self.tokens)


def name_table(names: Mapping[str, str]) -> Names:
    """Names to IRIs, by the folded words of the names; the first of two equal names holds."""
    table: dict[tuple[str, ...], str] = {}
    for name, iri in sorted(names.items()):
        words = tuple(_PIECE.findall(fold(name)))
        if words and len(words) <= _LONGEST_NAME:
            table.setdefault(words, iri)
    return table


def read_proposition(claim: FoundClaim, names: Names) -> Proposition:
    """The proposition of a claim.

    Args:
        claim: with its cues.
        names: of the things that claims are about, and of claimants.
    """
    words = read_words(claim)
    text, iris = _with_names(words.text, names)
    own = _OWN.search(text) is not None
    text = _OWN.sub(f" {chr(_FIRST_NAME + len(iris))} ", text)
    iris = [*iris, claim.claimant]
    text, vague = _without_pronouns(text, claim, iris)
    tense = _tense(words, text)
    text, quantities = _with_numbers(text)
    tokens = content_tokens(text, {chr(_FIRST_NAME + i): iri for i, iri in enumerate(iris)})
    timing = _timing(claim, words)
    negated = words.negated
    if negated and timing is not None and timing.relation is Relation.UNTIL:
        timing, negated = Timing(Relation.FROM, timing.period, timing.words), False
    condition = (
        content_tokens(_with_names(words.condition, names)[0], {}) if words.condition else ()
    )
    return Proposition(
        claim=claim,
        tokens=tokens,
        quantities=quantities,
        negated=negated,
        certainty=Certainty(words.certainty),
        probability=_probability(claim),
        condition=condition,
        timing=timing,
        tense=tense,
        vague=vague or words.unclear or not tokens or (own and claim.quotation is False),
    )


def _probability(claim: FoundClaim) -> tuple[float, float] | None:
    if claim.least_probability is None or claim.greatest_probability is None:
        return None
    return claim.least_probability, claim.greatest_probability


def _with_names(text: str, names: Names) -> tuple[str, list[str]]:
    """The text with a sign in the place of each name, and what each sign stands for."""
    pieces = list(_PIECE.finditer(text))
    iris: list[str] = []
    parts: list[str] = []
    done = index = 0
    while index < len(pieces):
        for length in range(min(_LONGEST_NAME, len(pieces) - index), 0, -1):
            run = pieces[index : index + length]
            if not all(_GAP.fullmatch(text, a.end(), b.start()) for a, b in pairwise(run)):
                continue
            iri = _named([piece.group() for piece in run], names)
            if iri is not None:
                if iri not in iris:
                    iris.append(iri)
                parts += [text[done : run[0].start()], f" {chr(_FIRST_NAME + iris.index(iri))} "]
                done = run[-1].end()
                index += length - 1
                break
        index += 1
    return "".join([*parts, text[done:]]), iris


def _named(words: list[str], names: Names) -> str | None:
    """What the words name, in the singular or plural."""
    *first, last = words
    for form in (last, last.removesuffix("s"), f"{last}s"):
        if (iri := names.get((*first, form))) is not None:
            return iri
    return None


def _without_pronouns(text: str, claim: FoundClaim, iris: list[str]) -> tuple[str, bool]:
    """The text with what its pronoun stands for, where only one topic can be meant; and whether
    something else in it stands for what is named elsewhere."""
    text = _EXPLETIVE.sub("", text.strip())
    found = _PRONOUN.findall(text)
    if found:
        unnamed = [topic for topic in claim.topics if topic not in iris]
        if len(set(found)) > 1 or len(unnamed) != 1:
            return text, True
        iris.append(unnamed[0])
        text = _PRONOUN.sub(f" {chr(_FIRST_NAME + len(iris) - 1)} ", text)
    definite = (word for found in _DEFINITE.finditer(text) for word in found.groups() if word)
    vague = _POINTING.search(text) or any(is_listed("unnamed", word) for word in definite)
    return text, bool(vague)


def _tense(words: ClaimWords, text: str) -> Tense:
    if words.expected or _FUTURE.search(words.verbs):
        return Tense.FUTURE
    if _CONDITIONAL.search(words.verbs):
        return Tense.CONDITIONAL
    return Tense.PAST if _PAST.search(words.verbs) else Tense.PRESENT


def _with_numbers(text: str) -> tuple[str, tuple[Quantity, ...]]:
    parts: list[str] = []
    quantities: list[Quantity] = []
    done = 0
    for start, end, quantity in find_quantities(text):
        before = text[:start].split()[-1:]
        if before and is_listed("labelled", before[0]):
            continue
        parts += [text[done:start], f" {NUMBER} "]
        quantities.append(quantity)
        done = end
    return "".join([*parts, text[done:]]), tuple(quantities)


def _timing(claim: FoundClaim, words: ClaimWords) -> Timing | None:
    period = period_of(claim.target_date) if claim.target_date else None
    if period is None:
        return None
    return Timing(words.relation, period, plain(words.time or claim.target_date or ""))
