"""Names that the vocabulary does not know, found by their shape and by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention, mentions, set_mentions
from .apposed_names import find_apposed, find_called, find_introduced
from .described_names import find_defined, find_labelled, find_quoted
from .organization_names import find_organizations
from .person_names import find_persons
from .product_names import find_products
from .shapes import alternatives, span_at
from .short_names import find_short_names
from .subject_names import find_subjects
from .terms import find_terms
from .title_names import find_titles

__all__ = ["NameFinder", "merged"]

_REPEATED = frozenset(EntityType) - {EntityType.PERSON, EntityType.CONCEPT}


class NameFinder:
    """Adds mentions of persons, organizations, models, benchmarks, works and events.

    A mention that the Doc has stands, unless a found name contains it and is longer: the longest
    name counts. Only a labelled field (``Books: ...``) changes the type of one. What is found in
    one place is a mention in every other place of the document, too.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add the mentions."""
        known = mentions(doc)
        typed = {(span.start, span.end): span.label_ for span in known}
        labelled = [
            span for span in find_labelled(doc) if typed.get((span.start, span.end)) != span.label_
        ]
        fixed = {(span.start, span.end) for span in labelled}
        known = [span for span in known if (span.start, span.end) not in fixed] + labelled
        found = [
            *find_subjects(doc),
            *find_quoted(doc, known),
            *find_defined(doc),
            *find_apposed(doc),
            *find_titles(doc, known),
            *find_products(doc, known),
            *find_organizations(doc, known),
            *find_persons(doc, known),
            *find_introduced(doc, known),
            *find_called(doc),
            *find_terms(doc, known),
        ]
        chosen = merged(known, found)
        chosen = merged(chosen, _repeated(doc, chosen))
        set_mentions(doc, merged(chosen, find_short_names(doc, chosen)))
        return doc


def _repeated(doc: Doc, spans: Iterable[Span]) -> Iterator[Span]:
    """Other places of the names among `spans` that are not linked, in the same letter case."""
    names: dict[str, str] = {}
    for span in spans:
        if not span.kb_id and span.label_ in _REPEATED and _is_proper(span.text):
            names.setdefault(span.text, span.label_)
    if names:
        pattern = re.compile(rf"(?<![\w.@/-]){alternatives(frozenset(names))}(?!\w)")
        for match in pattern.finditer(doc._.reading.text):
            place = span_at(doc, *match.span())
            if place is not None:
                yield mention(place, EntityType(names[match.group()]))


def _is_proper(name: str) -> bool:
    """Whether a name is written unlike a common word: with a capital, digit or sign inside."""
    return not name.islower() or bool(re.search(r"[\d_.-]", name))


def merged(known: Iterable[Span], found: Iterable[Span]) -> list[Span]:
    """A disjoint choice: of spans that overlap the longest, of equal ones `known` before `found`
    and earlier before later; a found span that cuts a known one in two is left out.
    """
    known = list(known)
    inside = {index: span for span in known for index in range(span.start, span.end)}
    fitting = [
        span
        for span in found
        if all(
            span.start <= other.start and other.end <= span.end
            for index in (span.start, span.end - 1)
            if (other := inside.get(index)) is not None
        )
    ]
    chosen: list[Span] = []
    taken: set[int] = set()
    for span in sorted([*known, *fitting], key=lambda span: span.start - span.end):
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(span)
    return chosen
