"""What the named queries on things and their relations answer on the documents of `knowledge`."""

from __future__ import annotations

import pytest

from claimgraph.graph.answers import answers
from claimgraph.graph.store import QuadStore

from .knowledge import (
    BASE,
    NOTES,
    NOTES_TITLE,
    RL,
    RL_NODE,
    SCORED,
    TALK,
    TALK_TITLE,
    at,
    rows,
    words,
)

BUILT = "Ines Corvo, who leads Northwind Labs, built Skua-2."
TRAINED = "Northwind Labs trained Skua-2 with RL."
CHAIR = "Tomas Reiter is chair and fellow of Halcyon Institute, a part of Halcyon Group."


def test_a_name_in_any_case_finds_the_thing_once(known: QuadStore) -> None:
    expected = [(RL, "Concept; Method", RL_NODE)]
    for name in ("RL", "rl", "Reinforcement Learning", RL_NODE):
        assert rows(known, "entity", "label types entity", name=name) == expected
    assert rows(known, "entity", "label types", name="author of memo") == [
        ("author of memo", "Author")
    ]
    assert answers(known, "entity", name="nothing") == []


def test_names_and_what_is_broader_and_the_same_elsewhere(known: QuadStore) -> None:
    found = rows(known, "names", "property value valueName", entity=RL_NODE)
    assert [(str(kind).rpartition("#")[2], value, label) for kind, value, label in found] == [
        ("label", "REINFORCEMENT LEARNING", None),
        ("label", RL, None),
        ("altLabel", "RL", None),
        ("altLabel", "Reinforcement learning", None),
        ("broader", f"{BASE}concept/machine-learning", "machine learning"),
        ("exactMatch", "https://cso.kmi.open.ac.uk/topics/reinforcement_learning", None),
    ]
    reward = rows(known, "names", "property value", entity=f"{BASE}method/reward-modeling")
    assert ("http://purl.org/dc/terms/source", "https://arxiv.org/abs/1706.03741") in reward


def test_receipts_are_every_place_of_a_thing(known: QuadStore) -> None:
    columns = "entityName words documentTitle published page time start end"
    assert rows(known, "receipts", columns, name="rl") == [
        (RL, "Reinforcement learning", TALK_TITLE, "2024-05-10", None, "t=5,9.5", "12", "34"),
        (RL, "RL", TALK_TITLE, "2024-05-10", "2", None, "243", "245"),
        (RL, "REINFORCEMENT LEARNING", NOTES_TITLE, "2025-02", None, None, "0", "22"),
        (RL, "RL", NOTES_TITLE, "2025-02", None, None, "103", "105"),
    ]
    (there,) = answers(known, "receipts", name="agents")
    assert (there["before"].strip(), there["after"].strip()) == (
        "Northwind Labs expects",
        "in 2020 to 2023. Tern nets are",
    )
    assert len(answers(known, "receipts", name="Ines Corvo", document="NOTES FROM HALCYON")) == 1
    assert len(answers(known, "receipts", name="Ines Corvo", document="talks/talk.vtt")) == 3


def test_relations_of_a_thing_both_ways(known: QuadStore) -> None:
    columns = "subjectName predicate objectName role words documentTitle start end"
    assert rows(known, "relations-of", columns, name="halcyon institute") == [
        (
            "Tomas Reiter",
            "affiliation",
            "Halcyon Institute",
            "chair; fellow",
            CHAIR,
            NOTES_TITLE,
            *at(NOTES, CHAIR),
        ),
        (
            "Halcyon Institute",
            "isPartOf",
            "Halcyon Group",
            None,
            CHAIR,
            NOTES_TITLE,
            *at(NOTES, CHAIR),
        ),
    ]
    assert words(known, "relations-of", name="Skua-2") == [BUILT, TRAINED, SCORED, TRAINED]
    assert words(known, "relations-of", name="Skua-2", predicate="evaluatedon") == [SCORED]


