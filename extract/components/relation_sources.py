"""Where relations are found in a document, source by source.

From the surest to the weakest: fields of lists, noun phrases (``OpenAI's GPT-4``), clauses
(``GPT-4 uses RLHF``), hosts and guests, names (``Google Brain``), clauses in which nothing else
fits a verb. A relation that rests on a
pronoun or definite phrase is less sure than one that names both ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ...graph.model import BlockKind, EntityType, Predicate
from ..patterns import load_sections
from .bylines import bylines
from .discourse import Discourse, Place, Statement
from .field_lists import ABOUT, Field, field_of, field_values, parts_of, section_topics
from .inflection import verb_forms
from .name_relations import name_relations
from .participations import find_show, participants, participants_in
from .phrases import alternatives
from .relation_antecedents import Antecedents
from .relation_patterns import PatternMatch, match_patterns
from .relation_text import Referent, SignedText, signed_texts
from .score_lists import listed_scores

__all__ = ["Finding", "find_all"]

_FIELD, _PHRASE, _CLAUSE, _PARTICIPATION, _NAME = 0.95, 0.9, 0.85, 0.8, 0.7
_SETTING, _LOOSE = 0.5, 0.55
_BY_ANAPHOR = 0.75  # what remains of the confidence where a pronoun stands for an end
_MENTIONS = 3  # of the organization that a document is mainly about, at least
_COMPARES = re.compile(
    r"(?<!\w)(?:than|unlike|versus|vs|against|compar\w+|rivals?|competitors?|competing|contrast|"
    r"instead|alternatives?|not)(?!\w)"
)
_ENDS = 2  # of a relation; what names fewer things states none
_LONGEST = 2000  # characters; no sentence is longer, so what is may be text without full stops
_ROLE_LABEL = re.compile(r"ceo|cto|coo|president|director|chair\w*|chief [\w ]+|head|leader")
_ROLE_IN_LABEL = re.compile(r"co-?founder|founder|co-?host|host|guest|speaker|panell?ist")


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation as one place of the text gives it.

    Attributes:
        subject: id of an entity.
        predicate: how they are related.
        object: id of an entity.
        confidence: in (0, 1].
        evidence: ranges of the reading that state it, sorted, at least one.
        role: the subject's, in the document's words.
        loose: whether the words merely suggest it.
    """

    subject: str
    predicate: Predicate
    object: str
    confidence: float
    evidence: tuple[tuple[int, int], ...]
    role: str | None = None
    loose: bool = False


def find_all(discourse: Discourse) -> Iterator[Finding]:
    """Every relation that a place of the document gives; types are not looked at in all of them."""
    sources = _Sources(discourse)
    said = list(sources.said({}))
    yield from said
    yield from sources.products(said)
    if voices := sources.voices(said):
        yield from sources.said(voices)
    yield from sources.fields()
    yield from sources.scores()
    yield from sources.bylines()
    yield from sources.show()
    yield from sources.names()


