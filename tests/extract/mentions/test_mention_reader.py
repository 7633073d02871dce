"""What becomes of the rules' mentions and of the model's, with scores that are made by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.attributes import mentions, set_mentions
from claimgraph.extract.components.mention_reader import MentionReader
from claimgraph.extract.model.labels import ENTITY_TAGS, MARK_TAGS, MARKS
from claimgraph.extract.model.runtime import Encoding
from claimgraph.extract.pipeline import load_pipeline, tokenized
from claimgraph.extract.settings import PipelineSettings
from tests.extract.mentions.conftest import make_document

Tags = Mapping[str, float]


@pytest.fixture(scope="module")
def rules() -> Language:
    return load_pipeline(PipelineSettings(model=False))


def reading(rules: Language, text: str, *, ruled: bool = True) -> Doc:
    """`text` after the rules, or with no mention at all."""
    doc = rules(tokenized(make_document(text), rules))
    if not ruled:
        set_mentions(doc, [])
    return doc


def read(doc: Doc, scores: Mapping[int, Tags]) -> list[tuple[str, str]]:
    """The mentions after a model that gives the words these probabilities, others to none."""
    words = [token for token in doc if not token.is_space]
    shares = np.full((len(words), len(ENTITY_TAGS)), 1e-9, dtype=np.float32)
    shares[:, 0] = 1.0
    for word, tags in scores.items():
        shares[word, 0] = 1e-9
        for tag, share in tags.items():
            shares[word, ENTITY_TAGS.index(tag)] = share
    states = np.zeros((len(words), 1), dtype=np.float32)
    doc._.encoding = Encoding(
        root=states[0],
        hidden=states,
        entities=np.log(shares),
        tags=states,
        marks=np.zeros((len(words), len(MARKS) * len(MARK_TAGS)), dtype=np.float32),
        arc_word=states,
        arc_head=states,
        label_word=states,
        label_head=states,
    )
    return [(span.text, span.label_) for span in mentions(MentionReader()(doc))]


def word(doc: Doc, text: str, number: int = 0) -> int:
    """The position of the `number`-th word that reads `text`."""
    words = [token.text for token in doc if not token.is_space]
    return [position for position, one in enumerate(words) if one == text][number]


def test_a_longer_name_stands_in_place_of_the_known_one_inside(rules: Language) -> None:
    doc = reading(rules, "The cluster belongs to Fjellvik Compute in the north.")
    at = word(doc, "Fjellvik")
    name: dict[int, Tags] = {at: {"B-Organization": 1.0}, at + 1: {"I-Organization": 1.0}}
    assert read(doc, name) == [("Fjellvik Compute", "Organization")]


def test_in_title_case_capitals_do_not_lengthen_a_name(rules: Language) -> None:
    doc = reading(rules, "# Fjellvik Transformers Again\n\nNothing more.")
    at = word(doc, "Fjellvik")
    name: dict[int, Tags] = {at: {"B-Work": 1.0}, at + 1: {"I-Work": 1.0}}
    kept = {word(doc, "Transformers"): {"O": 0.5, "B-Method": 0.5}}
    assert ("Fjellvik Transformers", "Work") not in read(doc, {**name, **kept})


def test_a_name_is_taken_wherever_the_document_has_it(rules: Language) -> None:
    doc = reading(
        rules,
        "We asked Sildre about it. Then Sildre left. The word Sildre came up again.",
        ruled=False,
    )
    scores = {
        word(doc, "Sildre", 0): {"B-Person": 1.0},
        word(doc, "Sildre", 1): {"O": 0.6, "B-Person": 0.4},
        word(doc, "Sildre", 2): {"O": 0.95, "B-Person": 0.05},
    }
    assert read(doc, scores) == [("Sildre", "Person")] * 2


def test_common_nouns_are_not_carried_over(rules: Language) -> None:
    doc = reading(rules, "They use pruning. She likes pruning roses.", ruled=False)
    scores = {
        word(doc, "pruning", 0): {"B-Method": 1.0},
        word(doc, "pruning", 1): {"O": 0.6, "B-Method": 0.4},
    }
    assert read(doc, scores) == [("pruning", "Method")]


def test_a_common_noun_needs_a_surer_model_than_a_name(rules: Language) -> None:
    doc = reading(rules, "They use Sildre with pruning.", ruled=False)
    scores = {
        word(doc, "Sildre"): {"O": 0.08, "B-Model": 0.92},
        word(doc, "pruning"): {"O": 0.08, "B-Method": 0.92},
    }
    assert read(doc, scores) == [("Sildre", "Model")]


def test_all_mentions_of_a_name_are_of_one_kind(rules: Language) -> None:
    doc = reading(rules, "Sildre grew. We met Sildre. Then Sildre hired a chemist.", ruled=False)
    scores = {
        word(doc, "Sildre", 0): {"B-Person": 0.55, "B-Organization": 0.45},
        word(doc, "Sildre", 1): {"B-Person": 0.55, "B-Organization": 0.45},
        word(doc, "Sildre", 2): {"B-Person": 0.02, "B-Organization": 0.98},
    }
    assert read(doc, scores) == [("Sildre", "Organization")] * 3


def test_a_name_that_the_model_denies_is_taken_away(rules: Language) -> None:
    doc = reading(rules, "The Transformers were sold to a collector.")
    assert read(doc, {}) == []
