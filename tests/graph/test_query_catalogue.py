from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from claimgraph.graph.errors import UsageError
from claimgraph.graph.query import check_query
from claimgraph.graph.query_catalogue import Parameter, named_queries, named_query, read_query
from claimgraph.ontology.prefixes import PREFIXES

XSD = "http://www.w3.org/2001/XMLSchema#"

EXAMPLES = {
    "date": "2026-06-25",
    "entity": "Ada",
    "integer": "3",
    "iri": "schema:Person",
    "text": "Ada",
}

ECHO = """\
# title: Echo
# description: Gives back what it is given.
# A comment that no one reads, with $nothing.
# param words text  some words
# param thing entity "nobody"  a name or an IRI
# param node iri schema:Person  an IRI
# param day date 2026-06-25  a day
# param most integer 10  a number
SELECT ($words AS ?a) ($thing AS ?b) ($node AS ?c) ($day AS ?d) ($most AS ?e) ?words
WHERE { VALUES ?words { "$words in a string" } } # $nothing here
"""


def answer(sparql: str) -> list[object]:
    rows = Store().query(sparql)
    assert isinstance(rows, QuerySolutions)
    return [list(row) for row in rows]


def test_a_file_says_what_the_query_is_and_takes() -> None:
    query = read_query("echo", ECHO)
    assert (query.name, query.title) == ("echo", "Echo")
    assert query.description == "Gives back what it is given."
    assert query.parameters == (
        Parameter("words", "text", None, "some words"),
        Parameter("thing", "entity", "nobody", "a name or an IRI"),
        Parameter("node", "iri", "schema:Person", "an IRI"),
        Parameter("day", "date", "2026-06-25", "a day"),
        Parameter("most", "integer", "10", "a number"),
    )


def test_values_become_terms_and_defaults_stand_in() -> None:
    query = read_query("echo", ECHO)
    literal = Literal("$words in a string")
    assert answer(query.bind({"words": "hello"})) == [
        [
            Literal("hello"),
            Literal("nobody"),
            NamedNode("https://schema.org/Person"),
            Literal("2026-06-25", datatype=NamedNode(XSD + "date")),
            Literal(10),
            literal,
        ]
    ]
    values = {
        "words": "",
        "thing": "https://example.org/person/x",
        "node": "urn:x:y",
        "day": "2024-02-29",
        "most": "-7",
    }
    assert answer(query.bind(values)) == [
        [
            Literal(""),
            NamedNode("https://example.org/person/x"),
            NamedNode("urn:x:y"),
            Literal("2024-02-29", datatype=NamedNode(XSD + "date")),
            Literal(-7),
            literal,
        ]
    ]


@given(st.text() | st.text(alphabet="\"'\\<>{}#$?\n\r\t \u0000u0041;.n"))
def test_a_text_stays_one_term_whatever_it_holds(value: str) -> None:
    bound = read_query("echo", ECHO).bind({"words": value})
    (row,) = answer(bound)
    assert isinstance(row, list)
    assert row[0] == Literal(value)
    assert row[5] == Literal("$words in a string")


@given(st.text(), st.sampled_from(["entity", "iri", "date", "integer"]))
def test_a_value_is_one_term_or_refused(value: str, kind: str) -> None:
    query = read_query(
        "one", f"# title: T\n# description: D\n# param it {kind}  x\nSELECT ($it AS ?it) {{}}"
    )
    try:
        bound = query.bind({"it": value})
    except UsageError:
        return
    (row,) = answer(bound)
    assert isinstance(row, list)
    assert len(row) == 1


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("node", "not an iri", "is not an IRI, such as schema:Person"),
        ("node", "https://example.org/> } #", "is not an IRI"),
        ("day", "2026-06", "is not a date such as 2026-06-25"),
        ("day", "2026-02-30", "is not a date"),
        ("most", "ten", "is not a whole number"),
        ("most", "1 } #", "is not a whole number"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(name: str, value: str, message: str) -> None:
    with pytest.raises(UsageError, match=f"parameter {name}: .*{message}"):
        read_query("echo", ECHO).bind({"words": "x", name: value})


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UsageError, match="parameter words"):
        read_query("echo", ECHO).bind({"words": "\ud800"})


def test_missing_and_unknown_parameters_are_named() -> None:
    query = read_query("echo", ECHO)
    with pytest.raises(UsageError, match="query echo: parameter words is missing: some words"):
        query.bind({})
    with pytest.raises(UsageError, match="no parameter 'word'; it takes words, thing, node"):
        query.bind({"words": "x", "word": "y"})


def test_an_unknown_query_is_answered_with_the_nearest_and_all() -> None:
    with pytest.raises(UsageError, match=r"no query named 'document'; did you mean 'documents'\?"):
        named_query("document")
    with pytest.raises(UsageError, match=r"there are .*documents"):
        named_query("zzz")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {}",
        "# title: T\n# description: D\nSELECT ($x AS ?y) {}",
        "# title: T\n# description: D\n# param x text  x\nSELECT * {}",
        "# title: T\n# description: D\n# param x number  x\nSELECT ($x AS ?y) {}",
        "# title: T\n# description: D\n# param x integer ten  x\nSELECT ($x AS ?y) {}",
        "# title: T\n# description: D\n# param x text\nSELECT ($x AS ?y) {}",
    ],
)
def test_a_malformed_file_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, UsageError)):
        read_query("bad", text)


def test_every_query_that_comes_along_is_well_formed() -> None:
    queries = named_queries()
    assert [query.name for query in queries] == sorted(query.name for query in queries)
    assert {"documents", "matches"} <= {query.name for query in queries}
    for query in queries:
        values = {
            parameter.name: EXAMPLES[parameter.type]
            for parameter in query.parameters
            if parameter.default is None
        }
        bound = query.bind(values)
        check_query(bound)
        Store().query(bound, prefixes=dict(PREFIXES))
