"""What the network page knows: the view in the compact form that the page's script reads.

Nodes are entities, unnamed authors and documents; a link is a relation, or claims by one about
the other. Claims are lists that links and details point into. Everything refers to nodes by index,
and no text stands twice. `templates/model.js` is the reader.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Any

import networkx as nx

from ..ontology.terms import (
    CLAIM_TYPES,
    CONTRIBUTOR_PROPERTIES,
    CUE_PROPERTIES,
    PREDICATE_PROPERTIES,
)
from .layout import lay_out
from .view import Edge, GraphView, Node

__all__ = ["network_data"]

_SMALLEST, _LARGEST, _DOCUMENT = 6.0, 30.0, 9.0
"""Radii of nodes, in the unit of places."""

_SPACING = 70.0, 60.0
"""About the distance of neighbours, in the same unit: of many nodes, and how much more of few,
whose names can all be shown."""

_MENTION_PULL = 0.2
"""How strongly documents pull what they mention, next to 1 for a relation or a claim."""

_CONTEXT = 40
_LONGEST_MENTION = 160
_PREDICATES = tuple(PREDICATE_PROPERTIES)
_CLAIM_TYPES = tuple(CLAIM_TYPES)
_ROLES = frozenset({*CONTRIBUTOR_PROPERTIES, "contributor"})

_FLAGS = (("negated", 1), ("hedged", 2), ("quotation", 4))
_EXPLICIT = 8
_CUES = tuple(iri.rpartition("#")[2] for iri in CUE_PROPERTIES.values())

Row = list[Any]


def network_data(view: GraphView) -> dict[str, Any]:
    """What `templates/model.js` reads; only JSON types.

    Returns:
        ``base`` that short node ids stand below, ``kinds``, ``predicates``, ``claimTypes`` in
        order, ``nodes`` as columns (``id``, ``label``, ``kind``, ``x``, ``y``, ``size``, and
        ``more`` by index), and rows of ``relations``, ``claims`` and ``mentions``.
    """
    shown = [node for node in view.nodes if node.kind != "Claim"]
    index = {node.id: i for i, node in enumerate(shown)}
    people: defaultdict[int, list[Row]] = defaultdict(list)
    for edge in view.edges:
        if edge.kind in _ROLES and edge.source in index and edge.target in index:
            people[index[edge.source]].append([edge.kind, index[edge.target]])
    relations = [_relation(edge, index) for edge in view.edges if edge.kind in PREDICATE_PROPERTIES]
    claims = _claims(view, index)
    texts = {node.id: str(node.properties.get("text", "")) for node in shown}
    mentions = [_mention(e, index, texts) for e in view.edges if e.kind == "mentionedIn"]
    sizes = _sizes(shown, relations, claims)
    places = _places(sizes, relations, claims, mentions, people)
    kinds = sorted({kind for node in shown for kind in node.kinds})
    base = _base(shown)
    return {
        "base": base,
        "kinds": kinds,
        "predicates": _PREDICATES,
        "claimTypes": _CLAIM_TYPES,
        "nodes": {
            "id": [node.id.removeprefix(base) for node in shown],
            "label": [node.label for node in shown],
            "kind": [kinds.index(node.kind) for node in shown],
            "x": [round(places[i][0]) for i in range(len(shown))],
            "y": [round(places[i][1]) for i in range(len(shown))],
            "size": [round(size, 1) for size in sizes],
            "more": {
                i: more for i, node in enumerate(shown) if (more := _more(node, people.get(i)))
            },
        },
        "relations": relations,
        "claims": claims,
        "mentions": mentions,
    }


def _more(node: Node, people: Sequence[Row] | None) -> dict[str, Any]:
    """What only some nodes have."""
    known = node.properties
    more: dict[str, Any] = {}
    if len(node.kinds) > 1:
        more["kinds"] = node.kinds
    if "vocabularyLabel" in known:
        more["vocabulary"] = 1
    keys: tuple[str, ...] = ("aliases", "sameAs", "exactMatch", "sources")
    if node.kind == "Document":
        keys = ("published", "source", "licence", "description", "location")
    more |= {key: known[key] for key in keys if key in known}
    if people:
        more["people"] = people
    return more


def _relation(edge: Edge, index: Mapping[str, int]) -> Row:
    """Source, predicate, target, document or -1, roles, confidence or 0, places."""
    known: Mapping[str, Any] = edge.properties
    return [
        index[edge.source],
        _PREDICATES.index(edge.kind),
        index[edge.target],
        index.get(known.get("document", ""), -1),
        known.get("roles", ()),
        known.get("confidence", 0),
        _spans(known),
    ]


def _spans(known: Mapping[str, Any]) -> list[Row]:
    """Exact words, start, end, and page, speaker, time as far as any of them is known."""
    count = len(known.get("start", ()))
    empty: dict[str, Sequence[Any]] = {"pages": [0] * count, "speakers": [""] * count}
    keys = ("exact", "start", "end", "pages", "speakers", "times")
    columns = [known.get(key, empty.get(key, [""] * count)) for key in keys]
    return [_trimmed(list(row)) for row in zip(*columns, strict=True)]


def _trimmed(row: Row) -> Row:
    while row and not row[-1]:
        row.pop()
    return row


def _claims(view: GraphView, index: Mapping[str, int]) -> list[Row]:
    """Claims in the order of document and place.

    Each is a claimant, type, flags, document, exact words, its words where they differ, topics,
    place (start, end, page, speaker, time), and then as far as there is any of them: date, cues,
    reporters, enclosing claim or -1, confidence, probabilities (least and greatest, or none).
    """
    links: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    nodes = [node for node in view.nodes if node.kind == "Claim"]
    names = {node.id for node in nodes}
    for edge in view.edges:
        if edge.source in names:
            links[edge.source][edge.kind].append(edge.target)
    nodes = [node for node in nodes if links[node.id]["claimedBy"]]
    nodes.sort(key=lambda node: (links[node.id]["statedIn"], node.properties.get("start", 0)))
    number = {node.id: i for i, node in enumerate(nodes)}
    return [_claim(node, links[node.id], index, number) for node in nodes]


def _claim(
    node: Node,
    links: Mapping[str, Sequence[str]],
    index: Mapping[str, int],
    number: Mapping[str, int],
) -> Row:
    known: Mapping[str, Any] = node.properties
    exact = known.get("exact", known.get("text", ""))
    text = known.get("text", exact)
    text = "" if " ".join(exact.split()) == text else text
    flags = sum(bit for key, bit in _FLAGS if known.get(key))
    flags += _EXPLICIT if known.get("attribution") == "explicit" else 0
    kind = known.get("claimType", "")
    places = [known.get(key, "") for key in ("start", "end", "page", "speaker", "time")]
    within = [number[outer] for outer in links.get("within", ()) if outer in number]
    return [
        index[links["claimedBy"][0]],
        _CLAIM_TYPES.index(kind) if kind in _CLAIM_TYPES else 0,
        flags,
        index.get(known.get("document", ""), -1),
        exact,
        text,
        [index[topic] for topic in links.get("about", ()) if topic in index],
        _trimmed(places),
        known.get("targetDate", ""),
        [_cue(known, cue, text or exact, exact) for cue in _CUES if cue in known],
        [index[reporter] for reporter in links.get("reportedBy", ()) if reporter in index],
        within[0] if within else -1,
        known.get("confidence", 0),
        [known[key] for key in ("leastProbability", "greatestProbability") if key in known],
    ]


def _cue(known: Mapping[str, Any], cue: str, shown: str, exact: str) -> Row:
    """Which cue, its words, and where it begins in the words shown, in UTF-16 units, or -1."""
    words = known[cue]
    offset = known[f"{cue}Start"] - known["start"]
    if shown != exact or not 0 <= offset < len(exact):
        offset = shown.find(words)
    if offset >= 0:
        offset = len(shown[:offset].encode("utf-16-le", "surrogatepass")) // 2
    return [_CUES.index(cue), words, offset]


def _mention(edge: Edge, index: Mapping[str, int], texts: Mapping[str, str]) -> Row:
    """Entity, document, how often, and the first place: words before it, its own, after it."""
    known: Mapping[str, Any] = edge.properties
    start, end, text = known["start"][0], known["end"][0], texts[edge.target]
    exact = known["exact"][0]
    after = text[end : end + _CONTEXT]
    if len(exact) > _LONGEST_MENTION:
        exact, after = exact[:_LONGEST_MENTION], ""
    return [
        index[edge.source],
        index[edge.target],
        len(known["start"]),
        text[max(0, start - _CONTEXT) : start],
        exact,
        after,
    ]


def _pairs(relations: Iterable[Row], claims: Iterable[Row]) -> Counter[tuple[int, int]]:
    """How many relations and claims link two nodes."""
    counts: Counter[tuple[int, int]] = Counter()
    counts.update((row[0], row[2]) for row in relations if row[0] != row[2])
    counts.update((row[0], topic) for row in claims for topic in row[6] if row[0] != topic)
    return counts


def _sizes(nodes: Sequence[Node], relations: list[Row], claims: list[Row]) -> list[float]:
    """Radii whose squares grow with the PageRank over relations and claims, in either direction.

    Brin and Page, "The anatomy of a large-scale hypertextual Web search engine" (1998). Documents
    have no part in it, and all one size.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(i for i, node in enumerate(nodes) if node.kind != "Document")
    for (source, target), count in _pairs(relations, claims).items():
        before = graph.get_edge_data(source, target, default={}).get("weight", 0)
        graph.add_edge(source, target, weight=before + count)
    ranks: dict[int, float] = nx.pagerank(graph) if graph else {}
    least, most = min(ranks.values(), default=0), max(ranks.values(), default=0)
    extent = (most - least) or 1
    return [
        _SMALLEST + (_LARGEST - _SMALLEST) * sqrt((ranks[i] - least) / extent)
        if i in ranks
        else _DOCUMENT
        for i in range(len(nodes))
    ]


def _places(
    sizes: Sequence[float],
    relations: list[Row],
    claims: list[Row],
    mentions: list[Row],
    people: Mapping[int, Sequence[Row]],
) -> dict[int, tuple[float, float]]:
    """Places of all nodes; documents gather what has no other link."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(sizes)))
    near = [(row[0], row[1]) for row in mentions]
    near += [(person, document) for document, rows in people.items() for _, person in rows]
    graph.add_edges_from(near, weight=_MENTION_PULL)
    for (source, target), count in _pairs(relations, claims).items():
        before = graph.get_edge_data(source, target, default={}).get("weight", 0)
        graph.add_edge(source, target, weight=before + 1 + log(count))
    many, few = _SPACING
    spacing = many + few / (1 + len(sizes) / 200)
    return lay_out(graph, spacing=spacing, radii=dict(enumerate(sizes)))


def _base(nodes: Sequence[Node]) -> str:
    """What stands before ``person/ada-byron`` in most entities' IRIs."""
    bases = Counter(
        "/".join(node.id.split("/")[:-2]) + "/" for node in nodes if node.id.count("/") > 3
    )
    return min(bases, key=lambda base: (-bases[base], base), default="")
