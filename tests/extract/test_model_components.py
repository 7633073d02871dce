"""The model in the pipeline: what its components set, and that they can be left out."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.components.mention_reader import MARK_GROUPS
from claimgraph.extract.model.files import shipped_folder
from claimgraph.extract.model.labels import DEPENDENCIES, TAGS
from claimgraph.extract.model.runtime import Model
from claimgraph.extract.pipeline import load_pipeline, read
from claimgraph.extract.settings import MODEL_COMPONENTS, PipelineSettings
from tests.extract.mentions.conftest import make_document

TEXT = (
    "# Wider windows\n\n"
    "Mirela Osei, who leads Tarn Institute, argues that transformers will not reach AGI alone. "
    "Her group trained Bracken-2 with reinforcement learning and tested it on MMLU.\n\n"
    "- It may take ten years.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return read(make_document(TEXT), nlp)


def test_every_word_has_a_part_of_speech_and_every_sentence_a_tree(doc: Doc) -> None:
    words = [token for token in doc if not token.is_space]
    assert {token.pos_ for token in words} <= set(TAGS)
    assert {token.dep_ for token in words} <= {*DEPENDENCIES, "ROOT"}
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head == token]
        assert [token.dep_ for token in roots] == ["ROOT"]
        assert all(token.head in sentence for token in sentence)


def test_syntax_is_that_of_the_sentence(doc: Doc) -> None:
    (argues,) = (token for token in doc if token.text == "argues")
    (osei,) = (token for token in doc if token.text == "Mirela")
    assert (argues.dep_, argues.pos_) == ("ROOT", "VERB")
    assert (osei.dep_, osei.head) == ("nsubj", argues)


def test_the_tree_keeps_the_sentences_that_were_found(nlp: Language, doc: Doc) -> None:
    plain = load_pipeline(PipelineSettings(exclude=("claimgraph_syntax",)))
    assert [s.text for s in doc.sents] == [s.text for s in read(make_document(TEXT), plain).sents]


def test_states_are_given_to_words_and_not_to_white_space(doc: Doc) -> None:
    assert doc.tensor.shape == (len(doc), 384)
    for token in doc:
        assert bool(np.any(doc.tensor[token.i])) is not token.is_space


def test_marked_words_are_span_groups(doc: Doc) -> None:
    assert set(MARK_GROUPS.values()) <= set(doc.spans)
    assert [span.text for span in doc.spans["negations"]] == ["not"]
    assert [span.text for span in doc.spans["hedges"]] == ["may"]
    assert "argues" in [span.text for span in doc.spans["cues"]]


def test_names_that_no_list_has_are_found(doc: Doc) -> None:
    found = {(entity.name, str(entity.type)) for entity in doc._.entities}
    assert ("Mirela Osei", "Person") in found
    assert ("Tarn Institute", "Organization") in found
    assert ("Bracken-2", "Model") in found


def test_a_claim_is_given_to_the_one_who_argues_it(doc: Doc) -> None:
    claim = doc._.claims[0]
    assert doc._.entity_of[claim.claimant].name == "Mirela Osei"
    assert claim.negated


def test_the_same_text_gives_the_same_answer(nlp: Language, doc: Doc) -> None:
    again = read(make_document(TEXT), nlp)
    assert again._.claims == doc._.claims
    assert again._.relations == doc._.relations
    assert np.array_equal(again.tensor, doc.tensor)


def test_without_the_model_the_rules_answer_alone() -> None:
    alone = load_pipeline(PipelineSettings(model=False))
    assert set(alone.pipe_names).isdisjoint(MODEL_COMPONENTS)
    ruled = read(make_document(TEXT), alone)
    assert ruled._.encoding is None
    assert ruled._.claims
    assert not any(token.pos_ for token in ruled)


@pytest.mark.parametrize("name", MODEL_COMPONENTS)
def test_each_component_of_the_model_can_be_left_out(name: str) -> None:
    partial = load_pipeline(PipelineSettings(exclude=(name,)))
    assert name not in partial.pipe_names
    read_without = read(make_document(TEXT), partial)
    assert {"Mirela Osei", "Tarn Institute"} <= doc_names(read_without)
    assert read_without._.claims


def test_a_document_without_words_has_no_encoding(nlp: Language) -> None:
    empty = read(make_document(" \n"), nlp)
    assert empty._.encoding is None
    assert empty._.claims == ()


def test_threads_do_not_change_the_answers(nlp: Language, doc: Doc) -> None:
    long = make_document(TEXT + "\n" + "Nothing else was said that day. " * 200)
    nlp2 = load_pipeline(PipelineSettings(threads=2))
    assert np.array_equal(read(long, nlp2).tensor, read(long, nlp).tensor)
    two = read(make_document(TEXT), nlp2)
    assert np.array_equal(two.tensor, doc.tensor)
    assert two._.entities == doc._.entities
    assert two._.relations == doc._.relations
    assert two._.claims == doc._.claims


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
def test_a_model_takes_no_more_threads_than_it_is_given() -> None:
    words = ["Nets", "learn", "."] * 300

    def started(threads: int) -> int:
        before = len(os.listdir("/proc/self/task"))
        model = Model(shipped_folder(), threads)
        model.encode(words, np.zeros((len(words), 4), dtype=np.int64), range(0, len(words), 3))
        return len(os.listdir("/proc/self/task")) - before

    assert started(1) == 0  # the one that asks reads
    assert started(3) == 3


def test_a_window_s_edge_changes_no_more_than_what_it_cannot_see(nlp: Language) -> None:
    long = read(make_document(TEXT + "\n" + "Nothing else was said that day. " * 80), nlp)
    assert doc_names(long) >= {"Mirela Osei", "Tarn Institute"}
    assert long.tensor.shape[0] == len(long)


def doc_names(doc: Doc) -> set[str]:
    return {entity.name for entity in doc._.entities}
