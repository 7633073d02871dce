"""Quads that are told apart by number and version."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

__all__ = ["EX", "GRAPH", "SAYS", "words"]

EX = "https://example.org/"
GRAPH = NamedNode(f"{EX}g")
SAYS = NamedNode(f"{EX}says")


def words(version: str, count: int) -> list[Quad]:
    return [
        Quad(NamedNode(f"{EX}{number}"), SAYS, Literal(f"{version} {number}"), GRAPH)
        for number in range(count)
    ]
