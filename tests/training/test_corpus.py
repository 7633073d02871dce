"""The written form of annotated passages, its checks, and the corpus itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimgraph.extract.guideline import from_guideline
from claimgraph.extract.readers.registry import read_document
from training.corpus.__main__ import app
from training.corpus.checks import doubts, faults, repeated_ids
from training.corpus.markup import MarkupError, parse_batch, read_corpus

CORPUS = Path(__file__).parents[2] / "seeds" / "corpus"

BATCH = """batch: example

=== news-01 | news article | two labs
# A heading

<c p1 opinion><src>[[Mara Lind|p1]]</src> of [[Oru Labs|o1]] <cue>argues</cue> that \
[[reward models|k1]] do <neg>not</neg> scale.</c> <c p1 prediction date=2030 quote +k1>"They \
<hedge>might</hedge> be gone by 2030," <src>she</src> <cue>said</cue>.</c> <c author fact -o1>\
[[Lind|p1]] left [[Oru Labs|o1]] for a [[lind|-]] tree.</c>
--- entities
p1 Person = Mara Lind ; M. Lind
o1 Organization = Oru Labs
k1 Method|Concept = reward model
--- relations
p1 affiliatedWith o1 : adviser
"""


def _broken(old: str, new: str) -> str:
    assert old in BATCH
    return BATCH.replace(old, new)


def test_marks_are_read_off_and_the_text_stays() -> None:
    (passage,) = parse_batch(BATCH)
    assert passage.text == (
        "# A heading\n\nMara Lind of Oru Labs argues that reward models do not scale. "
        '"They might be gone by 2030," she said. Lind left Oru Labs for a lind tree.'
    )
    assert [passage.text[slice(*place)] for place in passage.entities[0].mentions] == [
        "Mara Lind",
        "Lind",
    ]
    assert passage.entities[0].aliases == ("M. Lind", "Lind")
    assert passage.entities[2].aliases == ("reward models",)


def test_the_guidelines_json_has_what_follows_from_the_marks() -> None:
    (passage,) = parse_batch(BATCH)
    answer = passage.to_guideline()
    first, second, third = answer["claims"]
    assert passage.text[slice(*first["span"])] == (
        "Mara Lind of Oru Labs argues that reward models do not scale."
    )
    assert (first["attribution"], first["negated"], first["hedged"]) == ("explicit", True, False)
    assert first["about"] == ["o1", "k1"]
    assert (second["date"], second["quote"], second["hedged"]) == ("2030", True, True)
    assert second["about"] == ["k1"]
    assert (third["claimant"], third["attribution"], third["about"]) == (
        "author",
        "implicit",
        ["p1"],
    )
    assert answer["entities"][2]["type"] == ["Method", "Concept"]
    (relation,) = answer["relations"]
    assert (relation["role"], relation["evidence"]) == ("adviser", first["span"])
    assert "optional" not in relation


def test_a_relation_with_an_optional_end_is_optional() -> None:
    (passage,) = parse_batch(BATCH.replace("\no1 Organization", "\n?o1 Organization"))
    (relation,) = passage.to_guideline()["relations"]
    assert relation["optional"] is True


def test_evidence_is_the_sentence_whose_first_words_are_given() -> None:
    relations = "p1 affiliatedWith o1 : adviser\n"
    for words in ('"They might be', "They might be"):  # a quotation mark may be left out
        (passage,) = parse_batch(_broken(relations, f"p1 affiliatedWith o1 @ {words}\n"))
        place = passage.relations[0].evidence
        assert place is not None
        assert passage.text[slice(*place)] == '"They might be gone by 2030," she said.'


def test_a_sound_passage_has_no_fault_but_for_its_length() -> None:
    (passage,) = parse_batch(BATCH)
    assert [line for line in faults(passage) if "words; passages have" not in line] == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</neg>", "</hedge>", "closes nothing"),
        ("k1 Method|Concept = reward model\n", "", "not in the entity list: k1"),
        ("Method|Concept", "Gadget", "no type Gadget"),
        ("affiliatedWith", "admires", "no predicate admires"),
        ("p1 affiliatedWith o1 : adviser", "p1 affiliatedWith o9", "no entity o9"),
        ("<c p1 opinion>", "<c p1 guess>", "no type of claim: guess"),
        ("<c p1 opinion>", "<c p1 opinion maybe>", "unknown flag maybe"),
        ("--- relations", "relations", "needs the lines"),
        ("=== news-01 |", "=== News 01 |", "not a passage's first line"),
        ("[[reward models|k1]]", "[[reward models|k1]", "not a mark"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, reason: str) -> None:
    with pytest.raises(MarkupError, match=reason):
        parse_batch(_broken(old, new))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[[lind|-]] tree", "Lind tree", "'Lind' at"),
        ("[[Oru Labs|o1]] <cue>", "[[Oru Labs's|o1]] <cue>", "possessive"),
        ("p1 affiliatedWith o1", "p1 uses o1", "not for these types"),
        ("date=2030", "date=soon", "not ISO 8601"),
        ("<c p1 opinion>", "<c p7 opinion>", "no entity p7"),
        ("<c author fact -o1>", "<c author fact explicit>", "implicit"),
        (" <cue>said</cue>.</c>", " <cue>said</cue>. So.</c>", "more than one sentence"),
    ],
)
def test_faults_are_found(old: str, new: str, reason: str) -> None:
    (passage,) = parse_batch(_broken(old, new))
    assert any(reason in line for line in faults(passage))


def test_a_missing_hedge_is_doubted() -> None:
    (passage,) = parse_batch(_broken("<hedge>might</hedge>", "might"))
    assert any("no <hedge>" in line for line in doubts(passage))


@pytest.mark.parametrize(("part", "fewest"), [("train", 720), ("test", 120), ("second", 57)])
def test_the_corpus_is_without_fault(part: str, fewest: int) -> None:
    passages = list(read_corpus(CORPUS / part))
    assert len(passages) >= fewest
    assert repeated_ids(passages) == []
    assert {p.id: list(faults(p)) for p in passages if list(faults(p))} == {}


def test_no_passage_is_in_both_parts() -> None:
    train, test = (list(read_corpus(CORPUS / part)) for part in ("train", "test"))
    assert not {p.id for p in train} & {p.id for p in test}
    assert not {p.text for p in train} & {p.text for p in test}


def test_converted_passages_are_read_as_extractions(tmp_path: Path) -> None:
    batch = tmp_path / "batch.txt"
    batch.write_text(BATCH, encoding="utf-8")
    result = CliRunner().invoke(app, ["convert", str(batch), "--output", str(tmp_path / "out")])
    assert result.exit_code == 0
    document = read_document(tmp_path / "out" / "news-01.txt")
    record = json.loads((tmp_path / "out" / "news-01.json").read_text(encoding="utf-8"))
    extraction = from_guideline(record, document)
    assert [entity.name for entity in extraction.entities] == [
        "Mara Lind",
        "Oru Labs",
        "reward model",
    ]
    assert [claim.negated for claim in extraction.claims] == [True, False, False]


def test_check_names_the_file_and_fails(tmp_path: Path) -> None:
    batch = tmp_path / "batch.txt"
    batch.write_text(_broken("date=2030", "date=soon"), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(batch)])
    assert result.exit_code == 1
    assert "batch.txt, news-01: claim" in result.output
