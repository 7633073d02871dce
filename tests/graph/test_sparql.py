from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from claimgraph.graph.sparql import (
    declared_prefixes,
    position,
    query_form,
    readings,
    service_clause,
    syntax_error,
    with_dataset,
)

EX = "https://example.org/"


def kinds(sparql: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in readings(sparql)]


def test_tokens_of_a_query() -> None:
    assert kinds("SELECT ?x # it\nWHERE { ?x a ex:b ; <p:q> 'it''s'@en-GB, _:b1 . }") == [
        ("word", "SELECT"),
        ("variable", "?x"),
        ("word", "WHERE"),
        ("sign", "{"),
        ("variable", "?x"),
        ("word", "a"),
        ("name", "ex:b"),
        ("sign", ";"),
        ("iri", "<p:q>"),
        ("sign", "<"),  # the other way to read it: p:q between two comparisons
        ("name", "p:q"),
        ("sign", ">"),
        ("string", "'it'"),
        ("string", "'s'"),
        ("language", "@en-GB"),
        ("sign", ","),
        ("blank", "_:b1"),
        ("sign", "."),
        ("sign", "}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"a # b \\" c"',
        "'a # b \\' c'",
        '"""a "b" ""c\n# d \\""""',
        "'''a 'b' ''c\n# d \\''''",
    ],
)
def test_a_string_is_one_token(text: str) -> None:
    assert kinds(text) == [("string", text)]


def test_a_name_may_hold_dots_escapes_and_percents_but_not_end_in_a_dot() -> None:
    assert kinds(r"ex:a.b\#c%20d.") == [("name", r"ex:a.b\#c%20d"), ("sign", ".")]


def test_what_cannot_be_read_has_no_reading() -> None:
    assert readings('SELECT * { ?s ?p "no end }') == []
    assert readings("SELECT `x`") == []


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# c\nPREFIX ex: <http://e/>\nBASE <http://b/> ask {}", "ASK"),
        ("PREFIX:<http://e/>CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("prefix ex:<http://e/#>DESCRIBE ex:a", "DESCRIBE"),
        ("PREFIX select: <http://e/> DESCRIBE select:a", "DESCRIBE"),
        ("SELECT*{}", "SELECT"),
        ("INSERT DATA {}", None),
        ("PREFIX ex: <http://e/> DROP ALL", None),
        ("", None),
        ("# SELECT", None),
    ],
)
def test_the_form_of_a_query(sparql: str, form: str | None) -> None:
    assert query_form(sparql) == form


def test_declared_prefixes() -> None:
    text = "PREFIX a: <http://a/> PREFIX : <http://b/> PREFIXc:<http://c/> SELECT * { d:x ?p ?o }"
    assert declared_prefixes(text) == {"a", "", "c"}


def test_a_position_counts_from_one() -> None:
    assert position("ab\ncd", 0) == "line 1, column 1"
    assert position("ab\ncd", 4) == "line 2, column 2"


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT * {\n ?s foo:p ?o }", "line 2, column 5: no PREFIX declares 'foo:p'"),
        ("SELECT * {\n ?s ?p ?o", "line 1, column 10: '{' has no counterpart"),
        ("SELECT * { ?s ?p ?o }\n}", "line 2, column 1: '}' has no counterpart"),
        ("SELECT * { ?s ?p ?o } LIMIT ten", "line 1, column 29: unexpected 'ten'"),
        ("SELECT ?x", "line 1, column 10: the line ends too early"),
    ],
)
def test_a_syntax_error_is_one_line_that_says_where(sparql: str, message: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        Store().query(sparql)
    said = str(syntax_error(sparql, str(raised.value)))
    assert said.startswith(f"the query is not well-formed, {message}")
    assert "\n" not in said


U, A, B = (NamedNode(f"http://example.org/{name}") for name in "uab")
FROM = f"FROM {U} FROM NAMED {A} FROM NAMED {B} "


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SELECT * ", "{ ?s ?p ?o }"),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) ", "WHERE { ?s ?p ?o }"),
        ("PREFIX where: <http://w/> ASK ", "{ ?s where:p '{' }"),
        ("CONSTRUCT { ?s ?p [] } ", "WHERE { ?s ?p ?o }"),
        ("CONSTRUCT ", "WHERE { ?s ?p ?o } LIMIT 3"),
        ("DESCRIBE <http://example.org/a>", ""),
        ("DESCRIBE ?s ", "WHERE { ?s ?p ?o }"),
        ("DESCRIBE <http://example.org/a> ", "LIMIT 3"),
        ("SELECT ?s # {\n", "{ ?s ?p ?o { SELECT ?s { ?s ?p ?o } } }"),
    ],
)
def test_dataset_clauses_go_where_the_grammar_has_them(before: str, after: str) -> None:
    changed = with_dataset(before + after, U, [A, B])
    assert changed == f"{before} {FROM}{after}"
    Store().query(changed)


