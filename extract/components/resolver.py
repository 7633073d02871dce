"""From mentions to entities: which names in a document name the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from ...graph.model import Entity, EntityType, Mention, VocabularyEntry
from ...graph.model import Span as Place
from ...ontology.prefixes import IDENTIFIER_PREFIXES
from ..attributes import entry_key, mention, mentions, set_mentions
from ..reading import Reading
from ..vocabulary import Vocabulary, fold
from . import context
from .forms import pieces, plurals
from .nicknames import nicknames_behind
from .persons import (
    BareName,
    PersonName,
    bare_names,
    bearers,
    is_distinctive,
    is_person_name,
    parse_name,
)
from .shapes import tokens_of

__all__ = ["Resolver"]

_SAME_THING = ("aio", "cso", "pwc")  # the other prefixes identify papers about the thing
_BEFORE_THINGS = frozenset({"a", "an", "in", "near", "the"})  # words before a place or thing
_CONFIDENCE = {"vocabulary": 0.95, "label": 0.9, "name": 0.75, "bare": 0.6}


@dataclass(slots=True)
class _Thing:
    """What will be one entity."""

    type: EntityType
    entry: VocabularyEntry | None = None
    person: PersonName | None = None
    spans: list[Span] = field(default_factory=list)
    labels: list[Place] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    local: bool = False
    evidence: str = "name"


class Resolver:
    """Sets ``doc._.entities`` and the ids of the mentions.

    Mentions of one vocabulary entry are one entity, as are those that differ only in case,
    number, hyphens or spaces, an acronym and its long form, and a person's full name with its
    variants. Bare surnames, given names and nicknames of the document's persons, of its
    contributors and speakers are added as mentions; one that several persons bear goes to the
    person named last before it, and stands for itself where there is none.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._entries = vocabulary.entries
        self._persons = {
            fold(name.text): vocabulary.entries[name.entry]
            for name in vocabulary.names
            if name.entry[0] is EntityType.PERSON and not name.ambiguous
        }
        counts = Counter(
            parse_name(name).surname
            for kind, name in vocabulary.entries
            if kind is EntityType.PERSON
        )
        self._surnames = {
            surname for surname, count in counts.items() if count == 1 and is_distinctive(surname)
        }

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the mentions found so far, and the bare names of persons."""
        found = mentions(doc)
        bare = [span for span in found if _is_bare(span)]
        things = list(self._grouped(span for span in found if not _is_bare(span)))
        self._add_labels(doc, things)
        self._add_bare_names(doc, things, bare)
        things = [thing for thing in things if thing.spans or thing.labels]
        things.sort(key=lambda thing: _first_place(thing, doc._.reading))
        resolved: list[Span] = []
        for number, thing in enumerate(things, 1):
            for span in thing.spans:
                mine = mention(span, thing.type, thing.entry)
                mine.id_ = f"e{number}"
                resolved.append(mine)
        set_mentions(doc, resolved)
        doc._.entities = tuple(
            _entity(f"e{number}", thing, doc._.reading) for number, thing in enumerate(things, 1)
        )
        return doc

    def _grouped(self, spans: Iterable[Span]) -> Iterator[_Thing]:
        """The things that the mentions name, before persons' bare names are known."""
        things: dict[object, _Thing] = {}
        shared: dict[str, _Thing] = {}
        persons: list[_Thing] = []
        for span in spans:
            key = entry_key(span)
            kind = EntityType(span.label_)
            thing = shared.get(span.id_) if span.id_ else None
            if thing is None and key is not None:
                entry = self._entries[key]
                thing = things.setdefault(key, _Thing(kind, entry, evidence="vocabulary"))
                if kind is EntityType.PERSON:
                    if thing.person is None:
                        thing.person = parse_name(entry.name)
                        persons.append(thing)
                    thing.person = thing.person.with_nicknames(*nicknames_behind(span))
            elif thing is None and kind is EntityType.PERSON:
                name = parse_name(span.text).with_nicknames(*nicknames_behind(span))
                thing = _same_person(name, persons)
            elif thing is None:
                thing = next(
                    (things[form] for form in _number_forms(kind, span.text) if form in things),
                    None,
                ) or things.setdefault(_number_forms(kind, span.text)[0], _Thing(kind))
            if span.id_:
                shared.setdefault(span.id_, thing)
            thing.spans.append(span)
        seen: set[int] = set()
        for thing in (*things.values(), *persons, *shared.values()):
            if id(thing) not in seen:
                seen.add(id(thing))
                yield thing

    def _add_labels(self, doc: Doc, things: list[_Thing]) -> None:
        """The speakers of turns, and contributors whose bare names the text may hold."""
        document = doc._.reading.document
        labels = [(block.speaker, block.speaker_span) for block in document.blocks if block.speaker]
        labels += [(person.name, None) for person in document.people]
        persons = [thing for thing in things if thing.type is EntityType.PERSON]
        for label, place in sorted(labels, key=lambda pair: -len(parse_name(pair[0]).full.split())):
            if not is_person_name(label):
                continue
            first = parse_name(label).full.split()[0]
            name = parse_name(label.title() if label.isupper() else label)
            thing = self._labelled(name, persons)
            if thing not in things:
                things.append(thing)
            thing.names.append(name.full)
            if place is not None:
                start = place.start + place.of(document.text).find(first)
                thing.labels.append(Place(start, start + len(name.full)))

    def _labelled(self, name: PersonName, persons: list[_Thing]) -> _Thing:
        """The person whom a label names, new among `persons` where need be."""
        if not name.given:
            bearers = [
                thing for thing in persons if thing.person and name.full in thing.person.single
            ]
            if len(bearers) == 1:
                return bearers[0]
        entry = self._persons.get(fold(name.full))
        if entry is not None:
            for thing in persons:
                if thing.entry is entry:
                    return thing
        thing = _same_person(name, persons)
        if not thing.spans and not thing.labels:
            thing.evidence = "label"
            thing.local = not name.given
            if entry is not None:
                thing.entry, thing.evidence = entry, "vocabulary"
        return thing

    def _add_bare_names(self, doc: Doc, things: list[_Thing], found: list[Span]) -> None:
        """Surnames and given names that stand alone: those of `found`, those of the persons among
        `things`, and surnames that only one person of the vocabulary bears.
        """
        taken = tokens_of(span for thing in things for span in thing.spans) | tokens_of(found)
        persons = [thing for thing in things if thing.person is not None]
        names = [thing.person for thing in persons if thing.person is not None]
        free = [index for index in range(len(doc)) if index not in taken]
        bare = [*bare_names(doc, names, free), *(bearers(span, names) for span in found)]
        taken |= tokens_of(name.span for name in bare)
        bare += (BareName(span, ()) for span in self._famous(doc, taken))
        alone: dict[str, _Thing] = {}
        for name in sorted(bare, key=lambda name: name.span.start):
            chosen = _nearest(name.span, [persons[index] for index in name.bearers])
            if chosen is None:
                chosen = alone.get(name.span.text)
            if chosen is None:
                chosen = alone[name.span.text] = _Thing(
                    EntityType.PERSON, local=True, evidence="bare"
                )
                things.append(chosen)
            chosen.spans.append(name.span)

    def _famous(self, doc: Doc, taken: set[int]) -> Iterator[Span]:
        """Surnames of persons of the vocabulary who are not named in full."""
        for number, text in enumerate(doc._.texts):
            if text not in self._surnames or number in taken:
                continue
            span = doc[number : number + 1]
            if context.in_title_case(span) or context.has_capital_neighbour(span):
                continue
            preceding = context.before(span)
            if preceding is None or preceding.lower_ not in _BEFORE_THINGS:
                yield span


