"""What the named queries on claims and topics answer on the documents of `knowledge`."""

from __future__ import annotations

import pytest

from claimgraph.graph.answers import answers
from claimgraph.graph.errors import UsageError
from claimgraph.graph.store import QuadStore

from .knowledge import (
    BASE,
    EXPECTS,
    KIND,
    MEMO,
    NOTES,
    NOTES_TITLE,
    OVER,
    PUBLISH,
    RELEASE,
    RL,
    RL_NODE,
    SAVE,
    SCALE,
    SCORED,
    TALK,
    TALK_TITLE,
    TEN_YEARS,
    TOLD,
    at,
    node,
    rows,
    words,
)


def test_documents_come_newest_first_and_undated_last(known: QuadStore) -> None:
    assert rows(known, "documents", "title published claims location source document") == [
        (NOTES_TITLE, "2025-02", "5", "notes.txt", None, node(NOTES)),
        (TALK_TITLE, "2024-05-10", "3", "talks/talk.vtt", "https://example.org/talk", node(TALK)),
        ("memo", None, "2", "memo.txt", None, node(MEMO)),
    ]


@pytest.mark.parametrize(
    ("since", "until", "titles"),
    [
        ("2025", "", [NOTES_TITLE]),
        ("2025-02-14", "", [NOTES_TITLE]),  # of the month it is only known that it has the day
        ("2025-03", "", []),
        ("", "2024", [TALK_TITLE]),
        ("2024-05-10", "2024-05-10", [TALK_TITLE]),
        ("2024-05-11", "2025-01-31", []),
    ],
)
def test_documents_and_claims_of_a_time(
    known: QuadStore, since: str, until: str, titles: list[str]
) -> None:
    found = rows(known, "documents", "title", since=since, until=until)
    assert found == [(title,) for title in titles]
    claims = answers(known, "claims", since=since, until=until)
    assert {row["documentTitle"] for row in claims} == set(titles)


def test_claims_come_with_everything_to_cite_them(known: QuadStore) -> None:
    first, second = answers(known, "claims", document="talks/talk.vtt", type="Prediction")
    assert first.pop("claim").startswith(f"{BASE}claim/")
    assert first.pop("quotation") in {"true", "1"}  # Virtuoso writes what it computes as 1
    start, end = at(TALK, SCALE)
    assert first == {
        "claimantName": "Ines Corvo",
        "type": "prediction",
        "words": SCALE,
        "about": RL,
        "attribution": "explicit",
        "negated": "true",
        "hedged": "false",
        "targetDate": "2025",
        "negationCue": "not",
        "documentTitle": TALK_TITLE,
        "published": "2024-05-10",
        "source": "https://example.org/talk",
        "location": "talks/talk.vtt",
        "time": "t=5,9.5",
        "speaker": "Ines Corvo",
        "start": start,
        "end": end,
        "claimant": f"{BASE}person/ines-corvo",
        "document": node(TALK),
    }
    assert second["about"] == "reinforcement learning; reward modeling"
    assert (second["time"], second["targetDate"]) == ("t=3725", "2027-22")


def test_all_claims_once_in_order_of_documents_and_places(known: QuadStore) -> None:
    assert rows(known, "claims", "claimantName words page") == [
        ("Ines Corvo", SCALE, None),
        ("Ines Corvo", SAVE, None),
        ("Ines Corvo", PUBLISH, "2"),
        ("Tomas Reiter", OVER, None),
        ("Halcyon Institute", RELEASE, None),
        ("Tomas Reiter", TOLD, None),
        ("Ines Corvo", TEN_YEARS, None),
        ("Tomas Reiter", SCORED, None),
        ("Northwind Labs", EXPECTS, None),
        ("author of memo", KIND, None),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"by": "tomas reiter"}, [OVER, TOLD, SCORED]),
        ({"by": f"{BASE}person/tomas-reiter"}, [OVER, TOLD, SCORED]),
        ({"by": "Tomas"}, []),
        ({"about": "rl"}, [SCALE, SAVE, OVER, TEN_YEARS, KIND]),
        ({"about": "Reward Modeling"}, [SAVE, KIND]),
        ({"about": "machine learning"}, [SCALE, SAVE, OVER, TEN_YEARS, KIND]),
        ({"about": RL_NODE, "by": "Ines Corvo", "type": "opinion"}, [TEN_YEARS]),
        ({"document": "notes from halcyon", "type": "plan"}, [RELEASE]),
        ({"document": node(MEMO)}, [EXPECTS, KIND]),
    ],
)
def test_claims_by_claimant_topic_type_and_document(
    known: QuadStore, values: dict[str, str], expected: list[str]
) -> None:
    assert words(known, "claims", **values) == expected


