"""Things of one name on real stores: told apart, split by decision, and joined again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from claimgraph.graph import (
    describe,
    find_claims,
    open_store,
    propose,
    read_decisions,
    validate,
    verify,
)
from claimgraph.graph.errors import UsageError
from claimgraph.graph.identity.application import apply_decisions
from claimgraph.graph.identity.changing import merge, named, split, split_off
from claimgraph.graph.identity.namesakes import namesakes, with_namesakes
from claimgraph.graph.ingest import documents, ingest, prune, refresh_vocabulary
from claimgraph.graph.iris import apart_iri
from claimgraph.graph.model import EntityType, Extraction
from claimgraph.graph.store import QuadStore

from .conftest import file_of, quads
from .tellings import tells

ADA = "https://claimgraph.example/person/ada-wrobel"
NURSE = "one with Loom Lab, the other with City Hospital"
ALONE = "their documents have nothing else in common"

WEAVER = (
    tells("Ada Wrobel", at=["Loom Lab"], about=["looms", "weaving"], location="a.txt"),
    tells("Ada Wrobel", at=["Loom Lab"], about=["looms"], location="b.txt"),
    tells("Ada Wrobel", about=["weaving"], location="c.txt"),
)
HOSPITAL = (
    tells("Ada Wrobel", at=["City Hospital"], about=["nursing"], location="d.txt"),
    tells("Ada Wrobel", about=["nursing"], location="e.txt"),
)
SILENT = tells("Ada Wrobel", location="f.txt")
CORPUS = (*WEAVER, *HOSPITAL, SILENT)


def ada(at: Sequence[str] = (), about: Sequence[str] = ()) -> Extraction:
    return tells("Ada Wrobel", at=at, about=about, location=f"{'-'.join((*at, *about))}.txt")


def titles(store: QuadStore, name: str) -> dict[str, set[str]]:
    """The titles of the documents that name each thing of that name, by its IRI."""
    return {
        page.iri: {mention.title for mention in page.mentions} for page in describe(store, name)
    }


def selected(store: QuadStore, query: str) -> list[list[str]]:
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)
    return [[term.value for term in row] for row in rows]


def iri_of(store: QuadStore, title: str) -> str:
    (iri,) = (iri for iri, found in titles(store, "Ada Wrobel").items() if title in found)
    return iri


@pytest.fixture
def corpus() -> tuple[Extraction, ...]:
    return CORPUS


def test_two_persons_of_one_name_stay_two(folder: Path) -> None:
    with open_store(folder) as store:
        (found,) = namesakes(store)
        assert (found.whole, found.name, found.likelihood) == (ADA, "Ada Wrobel", "likely")
        assert found.reasons == (NURSE, ALONE)
        apply_decisions(store, with_namesakes(store, ()))
        assert set(map(frozenset, titles(store, "ada wrobel").values())) == {
            frozenset("abcf"),
            frozenset("de"),
        }
        nurse = iri_of(store, "d")
        assert titles(store, ADA) == {ADA: set("abcf")}
        assert {claim.document_title for claim in find_claims(store, by=nurse)} == set("de")
        assert {claim.document_title for claim in find_claims(store, by=ADA)} == set("abcf")
        assert {claim.document_title for claim in find_claims(store, by="Ada Wrobel")} == set(
            "abcdef"
        )
        assert (validate(store), verify(store)) == ([], [])
        assert propose(store, with_namesakes(store, ())) == []


def test_what_is_told_apart_is_explained_in_the_graph(folder: Path) -> None:
    query = """SELECT ?title ?why WHERE { GRAPH <https://claimgraph.example/graph/identities> {
        ?split a cg:Split ; cg:whole <https://claimgraph.example/person/ada-wrobel> ;
            prov:wasDerivedFrom ?document ; schema:description ?why }
        ?document rdfs:label ?title } ORDER BY ?title"""
    with open_store(folder) as store:
        apply_decisions(store, with_namesakes(store, ()))
        assert selected(store, query) == [["d", f"{NURSE}; {ALONE}"], ["e", f"{NURSE}; {ALONE}"]]
        other = selected(store, f"SELECT DISTINCT ?x {{ ?x owl:differentFrom <{ADA}> }}")
        assert other == [[iri_of(store, "d")]]


def test_the_order_of_documents_makes_no_difference(tmp_path: Path) -> None:
    found = set()
    for seed in range(4):
        corpus = list(CORPUS)
        random.Random(seed).shuffle(corpus)
        with open_store(tmp_path / str(seed)) as store:
            for extraction in corpus[:3]:
                ingest(store, extraction)
            apply_decisions(store, with_namesakes(store, ()))
            for extraction in corpus[3:]:
                ingest(store, extraction)
            refresh_vocabulary(store)
            apply_decisions(store, with_namesakes(store, ()))
            assert apply_decisions(store, with_namesakes(store, ())) == []
            found.add(quads(store))
    assert len(found) == 1


def test_a_document_that_has_to_do_with_both_speaks_for_one(folder: Path) -> None:
    with open_store(folder) as store:
        apply_decisions(store, with_namesakes(store, ()))
        assert len(titles(store, "Ada Wrobel")) == 2
        ingest(store, tells("Ada Wrobel", about=["looms", "nursing"], location="g.txt"))
        apply_decisions(store, with_namesakes(store, ()))
        assert titles(store, "Ada Wrobel") == {ADA: set("abcdefg")}
        prune(store, {known.location for known in documents(store)} - {"g.txt"})
        apply_decisions(store, with_namesakes(store, ()))
        assert len(titles(store, "Ada Wrobel")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ada(at=["Google"]), ada(at=["Google DeepMind"])),
        (ada(at=["New York University"]), ada(at=["NYU"])),
        (ada(at=["Loom Lab"], about=["looms"]), ada(at=["Globex"], about=["looms"])),
        (ada(at=["Loom Lab", "Globex"]), ada(at=["Globex"])),
        (ada(at=["Loom Lab"]), ada(about=["nursing"])),
        (tells("Ada", at=["Loom Lab"], local=True), tells("Ada", at=["Globex"], local=True)),
    ],
)
def test_what_does_not_tell_persons_apart(one: Extraction, other: Extraction) -> None:
    with open_store(":memory:") as store:
        ingest(store, one)
        ingest(store, other)
        assert namesakes(store) == []


def test_who_is_in_the_vocabulary_is_proposed_to_be_split(tmp_path: Path) -> None:
    with open_store(tmp_path / "kg") as store:
        ingest(store, tells("Ada Wrobel", at=["Loom Lab"], entry=True, location="a.txt"))
        ingest(store, tells("Ada Wrobel", at=["City Hospital"], entry=True, location="b.txt"))
        (found,) = namesakes(store)
        assert (found.likelihood, found.against) == (
            "possible",
            ("Ada Wrobel is in the vocabulary",),
        )
        assert with_namesakes(store, ()) == ()
        (entry,), (other,) = named(store, ADA), named(store, apart_iri(ADA, found.documents[0]))
        merge(store, tmp_path / "decisions.tsv", entry, other, "one person, who moved")
        assert namesakes(store, read_decisions(tmp_path / "decisions.tsv")) == []
        assert titles(store, ADA) == {ADA: {"a", "b"}}


def test_what_many_documents_name_speaks_little_for_one_person(tmp_path: Path) -> None:
    others = [tells(f"Ben Roth {n}", about=["looms"], location=f"{n}.txt") for n in range(4)]
    with open_store(tmp_path / "kg") as store:
        for extraction in (
            tells("Ada Wrobel", at=["Loom Lab"], about=["looms"], location="x.txt"),
            tells("Ada Wrobel", at=["Globex"], about=["looms"], location="y.txt"),
            *others,
        ):
            ingest(store, extraction)
        (found,) = namesakes(store)
        assert found.likelihood == "possible"
        assert found.reasons[1] == "their documents share only what many documents name"
        assert found.against == ("both speak of looms",)


def test_documents_are_split_off_by_decision_and_joined_again(folder: Path) -> None:
    file = file_of(folder)
    with open_store(folder) as store:
        before = quads(store)
        change = split_off(store, file, "Ada Wrobel", ["c.txt", "f"], "a poet")
        assert len(change.documents) == 4  # those of the hospital are told apart as well
        assert {frozenset(found) for found in titles(store, "Ada Wrobel").values()} == {
            frozenset("ab"),
            frozenset("cf"),
            frozenset("de"),
        }
        assert (validate(store), verify(store)) == ([], [])
        assert [d.because for d in read_decisions(file)] == ["a poet"] * 3
        with pytest.raises(UsageError, match=r"c\.txt: does not name .* or was split from it"):
            split_off(store, file, ADA, ["c.txt"])
        for title in ("c", "d"):
            (whole,), (part,) = named(store, ADA), named(store, iri_of(store, title))
            merge(store, file, whole, part, "one person after all")
        assert titles(store, "Ada Wrobel") == {ADA: set("abcdef")}
        apply_decisions(store, ())
        assert quads(store) == before


def test_a_decision_goes_before_what_documents_say(folder: Path) -> None:
    file = file_of(folder)
    with open_store(folder) as store:
        apply_decisions(store, with_namesakes(store, ()))
        nurse = iri_of(store, "d")
        (whole,), (part,) = named(store, ADA), named(store, nurse)
        merge(store, file, whole, part, "she changed her profession")
        assert titles(store, "Ada Wrobel") == {ADA: set("abcdef")}
        apply_decisions(store, with_namesakes(store, read_decisions(file)))
        assert titles(store, "Ada Wrobel") == {ADA: set("abcdef")}
        split(store, file, ADA, nurse)
        assert len(titles(store, "Ada Wrobel")) == 2


def test_what_is_split_from_the_vocabulary_is_no_entry(tmp_path: Path) -> None:
    acronym, full = "ACM", "Association for Computing Machinery"
    with open_store(tmp_path / "kg") as store:
        for location in ("a.txt", "b.txt"):
            kind = EntityType.ORGANIZATION
            ingest(store, tells(full, kind, aliases=[acronym], entry=True, location=location))
        refresh_vocabulary(store)
        before = quads(store)
        file = tmp_path / "decisions.tsv"
        split_off(store, file, acronym, ["b.txt"], "a theatre")
        refresh_vocabulary(store)
        pages = {page.iri: page for page in describe(store, acronym)}
        assert len(pages) == 2
        ours, theirs = sorted(pages, key=len)
        assert selected(store, f"SELECT ?s {{ <{ours}> skos:inScheme ?s }}")
        assert not selected(store, f"SELECT ?s {{ <{theirs}> skos:inScheme ?s }}")
        assert (validate(store), verify(store)) == ([], [])
        apply_decisions(store, ())
        refresh_vocabulary(store)
        assert quads(store) == before


def test_what_cannot_be_split_is_told(folder: Path) -> None:
    file = file_of(folder)
    with open_store(folder) as store:
        with pytest.raises(UsageError, match="nothing is named 'Nobody'"):
            split_off(store, file, "Nobody", ["a.txt"])
        with pytest.raises(UsageError, match=r"no document is named 'z\.txt'"):
            split_off(store, file, "Ada Wrobel", ["z.txt"])
        with pytest.raises(UsageError, match=r"a\.txt: does not name 'City Hospital'"):
            split_off(store, file, "City Hospital", ["a.txt"])
        with pytest.raises(UsageError, match="there is nothing to split"):
            split_off(store, file, "City Hospital", ["d.txt"])
    assert not file.exists()


def test_an_iri_that_was_joined_names_the_thing_it_was_joined_to(tmp_path: Path) -> None:
    with open_store(tmp_path / "kg") as store:
        ingest(store, tells("Ada Wrobel", at=["Loom Lab"], about=["looms"], location="a.txt"))
        ingest(store, tells("Adda Vrobel", about=["weaving"], location="b.txt"))
        joined = "https://claimgraph.example/person/adda-vrobel"
        (kept,), (other,) = named(store, "Ada Wrobel"), named(store, "Adda Vrobel")
        merge(store, tmp_path / "decisions.tsv", kept, other)
        for name in (joined, "adda vrobel"):
            assert [thing.iri for thing in named(store, name)] == [ADA]
            (page,) = describe(store, name)
            assert (page.iri, page.label) == (ADA, "Ada Wrobel")
            assert {claim.document_title for claim in find_claims(store, by=name)} == {"a", "b"}
