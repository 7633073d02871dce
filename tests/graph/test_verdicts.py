"""What may be marked as agreeing or differing, one rule at a time; `tests/comparison` measures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.claims import FoundClaim
from claimgraph.graph.propositions import name_table, read_proposition
from claimgraph.graph.verdicts import Mark, Verdict, judge

from .sayings import BASE, found

AGI = f"{BASE}concept/agi"
SKUA = f"{BASE}model/skua-2"
NAMES = name_table({"AGI": AGI, "artificial general intelligence": AGI, "Skua-2": SKUA})
OTHER = {"claimant": f"{BASE}person/tomas-reiter", "claimant_name": "Tomas Reiter"}


def verdict(a: FoundClaim, b: FoundClaim, **how: Any) -> Verdict:
    return judge(read_proposition(a, NAMES), read_proposition(b, NAMES), **how)


def other(words: str, **known: Any) -> FoundClaim:
    return found(words, **OTHER, iri=f"{BASE}claim/2", document=f"{BASE}document/2", **known)


def dated(words: str, year: str, **known: Any) -> dict[str, Any]:
    return {"words": words, "target_date": year, "date_words": year, **known}


def test_a_difference_says_who_denies_what_and_for_when() -> None:
    a = found(**dated("AGI will arrive by 2030.", "2030"))
    b = other(**dated("AGI will not arrive by 2030.", "2030", no="will not"))
    assert verdict(a, b) == Verdict(
        Mark.DIRECTION,
        "the same proposition; Tomas Reiter denies it (\u201cwill not\u201d); "
        "both say \u201cby 2030\u201d",
    )


@pytest.mark.parametrize(
    ("one", "another", "mark"),
    [
        ("Compute will get cheaper.", "Compute will get more expensive.", Mark.DIRECTION),
        ("AGI is near.", "Artificial general intelligence is near.", Mark.AGREE),
        ("I think that AGI is near.", "AGI is near, I believe.", Mark.AGREE),
        ("Skua-2 outperforms AGI.", "AGI outperforms Skua-2.", Mark.DIRECTION),
        ("Skua-2 depends on AGI.", "AGI depends on Skua-2.", Mark.TOPIC),
        ("Skua-2 scored 61 points.", "Skua-2 scored 74 points.", Mark.NUMBER),
        ("Skua-2 scored about 61 points.", "Skua-2 scored 63 points.", Mark.AGREE),
        ("Skua-2 has 61 layers.", "Skua-2 has 74 heads.", Mark.TOPIC),
        ("Skua-2 will exceed 61 points.", "Skua-2 will exceed 74 points.", Mark.TOPIC),
        ("The model is safe.", "The model is unsafe.", Mark.TOPIC),
        ("It is safe.", "It is unsafe.", Mark.TOPIC),
        ("We are ready.", "We are unready.", Mark.TOPIC),
        ("Some labs are safe.", "Some labs are unsafe.", Mark.TOPIC),
        ("Labs are safe.", "Labs were unsafe.", Mark.TOPIC),
    ],
)
def test_words_alone_can_show_it(one: str, another: str, mark: Mark) -> None:
    assert verdict(found(one), other(another)).mark is mark
    assert verdict(other(another), found(one)).mark is mark


@pytest.mark.parametrize(
    ("one", "another", "mark"),
    [
        (("by", "2030", None), ("by", "2030", "will not"), Mark.DIRECTION),
        (("by", "2028", None), ("by", "2030", "will not"), Mark.DIRECTION),
        (("by", "2035", None), ("by", "2030", "will not"), Mark.TOPIC),
        (("in", "2028", None), ("before", "2035", "will not"), Mark.DIRECTION),
        (("in", "2036", None), ("before", "2035", "will not"), Mark.TOPIC),
        (("in", "2028", None), ("until", "2035", "will not"), Mark.DATE),
        (("by", "2030", None), ("by", "2045", None), Mark.DATE),
        (("by", "2030", None), ("in", "2028", None), Mark.TOPIC),
        (("in", "2030", None), ("after", "2030", None), Mark.DATE),
        (("by", "2030", "will not"), ("by", "2045", "will not"), Mark.TOPIC),
    ],
)
def test_an_event_happens_at_one_time(
    one: tuple[str, str, str | None], another: tuple[str, str, str | None], mark: Mark
) -> None:
    def said(relation: str, year: str, no: str | None) -> dict[str, Any]:
        return dated(f"AGI {no or 'will'} arrive {relation} {year}.", year, no=no)

    assert verdict(found(**said(*one)), other(**said(*another))).mark is mark


def test_a_state_may_hold_at_two_times() -> None:
    a = found(**dated("AGI will matter in 2030.", "2030"))
    assert verdict(a, other(**dated("AGI will matter in 2045.", "2045"))).mark is Mark.TOPIC


def test_what_is_possible_is_denied_by_nothing() -> None:
    plain, denied = "AGI may be near.", "AGI is not near."
    assert verdict(found(plain, may="may"), other(denied, no="is not")).mark is Mark.TOPIC
    a = found("AGI is probably near.", may="probably")
    assert verdict(a, other(denied, no="is not")).mark is Mark.DIRECTION


def test_conditions_have_to_be_the_same() -> None:
    a = found("If compute grows, AGI is near.", condition="If compute grows")
    denied = "AGI is not near if compute grows."
    b = other(denied, no="is not", condition="if compute grows")
    assert verdict(a, b).mark is Mark.DIRECTION
    assert "under the same condition" in verdict(a, b).reason
    assert verdict(a, other("AGI is not near.", no="is not")).mark is Mark.TOPIC


def test_probabilities_in_numbers_are_compared() -> None:
    def chance(percent: int) -> dict[str, Any]:
        cue = f"{percent}% chance"
        low = percent / 100
        return {
            "words": f"There is a {cue} that AGI is near.",
            "may": cue,
            "least_probability": low,
            "greatest_probability": low,
        }

    told = verdict(found(**chance(50)), other(**chance(10)))
    assert told.mark is Mark.NUMBER
    assert "50 % against 10 %" in told.reason
    assert verdict(found(**chance(50)), other("AGI is near.")).mark is Mark.TOPIC


def test_claims_without_a_time_have_to_be_of_one_year() -> None:
    a = found("AGI is near.", published="2019")
    for published in ("2025-01", None):
        b = other("AGI is not near.", no="is not", published=published)
        assert verdict(a, b).mark is Mark.TOPIC
        assert verdict(a, b, over_time=True).mark is Mark.DIRECTION
    b = other("AGI is not near.", no="is not", published="2020-12")
    assert verdict(a, b).mark is Mark.DIRECTION


def test_words_for_a_time_have_to_be_the_same() -> None:
    a = found("AGI will arrive soon.", date_words="soon")
    assert verdict(a, other("AGI won't arrive.", no="won't")).mark is Mark.TOPIC
    b = other("AGI won't arrive soon.", no="won't", date_words="soon")
    assert verdict(a, b).mark is Mark.DIRECTION


VOCABULARY = [
    *("AGI", "Skua-2", "will", "won't", "not", "is", "arrive", "scale", "scored", "61", "74"),
    *("2030", "by", "in", "cheaper", "some", "it", "if", "the", "model", "we", "I", "think"),
    *("that", "more", "than", "less", "may", "%", ",", "unsafe", "safe"),
]
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    min_size=1,
    max_size=9,
).map(" ".join)


@given(WORDS, WORDS, st.booleans(), st.booleans())
def test_the_order_of_two_claims_makes_no_difference(
    one: str, another: str, negated: bool, may: bool
) -> None:
    a = found(one, negated=negated, negation_cue="not" if negated else None)
    b = other(another, hedged=may, hedge_cue="may" if may else None)
    assert verdict(a, b).mark is verdict(b, a).mark


@given(WORDS)
def test_nobody_differs_from_the_same_words_said_the_same_year(words: str) -> None:
    assert not verdict(found(words), other(words)).mark.differs


@given(st.text(max_size=60), st.none() | st.text(max_size=10), st.booleans())
def test_any_text_can_be_judged(words: str, cue: str | None, flag: bool) -> None:
    known = {"negated": flag, "negation_cue": cue, "hedged": flag, "hedge_cue": cue}
    known |= {"condition": cue, "attribution_cue": cue, "date_words": cue, "target_date": "2030"}
    assert not verdict(found(words, **known), other(words, **known)).mark.differs