def test_a_query_keeps_its_own_dataset() -> None:
    sparql = "SELECT * FROM <http://example.org/x> WHERE { ?s ?p ?o }"
    assert with_dataset(sparql, U, [A]) == sparql


class _Counter(BaseHTTPRequestHandler):
    asked = 0

    def do_POST(self) -> None:
        type(self).asked += 1
        self.send_error(404)

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:  # keep the test's output clean
        pass


@pytest.fixture(scope="module")
def listener() -> Iterator[ThreadingHTTPServer]:
    """A server that counts who asks it, at the address that SERVICE clauses name."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Counter)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def reaches(listener: ThreadingHTTPServer, sparql: str) -> bool:
    """Whether Oxigraph really asks the listener when it evaluates the query."""
    address = f"http://127.0.0.1:{listener.server_port}/"
    store = Store()
    for value in (Literal("1"), Literal(1), Literal(True), NamedNode(address)):
        store.add(Quad(A, A, value))
    before = _Counter.asked
    with contextlib.suppress(SyntaxError, OSError, ValueError, RuntimeError):
        answer = store.query(
            sparql.replace("ADDRESS", address), prefixes={"service": address, "": address}
        )
        if hasattr(answer, "__next__"):
            next(answer, None)
    return _Counter.asked > before


SERVICES = [
    "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { service silent <ADDRESS> { ?s ?p ?o } }",
    "SELECT*{SERVICE<ADDRESS>{?s ?p ?o}}",
    "SELECT * { ?s ?p trueSERVICE <ADDRESS> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1SERVICE <ADDRESS> { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE#>\n<ADDRESS> { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER('#'<'>')SERVICE <ADDRESS> { ?a ?b ?c } #'\n }",
    "SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "SELECT * { SERVICEservice:x#\n{ ?s ?p ?o } }",
    "ASK { { SELECT * { OPTIONAL { SERVICE <ADDRESS> { ?s ?p ?o } } } } }",
    "ASK { FILTER(EXISTS { SERVICE <ADDRESS> { ?s ?p ?o } }) }",
    'ASK { ?s ?p ?o FILTER(?o != "# \\" {") SERVICE <ADDRESS> { ?s ?p ?o } }',
    "ASK { ?s ?p ?o FILTER(?o != '''it's \\''' # ''') SERVICE <ADDRESS> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", SERVICES)
def test_a_service_clause_is_found(listener: ThreadingHTTPServer, sparql: str) -> None:
    assert reaches(listener, sparql)  # or the case would show nothing
    assert service_clause(sparql) is not None


def test_a_service_clause_behind_escapes_is_found() -> None:
    assert service_clause("SELECT * { SERV\\u0049CE <http://e/> { ?s ?p ?o } }") is not None
    assert service_clause("SELECT * { #\\u000A SERVICE <http://e/> {} }") is not None


def test_a_service_clause_with_a_variable_is_found() -> None:
    assert service_clause("ASK { VALUES ?x { <http://e/> } SERVICE?x{ ?s ?p ?o } }") is not None


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service ?p $service }",
        "PREFIX service: <http://e/service#> SELECT * { ?s service:p service:o . service:a a ?b }",
        "PREFIX service: <http://e/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT * { ?s <http://e/service#> <https://e/SERVICE/x> }",
        'SELECT * { ?s ?p \'the SERVICE { }\' , """a "SERVICE" b""" } # SERVICE <http://e/>',
        "SELECT * { ?s ex:service ?o ; ex:a.service.b ?x . _:service ?p 'x'@service }",
        "PREFIX ex: <http://e/service#> SELECT * { ?a ex:b ?c FILTER(?a < 3 && ?c > 4) }",
        "PREFIX ex: <http://e/service#> SELECT * { ?a ex:b ?c FILTER(?a<?c||?c>?a) }",
    ],
)
def test_the_word_service_elsewhere_is_no_clause(sparql: str) -> None:
    assert service_clause(sparql) is None


PIECES = st.sampled_from(
    [
        *("SERVICE", "service", "SILENT", "<ADDRESS>", "service:x", ":x", "SERVICE:x", "ADDRESS"),
        *("{", "}", "(", ")", ".", ";", "FILTER", "OPTIONAL", "GRAPH", "UNION", "MINUS"),
        *("?s ?p ?o", "?a", "?b", "$c", "true", "1", "1.5e3", "'", '"', "'''", '"""', "\\", "#"),
        *("<", ">", "<=", "<<", "&&", "||", "=", "!", "//", "/", "\n", " ", "@en", "^^", "_:b"),
        *("\\u0053", "\u00b7", "\u017f", "\u200c", "-", "%20", "\u00a0"),
    ]
)
PLAIN = st.sampled_from(
    [
        *("?a", "'x'", '"y"', "1", "true", "<ADDRESS>", ":x", "service:x", "'#'", "'>'", '"""z"""'),
    ]
)


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A query with a SERVICE clause among what may hide it."""
    comparison = f"{draw(PLAIN)}{draw(st.sampled_from(['<', '>', '<=', '=', '!=']))}{draw(PLAIN)}"
    gap = st.sampled_from(["", " ", "\n", "#\n", "#>\n", "#'\n", '#"\n', "# } \n"])
    parts = [
        draw(st.sampled_from(["SELECT*", "ASK", "SELECT (1<2 AS ?q)"])),
        "{",
        draw(st.sampled_from(["", "?s ?p ?o", "?s ?p true", "?s ?p 1", "?s ?p ?o .", ":x :y :x"])),
        draw(st.sampled_from(["", f"FILTER({comparison})", f"BIND({comparison} AS ?z)"])),
        draw(st.sampled_from(["SERVICE", "service", "SeRvIcE", "SERVICE SILENT", "SERVICESILENT"])),
        draw(st.sampled_from(["<ADDRESS>", ":x", "service:x"])),
        "{",
        "?k ?l ?m",
        "}",
        draw(st.sampled_from(["", f"FILTER({comparison})", "?s ?p 'x>'"])),
        "}",
    ]
    return "".join(part + draw(gap) for part in parts)


@given(disguised() | st.lists(PIECES, max_size=24).map("".join))
@example("SELECT * { ?s ?p ?o FILTER(?o<?s)SERVICE#>\n<ADDRESS>{?a ?b ?c}}")
@settings(max_examples=400, deadline=None)
def test_what_is_passed_never_reaches_the_network(
    listener: ThreadingHTTPServer, sparql: str
) -> None:
    if service_clause(sparql) is None:
        assert not reaches(listener, sparql)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_reading_is_made_of_the_text(sparql: str) -> None:
    for token in readings(sparql):
        assert sparql[token.start : token.end] == token.text
    query_form(sparql)
    declared_prefixes(sparql)
    with_dataset(sparql, U, [A])
