"""What every quad store does, whichever engine keeps the quads.

`store` is an empty store on disk, in memory or on a server.
"""

from __future__ import annotations

import pytest
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)
from rdflib import Graph, URIRef

from claimgraph.graph.errors import QueryError, StoreError
from claimgraph.graph.store import QuadStore

# Dataset's own methods call what rdflib 7.6 deprecates.
RDFLIB_WARNS_ABOUT_ITSELF = pytest.mark.filterwarnings("ignore:Dataset.default_context")

EX = "https://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def iri(name: str) -> NamedNode:
    return NamedNode(EX + name)


def quad(subject: str, predicate: str, value: str, graph: str) -> Quad:
    return Quad(iri(subject), iri(predicate), iri(value), iri(graph))


ONE = quad("ada", "knows", "grace", "g1")
SAME_IN_TWO = quad("ada", "knows", "grace", "g2")
OTHER = quad("grace", "knows", "ada", "g2")
LABEL = Quad(iri("ada"), RDFS_LABEL, Literal("Ada"), iri("g1"))


def column(store: QuadStore, sparql: str, variable: str) -> list[str]:
    solutions = store.query(sparql)
    assert isinstance(solutions, QuerySolutions)
    return sorted(solution[variable].value for solution in solutions)


def test_a_new_store_is_empty(store: QuadStore) -> None:
    assert len(store) == 0
    assert store.graph_names() == []
    assert list(store.quads()) == []


def test_what_is_added_is_found_by_every_term(store: QuadStore) -> None:
    store.replace([], [ONE, OTHER, LABEL])
    assert len(store) == 3
    assert set(store.quads()) == {ONE, OTHER, LABEL}
    assert set(store.quads(subject=iri("ada"))) == {ONE, LABEL}
    assert set(store.quads(predicate=iri("knows"))) == {ONE, OTHER}
    assert set(store.quads(object=Literal("Ada"))) == {LABEL}
    assert set(store.quads(graph=iri("g2"))) == {OTHER}
    assert set(store.quads(iri("ada"), RDFS_LABEL, Literal("Ada"), iri("g1"))) == {LABEL}
    assert list(store.quads(iri("ada"), graph=iri("g2"))) == []


def test_graph_names_are_sorted(store: QuadStore) -> None:
    store.replace([], [quad("a", "b", "c", name) for name in ("z", "a", "m")])
    assert store.graph_names() == [iri("a"), iri("m"), iri("z")]


def test_literals_come_back_as_they_were(store: QuadStore) -> None:
    values = [
        Literal('tab\t"quote" back\\slash new\nline, \u00e9\u4e2d\U0001f600 and \u2028'),
        Literal("GET /a?b=c#d {x} $y ?z ; DROP ALL"),
        Literal("colour", language="en"),
        Literal("2028-03", datatype=NamedNode(XSD + "gYearMonth")),
        Literal("2028", datatype=NamedNode(XSD + "gYear")),
        Literal("2026-06-25", datatype=NamedNode(XSD + "date")),
        Literal("true", datatype=NamedNode(XSD + "boolean")),
        Literal("17", datatype=NamedNode(XSD + "integer")),
        Literal("0.75", datatype=NamedNode(XSD + "decimal")),
        Literal(""),
    ]
    subjects = [iri(f"s{number}") for number in range(len(values))]
    quads = {
        Quad(subject, iri("says"), value, iri("g1"))
        for subject, value in zip(subjects, values, strict=True)
    }
    store.replace([], quads)
    assert set(store.quads()) == quads
    answer = store.query(f"SELECT ?s ?v {{ ?s <{EX}says> ?v }}")
    assert isinstance(answer, QuerySolutions)
    assert {(row["s"], row["v"]) for row in answer} == set(zip(subjects, values, strict=True))


def test_iris_come_back_as_they_were(store: QuadStore) -> None:
    names = ["a#char=1,2", "\u00e9t\u00e9", "a(b)'c", "a?b=c&d=%20", "gpt-4.1+x"]
    quads = {quad(name, "is", name, "g1") for name in names}
    store.replace([], quads)
    assert set(store.quads()) == quads


def test_replacing_a_graph_leaves_the_others(store: QuadStore) -> None:
    store.replace([], [ONE, LABEL, SAME_IN_TWO, OTHER])
    new = quad("ada", "knows", "alan", "g1")
    store.replace([iri("g1")], [new])
    assert set(store.quads()) == {new, SAME_IN_TWO, OTHER}
    assert column(store, f"SELECT ?o {{ <{EX}ada> <{EX}knows> ?o }}", "o") == [
        f"{EX}alan",
        f"{EX}grace",
    ]


