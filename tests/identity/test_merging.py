"""Merging and splitting on real stores: what queries see, what is restored, what survives."""

from __future__ import annotations

import random
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph import (
    compare,
    describe,
    find_claims,
    open_store,
    propose,
    read_decisions,
    validate,
    verify,
)
from claimgraph.graph.errors import ClaimgraphError, UsageError
from claimgraph.graph.identity.application import apply_decisions
from claimgraph.graph.identity.changing import Thing, merge, named, split
from claimgraph.graph.identity.decisions import (
    Decision,
    Verdict,
    identities,
    write_decisions,
)
from claimgraph.graph.ingest import documents, ingest, prune, refresh_vocabulary
from claimgraph.graph.model import EntityType, Extraction, Predicate, Relation
from claimgraph.graph.store import QuadStore

from ..samples import interview, note, place
from .conftest import file_of, quads
from .tellings import tells

BASE = "https://claimgraph.example/"
ADA, ADDA = f"{BASE}person/ada-wrobel", f"{BASE}person/adda-vrobel"
LOOMS = ("looms", "weaving")


def both_names_in_one() -> Extraction:
    """A document that names both, each with the same organization, and one with the other."""
    found = tells("Ada Wrobel", at=["Loom Lab"], about=LOOMS, location="both.txt")
    other = tells("Adda Vrobel", at=["Loom Lab"]).entities[0]
    text = f"{found.document.text}Adda Vrobel of Loom Lab too."
    mention = type(other.mentions[0])(place(text, "Adda Vrobel"), "Adda Vrobel")
    entity = replace(other, id="e9", mentions=(mention,), confidence=0.5)
    span = place(text, "Adda Vrobel of Loom Lab too.")
    relation = Relation(
        "e9", Predicate.AFFILIATED_WITH, "e2", role="weaver", evidence=(span,), confidence=0.5
    )
    return replace(
        found,
        document=replace(found.document, text=text, blocks=()),
        entities=(*found.entities, entity),
        relations=(*found.relations, relation),
    )


CORPUS = (
    tells("Ada Wrobel", at=["Loom Lab"], about=LOOMS, location="a.txt"),
    tells("Adda Vrobel", at=["Loom Lab"], about=LOOMS, location="b.txt"),
    both_names_in_one(),
    tells("Ben Roth", about=LOOMS, location="c.txt"),
    interview(),
    note(),
)


def one(store: QuadStore, name: str) -> Thing:
    (thing,) = named(store, name)
    return thing


@pytest.fixture
def corpus() -> tuple[Extraction, ...]:
    return CORPUS


def merged(folder: Path) -> Path:
    file = file_of(folder)
    with open_store(folder) as store:
        merge(store, file, one(store, "Ada Wrobel"), one(store, "Adda Vrobel"), "misheard")
    return file


def test_merged_entities_are_one_to_every_query(folder: Path) -> None:
    merged(folder)
    with open_store(folder, read_only=True) as store:
        for name in ("Ada Wrobel", "adda vrobel", ADA):
            assert {claim.document_title for claim in find_claims(store, by=name)} == {
                "a",
                "b",
                "both",
            }
        (page,) = describe(store, "Adda Vrobel")
        assert (page.iri, page.label) == (ADA, "Ada Wrobel")
        assert page.aliases == ("Adda Vrobel",)
        assert page.same_as == (ADDA,)
        assert sum(mention.count for mention in page.mentions) == 4
        assert {relation.document_title for relation in page.relations} == {"a", "b", "both"}
        pairs = compare(store, "Ada Wrobel", "Ben Roth")
        titles = {pair.a.document_title for pair in pairs if pair.a is not None}
        assert titles == {"a", "b", "both"}


def test_a_merged_graph_keeps_its_shape_and_its_receipts(folder: Path) -> None:
    merged(folder)
    with open_store(folder, read_only=True) as store:
        assert validate(store) == []
        assert verify(store) == []


def test_a_split_undoes_a_merge_to_the_quad(folder: Path) -> None:
    with open_store(folder, read_only=True) as store:
        before = quads(store)
    file = merged(folder)
    with open_store(folder) as store:
        assert quads(store) != before
        assert ADDA.encode() in quads(store)  # what was read is kept
        split(store, file, "Ada Wrobel", "Adda Vrobel", "two sisters")
        assert quads(store) == before
    (decision,) = read_decisions(file)
    assert (decision.decision, decision.because) == (Verdict.DIFFERENT, "two sisters")


