"""A quad store on a SPARQL 1.1 server.

Servers differ in what a query's default graph is: nothing (Fuseki), or the union of everything
that they hold, with a triple repeated for each graph that holds it (Virtuoso). So that answers are
the same everywhere and other data on the server stays out of them, two graphs are kept besides the
data's own, and queries name what they read by ``FROM`` clauses:

- ``urn:x-claimgraph:union`` holds each triple of the store once;
- ``urn:x-claimgraph:graphs`` lists the store's graphs.

A change is one update request. Whether it happens as a whole or not at all is then up to the
server: SPARQL 1.1 Update wants requests to be atomic, but Virtuoso 7 runs one operation after the
other, and leaves a part when it fails in the middle. The same `replace` again completes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse_query_results,
)
from rdflib import Dataset

from ...ontology.prefixes import PREFIXES
from ..errors import QueryError, StoreError
from ..execution import triples_from
from ..sparql import declared_prefixes, query_form, readings, with_dataset
from .endpoint import Endpoint
from .protocol import QueryResult
from .quads import data_block, named_quads
from .view import server_dataset
from .xml_results import json_from_xml

__all__ = ["RemoteStore"]

_UNION = NamedNode("urn:x-claimgraph:union")
_GRAPHS = NamedNode("urn:x-claimgraph:graphs")
_LISTED = f"GRAPH {_GRAPHS} {{ ?g a <urn:x-claimgraph:Graph> }}"

# Virtuoso's parser runs out of memory at 5000 triples in one INSERT DATA.
_BLOCK = 2000

# Virtuoso's JSON has booleans as numbers, and its TSV has IRIs as strings.
_ROWS = "application/sparql-results+xml, application/sparql-results+json;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.5, application/rdf+xml;q=0.3"


class RemoteStore:
    """`QuadStore` over the SPARQL 1.1 Protocol; an answer is read whole before it is parsed.

    Of a server that sends no more than so many rows (Virtuoso's ``ResultSetMaxRows``), a longer
    answer raises QueryError.
    """

    def __init__(self, target: str, *, read_only: bool = False) -> None:
        """Asks the server for a sign of life.

        Raises:
            StoreError: if no SPARQL endpoint answers at the address.
            UsageError: if the target is malformed, or holds a user or password.
        """
        self._endpoint = Endpoint(target)
        self._read_only = read_only
        self._closed = False
        try:
            self._ask("ASK {}")
        except StoreError:
            self.close()
            raise

    @property
    def location(self) -> str:
        """The query endpoint's address."""
        return self._endpoint.address

    @property
    def read_only(self) -> bool:
        """Whether `replace` is refused."""
        return self._read_only

    def query(self, sparql: str, *, timeout: float | None = None) -> QueryResult:
        """`QuadStore.query`; the time limit ends the wait, the server may go on working.

        A query with ``FROM`` clauses reads the graphs it names.
        """
        if query_form(sparql) is None:
            raise QueryError("the query does not begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
        ranges = any(token.text.upper() == "GRAPH" for token in readings(sparql))
        text = with_dataset(sparql, _UNION, self.graph_names() if ranges else ())
        declared = declared_prefixes(sparql)
        # On one line with the query's first, so that the line numbers of errors stay.
        prologue = "".join(
            f"PREFIX {prefix}: <{namespace}> "
            for prefix, namespace in PREFIXES.items()
            if prefix not in declared
        )
        return self._ask(prologue + text, timeout)

    def _ask(self, sparql: str, timeout: float | None = None) -> QueryResult:
        if self._closed:
            raise StoreError(f"{self.location}: the store is closed")
        wants_triples = query_form(sparql) in {"CONSTRUCT", "DESCRIBE"}
        accept = _TRIPLES if wants_triples else _ROWS
        body, media_type = self._endpoint.query(sparql, accept, timeout)
        try:
            if wants_triples and (syntax := RdfFormat.from_media_type(media_type)):
                return triples_from(body, syntax)
            if shape := QueryResultsFormat.from_media_type(media_type):
                if shape == QueryResultsFormat.XML:
                    body, shape = json_from_xml(body), QueryResultsFormat.JSON
                return parse_query_results(body, shape)
        except (SyntaxError, ValueError) as error:
            words = " ".join(str(error).split())
            raise StoreError(f"{self.location}: the answer is malformed: {words}") from error
        raise StoreError(
            f"{self.location}: is not a SPARQL endpoint, its answer is "
            f"{media_type or 'of no known type'}"
        )

    def _rows(self, sparql: str) -> QuerySolutions:
        answer = self._ask(sparql)
        if not isinstance(answer, QuerySolutions):
            raise StoreError(f"{self.location}: the answer to a SELECT query has no rows")
        return answer

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """`QuadStore.quads`; one query for each graph if only the graph is open or given."""
        everything = subject is None and predicate is None and object is None and graph is None
        for name in self.graph_names() if everything else [graph]:
            terms = (subject or "?s", predicate or "?p", object or "?o")
            triple = " ".join(str(term) for term in terms)
            where = f"{_LISTED} GRAPH ?g {{ {triple} }}"
            if name is not None:
                where = f"VALUES ?g {{ {name} }} {where}"
            for row in self._rows(f"SELECT ?s ?p ?o ?g WHERE {{ {where} }}"):
                yield Quad(subject or row["s"], predicate or row["p"], object or row["o"], row["g"])

    def graph_names(self) -> list[NamedNode]:
        """`QuadStore.graph_names`."""
        rows = self._rows(f"SELECT ?g WHERE {{ {_LISTED} }}")
        return sorted((row["g"] for row in rows), key=lambda name: str(name.value))

    def replace(self, remove: Iterable[NamedNode], add: Iterable[Quad]) -> None:
        """`QuadStore.replace` in one request; see the module for what a server makes of it.

        A server may refuse large requests; Virtuoso 7 takes 10 MB, some 70,000 quads.
        """
        names = sorted(set(remove), key=lambda name: name.value)
        quads = sorted(named_quads(add), key=str)
        if self._read_only:
            raise StoreError(f"{self.location}: the store is open for reading only")
        if self._closed:
            raise StoreError(f"{self.location}: the store is closed")
        operations = _removal(names) if names else []
        operations += _addition(quads)
        if operations:
            self._endpoint.update(" ;\n".join(operations))

    def dataset(self) -> Dataset:
        """`QuadStore.dataset`; each pattern is a query, and writing to it raises TypeError."""
        return server_dataset(self)

    def __len__(self) -> int:
        """`QuadStore.__len__`, counted by the server."""
        count = f"SELECT (COUNT(*) AS ?n) WHERE {{ {_LISTED} GRAPH ?g {{ ?s ?p ?o }} }}"
        return int(next(self._rows(count))["n"].value)

    def close(self) -> None:
        """`QuadStore.close`."""
        self._closed = True
        self._endpoint.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes it."""
        self.close()


def _removal(names: list[NamedNode]) -> list[str]:
    """Takes from the union what only `names` hold, then drops them and their listing."""
    values = " ".join(map(str, names))
    others = ", ".join(map(str, names))
    listing = " ".join(f"{name} a <urn:x-claimgraph:Graph> ." for name in names)
    return [
        f"DELETE {{ GRAPH {_UNION} {{ ?s ?p ?o }} }} WHERE {{ VALUES ?old {{ {values} }} "
        f"GRAPH ?old {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {_LISTED} "
        f"FILTER (?g NOT IN ({others})) GRAPH ?g {{ ?s ?p ?o }} }} }}",
        *(f"DROP SILENT GRAPH {name}" for name in names),
        f"DELETE DATA {{ GRAPH {_GRAPHS} {{ {listing} }} }}",
    ]


def _addition(quads: list[Quad]) -> list[str]:
    """Inserts the quads, then their triples into the union, and lists the graphs last."""
    if not quads:
        return []
    blocks = [quads[start : start + _BLOCK] for start in range(0, len(quads), _BLOCK)]
    names = sorted({str(quad.graph_name) for quad in quads})
    listing = " ".join(f"{name} a <urn:x-claimgraph:Graph> ." for name in names)
    return [
        *(f"INSERT DATA {{\n{data_block(block)}}}" for block in blocks),
        f"INSERT {{ GRAPH {_UNION} {{ ?s ?p ?o }} }} WHERE {{ VALUES ?new {{ {' '.join(names)} }} "
        f"GRAPH ?new {{ ?s ?p ?o }} }}",
        f"INSERT DATA {{ GRAPH {_GRAPHS} {{ {listing} }} }}",
    ]
