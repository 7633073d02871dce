"""Pronouns and definite phrases as referents of relations.

A phrase such as ``the company`` takes up what was named last among the things of its kind. A
personal pronoun takes up the subject of its sentence or the one before, which is most often the
first name in it; ``it`` does so only where it begins a clause, since elsewhere it may stand for
anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...graph.model import BlockKind, EntityType
from ..patterns import load_sections
from .discourse import Discourse, Place, Statement
from .needed_strings import Needs, meets, read_part
from .phrases import alternatives
from .relation_text import Referent

__all__ = ["Antecedents"]

_REACH = 3  # sentences back to the antecedent of a pronoun
_PHRASE_REACH = 8  # sentences back to that of a definite phrase
_THINGS = frozenset({EntityType.ORGANIZATION, EntityType.MODEL, EntityType.METHOD})
_CLAUSE_START = re.compile(
    r"(?:^|[.;:] |\u2014 ?|, (?:and |but |so |though |although |because |since |where |while |as )?"
    r"|\((?:and |but )?)"
    r"(?:(?:and|but|so|now|then|today|still|also|however|since|because|when|where|while|although|"
    r"after|before|in addition|here|first|later|by|at|in|with|over|after|under|despite|through)"
    r"[^,.;:]{0,40}?,? )?$"
)
_FIRST_PERSON = re.compile(r"(?<![\w'])(?:i|my|we|our)(?!\w)")
_PRESENTED = frozenset({EntityType.MODEL, EntityType.METHOD})
_TITLED = re.compile(r" ?(?::|\u2014|-)|(?: for | \()|$")
_NEAR = 80  # characters
_DEFINED = r"(?! (?:that|which|who|whose|behind|of|called|named|known|for|with)(?!\w))"
_PROPER = re.compile(r"[A-Z\d]")
_PREPOSITION = re.compile(
    r"(?:^| )(?:with|by|of|to|from|for|at|in|on|than|against|like|unlike|about|over|under|after) "
    r"(?:the )?$"
)
_PREDICATE = re.compile(r"(?:^|\W)(?:is|are|was|were|be|been|become|became|as|called|named|,) ?$")
_PARTICIPLE = re.compile(r"(?:train|tun|distill|quanti[sz]|prun|align|optimi[sz]|learn|embedd)ed$")
_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Anaphor:
    start: int
    end: int
    types: frozenset[EntityType]
    kind: str


class Antecedents:
    """Finds what the pronouns and definite phrases of one document stand for.

    Args:
        discourse: the document.
        topics: by block, the place that names what its section is about.
        voices: by speaker's entity, the organization that the speaker's ``we`` stands for.
    """

    def __init__(
        self,
        discourse: Discourse,
        topics: Sequence[Place | None],
        voices: dict[str, str] | None = None,
    ) -> None:
        self._discourse = discourse
        self._topics = topics
        self._voices = voices or {}
        self._own = _presented(discourse)
        self._referents: dict[int, tuple[Referent, ...]] = {}
        self._speaker_of: dict[str, str | None] = {}

    def referents(self, index: int) -> tuple[Referent, ...]:
        """The names, pronouns and definite phrases of sentence number `index`, disjoint, sorted.

        Pronouns and phrases without an antecedent are left out, and so are participles that name
        a method (``fine-tuned``), since they are the verbs of clauses.
        """
        if index not in self._referents:
            self._referents[index] = self._found(index)
        return self._referents[index]

    def _found(self, index: int) -> tuple[Referent, ...]:
        sentence = self._discourse.sentences[index]
        places = self._discourse.within(sentence.start, sentence.end)
        named = [
            self.referent(place.start, place.end, place.entity)
            for place in places
            if not _PARTICIPLE.search(self._discourse.folded[place.start : place.end])
        ]
        found = list(named)
        for referent in (*self._speakers(sentence), *self._anaphors(index, sentence, named)):
            if all(referent.end <= other.start or other.end <= referent.start for other in found):
                found.append(referent)
        return tuple(sorted(found, key=_start))

    def referent(
        self,
        start: int,
        end: int,
        entity: str,
        antecedent: int | None = None,
        possessive: bool = False,
    ) -> Referent:
        """What stands for `entity` in ``[start, end)`` of the reading."""
        known = self._discourse.entities[entity]
        named = bool(_PROPER.search(known.name))
        return Referent(
            start, end, (entity,), frozenset(known.types), named, antecedent, possessive
        )

    def _speakers(self, sentence: Statement) -> Iterator[Referent]:
        """The first person of a turn whose speaker is known."""
        block = self._discourse.blocks[sentence.block].block
        if block.speaker is None:
            return
        if block.speaker not in self._speaker_of:
            self._speaker_of[block.speaker] = self._discourse.named(block.speaker)
        speaker = self._speaker_of[block.speaker]
        if speaker is None:
            return
        voices = {"i": speaker, "my": speaker}
        if speaker in self._voices:
            voices |= {"we": self._voices[speaker], "our": self._voices[speaker]}
        for match in _FIRST_PERSON.finditer(sentence.text):
            if entity := voices.get(match.group()):
                start, end = match.start() + sentence.start, match.end() + sentence.start
                named = next((p.start for p in self._discourse.places if p.entity == entity), start)
                yield self.referent(start, end, entity, named, match.group() in ("my", "our"))

    def _anaphors(
        self, index: int, sentence: Statement, named: Sequence[Referent]
    ) -> Iterator[Referent]:
        for anaphor in _find(sentence):
            if anaphor.kind == "own":
                own = self._own
                place = own if own is not None and own.start < anaphor.start else None
            elif anaphor.kind == "nouns" and self._is_named(anaphor, named):
                place = None
            elif anaphor.kind in ("nouns", "holders"):
                place = self._last(index, anaphor)
            else:
                place = self._subject(index, anaphor, named)
            if place is not None:
                possessive = anaphor.kind in ("possessives", "holders")
                yield self.referent(
                    anaphor.start, anaphor.end, place.entity, place.start, possessive
                )

    def _is_named(self, anaphor: _Anaphor, named: Sequence[Referent]) -> bool:
        """Whether a name explains the phrase (``the start-up X``, ``the system, X,``)."""
        return any(
            referent.types & anaphor.types
            and self._discourse.folded[anaphor.end : referent.start] in (" ", ", ", ": ")
            for referent in named
            if referent.start > anaphor.end
        )

    def _last(self, index: int, anaphor: _Anaphor) -> Place | None:
        """The thing of the phrase's kind that was named last, or that the section is about."""
        floor = self._discourse.sentences[max(0, index - _PHRASE_REACH)].start
        for place in self._discourse.before(anaphor.start):
            if place.start < floor:
                break
            if place.type in anaphor.types:
                return place
        return self._topic(index, anaphor.types)

    def _subject(self, index: int, anaphor: _Anaphor, named: Sequence[Referent]) -> Place | None:
        """The first fitting name of the pronoun's own sentence before it, or of one before."""
        within = self._fitting(self._discourse.sentences[index], anaphor.types, anaphor.start)
        possessive = anaphor.kind == "possessives"
        if within is not None and (possessive or EntityType.PERSON in anaphor.types):
            return within
        block = self._discourse.sentences[index].block
        for earlier in range(index - 1, max(-1, index - 1 - _REACH), -1):
            sentence = self._discourse.sentences[earlier]
            if self._discourse.kind(sentence) in _HEADS:
                break
            if sentence.block != block and EntityType.PERSON not in anaphor.types:
                break
            place = self._fitting(sentence, anaphor.types, sentence.end)
            if place is not None:
                return place
        return within or self._topic(index, anaphor.types)

    def _fitting(
        self, sentence: Statement, types: Collection[EntityType], end: int
    ) -> Place | None:
        """The first name in `sentence` before `end` that is of a fitting type and stands behind
        no preposition, where it is no subject.
        """
        for place in self._discourse.within(sentence.start, end):
            before = self._discourse.folded[sentence.start : place.start]
            if place.type in types and not _PREPOSITION.search(before):
                return place
        return None

    def _topic(self, index: int, types: Collection[EntityType]) -> Place | None:
        topic = self._topics[self._discourse.sentences[index].block]
        return topic if topic is not None and topic.type in types else None


