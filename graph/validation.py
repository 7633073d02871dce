"""The graph checked against `ontology/shapes.ttl`, by pySHACL.

Each document is validated by itself, its graph and its provenance graph together, and then the
vocabulary graph and the graph of merges: the shapes say nothing that goes beyond one of them, and
time and memory stay in proportion to the documents. pySHACL works on a copy in rdflib's memory
store; measured, its direct use of Oxigraph took a hundred times longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import pyshacl
from pyoxigraph import NamedNode, Quad
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from ..ontology.prefixes import BASE
from ..ontology.terms import CG
from .bridge import rdflib_triple
from .errors import StoreError
from .faults import Fault
from .iris import document_graphs, document_of_graph, identities_iri, vocabulary_iri
from .store.protocol import QuadStore

__all__ = ["shapes_graph", "validate"]

_SHOWN_WORDS = 80


def validate(store: QuadStore, base: str = BASE) -> list[Fault]:
    """Everything in the store that its shapes forbid, sorted; none if the store conforms.

    A fault's rule is the name of the shape that is broken, such as ``Claim``, and its message
    says what every such node must have.

    Raises:
        StoreError: if the store cannot be read, or the shapes cannot be applied to it.
    """
    names = [name.value for name in store.graph_names()]
    found = {document for name in names if (document := document_of_graph(name)) is not None}
    faults: set[Fault] = set()
    for document in sorted(found):
        graphs = map(NamedNode, document_graphs(document))
        triples = _memory_graph(quad for name in graphs for quad in store.quads(graph=name))
        if not any(triples.triples((URIRef(document), None, None))):
            faults.add(Fault(document, document, "Document", "is not described in its graphs"))
        place = triples.value(URIRef(document), URIRef(CG.location), any=True)
        faults.update(_violations(triples, str(place or document)))
    for name in (vocabulary_iri(base), identities_iri(base)):
        if name in names:
            triples = _memory_graph(store.quads(graph=NamedNode(name)))
            faults.update(_violations(triples, name))
    return sorted(faults)


@cache
def shapes_graph() -> Graph:
    """The shapes, as rdflib has them; read once, and not to be changed."""
    text = files("claimgraph.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def _violations(triples: Graph, place: str) -> Iterator[Fault]:
    conforms, report, text = pyshacl.validate(triples, shacl_graph=shapes_graph(), inplace=True)
    if not isinstance(report, Graph):
        raise StoreError(f"{place}: cannot be validated: {' '.join(str(text).split())}")
    if conforms:
        return
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode)
        value = report.value(result, SH.value)
        constraint = report.value(result, SH.sourceConstraint)
        message = str(report.value(result, SH.resultMessage))
        if constraint is not None:  # a query on the document, which finds faulty nodes in it
            yield Fault(place, str(value or focus), _local(constraint), message)
            continue
        if value not in (None, focus):
            message = f"{message}; it has {_words(value)}"
        yield Fault(place, str(focus), _rule(report, result), message)


def _rule(report: Graph, result: Node) -> str:
    """The broken shape's name, or that of the property whose values break it."""
    for term in (SH.sourceShape, SH.resultPath):
        node = report.value(result, term)
        if isinstance(node, URIRef):
            return _local(node)
    return _local(report.value(result, SH.sourceConstraintComponent))


def _local(node: Node | None) -> str:
    return re.split(r"[#/]", str(node))[-1]


def _words(value: Node | None) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= _SHOWN_WORDS else words[: _SHOWN_WORDS - 1] + "\u2026"


def _memory_graph(quads: Iterable[Quad]) -> Graph:
    graph = Graph()
    for quad in quads:
        graph.add(rdflib_triple(quad))
    return graph
