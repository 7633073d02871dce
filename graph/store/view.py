"""A quad store as an rdflib dataset, for reading.

The signatures of the views are rdflib's, whose terms and patterns have no useful types.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, NoReturn

import rdflib.store
from oxrdflib import OxigraphStore
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryTriples, Store
from rdflib import BNode, Dataset, Graph, URIRef, Variable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result

from ...ontology.prefixes import PREFIXES
from ..sparql import declared_prefixes
from .protocol import QuadStore

__all__ = ["server_dataset", "union_dataset"]


def union_dataset(database: Store) -> Dataset:
    """`database` as a dataset for reading, when its default graph is the union of the others."""
    return _bound(Dataset(_UnionView(store=database), default_union=True))


def _bound(dataset: Dataset) -> Dataset:
    """The same dataset, with the prefixes of `ontology.prefixes`."""
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise TypeError("the dataset is a view for reading; write with QuadStore.replace")


class _UnionView(OxigraphStore):
    """Shows the default graph's triples once, each with the named graphs that hold it."""

    def triples(
        self, triple: Any, context: Graph | None = None
    ) -> Iterator[tuple[Any, Iterator[Graph | None]]]:
        if context is not None and context.identifier != DATASET_DEFAULT_GRAPH_ID:
            yield from super().triples(triple, context)
            return
        default = Graph(store=self, identifier=DATASET_DEFAULT_GRAPH_ID)
        for match, _ in super().triples(triple, default):
            yield match, self.contexts(match)

    def contexts(self, triple: Any = None) -> Generator[Graph, None, None]:
        for graph in super().contexts(triple):
            if graph.identifier != DATASET_DEFAULT_GRAPH_ID:
                yield graph

    def query(
        self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **options: Any
    ) -> Any:
        asked = DATASET_DEFAULT_GRAPH_ID if queryGraph == "__UNION__" else queryGraph
        return super().query(query, initNs, initBindings, asked, **options)

    def __len__(self, context: Graph | None = None) -> int:
        whole = Graph(store=self, identifier=DATASET_DEFAULT_GRAPH_ID)
        return int(super().__len__(whole if context is None else context))

    def add_graph(self, graph: Graph) -> None:
        """Nothing: `Dataset.graph` calls it for graphs that are only read."""

    add = addN = remove = remove_graph = update = _refuse


def server_dataset(store: QuadStore) -> Dataset:
    """A store on a server as a dataset for reading: each pattern and each query is sent to it."""
    return _bound(Dataset(_ServerView(store), default_union=True))


class _ServerView(rdflib.store.Store):
    """Asks a quad store; terms are made as `_UnionView` makes them."""

    context_aware = True
    graph_aware = True

    def __init__(self, store: QuadStore) -> None:
        super().__init__()
        self._quads = store
        self._namespaces: dict[str, URIRef] = {}

    def triples(
        self, triple_pattern: Any, context: Graph | None = None
    ) -> Iterator[tuple[Any, Iterator[Graph | None]]]:
        if any(isinstance(term, BNode) for term in triple_pattern):
            return  # the store has none
        named = context is not None and context.identifier != DATASET_DEFAULT_GRAPH_ID
        graph = NamedNode(str(context.identifier)) if context is not None and named else None
        holders: dict[Any, list[Graph | None]] = {}
        subject, predicate, object_ = map(_term, triple_pattern)
        for quad in self._quads.quads(subject, predicate, object_, graph):
            triple = tuple(map(_node, (quad.subject, quad.predicate, quad.object)))
            holder = Graph(store=self, identifier=_node(quad.graph_name))
            holders.setdefault(triple, []).append(holder)
        for triple, graphs in holders.items():
            yield triple, iter(graphs)

    def contexts(self, triple: Any = None) -> Generator[Graph, None, None]:
        if triple is None:
            for name in self._quads.graph_names():
                yield Graph(store=self, identifier=_node(name))
        else:
            for _, graphs in self.triples(triple):
                yield from (graph for graph in graphs if graph is not None)

    def __len__(self, context: Graph | None = None) -> int:
        return sum(1 for _ in self.triples((None, None, None), context))

    def query(
        self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **_: Any
    ) -> Result:
        if initBindings or queryGraph not in {"__UNION__", DATASET_DEFAULT_GRAPH_ID}:
            raise NotImplementedError("write values and graphs into the query itself")
        declared = declared_prefixes(query)
        bound_here = {**self._namespaces, **initNs}
        prologue = "".join(
            f"PREFIX {prefix}: <{namespace}> "
            for prefix, namespace in bound_here.items()
            if prefix not in declared
        )
        answer = self._quads.query(prologue + query)
        if isinstance(answer, QueryTriples):
            result = Result("CONSTRUCT")
            result.graph = Graph()
            result.graph += (tuple(map(_node, triple)) for triple in answer)
        elif isinstance(answer, QueryBoolean):
            result = Result("ASK")
            result.askAnswer = bool(answer)
        else:
            result = Result("SELECT")
            names = [variable.value for variable in answer.variables]
            result.vars = [Variable(name) for name in names]
            result.bindings = [
                {Variable(name): _node(row[name]) for name in names if row[name] is not None}
                for row in answer
            ]
        return result

    def add_graph(self, graph: Graph) -> None:
        """Nothing: `Dataset.graph` calls it for graphs that are only read."""

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        self._namespaces[prefix] = namespace

    def namespace(self, prefix: str) -> URIRef | None:
        return self._namespaces.get(prefix)

    def prefix(self, namespace: URIRef) -> str | None:
        return next((name for name, iri in self._namespaces.items() if iri == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        yield from self._namespaces.items()

    add = addN = remove = remove_graph = update = _refuse


def _term(node: Any) -> Any:
    """rdflib's node as pyoxigraph's term; None stays None."""
    if node is None:
        return None
    if isinstance(node, rdflib.Literal):
        datatype = None if node.datatype is None else NamedNode(str(node.datatype))
        return Literal(str(node), language=node.language, datatype=datatype)
    return NamedNode(str(node))


def _node(term: Any) -> Any:
    """pyoxigraph's term as rdflib's node."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=URIRef(term.datatype.value))
