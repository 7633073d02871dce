"""Mentions: what the model reads in a document, beside what the rules found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import entry_key, mention, mentions, opening_words, set_mentions
from ..model.decoding import decode_tags, softmax, tag_spans
from ..model.labels import ENTITY_TAGS, MARK_TAGS, MARKS
from ..model.places import TYPES
from ..model.runtime import Encoding
from ..model.word_inputs import words_of
from . import context
from .encoder import encoding_of

__all__ = ["MARK_GROUPS", "MentionReader"]

MARK_GROUPS = {"source": "sources", "cue": "cues", "negation": "negations", "hedge": "hedges"}
"""Keys in ``doc.spans`` of the words that attribute, negate and hedge claims."""

_COMMON = frozenset({EntityType.METHOD, EntityType.CONCEPT})
"""Types whose mentions are often common nouns."""

_DENIED = 0.9
"""How sure the model must be that no word of a mention is part of any."""

_ADDED = 0.1
_COMMON_ADDED = 0.05
"""How probable it may be that a word of a mention that the model adds is part of none."""

_DOUBT = 0.1
"""Added to every kind's probability at a place, so that no place decides alone."""

_LEAST = 1e-6
"""Added to probabilities before their logarithm."""

_OPENING = [ENTITY_TAGS.index(f"B-{kind}") for kind in TYPES]
_INNER = [ENTITY_TAGS.index(f"I-{kind}") for kind in TYPES]


class MentionReader:
    """Takes away the rules' mentions that the model denies and adds those that it finds.

    A longer name of the model stands in place of a rules' mention inside it. A name that is found
    is taken everywhere in the document where the model does not deny it, and all its mentions are
    of the kind that fits them best together, unless they are linked to the vocabulary.
    Also sets the groups of `MARK_GROUPS` in ``doc.spans``.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Read mentions and marks."""
        encoding = encoding_of(doc)
        if encoding is None:
            return doc
        words = words_of(doc)
        starts = opening_words(doc, words)
        set_mentions(doc, _Mentions(doc, encoding, words, starts).chosen())
        for number, name in enumerate(MARKS):
            width = len(MARK_TAGS)
            scores = encoding.marks[:, number * width : (number + 1) * width]
            path = decode_tags(np.log(softmax(scores)), MARK_TAGS, starts)
            doc.spans[MARK_GROUPS[name]] = [
                doc[int(words[first]) : int(words[last - 1]) + 1]
                for first, last, _ in tag_spans(path.tolist(), MARK_TAGS)
            ]
        return doc


class _Place(NamedTuple):
    """Words of a document, from the first to the one behind the last."""

    first: int
    last: int