def test_people_of_an_organization_and_of_its_parts(known: QuadStore) -> None:
    columns = "personName role organizationName words documentTitle published start end"
    tomas = ("Tomas Reiter", "chair; fellow", "Halcyon Institute", CHAIR, NOTES_TITLE, "2025-02")
    for name in ("Halcyon Institute", "Halcyon Group"):
        assert rows(known, "people-of", columns, organization=name) == [tomas + at(NOTES, CHAIR)]
    assert rows(known, "people-of", "personName role", organization="northwind labs") == [
        ("Ines Corvo", "leads")
    ]


def test_what_an_organization_and_its_people_developed(known: QuadStore) -> None:
    columns = "thingName types makerName words documentTitle start end"
    by_her = ("Skua-2", "Model", "Ines Corvo", BUILT, TALK_TITLE, *at(TALK, BUILT))
    by_lab = ("Skua-2", "Model", "Northwind Labs", TRAINED, TALK_TITLE, *at(TALK, TRAINED))
    assert rows(known, "developed-by", columns, by="Northwind Labs") == [by_her, by_lab]
    assert rows(known, "developed-by", columns, by="Ines Corvo") == [by_her]
    assert rows(known, "developed-by", columns, by="Halcyon Group") == []


@pytest.mark.parametrize("by", ["Northwind Labs", "Ines Corvo", "Skua-2"])
def test_what_a_lab_or_what_it_developed_builds_on(known: QuadStore, by: str) -> None:
    columns = "usedName types userName words documentTitle start end"
    assert rows(known, "builds-on", columns, by=by) == [
        (RL, "Concept; Method", "Skua-2", TRAINED, TALK_TITLE, *at(TALK, TRAINED))
    ]


@pytest.mark.parametrize("of", ["", "TernBench", "skua-2", f"{BASE}model/skua-2"])
def test_evaluations_of_both_sides(known: QuadStore, of: str) -> None:
    columns = "benchmarkName subjectName words documentTitle published start end"
    assert rows(known, "evaluations", columns, of=of) == [
        ("TernBench", "Skua-2", SCORED, NOTES_TITLE, "2025-02", *at(NOTES, SCORED))
    ]
    assert rows(known, "evaluations", columns, of="Skua-3") == []


def test_kinds_over_any_number_of_steps(known: QuadStore) -> None:
    columns = "narrowerName types broader documents"
    assert rows(known, "kinds-of", columns, name="Machine Learning") == [
        ("Tern nets", "Method", "reward modeling", "1"),
        (RL, "Concept; Method", "machine learning", "2"),
        ("reward modeling", "Method", RL, "2"),
    ]
    assert rows(known, "kinds-of", "narrowerName", name="reward modeling") == [("Tern nets",)]
    assert rows(known, "kinds-of", "narrowerName", name="Tern nets") == []


def test_unlinked_things_the_most_widely_named_first(known: QuadStore) -> None:
    assert rows(known, "unlinked", "name types documents mentions") == [
        ("Ines Corvo", "Person", "2", "4"),
        ("Northwind Labs", "Organization", "2", "3"),
        ("Skua-2", "Model", "2", "3"),
        ("Halcyon Institute", "Organization", "1", "2"),
        ("Halcyon Group", "Organization", "1", "1"),
        ("Skua-3", "Model", "1", "1"),
        ("Tern nets", "Method", "1", "1"),
        ("TernBench", "Benchmark", "1", "1"),
        ("Tomas Reiter", "Person", "1", "1"),
        ("agents", "Concept", "1", "1"),
        ("evals", "Method", "1", "1"),
    ]
    assert rows(known, "unlinked", "name", type="model") == [("Skua-2",), ("Skua-3",)]


def test_names_and_words_that_match(known: QuadStore) -> None:
    found = rows(known, "matches", "label text", pattern="(^|[^a-z])ternb")
    assert {label for label, _ in found} == {"TernBench", SCORED, NOTES_TITLE}


def test_counts(known: QuadStore) -> None:
    counted = {(row["what"], row["kind"]): row["count"] for row in answers(known, "counts")}
    assert counted[("entities", "")] == "13"
    assert counted[("entities by type", "Method")] == "4"
    assert counted[("relations by predicate", "broader")] == "1"
    assert counted[("claims", "quotation")] == "2"