def _presented(discourse: Discourse) -> Place | None:
    """The model or method that a paper or repository presents: the one that its title begins
    with, or the first one behind words such as ``we propose``.
    """
    for block in discourse.blocks:
        if block.start < block.end:
            for place in discourse.within(block.start, block.end):
                titled = _TITLED.match(discourse.folded, place.end, block.end)
                if place.type in _PRESENTED and place.start == block.start and titled:
                    return place
            break
    presents = alternatives(load_sections("relations-anaphors")["presents"])
    for match in re.finditer(rf"(?<!\w)(?:{presents})(?!\w)", discourse.folded):
        for place in discourse.within(match.end(), match.end() + _NEAR):
            if place.type in _PRESENTED:
                return place
    return None


def _find(sentence: Statement) -> Iterator[_Anaphor]:
    for pattern, needs, types, kind in _patterns():
        if not meets(sentence.text, needs):
            continue
        for match in pattern.finditer(sentence.text):
            if kind == "pronouns" and types == _THINGS:
                if not _CLAUSE_START.search(sentence.text, 0, match.start()):
                    continue
            elif kind == "nouns" and _PREDICATE.search(sentence.text, 0, match.start()):
                continue  # it says what something is: `X is the founder`, `X, the founder`
            start = sentence.start + match.start()
            yield _Anaphor(start, sentence.start + match.end(), types, kind)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Needs, frozenset[EntityType], str], ...]:
    found = []
    for section, items in load_sections("relations-anaphors").items():
        kind, _, name = section.partition(" ")
        if kind == "presents":
            continue
        types = frozenset({EntityType(name)}) if name in set(EntityType) else _THINGS
        words = alternatives(items)
        if kind == "nouns":
            regex = rf"(?<!\w)(?:the|this|these)(?: \w+ed)? (?:{words})(?![\w-]){_DEFINED}"
        elif kind == "possessives":
            regex = rf"(?<!\w)(?:{words})(?!\w)(?= [\w])"
        else:
            regex = rf"(?<!\w)(?:{words})(?!\w)"
        found.append((re.compile(regex), read_part(regex).needs, types, kind))
    return tuple(found)


def _start(referent: Referent) -> int:
    return referent.start
