"""What holds of the judgements of any answer to any gold answer."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.scores import MEASURES, scores_of

from .judging import Record, claim, judged, relation

SPANS = st.sampled_from([[0, 10], [0, 12], [5, 12], [14, 25], [34, 39], [40, 65], [41, 60]])
IDS = st.sampled_from(["e1", "e2", "e3", "e9"])
ENTITIES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Person", "Model", ["Model", "Method"]]),
        "name": st.sampled_from(["Ada", "ada", "GPT-4", "GPT 4", "RLHF"]),
        "aliases": st.lists(st.sampled_from(["GPT-4", "Ada", "agents"]), max_size=1),
        "mentions": st.lists(SPANS, max_size=2),
        "optional": st.booleans(),
    }
)
RELATIONS = st.builds(
    relation,
    IDS,
    st.sampled_from(["uses", "broader"]),
    IDS,
    optional=st.booleans(),
)
CLAIMS = st.builds(
    claim,
    st.just("c"),
    SPANS,
    st.one_of(st.just("author"), IDS),
    date=st.sampled_from([None, "2030", "2031"]),
    quote=st.booleans(),
    about=st.lists(IDS, max_size=3),
    optional=st.booleans(),
)
RECORDS = st.fixed_dictionaries(
    {
        "entities": st.lists(ENTITIES, max_size=4).map(
            lambda found: [{"id": f"e{n}", **item} for n, item in enumerate(found, 1)]
        ),
        "relations": st.lists(RELATIONS, max_size=4),
        "claims": st.lists(CLAIMS, max_size=4),
    }
)


@given(RECORDS, RECORDS)
def test_every_item_is_judged_once(wanted: Record, got: Record) -> None:
    judgements = judged(wanted, got)
    tally = Counter((j.measure, j.outcome) for j in judgements)
    optional = {item["id"] for item in wanted["entities"] if item["optional"]}
    # Of two gold items of one place or triple, the last one counts.
    owners = {tuple(span): item for item in wanted["entities"] for span in item["mentions"]}
    marked = {
        (r["subject"], r["predicate"], r["object"]): r["optional"] for r in wanted["relations"]
    }
    required = {
        "entities": len(wanted["entities"]) - len(optional),
        "mentions": sum(not item["optional"] for item in owners.values()),
        "relations": sum(
            not (mark or optional & {triple[0], triple[2]}) for triple, mark in marked.items()
        ),
        "claims": sum(not item["optional"] for item in wanted["claims"]),
    }
    required["claims+claimant"] = required["claims"]
    for measure, number in required.items():
        assert tally[measure, "right"] + tally[measure, "missed"] == number, measure
    for measure in ("entities", "claims"):
        assert tally[measure, "right"] + tally[measure, "wrong"] <= len(got[measure])
    found = tally["claims", "right"]
    for name in ("claimant", "attribution", "type", "quote", "negated", "hedged", "date"):
        measure = f"accuracy of {name}"
        assert tally[measure, "right"] + tally[measure, "wrong"] == found
        assert not tally[measure, "missed"]
    assert tally["claims+claimant", "right"] == tally["accuracy of claimant", "right"]
    for score in scores_of(judgements).values():
        assert score.measure in MEASURES
        for share in (score.precision, score.recall, score.f1, score.accuracy):
            assert share is None or 0 <= share <= 1


@given(RECORDS)
def test_gold_finds_its_own_entities_and_claims(record: Record) -> None:
    for error in judged(record, record):
        assert error.outcome == "right" or error.measure not in ("entities", "claims")
