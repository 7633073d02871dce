from __future__ import annotations

import pytest

from claimgraph.graph.model import EntityType

from .conftest import Find

PERSON, ORGANIZATION = EntityType.PERSON, EntityType.ORGANIZATION
MODEL, BENCHMARK = EntityType.MODEL, EntityType.BENCHMARK
WORK, EVENT, METHOD, CONCEPT = (
    EntityType.WORK,
    EntityType.EVENT,
    EntityType.METHOD,
    EntityType.CONCEPT,
)
FIELD = "Deep learning, reinforcement learning, AlexNet and ImageNet came first. "


def named(find: Find, text: str, kind: EntityType) -> list[str]:
    return sorted(m.text for e in find(text) if e.type is kind for m in e.mentions)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday Tomasz Wrobel spoke.", ["Tomasz Wrobel"]),
        ("It was shown by Tomasz J. van der Wrobel there.", ["Tomasz J. van der Wrobel"]),
        ("We asked researcher Qwylla Zorn about it.", ["Qwylla Zorn"]),
        ("Then Qwylla Zorn argued against it.", ["Qwylla Zorn"]),
        ("Qwylla Zorn, a professor at a college, came.", ["Qwylla Zorn"]),
        ("An interview with Qwylla Zorn about cats.", ["Qwylla Zorn"]),
        (
            "Authors: Tomasz Wrobel, Qwylla Zorn, Brum Dax",
            ["Brum Dax", "Qwylla Zorn", "Tomasz Wrobel"],
        ),
        (
            "by Tomasz Wrobel, Qwylla Zorn and Brum Dax",
            ["Brum Dax", "Qwylla Zorn", "Tomasz Wrobel"],
        ),
        ("(Zornberg et al. 2019)", ["Zornberg"]),
        ("by the researchers Zornberg, Daxley, and Brumm", ["Brumm", "Daxley", "Zornberg"]),
        ("I guess Tomasz [Wrobel] said so.", ["Tomasz [Wrobel]"]),
        ("We met Olga, Tomasz and others.", ["Olga", "Tomasz"]),
        ("Dr. Tomasz O'Brien-Wrobel's work", ["Tomasz O'Brien-Wrobel"]),
        ("CEO Grace Zorn left.", ["Grace Zorn"]),
    ],
)
def test_persons(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, PERSON) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Summer Games began in New York.",
        "# Will Models Scale\n\nNobody knows how models scale.\n",
        "The Nobel Prize and the Turing test.",
        "The Michael Memorial Award was given.",
        "Monday Morning and April Showers",
        "The U.S. Republican plan",
    ],
)
def test_what_is_no_person(find: Find, text: str) -> None:
    assert named(find, text, PERSON) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She studied at the University of Zornstadt.", ["University of Zornstadt"]),
        ("The Zorn Institute for Advanced Cats opened.", ["Zorn Institute for Advanced Cats"]),
        ("He founded Zornix and left.", ["Zornix"]),
        ("The CEO of Zornix Robotics spoke.", ["Zornix Robotics"]),
        ("Zornix announced a product. We like Zornix.", ["Zornix", "Zornix"]),
        ("Zornix is a startup in Paris.", ["Zornix"]),
        ("Some say Zornix AI is small.", ["Zornix AI"]),
        ("The UK government agreed.", ["UK government"]),
        ("Zorn Labs and Brumm University agreed.", ["Brumm University", "Zorn Labs"]),
    ],
)
def test_organizations(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, ORGANIZATION) == names


@pytest.mark.parametrize(
    "text",
    ["Generative AI is here.", "On Recent Research we say nothing.", "We founded it at home."],
)
def test_what_is_no_organization(find: Find, text: str) -> None:
    assert named(find, text, ORGANIZATION) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We used Zorn-3.5 Pro today.", ["Zorn-3.5 Pro"]),
        ("Llama 99B is big.", ["Llama 99B"]),
        ("We ran Zorn2-72B-Instruct, too.", ["Zorn2-72B-Instruct"]),
        ("Then came DistilZORNBERT.", ["DistilZORNBERT"]),
        ("They released zornkit, a library for cats.", ["zornkit"]),
        ("- zornkit - a small library for cats\n- other things\n", ["zornkit"]),
        ("Zornkit is an open-source framework.", ["Zornkit"]),
    ],
)
def test_models(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, MODEL) == names


@pytest.mark.parametrize(
    "text",
    ["See Figure-3 and Table-2.", "In Section4 of it.", "On Day-1 we slept.", "The COVID-19 year"],
)
def test_what_is_no_model(find: Find, text: str) -> None:
    assert named(find, text, MODEL) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It won on Zorn-Bench.", ["Zorn-Bench"]),
        ("It won on ZornEval and ZornQA.", ["ZornEval", "ZornQA"]),
        ("It won on the ZORN-2 benchmark.", ["ZORN-2"]),
    ],
)
def test_benchmarks(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, BENCHMARK) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In the paper “Cats Are All We Want” they say so.", ["Cats Are All We Want"]),
        ('Her book "The Zorn," was long.', ["The Zorn"]),
        ("On the Zorn Hour Podcast they talked.", ["Zorn Hour Podcast"]),
        ("Zornhour is a podcast about cats.", ["Zornhour"]),
        ("- Books: Zorn Rising\n- Born: 1970\n", ["Zorn Rising"]),
    ],
)
def test_works(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, WORK) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("At the Zorn Safety Summit 2031 they met.", ["Zorn Safety Summit 2031"]),
        (
            "The International Conference on Zorn Studies met.",
            ["International Conference on Zorn Studies"],
        ),
        ("At NeurIPS 2019 they met.", ["NeurIPS 2019"]),
    ],
)
def test_events(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, EVENT) == names


def test_terms_by_their_last_word_only_where_the_document_is_on_the_field(find: Find) -> None:
    text = "They tried cross-zonal search on it."
    assert named(find, FIELD + text, METHOD).count("cross-zonal search") == 1
    assert named(find, text, METHOD) == []
    assert "improve learning" not in named(find, FIELD + "They improve learning.", METHOD)


def test_a_quoted_term_is_one_thing_everywhere(find: Find) -> None:
    text = "They call it the 'evals panic'. An evals panic is bad."
    assert named(find, text, CONCEPT) == ["evals panic", "evals panic"]


def test_the_longest_name_counts(find: Find) -> None:
    entities = find("OpenAI built GPT-4 Turbo. The Stanford University Press wrote of it.")
    names = [mention.text for entity in entities for mention in entity.mentions]
    assert names == ["OpenAI", "GPT-4 Turbo", "Stanford University Press"]