class _Mentions:
    """The mentions of one document while they are chosen."""

    def __init__(
        self, doc: Doc, encoding: Encoding, words: NDArray[np.intp], starts: list[int]
    ) -> None:
        self._doc = doc
        self._words = words
        self._starts = starts
        self._texts = [doc._.texts[word] for word in words.tolist()]
        self._shares = softmax(encoding.entities)
        self._taken = np.zeros(len(words), dtype=bool)
        self._kinds: dict[_Place, EntityType] = {}
        self._ruled = {
            _Place(*np.searchsorted(words, (span.start, span.end)).tolist()): span
            for span in mentions(doc)
        }
        self._covering: list[_Place | None] = [None] * len(words)  # the rules' mention of a word
        for place in self._ruled:
            self._covering[place.first : place.last] = [place] * (place.last - place.first)
        self._linked = {place for place, span in self._ruled.items() if entry_key(span) is not None}

    def chosen(self) -> Iterator[Span]:
        """The mentions, in no order."""
        own = self._own()
        for place, kind in own.items():
            if self._is_sure(place, kind) and self._is_name_around(place, kind):
                self._take(place, kind)
        for place, span in self._ruled.items():
            if self._is_free(place) and not self._is_denied(place):
                fixed = place in self._linked or place not in own
                self._take(place, EntityType(span.label_) if fixed else own[place])
        for place, kind in own.items():
            if self._is_free(place) and self._is_sure(place, kind):
                self._take(place, kind)
        self._repeat()
        self._agree()
        for place, kind in self._kinds.items():
            ruled = self._ruled.get(place)
            same = ruled is not None and ruled.label_ == kind
            yield ruled if ruled and same else mention(self._span(place), kind)

    def _own(self) -> Mapping[_Place, EntityType]:
        """What the model alone reads."""
        path = decode_tags(np.log(self._shares), ENTITY_TAGS, self._starts)
        return {
            _Place(first, last): EntityType(kind)
            for first, last, kind in tag_spans(path.tolist(), ENTITY_TAGS)
        }

    def _is_name_around(self, place: _Place, kind: EntityType) -> bool:
        """Whether the rules found but a part of the name at `place`.

        Two of their names of other kinds are rather two names; in title case, capitals do not tell
        where a name ends.
        """
        inner = {p for p in self._covering[place.first : place.last] if p is not None}
        return (
            bool(inner)
            and place not in inner
            and all(place.first <= p.first and p.last <= place.last for p in inner)
            and (len(inner) == 1 or all(self._ruled[p].label_ == kind for p in inner))
            and self._is_name(place, kind)
            and not context.in_title_case(self._span(place))
        )

    def _repeat(self) -> None:
        """Take the names found so far wherever the document has them."""
        names: defaultdict[str, dict[tuple[str, ...], EntityType]] = defaultdict(dict)
        for place, kind in sorted(self._kinds.items()):
            if place not in self._linked and self._is_name(place, kind):
                name = self._name(place)
                names[name[0]].setdefault(name, kind)
        opening = set(self._starts)
        for first, text in enumerate(self._texts):
            for name, kind in sorted(names.get(text, {}).items(), key=lambda item: -len(item[0])):
                place = _Place(first, first + len(name))
                if (
                    self._name(place) == name
                    and self._is_free(place)
                    and opening.isdisjoint(range(first + 1, place.last))
                    and not self._is_denied(place)
                ):
                    self._take(place, kind)

    def _agree(self) -> None:
        """Give the mentions of one name the kind that is most probable for all of them."""
        places: defaultdict[tuple[str, ...], list[_Place]] = defaultdict(list)
        for place in self._kinds:
            if place not in self._linked:
                places[self._name(place)].append(place)
        for same in places.values():
            if len(same) > 1:
                votes = sum(np.log(self._probable(place) + _DOUBT) for place in same)
                best = TYPES[int(np.argmax(votes))]
                self._kinds.update((place, best) for place in same)

    def _probable(self, place: _Place) -> NDArray[np.float32]:
        """How probable each kind is of a mention at `place`, if there is one."""
        logs = np.log(self._shares[place.first : place.last] + _LEAST)
        return softmax(logs[0, _OPENING] + logs[1:, _INNER].sum(axis=0))

    def _is_name(self, place: _Place, kind: EntityType) -> bool:
        """Whether it is written as proper names are."""
        written = "".join(self._name(place))
        return kind not in _COMMON and (
            not written.islower() or any(sign.isdigit() or sign == "_" for sign in written)
        )

    def _is_sure(self, place: _Place, kind: EntityType) -> bool:
        none = float(self._shares[place.first : place.last, 0].max())
        return none <= (_COMMON_ADDED if kind in _COMMON else _ADDED)

    def _is_denied(self, place: _Place) -> bool:
        return float(self._shares[place.first : place.last, 0].min()) >= _DENIED

    def _is_free(self, place: _Place) -> bool:
        return not self._taken[place.first : place.last].any()

    def _take(self, place: _Place, kind: EntityType) -> None:
        self._taken[place.first : place.last] = True
        self._kinds[place] = kind

    def _name(self, place: _Place) -> tuple[str, ...]:
        return tuple(self._texts[place.first : place.last])

    def _span(self, place: _Place) -> Span:
        return self._doc[int(self._words[place.first]) : int(self._words[place.last - 1]) + 1]
