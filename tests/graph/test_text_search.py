from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.graph.errors import UsageError
from claimgraph.graph.store import QuadStore, open_store
from claimgraph.graph.text_search import KINDS, Hit, Match, search
from claimgraph.ontology.terms import CG, RDF, RDFS, SCHEMA, SKOS

EX = "https://example.org/"


def thing(
    name: str, kind: str, label: str, *others: str, text: str | None = None, graph: str = "g"
) -> list[Quad]:
    subject, where = NamedNode(EX + name), NamedNode(EX + graph)
    quads = [
        Quad(subject, NamedNode(RDF.type), NamedNode(kind), where),
        Quad(subject, NamedNode(RDFS.label), Literal(label), where),
    ]
    quads += [Quad(subject, NamedNode(SKOS.altLabel), Literal(other), where) for other in others]
    if text is not None:
        quads.append(Quad(subject, NamedNode(SCHEMA.text), Literal(text), where))
    return quads


LONG = "filler " * 200 + "the cafe\u0301 opens at nine " + "filler " * 200

THINGS = [
    *thing("person/lovelace", SCHEMA.Person, "Ada Lovelace", "Countess of Lovelace"),
    *thing("person/ada", SCHEMA.Person, "Ada"),
    *thing("person/nada", SCHEMA.Person, "Nada Surf"),
    *thing("method/adaboost", CG.Method, "AdaBoost", "adaptive boosting"),
    *thing("method/adaboost", SKOS.Concept, "AdaBoost"),
    *thing("concept/fusion", CG.Concept, "Cold fusion", "Stra\u00dfenfusion"),
    *thing("work/cafe", CG.Work, "Caf\u00e9 \u00c9cole"),
    *thing("claim/1", CG.Claim, "Ada said ...", text="Ada said that cold fusion is a dream."),
    *thing("document/1", CG.Document, "Notes", text=LONG),
    *thing("person/ada", SCHEMA.Person, "ADA", graph="h"),
]


@pytest.fixture
def full(store: QuadStore) -> QuadStore:
    store.replace([], THINGS)
    return store


def names(hits: list[Hit]) -> list[str]:
    return [hit.iri.removeprefix(EX) for hit in hits]


def test_exact_names_come_before_beginnings_before_words_before_texts(full: QuadStore) -> None:
    hits = search(full, "ada")
    assert [(hit.iri.removeprefix(EX), hit.match) for hit in hits] == [
        ("person/ada", Match.EXACT),
        ("method/adaboost", Match.PREFIX),
        ("person/lovelace", Match.PREFIX),
        ("claim/1", Match.TEXT),
    ]


def test_every_word_must_begin_a_word_of_one_text(full: QuadStore) -> None:
    assert names(search(full, "love ada")) == ["person/lovelace"]
    assert names(search(full, "fusion dream")) == ["claim/1"]
    assert search(full, "countess ada") == []
    assert search(full, "dam") == []


@pytest.mark.parametrize("asked", ["cafe ecole", "CAF\u00c9 \u00c9COLE", "cafe\u0301-e\u0301cole!"])
def test_case_accents_and_punctuation_make_no_difference(full: QuadStore, asked: str) -> None:
    (hit,) = search(full, asked)
    name = "Caf\u00e9 \u00c9cole"
    assert hit == Hit(f"{EX}work/cafe", ("Work",), name, Match.EXACT, name)


def test_one_character_may_stand_for_several_letters(full: QuadStore) -> None:
    assert names(search(full, "strassenfusion")) == ["concept/fusion"]


def test_a_thing_is_found_once_with_all_its_kinds(full: QuadStore) -> None:
    (hit,) = search(full, "adaptive")
    assert hit == Hit(
        f"{EX}method/adaboost", ("Method",), "AdaBoost", Match.PREFIX, "adaptive boosting"
    )
    assert names(search(full, "ada", kinds=["Person"])) == ["person/ada", "person/lovelace"]


def test_a_long_text_is_shown_around_the_words(full: QuadStore) -> None:
    (hit,) = search(full, "caf opens")
    assert hit.iri == f"{EX}document/1"
    assert hit.match is Match.TEXT
    assert "the cafe\u0301 opens at nine" in hit.text
    assert len(hit.text) < 200
    assert hit.text.startswith("…")
    assert hit.text.endswith("…")


def test_kinds_and_limit_narrow(full: QuadStore) -> None:
    assert names(search(full, "fusion", kinds=["Claim"])) == ["claim/1"]
    assert len(search(full, "ada", limit=2)) == 2
    assert len(search(full, "a", limit=None)) == len(search(full, "a", limit=100))
    with pytest.raises(UsageError, match="nothing is of type 'Robot'; types are Person"):
        search(full, "ada", kinds=["Robot"])


@pytest.mark.parametrize("asked", ["", "  ", "!?", "zzz", "[a-z]+", ".*", '") } #'])
def test_what_names_nothing_finds_nothing(full: QuadStore, asked: str) -> None:
    assert search(full, asked, kinds=KINDS[:3]) == []


WORDS = st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), min_size=1, max_size=12)


@given(WORDS, st.booleans())
@settings(max_examples=80, deadline=None)
def test_every_name_is_found_by_itself(name: str, folded: bool) -> None:
    with open_store(":memory:") as store:
        store.replace([], thing("x", CG.Concept, name))
        asked = name.casefold() if folded else name
        hits = search(store, asked)
        # What has no letter or digit cannot be asked for.
        assert bool(hits) == any(character.isalnum() for character in name)
        if hits:
            assert hits[0].match is Match.EXACT
