"""Works and events whom no list knows: by quotation marks, by words of their names, by year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ...graph.model import EntityType
from ..attributes import mention
from ..patterns import load_words
from . import context
from .emphasis import emphasised
from .shapes import CAPITAL, LOWER, NAME, find, lower_words, span_at, tokens_of

__all__ = ["find_titles"]

_KIND = (
    r"(?:papers?|books?|podcasts?|essays?|articles?|reports?|novels?|films?|documentar(?:y|ies)|"
    r"blog posts?|posts?|talks?|surveys?|theses|thesis|newsletters?|memos?|manifestos?|"
    r"white papers?|monographs?|shows?|open letters?|memoirs?|textbooks?|series|columns?|"
    r"magazines?|episodes?|lectures?|keynotes?|stor(?:y|ies)|stud(?:y|ies)|preprints?)"
)
_QUOTED = re.compile(
    rf"\b{_KIND}(?:,| called| titled| entitled| named)?,? "
    r"(?:\"(?P<straight>[^\"]{3,150})\"|\u201c(?P<curly>[^\u201d]{3,150})\u201d"
    r"|\u2018(?P<single>[^\u2018\u2019]{3,150})\u2019)"
)
_QUOTED_BEFORE = re.compile(
    r"(?:\"(?P<straight>[A-Z0-9][^\"]{5,150})\"|\u201c(?P<curly>[A-Z0-9][^\u201d]{5,150})\u201d),? "
    r"(?:\(\d{4}\)|(?:paper|book|essay|podcast|article|report|novel)\b)"
)
_TITLED = re.compile(
    r"(?<!\w)(?:\"(?P<straight>[^\"\n]{8,150})\"|\u201c(?P<curly>[^\u201c\u201d\n]{8,150})\u201d)"
)
_BEHIND = re.compile(
    rf",? (?:her|his|their|an?|the) (?:[\w-]+ ){{0,3}}(?:{_KIND}|collection)\b"
    r"|,? (?:episode|issue|vol\.?|season|chapter) #?\d"
    rf"|,? \((?:{_KIND}\b[^()]{{0,40}}|(?:[^()]{{0,40}}, )?(?:19|20)\d\d)\)| {_KIND}\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:{_KIND}(?: (?:by|on) [^.;:\n]{{3,40}})?|authors? of"
    r"|(?:code|implementation|repository|supplement)(?: for| of| accompanying)"
    r"(?: the| our)?(?: paper)?)(?:,|:| called| titled| entitled)? $",
    re.IGNORECASE,
)
_ON_SHOW = re.compile(
    rf"(?<![\w-])(?:[Oo]n|[Hh]osts?(?: of)?|[Ee]pisodes? \d* ?of|[Gg]uest on|[Aa]ppear(?:ed|s) on|"
    rf"[Ll]istening to|[Ss]ubscribe to|[Ww]elcome (?:back )?to) (?:the )?"
    rf"(?P<name>(?:The )?{NAME}(?: (?:(?:&|and|of|the) ){{0,2}}{NAME}){{1,4}})"
    r"(?=,? (?:s?he|they|we|I|this week|last week) (?:talk|sp[eo]|discuss|told|tell|sa[iy]|argue|"
    r"explain|join|interview|had|sat)|,? (?:I'm|I\u2019m|I am|the (?:show|podcast|newsletter)|"
    r"where we)\b| (?:podcast|show)\b|[.!] I(?:'m|\u2019m| am)\b)"
)
_SHOW = re.compile(
    rf"(?<![\w-])(?:The )?(?:{NAME} ){{1,4}}"
    rf"(?:Podcast|Show|Newsletter|Magazine|Digest|Journal|Radio)(?![\w-]| {CAPITAL})"
    rf"|(?<![\w-])Journal of (?:the )?{NAME}(?:,? (?:and |of |in )?{NAME}){{0,5}}"
)
_SUBJECT = rf"{NAME}(?:(?: (?:and |in |for |of )?|, and |, (?={NAME},? and )){NAME}){{0,6}}"
_GATHERING = re.compile(
    rf"(?<![\w-])(?:\[?{NAME}\]? ){{1,5}}(?:Summit|Conference|Symposium|Workshop|Forum|Hackathon|"
    rf"World Congress|Convention|Colloquium|Festival|Seminar|Meetup|Expo|Summer School|"
    rf"Winter School|Roundtable|Retreat|Fair|(?<={LOWER} )Week)"
    rf"(?: on {_SUBJECT})?(?: (?:19|20)\d\d)?(?![\w-])"
)
_WORKSHOP = re.compile(
    rf"(?<![\w-])(?:{NAME} ){{0,5}}"
    r"(?:Conference|Workshop|Symposium|Summit|Assembly|Congress|Seminar)"
    rf" on {_SUBJECT}(?! {CAPITAL})"
)
_EDITION = re.compile(
    r"\b(?:[Aa]t|[Dd]uring|[Aa]ccepted (?:to|by|for)|[Pp]resented to|[Aa]ttend(?:ed|ing|s)?|"
    r"[Pp]roceedings of) (?:the )?"
    rf"(?P<name>{CAPITAL}[\w'\u2019-]{{1,30}}"
    rf"(?: (?:& |and |of |on |for |in )?(?:the )?{CAPITAL}[\w'\u2019-]{{0,30}}){{0,5}}"
    rf"(?: |['\u2019]|-)(?:(?:19|20)\d\d|(?<=['\u2019])\d\d))(?!\w)"
)
_ACRONYM = re.compile(
    r"\b(?:at|for|to|in|of|from|before|after|during) (?:the )?"
    r"(?P<name>[A-Z][A-Z0-9]{2,9}[a-z]? (?:19|20)\d\d)(?!\w)"
)
_BY_AUTHOR = re.compile(
    rf"(?:^|(?<=\n\n)|(?<=: ))(?P<name>(?:The |A |An )?{NAME}"
    rf"(?: (?:(?:of|the|and|in|for|to|a|on) ){{0,2}}{NAME}){{1,7}}"
    rf"(?:: {NAME}[^\n:]{{0,80}})?),? by "
    rf"(?P<author>{NAME} (?:{CAPITAL}\. )?{NAME})(?![\w-]| {CAPITAL})"
)
_CREDIT = re.compile(
    r"(?i)(?:photo|image|transcript|summary|notes|text|interview|subtitle|caption|edited|written|"
    r"posted|hosted|translation|illustration|review)s?\b"
)
_YEAR = re.compile(r" ?(?:'|\u2019)?(?:(?:19|20)\d\d|(?<=\u2019)\d\d|(?<=')\d\d)(?!\w)")


def find_titles(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Mentions of works and events, overlapping ones among them.

    Args:
        doc: with sentences.
        known: mentions that are already found; events among them may go on with a year.
    """
    for pattern in (_QUOTED, _QUOTED_BEFORE):
        for match in pattern.finditer(doc._.reading.text):
            group = next(name for name, value in match.groupdict().items() if value)
            start, end = match.span(group)
            end -= len(match[group]) - len(match[group].rstrip(" ,.;"))
            span = span_at(doc, start, end)
            if span is None or not (match[group][:1].isupper() or match[group][:1].isdigit()):
                continue
            reported = match.group()[: match.start(group) - match.start()].rstrip('"\u201c\u2018 ')
            if not reported.endswith(",") or context.is_title_case(doc, span.start, span.end):
                yield mention(span, EntityType.WORK)
    yield from find(doc, _SHOW, EntityType.WORK)
    for span in find(doc, _ON_SHOW, EntityType.WORK, "name"):
        if not any(token.lower_ in load_words("calendar") for token in span):
            yield span
    for match in _BY_AUTHOR.finditer(doc._.reading.text):
        if not _CREDIT.search(match["name"]):
            for group, kind in (("name", EntityType.WORK), ("author", EntityType.PERSON)):
                part = span_at(doc, *match.span(group))
                if part is not None:
                    yield mention(part, kind)
    yield from _set_apart(doc, known)
    yield from _editions(doc, known)
    for pattern in (_GATHERING, _WORKSHOP):
        for span in find(doc, pattern, EntityType.EVENT):
            trimmed = span if span[0].lower_ not in _ARTICLES else span[1:]
            if len(trimmed) > 1:
                yield mention(trimmed, EntityType.EVENT)
    for span in known:
        if span.label_ == EntityType.EVENT:
            year = _YEAR.match(doc._.reading.text, span.end_char)
            longer = span_at(doc, span.start_char, year.end()) if year else None
            if longer is not None:
                yield mention(longer, EntityType.EVENT)


