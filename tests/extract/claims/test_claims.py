from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.graph.model import AUTHOR, Attribution, Claim, ClaimType, EntityType

Read = Callable[..., tuple[Claim, ...]]
PERSON, ORGANIZATION = EntityType.PERSON, EntityType.ORGANIZATION
METHOD, MODEL, CONCEPT, WORK = (
    EntityType.METHOD,
    EntityType.MODEL,
    EntityType.CONCEPT,
    EntityType.WORK,
)
PEOPLE = {"Ada Brook|Brook": PERSON, "Olaf Lind|Lind": PERSON, "Northlab": ORGANIZATION}

SUMMARY_HEAD = (
    "# Ada Brook on small models\n\n## Key takeaways\n\n"
    "Brook argues that small models are enough. She thinks that tests are too easy.\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "What does a small model know about the world?",
        "Subscribe to our newsletter for more stories.",
        "This episode covers scaling, search and the history of chess.",
        "Ada Brook sat down with Olaf Lind to talk about chess.",
        "In this post, we will look at three kinds of search.",
        "Let's start with the oldest of them all.",
        "- **Founded**: 2019",
        "- **Headquarters**: Oslo, Norway",
        "# The history of small models",
        "# Why small models are enough",
        "For business inquiries, please visit our website.",
    ],
)
def test_what_is_no_claim(read: Read, text: str) -> None:
    assert read(text, PEOPLE) == ()


def test_small_talk_in_a_transcript_is_no_claim(read: Read) -> None:
    text = (
        "**Olaf Lind:** Thanks for coming on the show today.\n\n"
        "**Ada Brook:** Yeah. It's great to be here.\n\n"
        "**Olaf Lind:** I'd love to ask you about your new test.\n\n"
        "**Ada Brook:** Sure. The test has two hundred tasks.\n"
    )
    (claim,) = read(text, PEOPLE)
    assert claim.text == "The test has two hundred tasks."
    assert (claim.claimant, claim.quote, claim.attribution) == ("e1", True, Attribution.EXPLICIT)
    assert claim.cue is not None
    assert claim.cue.of(text) == "Ada Brook"


def test_a_title_that_is_a_sentence_without_its_byline(read: Read) -> None:
    (claim,) = read("# Small models are better than you think -- Ada Brook\n", PEOPLE)
    assert claim.text == "Small models are better than you think"


def test_a_label_in_bold_is_left_out(read: Read) -> None:
    (claim,) = read("- **Size of models**: Brook argues that bigger is not better.\n", PEOPLE)
    assert claim.text == "Brook argues that bigger is not better."
    assert claim.claimant == "e1"
    assert claim.negated


@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        ("Ada Brook argues that size matters.", "e1"),
        ("According to Brook, size matters.", "e1"),
        ("Size matters, Brook said.", "e1"),
        ("In Brook's view, size matters.", "e1"),
        ("Brook's argument: size matters.", "e1"),
        ("Ada Brook, a physicist at Northlab, believes that size matters.", "e1"),
        ("Ada Brook of Northlab wrote in 2019 that size matters.", "e1"),
        ("Olaf Lind and Ada Brook argue that size matters.", "e2"),
        ("Northlab believes that size matters.", "e3"),
        ("Brook says Northlab believes that size matters.", "e3"),
        ("Critics say that size matters.", AUTHOR),
        ("Brook founded Northlab in Oslo.", AUTHOR),
        ("Size matters in most tests.", AUTHOR),
    ],
)
def test_whose_view_it_is(read: Read, sentence: str, claimant: str) -> None:
    (claim,) = read(sentence + "\n", PEOPLE)
    assert claim.claimant == claimant
    explicit = Attribution.EXPLICIT if claimant != AUTHOR else Attribution.IMPLICIT
    assert claim.attribution is explicit
    assert (claim.cue is None) == (claimant == AUTHOR)


def test_pronouns_stand_for_the_last_subject(read: Read) -> None:
    text = (
        "Ada Brook met Olaf Lind in Oslo. Brook is a careful writer. "
        "She argues that size matters.\n"
    )
    claims = read(text, PEOPLE)
    assert claims[-1].claimant == "e1"