def test_removing_a_graph_takes_its_triples_from_the_union(store: QuadStore) -> None:
    store.replace([], [ONE, LABEL, SAME_IN_TWO])
    store.replace([iri("g1")], [])
    assert store.graph_names() == [iri("g2")]
    assert column(store, "SELECT ?p { ?s ?p ?o }", "p") == [f"{EX}knows"]
    store.replace([iri("g2")], [])
    assert len(store) == 0
    assert store.graph_names() == []
    assert column(store, "SELECT ?p { ?s ?p ?o }", "p") == []


def test_several_graphs_are_replaced_at_once(store: QuadStore) -> None:
    store.replace([], [ONE, SAME_IN_TWO, OTHER, quad("x", "y", "z", "g3")])
    kept = quad("grace", "knows", "ada", "g1")
    store.replace([iri("g1"), iri("g2")], [kept])
    assert set(store.quads()) == {kept, quad("x", "y", "z", "g3")}
    assert column(store, f"SELECT ?s {{ ?s <{EX}knows> ?o }}", "s") == [f"{EX}grace"]


def test_replacing_by_the_same_changes_nothing(store: QuadStore) -> None:
    quads = {ONE, LABEL, SAME_IN_TWO}
    store.replace([], quads)
    store.replace([iri("g1"), iri("g2")], quads)
    assert set(store.quads()) == quads
    assert len(column(store, "SELECT ?s { ?s ?p ?o }", "s")) == 2


def test_adding_twice_holds_once(store: QuadStore) -> None:
    store.replace([], [ONE, ONE])
    store.replace([], iter([ONE]))
    assert len(store) == 1


def test_dropping_what_is_not_there_is_no_error(store: QuadStore) -> None:
    store.replace([iri("nothing")], [])
    store.replace([], [])
    assert len(store) == 0


def test_a_large_graph_is_replaced_whole(store: QuadStore) -> None:
    old = {
        Quad(iri(f"s{number}"), iri("says"), Literal(f"old words {number}"), iri("g1"))
        for number in range(6000)
    }
    new = {
        Quad(iri(f"s{number}"), iri("says"), Literal(f"new words {number}"), iri("g1"))
        for number in range(6000)
    }
    store.replace([], old)
    store.replace([iri("g1")], new)
    assert len(store) == 6000
    assert set(store.quads()) == new
    counted = column(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "n")
    assert counted == ["6000"]


@pytest.mark.parametrize(
    "bad",
    [
        Quad(BlankNode("b"), iri("p"), iri("o"), iri("g")),
        Quad(iri("s"), iri("p"), BlankNode("b"), iri("g")),
        Quad(iri("s"), iri("p"), iri("o"), DefaultGraph()),
        Quad(iri("s"), iri("p"), iri("o"), BlankNode("g")),
        Quad(iri("s"), iri("p"), Triple(iri("s"), iri("p"), iri("o")), iri("g")),
    ],
)
def test_what_has_no_name_is_refused_and_nothing_written(store: QuadStore, bad: Quad) -> None:
    store.replace([], [ONE])
    with pytest.raises(ValueError, match="not a quad of named nodes"):
        store.replace([iri("g1")], [LABEL, bad])
    assert set(store.quads()) == {ONE}


def test_the_default_graph_holds_each_triple_once(store: QuadStore) -> None:
    store.replace([], [ONE, SAME_IN_TWO, OTHER])
    assert column(store, "SELECT ?s { ?s ?p ?o }", "s") == [f"{EX}ada", f"{EX}grace"]
    counted = column(store, f"SELECT (COUNT(*) AS ?n) {{ ?s <{EX}knows> ?o }}", "n")
    assert counted == ["2"]


def test_graph_tells_the_graphs_apart(store: QuadStore) -> None:
    store.replace([], [ONE, SAME_IN_TWO, OTHER])
    assert column(store, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }", "g") == [
        f"{EX}g1",
        f"{EX}g2",
        f"{EX}g2",
    ]
    assert column(store, f"SELECT ?s {{ GRAPH <{EX}g1> {{ ?s ?p ?o }} }}", "s") == [f"{EX}ada"]
    joined = f"SELECT ?g {{ <{EX}grace> ?p ?x GRAPH ?g {{ ?x ?p ?y }} }}"
    assert column(store, joined, "g") == [f"{EX}g1", f"{EX}g2"]