def test_the_reason_and_the_joined_name_are_in_the_graph(folder: Path) -> None:
    merged(folder)
    query = """SELECT ?name ?why WHERE { GRAPH <https://claimgraph.example/graph/identities> {
        ?merge a cg:Merge ; cg:kept ?kept ; cg:joined ?joined ; cg:joinedName ?name ;
            schema:description ?why . ?kept owl:sameAs ?joined } }"""
    with open_store(folder, read_only=True) as store:
        (row,) = store.query(query)  # type: ignore[misc] # it is a SELECT query
        assert [term.value for term in row] == ["Adda Vrobel", "misheard"]


def test_the_order_of_documents_and_of_decisions_makes_no_difference(tmp_path: Path) -> None:
    decisions = [
        Decision(Verdict.SAME, ADA, ADDA, "Ada Wrobel", "Adda Vrobel"),
        Decision(Verdict.SAME, ADDA, f"{BASE}person/ben-roth", "Adda Vrobel", "Ben Roth"),
    ]
    found = set()
    for seed in range(4):
        corpus, chosen = list(CORPUS), list(decisions)
        random.Random(seed).shuffle(corpus)
        random.Random(seed).shuffle(chosen)
        with open_store(":memory:") as store:
            for extraction in corpus[:3]:
                ingest(store, extraction)
            apply_decisions(store, chosen[:1])
            for extraction in corpus[2:]:
                ingest(store, extraction)
            refresh_vocabulary(store)
            apply_decisions(store, chosen)
            found.add(quads(store))
            told = {claim.claimant_name for claim in find_claims(store, by=ADA)}
    assert len(found) == 1
    assert told == {"Ada Wrobel"}


def test_a_document_that_is_read_again_is_merged_again(folder: Path) -> None:
    file = merged(folder)
    with open_store(folder) as store:
        before = quads(store)
        ingest(store, CORPUS[1])
        assert quads(store) != before
        apply_decisions(store, read_decisions(file))
        assert quads(store) == before
        assert apply_decisions(store, read_decisions(file)) == []


def test_a_document_that_goes_takes_what_was_set_aside_with_it(folder: Path) -> None:
    file = merged(folder)
    with open_store(folder) as store:
        gone = {"b.txt", "both.txt"}
        prune(store, {known.location for known in documents(store)} - gone)
        apply_decisions(store, read_decisions(file))
        assert ADDA.encode() not in quads(store)


def test_the_name_of_the_vocabulary_goes_on(tmp_path: Path) -> None:
    with open_store(tmp_path / "kg") as store:
        ingest(store, tells("Jakub Pachocki", entry=True, aliases=["Jakub"]))
        ingest(store, tells("Yakub Pachotsky"))
        file = tmp_path / "decisions.tsv"
        merge(store, file, one(store, "Yakub Pachotsky"), one(store, "Jakub Pachocki"))
        (page,) = describe(store, "Yakub Pachotsky")
        assert page.label == "Jakub Pachocki"
        assert validate(store) == []


def test_things_of_different_types_that_may_be_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "kg") as store:
        ingest(store, tells("tree search", EntityType.METHOD, location="m.txt"))
        ingest(store, tells("treesearch", EntityType.MODEL, location="c.txt"))
        file = tmp_path / "decisions.tsv"
        merge(store, file, one(store, "tree search"), one(store, "treesearch"))
        (page,) = describe(store, "treesearch")
        assert page.types == ("Method", "Model")
        assert (validate(store), verify(store)) == ([], [])


