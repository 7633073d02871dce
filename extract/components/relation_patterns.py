"""Where the patterns of ``relations-clauses`` and ``relations-noun-phrases`` match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ...graph.model import SIGNATURES, EntityType, Predicate
from ..patterns import load_sections
from .needed_strings import NeedIndex
from .phrases import phrase
from .relation_notation import Types, end_types, expand, needs
from .relation_text import ANY, Referent, SignedText

__all__ = ["PatternMatch", "match_patterns"]


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """One place where a pattern found a relation.

    Attributes:
        start: where it begins in the reading.
        predicate: which relation.
        subject: what stands in the subject's place.
        object: what stands in the object's.
        types: those that subject and object must have.
        role: where the words of a role stand in the reading.
        clause: whether a clause states it, rather than a noun phrase.
        loose: whether its words merely suggest it.
    """

    start: int
    predicate: Predicate
    subject: Referent
    object: Referent
    types: Types
    role: tuple[int, int] | None
    clause: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    predicate: Predicate
    template: str
    types: Types
    clause: bool
    loose: bool
    parts: tuple[slice, slice]
    needs: frozenset[frozenset[str]]


_ATTRIBUTE = re.compile(
    rf"(?:\w|{ANY})(?:'s)?(?<!researchers)(?<!scientists)(?<!engineers)(?<!students)(?<!team) "
    r"(?:in|of|within|inside|for|behind|between|about|on|from|via|into|than|with) "
    rf"(?:(?:the|an?|these|those|such|its|{ANY}'s) )?$"
)
_RELATIVE = re.compile(r"[^\w]*(?:\([^()]*\),? )?(?:who|which|that)(?!\w)")
_LOOSE = "relations-loose"
_MANY_SUBJECTS = frozenset({Predicate.PARTICIPATED_IN})  # of one clause, not only in a list
_MANY_OBJECTS = frozenset({Predicate.AFFILIATED_WITH})
_STRONG = re.compile(r"[.;:\u2014]|, ")
_PAUSE = re.compile(r"[.;:\u2014]")


def match_patterns(text: SignedText) -> Iterator[PatternMatch]:
    """Every relation that a pattern finds in `text`; the same one may come several times."""
    if len(text.referents) < 2:
        return
    question = text.text.rstrip().endswith("?")
    present = frozenset().union(*(referent.types for referent in text.referents.values()))
    met = _needs().met(text.text)
    for pattern in _applicable(present, question=question):
        if not pattern.needs <= met:
            continue
        for match in _matches(pattern, text.text):
            if pattern.clause and (
                _is_unsaid(text.text, match, pattern.predicate)
                or (
                    match.start("S") < match.start("O")
                    and _is_attribute(text.text, *match.span("S"))
                )
            ):
                continue
            if pattern.loose and not _is_only_reading(text, match, pattern):
                continue
            subject, object_ = (
                replace(referent, entities=referent.entities[part])
                for referent, part in zip(
                    (text.referents[match.start("S")], text.referents[match.start("O")]),
                    pattern.parts,
                    strict=True,
                )
            )
            yield PatternMatch(
                text.origins[match.start()],
                pattern.predicate,
                subject,
                object_,
                pattern.types,
                _role(text, match),
                pattern.clause,
                pattern.loose,
            )


@cache
def _applicable(present: frozenset[EntityType], *, question: bool) -> tuple[_Pattern, ...]:
    """The patterns that can match where things of the types `present` are named."""
    return tuple(
        pattern
        for pattern in _patterns()
        if pattern.types[0] & present
        and pattern.types[1] & present
        and not (pattern.clause and question)
    )


@cache
def _needs() -> NeedIndex:
    return NeedIndex(need for pattern in _patterns() for need in pattern.needs)


def _matches(pattern: _Pattern, text: str) -> Iterator[re.Match[str]]:
    """The matches at every position; of scores, at each position one for every benchmark."""
    regex = _regex(pattern.template, pattern.predicate)
    position = 0
    while match := regex.search(text, position):
        yield match
        if pattern.predicate is Predicate.EVALUATED_ON and match.start("S") < match.start("O"):
            text = f"{text[: match.start('O')]}x{text[match.end('O') :]}"
            position = match.start()
        else:
            position = match.start() + 1


def _role(text: SignedText, match: re.Match[str]) -> tuple[int, int] | None:
    if "role" not in match.re.groupindex or match.start("role") < 0:
        return None
    return text.reading_range(*match.span("role"))


def _is_unsaid(text: str, match: re.Match[str], predicate: Predicate) -> bool:
    """Whether the clause denies, supposes or merely foresees what the pattern found."""
    first, last = sorted((match.start("S"), match.start("O")))
    sections = ("between",) if predicate is Predicate.APPLIED_TO else ("between", "possible")
    if phrase("relations-blocks", *sections).search(text, first, last):
        return True
    start = max((found.end() for found in _STRONG.finditer(text, 0, first)), default=0)
    return bool(phrase("relations-blocks", "before").search(text, start, first))


def _is_only_reading(text: SignedText, match: re.Match[str], pattern: _Pattern) -> bool:
    """Whether both ends are named, nothing else in the clause could be the subject, and nothing
    nearer to it the object.
    """
    ends = text.referents[match.start("S")], text.referents[match.start("O")]
    if any(end.antecedent is not None for end in ends):
        return False
    known = {*ends[0].entities, *ends[1].entities}
    first, last = sorted((match.start("S"), match.start("O")))
    start = max((found.end() for found in _PAUSE.finditer(text.text, 0, first)), default=0)
    pause = _PAUSE.search(text.text, last)
    end = pause.start() if pause else len(text.text)
    subjects, objects = SIGNATURES[pattern.predicate][0], pattern.types[1]
    for position, referent in text.referents.items():
        if (
            not start <= position < end
            or referent.antecedent is not None
            or known.issuperset(referent.entities)
        ):
            continue
        if pattern.predicate not in _MANY_SUBJECTS and _rivals(referent, ends[0], subjects):
            return False
        between = first < position < last and pattern.predicate not in _MANY_OBJECTS
        if between and _rivals(referent, ends[1], objects):
            return False
    return True


def _rivals(other: Referent, taken: Referent, types: frozenset[EntityType]) -> bool:
    return bool(types & other.types) and (other.named or not taken.named)


def _is_attribute(text: str, start: int, end: int) -> bool:
    """Whether the name there belongs to another (``attention in transformers``), so that the verb
    behind it has another subject; unless that verb is in a relative clause.
    """
    return bool(_ATTRIBUTE.search(text, 0, start)) and not _RELATIVE.match(text, end)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    found = []
    for name in ("relations-noun-phrases", "relations-clauses", _LOOSE):
        for section, items in load_sections(name).items():
            predicate = Predicate(section)
            types = SIGNATURES[predicate]
            for item in items:
                narrowed = end_types(item, types)
                loose = name == _LOOSE
                for template in (item,) if loose else _with_shared_subject(item):
                    clause = name != "relations-noun-phrases"
                    parts = _parts_of_lists(item)
                    found.append(
                        _Pattern(
                            predicate,
                            template,
                            narrowed,
                            clause,
                            loose,
                            parts,
                            frozenset(needs(template)),
                        )
                    )
    return tuple(found)


@cache  # compiled when it is first needed: most documents lack the words for most
def _regex(template: str, predicate: Predicate) -> re.Pattern[str]:
    return re.compile(expand(template, SIGNATURES[predicate]))


def _with_shared_subject(template: str) -> Iterator[str]:
    """The template, and for a clause that begins with its subject, one in which an earlier verb
    stands between (``X was trained on A and uses B``).
    """
    yield template
    match = re.match(r"(?P<subject>\{[SO](?::[\w| ]+)?\})\{(?P<verb>lead|be)\}", template)
    if match:
        rest = "{adverbs}" if match["verb"] == "lead" else "{is}"
        rest += template[match.end() :]
        yield rf"{{start}}{match['subject']} [^.;:]{{3,120}}?,? (?:and|but|&){rest}"
        if match["subject"].startswith("{S"):
            yield rf"{match['subject']}{{antecedent}} who(?: [^.;:]{{3,100}}? and)?{rest}"


def _parts_of_lists(template: str) -> tuple[slice, slice]:
    """Which names of a list the template takes for subject and object."""
    first, last = slice(1), slice(-1, None)
    return (
        first if "{S1" in template else last if "{SL" in template else slice(None),
        first if "{O1" in template else last if "{OL" in template else slice(None),
    )
