from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from claimgraph.graph.errors import QueryError, QueryTimeout
from claimgraph.graph.query import check_query, run_query
from claimgraph.graph.store import QuadStore, open_store

ADA = NamedNode("https://example.org/ada")


@pytest.fixture
def store() -> Iterator[QuadStore]:
    with open_store(":memory:") as opened:
        label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
        opened.replace([], [Quad(ADA, label, Literal("Ada"), NamedNode("https://example.org/g"))])
        yield opened


@pytest.mark.parametrize("timeout", [None, 60])
def test_a_query_is_answered(store: QuadStore, timeout: float | None) -> None:
    rows = run_query(store, "SELECT ?s { ?s rdfs:label 'Ada' }", timeout=timeout)
    assert isinstance(rows, QuerySolutions)
    assert [row["s"] for row in rows] == [ADA]


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> } }",
        "PREFIX ex: <http://e/>\n# comment\ndelete where { ?s ?p ?o }",
        "LOAD <http://example.org/data>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP ALL",
        "INSERTDATA{}",
    ],
)
def test_an_update_is_refused(store: QuadStore, update: str) -> None:
    with pytest.raises(QueryError, match="changes the store; a query only reads"):
        run_query(store, update)
    assert len(store) == 1


def test_an_update_behind_a_query_is_refused(store: QuadStore) -> None:
    with pytest.raises(QueryError, match="not well-formed"):
        run_query(store, "SELECT * { ?s ?p ?o } ; DROP ALL")
    assert len(store) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the query is empty"),
        (" # only a comment", "the query is empty"),
        (
            "PREFIX ex: <http://e/>\n  FIND ?x",
            "the query is not well-formed, line 2, column 3: expected SELECT, ASK, CONSTRUCT or "
            "DESCRIBE, found 'FIND'",
        ),
    ],
)
def test_what_is_no_query_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError) as raised:
        check_query(text)
    assert str(raised.value) == message


def test_the_network_is_out_of_reach_unless_allowed(store: QuadStore) -> None:
    query = "SELECT * {\n  SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }\n}"
    with pytest.raises(QueryError, match="line 2, column 3: SERVICE would ask another server"):
        run_query(store, query)
    check_query(query, allow_network=True)


def test_a_query_that_runs_on_is_stopped(store: QuadStore) -> None:
    numbers = " ".join(["1"] * 200)
    many = " ".join(f"{{ SELECT * {{ VALUES ?x{n} {{ {numbers} }} }} }}" for n in range(6))
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.5 s"):
        run_query(store, f"SELECT (COUNT(*) AS ?n) {{ {many} }}", timeout=0.5)
