"""Names that the text itself explains: by a definition, a labelled field, or quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from ...graph.model import BlockKind, EntityType
from ..attributes import mention
from ..patterns import load_sections, load_words
from . import context
from .shapes import CAPITAL, NAME, find, span_at, tokens_of

__all__ = ["find_defined", "find_labelled", "find_quoted"]

_PRODUCTS = (EntityType.MODEL, EntityType.BENCHMARK)
_DEFINED = re.compile(
    r"(?<![\w./@'\u2019-])(?P<article>The )?"
    rf"(?P<name>{CAPITAL}[\w.\u2010\u2011-]{{0,40}}\w(?: (?:& )?{NAME}){{0,3}})"
    r"(?= (?:is|was)|,| \()"
)
_ITEM = re.compile(r"[^\W_][\w.\u2010\u2011-]{0,40}\w(?= [-\u2013\u2014]+ |: )")
_RELEASED = re.compile(
    r"\b(?:releas(?:ed|es|ing)|ship(?:ped|s|ping)|launch(?:ed|es|ing)|introduc(?:ed|es|ing)|announc(?:ed|es|ing)|"
    r"open-sourc(?:ed|es|ing)|develop(?:ed|s|ing)|designed|wrote|invented|trained|built|created|published|called|named|dubbed)"
    r" (?P<name>[^\W_][\w.\u2010\u2011-]{0,40}\w(?: \d{1,2}(?:\.\d+)?)?)"
    r"(?=, (?:an?|the|our|their|its|my) | \()"
)
_FIELD = re.compile(r"(?P<label>[^\W\d_][\w /&-]{1,28}): (?P<items>.+)")
_ITEMS = re.compile(r"(?:[^,;()]|\([^()]*\))+")
_LINK = re.compile(r"^(?:and|&) | \([^()]*\)|\.$")
_QUOTED = re.compile(
    r"(?<!\w)(?:\"(?P<a>[^\"\n]{3,50})\"|\u201c(?P<b>[^\u201c\u201d\n]{3,50})\u201d"
    r"|['\u2018](?P<c>[^'\u2018\u2019\n]{3,50})['\u2019])(?!\w)"
)
_MOST_WORDS = 4


def find_defined(doc: Doc) -> Iterator[Span]:
    """Mentions of what the text defines: ``X is a podcast``, ``X - a library``, ``released X, a
    package``; in the second and third form X need not be capitalised.
    """
    text = doc._.reading.text
    for match in _DEFINED.finditer(text):
        span = span_at(doc, *match.span("name"))
        if span is None or any(
            token.is_stop
            or (token.is_title and len(span) == 1 and token.lower_ in load_words("sentence_starts"))
            for token in span
        ):
            continue
        kind = context.defined_type(text[match.end() : match.end() + context.DEFINITION])
        if kind is EntityType.WORK and match["article"]:
            span = span_at(doc, *match.span()) or span
        if kind is not None and kind not in (EntityType.PERSON, EntityType.METHOD):
            yield mention(span, kind)
    for block in doc._.blocks:
        if block.block.kind is BlockKind.LIST_ITEM and block.start < block.end:
            item = _ITEM.match(text, doc[block.start].idx)
            if item:
                yield from _product(doc, item, 0)
    for match in _RELEASED.finditer(text):
        yield from _product(doc, match, "name")


def find_labelled(doc: Doc) -> Iterator[Span]:
    """Mentions in fields of notes, such as ``Founders: Ada Example, Bo Sample (CEO)``."""
    for block in doc._.blocks:
        if block.start == block.end:
            continue
        start = doc[block.start].idx
        last = doc[block.end - 1]
        match = _FIELD.fullmatch(doc._.reading.text, start, last.idx + len(last))
        kind = _labels().get(match["label"].casefold()) if match else None
        if match is None or kind is None:
            continue
        for item in _ITEMS.finditer(match["items"]):
            begin = match.start("items") + item.start()
            name = item.group()
            lead = len(name) - len(re.sub(r"^\s*(?:(?:and|&) )?", "", name))
            core = re.sub(r"\s*(?:\([^()]*\))?\s*\.?\s*$", "", name)
            if not re.fullmatch(rf"{NAME}\.?(?:[ -][\w.'\u2019&-]+){{0,7}}", core[lead:]):
                continue
            span = span_at(doc, begin + lead, begin + len(core))
            if span is not None and (kind is not EntityType.PERSON or len(span) > 1):
                yield mention(span, kind)


def find_quoted(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Terms in quotation marks of two to four words of which one is a known method or concept,
    wherever the document has them: quoting marks them as names.
    """
    inside = tokens_of(
        span for span in known if span.label_ in (EntityType.METHOD, EntityType.CONCEPT)
    )
    terms = set()
    for match in _QUOTED.finditer(doc._.reading.text):
        group = next(name for name, value in match.groupdict().items() if value)
        term = match[group].strip(" ,.;")
        start = match.start(group)
        span = span_at(doc, start, start + len(term))
        if span is None or inside.isdisjoint(range(span.start, span.end)):
            continue
        words = [token for token in span if token.is_alpha or token.like_num]
        if 1 < len(words) <= _MOST_WORDS and not any(token.is_stop for token in words):
            terms.add(term)
    for term in sorted(terms):
        pattern = re.compile(rf"(?<!\w){re.escape(term)}(?:s(?=\W))?(?!\w)", re.IGNORECASE)
        yield from find(doc, pattern, EntityType.CONCEPT)


@cache
def _labels() -> dict[str, EntityType]:
    return {
        label: EntityType(kind)
        for kind, labels in load_sections("label_types").items()
        for label in labels
    }


def _product(doc: Doc, match: re.Match[str], group: str | int) -> Iterator[Span]:
    """A model or benchmark named at `group`, if what follows defines it as one."""
    span = span_at(doc, *match.span(group))
    following = doc._.reading.text[match.end() : match.end() + context.DEFINITION]
    kind = context.defined_type(following, made=group == "name")
    if span is not None and kind in _PRODUCTS and not all(token.is_stop for token in span):
        yield mention(span, kind)