def _set_apart(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Titles that are in italics or between quotation marks: of several words, most of them with
    a capital; shorter or bold ones only beside a word for a kind of work.
    """
    text = doc._.reading.text
    places = {(span.start, span.end) for span in known}
    parts = list(emphasised(doc))
    for match in _TITLED.finditer(text):
        group = next(name for name, value in match.groupdict().items() if value)
        span = span_at(doc, *match.span(group))
        while span is not None and len(span) > 1 and span[-1].text in (",", ";"):
            span = span[:-1]
        if span is not None:
            parts.append((span, False))
    for span, strong in parts:
        words = [token for token in span if token.is_alpha]
        if not words or (span.start, span.end) in places or not span.text[0].isupper():
            continue
        if span.text.endswith((":", ".", "!", "?")) or not context.is_title_case(
            doc, span.start, span.end
        ):
            continue
        if _is_whole_block(span):
            continue
        preceding = text[max(0, span.start_char - _REACH) : span.start_char].rstrip('"\u201c')
        beside = bool(_BEHIND.match(text, span.end_char) or _BEFORE.search(preceding))
        titled = all(token.is_title or token.is_stop or token.is_upper for token in words)
        if beside or (not strong and titled and _has_small_word(words)):
            yield mention(span, EntityType.WORK)


def _is_whole_block(span: Span) -> bool:
    block = span.doc._.blocks[span[0]._.block]
    size: int = block.end - block.start
    return size <= len(span) + 2


def _has_small_word(words: Sequence[Token]) -> bool:
    """Whether a lower-case function word among capitals, or its length, marks a phrase as a
    title.
    """
    small = any(token.is_lower and token.is_stop for token in words[1:])
    return len(words) > _TITLE_WORDS or (len(words) == _TITLE_WORDS and small)


def _editions(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Gatherings by name and year: ``at Data & Law 2021``, ``accepted at XYZ'23``."""
    lower = lower_words(doc)
    elsewhere = tokens_of(
        span for span in known if span.label_ in (EntityType.ORGANIZATION, EntityType.PERSON)
    )
    found = [
        span
        for pattern in (_EDITION, _ACRONYM)
        for span in find(doc, pattern, EntityType.EVENT, "name")
    ]
    for span in found:
        words = [token for token in span if token.is_alpha]
        if span.start in elsewhere:
            continue
        if any(token.lower_ in load_words("calendar") for token in words):
            continue
        if not words or not all(token.lower_ in lower for token in words):
            yield span


_REACH = 60  # characters before a title in which the word for its kind stands
_TITLE_WORDS = 3  # words that a title in quotation marks has at least
_ARTICLES = frozenset({"the", "a", "an", "this", "our", "at", "in", "and"})
