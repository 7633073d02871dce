import pytest

from claimgraph.extract.components.cues import epistemic_should, find_hedge, find_negation


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the method does not need labels.", "does not"),
        ("scaling isn't a dead end; it is only slower now.", "isn't"),
        ("you can never trust such a score.", "never"),
        ("there is no sign of a wall.", "no"),
        ("none of these tests is hard.", "none"),
        ("once a door is open, it no longer protects much.", "no longer"),
        ("she doubts nothing, but nobody has checked the proof.", "nothing"),
        ("it's a market, and we don't have rules for it.", "don't"),
        ("neither lab has published the weights.", "neither"),
        ("he argues that the loss is not a good guide.", "is not"),
        ("the gains are small and not significant.", "and not"),
        ("it's a slogan, and not an argument.", "and not"),
        ("because they don't scale.", "don't"),
    ],
)
def test_negation_of_the_point(text: str, words: str) -> None:
    cue = find_negation(text)
    assert cue is not None
    assert text[cue.start : cue.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "if no one pays for it, the shop closes.",
        "because the door isn't locked, anybody enters.",
        "models that do not see the answer learn more slowly.",
        "the bottleneck is data, not compute.",
        "it is not only faster but cheaper.",
        "it works with no labels.",
        "there is no reason why it shouldn't rain.",
        "that is not uncommon in large runs.",
        "the method lacks a proof.",
        "use search rather than memory.",
        "even if this isn't the best use of time, it pays off.",
        "training diverged (nobody noticed at first).",
        "there is no doubt that it works.",
    ],
)
def test_other_negations_do_not_count(text: str) -> None:
    assert find_negation(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("agents may replace some of the work.", "may"),
        ("this could fail at scale.", "could"),
        ("the gain probably comes from the data.", "probably"),
        ("it seems to generalize.", "it seems"),
        ("she gives it a 50% chance of working.", "50% chance"),
        ("perhaps the simplest reading is right.", "perhaps"),
    ],
)
def test_hedges(text: str, words: str) -> None:
    cue = find_hedge(text)
    assert cue is not None
    assert words in text[cue.start : cue.end]


@pytest.mark.parametrize(
    "text",
    [
        "he suggests that training takes longer.",
        "the test often fails.",
        "in may 2019 the model was released.",
        "the most likely outcome is a tie.",
        "while prices may fall later, they are high today.",
        "it finds cases that could matter.",
    ],
)
def test_other_modals_do_not_count(text: str) -> None:
    assert find_hedge(text) is None


def test_should_is_a_likelihood_of_things_under_a_condition() -> None:
    assert epistemic_should("if the model lies, its notes should show it.")
    assert not epistemic_should("if the model lies, you should stop it.")
    assert not epistemic_should("its notes should be kept.")
