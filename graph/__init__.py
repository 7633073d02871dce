"""The central types, the RDF graph of claims, and everything that reads or writes it.

The names below load on first use, since rdflib takes a while to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .claims import FoundClaim, find_claims
    from .comparison import ComparedClaims, compare
    from .entities import EntityPage, describe
    from .errors import ClaimgraphError
    from .identity.application import apply_decisions
    from .identity.decisions import Decision, read_decisions, write_decisions
    from .identity.namesakes import Namesake, namesakes, with_namesakes
    from .identity.proposals import Proposal, propose
    from .ledger import Prediction, find_predictions
    from .query import run_query
    from .query_catalogue import named_queries
    from .statistics import Statistics, count_all
    from .store import QuadStore, open_store
    from .text_search import search
    from .timeline import HistoryEntry, history
    from .topics import Topic, find_topics
    from .validation import validate
    from .verification import verify

__all__ = [
    "ClaimgraphError",
    "ComparedClaims",
    "Decision",
    "EntityPage",
    "FoundClaim",
    "HistoryEntry",
    "Namesake",
    "Prediction",
    "Proposal",
    "QuadStore",
    "Statistics",
    "Topic",
    "apply_decisions",
    "compare",
    "count_all",
    "describe",
    "find_claims",
    "find_predictions",
    "find_topics",
    "history",
    "named_queries",
    "namesakes",
    "open_store",
    "propose",
    "read_decisions",
    "run_query",
    "search",
    "validate",
    "verify",
    "with_namesakes",
    "write_decisions",
]

_MODULES = {
    "ClaimgraphError": ".errors",
    "ComparedClaims": ".comparison",
    "Decision": ".identity.decisions",
    "EntityPage": ".entities",
    "FoundClaim": ".claims",
    "HistoryEntry": ".timeline",
    "Namesake": ".identity.namesakes",
    "Prediction": ".ledger",
    "Proposal": ".identity.proposals",
    "QuadStore": ".store",
    "Statistics": ".statistics",
    "Topic": ".topics",
    "apply_decisions": ".identity.application",
    "compare": ".comparison",
    "count_all": ".statistics",
    "describe": ".entities",
    "find_claims": ".claims",
    "find_predictions": ".ledger",
    "find_topics": ".topics",
    "history": ".timeline",
    "named_queries": ".query_catalogue",
    "namesakes": ".identity.namesakes",
    "open_store": ".store",
    "propose": ".identity.proposals",
    "read_decisions": ".identity.decisions",
    "run_query": ".query",
    "search": ".text_search",
    "validate": ".validation",
    "verify": ".verification",
    "with_namesakes": ".identity.namesakes",
    "write_decisions": ".identity.decisions",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value
