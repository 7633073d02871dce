"""What the words around a name say about it."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from ...graph.model import BlockKind, EntityType
from ..patterns import load_sections, load_words
from .shapes import alternatives

__all__ = [
    "DEFINITION",
    "before",
    "behind",
    "defined_type",
    "has_capital_neighbour",
    "has_prefix",
    "headline",
    "in_title_case",
    "is_plain_noun",
    "is_proper",
    "is_title_case",
    "sentence_bounds",
    "starts_word",
    "types_beside",
]

_OPENING = frozenset("\"'\u201c\u2018([{*_")
_PREDICATE = re.compile(r" (?:is|was|has|had|will|can|could|does|did)\b")
_OBJECTS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "our",
        "their",
        "your",
        "my",
        "them",
        "us",
    ]
)
DEFINITION = 120
"""How many characters behind a name a definition's noun stands at most."""

_PREFIXES = frozenset(
    ["anti", "de", "inter", "non", "post", "pre", "pseudo", "quasi", "self", "semi", "sub", "un"]
)
_WINDOW = 200  # tokens to each side, for texts without sentences
_STOPS = frozenset(".!?")
_MOST_CAPITALS = 0.6  # share of capitalised words from which a line counts as title case
_SMALL = 4  # words up to this length stay lower-case in titles


def types_beside(span: Span) -> set[EntityType]:
    """The types that the words straight before and behind a name speak for, or the noun of a
    definition behind it (``X is a podcast``, ``X, a new model``).
    """
    found = set()
    after, preceding = behind(span), before(span)
    for section, words in load_sections("type_cues").items():
        side, _, kind = section.partition(" ")
        token = after if side == "after" else preceding
        if token is not None and token.lower_ in words:
            found.add(EntityType(kind))
    described = defined_type(span.doc._.reading.text[span.end_char : span.end_char + DEFINITION])
    return found | ({described} if described else set())


def defined_type(text: str, *, made: bool = False) -> EntityType | None:
    """The type of what a definition at the start of `text` describes, by its first kind noun.

    Of what somebody `made`, vaguer nouns tell the type, too, such as ``system``.
    """
    match = _defines(made).match(text)
    if match is None or (match.group().startswith(",") and _PREDICATE.match(text, match.end())):
        return None
    noun = match["noun"].lower()
    return next(kind for kind, nouns in _kinds(made) if noun in nouns)


@cache
def _kinds(made: bool) -> tuple[tuple[EntityType, tuple[str, ...]], ...]:
    lists = [load_sections("kind_nouns"), *([load_sections("apposed_nouns")] if made else ())]
    return tuple((EntityType(kind), nouns) for part in lists for kind, nouns in part.items())


@cache
def _defines(made: bool) -> re.Pattern[str]:
    nouns = frozenset(noun for _, nouns in _kinds(made) for noun in nouns)
    return re.compile(
        r"(?: \([^()]{1,40}\))?(?: (?:is|was|are)|,|:| [-\u2013\u2014:]+) "
        rf"(?:an?|the|one of the{'|our|their|its|my' if made else ''}) "
        r"(?:(?!(?:of|that|which|for|with|by|to|in|from|who|behind)\b)[\w'\u2019/-]+,? "
        r"|(?:famil(?:y|ies)|kind|type|set|suite|series|collection|pair|version) of "
        r"(?:the )?){0,5}?"
        rf"(?P<noun>{alternatives(nouns)})s?"
        r"(?![\w-]|['\u2019]s\b| (?:author|builder|co-?founder|creator|designer|developer|engineer|"
        r"founder|host|maker|provider|researcher|scientist)s?\b)",
        re.IGNORECASE,
    )


def is_plain_noun(span: Span, *, definite: bool) -> bool:
    """Whether a common noun is used as the name of a field or phenomenon: without an article,
    possessive or adjective before it (`definite`: ``the`` may stand there), and not as a verb.
    """
    preceding, following = before(span), behind(span)
    if preceding is not None:
        word = preceding.lower_
        if preceding.is_alpha and word not in load_words("before_nouns"):
            return definite and word == "the"
        if preceding.text in ("-", "\u2010", "\u2011", "'s", "\u2019s"):
            return False
        participle = span.text.endswith("ing") and following is not None and following.is_alpha
        if preceding.text == "," and participle:
            return False
    return following is None or following.lower_ not in _OBJECTS


