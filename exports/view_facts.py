"""What a store holds, document by document: RDF terms in, plain values out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, Triple

from ..graph.store.protocol import QuadStore
from ..ontology.terms import CG, OA, RDF, SCHEMA, SKOS

__all__ = ["Place", "Source", "read_sources"]

_DATES = frozenset({SCHEMA.datePublished, CG.targetDate})
_UNREAD = frozenset({OA.prefix, OA.suffix, OA.motivatedBy, SKOS.prefLabel})
"""What follows from the rest of the graph; the first two are a tenth of all quads."""

_RECEIPTS = re.compile(r"provenance/(?=[^/]*\Z)")
_GATHERED = defaultdict[str, defaultdict[str, set[str]]]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of a document with its words.

    Attributes:
        start: first code point.
        end: code point behind the last.
        exact: the words.
        page: counted from 1; 0 where there are no pages.
        speaker: who says it; empty where the source does not say.
        time: seconds, as in a temporal media fragment; empty where there are no times.
    """

    start: int
    end: int
    exact: str
    page: int = 0
    speaker: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One document's graph with the graph of its receipts; or the vocabulary; or another graph.

    Attributes:
        facts: subject to property to its sorted lexical values.
        dates: subject and property to the local name of the datatype, for dates.
        document: IRI of the document; None where there is none.
        vocabulary: whether it is the vocabulary.
    """

    facts: Mapping[str, Mapping[str, tuple[str, ...]]]
    dates: Mapping[tuple[str, str], str]
    document: str | None
    vocabulary: bool

    def values(self, subject: str, property_: str) -> tuple[str, ...]:
        """All values, sorted; empty if there is none."""
        known = self.facts.get(subject)
        return () if known is None else known.get(property_, ())

    def value(self, subject: str, property_: str) -> str | None:
        """The first of the values, if there is one."""
        values = self.values(subject, property_)
        return values[0] if values else None

    def place(self, span: str) -> Place | None:
        """The place that the node `span` selects; None if it does not say which."""
        position: tuple[int, int, str] | None = None
        time = ""
        for selector in self.values(span, OA.hasSelector):
            start, end = self.value(selector, OA.start), self.value(selector, OA.end)
            if start is not None and end is not None:
                position = int(start), int(end), self.value(selector, OA.exact) or ""
            elif fragment := self.value(selector, RDF.value):
                time = fragment.removeprefix("t=")
        if position is None:
            return None
        page = int(self.value(span, CG.page) or 0)
        return Place(*position, page, self.value(span, CG.speakerName) or "", time)

    def annotations(self) -> Iterator[tuple[str, str]]:
        """Each annotation with what it shows."""
        for subject, known in self.facts.items():
            for shown in known.get(OA.hasBody, ()):
                yield subject, shown


def read_sources(store: QuadStore) -> Iterator[Source]:
    """Everything that `store` holds, one source after the other in the order of their names.

    Only one source is in memory at a time.
    """
    groups = defaultdict(list)
    for name in store.graph_names():
        groups[_RECEIPTS.sub("graph/", name.value)].append(name)
    for _, names in sorted(groups.items()):
        gathered: _GATHERED = defaultdict(lambda: defaultdict(set))
        dates: dict[tuple[str, str], str] = {}
        for name in names:
            for quad in store.quads(graph=name):
                predicate = quad.predicate.value
                if predicate in _UNREAD:
                    continue
                subject, value = quad.subject, quad.object
                if isinstance(subject, Triple) or isinstance(value, Triple):
                    continue  # the store refuses them
                gathered[subject.value][predicate].add(value.value)
                if predicate in _DATES and isinstance(value, Literal):
                    dates[subject.value, predicate] = re.split("[#/]", value.datatype.value)[-1]
        yield _source(gathered, dates)


def _source(gathered: _GATHERED, dates: Mapping[tuple[str, str], str]) -> Source:
    facts: dict[str, dict[str, tuple[str, ...]]] = {}
    document, vocabulary = None, False
    for subject, properties in gathered.items():
        facts[subject] = {
            predicate: tuple(values) if len(values) == 1 else tuple(sorted(values))
            for predicate, values in properties.items()
        }
        types = properties.get(RDF.type, ())
        if CG.Document in types:
            document = subject
        elif SKOS.ConceptScheme in types:
            vocabulary = True
    return Source(facts, dates, document, vocabulary)