def test_topics_of_claims(known: QuadStore) -> None:
    (claim,) = answers(known, "claims", by="Halcyon Institute")
    assert rows(known, "claim-topics", "claim topicName topic", claim=claim["claim"]) == [
        (claim["claim"], "Halcyon Institute", f"{BASE}organization/halcyon-institute"),
        (claim["claim"], "Skua-3", f"{BASE}model/skua-3"),
    ]
    assert len(answers(known, "claim-topics")) == 14


def test_claimants_with_counts_of_each_type(known: QuadStore) -> None:
    columns = (
        "claimantName claims facts opinions predictions recommendations plans negated hedged "
        "quotations documents"
    )
    assert [" ".join(map(str, row)) for row in rows(known, "claimants", columns)] == [
        "Ines Corvo 4 0 1 2 1 0 1 1 2 2",
        "Tomas Reiter 3 2 1 0 0 0 0 0 0 1",
        "Halcyon Institute 1 0 0 0 0 1 0 0 0 1",
        "Northwind Labs 1 0 0 1 0 0 0 0 0 1",
        "author of memo 1 1 0 0 0 0 0 0 0 1",
    ]
    assert rows(known, "claimants", "claimantName claims", about="reward modeling") == [
        ("Ines Corvo", "1"),
        ("author of memo", "1"),
    ]


def test_quotations(known: QuadStore) -> None:
    columns = "claimantName type words negated hedged time documentTitle start end"
    assert rows(known, "quotations", columns) == [
        (
            "Ines Corvo",
            "prediction",
            SCALE,
            "true",
            "false",
            "t=5,9.5",
            TALK_TITLE,
            *at(TALK, SCALE),
        ),
        ("Ines Corvo", "prediction", SAVE, "false", "true", "t=3725", TALK_TITLE, *at(TALK, SAVE)),
    ]
    assert words(known, "quotations", about="reward modeling") == [SAVE]
    assert words(known, "quotations", by="Tomas Reiter") == []


def test_hedged_and_negated_claims_with_the_words_that_make_them_so(known: QuadStore) -> None:
    columns = "claimantName type words cue documentTitle start end"
    assert rows(known, "hedged", columns) == [
        ("Ines Corvo", "prediction", SAVE, "may", TALK_TITLE, *at(TALK, SAVE))
    ]
    assert rows(known, "negated", columns) == [
        ("Ines Corvo", "prediction", SCALE, "not", TALK_TITLE, *at(TALK, SCALE))
    ]
    assert words(known, "hedged", by="Ines Corvo", about="reward modeling") == [SAVE]
    assert words(known, "negated", about="reward modeling") == []


def test_recommendations(known: QuadStore) -> None:
    assert rows(known, "recommendations", "claimantName words documentTitle start end") == [
        ("Ines Corvo", PUBLISH, TALK_TITLE, *at(TALK, PUBLISH))
    ]
    assert words(known, "recommendations", about="RL") == []


def test_plans(known: QuadStore) -> None:
    assert rows(known, "plans", "targetDate claimantName words documentTitle start end") == [
        ("2026", "Halcyon Institute", RELEASE, NOTES_TITLE, *at(NOTES, RELEASE))
    ]
    assert words(known, "plans", by="Ines Corvo") == []


def test_reported_claims_with_who_reports_them_and_in_which_claim(known: QuadStore) -> None:
    columns = "claimantName reporters words within type documentTitle start end"
    expected = [
        (
            "Ines Corvo",
            "Tomas Reiter",
            TEN_YEARS,
            TOLD,
            "opinion",
            NOTES_TITLE,
            *at(NOTES, TEN_YEARS),
        )
    ]
    assert rows(known, "reported", columns) == expected
    assert rows(known, "reported", columns, by="Ines Corvo", through="TOMAS REITER") == expected
    assert rows(known, "reported", columns, by="Tomas Reiter") == []
    assert rows(known, "reported", columns, through="Ines Corvo") == []


