import pytest

from claimgraph.extract.components.claim_types import Proposition, classify, judgement
from claimgraph.extract.components.inflection import verb_forms
from claimgraph.extract.components.reporting import ReportKind
from claimgraph.graph.model import ClaimType


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labs should publish their failed runs.", ClaimType.RECOMMENDATION),
        ("don't store the keys with the data.", ClaimType.RECOMMENDATION),
        ("it is essential to test on new data.", ClaimType.RECOMMENDATION),
        ("robots will clean most homes by 2035.", ClaimType.PREDICTION),
        ("if the price falls, more people will buy it.", ClaimType.PREDICTION),
        ("a single clerk could run the whole archive.", ClaimType.PREDICTION),
        ("we plan to release the weights.", ClaimType.PLAN),
        ("the weights will be released under a free licence.", ClaimType.PLAN),
        ("still, if you have few maps, please try a smaller model.", ClaimType.RECOMMENDATION),
        (
            "maps were dismissed too early, and they are precise enough for most work.",
            ClaimType.OPINION,
        ),
        ("next week we'll read the second paper.", ClaimType.PLAN),
        ("this is the most interesting problem of the field.", ClaimType.OPINION),
        ("the current tests are far too easy to be useful.", ClaimType.OPINION),
        ("the model was trained on 300 billion tokens.", ClaimType.FACT),
        ("the library is based on two older packages.", ClaimType.FACT),
        ("the archive should be seen as a map of the city.", ClaimType.FACT),
    ],
)
def test_type_by_words(text: str, expected: ClaimType) -> None:
    assert classify(Proposition(text)) is expected


def test_some_reports_tell_the_type() -> None:
    text = "human-level systems in ten years."
    assert classify(Proposition(text, ReportKind.PREDICTS)) is ClaimType.PREDICTION
    assert classify(Proposition(text, ReportKind.VIEW, "forecast")) is ClaimType.PREDICTION
    assert classify(Proposition(text, ReportKind.RECOMMENDS)) is ClaimType.RECOMMENDATION
    assert classify(Proposition("that it would win.", ReportKind.ASSERTS)) is ClaimType.PREDICTION


def test_an_organization_plans_what_it_will_do() -> None:
    text = "it will stop selling maps."
    assert classify(Proposition(text, ReportKind.ASSERTS)) is ClaimType.PREDICTION
    own = Proposition(text, ReportKind.ASSERTS, personal=True, organized=True)
    assert classify(own) is ClaimType.PLAN


def test_a_named_persons_statement_is_sooner_a_judgement() -> None:
    text = "the maps are a problem of the city."
    assert judgement(Proposition(text, personal=True)) > judgement(Proposition(text))


def test_verb_forms() -> None:
    assert verb_forms("argue").all == {"argue", "argues", "argued", "arguing"}
    assert verb_forms("plan/planned").gerund == "planning"
    assert verb_forms("deny").third == "denies"
    assert verb_forms("see/saw/seen").tensed == {"see", "sees", "saw", "seen"}
    assert verb_forms("call for").past == "called for"
