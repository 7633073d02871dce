"""The view as GraphML, for Gephi, yEd, Cytoscape and networkx.

GraphML has no lists: a list becomes JSON text, and a truth value ``true`` or ``false``, as text
too, since networkx would write Python's ``True``. XML 1.0 cannot hold some control characters: each
becomes U+FFFD.
"""

from __future__ import annotations

import json
import re
from typing import Any

import networkx as nx

from ..graph.store import QuadStore
from .exporter import Exporter, Target
from .files import replacing
from .view import GraphView, Value
from .view_reader import read_view

__all__ = ["EXPORTERS", "to_networkx"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(view: GraphView) -> nx.MultiDiGraph[str]:
    """The view as a directed graph with parallel edges.

    Nodes are IRIs with the attributes ``label``, ``kind``, ``kinds`` and those of the view; edges
    have their id as key and the attribute ``kind``. Lists are tuples.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in view.nodes:
        graph.add_node(
            node.id, label=node.label, kind=node.kind, kinds=node.kinds, **node.properties
        )
    for edge in view.edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, kind=edge.kind, **edge.properties)
    return graph


def _write(store: QuadStore, target: str) -> None:
    graph = to_networkx(read_view(store))
    for _, attributes in graph.nodes(data=True):
        _flatten(attributes)
    for _, _, attributes in graph.edges(data=True):
        _flatten(attributes)
    with replacing(target) as stream:
        # Keys have numbers for ids: by name, a node's and an edge's key would be one.
        nx.write_graphml(graph, stream)
        stream.write(b"\n")


def _flatten(attributes: dict[str, Any]) -> None:
    for key, value in attributes.items():
        attributes[key] = _scalar(value)


def _scalar(value: Value) -> str | int | float:
    if isinstance(value, (tuple, bool)):
        value = json.dumps(value, ensure_ascii=False)
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value


EXPORTERS = (
    Exporter(
        "graphml",
        "GraphML with all properties, for Gephi, yEd, Cytoscape",
        Target.FILE,
        ".graphml",
        _write,
    ),
)
"""The exporters of this module."""
