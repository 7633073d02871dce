"""Looking into lists of quads."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

__all__ = ["nquads", "subjects", "values"]


def nquads(quads: list[Quad]) -> str:
    serialized = serialize(quads, format=RdfFormat.N_QUADS)
    assert serialized is not None  # it is None only where a file is given to write to
    return serialized.decode()


def values(quads: list[Quad], subject: str, predicate: str) -> set[str]:
    """The objects, IRIs and lexical forms alike."""
    found = set()
    for quad in quads:
        if (quad.subject, quad.predicate.value) == (NamedNode(subject), predicate):
            assert isinstance(quad.object, NamedNode | Literal)
            found.add(quad.object.value)
    return found


def subjects(quads: list[Quad], predicate: str, value: str) -> set[str]:
    return {
        quad.subject.value
        for quad in quads
        if isinstance(quad.subject, NamedNode)
        and quad.predicate.value == predicate
        and isinstance(quad.object, NamedNode | Literal)
        and quad.object.value == value
    }