def _is_bare(span: Span) -> bool:
    """Whether `span` is a person's mention by one name, without a link."""
    return span.label_ == EntityType.PERSON and not span.kb_id and " " not in span.text


def _number_forms(kind: EntityType, text: str) -> list[tuple[EntityType, tuple[str, ...]]]:
    """Keys of `text` and of its other number; the first is its own."""
    forms = [text, *(plurals(text) if kind is not EntityType.ORGANIZATION else ())]
    return [(kind, pieces(form)) for form in forms]


def _same_person(name: PersonName, persons: list[_Thing]) -> _Thing:
    """The thing among `persons` that `name` names, appended where there is none."""
    for thing in persons:
        if thing.person is None:
            continue
        if thing.person.agrees(name) or thing.person.full.casefold() == name.full.casefold():
            known = thing.person
            longer = len(name.full) > len(known.full) and thing.entry is None
            thing.person = (name if longer else known).with_nicknames(
                *known.nicknames, *name.nicknames
            )
            return thing
    persons.append(_Thing(EntityType.PERSON, person=name, local=not name.given))
    return persons[-1]


def _nearest(span: Span, bearers: list[_Thing]) -> _Thing | None:
    """The only bearer, or the one whose name was the last before `span`."""
    if len(bearers) == 1:
        return bearers[0]
    best: tuple[int, _Thing] | None = None
    for thing in bearers:
        before = [other.start for other in thing.spans if other.start < span.start]
        if before and (best is None or max(before) > best[0]):
            best = max(before), thing
    return best[1] if best else None


def _first_place(thing: _Thing, reading: Reading) -> tuple[int, int]:
    places = [*thing.labels, *(reading.span(s.start_char, s.end_char) for s in thing.spans)]
    first = min(places)
    return first.start, first.end


def _entity(identifier: str, thing: _Thing, reading: Reading) -> Entity:
    text = reading.document.text
    places = {reading.span(span.start_char, span.end_char) for span in thing.spans}
    surfaces = [span.text for span in thing.spans] + thing.names
    name = _preferred(thing, surfaces)
    aliases = {*surfaces, *(thing.entry.aliases if thing.entry else ())} - {name}
    return Entity(
        id=identifier,
        types=thing.entry.types if thing.entry else (thing.type,),
        name=name,
        aliases=tuple(sorted(aliases)),
        mentions=tuple(Mention(p, p.of(text)) for p in sorted(places | set(thing.labels))),
        entry=thing.entry.key if thing.entry else None,
        local=thing.local,
        same_as=_same_as(thing.entry) if thing.entry else (),
        confidence=_CONFIDENCE[thing.evidence],
    )


def _preferred(thing: _Thing, surfaces: list[str]) -> str:
    """The entry's name; else a person's fullest name; else the most frequent form, for common
    nouns in lower case where the document has it so.
    """
    if thing.entry is not None:
        return thing.entry.name
    if thing.person is not None:
        return max([thing.person.full, *surfaces], key=lambda name: (len(name.split()), len(name)))
    counts: Mapping[str, int] = Counter(surfaces)
    if thing.type is EntityType.ORGANIZATION:
        short = max(counts, key=lambda form: (counts[form], len(form), form))
        return max((f for f in counts if f == short or f.startswith(f"{short} ")), key=len)
    common = thing.type in (EntityType.METHOD, EntityType.CONCEPT)
    return max(counts, key=lambda form: (common and form.islower(), counts[form], len(form), form))


def _same_as(entry: VocabularyEntry) -> tuple[str, ...]:
    found = []
    for identifier in entry.identifiers:
        prefix, _, local = identifier.partition(":")
        if prefix in _SAME_THING:
            found.append(IDENTIFIER_PREFIXES[prefix] + local)
    return tuple(found)
