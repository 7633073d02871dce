"""The view into a Neo4j server, over its Bolt protocol.

User and password come from ``NEO4J_USERNAME`` and ``NEO4J_PASSWORD``, the database from
``NEO4J_DATABASE``, as Neo4j's own tools have them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..graph.errors import ExportError, UsageError
from ..graph.store import QuadStore
from .exporter import Exporter, Target
from .property_graph import CONSTRAINTS, Batch, batches
from .view_reader import read_view

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["EXPORTERS"]


def _write(store: QuadStore, target: str) -> None:
    try:
        import neo4j
        from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError
    except ImportError as error:
        raise UsageError("loading Neo4j needs: pip install 'claimgraph[neo4j]'") from error
    user = os.environ.get("NEO4J_USERNAME")
    auth = neo4j.basic_auth(user, os.environ.get("NEO4J_PASSWORD", "")) if user else None
    view = read_view(store)
    try:
        with (
            neo4j.GraphDatabase.driver(target, auth=auth) as driver,
            driver.session(database=os.environ.get("NEO4J_DATABASE")) as session,
        ):
            # Without it, a server that cannot be reached is tried for half a minute.
            driver.verify_connectivity()
            for constraint in CONSTRAINTS:
                session.run(constraint).consume()
            for batch in batches(view):
                # In a transaction of its own each, tried again when the server asks for it.
                session.execute_write(_run, batch)
    except (ConfigurationError, ValueError) as error:
        raise UsageError(f"{target}: {error}") from error
    except (DriverError, Neo4jError) as error:
        raise ExportError(f"{target}: {' '.join(str(error).split())}") from error


def _run(transaction: ManagedTransaction, batch: Batch) -> None:
    transaction.run(batch.cypher, rows=batch.rows).consume()


EXPORTERS = (
    Exporter(
        "neo4j",
        "a running Neo4j server, at an address such as neo4j://localhost",
        Target.ADDRESS,
        "",
        _write,
    ),
)
"""The exporters of this module."""