def test_history_of_what_someone_said(known: QuadStore) -> None:
    columns = "published words negated hedged targetDate documentTitle start end"
    assert rows(known, "history", columns, by="Ines Corvo", about="RL") == [
        ("2024-05-10", SCALE, "true", "false", "2025", TALK_TITLE, *at(TALK, SCALE)),
        ("2024-05-10", SAVE, "false", "true", "2027-22", TALK_TITLE, *at(TALK, SAVE)),
        ("2025-02", TEN_YEARS, "false", "false", None, NOTES_TITLE, *at(NOTES, TEN_YEARS)),
    ]
    assert words(known, "history", by="Ines Corvo") == [SCALE, SAVE, PUBLISH, TEN_YEARS]
    with pytest.raises(UsageError, match="parameter by is missing"):
        answers(known, "history")


def test_topics_most_frequent_first(known: QuadStore) -> None:
    columns = "topicName types claims claimants documents"
    everything = rows(known, "topics", columns)
    assert everything[:3] == [
        (RL, "Concept; Method", "4", "2", "2"),
        ("reward modeling", "Method", "2", "2", "2"),
        ("Halcyon Institute", "Organization", "1", "1", "1"),
    ]
    assert [row[0] for row in everything[3:]] == [
        *("Ines Corvo", "Skua-2", "Skua-3", "Tern nets", "TernBench", "agents", "evals")
    ]
    assert rows(known, "topics", "topicName", type="concept") == [(RL,), ("agents",)]
    assert rows(known, "topics", columns, by="Ines Corvo", type="Method") == [
        (RL, "Concept; Method", "3", "1", "2"),
        ("evals", "Method", "1", "1", "1"),
        ("reward modeling", "Method", "1", "1", "1"),
    ]


def test_voices_on_a_topic_and_on_what_is_narrower(known: QuadStore) -> None:
    columns = "claimantName claims negated hedged quotations documents earliest latest"
    expected = [
        ("Ines Corvo", "3", "1", "1", "2", "2", "2024-05-10", "2025-02"),
        ("Tomas Reiter", "1", "0", "0", "0", "1", "2025-02", "2025-02"),
        ("author of memo", "1", "0", "0", "0", "1", None, None),
    ]
    assert rows(known, "topic-voices", columns, about="RL") == expected
    assert rows(known, "topic-voices", columns, about="machine learning") == expected
    assert rows(known, "topic-voices", "claimantName", about="agents") == [("Northwind Labs",)]


def test_shared_topics_are_those_of_both(known: QuadStore) -> None:
    pair = {"a": "Ines Corvo", "b": "tomas reiter"}
    assert rows(known, "shared-topics", "topicName claimsA claimsB topic", **pair) == [
        (RL, "3", "1", RL_NODE)
    ]
    assert rows(known, "shared-topics", "topicName", a="Ines Corvo", b="Northwind Labs") == []


def test_comparison_has_the_words_of_both_on_what_both_speak_about(known: QuadStore) -> None:
    columns = "topicName claimantName published words documentTitle start end"
    expected = [
        (RL, "Ines Corvo", "2024-05-10", SCALE, TALK_TITLE, *at(TALK, SCALE)),
        (RL, "Ines Corvo", "2024-05-10", SAVE, TALK_TITLE, *at(TALK, SAVE)),
        (RL, "Ines Corvo", "2025-02", TEN_YEARS, NOTES_TITLE, *at(NOTES, TEN_YEARS)),
        (RL, "Tomas Reiter", "2025-02", OVER, NOTES_TITLE, *at(NOTES, OVER)),
    ]
    pair = {"a": "Tomas Reiter", "b": f"{BASE}person/ines-corvo"}
    assert rows(known, "compare", columns, **pair) == expected
    assert rows(known, "compare", columns, **pair, about="machine learning") == expected
    assert rows(known, "compare", columns, **pair, about="agents") == []
