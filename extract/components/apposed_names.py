"""Names that stand beside the noun for what they name, or as the object of a presentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention
from ..patterns import load_sections, load_words
from . import context
from .shapes import CAPITAL, NAME, alternatives, lower_words, span_at

__all__ = ["find_apposed", "find_called", "find_introduced"]

_WORD = rf"{CAPITAL}[\w\u2010\u2011-]{{0,40}}(?:\.\w{{1,10}})?"
_TITLE = (
    rf"(?P<name>{_WORD}"
    rf"(?: (?:(?:of|the|and|in|for|to|&) ){{0,2}}(?:{_WORD}|\d[\d.]*(?<=\d))){{0,5}})"
)
_THING = rf"(?P<name>{_WORD}(?: (?:{_WORD}|\d{{1,2}}(?:\.\d+)?(?![\w,]))){{0,3}})"
_DETERMINED = (
    r"\b(?:(?i:an?|the|this|that|my|our|his|her|its|their|your|another|whose)|\w+['\u2019]s) "
    r"(?:[\w-]+ ){0,3}?"
)
_CLOSED = r"(?=[,;)]|\.(?:\s|$)| which\b| who\b|$)(?!, {0}(?:,| and\b))"
_NAMED = r"(?:,? (?:called|named|dubbed|titled|entitled|codenamed|known as))"
_PRESENTED = re.compile(
    r"\b(?:[Ww]e|[Tt]hey|[Aa]uthors|(?:[Tt]his|[Oo]ur|[Tt]he) (?:paper|work|article|report|study))"
    r"(?: (?:also|then|therefore|here|further|thus|now))?"
    r" (?:propose|introduce|present|develop|describe|devise|design|release|built|build|call|name|"
    r"term|proposed|introduced|presented|developed|released|proposes|introduces|presents)s?"
    r"(?: (?:it|them|(?:this|the|our) [\w-]+))?"
    r"(?: (?:an?|the|our|two|three))?"
    r"(?P<between>(?: [a-z][\w-]*){0,8}?(?: called| named| dubbed|,)?)"
    rf" (?P<name>{_WORD}(?: {_WORD}){{0,4}})(?P<after>[^\n]{{0,{context.DEFINITION}}})"
)
_CALLED = re.compile(
    r"\b(?P<noun>technique|method|approach|algorithm|procedure|trick|strategy|process|architecture|"
    r"phenomenon|problem|effect|failure mode|behaviou?r|property)"
    r"(?: (?:that |which )?(?:we|they|he|she|I|researchers|the (?:team|authors))(?: \w+)? "
    r"(?:call|calls|called|dub|dubbed|term|termed|name|named)| (?:called|known as|dubbed|termed))"
    r" (?:the |an? )?[\"\u201c'\u2018]?(?P<name>[a-z][\w-]+(?: [a-z][\w-]+){0,2}?)"
    r"(?=[.,;:)\"\u201d\u2019]|$| (?:that|which|and|to|in|for|with|is|was|where|when|by|on)\b)"
)
_BEFORE_NAME = re.compile(rf"(?P<word>[\w-]+),? (?={CAPITAL})")
_PROCEDURES = frozenset(
    [
        "technique",
        "method",
        "approach",
        "algorithm",
        "procedure",
        "trick",
        "strategy",
        "process",
        "architecture",
    ]
)
_UNTITLED = frozenset({EntityType.WORK, EntityType.EVENT})


def find_apposed(doc: Doc) -> Iterator[Span]:
    """Mentions such as ``my company, X,``, ``the start-up X`` and ``a tool called X``."""
    text = doc._.reading.text
    lower = lower_words(doc)
    before_names = {match["word"] for match in _BEFORE_NAME.finditer(text)}
    for kind, (apposed, called, joined) in _patterns().items():
        beside = not before_names.isdisjoint(_last_words(kind))
        for pattern in (apposed, called, joined) if beside else (called,):
            for match in pattern.finditer(text):
                span = span_at(doc, *match.span("name"))
                if span is not None and _is_name(span, lower, kind):
                    yield mention(span, kind)


def find_called(doc: Doc) -> Iterator[Span]:
    """Terms in lower case that a document introduces: ``a technique called X``."""
    for match in _CALLED.finditer(doc._.reading.text):
        span = span_at(doc, *match.span("name"))
        if span is not None and not any(token.is_stop for token in span):
            procedure = match["noun"] in _PROCEDURES
            yield mention(span, EntityType.METHOD if procedure else EntityType.CONCEPT)


def find_introduced(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """What a document presents as new: ``we propose X``, ``this paper introduces X, a data set``.

    The type is that of the noun which describes it, a method's where there is none.
    """
    text = doc._.reading.text
    lower = lower_words(doc)
    taken = {(span.start, span.end) for span in known}
    nouns = load_sections("apposed_nouns")
    for match in _PRESENTED.finditer(text):
        span = span_at(doc, *match.span("name"))
        if span is None or (span.start, span.end) in taken:
            continue
        if not _is_name(span, lower, EntityType.METHOD):
            continue
        described = re.split(r"[ ,]+", match["between"].casefold())
        kind = context.defined_type(match["after"])
        for type_, words in nouns.items():
            if kind is None and not {*words}.isdisjoint(
                {*described, *(word.removesuffix("s") for word in described)}
            ):
                kind = EntityType(type_)
        yield mention(span, kind or EntityType.METHOD)


def _is_name(span: Span, lower: frozenset[str], kind: EntityType) -> bool:
    """Whether a capitalised phrase beside a noun is a name rather than a sentence's first words."""
    if context.in_title_case(span):
        return False
    titled = kind is EntityType.WORK and len(span) > 1 and span[0].lower_ in ("a", "an", "the")
    return not (
        (span[0].lower_ in load_words("sentence_starts") and not titled)
        or all(token.lower_ in lower or token.is_stop for token in span if token.is_alpha)
    )


@cache
def _last_words(kind: EntityType) -> frozenset[str]:
    """The last words of the nouns for things of a type."""
    return frozenset(re.split(r"[^\w-]", noun)[-1] for noun in load_sections("apposed_nouns")[kind])


@cache
def _patterns() -> dict[EntityType, tuple[re.Pattern[str], ...]]:
    """For each type: noun, comma and name; noun, ``called`` and name; noun and name."""
    found: dict[EntityType, tuple[re.Pattern[str], ...]] = {}
    for section, nouns in load_sections("apposed_nouns").items():
        kind = EntityType(section)
        noun = alternatives(nouns)
        name = _TITLE if kind in _UNTITLED else _THING
        closed = _CLOSED.format(NAME)
        found[kind] = (
            re.compile(rf"{_DETERMINED}{noun}, {name}{closed}"),
            re.compile(rf"\b{noun}{_NAMED} (?:the )?[\"\u201c'\u2018]?{name}"),
            re.compile(rf"{_DETERMINED}{noun} {name}(?!['\u2019]s)"),
        )
    return found
