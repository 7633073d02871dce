"""Names that a document's structure explains: subjects of fields, projects, shows, entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span

from ...graph.model import BlockKind, EntityType
from ..attributes import mention
from ..patterns import load_sections, load_words
from ..reading import BlockRange
from .shapes import CAPITAL, NAME, find, span_at

__all__ = ["find_subjects"]

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w /&()-]{1,28}?): ")
_CODE = frozenset(["code", "implementation", "official", "repository"])
_TITLE_WORDS = 4
_MOST_WORDS = 6
_ENOUGH = 2  # fields of one type from which the heading above them names something of it
_PROJECT = re.compile(r"(?=\S*[^\W\d_])[^\W_][\w.-]{2,40}(?<=\w)")
_MANUAL = frozenset(
    ["install", "installation", "usage", "quickstart", "quick start", "getting started", "license"]
)
_INSTALLED = re.compile(
    r"\b(?:pip3?|pipx|uv|conda|npm|yarn|cargo|brew|gem) (?:install|add|i) (?:-{1,2}[\w-]+ )*"
    r"(?P<name>[^\W_][\w.-]{1,40}(?<=\w))(?![\w/])"
)
_SERIES = re.compile(
    rf"(?:^|(?<=\n\n))(?:[^\n]{{0,40}}[|\u00bb\u203a\u00b7>] )?(?P<name>{NAME}(?: {NAME}){{0,4}})"
    r"(?:,? (?:[|\u00bb\u203a\u00b7>/\u2013\u2014-]|--)|,) "
    r"(?i:Season|Series|Episode|Episodes|Ep|Issue|No)\b\.?"
    r"(?= [#\d]|[^\n]* [|\u00bb\u203a\u00b7>] )"
)
_MASTHEAD = re.compile(
    rf"(?P<name>(?:The |THE )?{NAME}(?: {NAME}){{0,4}}) (?:--|[-\u2013\u2014|:]) (?i:full )?"
    r"(?i:transcript|show notes|podcast|newsletter|weekly newsletter)\b"
)
_BIBTEX = re.compile(r"\b(?:book)?title\s*=\s*[{\"]+(?P<name>[^{}\"]{8,200})[}\"]")


def find_subjects(doc: Doc) -> Iterator[Span]:
    """Mentions of what headings with fields below them are about, of the project that a manual
    describes, of packages to install, of the show that a page belongs to, and of cited titles.
    """
    yield from _with_fields(doc)
    yield from _projects(doc)
    yield from find(doc, _SERIES, EntityType.WORK, "name")
    yield from find(doc, _BIBTEX, EntityType.WORK, "name")
    yield from _own_title(doc)
    first = next((block for block in doc._.blocks if block.start < block.end), None)
    if first is not None:
        match = _MASTHEAD.match(doc._.reading.text, doc[first.start].idx)
        span = span_at(doc, *match.span("name")) if match else None
        if span is not None and not span.text.casefold().startswith("interview"):
            yield mention(span, EntityType.WORK)


def _own_title(doc: Doc) -> Iterator[Span]:
    """The title of a paper: the first block, where a later one begins with ``Abstract``."""
    blocks = [block for block in doc._.blocks if block.start < block.end]
    if not any(doc[block.start].text.casefold() == "abstract" for block in blocks[1:]):
        return
    title = doc[blocks[0].start : blocks[0].end]
    words = [token for token in title if token.is_alpha]
    if any(token.lower_ in _CODE for token in words):
        return
    if len(words) >= _TITLE_WORDS and title.text[0].isupper() and title[-1].text != ".":
        yield mention(title, EntityType.WORK)


def _with_fields(doc: Doc) -> Iterator[Span]:
    heading: Span | None = None
    counts: Counter[EntityType] = Counter()
    for block in (*doc._.blocks, None):
        if block is None or block.block.kind in _HEADINGS:
            kinds = counts.most_common(2)
            clear = len(kinds) == 1 or (len(kinds) > 1 and kinds[0][1] > kinds[1][1])
            if heading is not None and clear and kinds[0][1] >= _ENOUGH:
                yield mention(heading, kinds[0][0])
            counts.clear()
            heading = _name_of(doc, block) if block is not None else None
        elif heading is not None and block.start < block.end:
            label = _LABEL.match(doc._.reading.text, doc[block.start].idx)
            if label:
                counts.update(_labels().get(label["label"].casefold(), ()))


def _name_of(doc: Doc, heading: BlockRange) -> Span | None:
    """What a heading names if all of it can be a name, a bracket at its end left off."""
    span = doc[heading.start : heading.end]
    bracket = re.search(r" \([^()]*\)$", span.text)
    if bracket:
        shorter = span_at(doc, span.start_char, span.start_char + bracket.start())
        span = shorter if shorter is not None else span
    words = span.text.split()
    if not 0 < len(words) <= _MOST_WORDS or any(sign in span.text for sign in "?!:;,"):
        return None
    if any(word.casefold() in load_words("section_titles") for word in words):
        return None
    return span if re.match(rf"{CAPITAL}|\d", span.text) else None


@cache
def _labels() -> dict[str, tuple[EntityType, ...]]:
    found: dict[str, tuple[EntityType, ...]] = {}
    for kind, labels in load_sections("label_subjects").items():
        for label in labels:
            found[label] = (*found.get(label, ()), EntityType(kind))
    return found


def _projects(doc: Doc) -> Iterator[Span]:
    """The title of a page that is one word, where the page says how to install or use it."""
    titles = [block for block in doc._.blocks if block.block.kind in _HEADINGS]
    names = {doc[block.start : block.end].text.casefold() for block in titles}
    installed = {match["name"] for match in _INSTALLED.finditer(doc._.reading.text)}
    yield from find(doc, _INSTALLED, EntityType.MODEL, "name")
    if titles and (installed or not _MANUAL.isdisjoint(names)):
        title = doc[titles[0].start : titles[0].end]
        if _PROJECT.fullmatch(title.text) and title.text.casefold() not in _MANUAL:
            yield mention(title, EntityType.MODEL)
