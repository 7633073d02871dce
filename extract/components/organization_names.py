"""Organizations whom no list knows: by the words of their names and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from ...graph.model import BlockKind, EntityType
from ..attributes import mention
from ..patterns import load_sections, load_words
from . import context
from .persons import given_names
from .shapes import CAPITAL, NAME, alternatives, find, lower_words, span_at, tokens_of

__all__ = ["find_organizations"]

_BODY = re.compile(
    r"(?<![\w-])(?:UK|US|U\.S\.|EU|British|American|Chinese|French|German|Canadian|Indian|Japanese|"
    r"federal|Biden|Trump|Obama|Clinton) (?:government|administration)\b"
)
_INCORPORATED = re.compile(
    rf"(?<![\w-])(?P<name>{NAME}(?: (?:& )?{NAME}){{0,4}},? (?:Inc|Ltd|LLC|GmbH|PLC|plc|Corp|Pty|"
    rf"B\.V|N\.V|S\.A|AG|AB|Oy|SAS|SARL|SpA|Co)\b)(?! {CAPITAL})"
)
_GROUP = re.compile(
    rf"(?<=[a-z,] )(?P<name>(?:(?:Women|Girls|Black|Queer|Latinx|Indigenous) in"
    r"|(?:Citizens|Doctors|Engineers|Lawyers|Mothers|Parents|Physicians|Scientists|Students|"
    r"Women) "
    rf"(?:for|[Ww]ithout|[Aa]gainst)) {NAME}(?: (?:and |& )?{NAME}){{0,2}})(?![\w-])"
)
_COPYRIGHT = re.compile(
    rf"(?:\u00a9|\(c\)|Copyright)(?: \u00a9)?(?: \d{{4}}(?:\s?[-\u2013]\s?\d{{4}})?)?(?: by)? "
    rf"(?P<name>{NAME}(?: {NAME}){{1,3}})(?=[.,;|\u00b7]| [|\u00b7-]|$)"
)
_NATIONALITY = ("ian", "ean", "ese", "ish")
_FIELDS = frozenset(
    ["analytics", "dynamics", "instruments", "media", "news", "research", "software", "systems"]
)
_SEATS = frozenset(
    [
        "academy",
        "college",
        "hospital",
        "institute",
        "laboratories",
        "laboratory",
        "polytechnic",
        "university",
    ]
)
_FOREIGN = re.compile(
    r"(?<![\w-])(?P<name>(?:Institut|Instituto|Istituto|Universit\u00e4t|Universit\u00e9|Universidad|"
    r"Universidade|Universit\u00e0|Universiteit|Universitat|Uniwersytet|Politecnico|Politechnika|"
    r"Polit\u00e9cnica|\u00c9cole|Ecole|Hochschule|Technische|Laboratoire|Fondazione|"
    r"Fundaci\u00f3n|"
    r"Fondation|Stiftung|Collegium|Acad\u00e9mie|Academia|Centro|Forschungszentrum|Ministerio|Minist\u00e8re)"
    r"(?: (?:de |di |da |do |del |della |des |du |der |f\u00fcr |la |le ){0,3}"
    rf"(?:[dl]['\u2019])?{NAME}){{1,5}})(?![\w-])"
)
_RANKS = frozenset(["chief", "deputy", "executive", "former", "managing", "senior", "vice"])
_LONGEST = 7  # words in an organization's name


def find_organizations(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Mentions of organizations, overlapping ones among them.

    Args:
        doc: with sentences.
        known: mentions that are already found; those of methods and concepts before a word such
            as ``Systems`` or ``Research`` make no organization with it.
    """
    terms = tokens_of(
        span for span in known if span.label_ in (EntityType.METHOD, EntityType.CONCEPT)
    )
    last, of, ai = _patterns()
    lower = lower_words(doc)
    for pattern in (_INCORPORATED, _GROUP, _COPYRIGHT, _FOREIGN):
        for span in find(doc, pattern, EntityType.ORGANIZATION, "name"):
            whole = _without_start(span)
            if whole is not None:
                yield whole
    for span in find(doc, of, EntityType.ORGANIZATION):
        whole = _without_start(_before_person(span))
        if whole is not None:
            yield whole
    for span in find(doc, last, EntityType.ORGANIZATION):
        trimmed = _without_start(span)
        if trimmed is None or _is_common(trimmed, lower):
            continue
        if trimmed[-1].lower_ not in _FIELDS or not terms.issuperset(tokens_of([trimmed[:-1]])):
            yield trimmed
    for span in find(doc, ai, EntityType.ORGANIZATION):
        kinds = load_sections("organization_words")["kind of AI"]
        first = span[0]
        if first.lower_ in kinds or first.lower_ in lower or first.is_stop:
            continue
        if first.lower_.endswith(_NATIONALITY):
            continue
        if not context.in_title_case(span) or len(list(context.headline(span))) == len(span):
            yield span
    yield from find(doc, _BODY, EntityType.ORGANIZATION)
    yield from _in_context(doc, lower)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Names that end in a word such as Institute; that begin so and go on with of; ``X AI``."""
    words = load_sections("organization_words")
    last, first = alternatives(words["last"]), alternatives(words["first"])
    other = rf"(?!{first}|{last})"
    joint = rf"(?: (?:of|for|the|de) | (?:and|&) {other}| )"
    tail = rf"(?:{joint}{NAME}){{0,4}}"
    return (
        re.compile(
            rf"(?<![\w-])(?:{NAME} (?:& )?){{1,{_LONGEST}}}{last}(?! {CAPITAL})"
            rf"(?![\w-])(?:,? (?:Inc|Ltd|LLC)\b\.?| (?:of|for|on) (?:the )?{NAME}{tail})?"
        ),
        re.compile(
            rf"(?<![\w-])(?:{NAME} ){{0,3}}{first} (?:of|for|on) (?:the )?{NAME}{tail}"
            rf"(?:, (?:Berkeley|San Diego|Los Angeles|Davis|Irvine|Santa Barbara|Santa Cruz|"
            rf"Urbana-Champaign|Amherst|College Park|Austin|Madison|Ann Arbor)\b)?"
        ),
        re.compile(rf"(?<![\w-]){CAPITAL}[\w']{{0,40}} AI(?![\w-]| {CAPITAL})"),
    )


def _before_person(span: Span) -> Span:
    """`span` up to an ``and`` that a person's given name follows."""
    for token in span[1:-1]:
        if token.lower_ in ("and", "&") and span.doc[token.i + 1].text in given_names("clear"):
            return span.doc[span.start : token.i]
    return span


