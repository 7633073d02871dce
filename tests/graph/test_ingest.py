from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from claimgraph.graph.errors import StoreError, UsageError
from claimgraph.graph.ingest import (
    StoredDocument,
    documents,
    ingest,
    is_current,
    prune,
    refresh_vocabulary,
)
from claimgraph.graph.model import EntityType, Extraction, VocabularyEntry
from claimgraph.graph.rdf import extraction_quads, vocabulary_quads
from claimgraph.graph.store import QuadStore, open_store
from claimgraph.graph.verification import verify

from ..samples import AGENTS, EVALUATION, interview, note
from ..strategies import extractions

BASE = "https://claimgraph.example/"


def quads_of(*extractions: Extraction) -> set[Quad]:
    """What a store of these documents should hold."""
    entries = {entry.key: entry for item in extractions for entry in item.vocabulary}
    quads = {quad for item in extractions for quad in extraction_quads(item)}
    return quads | set(vocabulary_quads(entries.values())) if entries else quads


def edited(extraction: Extraction, location: str | None = None) -> Extraction:
    """The same document from other bytes."""
    document = extraction.document
    changed = replace(
        document,
        sha256=sha256(b"edited" + document.text.encode()).hexdigest(),
        location=location or document.location,
    )
    return replace(extraction, document=changed)


def test_a_store_holds_what_was_put_in_and_nothing_else(store: QuadStore) -> None:
    ingest(store, interview())
    ingest(store, note())
    assert set(store.quads()) == quads_of(interview(), note())
    assert verify(store) == []


def test_doing_it_again_changes_nothing(store: QuadStore) -> None:
    first = ingest(store, interview())
    before = set(store.quads())
    second = ingest(store, interview())
    assert set(store.quads()) == before
    assert (first.document, first.quads) == (second.document, second.quads)
    assert first.replaced == ()
    assert second.replaced == (first.document,)


def test_a_document_takes_the_place_of_the_one_at_its_location(store: QuadStore) -> None:
    old = ingest(store, interview())
    new = ingest(store, edited(interview()))
    assert new.replaced == (old.document,)
    assert set(store.quads()) == quads_of(edited(interview()))


def test_a_document_that_moved_is_found_at_its_new_place(store: QuadStore) -> None:
    ingest(store, interview())
    document = replace(interview().document, location="elsewhere.txt")
    ingest(store, replace(interview(), document=document))
    assert [stored.location for stored in documents(store)] == ["elsewhere.txt"]


def test_documents_that_swap_places_are_both_kept() -> None:
    with open_store(":memory:") as store:
        one, other = interview(), note()
        ingest(store, one)
        ingest(store, other)
        places = one.document.location, other.document.location
        ingest(store, replace(one, document=replace(one.document, location=places[1])))
        ingest(store, replace(other, document=replace(other.document, location=places[0])))
        assert [stored.sha256 for stored in documents(store)] == [
            one.document.sha256,
            other.document.sha256,
        ]
        assert verify(store) == []


def test_documents_are_listed_by_location(store: QuadStore) -> None:
    assert documents(store) == []
    for extraction in (interview(), note()):
        ingest(store, extraction)
    assert documents(store) == [
        StoredDocument(
            location="note.txt",
            iri=f"{BASE}document/{note().document.sha256[:20]}",
            sha256=note().document.sha256,
        ),
        StoredDocument(
            location="talks/interview.txt",
            iri=f"{BASE}document/{interview().document.sha256[:20]}",
            sha256=interview().document.sha256,
        ),
    ]


def test_only_what_was_read_the_same_way_is_current(store: QuadStore) -> None:
    document, extractor = interview().document, interview().extractor
    place = document.location
    assert not is_current(store, document.sha256, place, extractor)
    ingest(store, interview())
    ingest(store, replace(note(), extractor={"version": "0.2.0"}))
    assert is_current(store, document.sha256, place, extractor)
    assert is_current(store, document.sha256, place, dict(sorted(extractor.items(), reverse=True)))
    assert not is_current(store, document.sha256, place, extractor, "https://example.org/")
    assert not is_current(store, document.sha256, "elsewhere.txt", extractor)
    assert not is_current(store, "0" * 64, place, extractor)
    for changed in (
        {"version": "0.2.0"},
        {**extractor, "version": "0.2.0"},
        {**extractor, "metadata": '{"title": "Talk"}'},
    ):
        assert not is_current(store, document.sha256, place, changed)


