"""Quads on their way into a store."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

__all__ = ["data_block", "named_quads"]


def named_quads(quads: Iterable[Quad]) -> set[Quad]:
    """The quads as a set, when each can be replaced by name later.

    Raises:
        ValueError: if one is in the default graph, or holds a blank node or a quoted triple.
    """
    checked = set(quads)
    for quad in checked:
        if not (
            isinstance(quad.graph_name, NamedNode)
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode | Literal)
        ):
            raise ValueError(f"not a quad of named nodes and literals in a named graph: {quad}")
    return checked


def data_block(quads: Iterable[Quad]) -> str:
    """The body of an ``INSERT DATA`` or ``DELETE DATA`` (SPARQL 1.1 Update 3.1), by graph.

    Triples of the default graph stand outside ``GRAPH``.
    """
    graphs: dict[NamedNode | BlankNode | DefaultGraph, list[str]] = {}
    for quad in quads:
        line = f"{quad.subject} {quad.predicate} {quad.object} .\n"
        graphs.setdefault(quad.graph_name, []).append(line)
    blocks = []
    for name, lines in graphs.items():
        triples = "".join(lines)
        blocks.append(
            triples if isinstance(name, DefaultGraph) else f"GRAPH {name} {{ {triples}}}\n"
        )
    return "".join(blocks)
