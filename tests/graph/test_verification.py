from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.graph.faults import Fault
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import Extraction
from claimgraph.graph.rdf import extraction_quads
from claimgraph.graph.store import QuadStore, open_store
from claimgraph.graph.verification import verify
from claimgraph.ontology.terms import CG, OA, PROV, RDF, SCHEMA

from ..samples import interview, note
from ..strategies import extractions

BASE = "https://claimgraph.example/"
HASH = interview().document.sha256[:20]
DOCUMENT = f"{BASE}document/{HASH}"
LOCATION = "talks/interview.txt"

Edit = Callable[[Quad], Iterable[Quad]]


def broken(edit: Edit) -> list[Fault]:
    """The faults of the sample after an edit of its quads, among another document's."""
    quads = [new for quad in extraction_quads(interview()) for new in edit(quad)]
    with open_store(":memory:") as store:
        store.replace([], [*quads, *extraction_quads(note())])
        return verify(store)


def without(subject: str | None = None, predicate: str | None = None) -> Edit:
    def edit(quad: Quad) -> Iterable[Quad]:
        gone = subject in (None, quad.subject.value) and predicate in (None, quad.predicate.value)  # type: ignore[union-attr] # no quoted triples
        return [] if gone else [quad]

    return edit


def with_object(subject: str, predicate: str, value: str | int | NamedNode) -> Edit:
    term = value if isinstance(value, NamedNode) else Literal(value)

    def edit(quad: Quad) -> Iterable[Quad]:
        if (quad.subject, quad.predicate) != (NamedNode(subject), NamedNode(predicate)):
            return [quad]
        return [Quad(quad.subject, quad.predicate, term, quad.graph_name)]

    return edit


def found(faults: list[Fault]) -> set[tuple[str, str]]:
    assert {fault.document for fault in faults} <= {LOCATION, DOCUMENT}
    assert faults == sorted(faults)
    return {(fault.node.removeprefix(BASE), fault.rule) for fault in faults}


def span(start: int, end: int) -> str:
    return f"{DOCUMENT}#char={start},{end}"


def selector(start: int, end: int) -> str:
    return f"{DOCUMENT}#select={start},{end}"


def test_a_good_store_has_no_faults(store: QuadStore) -> None:
    assert verify(store) == []
    ingest(store, interview())
    ingest(store, note())
    assert verify(store) == []


@settings(max_examples=40, deadline=None)
@given(extractions())
def test_whatever_was_extracted_verifies(extraction: Extraction) -> None:
    with open_store(":memory:") as store:
        ingest(store, extraction)
        assert verify(store) == []


@pytest.mark.parametrize(
    ("predicate", "value", "rule"),
    [
        (OA.exact, "will", "quotation"),
        (OA.exact, "May", "quotation"),
        (OA.prefix, "Ada Park: Bots ", "prefix"),
        (OA.suffix, " stop", "suffix"),
    ],
)
def test_words_that_the_text_does_not_have_there(predicate: str, value: str, rule: str) -> None:
    faults = broken(with_object(selector(17, 20), predicate, value))
    assert found(faults) == {(f"document/{HASH}#char=17,20", rule)}


def test_a_fault_says_what_is_wrong() -> None:
    (fault,) = broken(with_object(selector(17, 20), OA.exact, "will"))
    assert str(fault) == f'{LOCATION}: {span(17, 20)} quotes "will" where the text has "may"'


@pytest.mark.parametrize("predicate", [OA.exact, OA.prefix, OA.suffix])
def test_words_that_are_missing(predicate: str) -> None:
    rules = {OA.exact: "quotation", OA.prefix: "prefix", OA.suffix: "suffix"}
    faults = broken(without(selector(17, 20), predicate))
    assert found(faults) == {(f"document/{HASH}#char=17,20", rules[predicate])}


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (OA.start, 20),
        (OA.start, -1),
        (OA.end, 17),
        (OA.end, 9999),
        (OA.end, "x"),
        (OA.end, "1" * 99),
    ],
)
def test_offsets_that_are_no_range(predicate: str, value: int | str) -> None:
    faults = broken(with_object(selector(17, 20), predicate, value))
    assert found(faults) == {(f"document/{HASH}#char=17,20", "offsets")}


def test_offsets_that_are_not_those_of_the_span() -> None:
    faults = broken(with_object(selector(17, 20), OA.end, 19))
    assert found(faults) == {
        (f"document/{HASH}#char=17,20", rule) for rule in ("offsets", "quotation", "suffix")
    }


def test_another_text() -> None:
    text = interview().document.text
    faults = broken(with_object(DOCUMENT, SCHEMA.text, text.replace("2028.", "2029.")))
    assert (f"document/{HASH}", "text-hash") in found(faults)
    assert (f"document/{HASH}#char=10,45", "quotation") in found(faults)
    assert not any("#char=0,8" in node for node, _ in found(faults))


