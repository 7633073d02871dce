"""The HTML network of 5,000 entities against pyvis's own page of the same nodes and links.

``python -m benchmarks.network`` prints how long each takes to write and how large it is. The
baseline is `pyvis.network.Network`, its script inlined, with physics on: it leaves the layout to
the browser, and its page knows labels but no claim, quotation or document.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from pyvis.network import Network
from rich.console import Console
from rich.table import Table

from claimgraph.exports.html import write_html
from claimgraph.exports.view import Edge, GraphView, Node, Value
from claimgraph.ontology.terms import CLAIM_TYPES, ENTITY_CLASSES, PREDICATE_PROPERTIES

__all__ = ["main", "synthetic_view"]

_BASE = "https://claimgraph.example/"
_WORDS = """
models learn tasks from data and improve with scale while benchmarks measure only part of what
people need so careful evaluation matters more than any single number
""".split()  # noqa: SIM905  # a list of thirty quoted words cannot be read


def synthetic_view(
    entities: int = 5000, relations: int = 6000, claims: int = 4000, seed: int = 20
) -> GraphView:
    """A graph of that size, the same for the same arguments.

    A few entities have many links and most have few, in groups that have most of their links
    inside; every relation and claim has a quotation of some 15 words, every claim two topics.
    """
    chance = random.Random(seed)
    kinds = tuple(ENTITY_CLASSES)
    nodes = [
        Node(f"{_BASE}{kind.lower()}/entity-{i}", (kind,), f"{kind} {i}", {"aliases": (f"E{i}",)})
        for i, kind in enumerate(chance.choices(kinds, k=entities))
    ]
    groups = max(1, entities // 125)

    def pick(group: int | None) -> Node:
        members = entities // groups
        offset = int(members * chance.random() ** 2.5)
        where = chance.randrange(groups) if group is None else group
        return nodes[where * members + offset]

    def some(count: int) -> list[Node]:
        """Nodes of one group, now and then of another."""
        group = chance.randrange(groups)
        return [pick(None if chance.random() < 0.08 else group) for _ in range(count)]

    texts, documents = [], []
    for i in range(max(1, claims // 40)):
        text = " ".join(chance.choices(_WORDS, k=1500))
        properties: dict[str, Value] = {
            "text": text,
            "published": f"20{i % 25:02}-05",
            "source": f"https://example.org/{i}",
        }
        documents.append(Node(f"{_BASE}document/{i:020x}", ("Document",), f"Text {i}", properties))
        texts.append(text)

    def quotation() -> tuple[int, str, int]:
        where = chance.randrange(len(texts))
        start = texts[where].index(" ", chance.randrange(6000)) + 1
        return where, texts[where][start : start + 90], start

    edges = []
    for i, predicate in enumerate(chance.choices(tuple(PREDICATE_PROPERTIES), k=relations)):
        (source, target), (where, exact, start) = some(2), quotation()
        receipt: dict[str, Value] = {
            "document": documents[where].id,
            "confidence": 0.9,
            "exact": (exact,),
            "start": (start,),
            "end": (start + 90,),
        }
        edges.append(Edge(f"{_BASE}statement/{i}", source.id, target.id, predicate, receipt))
    made = []
    for i, claim_type in enumerate(chance.choices(tuple(CLAIM_TYPES), k=claims)):
        (claimant, first, second), (where, exact, start) = some(3), quotation()
        node = Node(
            f"{_BASE}claim/{i:020x}",
            ("Claim",),
            exact,
            {
                "text": exact,
                "exact": exact,
                "claimType": claim_type,
                "attribution": "explicit",
                "start": start,
                "end": start + 90,
                "document": documents[where].id,
            },
        )
        made.append(node)
        for kind, end in (
            ("claimedBy", claimant),
            ("about", first),
            ("about", second),
            ("statedIn", documents[where]),
        ):
            edges.append(Edge(f"{node.id} {kind} {end.id}", node.id, end.id, kind))
    return GraphView(
        tuple(sorted([*nodes, *made, *documents], key=lambda node: node.id)),
        tuple(sorted(edges, key=lambda e: (e.source, e.kind, e.target, e.id))),
    )


def main() -> None:
    """Prints the table."""
    view = synthetic_view()
    drawn = _drawn(view)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "claimgraph.html"), Path(folder, "pyvis.html")
        begun = time.perf_counter()
        write_html(view, ours, title="Synthetic")
        written = time.perf_counter()
        _write_with_pyvis(view, drawn, theirs)
        seconds = written - begun, time.perf_counter() - written
        sizes = ours.stat().st_size, theirs.stat().st_size
    entities = sum(node.kind not in ("Claim", "Document") for node in view.nodes)
    claims = sum(node.kind == "Claim" for node in view.nodes)
    table = Table(
        title=f"HTML of {entities:,} entities, {len(drawn):,} links, {claims:,} claims",
        min_width=72,
    )
    for column in ("", "claimgraph", "pyvis", "ratio"):
        table.add_column(column, justify="right" if column else "left")
    table.add_row("write", *(f"{s:.1f} s" for s in seconds), f"{seconds[0] / seconds[1]:.2f}")
    table.add_row("size", *(f"{s / 1e6:.2f} MB" for s in sizes), f"{sizes[0] / sizes[1]:.2f}")
    Console().print(table)


def _drawn(view: GraphView) -> Counter[tuple[str, str, str]]:
    """The links of the picture, and of how many relations or claims each stands."""
    links: Counter[tuple[str, str, str]] = Counter()
    claimants = {edge.source: edge.target for edge in view.edges if edge.kind == "claimedBy"}
    for edge in view.edges:
        if edge.kind in PREDICATE_PROPERTIES:
            links[edge.source, edge.target, edge.kind] += 1
        elif edge.kind == "about":
            links[claimants[edge.source], edge.target, "claims about"] += 1
    return links


def _write_with_pyvis(view: GraphView, links: Counter[tuple[str, str, str]], target: Path) -> None:
    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        if node.kind not in ("Claim", "Document"):
            network.add_node(node.id, label=node.label, group=node.kind, title=node.kind)
    for (source, end, kind), count in links.items():
        network.add_edge(source, end, title=kind, value=count)
    target.write_text(network.generate_html(), encoding="utf-8")


if __name__ == "__main__":
    main()
