"""Names that the vocabulary knows, found by longest match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention, mentions, set_mentions
from ..vocabulary import Case, Name, Vocabulary
from . import context
from .forms import PIECE, joined, pieces, plurals, same_case, variants

__all__ = ["VocabularyMatcher"]

_NUMBERLESS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.EVENT})
_TECHNICAL = frozenset(EntityType) - {EntityType.PERSON, EntityType.ORGANIZATION}
_ENOUGH = 4  # entries of the field from which a document is clearly about it
_SHORT = 3  # a name of so few characters is not looked for with a space inside


class _Form(NamedTuple):
    """One written form of a name."""

    text: str
    name: Name


@dataclass(slots=True)
class _Node:
    """A state of the trie: what may follow, and the forms that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    forms: list[_Form] = field(default_factory=list)


class _Match(NamedTuple):
    span: Span
    names: list[Name]


class VocabularyMatcher:
    """Adds a mention for every name of the vocabulary, linked to its entry.

    Where matches overlap the longest stands, then the first. A name that is marked ambiguous
    counts when the document supports it: by another, unambiguous name of the same entry or of a
    directly broader or narrower one, by words beside it that fit its type, by a capital inside a
    sentence for proper names, and for common nouns by a bare use in a document on the field.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._root = _Node()
        self._kin: dict[tuple[EntityType, str], set[tuple[EntityType, str]]] = {}
        for name in vocabulary.names:
            for form in _forms(name):
                self._add(form, name)
        for entry in vocabulary.entries.values():
            for other in entry.broader:
                self._kin.setdefault(entry.key, set()).add(other)
                self._kin.setdefault(other, set()).add(entry.key)

    def __call__(self, doc: Doc) -> Doc:
        """Add the mentions."""
        matches = _longest(self._matches(doc))
        certain = {name.entry for match in matches for name in match.names if not name.ambiguous}
        technical = sum(entry[0] in _TECHNICAL for entry in certain) >= _ENOUGH
        supported = certain | {kin for entry in certain for kin in self._kin.get(entry, ())}
        chosen = [_choose(match, certain, supported, technical) for match in matches]
        certain |= {name.entry for name in chosen if name is not None}
        found = []
        for match, name in zip(matches, chosen, strict=True):
            name = name or _choose(match, certain, supported, technical)
            if name is not None:
                entry = self.vocabulary.entries[name.entry]
                found.append(mention(match.span, name.entry[0], entry))
        set_mentions(doc, [*mentions(doc), *found])
        return doc

    def _add(self, form: str, name: Name) -> None:
        node = self._root
        for piece in pieces(form):
            node = node.next.setdefault(piece, _Node())
        if not any(other.name is name and other.text == form for other in node.forms):
            node.forms.append(_Form(form, name))

    def _matches(self, doc: Doc) -> Iterator[_Match]:
        text = doc._.reading.text
        units = [
            (match.start(), match.end(), match.group().casefold().replace("\u2019", "'"))
            for match in PIECE.finditer(text)
            if not joined(match.group())
        ]
        for first, (start, _, opening) in enumerate(units):
            if opening not in self._root.next:
                continue
            node = self._root
            for index in range(first, len(units)):
                begin, end, piece = units[index]
                if index > first and not joined(text[units[index - 1][1] : begin]):
                    break
                following = node.next.get(piece)
                if following is None:
                    break
                node = following
                if node.forms:
                    names = _agreeing(text[start:end], node.forms)
                    span = doc.char_span(start, end) if names else None
                    if span is not None and not context.has_prefix(span):
                        yield _Match(span, names)


def _choose(
    match: _Match,
    certain: Set[tuple[EntityType, str]],
    supported: Set[tuple[EntityType, str]],
    technical: bool,
) -> Name | None:
    """The name that a match stands for, or None if the document supports none.

    Args:
        match: what was found.
        certain: entries that the document names without doubt.
        supported: these and the entries next to them.
        technical: whether the document is clearly about the field.
    """
    span, names = match
    hints = context.types_beside(span)
    if len(names) > 1:
        fitting = [name for name in names if name.entry[0] in hints]
        proper = [name for name in names if name.case is not Case.ANY]
        if fitting:
            return fitting[0]
        if proper and len(proper) < len(names) and context.is_proper(span):
            return proper[0]
    for name in sorted(names, key=lambda name: name.ambiguous):
        if not name.ambiguous or name.entry[0] in hints:
            return name
        near = name.entry in supported
        if name.case is not Case.ANY:
            fits = name.entry in certain or ((technical or near) and context.is_proper(span))
        else:
            fits = (technical or near) and context.is_plain_noun(span, definite=near)
        if fits:
            return name
    return None


def _forms(name: Name) -> Iterator[str]:
    for form in variants(name.text):
        yield form
        if name.entry[0] not in _NUMBERLESS:
            yield from plurals(form)


def _agreeing(surface: str, forms: Iterable[_Form]) -> list[Name]:
    """The names whose letter case fits, those written exactly so first."""
    found: list[tuple[bool, Name]] = []
    for text, name in forms:
        if len(text) <= _SHORT and len(surface) != len(text):
            continue
        if same_case(surface, text, name.case) and all(name is not other for _, other in found):
            found.append((surface != text, name))
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]


def _longest(matches: Iterable[_Match]) -> list[_Match]:
    """A disjoint choice, longest first, then the first in the text."""
    taken: set[int] = set()
    chosen = []
    for match in sorted(matches, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        tokens = range(match.span.start, match.span.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(match)
    return sorted(chosen, key=lambda match: match.span.start)
