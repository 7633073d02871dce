"""Rows of the named queries, for code that makes objects of them."""

from __future__ import annotations

from pyoxigraph import QuerySolutions

from .query_catalogue import named_query
from .store import QuadStore

__all__ = ["answers", "is_true"]


def answers(store: QuadStore, query: str, **values: str) -> list[dict[str, str]]:
    """The rows of a named SELECT query in its order: lexical forms and IRIs by variable.

    A row has no key for a variable that it does not bind.

    Raises:
        UsageError: if there is no such query, or the values are not what it takes.
        StoreError: if the store cannot answer.
    """
    rows = store.query(named_query(query).bind(values))
    assert isinstance(rows, QuerySolutions)  # the named queries are SELECT queries
    names = [variable.value for variable in rows.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in rows]


def is_true(lexical: str) -> bool:
    """What an ``xsd:boolean`` says; servers write the ones they compute as ``1`` and ``0``."""
    return lexical in {"true", "1"}