class _Sources:
    """The sources of one document."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._topics = section_topics(discourse)
        self._antecedents = Antecedents(discourse, self._topics)
        self._starts = [sentence.start for sentence in discourse.sentences]
        self._first: dict[str, Place] = {}
        for place in discourse.places:
            self._first.setdefault(place.entity, place)

    def said(self, voices: dict[str, str]) -> Iterator[Finding]:
        """What the words of each sentence say.

        Args:
            voices: by speaker, the organization that stands behind the speaker's `we`.
        """
        antecedents = self._antecedents
        if voices:
            antecedents = Antecedents(self._discourse, self._topics, voices)
        for index, sentence in enumerate(self._discourse.sentences):
            if len(sentence.text) > _LONGEST:
                continue
            referents = antecedents.referents(index)
            if len(referents) + (self._topics[sentence.block] is not None) < _ENDS:
                continue
            for text in self._texts(sentence, referents):
                for match in match_patterns(text):
                    yield from self._of_match(match)

    def voices(self, findings: Iterable[Finding]) -> dict[str, str]:
        """For each speaker of a turn who belongs to one organization alone, that organization."""
        labels = {block.block.speaker for block in self._discourse.blocks}
        speakers = {self._discourse.named(label) for label in labels if label is not None}
        homes: defaultdict[str, set[str]] = defaultdict(set)
        for finding in findings:
            if finding.predicate is Predicate.AFFILIATED_WITH and finding.subject in speakers:
                homes[finding.subject].add(finding.object)
        return {speaker: next(iter(found)) for speaker, found in homes.items() if len(found) == 1}

    def products(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Models of the organization that the document is mainly about.

        Where a text that says that the organization makes models names one in a sentence with it
        and no other organization, and compares it with nothing, it is taken for its own.
        """
        places = [p for p in self._discourse.places if p.type is EntityType.ORGANIZATION]
        counts = Counter(place.entity for place in places)
        home = max(counts, key=lambda entity: counts[entity], default=None)
        if home is None or counts[home] < max(_MENTIONS, len(places) / 2):
            return
        makers: defaultdict[str, set[str]] = defaultdict(set)
        for finding in findings:
            if finding.predicate is Predicate.DEVELOPED:
                makers[finding.object].add(finding.subject)
        made = [what for what, who in makers.items() if home in who]
        if not any(EntityType.MODEL in self._types(what) for what in made):
            return
        for index, sentence in enumerate(self._discourse.sentences):
            named = {e: r for r in self._antecedents.referents(index) for e in r.entities}
            others = {e for e in named if EntityType.ORGANIZATION in self._types(e)}
            if others != {home} or _COMPARES.search(sentence.text):
                continue
            for entity, referent in named.items():
                is_model = self._discourse.entities[entity].type is EntityType.MODEL
                if is_model and referent.named and entity not in makers:
                    evidence = self._sentences(referent.start, *_places(named[home]))
                    yield Finding(home, Predicate.DEVELOPED, entity, _SETTING, evidence)

    def fields(self) -> Iterator[Finding]:
        """What labelled values say of the topic of their section."""
        for sentence in self._discourse.sentences:
            topic = self._topics[sentence.block]
            field = field_of(self._discourse, sentence)
            if topic is None or field is None:
                continue
            places = self._discourse.within(field.start, field.end)
            named = [self._referent(place) for place in places]
            text = SignedText.of(self._discourse, field.start, field.end, named)
            evidence = self._sentences(topic.start, field.start)
            for value in field_values(field, text, topic.entity):
                yield Finding(
                    value.subject,
                    value.predicate,
                    value.object,
                    _FIELD,
                    evidence,
                    self._words(value.role) or _role_of_label(field, value.predicate),
                )

    def scores(self) -> Iterator[Finding]:
        """What lists of scores say."""
        for sentence in self._discourse.sentences:
            topic = self._topics[sentence.block]
            for model, benchmark, place in listed_scores(self._discourse, sentence, topic):
                evidence = self._sentences(place, sentence.start)
                yield Finding(model, Predicate.EVALUATED_ON, benchmark, _FIELD, evidence)

    def bylines(self) -> Iterator[Finding]:
        """Whom by-lines name as authors."""
        for author, work, place, title in bylines(self._discourse):
            evidence = self._sentences(place, title)
            yield Finding(author, Predicate.DEVELOPED, work, _FIELD, evidence)

    def show(self) -> Iterator[Finding]:
        """Who takes part in the show that the document is about."""
        show = find_show(self._discourse)
        if show is None:
            return
        for person, role, place in participants(self._discourse):
            place = self._first[person].start if person in self._first else place
            evidence = self._sentences(show.start, place)
            yield Finding(
                person, Predicate.PARTICIPATED_IN, show.entity, _PARTICIPATION, evidence, role
            )
        for index, sentence in enumerate(self._discourse.sentences):
            for text in self._texts(sentence, self._antecedents.referents(index)):
                for referent, role in participants_in(text):
                    evidence = self._sentences(show.start, *_places(referent))
                    for person in referent.entities:
                        yield Finding(
                            person,
                            Predicate.PARTICIPATED_IN,
                            show.entity,
                            _PARTICIPATION,
                            evidence,
                            role,
                        )

    def names(self) -> Iterator[Finding]:
        """What the names of the entities tell."""
        for subject, predicate, object_ in name_relations(tuple(self._discourse.entities.values())):
            if subject in self._first and object_ in self._first:
                places = self._first[subject].start, self._first[object_].start
                yield Finding(subject, predicate, object_, _NAME, self._sentences(*places))

    def _texts(self, sentence: Statement, referents: Iterable[Referent]) -> tuple[SignedText, ...]:
        """The sentence with signs; with the topic before it where it leaves its subject out."""
        known = tuple(referents)
        topic = self._topics[sentence.block]
        whole = (sentence.start, sentence.end)
        if topic is None:
            return self._signed(whole, known)
        lead = self._referent(topic)
        field = field_of(self._discourse, sentence)
        if field is not None and ABOUT in field.meanings:
            return self._signed((field.start, sentence.end), known, lead)
        if field is not None and any(meaning.startswith("topic ") for meaning in field.meanings):
            parts = (self._signed(part, known, lead) for part in parts_of(self._discourse, field))
            return tuple(text for part in parts for text in part)
        return self._signed(whole, known, *self._left_out(sentence, lead))

    def _signed(
        self,
        range_: tuple[int, int],
        referents: Iterable[Referent],
        lead: Referent | None = None,
        glue: str = ", ",
    ) -> tuple[SignedText, ...]:
        start, end = range_
        inside = [one for one in referents if start <= one.start and one.end <= end]
        return signed_texts(SignedText.of(self._discourse, start, end, inside, lead, glue))

    def _left_out(self, sentence: Statement, topic: Referent) -> tuple[Referent | None, str]:
        """The topic of its section if `sentence` begins a list item with a verb whose subject it
        is, or with a noun that describes it, and what joins them.
        """
        block = self._discourse.blocks[sentence.block]
        if block.block.kind is BlockKind.LIST_ITEM and sentence.start == block.start:
            if _opening_verb().match(sentence.text):
                return topic, " "
            if _opening_noun().match(sentence.text):
                return topic, ", "
        return None, ", "

    def _of_match(self, match: PatternMatch) -> Iterator[Finding]:
        confidence = _LOOSE if match.loose else _CLAUSE if match.clause else _PHRASE
        ends = (match.subject, match.object)
        confidence *= _BY_ANAPHOR ** sum(end.antecedent is not None for end in ends)
        evidence = self._sentences(match.start, *_places(match.subject), *_places(match.object))
        role = self._words(match.role)
        for subject in match.subject.entities:
            for object_ in match.object.entities:
                fits = match.types[0] & self._types(subject) and match.types[1] & self._types(
                    object_
                )
                if fits:
                    yield Finding(
                        subject,
                        match.predicate,
                        object_,
                        confidence,
                        evidence,
                        role,
                        match.loose,
                    )

    def _referent(self, place: Place) -> Referent:
        return self._antecedents.referent(place.start, place.end, place.entity)

    def _types(self, entity: str) -> frozenset[EntityType]:
        return frozenset(self._discourse.entities[entity].types)

    def _sentence(self, position: int) -> tuple[int, int]:
        """The range of the sentence around `position`."""
        sentence = self._discourse.sentences[bisect_right(self._starts, position) - 1]
        return sentence.start, sentence.end

    def _sentences(self, *positions: int) -> tuple[tuple[int, int], ...]:
        """The ranges of the sentences around `positions`, sorted, each once."""
        return tuple(sorted({self._sentence(position) for position in positions}))

    def _words(self, range_: tuple[int, int] | None) -> str | None:
        return self._discourse.text[slice(*range_)] if range_ else None


