"""Every format holds what the graph holds, hostile text too: read back by other parsers."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyoxigraph import NamedNode, Quad

from claimgraph.exports.cypher import literal
from claimgraph.exports.exporter import exporter
from claimgraph.exports.graphml import to_networkx
from claimgraph.exports.property_graph import CONSTRAINTS, batches, relationship_type
from claimgraph.exports.view import GraphView
from claimgraph.exports.view_reader import read_view
from claimgraph.graph.bridge import rdflib_triple
from claimgraph.graph.errors import ExportError, UsageError
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import Extraction
from claimgraph.graph.store import QuadStore, open_store
from tests.exports.cypher_reader import read_statements
from tests.strategies import extractions

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

any_extraction = given(extraction=extractions())
few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def stored(extraction: Extraction) -> QuadStore:
    store = open_store(":memory:")
    ingest(store, extraction)
    return store


def terms(quads: rdflib.Dataset) -> set[tuple[str, ...]]:
    return {
        (s.n3(), p.n3(), without_string_type(o.n3()), str(g))
        for s, p, o, g in quads.quads((None, None, None, None))
    }


def without_string_type(term: str) -> str:
    """RDF 1.1, 3.3: a literal without a type is an xsd:string; rdflib tells the two apart."""
    return term.removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


def quads_of(store: QuadStore) -> rdflib.Dataset:
    """The store's quads, put into rdflib's own memory store one by one."""
    dataset = rdflib.Dataset()
    for quad in store.quads():
        assert isinstance(quad.graph_name, NamedNode)
        dataset.graph(rdflib.URIRef(quad.graph_name.value)).add(rdflib_triple(quad))
    return dataset


@pytest.mark.parametrize(
    ("name", "syntax"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]
)
@any_extraction
@few
def test_rdf_with_graphs_comes_back_whole(
    extraction: Extraction, name: str, syntax: str, tmp_path: Path
) -> None:
    target = tmp_path / "graph"
    with stored(extraction) as store:
        exporter(name).write(store, str(target))
        expected = terms(quads_of(store))
    back = rdflib.Dataset()
    back.parse(target, format=syntax)
    assert terms(back) == expected


@any_extraction
@few
def test_turtle_holds_the_union_of_the_graphs(extraction: Extraction, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    with stored(extraction) as store:
        exporter("turtle").write(store, str(target))
        expected = {quad[:3] for quad in terms(quads_of(store))}
    back = rdflib.Graph().parse(target, format="turtle")
    found = {(s.n3(), p.n3(), without_string_type(o.n3())) for s, p, o in back}
    assert found == expected


@any_extraction
@few
def test_graphml_comes_back_whole_but_for_what_xml_cannot_hold(
    extraction: Extraction, tmp_path: Path
) -> None:
    target = tmp_path / "graph.graphml"
    with stored(extraction) as store:
        exporter("graphml").write(store, str(target))
        view = read_view(store)
    root = ElementTree.parse(target).getroot()
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}

    def data(element: ElementTree.Element) -> dict[str | None, str]:
        return {names[d.get("key")]: d.text or "" for d in element.iter(f"{GRAPHML}data")}

    nodes = {node.get("id"): data(node) for node in root.iter(f"{GRAPHML}node")}
    assert nodes.keys() == {node.id for node in view.nodes}
    for node in view.nodes:
        assert nodes[node.id]["label"] == as_xml(node.label)
        assert json.loads(nodes[node.id]["kinds"]) == list(node.kinds)
        for key, value in node.properties.items():
            assert nodes[node.id][key] == as_xml(plain(value))
    edges = [
        (e.get("source"), e.get("target"), data(e)["kind"]) for e in root.iter(f"{GRAPHML}edge")
    ]
    assert sorted(edges) == sorted((e.source, e.target, e.kind) for e in view.edges)


def plain(value: object) -> str:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_xml(text: str) -> str:
    """The text without the characters that XML 1.0 (2.2) bans."""
    return "".join(character if in_xml(character) else "\ufffd" for character in text)


def in_xml(c: str) -> bool:
    return c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"


@any_extraction
@few
def test_tables_come_back_whole(extraction: Extraction, tmp_path: Path) -> None:
    with stored(extraction) as store:
        exporter("csv").write(store, str(tmp_path / "tables"))
        view = read_view(store)
    with (tmp_path / "tables" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["id"]: row for row in csv.DictReader(file)}
    with (tmp_path / "tables" / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = {row["id"]: row for row in csv.DictReader(file)}
    assert nodes.keys() == {node.id for node in view.nodes}
    assert edges.keys() == {edge.id for edge in view.edges}
    for row, properties in [
        *((nodes[node.id], node.properties) for node in view.nodes),
        *((edges[edge.id], edge.properties) for edge in view.edges),
    ]:
        for key, value in properties.items():
            assert row[key] == plain(value)


@any_extraction
@settings(max_examples=4, deadline=None, suppress_health_check=[*HealthCheck])
def test_the_cypher_script_says_what_is_sent_to_neo4j(
    extraction: Extraction, tmp_path: Path
) -> None:
    target = tmp_path / "graph.cypher"
    with stored(extraction) as store:
        exporter("cypher").write(store, str(target))
        view = read_view(store)
    statements = read_statements(target.read_bytes().decode())
    count = len(CONSTRAINTS)
    assert [cypher for cypher, _ in statements[:count]] == [f"{c};" for c in CONSTRAINTS]
    assert [(cypher, rows) for cypher, rows in statements[count:]] == [
        (f"{batch.cypher};", [*batch.rows]) for batch in batches(view)
    ]


def test_batches_hold_every_node_before_the_first_edge(view: GraphView) -> None:
    found = list(batches(view, size=3))
    assert all(len(batch.rows) <= 3 for batch in found)
    of_nodes = [batch for batch in found if "MERGE (node" in batch.cypher]
    assert found[: len(of_nodes)] == of_nodes
    assert sorted(str(row["iri"]) for b in of_nodes for row in b.rows) == [n.id for n in view.nodes]
    ids = [str(row["id"]) for b in found[len(of_nodes) :] for row in b.rows]
    assert sorted(ids) == sorted(edge.id for edge in view.edges)


def test_relationship_types_follow_the_naming_rules() -> None:
    assert relationship_type("affiliatedWith") == "AFFILIATED_WITH"
    assert relationship_type("about") == "ABOUT"
    assert relationship_type("co-host") == "`CO-HOST`"


def test_a_cypher_literal_has_no_line_break() -> None:
    assert literal("a\n'b'\\\x00") == r"'a\n\'b\'\\\u0000'"
    with pytest.raises(TypeError):
        literal(object())


def test_networkx_has_the_nodes_and_parallel_edges_of_the_view(view: GraphView) -> None:
    graph = to_networkx(view)
    assert set(graph) == {node.id for node in view.nodes}
    assert {key for _, _, key in graph.edges(keys=True)} == {edge.id for edge in view.edges}
    person = next(node for node in view.nodes if node.kind == "Person")
    assert graph.nodes[person.id]["label"] == person.label


@pytest.mark.parametrize("name", ["trig", "turtle", "nquads", "jsonld", "graphml", "cypher"])
def test_a_graph_gives_the_same_bytes_whatever_the_order_of_its_quads(
    name: str, filled: QuadStore, tmp_path: Path
) -> None:
    quads: list[Quad] = sorted(filled.quads(), key=str, reverse=True)
    with open_store(":memory:") as other:
        for quad in quads:
            other.replace([], [quad])
        exporter(name).write(filled, str(tmp_path / "one"))
        exporter(name).write(other, str(tmp_path / "two"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_was_there_stays_when_writing_fails(filled: QuadStore, tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    target.write_text("old")
    filled.close()
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever a closed store says
        exporter("trig").write(filled, str(target))
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]


def test_a_target_that_cannot_be_written_is_named(filled: QuadStore, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"file/x\.trig: "):
        exporter("trig").write(filled, str(tmp_path / "file" / "x.trig"))
    with pytest.raises(ExportError, match="is a folder"):
        exporter("trig").write(filled, str(tmp_path))
    with pytest.raises(ExportError, match=r"file: is a file; name a folder"):
        exporter("csv").write(filled, str(tmp_path / "file"))


def test_an_unknown_format_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match="no export format 'svg'; choose one of csv, cypher"):
        exporter("svg")
