"""A quad store in this process: Oxigraph, on disk or in memory.

Oxigraph can take the union of all graphs for a query's default graph, but then a triple that
three graphs hold is found three times, which multiplies rows and falsifies counts. So the
database's own default graph, which no data uses, holds each triple of the named graphs once, and
queries read that.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from ..errors import StoreError
from ..execution import query_here, query_in_child
from .folder import StoreFolder
from .protocol import QueryResult
from .quads import data_block, named_quads

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["MEMORY", "EmbeddedStore"]

MEMORY = ":memory:"
"""What `open_store` opens a store in memory by."""

_DEFAULT = DefaultGraph()
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


class EmbeddedStore:
    """`QuadStore` over Oxigraph; made by `in_memory` or `on_disk`.

    Threads may share it: a query sees the state at its start, and writers wait for one another.
    """

    def __init__(
        self, database: Store, *, location: str, read_only: bool, folder: StoreFolder | None
    ) -> None:
        """Takes over an open database and, for one on disk, its locked folder."""
        self._database: Store | None = database
        self._location = location
        self._read_only = read_only
        self._folder = folder
        self._writing = threading.Lock()

    @classmethod
    def in_memory(cls, *, read_only: bool = False) -> Self:
        """An empty store that is gone when it is closed."""
        return cls(Store(), location=MEMORY, read_only=read_only, folder=None)

    @classmethod
    def on_disk(cls, path: Path, *, read_only: bool = False, create: bool = True) -> Self:
        """The store in the folder `path`.

        Raises:
            StoreError: as `graph.store.open_store`.
        """
        folder = StoreFolder(path, read_only=read_only, create=create)
        try:
            where = str(folder.database)
            database = Store.read_only(where) if read_only else Store(where)
            folder.finish()
        except (OSError, RuntimeError, ValueError) as error:
            folder.release()
            raise _opening_failed(path, error) from error
        return cls(database, location=str(path), read_only=read_only, folder=folder)

    @property
    def location(self) -> str:
        """The folder as it was given, or ``:memory:``."""
        return self._location

    @property
    def read_only(self) -> bool:
        """Whether `replace` is refused."""
        return self._read_only

    @property
    def _open(self) -> Store:
        if self._database is None:
            raise StoreError(f"{self._location}: the store is closed")
        return self._database

    def query(self, sparql: str, *, timeout: float | None = None) -> QueryResult:
        """`QuadStore.query`; without a time limit in this process, with one in a child process.

        Oxigraph cannot stop a running query, so one with a time limit runs in a process that can
        be ended. It reads the folder of a store that is open for reading, a snapshot of one that
        is open for writing, and a copy of one in memory; the limit counts from its start.
        """
        database = self._open
        if timeout is None:
            return query_here(database, sparql)
        if self._folder is None:
            return query_in_child(sparql, timeout, database)
        if self._read_only:
            return query_in_child(sparql, timeout, self._folder.database)
        return self._query_snapshot(sparql, timeout, self._folder)

    def _query_snapshot(self, sparql: str, timeout: float, folder: StoreFolder) -> QueryResult:
        with self._writing:
            snapshot = folder.snapshot()
            try:
                self._open.backup(snapshot)
            except (OSError, RuntimeError) as error:
                folder.discard(snapshot)
                raise StoreError(f"{self._location}: cannot be copied: {error}") from error
        try:
            return query_in_child(sparql, timeout, snapshot)
        finally:
            with self._writing:
                folder.discard(snapshot)

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """`QuadStore.quads`; a later `replace` does not change what is still to come."""
        matches = self._open.quads_for_pattern(subject, predicate, object, graph)
        return (quad for quad in matches if quad.graph_name != _DEFAULT)

    def graph_names(self) -> list[NamedNode]:
        """`QuadStore.graph_names`."""
        return sorted(
            (name for name in self._open.named_graphs() if isinstance(name, NamedNode)),
            key=lambda name: name.value,
        )

    def replace(self, remove: Iterable[NamedNode], add: Iterable[Quad]) -> None:
        """`QuadStore.replace`; only what differs is written."""
        names = set(remove)
        new = named_quads(add)
        if self._read_only:
            raise StoreError(f"{self._location}: the store is open for reading only")
        try:
            with self._writing:
                self._write(names, new)
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"{self._location}: cannot be written, and is unchanged: {error}"
            ) from error

    def _write(self, names: set[NamedNode], new: set[Quad]) -> None:
        database = self._open
        old = {
            quad for name in names for quad in database.quads_for_pattern(None, None, None, name)
        }
        come = new - old
        come |= {Quad(quad.subject, quad.predicate, quad.object, _DEFAULT) for quad in come}
        gone = old - new
        if not gone:
            database.extend(come)
            return
        staying = {quad.triple for quad in new}
        gone |= {
            Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)
            for quad in gone
            if quad.triple not in staying and not self._elsewhere(quad, names)
        }
        emptied = names - {quad.graph_name for quad in new}
        # One request is one transaction.
        database.update(
            f"DELETE DATA {{\n{data_block(gone)}}} ;\n"
            + "".join(f"DROP SILENT GRAPH {name} ;\n" for name in emptied)
            + f"INSERT DATA {{\n{data_block(come)}}}"
        )

    def _elsewhere(self, quad: Quad, names: set[NamedNode]) -> bool:
        """Whether a named graph other than `names` holds the quad's triple."""
        return any(
            match.graph_name != _DEFAULT and match.graph_name not in names
            for match in self._open.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        )

    def dataset(self) -> Dataset:
        """`QuadStore.dataset`; queries run in Oxigraph, and writing to it raises TypeError."""
        from .view import union_dataset  # rdflib takes longer to import than most queries to run

        return union_dataset(self._open)

    def __len__(self) -> int:
        """`QuadStore.__len__`; takes time in proportion to the answer."""
        rows = query_here(self._open, _COUNT)
        assert isinstance(rows, QuerySolutions)  # it is a SELECT query
        return int(next(rows)["n"].value)

    def close(self) -> None:
        """`QuadStore.close`; iterators that are still in use keep the database itself open."""
        database, self._database = self._database, None
        if database is not None and self._folder is not None:
            try:
                if not self._read_only:
                    database.flush()
            except (OSError, RuntimeError) as error:
                raise StoreError(f"{self._location}: cannot be saved: {error}") from error
            finally:
                del database
                self._folder.release()

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


def _opening_failed(path: Path, error: Exception) -> StoreError:
    """What went wrong, from the words of Oxigraph and RocksDB."""
    words = " ".join(str(error).split())
    if "lock" in words.lower():
        return StoreError(
            f"{path}: the store is in use by another process; wait until that is done, or stop it"
        )
    if isinstance(error, PermissionError):
        return StoreError(f"{path}: no permission to open the store")
    return StoreError(
        f"{path}: the store is damaged ({words[:200]}); remove the folder and build it again"
    )
