"""``claimgraph query`` on a store on disk, as a user runs it."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from .conftest import Claimgraph

NAMES = "SELECT ?name { ?x a schema:Person ; rdfs:label ?name } ORDER BY ?name"
PEOPLE = ["Ada Wrobel", "Jo Marsh"]
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_formats_of_rows(ask: Claimgraph) -> None:
    def out(*format: str) -> str:
        done = ask("query", NAMES, *format)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    quoted = [f'"{name}"' for name in PEOPLE]
    assert out().splitlines() == ["?name", *quoted]
    assert [row[0] for row in csv.reader(out("-f", "csv").splitlines())] == ["name", *PEOPLE]
    bindings = json.loads(out("-f", "json"))["results"]["bindings"]
    assert [binding["name"]["value"] for binding in bindings] == PEOPLE
    assert [e.text for e in ElementTree.fromstring(out("-f", "xml")).iter() if e.text] == PEOPLE
    assert out("-f", "table").splitlines() == ["name", *PEOPLE]


def test_a_construct_query_gives_triples(ask: Claimgraph) -> None:
    sparql = "CONSTRUCT { ?x rdfs:label ?name } { ?x a schema:Person ; rdfs:label ?name }"
    for format, syntax in (
        (None, RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("rdfxml", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ):
        done = ask("query", sparql, *(("--format", format) if format else ()))
        assert (done.returncode, done.stderr) == (0, "")
        labels = {quad.object.value for quad in parse(done.stdout, syntax)}
        assert labels == set(PEOPLE)


def test_an_ask_query_says_yes_or_no(ask: Claimgraph) -> None:
    assert ask("query", "ASK { ?x a cg:Claim }", "--format", "table").stdout == "yes\n"


def test_a_query_comes_from_a_file_or_from_standard_input(ask: Claimgraph, tmp_path: Path) -> None:
    file = tmp_path / "people.rq"
    file.write_text(NAMES, encoding="utf-8-sig")
    expected = ask("query", NAMES).stdout
    assert ask("query", "--file", str(file)).stdout == expected
    assert ask("query", "-", stdin=NAMES.encode()).stdout == expected


def test_named_queries_are_listed_and_take_parameters(ask: Claimgraph) -> None:
    listed = ask("query", "--list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "predictions" in listed.stdout.splitlines()
    assert any("--param by=..." in line for line in listed.stdout.splitlines())
    done = ask(
        "query", "-n", "claims", "-p", "by=Ada Wrobel", "-p", "type=prediction", "-f", "json"
    )
    (row,) = json.loads(done.stdout)["results"]["bindings"]
    assert "will plan our looms by 2031" in row["words"]["value"]


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (("SELECT * {",), 1, "the query is not well-formed"),
        (("",), 1, "the query is empty"),
        (("DELETE WHERE { ?s ?p ?o }",), 1, "DELETE changes the store; a query only reads"),
        (("LOAD <https://example.org/>",), 1, "LOAD changes the store"),
        (
            ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",),
            1,
            "line 1, column 12: SERVICE would ask another server; remove it, or allow network",
        ),
        ((NAMES, "--file", "x.rq"), 2, "give one query: as an argument, with --file, or with"),
        (("--store", "kg"), 2, "give one query: as an argument, with --file, or with --name"),
        (("--file", "no.rq"), 2, "no.rq: no such file or directory"),
        (("--file", "."), 2, ".: is a directory"),
        (("--file", "kg/lock"), 1, "the query is empty"),
        (("--name", "claim"), 2, "no query named 'claim'; did you mean 'claims'?"),
        (("--name", "claims", "-p", "by"), 2, "--param 'by': write it as KEY=VALUE"),
        (("-n", "claims", "-p", "by=A", "-p", "by=B"), 2, "--param 'by=B': by has the value 'A'"),
        (("--name", "claims", "-p", "colour=red"), 2, "query claims: no parameter 'colour'; it"),
        ((NAMES, "-p", "by=A"), 2, "--param goes with --name"),
        ((NAMES, "--format", "yaml"), 2, "no format 'yaml'; choose one of table, csv, "),
        ((NAMES, "--format", "turtle"), 2, "format 'turtle' cannot hold rows; use table, csv"),
        ((NAMES, "--timeout", "-1"), 2, "--timeout -1: give seconds, or 0 for no limit"),
        ((NAMES, "--timeout", "nan"), 2, "--timeout nan: give seconds, or 0 for no limit"),
        ((NAMES, "--store", "none"), 1, "none: no such store; make one with claimgraph build"),
    ],
)
def test_what_goes_wrong_is_one_line(
    ask: Claimgraph, arguments: tuple[str, ...], status: int, line: str
) -> None:
    done = ask("query", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(f"claimgraph: {line}")
    assert done.stderr.count("\n") == 1


def test_standard_input_that_is_no_text_is_wrong_use(ask: Claimgraph) -> None:
    done = ask("query", "-", stdin=b"SELECT \xff")
    assert done.returncode == 2
    assert done.stderr == "claimgraph: standard input: the query is not UTF-8 text\n"


def test_a_runaway_query_is_stopped(ask: Claimgraph) -> None:
    start = time.monotonic()
    done = ask("query", RUNAWAY, "--timeout", "1")
    assert time.monotonic() - start < 60  # it would run for days
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("claimgraph: the query was stopped after 1 s; narrow it")
