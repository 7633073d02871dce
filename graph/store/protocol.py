"""What a quad store promises, whichever engine keeps the quads.

Terms, quads and query results are pyoxigraph's, for every store: the results of a remote server
are parsed into the same types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
)

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["QuadStore", "QueryResult"]

QueryResult: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
"""Of SELECT, of ASK, and of CONSTRUCT or DESCRIBE; the first and the last can be read once."""


class QuadStore(Protocol):
    """Quads in named graphs, read by SPARQL 1.1 and written one whole graph at a time.

    Every method raises `StoreError` when the store cannot do what it promises. A store is open
    until `close`, or until its ``with`` block ends; it is not shared between processes.
    """

    @property
    def location(self) -> str:
        """What `open_store` opened it by, without credentials; for messages."""

    @property
    def read_only(self) -> bool:
        """Whether `replace` is refused."""

    def query(self, sparql: str, *, timeout: float | None = None) -> QueryResult:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query.

        The default graph is the union of all graphs, without duplicates; ``GRAPH`` still tells
        them apart. The prefixes of `ontology.prefixes` are declared. The query is passed on as it
        stands; for one that a user wrote, `graph.query.run_query` keeps ``SERVICE`` from
        reaching the network.

        Args:
            sparql: the query.
            timeout: seconds after which a query that is not answered in full is stopped; None
                lets it run.

        Raises:
            QueryError: if it is not a well-formed query (an update is none), or failed; a
                query whose answer is read lazily may fail while it is read.
            QueryTimeout: if it was stopped.
        """

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """The quads that match, each once, in no promised order; None matches every term.

        A literal may come back in the canonical form of its datatype: ``01`` as ``1``.
        """

    def graph_names(self) -> list[NamedNode]:
        """The names of the graphs that hold a quad, sorted."""

    def replace(self, remove: Iterable[NamedNode], add: Iterable[Quad]) -> None:
        """Drops the graphs `remove` and adds the quads `add`, in one transaction.

        Either all of it happens or nothing, also when the process or the machine stops in the
        middle; a query sees the state before or the state after. What another graph holds stays.
        A graph that does not exist is dropped without complaint; a quad that exists already
        is not added twice. When it returns, the change outlives the process; after `close`, also a
        power failure. A server keeps these promises as far as it can, see `graph.store.remote`.

        Raises:
            ValueError: if a quad is in the default graph, or holds a blank node or a quoted
                triple: those have no name by which they could be replaced.
        """

    def dataset(self) -> Dataset:
        """The same quads as an rdflib dataset whose default graph is the union of all graphs.

        It is a view, not a copy: closing it leaves the store open.
        """

    def __len__(self) -> int:
        """How many quads it holds."""

    def close(self) -> None:
        """Gives up the store's files and connections; calling it again does nothing."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes it."""
