from __future__ import annotations

from claimgraph.graph.statistics import Statistics, count_all
from claimgraph.graph.store import QuadStore, open_store


def test_counts_of_everything(known: QuadStore) -> None:
    assert count_all(known) == Statistics(
        quads=len(list(known.quads())),
        documents=3,
        entities=13,
        entities_by_type={
            "Benchmark": 1,
            "Concept": 2,
            "Method": 4,
            "Model": 2,
            "Organization": 3,
            "Person": 2,
        },
        relations=8,
        relations_by_predicate={
            "affiliation": 2,
            "broader": 1,
            "developed": 2,
            "evaluatedOn": 1,
            "isPartOf": 1,
            "uses": 1,
        },
        claims=10,
        claims_by_type={
            "fact": 3,
            "opinion": 2,
            "plan": 1,
            "prediction": 3,
            "recommendation": 1,
        },
        claims_by_attribution={"explicit": 6, "implicit": 4},
        hedged=1,
        negated=1,
        quotations=2,
    )


def test_an_empty_store_counts_nothing() -> None:
    with open_store(":memory:") as store:
        assert count_all(store) == Statistics(0, 0, 0, {}, 0, {}, 0, {}, {}, 0, 0, 0)
