"""Making quads: the few shapes of terms that the graph has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.terms import RDF, XSD

__all__ = [
    "GraphWriter",
    "boolean",
    "confidence_literal",
    "integer",
    "probability_literal",
    "resource",
    "sorted_quads",
]

_ADDRESS = re.compile(r"(?:https?://|urn:)\S+", re.IGNORECASE)
_BOOLEAN = NamedNode(XSD.boolean)
_DECIMAL = NamedNode(XSD.decimal)


@dataclass(slots=True)
class GraphWriter:
    """Collects the quads of one named graph; adding a quad again changes nothing.

    Attributes:
        name: of the graph.
        quads: those added so far.
    """

    name: NamedNode
    quads: set[Quad] = field(default_factory=set)

    def add(self, subject: str, predicate: str, *objects: NamedNode | Literal | str) -> None:
        """Adds one quad for each object; a plain `str` stands for a plain literal."""
        node, verb = NamedNode(subject), NamedNode(predicate)
        for value in objects:
            term = Literal(value) if isinstance(value, str) else value
            self.quads.add(Quad(node, verb, term, self.name))

    def link(self, subject: str, predicate: str, *objects: str) -> None:
        """Adds one quad for each object, the objects being IRIs."""
        self.add(subject, predicate, *map(NamedNode, objects))

    def type(self, subject: str, *classes: str) -> None:
        """Says which classes the subject is of."""
        self.link(subject, RDF.type, *classes)


def sorted_quads(quads: set[Quad]) -> list[Quad]:
    """The quads in the order of their N-Quads lines, by graph first."""
    return sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean`` in canonical form."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def integer(value: int) -> Literal:
    """An ``xsd:integer`` in canonical form."""
    return Literal(value)


def confidence_literal(value: float) -> Literal:
    """An ``xsd:decimal`` in (0, 1] to three places, in canonical form.

    Three places say all that an estimate can, and keep floating-point noise between machines out
    of the graph.

    Raises:
        ValueError: if `value` is not in (0, 1].
    """
    if not 0 < value <= 1:
        raise ValueError(f"not a confidence in (0, 1]: {value}")
    return _decimal(max(Decimal(f"{value:.3f}"), Decimal("0.001")))


def probability_literal(value: float) -> Literal:
    """An ``xsd:decimal`` in [0, 1] to six places, in canonical form.

    Raises:
        ValueError: if `value` is not in [0, 1].
    """
    if not 0 <= value <= 1:
        raise ValueError(f"not a probability: {value}")
    return _decimal(Decimal(f"{value:.6f}"))


def _decimal(value: Decimal) -> Literal:
    return Literal(format(value.normalize(), "f"), datatype=_DECIMAL)


def resource(text: str) -> NamedNode | Literal:
    """An IRI where `text` is a web address or URN that is a legal IRI, else a plain literal."""
    if _ADDRESS.fullmatch(text.strip()):
        try:
            return NamedNode(text.strip())
        except ValueError:  # an address with characters that no IRI may have stays as it is written
            return Literal(text)
    return Literal(text)