def test_a_text_that_is_gone() -> None:
    assert found(broken(without(DOCUMENT, SCHEMA.text))) == {(f"document/{HASH}", "no-text")}


def test_hashes_that_are_wrong() -> None:
    for predicate, rule in ((CG.sha256, "source-hash"), (CG.textSha256, "text-hash")):
        for edit in (with_object(DOCUMENT, predicate, "0" * 64), without(DOCUMENT, predicate)):
            assert found(broken(edit)) == {(f"document/{HASH}", rule)}


def test_a_location_that_is_missing() -> None:
    assert found(broken(without(DOCUMENT, CG.location))) == {(f"document/{HASH}", "no-location")}


def test_a_run_that_is_missing() -> None:
    graph = f"{BASE}graph/{HASH}"
    (run,) = {
        quad.object.value
        for quad in extraction_quads(interview())
        if quad.subject == NamedNode(graph) and isinstance(quad.object, NamedNode)
        if quad.predicate.value == PROV.wasGeneratedBy
    }
    for edit in (without(run), without(graph, PROV.wasGeneratedBy)):
        assert found(broken(edit)) == {(f"document/{HASH}", "no-run")}


@pytest.mark.parametrize(("kind", "count"), [("entity", 4), ("claim", 3), ("statement", 1)])
def test_things_without_evidence(kind: str, count: int) -> None:
    """All annotations go, so that each thing that they showed is named."""
    evidence = {
        quad.subject.value
        for quad in extraction_quads(interview())
        if quad.object == NamedNode(OA.Annotation) and isinstance(quad.subject, NamedNode)
    }

    def edit(quad: Quad) -> Iterable[Quad]:
        return [] if quad.subject.value in evidence else [quad]  # type: ignore[union-attr] # no quoted triples

    faults = [fault for fault in broken(edit) if f"is a {kind} " in fault.message]
    # the guest and the publisher are known from the metadata
    assert len(faults) == count - (kind == "entity")
    assert {fault.rule for fault in faults} == {"no-evidence"}


def test_an_entity_that_was_slipped_in() -> None:
    slipped = f"{BASE}person/mallory"
    extra = Quad(
        NamedNode(slipped),
        NamedNode(RDF.type),
        NamedNode(SCHEMA.Person),
        NamedNode(f"{BASE}graph/{HASH}"),
    )
    faults = broken(lambda quad: [quad, extra])
    assert found(faults) == {("person/mallory", "no-evidence")}


def test_evidence_of_what_is_not_there() -> None:
    faults = broken(without(f"{BASE}concept/ai-agent", None))
    assert {rule for _, rule in found(faults)} == {"shows-nothing"}
    assert "concept/ai-agent" in faults[0].message


def test_evidence_that_points_nowhere() -> None:
    faults = broken(without(None, OA.hasTarget))
    assert {rule for _, rule in found(faults)} == {"no-span"}
    assert len(faults) == 8


@pytest.mark.parametrize(
    "edit",
    [
        without(span(17, 20)),
        without(selector(17, 20)),
        without(span(17, 20), OA.hasSource),
        without(span(17, 20), OA.hasSelector),
        with_object(span(17, 20), OA.hasSource, NamedNode(f"{BASE}document/{'0' * 20}")),
    ],
)
def test_a_span_that_is_not_described(edit: Edit) -> None:
    assert found(broken(edit)) == {(f"document/{HASH}#char=17,20", "dangling-span")}


def test_a_document_without_receipts_or_without_graph() -> None:
    def dropping(name: str) -> Edit:
        graph = NamedNode(f"{BASE}{name}/{HASH}")
        return lambda quad: [] if quad.graph_name == graph else [quad]

    assert found(broken(dropping("provenance"))) == {(f"document/{HASH}", "no-receipts")}
    rules = {rule for _, rule in found(broken(dropping("graph")))}
    assert rules == {"no-graph", "shows-nothing"}


def test_sources_that_changed_or_are_gone(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        ingest(store, interview())
        web = replace(note().document, location="https://example.org/note")
        ingest(store, replace(note(), document=web))
        source = tmp_path / LOCATION
        (missing,) = verify(store, tmp_path)
        assert (missing.node, missing.rule) == (DOCUMENT, "source-missing")
        source.parent.mkdir()
        source.write_bytes(interview().document.text.encode())
        assert verify(store, tmp_path) == []
        source.write_bytes(b"other")
        (changed,) = verify(store, tmp_path)
        assert (changed.document, changed.rule) == (LOCATION, "source-changed")
        assert verify(store) == []


def test_a_location_that_can_be_no_file(tmp_path: Path) -> None:
    document = replace(note().document, location="nul\x00.txt")
    with open_store(":memory:") as store:
        ingest(store, replace(note(), document=document))
        (fault,) = verify(store, tmp_path)
        assert fault.rule == "source-missing"


def test_the_source_hash_is_that_of_the_bytes() -> None:
    text = interview().document.text
    assert sha256(text.encode()).hexdigest().startswith(HASH)
