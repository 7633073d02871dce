"""Each measure on small cases that were counted by hand from the guideline's section Scores."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.scores import MEASURES, scores_of

from .judging import SLEEP, WINS, Record, at, claim, counts, entity, gold, judged, relation


def test_gold_against_itself_is_all_right() -> None:
    found = counts(gold(), gold())
    assert found["entities"] == (5, 0, 0)
    assert found["mentions"] == (7, 0, 0)
    assert found["relations"] == (2, 0, 0)
    assert found["claims"] == found["claims+claimant"] == (2, 0, 0)
    assert found["claim about"] == (2, 0, 0)
    assert found["claim date"] == found["claim hedged"] == found["claim negated"] == (1, 0, 0)
    assert found["claim quote"] == (0, 0, 0)
    for name in ("claimant", "attribution", "type", "quote", "negated", "hedged", "date"):
        assert found[f"accuracy of {name}"] == (2, 0, 0)


def test_an_empty_answer_misses_all_but_what_is_optional() -> None:
    found = counts(gold(), {"entities": [], "relations": [], "claims": []})
    assert {name: value for name, value in found.items() if value != (0, 0, 0)} == {
        "entities": (0, 0, 5),
        **{f"entities/{kind}": (0, 0, 1) for kind in ("Person", "Organization", "Method")},
        **{f"entities/{kind}": (0, 0, 1) for kind in ("Model", "Benchmark", "Concept")},
        "mentions": (0, 0, 7),
        "relations": (0, 0, 2),
        "relations/affiliatedWith": (0, 0, 1),
        "relations/developed": (0, 0, 1),
        "claims": (0, 0, 2),
        "claims+claimant": (0, 0, 2),
    }


Change = Callable[[Record], object]

CASES: dict[str, tuple[Change, dict[str, tuple[int, int, int]]]] = {
    "a name matches by an alias, with case, hyphens and apostrophes folded": (
        lambda a: a["entities"][0].update(name="ada-WROBEL", aliases=[]),
        {"entities": (5, 0, 0)},
    ),
    "only an alias is shared": (
        lambda a: a["entities"][0].update(name="Dr W", aliases=["wrobel"]),
        {"entities": (5, 0, 0)},
    ),
    "one of several types of gold is enough": (
        lambda a: a["entities"][4].update(type="Concept"),
        {"entities": (5, 0, 0), "entities/Method": (1, 0, 0), "entities/Concept": (1, 0, 0)},
    ),
    "one of several types of the answer is enough": (
        lambda a: a["entities"][3].update(type=["Work", "Benchmark"]),
        {"entities": (5, 0, 0), "entities/Benchmark": (1, 0, 0), "mentions": (7, 0, 0)},
    ),
    "another type is wrong for the one and missed for the other": (
        lambda a: a["entities"][2].update(type="Method"),
        {
            "entities": (4, 1, 1),
            "entities/Method": (1, 1, 0),
            "entities/Model": (0, 0, 1),
            "mentions": (5, 2, 2),
            "relations": (2, 0, 0),
            "claim about": (2, 0, 0),
        },
    ),
    "an optional entity of another type is not wrong": (
        lambda a: a["entities"][5].update(type="Work"),
        {"entities": (5, 0, 0), "mentions": (7, 0, 0)},
    ),
    "an entity that gold lacks": (
        lambda a: a["entities"].append(entity("e9", "Event", "Zed", at("Labs"))),
        {"entities": (5, 1, 0), "entities/Event": (0, 1, 0), "mentions": (7, 1, 0)},
    ),
    "a second entity of the same name is one too many": (
        lambda a: a["entities"].append(entity("e9", "Model", "gpt 4")),
        {"entities": (5, 1, 0), "entities/Model": (1, 1, 0)},
    ),
    "of two of one name, that of the right type is taken": (
        lambda a: a["entities"].insert(0, entity("e9", "Work", "GPT-4")),
        {"entities": (5, 1, 0), "entities/Work": (0, 1, 0), "relations": (2, 0, 0)},
    ),
    "a mention that is a character too long": (
        lambda a: a["entities"][3]["mentions"][0].__setitem__(1, at("ImageNet")[1] + 1),
        {"entities": (5, 0, 0), "mentions": (6, 1, 1)},
    ),
    "a mention that has half of an optional one": (
        lambda a: a["entities"].append(entity("e9", "Work", "ents", at("gent"))),
        {"entities": (5, 1, 0), "mentions": (7, 0, 0)},
    ),
    "a mention that has less than half of an optional one": (
        lambda a: a["entities"].append(entity("e9", "Work", "ag", at("Ag"))),
        {"entities": (5, 1, 0), "mentions": (7, 1, 0)},
    ),
    "a relation with its ends exchanged": (
        lambda a: a["relations"][1].update(subject="e3", object="e1"),
        {"relations": (1, 1, 1), "relations/developed": (0, 1, 1)},
    ),
    "a relation of another predicate": (
        lambda a: a["relations"][0].update(predicate="founded"),
        {
            "relations": (1, 1, 1),
            "relations/founded": (0, 1, 0),
            "relations/affiliatedWith": (0, 0, 1),
        },
    ),
    "an optional relation is not missed": (
        lambda a: a["relations"].pop(),
        {"relations": (2, 0, 0)},
    ),
    "a relation with an optional end is not wrong": (
        lambda a: a["relations"].append(relation("e3", "appliedTo", "e6")),
        {"relations": (2, 0, 0)},
    ),
    "a relation told twice counts once": (
        lambda a: a["relations"].append(relation("e1", "developed", "e3")),
        {"relations": (2, 0, 0)},
    ),
    "a relation whose end is no entity of gold": (
        lambda a: a["relations"].append(relation("e1", "uses", "none")),
        {"relations": (2, 1, 0), "relations/uses": (0, 1, 0)},
    ),
    "a claim that has half of the longer span is the same": (
        lambda a: a["claims"][1].update(span=[at(SLEEP)[0], at(SLEEP)[0] + 10]),
        {"claims": (2, 0, 0), "claims+claimant": (2, 0, 0)},
    ),
    "a claim that has less than half of it is another": (
        lambda a: a["claims"][1].update(span=[at(SLEEP)[0], at(SLEEP)[0] + 9]),
        {"claims": (1, 1, 1), "claims+claimant": (1, 1, 1), "accuracy of type": (1, 0, 0)},
    ),
    "a claim told twice is one too many": (
        lambda a: a["claims"].append(claim("c9", at(WINS))),
        {"claims": (2, 1, 0), "claims+claimant": (2, 1, 0)},
    ),
    "a claim nested in another, which gold lacks": (
        lambda a: a["claims"].append(claim("c9", at("GPT-4 may win ImageNet"))),
        {"claims": (2, 1, 0), "accuracy of type": (2, 0, 0)},
    ),
    "an optional claim is neither missed nor judged": (
        lambda a: a["claims"].pop(),
        {"claims": (2, 0, 0), "claim hedged": (1, 0, 0)},
    ),
    "another claimant": (
        lambda a: a["claims"][0].update(claimant="author"),
        {"claims": (2, 0, 0), "claims+claimant": (1, 1, 1), "accuracy of claimant": (1, 1, 0)},
    ),
    "a claimant that is no entity": (
        lambda a: a["claims"][0].update(claimant="none"),
        {"claims+claimant": (1, 1, 1), "accuracy of claimant": (1, 1, 0)},
    ),
    "another type and attribution": (
        lambda a: a["claims"][0].update(type="plan", attribution="implicit"),
        {"accuracy of type": (1, 1, 0), "accuracy of attribution": (1, 1, 0)},
    ),
    "another date": (
        lambda a: a["claims"][0].update(date="2032"),
        {"claim date": (0, 1, 1), "accuracy of date": (1, 1, 0)},
    ),
    "no date": (
        lambda a: a["claims"][0].update(date=None),
        {"claim date": (0, 0, 1), "accuracy of date": (1, 1, 0)},
    ),
    "a date that gold lacks, empty counting as none": (
        lambda a: [a["claims"][1].update(date="2031"), a["claims"][0].update(date="")],
        {"claim date": (0, 1, 1), "accuracy of date": (0, 2, 0)},
    ),
    "quoted, not negated, not hedged": (
        lambda a: [
            a["claims"][0].update(quote=True, hedged=False),
            a["claims"][1].update(negated=False),
        ],
        {
            "claim quote": (0, 1, 0),
            "accuracy of quote": (1, 1, 0),
            "claim hedged": (0, 0, 1),
            "accuracy of hedged": (1, 1, 0),
            "claim negated": (0, 0, 1),
            "accuracy of negated": (1, 1, 0),
        },
    ),
    "about something else, about nothing that is known, about something optional": (
        lambda a: a["claims"][0].update(about=["e3", "e1", "none", "e6"]),
        {"claim about": (1, 2, 1)},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_change_does_to_the_counts(name: str) -> None:
    change, expected = CASES[name]
    answer = gold()
    for item in (*answer["entities"], *answer["relations"], *answer["claims"]):
        item.pop("optional", None)
    change(answer)
    found = counts(gold(), answer)
    assert {measure: found.get(measure) for measure in expected} == expected
    before = counts(gold(), gold())
    told = {measure.partition("/")[0] for measure in expected}
    main = ("entities", "mentions", "relations", "claims")
    for measure in main:  # what a case does not tell of is as before
        if measure not in told and not (measure == "mentions" and "entities" in told):
            assert found[measure] == before[measure], measure


def test_claims_that_contain_one_another_are_matched_best_overlap_first() -> None:
    outer, inner = at(WINS), at("GPT-4 may win ImageNet")
    wanted = gold() | {"claims": [claim("c1", outer, type="plan"), claim("c2", inner)]}
    answer = gold() | {"claims": [claim("c1", inner), claim("c2", outer, type="plan")]}
    found = counts(wanted, answer)
    assert (found["claims"], found["accuracy of type"]) == ((2, 0, 0), (2, 0, 0))
    answer["claims"].pop()
    found = counts(wanted, answer)
    assert (found["claims"], found["accuracy of type"]) == ((1, 0, 1), (1, 0, 0))


def test_a_gold_relation_with_an_optional_end_is_optional() -> None:
    wanted = gold()
    wanted["relations"].append(relation("e3", "appliedTo", "e6"))
    assert counts(wanted, gold())["relations"] == (2, 0, 0)
    assert counts(wanted, wanted)["relations"] == (2, 0, 0)


def test_an_error_tells_both_sides() -> None:
    answer = gold()
    answer["entities"][2]["type"] = "Method"
    answer["claims"][0].update(claimant="author", date=None)
    errors = {
        (error.measure, error.outcome): (error.expected, error.got)
        for error in judged(gold(), answer)
        if error.outcome != "right"
    }
    assert errors["entities", "missed"] == ("Model GPT-4", "Method GPT-4")
    assert errors["mentions", "wrong"] == ("Model GPT-4", "Method GPT-4")
    assert errors["accuracy of claimant", "wrong"] == ("Ada Wrobel", "author")
    assert errors["accuracy of date", "wrong"] == ("2031", "none")


def test_shares_are_those_of_the_counts() -> None:
    answer = gold()
    answer["entities"] = [*answer["entities"][:3], entity("e9", "Event", "Zed")]
    score = scores_of(judged(gold(), answer))["entities"]
    assert (score.right, score.wrong, score.missed) == (3, 1, 2)
    assert (score.precision, score.recall) == (3 / 4, 3 / 5)
    assert score.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert score.accuracy is None
    nothing = scores_of([])
    assert nothing["claims"].value is None
    assert list(nothing) == [name for name in MEASURES if "/" not in name]
