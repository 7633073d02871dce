"""What sources say of entities: their kinds, labels, other names and identifiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..ontology.terms import DCTERMS, ENTITY_CLASSES, OWL, RDF, RDFS, SKOS
from .view import Node, Value
from .view_facts import Source

__all__ = ["Described", "descriptions"]

_ENTITY_KINDS = {classes[0]: kind for kind, classes in ENTITY_CLASSES.items()}
_ENTITY_LISTS = {
    SKOS.altLabel: "aliases",
    OWL.sameAs: "sameAs",
    SKOS.exactMatch: "exactMatch",
    DCTERMS.source: "sources",
}


@dataclass(slots=True)
class Described:
    """What all sources together say of an entity.

    Attributes:
        labels: with how many sources have each.
        kinds: of all sources.
        lists: other names and identifiers of all sources, by property of the view.
        vocabulary: properties of the view for what the vocabulary says.
    """

    labels: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    lists: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    vocabulary: dict[str, Value] = field(default_factory=dict)

    def add(self, description: Mapping[str, Value], *, vocabulary: bool) -> None:
        """Takes in what one of `descriptions` says."""
        for key, value in description.items():
            if key == "label":
                self.labels[str(value)] += 1
            elif isinstance(value, tuple):
                known = self.kinds if key == "kinds" else self.lists[key]
                known.update(map(str, value))
        if vocabulary:
            for key, value in description.items():
                self.vocabulary[f"vocabulary{key[0].upper()}{key[1:]}"] = value

    def node(self, iri: str) -> Node:
        """The entity; its label is the vocabulary's, or else the one that most sources have."""
        label = self.vocabulary.get("vocabularyLabel") or _most_frequent(self.labels) or iri
        names = (set(self.labels) | self.lists["aliases"]) - {label}
        properties: dict[str, Value] = {}
        for key in _ENTITY_LISTS.values():
            if values := names if key == "aliases" else self.lists[key]:
                properties[key] = tuple(sorted(values))
        return Node(iri, _in_order(iri, self.kinds), str(label), properties | self.vocabulary)


def descriptions(source: Source) -> dict[str, dict[str, Value]]:
    """What a source says of each of its entities: label, kinds, other names, same things."""
    found: dict[str, dict[str, Value]] = {}
    for iri, known in source.facts.items():
        kinds = {_ENTITY_KINDS[c] for c in known.get(RDF.type, ()) if c in _ENTITY_KINDS}
        if not kinds:
            continue
        description: dict[str, Value] = {"kinds": _in_order(iri, kinds)}
        if labels := known.get(RDFS.label):
            description["label"] = labels[0]
        for property_, key in _ENTITY_LISTS.items():
            if values := known.get(property_):
                description[key] = values
        if SKOS.inScheme in known and not source.vocabulary:
            description["linked"] = True
        found[iri] = description
    return found


def _most_frequent(labels: Counter[str]) -> str:
    return min(labels, key=lambda label: (-labels[label], label), default="")


def _in_order(iri: str, kinds: Iterable[str]) -> tuple[str, ...]:
    """The best kind first, which the IRI of an entity names: ``.../method/attention``."""
    best = iri.rpartition("/")[0].rpartition("/")[2]
    return tuple(sorted(kinds, key=lambda kind: (kind.lower() != best, kind)))