def _without_start(span: Span) -> Span | None:
    """`span` without capitalised function words and verbs at its start."""
    doc, start = span.doc, span.start
    while start < span.end - 1 and (
        doc[start].lower_ in load_words("sentence_starts") or doc[start].text in ("&", "and")
    ):
        start += 1
    return mention(doc[start : span.end], EntityType.ORGANIZATION) if span.end - start > 1 else None


def _is_common(span: Span, lower: frozenset[str]) -> bool:
    """Whether the words before the last are all common ones, as in ``Recent Research``."""
    words = [token for token in span[:-1] if token.is_alpha]
    general = load_words("general_words")
    if all(word.lower_ in lower | general or word.is_stop for word in words):
        return True
    kind = span.doc._.blocks[span[0]._.block].block.kind
    if kind not in (BlockKind.TITLE, BlockKind.HEADING) and span[-1].lower_ in _SEATS:
        return False
    return context.in_title_case(span) and len(context.headline(span)) > len(span)


def _in_context(doc: Doc, lower: frozenset[str]) -> Iterator[Span]:
    """Capitalised names that stand where an organization's does."""
    for pattern in _contexts():
        for match in pattern.finditer(doc._.reading.text):
            span = span_at(doc, *match.span("name"))
            if span is None or context.in_title_case(span):
                continue
            if any(t.lower_ in lower or t.is_stop or len(t) < 3 for t in span if t.is_alpha):
                continue
            if _is_group_or_person(span) or span[0].lower_ in load_words("calendar"):
                continue
            yield mention(span, EntityType.ORGANIZATION)


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What goes before a name; what comes behind it; who leads something there."""
    words = load_sections("organization_words")
    name = rf"(?P<name>{NAME}(?: {NAME}){{0,2}})"
    return (
        re.compile(rf"\b{alternatives(words['before'])} {name}(?! \w+ing\b)"),
        re.compile(
            rf"(?<![\w.-]){name}(?:(?:'s|\u2019s)(?= (?:CEO|CTO|co-founder|founder|chief)\b)"
            rf"|(?= {alternatives(words['behind'])}\b))"
        ),
        re.compile(
            r"\b(?:runs?|ran|leads?|led|heads?|headed|manages?|managed|oversees|oversaw|directs?"
            rf"|directed) (?:[\w-]+ ){{1,4}}at {name}(?! \w+ing\b)"
        ),
    )


def _is_group_or_person(span: Span) -> bool:
    """Whether a name is a plural at a sentence's start or has a given name, rank or title."""
    first = span[0]
    if len(span) == 1 and first.is_sent_start and first.text.endswith("ers"):
        return True
    if first.lower_ in _RANKS:
        return True
    roles = load_sections("person_context")["role"]
    return first.text in given_names("clear") or first.text in roles
