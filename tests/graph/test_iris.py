from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from claimgraph.graph import iris
from claimgraph.graph.errors import UsageError
from claimgraph.graph.names import fold

from ..strategies import names, texts

BASE = "https://claimgraph.example/"
HASH = "0123456789abcdef0123"
TAIL = "0123456789ab"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Mark  Chen", "mark-chen"),
        ("Chain\u2010of-Thought", "chain-of-thought"),
        ("GPT-4.1", "gpt-4.1"),
        ("C++", "c++"),
        ("C#", "c-951a4d36e0a9"),
        ("\u674e\u98de\u98de", "name-92a999b0fbe3"),
        ("\u00c9mile", "emile-a56b363ca23d"),
        ("..", "name-5ec1f7e700f3"),
        ("", "name-e3b0c44298fc"),
        (f"foo {TAIL}", f"foo-{TAIL}-fceb099da025"),
        (f"foo.{HASH}", f"foo.{HASH}-da0960e6c6d6"),
    ],
)
def test_slugs_are_these_in_every_run(name: str, slug: str) -> None:
    assert iris.slug(name) == slug


@given(texts(), texts())
@example("C", "C#")
@example("\u00e9", "\u00e8")
@example("x" * 80, "x" * 81)
@example("name", "")
def test_names_share_a_slug_exactly_if_they_fold_alike(one: str, other: str) -> None:
    assert (iris.slug(one) == iris.slug(other)) == (fold(one) == fold(other))


@given(names())
def test_no_name_can_be_spelled_as_the_slug_of_another(name: str) -> None:
    slug = iris.slug(name)
    assume(fold(slug) != fold(name))
    assert iris.slug(slug) != slug


@given(names(), st.sampled_from(["0" * 20, HASH]))
def test_an_entity_of_one_document_shares_its_iri_with_no_name(name: str, digits: str) -> None:
    local = iris.entity_iri(BASE, "Person", name, digits)
    segment = local.rpartition("/")[2]
    assert iris.entity_iri(BASE, "Person", segment) != local


@given(texts(), st.sampled_from([BASE, "http://localhost:8080/kg/", "urn:kg/"]))
def test_iris_are_legal_and_stay_below_the_base(name: str, base: str) -> None:
    for iri in (
        iris.entity_iri(base, "Person", name),
        iris.entity_iri(base, "Method", name, HASH),
        iris.claim_iri(base, HASH, 0, 1, base + name),
        iris.statement_iri(base, HASH, name, name, name),
        iris.evidence_iri(base, HASH, name),
        iris.run_iri(base, HASH, name, name),
    ):
        assert NamedNode(iri).value == iri
        assert iri.startswith(base)
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", iri.removeprefix(base))


@given(texts())
def test_resolving_an_iri_does_not_change_it(name: str) -> None:
    iri = iris.entity_iri(BASE, "Person", name)
    assert urljoin(BASE, iri.removeprefix(BASE)) == iri


def test_things_of_a_document() -> None:
    digits = iris.document_hash("0123456789abcdef" * 4)
    assert digits == HASH
    assert iris.document_iri(BASE, digits) == f"{BASE}document/{HASH}"
    assert iris.author_iri(BASE, digits) == f"{BASE}document/{HASH}#author"
    assert iris.graph_iri(BASE, digits) == f"{BASE}graph/{HASH}"
    assert iris.provenance_iri(BASE, digits) == f"{BASE}provenance/{HASH}"
    assert iris.span_iri(BASE, digits, 10, 19) == f"{BASE}document/{HASH}#char=10,19"
    assert iris.selector_iri(BASE, digits, 10, 19) == f"{BASE}document/{HASH}#select=10,19"
    assert iris.time_iri(BASE, digits, "t=1.5,2") == f"{BASE}document/{HASH}#t=1.5,2"


def test_the_graphs_of_a_document_lead_back_to_it() -> None:
    for base in (BASE, "http://localhost/kg/", "http://localhost/graph/provenance/"):
        document = iris.document_iri(base, HASH)
        for graph in iris.document_graphs(document):
            assert iris.document_of_graph(graph) == document
        assert iris.document_of_graph(iris.vocabulary_iri(base)) is None


def test_ids_are_these_in_every_run_and_do_not_depend_on_the_base() -> None:
    for base in (BASE, "http://localhost/kg/"):
        person = iris.entity_iri(base, "Person", "Ada Park")
        claim = iris.claim_iri(base, HASH, 3, 9, person)
        assert claim.removeprefix(base) == "claim/37bfb6787d03cd5c46ae"
        assert iris.evidence_iri(base, HASH, claim).removeprefix(base) == (
            "evidence/7380c811f67972c4272c"
        )


@given(st.tuples(*[st.integers(0, 30)] * 2), st.tuples(*[st.integers(0, 30)] * 2))
def test_claims_at_different_places_are_different(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    first, second = (iris.claim_iri(BASE, HASH, *span, BASE) for span in (one, other))
    assert (first == second) == (one == other)


def test_parts_of_an_id_do_not_run_together() -> None:
    assert iris.claim_iri(BASE, HASH, 1, 23, "x") != iris.claim_iri(BASE, HASH, 12, 3, "x")
    assert iris.statement_iri(BASE, HASH, "a", "bc", "d") != (
        iris.statement_iri(BASE, HASH, "ab", "c", "d")
    )


@pytest.mark.parametrize("digits", ["", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n"])
def test_what_is_no_hash_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        iris.document_hash(digits)


@pytest.mark.parametrize(
    "base", [BASE, "http://localhost:8080/a/", "urn:kg/", "http://b\u00fccher.example/"]
)
def test_a_base_is_an_iri_that_ends_with_a_slash(base: str) -> None:
    assert iris.checked_base(base) == base


@pytest.mark.parametrize(
    "base",
    ["", "/", "kg/", "https://example.org", "https://example.org/#", "https://a b/", "x:/?q/"],
)
def test_what_is_no_base_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="not a base IRI"):
        iris.checked_base(base)