def _places(referent: Referent) -> Iterator[int]:
    """Where a referent stands, and the name that it takes up."""
    yield referent.start
    if referent.antecedent is not None:
        yield referent.antecedent


def _role_of_label(field: Field, predicate: Predicate) -> str | None:
    """The role that a label such as ``CEO`` or ``Founders`` names."""
    if predicate is Predicate.AFFILIATED_WITH and _ROLE_LABEL.fullmatch(field.label):
        return field.label
    if predicate in (Predicate.FOUNDED, Predicate.PARTICIPATED_IN):
        match = _ROLE_IN_LABEL.search(field.label)
        return match.group() if match else None
    return None


@cache
def _opening_verb() -> re.Pattern[str]:
    """A verb of ``relations-words`` in a form that a subject left out goes with."""
    forms: set[str] = set()
    for name, items in load_sections("relations-words").items():
        if name.startswith("verbs "):
            for verb in map(verb_forms, items):
                forms |= {verb.third, verb.past, verb.participle}
    return re.compile(rf"(?:{alternatives(map(re.escape, forms))})(?!\w)")


@cache
def _opening_noun() -> re.Pattern[str]:
    """A noun phrase that says what its topic does, is or belongs to (``Subsidiary of X``)."""
    words = load_sections("relations-words")
    kinds = ("role", "head", "product", "creation", "unit")
    nouns = alternatives(noun for kind in kinds for noun in words[f"nouns {kind}"])
    links = r"of|at|for|by|from|in|with|(?:\w+ed|built|made) by"
    return re.compile(rf"(?:[\w-]+ ){{0,4}}?(?:{nouns})s?,? (?:{links})(?!\w)")