def before(span: Span) -> Token | None:
    """The word before `span` in its sentence, quotation marks and brackets skipped."""
    doc = span.doc
    index = span.start - 1
    while index >= 0 and doc[index].text in _OPENING and not doc[index + 1].is_sent_start:
        index -= 1
    if index < 0 or doc[index + 1].is_sent_start or doc[index].is_space:
        return None
    return doc[index]


def behind(span: Span) -> Token | None:
    """The token behind `span` in its sentence."""
    doc = span.doc
    if span.end >= len(doc) or doc[span.end].is_sent_start or doc[span.end].is_space:
        return None
    return doc[span.end]


def sentence_bounds(doc: Doc, index: int) -> tuple[int, int]:
    """The token range of the sentence around the token at `index`, at most some hundred tokens."""
    start = index
    while start > max(0, index - _WINDOW) and not doc[start].is_sent_start:
        start -= 1
    end = index + 1
    while end < min(len(doc), index + _WINDOW) and not doc[end].is_sent_start:
        end += 1
    return start, end


def is_title_case(doc: Doc, start: int, end: int) -> bool:
    """Whether most longer words in a range are capitalised, as in headings, so that a capital
    there shows no proper name.
    """
    words = [text for text in doc._.texts[start:end] if len(text) >= _SMALL and text.isalpha()]
    capitals = sum(text[0].isupper() for text in words)
    return len(words) < 1 or capitals >= _MOST_CAPITALS * len(words)


def in_title_case(span: Span) -> bool:
    """Whether `span` stands in a title, a heading, or a sentence that is written like one."""
    doc = span.doc
    block = doc._.blocks[doc[span.start]._.block].block
    if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return True
    start, end = sentence_bounds(doc, span.start)
    texts: tuple[str, ...] = doc._.texts
    while end > start and texts[end - 1].isspace():
        end -= 1
    enumerates = "," in texts[start:end]
    return not enumerates and texts[end - 1] not in _STOPS and is_title_case(doc, start, end)


def headline(span: Span) -> list[Token]:
    """The words of the sentence that `span` stands in, of the part between signs such as ``|``
    that separate the items of a line.
    """
    doc = span.doc
    start, end = sentence_bounds(doc, span.start)
    start = next((i + 1 for i in range(span.start - 1, start - 1, -1) if _separates(doc[i])), start)
    end = next((i for i in range(span.end, end) if _separates(doc[i])), end)
    return [token for token in span.doc[start:end] if token.is_alpha]


def _separates(token: Token) -> bool:
    return token.text in ("|", "\u00bb", "\u203a", "\u00b7", "\u2022")


def starts_word(span: Span) -> bool:
    """Whether a space, bracket, quotation mark or slash stands before `span`."""
    start = span.start_char
    return start == 0 or not span.doc._.reading.text[start - 1].isalnum()


def has_prefix(span: Span) -> bool:
    """Whether a prefix with a hyphen changes what `span` says, as in ``non-`` or ``anti-``."""
    doc, start = span.doc, span.start
    return (
        start >= 2
        and doc[start - 1].text in ("-", "\u2010", "\u2011")
        and not doc[start - 1].whitespace_
        and doc[start - 2].lower_ in _PREFIXES
    )


def is_proper(span: Span) -> bool:
    """Whether a capital makes `span` a proper name: inside a sentence that is not in title case,
    without a capitalised word beside it that it could be part of.
    """
    if not span.text[:1].isupper():
        return any(map(str.isdigit, span.text))
    if in_title_case(span):
        return False
    preceding = before(span)
    if preceding is None or preceding.text in (".", ":", "!", "?", "-", "\u2022"):
        return False
    return not has_capital_neighbour(span)


def has_capital_neighbour(span: Span) -> bool:
    """Whether the word before or behind `span` in its sentence is capitalised.

    The first word of the sentence does not count unless it is itself no common first word.
    """
    preceding, following = before(span), behind(span)
    if following is not None and following.is_alpha and following.text[0].isupper():
        return True
    if preceding is None or not preceding.is_alpha or not preceding.text[0].isupper():
        return False
    return not (preceding.is_sent_start and preceding.lower_ in load_words("sentence_starts"))
