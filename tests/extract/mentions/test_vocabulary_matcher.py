from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from claimgraph.extract.components.forms import pieces, plurals, same_case, variants
from claimgraph.extract.pipeline import COMPONENTS, PipelineSettings, load_pipeline, read
from claimgraph.extract.vocabulary import Case
from claimgraph.graph.model import Entity

from .conftest import make_document

HEADER = "name\tmatch\taliases\ttypes\tbroader\tidentifiers\n"
FILES = {
    "methods.tsv": [
        "zigzag learning\t\tZL|ZigZ\t\t\t",
        "deep zigzag learning\t\t\t\tzigzag learning\t",
        "post-zagging\t\t\t\t\t",
        "zigzag optimization\t\t\t\t\t",
        "web of zags\t\t\t\t\t",
        "zagging\t?\t\t\tzigzag learning\t",
    ],
    "models.tsv": [
        "ZagNet\t\tZN-4|Zagster\t\t\t",
        "Harbor\t?\tHarbor 1\t\t\t",
        "z7\t\t\t\t\t",
        "Delta\t\t\t\t\t",
        "ZAP\t=\t\t\t\t",
    ],
    "organizations.tsv": ["Zagworks\t\tZagworks Labs\t\t\t", "Delta\t?\t\t\t\t"],
    "people.tsv": ["Ada Zagreus\t\t\t\t\t"],
}


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Language:
    folder: Path = tmp_path_factory.mktemp("vocabulary")
    for name, rows in FILES.items():
        (folder / name).write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    settings = PipelineSettings(vocabulary=(folder,), exclude=(COMPONENTS[2], *COMPONENTS[4:]))
    return load_pipeline(settings)


def found(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = read(make_document(text), nlp)
    return [
        (span.text, span.kb_id_)
        for span in doc.spans["mentions"]
        if "z" in span.kb_id_.lower() or span.kb_id_.split(":")[1] in ("Harbor", "Delta")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We like zigzag learning.", "zigzag learning"),
        ("Zigzag Learning won.", "Zigzag Learning"),
        ("A zigzag-learning method", "zigzag-learning"),
        ("It is deep zigzag learning that won.", "deep zigzag learning"),
        ("ZL helps.", "ZL"),
        ("They use postzagging now.", "postzagging"),
        ("They use post zagging now.", "post zagging"),
        ("By zigzag optimisation.", "zigzag optimisation"),
        ("Two webs of zags.", "webs of zags"),
        ("ZagNet\u2019s layers", "ZagNet"),
        ("The zagnets were small.", "zagnets"),
        ("On ZN\u20114, ok", "ZN\u20114"),
        ("On ZN4, ok", "ZN4"),
        ("With z7, ok", "z7"),
        ("At ZAGWORKS LABS, ok", "ZAGWORKS LABS"),
        ("ask ada zagreus, ok", "ada zagreus"),
    ],
)
def test_a_name_is_found_in_its_forms(matcher: Language, text: str, expected: str) -> None:
    assert [surface for surface, _ in found(matcher, text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The zl is short.",
        "A zap of it.",
        "Zap it.",
        "zigzag, learning",
        "zigzag \u2014 learning",
        "zigzags learning",
        "zagsters of old",
        "rezigzag learnings",
        "See https://example.org/ZagNet for more.",
        "the z 7 of it",
    ],
)
def test_what_only_resembles_a_name_is_none(matcher: Language, text: str) -> None:
    assert found(matcher, text) == []


def test_no_name_reaches_over_a_block(matcher: Language) -> None:
    assert found(matcher, "# On zigzag\n\nlearning is good.\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbor was calm. Harbor nights are long.", []),
        ("We tested the Harbor model.", ["Harbor"]),
        ("Harbor 1 came first. Harbor is older.", ["Harbor 1", "Harbor"]),
        ("Harbor is a new language model.", ["Harbor"]),
        ("It does zigzag learning by zagging.", ["zigzag learning", "zagging"]),
        ("We stood there zagging the horse.", []),
    ],
)
def test_an_ambiguous_name_needs_support(matcher: Language, text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in found(matcher, text)] == expected


def test_of_two_things_with_one_name_the_context_decides(matcher: Language) -> None:
    text = "We ran Delta again. Researchers at Delta, a startup, disagree."
    assert found(matcher, text) == [("Delta", "Model:Delta"), ("Delta", "Organization:Delta")]


def test_units_are_the_same_for_all_spellings() -> None:
    assert pieces("Chain-of-Thought") == pieces("chain of thought") == ("chain", "of", "thought")
    assert pieces("Claude 3.5") == pieces("Claude-3.5") == ("claude", "3.5")
    assert pieces("GPT-4") != pieces("GPT-4o")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("network", "networks"),
        ("policy", "policies"),
        ("policies", "policy"),
        ("benches", "bench"),
        ("chain of thought", "chains of thought"),
        ("scaling laws", "scaling law"),
        ("hypothesis", "hypotheses"),
        ("GAN", "GANs"),
        ("GANs", "GAN"),
    ],
)
def test_number_changes_by_rule(one: str, other: str) -> None:
    assert other in list(plurals(one))


@pytest.mark.parametrize("word", ["fine-tuning", "robotics", "awareness", "quantum physics"])
def test_words_without_number_do_not_change(word: str) -> None:
    assert list(plurals(word)) == []


def test_spelling_variants() -> None:
    assert set(variants("pre-training")) == {"pre-training", "pretraining"}
    assert "tokenisation" in set(variants("tokenization"))
    assert "world modelling" in set(variants("world modeling"))


@pytest.mark.parametrize(
    ("surface", "name", "case", "same"),
    [
        ("rl", "RL", Case.GIVEN, False),
        ("rl", "RL", Case.ANY, True),
        ("deep blue", "Deep Blue", Case.GIVEN, True),
        ("Deep blue", "Deep Blue", Case.GIVEN, False),
        ("deep blue", "Deep Blue", Case.EXACT, False),
        ("Openai", "OpenAI", Case.GIVEN, True),
        ("claude", "Claude", Case.GIVEN, False),
        ("first proof Challenge", "First Proof challenge", Case.GIVEN, False),
        ("First Proof Challenge", "First Proof challenge", Case.GIVEN, True),
    ],
)
def test_letter_case(surface: str, name: str, case: Case, same: bool) -> None:
    assert same_case(surface, name, case) is same


def test_shipped_names_are_linked_with_their_identifiers(nlp: Language) -> None:
    text = "The perceptron came before backpropagation, and GANs came later."
    entities: tuple[Entity, ...] = read(make_document(text), nlp)._.entities
    assert [entity.mentions[0].text for entity in entities] == [
        "perceptron",
        "backpropagation",
        "GANs",
    ]
    assert all(entity.entry for entity in entities)
    assert any(iri.startswith("https://") for entity in entities for iri in entity.same_as)
