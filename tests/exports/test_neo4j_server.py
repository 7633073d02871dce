"""What the official driver sends to a server over Bolt."""

from __future__ import annotations

import pytest

from claimgraph.exports.exporter import exporter
from claimgraph.exports.property_graph import CONSTRAINTS, batches
from claimgraph.exports.view import GraphView
from claimgraph.graph.errors import ExportError, UsageError
from claimgraph.graph.store import QuadStore
from tests.exports.bolt_server import bolt_server


def test_a_server_gets_constraints_then_every_batch(filled: QuadStore, view: GraphView) -> None:
    with bolt_server() as server:
        exporter("neo4j").write(filled, server.address)
    told = [(cypher, parameters) for cypher, parameters in server.told]
    assert told == [
        *((constraint, {}) for constraint in CONSTRAINTS),
        *((batch.cypher, {"rows": list(batch.rows)}) for batch in batches(view)),
    ]


def test_what_the_server_refuses_is_one_line(filled: QuadStore) -> None:
    with bolt_server(refuse="MERGE") as server, pytest.raises(ExportError) as caught:
        exporter("neo4j").write(filled, server.address)
    assert "refused" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_server_that_is_not_there_is_named(filled: QuadStore) -> None:
    with pytest.raises(ExportError, match=r"bolt://127\.0\.0\.1:9: "):
        exporter("neo4j").write(filled, "bolt://127.0.0.1:9")


def test_an_address_of_another_protocol_is_wrong_use(filled: QuadStore) -> None:
    with pytest.raises(UsageError, match=r"ftp://example\.org"):
        exporter("neo4j").write(filled, "ftp://example.org")
