"""Runs a query that a user wrote: it reads, and reads this store alone."""

from __future__ import annotations

from .errors import QueryError
from .sparql import first_token, position, query_form, service_clause
from .store import QuadStore, QueryResult

__all__ = ["check_query", "run_query"]

_UPDATES = (
    *("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP"),
    *("INSERT", "LOAD", "MOVE", "WITH"),
)


def run_query(
    store: QuadStore,
    sparql: str,
    *,
    timeout: float | None = None,
    allow_network: bool = False,
) -> QueryResult:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query, see `QuadStore.query`.

    Args:
        store: what is asked.
        sparql: the query; the prefixes of `ontology.prefixes` need no declaration.
        timeout: seconds until a query that is not answered is stopped; None lets it run.
        allow_network: let ``SERVICE`` clauses ask other servers.

    Raises:
        QueryError: if it is malformed, an update or not allowed to reach the network, or failed.
        QueryTimeout: if it was stopped.
        StoreError: if the store cannot be read.
    """
    check_query(sparql, allow_network=allow_network)
    return store.query(sparql, timeout=timeout)


def check_query(sparql: str, *, allow_network: bool = False) -> None:
    """Passes what may be run as a query, by its form and what it reaches; syntax is not checked.

    Raises:
        QueryError: if it is empty or an update, or would reach the network.
    """
    if query_form(sparql) is None:
        first = first_token(sparql)
        if first is None:
            raise QueryError("the query is empty")
        word = first.text.upper()
        if word.startswith(_UPDATES):
            raise QueryError(f"{word} changes the store; a query only reads, see claimgraph build")
        raise QueryError(
            f"the query is not well-formed, {position(sparql, first.start)}: expected SELECT, ASK, "
            f"CONSTRUCT or DESCRIBE, found {first.text[:40]!r}"
        )
    clause = None if allow_network else service_clause(sparql)
    if clause is not None:
        raise QueryError(
            f"{position(sparql, clause.start)}: SERVICE would ask another server; "
            "remove it, or allow network access"
        )
