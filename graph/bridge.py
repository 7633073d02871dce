"""From the store's terms to rdflib's, for the libraries that speak rdflib."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Quad, Triple
from pyoxigraph import Literal as OxLiteral
from rdflib import Literal, URIRef

__all__ = ["rdflib_term", "rdflib_triple"]


def rdflib_term(term: NamedNode | BlankNode | OxLiteral | Triple) -> URIRef | Literal:
    """The same term, a literal with its characters as they are stored, well-formed or not.

    Raises:
        ValueError: if it is a blank node or a triple, which a store does not hold.
    """
    if isinstance(term, OxLiteral):
        return Literal(
            term.value,
            lang=term.language,
            datatype=None if term.language else URIRef(term.datatype.value),
            normalize=False,
        )
    if not isinstance(term, NamedNode):
        raise ValueError(f"no store holds such a term: {term}")
    return URIRef(term.value)


def rdflib_triple(quad: Quad) -> tuple[URIRef | Literal, URIRef | Literal, URIRef | Literal]:
    """Subject, predicate and object of the quad; see `rdflib_term`."""
    return rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)