def test_what_cannot_be_merged_is_told(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    with open_store(folder) as store:
        ada, lab = one(store, "Ada Wrobel"), one(store, "Loom Lab")
        with pytest.raises(UsageError, match="cannot be one"):
            merge(store, file, ada, lab)
        with pytest.raises(UsageError, match="same already"):
            merge(store, file, ada, ada)
        entry = Thing("https://x.example/1", "X", ada.types, entry=True)
        with pytest.raises(UsageError, match="both in the vocabulary"):
            merge(store, file, entry, Thing("https://x.example/2", "Y", ada.types, entry=True))
        with pytest.raises(UsageError, match="nothing is merged with 'Ada Wrobel'"):
            split(store, file, "Ada Wrobel")
        with pytest.raises(UsageError, match="nothing is named 'Nobody'"):
            split(store, file, "Ada Wrobel", "Nobody")
    assert not file.exists()


def test_one_name_splits_all_that_was_merged_with_it(folder: Path) -> None:
    with open_store(folder, read_only=True) as store:
        before = quads(store)
    file = merged(folder)
    with open_store(folder) as store:
        merge(store, file, one(store, "Ada Wrobel"), one(store, "Ben Roth"))
        with pytest.raises(UsageError, match=r"one through others.*from 'Ada Wrobel'"):
            split(store, file, "Ben Roth", "Adda Vrobel")
        split(store, file, "Ada Wrobel")
        assert quads(store) == before
    assert {decision.decision for decision in read_decisions(file)} == {Verdict.DIFFERENT}


def test_what_was_decided_is_not_proposed_again(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    with open_store(tmp_path / "kg") as store:
        ingest(store, tells("Jakub Wrobel", at=["Loom Lab"]))
        ingest(store, tells("Yakub Vrobel", at=["Loom Lab"]))
        (proposal,) = propose(store)
        assert {proposal.a_name, proposal.b_name} == {"Jakub Wrobel", "Yakub Vrobel"}
        split(store, file, "Jakub Wrobel", "Yakub Vrobel")
        assert propose(store, read_decisions(file)) == []
        merge(store, file, one(store, "Jakub Wrobel"), one(store, "Yakub Vrobel"))
        assert propose(store, read_decisions(file)) == []


IRIS = st.sampled_from([f"https://x.example/{letter}" for letter in "abcde"])
DECISIONS = st.lists(
    st.tuples(st.sampled_from(Verdict), IRIS, IRIS).filter(lambda row: row[1] != row[2]),
    max_size=6,
    unique_by=lambda row: frozenset(row[1:]),
)


@given(DECISIONS, st.randoms())
def test_an_entity_is_told_as_one_that_is_told_as_itself(
    rows: list[tuple[Verdict, str, str]], shuffle: random.Random
) -> None:
    decisions = [Decision(verdict, a, b, a[-1], b[-1]) for verdict, a, b in rows]
    told = identities(decisions)
    for identity in told.values():
        assert identity.iri not in told
        assert identity.name == identity.iri[-1]
    for decision in decisions:
        if decision.decision is Verdict.SAME:
            ends = [told[iri].iri if iri in told else iri for iri in sorted(decision.pair)]
            assert ends[0] == ends[1]
    shuffled = list(decisions)
    shuffle.shuffle(shuffled)
    assert identities(shuffled) == told


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "kg.identities.tsv"
    assert read_decisions(file) == ()
    first = Decision(Verdict.SAME, ADA, ADDA, "Ada\tWrobel", "Adda Vrobel", "one\nvoice")
    write_decisions(file, [first])
    (found,) = read_decisions(file)
    assert asdict(found) == asdict(first) | {"kept_name": "Ada Wrobel", "because": "one voice"}
    assert file.read_text(encoding="utf-8").splitlines()[0].startswith("decision\tkept\tjoined")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("same\ta:b\tc:d", r"tsv:2: 3 columns instead of 6"),
        ("maybe\thttps://a\thttps://b\t\t\t", "'maybe' is no decision"),
        ("same\tno iri\thttps://b\t\t\t", "'no iri' is not an IRI"),
        ("same\thttps://a\thttps://a\t\t\t", "both entities are the same IRI"),
        (
            "same\thttps://a\thttps://b\t\t\t\ndifferent\thttps://b\thttps://a\t\t\t",
            "tsv:3: decides on a pair that a line above decides on",
        ),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_line(tmp_path: Path, line: str, fault: str) -> None:
    file = tmp_path / "decisions.tsv"
    write_decisions(file, [])
    file.write_text(f"{file.read_text()}{line}\n")
    with pytest.raises(UsageError, match=fault):
        read_decisions(file)


def test_a_file_that_is_no_file_of_decisions_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello\n")
    with pytest.raises(UsageError, match=r"notes\.txt:1: the first line must name the columns"):
        read_decisions(tmp_path / "notes.txt")
    with pytest.raises(ClaimgraphError, match="cannot be read"):
        read_decisions(tmp_path)
    with pytest.raises(ClaimgraphError, match="cannot be written"):
        write_decisions(tmp_path / "no" / "folder.tsv", [])
