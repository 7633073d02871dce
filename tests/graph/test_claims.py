from __future__ import annotations

import pytest

from claimgraph.graph.claims import FoundClaim, find_claims
from claimgraph.graph.errors import UsageError
from claimgraph.graph.model import Attribution, ClaimType
from claimgraph.graph.store import QuadStore, open_store

from ..samples import place
from .knowledge import (
    BASE,
    EXPECTS,
    KIND,
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
    node,
)

EVERYTHING = [SCALE, SAVE, PUBLISH, OVER, RELEASE, TOLD, TEN_YEARS, SCORED, EXPECTS, KIND]


def test_a_claim_has_all_that_is_needed_to_cite_it(known: QuadStore) -> None:
    first, second, third, *_ = find_claims(known)
    assert first == FoundClaim(
        iri=first.iri,
        claimant=f"{BASE}person/ines-corvo",
        claimant_name="Ines Corvo",
        type=ClaimType.PREDICTION,
        words=SCALE,
        attribution=Attribution.EXPLICIT,
        negated=True,
        hedged=False,
        quotation=True,
        target_date="2025",
        date_words=None,
        condition=None,
        least_probability=None,
        greatest_probability=None,
        reported_by=(),
        within=None,
        within_words=None,
        attribution_cue=None,
        negation_cue="not",
        hedge_cue=None,
        negation_scope=None,
        hedge_scope=None,
        about=(RL,),
        topics=(RL_NODE,),
        document=node(TALK),
        document_title=TALK_TITLE,
        published="2024-05-10",
        source="https://example.org/talk",
        location="talks/talk.vtt",
        start=place(TALK, SCALE).start,
        end=place(TALK, SCALE).end,
        page=None,
        start_time=5.0,
        end_time=9.5,
        speaker="Ines Corvo",
    )
    assert first.iri.startswith(f"{BASE}claim/")
    assert (second.start_time, second.end_time) == (3725.0, None)
    assert second.about == (RL, "reward modeling")
    assert second.topics == (RL_NODE, f"{BASE}method/reward-modeling")
    assert (third.page, third.start_time, third.speaker, third.quotation) == (2, None, None, False)


def test_a_reported_claim_says_through_whom_and_within_what(known: QuadStore) -> None:
    (claim,) = find_claims(known, by="Ines Corvo", document=NOTES_TITLE)
    (outer,) = find_claims(known, about="Ines Corvo")
    assert claim.words == TEN_YEARS
    assert claim.reported_by == ("Tomas Reiter",)
    assert (claim.within, claim.within_words) == (outer.iri, TOLD)


def test_what_a_document_lacks_is_none(known: QuadStore) -> None:
    (claim,) = find_claims(known, by="author of memo")
    assert (claim.published, claim.source, claim.target_date) == (None, None, None)
    assert (claim.claimant_name, claim.attribution) == ("author of memo", Attribution.IMPLICIT)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, EVERYTHING),
        ({"by": "INES CORVO"}, [SCALE, SAVE, PUBLISH, TEN_YEARS]),
        ({"by": "Ines Corvo", "about": "rl", "claim_type": "opinion"}, [TEN_YEARS]),
        ({"about": f"{BASE}concept/machine-learning"}, [SCALE, SAVE, OVER, TEN_YEARS, KIND]),
        ({"claim_type": "Plan"}, [RELEASE]),
        ({"document": NOTES_TITLE, "by": "Tomas Reiter"}, [OVER, TOLD, SCORED]),
        ({"document": node(NOTES), "until": "2025-02"}, [OVER, RELEASE, TOLD, TEN_YEARS, SCORED]),
        ({"since": "2024-05-10", "until": "2024"}, [SCALE, SAVE, PUBLISH]),
        ({"since": "2026"}, []),
        ({"by": "Nobody"}, []),
        ({"about": "nothing"}, []),
    ],
)
def test_every_condition_has_to_hold(
    known: QuadStore, conditions: dict[str, str], expected: list[str]
) -> None:
    assert [claim.words for claim in find_claims(known, **conditions)] == expected


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"claim_type": "guess"}, "no claim is of type 'guess'; types are fact, opinion"),
        ({"since": "last year"}, "since 'last year' is not a date"),
        ({"until": "2026-02-30"}, "until '2026-02-30' is not a date"),
        ({"since": "2016/2017"}, "since '2016/2017' is not a date"),
    ],
)
def test_conditions_that_cannot_hold_are_refused(conditions: dict[str, str], message: str) -> None:
    with open_store(":memory:") as store, pytest.raises(UsageError, match=message):
        find_claims(store, **conditions)


def test_an_empty_store_has_no_claims() -> None:
    with open_store(":memory:") as store:
        assert find_claims(store) == []
