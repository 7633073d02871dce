"""The central types, the RDF graph of claims, and everything that reads or writes it.

The names below load on first use, since rdflib takes a while to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .claims import FoundClaim, find_claims
    from .entities import EntityPage, describe
    from .errors import ClaimgraphError
    from .query import run_query
    from .query_catalogue import named_queries
    from .statistics import Statistics, count_all
    from .store import QuadStore, open_store
    from .text_search import search
    from .validation import validate
    from .verification import verify

__all__ = [
    "ClaimgraphError",
    "EntityPage",
    "FoundClaim",
    "QuadStore",
    "Statistics",
    "count_all",
    "describe",
    "find_claims",
    "named_queries",
    "open_store",
    "run_query",
    "search",
    "validate",
    "verify",
]

_MODULES = {
    "ClaimgraphError": ".errors",
    "EntityPage": ".entities",
    "FoundClaim": ".claims",
    "QuadStore": ".store",
    "Statistics": ".statistics",
    "count_all": ".statistics",
    "describe": ".entities",
    "find_claims": ".claims",
    "named_queries": ".query_catalogue",
    "open_store": ".store",
    "run_query": ".query",
    "search": ".text_search",
    "validate": ".validation",
    "verify": ".verification",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value
