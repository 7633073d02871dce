"""The graph as nodes, edges and properties: the one view that every exporter starts from.

RDF says everything in triples; a property graph has nodes with properties and edges with
properties. The view makes a node of each entity, claim, document and unnamed author, and an edge
of each statement, attribution, topic, mention and contribution. Receipts become properties: a
claim or statement carries its exact words and their place, a mention edge all its places. Nothing
of the graph is left out but what follows from the rest: the identifiers of the receipts' own
nodes, the context of a quotation (the document's text has it), and the classes and second labels
that go with each kind of entity. `view_reader.read_view` makes the view of a store.

Properties of nodes:

- entities: ``aliases`` (all names but the label), ``sameAs``, ``exactMatch``, ``sources`` (papers
  that introduced it); and what the vocabulary alone says of it, where it is an entry of the
  vocabulary: ``vocabularyLabel``, ``vocabularyKinds``, ``vocabularyAliases``,
  ``vocabularySameAs``, ``vocabularyExactMatch``, ``vocabularySources``.
- ``Claim``: ``text``, ``claimType``, ``attribution``, ``negated``, ``hedged``, ``quotation``,
  ``confidence``, ``leastProbability`` and ``greatestProbability``, ``targetDate`` with
  ``targetDateType`` (``date``, ``gYearMonth``, ``gYear``, ``edtf``), ``document``; its place:
  ``exact``, ``start``, ``end`` and where known ``page``, ``speaker``, ``time``; the same of parts
  of its words behind ``attributionCue``, ``negationCue``, ``hedgeCue``, ``condition``,
  ``dateCue``, ``negationScope``, ``hedgeScope``: ``hedgeCue`` itself is the exact words,
  ``hedgeCueStart`` the start, and so on.
- ``Document``: ``title``, ``published`` with ``publishedType``, ``description``, ``source``,
  ``licence``, ``mediaType``, ``location``, ``sha256`` of the source's bytes, ``textSha256``,
  ``text``, and the run that read it: ``extractedBy``, ``extractor``.

Properties of edges:

- relations that a document states: ``document``, ``roles``, ``confidence``, and places;
- relations that the vocabulary holds: ``vocabulary`` (true);
- ``mentionedIn``: ``confidence``, places, and what the document itself says of the entity:
  ``label``, ``kinds``, ``aliases``, ``sameAs``, ``exactMatch``, and ``linked`` (true) where the
  entity was linked to a vocabulary entry.

Places are lists of one length: ``exact``, ``start``, ``end``, and where any of them is known
``pages`` (0: unknown), ``speakers`` and ``times`` (empty: unknown). A time is a temporal media
fragment in seconds, ``12.5,18``. Offsets are half-open ranges of code points into ``text`` of the
document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Edge", "GraphView", "Node", "Value"]

Value = str | int | float | bool | tuple[str, ...] | tuple[int, ...]
"""A property's value; a tuple is never empty and holds one type."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph.

    Attributes:
        id: its IRI.
        kinds: what it is, the best first: entity types (``Person``), ``Claim``, ``Document``,
            ``Author``, ``Term`` (a thing that the graph links to without describing it).
        label: its name for people.
        properties: what else is known of it.
    """

    id: str
    kinds: tuple[str, ...]
    label: str
    properties: Mapping[str, Value] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The first of its kinds."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True)
class Edge:
    """A link from one node to another.

    Attributes:
        id: IRI of the statement behind it, or a name made of its ends; unique.
        source: id of a node.
        target: id of a node.
        kind: what it says: a predicate of the guideline (``affiliatedWith``), ``claimedBy``,
            ``about``, ``reportedBy``, ``within``, ``statedIn`` (claim to document),
            ``mentionedIn`` (entity to document), ``describedIn`` (the same where only the
            document's metadata name it), or a role in a document (document to entity):
            ``author``, ``host``, ``contributor``.
        properties: what else is known of it.
    """

    id: str
    source: str
    target: str
    kind: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphView:
    """Nodes sorted by id, and edges sorted by source, kind, target and id.

    Both ends of every edge are among the nodes.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
