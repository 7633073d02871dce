from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from claimgraph.extract.components.persons import is_person_name, parse_name
from claimgraph.extract.pipeline import read
from claimgraph.graph.model import Contributor, Entity, EntityType

from .conftest import Find, make_document


def person(find: Find, text: str, *people: Contributor) -> dict[str, list[str]]:
    return {
        entity.name: [mention.text for mention in entity.mentions]
        for entity in find(text, *people)
        if entity.type is EntityType.PERSON
    }


def test_a_surname_is_the_person_named_in_full(find: Find) -> None:
    text = "Tomasz Wrobel spoke. Wrobel's view is clear. Critics of Wrobel disagree."
    assert person(find, text) == {"Tomasz Wrobel": ["Tomasz Wrobel", "Wrobel", "Wrobel"]}


def test_a_surname_before_the_full_name_counts_too(find: Find) -> None:
    text = "Wrobel on cats. Tomasz Wrobel spoke."
    assert person(find, text) == {"Tomasz Wrobel": ["Wrobel", "Tomasz Wrobel"]}


def test_initials_and_middle_names_may_be_left_out(find: Find) -> None:
    text = "Tomasz Wrobel met Tomasz J. Wrobel and T. Wrobel, the author, and Anna Wrobel."
    assert person(find, text) == {
        "Tomasz J. Wrobel": ["Tomasz Wrobel", "Tomasz J. Wrobel", "T. Wrobel"],
        "Anna Wrobel": ["Anna Wrobel"],
    }


def test_of_two_bearers_of_a_surname_the_last_named_is_meant(find: Find) -> None:
    text = "Tomasz Wrobel spoke. Wrobel left. Anna Wrobel came. Wrobel stayed."
    assert person(find, text) == {
        "Tomasz Wrobel": ["Tomasz Wrobel", "Wrobel"],
        "Anna Wrobel": ["Anna Wrobel", "Wrobel"],
    }


def test_an_undecidable_surname_stands_for_itself(find: Find) -> None:
    text = "Wrobel left. Then Tomasz Wrobel and Anna Wrobel came."
    entities = {e.name: e for e in find(text) if e.type is EntityType.PERSON}
    assert entities["Wrobel"].local
    assert not entities["Anna Wrobel"].local


def test_common_words_are_no_surnames_where_they_begin_a_sentence(find: Find) -> None:
    text = "Tomasz Long spoke. Long before, nobody knew. We thank Long."
    assert person(find, text) == {"Tomasz Long": ["Tomasz Long", "Long"]}


def test_speakers_are_mentions_and_own_their_names(find: Find) -> None:
    text = "**Anna Wrobel:** Hello, Tomasz.\n\n**Tomasz Dax:** Hello, Anna.\n\n**Host:** Bye.\n"
    assert person(find, text) == {
        "Anna Wrobel": ["Anna Wrobel", "Anna"],
        "Tomasz Dax": ["Tomasz", "Tomasz Dax"],
    }


def test_contributors_lend_their_names_without_being_mentions(find: Find) -> None:
    text = "In it Wrobel explains cats."
    found = find(text, Contributor("Tomasz Wrobel", "guest"), Contributor("Anna Dax", "host"))
    assert [(e.name, e.local) for e in found] == [("Tomasz Wrobel", False)]


def test_a_known_surname_alone_is_a_person_but_local(find: Find) -> None:
    (entity,) = find("He had read what Schmidhuber wrote.")
    assert (entity.name, entity.local, entity.entry) == ("Schmidhuber", True, None)


def test_forms_of_one_name_are_one_entity(find: Find) -> None:
    entities = find("Neural networks learn. A neural network is one of many neural nets.")
    assert [len(e.mentions) for e in entities] == [3]


def test_family_and_version_are_two(find: Find) -> None:
    names = [e.name for e in find("GPT-4 came after GPT-3, both are GPT models. GPT-4 is larger.")]
    assert len(names) == len(set(names)) >= 3