def test_prune_takes_out_what_is_not_to_be_kept(store: QuadStore) -> None:
    ingest(store, interview())
    ingest(store, note())
    assert prune(store, {"note.txt", "talks/interview.txt", "unknown.txt"}) == []
    assert set(store.quads()) == quads_of(interview(), note())
    assert [gone.location for gone in prune(store, ["note.txt"])] == ["talks/interview.txt"]
    assert set(store.quads()) == quads_of(note())
    assert [gone.location for gone in prune(store, [])] == ["note.txt"]
    assert len(store) == 0


def test_entries_that_nothing_needs_any_more_go_with_a_refresh(store: QuadStore) -> None:
    ingest(store, interview())
    plain = edited(interview())
    unlinked = tuple(replace(entity, entry=None) for entity in plain.entities)
    ingest(store, replace(plain, entities=unlinked, vocabulary=()))
    assert refresh_vocabulary(store) == 2
    assert set(store.quads()) == quads_of(replace(plain, entities=unlinked, vocabulary=()))
    assert refresh_vocabulary(store) == 0


def test_broader_entries_stay_as_long_as_a_narrower_one_is_mentioned(store: QuadStore) -> None:
    only_agents = replace(
        interview(),
        entities=tuple(
            replace(entity, entry=None) if entity.entry == EVALUATION.key else entity
            for entity in interview().entities
        ),
    )
    ingest(store, only_agents)
    ingest(store, note())
    prune(store, ["talks/interview.txt"])
    assert set(store.quads()) == quads_of(only_agents)


def test_an_entry_that_changed_is_described_as_it_is_now(store: QuadStore) -> None:
    ingest(store, interview())
    renamed = VocabularyEntry((EntityType.CONCEPT,), "Evaluation", aliases=("assessment",))
    entity = replace(note().entities[2], name="Evaluation", entry=renamed.key)
    newer = replace(note(), entities=(*note().entities[:2], entity), vocabulary=(renamed,))
    ingest(store, newer)
    expected = quads_of(interview(), note()) - set(vocabulary_quads([AGENTS, EVALUATION]))
    expected -= set(extraction_quads(note()))
    expected |= set(vocabulary_quads([AGENTS, renamed])) | set(extraction_quads(newer))
    assert set(store.quads()) == expected


def test_the_order_of_documents_makes_no_difference() -> None:
    third = edited(note(), location="third.txt")
    found = []
    for order in permutations([interview(), note(), third]):
        with open_store(":memory:") as store:
            for extraction in order:
                ingest(store, extraction)
            refresh_vocabulary(store)
            found.append(set(store.quads()))
    assert all(quads == found[0] for quads in found)


@settings(max_examples=15, deadline=None)
@given(st.lists(extractions(), min_size=1, max_size=3))
def test_what_was_pruned_leaves_no_trace(items: list[Extraction]) -> None:
    with open_store(":memory:") as store:
        ingest(store, note())
        before = set(store.quads())
        for number, item in enumerate(items):
            renamed = replace(item.document, location=f"{number}.txt")
            ingest(store, replace(item, document=renamed))
        prune(store, ["note.txt"])
        assert set(store.quads()) == before


def test_a_store_that_cannot_be_written_stays_as_it_was(tmp_path: object) -> None:
    with open_store(f"{tmp_path}/kg") as store:
        ingest(store, interview())
    with open_store(f"{tmp_path}/kg", read_only=True) as store:
        for write in (
            lambda: ingest(store, note()),
            lambda: prune(store, []),
        ):
            with pytest.raises(StoreError):
                write()
        assert set(store.quads()) == quads_of(interview())


def test_stores_of_other_bases_are_told_apart() -> None:
    with open_store(":memory:") as store:
        ingest(store, interview(), "https://example.org/kg/")
        with pytest.raises(UsageError):
            ingest(store, note(), "https://example.org/kg")
        assert [stored.iri.startswith("https://example.org/kg/") for stored in documents(store)]
        assert [gone.location for gone in prune(store, [], "https://example.org/kg/")] == [
            "talks/interview.txt"
        ]
        assert len(store) == 0