def test_a_summary_gives_its_guests_views_but_for_the_comment(read: Read) -> None:
    text = (
        SUMMARY_HEAD
        + "Data matters more than size.\n\n## My take\n\nThis is a careful interview. Brook admits "
        "that Northlab lost the race.\n"
    )
    claims = {claim.text: claim for claim in read(text, PEOPLE)}
    reported = claims["Data matters more than size."]
    assert (reported.claimant, reported.attribution) == ("e1", Attribution.IMPLICIT)
    assert claims["This is a careful interview."].claimant == AUTHOR
    assert claims["Brook admits that Northlab lost the race."].claimant == "e1"


def test_quotations(read: Read) -> None:
    text = (
        SUMMARY_HEAD
        + "## Notable quotes\n\n- \u201cSmall models are enough. I never doubted it.\u201d\n"
        + "  - This quote shows how firm she is.\n"
    )
    claims = read(text, PEOPLE)[-3:]
    assert [claim.quote for claim in claims] == [True, True, False]
    assert [claim.claimant for claim in claims] == ["e1", "e1", AUTHOR]
    assert claims[0].text == "\u201cSmall models are enough."
    assert claims[1].text == "I never doubted it.\u201d"
    assert claims[1].about == ("e1",)


def test_a_part_of_a_sentence_with_a_claimant_of_its_own(read: Read) -> None:
    text = "Size matters less every year; Olaf Lind argues that data is all that counts.\n"
    first, second = read(text, PEOPLE)
    assert (first.claimant, second.claimant) == (AUTHOR, "e2")
    assert first.span.end <= second.span.start


def test_two_dates_make_two_claims(read: Read) -> None:
    text = "The lab plans a robot cook by March 2027, a robot nurse by 2031 in every town.\n"
    assert [claim.date for claim in read(text)] == ["2027-03", "2031"]


def test_a_view_in_a_relative_clause_is_nested(read: Read) -> None:
    text = "This fear is older than that of Olaf Lind, who worries that robots will run banks.\n"
    outer, inner = read(text, PEOPLE)
    assert (outer.claimant, inner.claimant) == (AUTHOR, "e2")
    assert inner.within == outer.id
    assert outer.span.contains(inner.span)
    assert inner.type is ClaimType.PREDICTION


def test_what_a_claim_is_about(read: Read) -> None:
    names = {**PEOPLE, "tree search": METHOD, "Fennec": MODEL}
    text = (
        "Brook argues that tree search drives Fennec. It needs little memory. "
        "The company trained it in Oslo.\n"
    )
    first, second, _ = read(text, names)
    assert first.about == ("e4", "e5")
    assert second.about == ("e4",)


def test_the_claimant_is_a_topic_of_its_own_acts_only(read: Read) -> None:
    text = SUMMARY_HEAD + "Brook joined Northlab in early 2015.\n"
    *_, claim = read(text, PEOPLE)
    assert claim.about == ("e1", "e3")
    assert claim.date == "2015"
    assert all("e1" not in other.about for other in read(text, PEOPLE)[:-1])


def test_dates_of_speech_and_in_names_do_not_count(read: Read) -> None:
    names = {**PEOPLE, "Vision 2030": WORK}
    claims = read(
        "Brook wrote in 2019 that robots would cook by 2035. She cites Vision 2030 on this.\n",
        names,
    )
    assert [claim.date for claim in claims] == ["2035", None]


def test_relative_dates_need_a_dated_document(read: Read) -> None:
    text = "Robots will cook in two years.\n"
    assert read(text)[0].date is None
    assert read(text, published="2025-06-30")[0].date == "2027"


def test_rejecting_a_claim_negates_it(read: Read) -> None:
    text = "Brook dismisses the claim that data has run out.\n"
    (claim,) = read(text, PEOPLE)
    assert claim.negated
    assert claim.negation is not None
    assert "dismisses" in claim.negation.of(text)


def test_cues_are_given_in_the_document(read: Read) -> None:
    text = "- Brook argues that it **may** not  work.\n"
    (claim,) = read(text, PEOPLE)
    assert claim.cue is not None
    assert claim.hedge is not None
    assert claim.negation is not None
    assert claim.cue.of(text) == "Brook argues"
    assert claim.hedge.of(text).startswith("may")
    assert claim.negation.of(text).endswith("not")
    assert claim.text == "Brook argues that it may not work."


def test_a_view_reported_by_a_guest(read: Read) -> None:
    text = SUMMARY_HEAD + "Lind believes that size matters most.\n"
    *_, claim = read(text, PEOPLE)
    assert claim.claimant == "e2"
    assert claim.reported_by == ("e1",)
