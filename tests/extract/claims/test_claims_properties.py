from __future__ import annotations

import itertools
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.graph.model import AUTHOR, Claim, EntityType

Read = Callable[..., tuple[Claim, ...]]
NAMES = {
    "Ada Brook|Brook": EntityType.PERSON,
    "Northlab": EntityType.ORGANIZATION,
    "tree search": EntityType.METHOD,
}
PIECES = (
    "Brook argues that tree search will win by 2031.",
    "She doubts it, but it may be right.",
    "According to Northlab, \u201cthere is no wall\u201d.",
    "\u201cWe built it. It works,\u201d said Brook.",
    "Northlab\u2019s view: tests are easy \u2014 Brook disagrees; nobody knows.",
    "What is tree search?",
    "# A heading is a line",
    "- **Label**: a value; another",
    "> Quoted words are set off.",
    "**Brook:** I think so, and we will see.",
    "1\n00:00:01,000 --> 00:00:02,000\nspoken words",
    "((( ;; \u2014 , who , that that \u2026",
    "",
)
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("\n\n".join)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=texts, published=st.sampled_from([None, "2026-02-03"]))
def test_claims_of_any_text(read: Read, text: str, published: str | None) -> None:
    claims = read(text, NAMES, published=published)
    assert claims == read(text, NAMES, published=published)
    assert [claim.id for claim in claims] == [f"c{n}" for n in range(1, len(claims) + 1)]
    ids = {f"e{n}" for n in range(1, len(NAMES) + 1)}
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        assert claim.span.end <= len(text)
        assert claim.claimant in ids | {AUTHOR}
        assert set(claim.about) <= ids
        assert set(claim.reported_by) <= ids
        assert 0 < claim.confidence <= 1
        assert claim.negated == (claim.negation is not None)
        assert claim.hedged == (claim.hedge is not None)
        for cue, scope in (
            (claim.negation, claim.negation_scope),
            (claim.hedge, claim.hedge_scope),
        ):
            assert (cue is None) == (scope is None)
            if cue is not None and scope is not None:
                assert claim.span.contains(scope)
                assert scope.contains(cue)
        if claim.cue is not None:
            assert claim.span.contains(claim.cue) or claim.cue.end <= claim.span.start
        if claim.within is not None:
            assert by_id[claim.within].span.contains(claim.span)
    tops = [claim for claim in claims if claim.within is None]
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(tops))