def test_entities_are_numbered_by_first_mention_and_spans_carry_the_ids(nlp: Language) -> None:
    doc = read(make_document("DeepMind built AlphaGo. AlphaGo beat Lee Sedol."), nlp)
    entities: tuple[Entity, ...] = doc._.entities
    assert [entity.id for entity in entities] == ["e1", "e2", "e3"]
    assert [span.id_ for span in doc.spans["mentions"]] == ["e1", "e2", "e2", "e3"]
    assert [span.text for span in doc.ents] == [span.text for span in doc.spans["mentions"]]
    assert doc._.entity_of["e2"].name == "AlphaGo"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Tomasz Wrobel",
                "Wrobel",
                "Anna",
                "GPT-4",
                "the RL",
                "(RL)",
                "said",
                ".",
                "\n\n",
                "- ",
                "Zorn AI",
                "“deep learning”",
                "## ",
                "**Anna:** ",
                "é",
                "X-Bench",
                ",",
                "and",
                "et al.",
            ]
        ),
        min_size=1,
        max_size=25,
    )
)
def test_whatever_the_text_extraction_holds_its_promises(nlp: Language, words: list[str]) -> None:
    document = make_document(" ".join(words))
    doc = read(document, nlp)
    entities: tuple[Entity, ...] = doc._.entities
    assert [entity.id for entity in entities] == [f"e{n}" for n in range(1, len(entities) + 1)]
    firsts = [entity.mentions[0].span for entity in entities]
    assert firsts == sorted(firsts)
    spans = [mention.span for entity in entities for mention in entity.mentions]
    assert len(spans) == len(set(spans))
    for entity in entities:
        assert entity.name not in entity.aliases
        assert list(entity.aliases) == sorted(set(entity.aliases))
        assert 1 <= len(entity.types) <= 3
        assert 0 < entity.confidence <= 1
        for mention in entity.mentions:
            assert mention.span.of(document.text) == mention.text
            assert any(block.span.contains(mention.span) for block in document.blocks)


@pytest.mark.parametrize(
    ("text", "given_name", "surname"),
    [
        ("Dr. Jan van der Berg", "Jan", "van der Berg"),
        ("Ana de la Cruz, PhD", "Ana", "de la Cruz"),
        ("Zornberg", "", "Zornberg"),
        ("Ian J. Good", "Ian", "Good"),
    ],
)
def test_parts_of_a_name(text: str, given_name: str, surname: str) -> None:
    name = parse_name(text)
    assert (name.given, name.surname) == (given_name, surname)


@pytest.mark.parametrize(
    "label", ["Host", "Speaker 1", "Q", "A", "INTERVIEWER", "Note", "the team"]
)
def test_role_labels_name_nobody(label: str) -> None:
    assert not is_person_name(label)


@pytest.mark.parametrize("label", ["Anna", "Anna Wrobel", "Dr. Wrobel", "J. R. Wrobel"])
def test_name_labels_name_somebody(label: str) -> None:
    assert is_person_name(label)


@pytest.mark.parametrize(
    "text",
    [
        'Katherine "Kit" Moreno spoke. Kit left. Kit Moreno came back.',
        "Katherine Moreno (Kit to everyone) spoke. Kit left. Kit Moreno came back.",
        "Katherine Moreno, known to friends as Kit, spoke. Kit left. Kit Moreno came back.",
        "Katherine Moreno, who goes by “Kit”, spoke. Kit left. Kit Moreno came back.",
        "Katherine Moreno (“Kit”) spoke. Kit left. Kit Moreno came back.",
    ],
)
def test_a_nickname_that_the_text_gives_is_the_person(find: Find, text: str) -> None:
    ((name, found),) = person(find, text).items()
    assert parse_name(name).surname == "Moreno"
    assert found[-2:] == ["Kit", "Kit Moreno"]


def test_a_nickname_in_brackets_within_a_name_is_the_person(find: Find) -> None:
    text = "Elizabeth (Liz) Carver spoke. Liz left."
    assert person(find, text) == {"Elizabeth (Liz) Carver": ["Elizabeth (Liz) Carver", "Liz"]}


@pytest.mark.parametrize(
    "text",
    [
        "Katherine Moreno (Globex) spoke. Globex left.",
        "Katherine Moreno, known as Mother of Looms, spoke. Mother left.",
        "Katherine Moreno, known as Mother Loom, spoke. Mother left.",
        "Katherine Moreno, known for Globex, spoke. Globex left.",
    ],
)
def test_what_else_stands_behind_a_name_is_no_nickname(find: Find, text: str) -> None:
    assert person(find, text) == {"Katherine Moreno": ["Katherine Moreno"]}


def test_a_nickname_that_two_bear_goes_to_the_last_named(find: Find) -> None:
    text = (
        'Katherine "Kit" Moreno spoke. Kit left. Christopher "Kit" Ellis came. Kit stayed. '
        "Kit Moreno returned."
    )
    assert person(find, text) == {
        'Katherine "Kit" Moreno': ['Katherine "Kit" Moreno', "Kit", "Kit Moreno"],
        'Christopher "Kit" Ellis': ['Christopher "Kit" Ellis', "Kit"],
    }