def test_a_query_may_choose_its_graphs(store: QuadStore) -> None:
    store.replace([], [ONE, OTHER])
    assert column(store, f"SELECT ?s FROM <{EX}g2> WHERE {{ ?s ?p ?o }}", "s") == [f"{EX}grace"]


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_every_form_of_query_is_answered(store: QuadStore, timeout: float | None) -> None:
    store.replace([], [ONE, LABEL])
    rows = store.query("SELECT ?s ?o { ?s rdfs:label ?o }", timeout=timeout)
    assert isinstance(rows, QuerySolutions)
    assert [variable.value for variable in rows.variables] == ["s", "o"]
    assert [(row["s"], row["o"]) for row in rows] == [(iri("ada"), Literal("Ada"))]
    yes = store.query(f"ASK {{ <{EX}ada> ?p ?o }}", timeout=timeout)
    no = store.query(f"ASK {{ <{EX}nobody> ?p ?o }}", timeout=timeout)
    assert isinstance(yes, QueryBoolean)
    assert isinstance(no, QueryBoolean)
    assert (bool(yes), bool(no)) == (True, False)
    made = store.query(
        f"CONSTRUCT {{ ?o <{EX}knownBy> ?s }} WHERE {{ ?s <{EX}knows> ?o }}", timeout=timeout
    )
    assert isinstance(made, QueryTriples)
    assert list(made) == [Triple(iri("grace"), iri("knownBy"), iri("ada"))]
    described = store.query(f"DESCRIBE <{EX}ada>", timeout=timeout)
    assert isinstance(described, QueryTriples)
    assert set(described) == {ONE.triple, LABEL.triple}


def test_unbound_and_absent_variables_have_no_value(store: QuadStore) -> None:
    store.replace([], [ONE])
    answer = store.query("SELECT ?s ?label { ?s ?p ?o OPTIONAL { ?s rdfs:label ?label } }")
    assert isinstance(answer, QuerySolutions)
    assert [(row["s"], row["label"]) for row in answer] == [(iri("ada"), None)]


def test_a_query_may_declare_a_known_prefix_again(store: QuadStore) -> None:
    store.replace([], [ONE])
    assert column(store, f"PREFIX schema: <{EX}> SELECT ?s {{ ?s schema:knows ?o }}", "s") == [
        f"{EX}ada"
    ]


@pytest.mark.parametrize(
    "sparql",
    [
        "",
        "SELECT",
        "SELECT * { ?s ?p ?o",
        "SELECT * { ?s nowhere:p ?o }",
        "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> } }",
        "CLEAR ALL",
    ],
)
def test_what_is_no_query_is_one_line_and_changes_nothing(store: QuadStore, sparql: str) -> None:
    store.replace([], [ONE])
    for timeout in (None, 60.0):
        with pytest.raises(QueryError) as raised:
            store.query(sparql, timeout=timeout)
        assert "\n" not in str(raised.value)
        assert len(str(raised.value)) < 500
    assert set(store.quads()) == {ONE}


@RDFLIB_WARNS_ABOUT_ITSELF
def test_rdflib_sees_the_same(store: QuadStore) -> None:
    store.replace([], [ONE, SAME_IN_TWO, LABEL])
    dataset = store.dataset()
    ada, knows, grace = (URIRef(EX + name) for name in ("ada", "knows", "grace"))
    assert len(dataset) == 2
    assert list(dataset.objects(ada, knows)) == [grace]
    assert (ada, knows, grace) in dataset
    assert (grace, knows, ada) not in dataset
    named = {str(graph.identifier) for graph in dataset.graphs()} - {"urn:x-rdflib:default"}
    assert named == {f"{EX}g1", f"{EX}g2"}
    assert sorted(str(graph) for _, _, _, graph in dataset.quads((ada, knows, None, None))) == [
        f"{EX}g1",
        f"{EX}g2",
    ]
    assert len(dataset.graph(URIRef(f"{EX}g2"))) == 1
    rows = list(dataset.query("SELECT ?label { ?s rdfs:label ?label }"))
    assert [str(row[0]) for row in rows if isinstance(row, tuple)] == ["Ada"]
    assert dataset.query("ASK { ?s ?p ?o }").askAnswer
    made = dataset.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s rdfs:label ?x ; ?p ?o }").graph
    assert isinstance(made, Graph)
    assert len(made) == 2


@RDFLIB_WARNS_ABOUT_ITSELF
def test_the_rdflib_view_cannot_write(store: QuadStore) -> None:
    store.replace([], [ONE])
    dataset = store.dataset()
    triple = (URIRef(f"{EX}a"), URIRef(f"{EX}b"), URIRef(f"{EX}c"))
    with pytest.raises(TypeError, match="for reading"):
        dataset.add(triple)
    with pytest.raises(TypeError, match="for reading"):
        dataset.remove(triple)
    with pytest.raises(TypeError, match="for reading"):
        dataset.update("CLEAR ALL")
    dataset.close()
    assert set(store.quads()) == {ONE}


def test_a_closed_store_says_so(store: QuadStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")
    with pytest.raises(StoreError, match="closed"):
        store.graph_names()
    with pytest.raises(StoreError, match="closed"):
        store.replace([], [ONE])
