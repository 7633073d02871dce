from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
from collections.abc import Iterator

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    parse,
    parse_query_results,
)

from claimgraph.graph.errors import UsageError
from claimgraph.graph.results import RESULT_FORMATS, RESULT_SYNTAXES, write_result
from claimgraph.graph.store import QuadStore, open_store

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
PERSON = NamedNode("https://schema.org/Person")
ADA = NamedNode("https://example.org/person/ada")
GRAPH = NamedNode("https://example.org/g")
NAME = Literal('Ada, "Countess"\nof \u4e2d')
QUADS = [Quad(ADA, RDF_TYPE, PERSON, GRAPH), Quad(ADA, LABEL, NAME, GRAPH)]
ROWS = "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?p"


@pytest.fixture
def store() -> Iterator[QuadStore]:
    with open_store(":memory:") as opened:
        opened.replace([], QUADS)
        yield opened


def written(store: QuadStore, sparql: str, format_name: str) -> bytes:
    output = io.BytesIO()
    write_result(store.query(sparql), format_name, output)
    return output.getvalue()


def test_a_table_aligns_shortened_terms_and_cuts_nothing(store: QuadStore) -> None:
    assert written(store, ROWS, "table").decode().splitlines() == [
        "s                               o                      none",
        "https://example.org/person/ada  schema:Person",
        'https://example.org/person/ada  Ada, "Countess" of \u4e2d',
    ]


def test_a_table_of_triples_is_sorted(store: QuadStore) -> None:
    text = written(store, "CONSTRUCT WHERE { ?s ?p ?o }", "table").decode()
    assert [line.split()[1] for line in text.splitlines()] == [
        "predicate",
        "rdf:type",
        "rdfs:label",
    ]


def test_a_table_without_rows_has_its_heading(store: QuadStore) -> None:
    assert written(store, "SELECT ?a ?b { ?a <urn:none> ?b }", "table") == b"a  b\n"


def test_a_terminal_gets_a_table_that_fits(
    store: QuadStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "wb", buffering=0) as terminal:
        write_result(store.query(ROWS), "table", terminal)
        shown = re.sub("\x1b\\[[0-9;]*m", "", os.read(ours, 10_000).decode())
    os.close(ours)
    assert "schema:Person" in shown
    assert "2 rows" in shown
    assert max(map(len, shown.splitlines())) <= 40


def test_csv_has_plain_values(store: QuadStore) -> None:
    rows = list(csv.reader(io.StringIO(written(store, ROWS, "csv").decode(), newline="")))
    assert rows == [
        ["s", "o", "none"],
        [ADA.value, PERSON.value, ""],
        [ADA.value, NAME.value, ""],
    ]


@pytest.mark.parametrize("format_name", ["json", "tsv", "xml"])
def test_rows_can_be_read_back(store: QuadStore, format_name: str) -> None:
    text = written(store, ROWS, format_name)
    rows = parse_query_results(text, RESULT_FORMATS[format_name])
    assert isinstance(rows, QuerySolutions)
    assert [(row["s"], row["o"], row["none"]) for row in rows] == [
        (ADA, PERSON, None),
        (ADA, NAME, None),
    ]
    assert text.endswith(b"\n")


@pytest.mark.parametrize("format_name", ["table", *RESULT_FORMATS])
@pytest.mark.parametrize("truth", [True, False])
def test_yes_or_no(store: QuadStore, format_name: str, truth: bool) -> None:
    text = written(store, "ASK { ?s a schema:Person }" if truth else "ASK { 1 a 2 }", format_name)
    if format_name == "table":
        assert text == (b"yes\n" if truth else b"no\n")
    elif format_name == "csv":
        assert text == (b"true\n" if truth else b"false\n")
    else:
        answer = parse_query_results(text, RESULT_FORMATS[format_name])
        assert isinstance(answer, QueryBoolean)
        assert bool(answer) is truth


@pytest.mark.parametrize("format_name", RESULT_SYNTAXES)
def test_triples_can_be_read_back(store: QuadStore, format_name: str) -> None:
    text = written(store, "CONSTRUCT WHERE { ?s ?p ?o }", format_name)
    read = {quad.triple for quad in parse(text, RESULT_SYNTAXES[format_name])}
    assert read == {quad.triple for quad in QUADS}
    assert text.endswith(b"\n")


def test_turtle_has_our_prefixes_and_is_the_same_each_time(store: QuadStore) -> None:
    text = written(store, "CONSTRUCT WHERE { ?s ?p ?o }", "turtle")
    assert b"a schema:Person ;" in text
    assert text == written(store, "CONSTRUCT WHERE { ?s ?p ?o }", "turtle")


def test_json_is_the_w3c_format(store: QuadStore) -> None:
    answer = json.loads(written(store, "SELECT ?s { ?s a schema:Person }", "json"))
    assert answer["head"]["vars"] == ["s"]
    assert answer["results"]["bindings"] == [{"s": {"type": "uri", "value": ADA.value}}]


@pytest.mark.parametrize(
    ("sparql", "format_name"),
    [("ASK {}", "turtle"), ("SELECT * {}", "jsonld"), ("CONSTRUCT WHERE {}", "csv"), (ROWS, "x")],
)
def test_a_format_for_another_kind_of_answer_is_refused(
    store: QuadStore, sparql: str, format_name: str
) -> None:
    with pytest.raises(UsageError, match=f"format '{format_name}' cannot hold"):
        written(store, sparql, format_name)


def test_the_output_stays_open(store: QuadStore) -> None:
    output = io.BytesIO()
    for format_name in ("table", "csv"):
        write_result(store.query(ROWS), format_name, output)
    assert not output.closed
