from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract import attributes
from claimgraph.extract.extraction import extract
from claimgraph.extract.pipeline import (
    COMPONENTS,
    PipelineSettings,
    extractor_of,
    extractor_settings,
    load_pipeline,
    read,
)
from claimgraph.extract.tokenizer import NameTokenizer
from claimgraph.graph.errors import ExtractionError, UsageError
from claimgraph.graph.model import EntityType

from .conftest import make_document

TEXT = "# On GANs\n\nGANs (generative adversarial networks) were invented by Ian Goodfellow.\n"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("GPT-4o/o1 and", ["GPT", "-", "4o", "/", "o1", "and"]),
        ("DeepMind\u2019s AI(2027)", ["DeepMind", "\u2019s", "AI", "(", "2027", ")"]),
        ("(RL)-based", ["(", "RL", ")", "-", "based"]),
        ("GPT-3.5, e.g. it", ["GPT", "-", "3.5", ",", "e.g.", "it"]),
        ("models\u2014and", ["models", "\u2014", "and"]),
        ("don't", ["do", "n't"]),
        ("on ZQM8K. It", ["on", "ZQM8", "K", ".", "It"]),
        ("see https://example.org/a-b", ["see", "https://example.org/a-b"]),
    ],
)
def test_tokens_part_where_names_may(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == tokens


@settings(deadline=None)
@given(st.text("aB1 -.('\u2019/é\u4e2d\n", max_size=60), st.integers(0, 900))
def test_tokens_are_the_text_again(nlp: Language, text: str, run: int) -> None:
    tokenizer = NameTokenizer(nlp)
    assert tokenizer(text).text == text
    data = text + " " + "(_" * run + " " + text
    assert tokenizer(data).text == data


def test_blocks_are_token_ranges(nlp: Language) -> None:
    doc = read(make_document(TEXT), nlp)
    heading, paragraph = doc._.blocks
    assert doc[heading.start : heading.end].text == "On GANs"
    assert doc[paragraph.end - 1].text == "."
    assert {token._.block for token in doc[paragraph.start : paragraph.end]} == {1}
    assert doc._.reading.document.text == TEXT


def test_extraction_is_a_pure_function(nlp: Language) -> None:
    document = make_document(TEXT)
    first, second = extract(document, nlp), extract(document, nlp)
    assert first == second
    assert first.document is document
    assert first.extractor == extractor_of(nlp)


def test_an_extraction_has_its_entries_with_all_that_is_broader(nlp: Language) -> None:
    extraction = extract(make_document(TEXT), nlp)
    keys = [entry.key for entry in extraction.vocabulary]
    assert keys == sorted(keys)
    assert {entity.entry for entity in extraction.entities if entity.entry} <= set(keys)
    assert all(above in keys for entry in extraction.vocabulary for above in entry.broader)
    assert (EntityType.PERSON, "Ian Goodfellow") in keys


def test_a_pipeline_can_be_sent_to_another_process(nlp: Language) -> None:
    document = make_document(TEXT)
    copy: Language = pickle.loads(pickle.dumps(nlp))
    assert extract(document, copy) == extract(document, nlp)


def test_settings_identify_the_extractor(tmp_path: Path) -> None:
    (tmp_path / "models.tsv").write_text(
        "name\tmatch\taliases\ttypes\tbroader\tidentifiers\nZornix 9\t\t\t\t\t\n", encoding="utf-8"
    )
    plain = extractor_settings()
    assert set(plain) == {"version", "vocabulary", "model"}
    mine = extractor_settings(PipelineSettings(vocabulary=(tmp_path,)))
    assert mine["vocabulary"] != plain["vocabulary"]
    partial = extractor_settings(PipelineSettings(exclude=("claimgraph_names",)))
    assert partial == {**plain, "components": partial["components"]}
    without = extractor_settings(PipelineSettings(model=False))
    assert plain == {**without, "model": plain["model"]}
    # What does not change the answers makes no other extractor.
    assert extractor_settings(PipelineSettings(threads=2)) == plain


def test_an_extractor_names_the_model_only_where_it_is_used() -> None:
    parts = extractor_settings(PipelineSettings(exclude=COMPONENTS[1:]))
    assert set(parts) == {"version", "vocabulary", "components"}


def test_a_component_can_be_left_out_or_replaced() -> None:
    @Language.component("zorn_sentences")
    def one_sentence(doc: Doc) -> Doc:
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc

    settings = PipelineSettings(
        exclude=COMPONENTS[1:], components={"claimgraph_sentences": {"factory": "zorn_sentences"}}
    )
    replaced = load_pipeline(settings)
    assert replaced.pipe_names == ["claimgraph_sentences"]
    assert len(list(read(make_document("One. Two."), replaced).sents)) == 1


def test_unknown_components_are_refused() -> None:
    with pytest.raises(UsageError, match="no such component: tagger"):
        PipelineSettings(exclude=("tagger",))


def test_a_number_of_threads_is_refused_that_cannot_be() -> None:
    with pytest.raises(UsageError, match="the number of threads must be at least 0, not -1"):
        PipelineSettings(threads=-1)


def test_a_failing_component_names_the_document() -> None:
    @Language.component("zorn_failure")
    def fail(doc: Doc) -> Doc:
        raise RuntimeError("out of cats")

    settings = PipelineSettings(
        exclude=COMPONENTS[1:], components={"claimgraph_sentences": {"factory": "zorn_failure"}}
    )
    with pytest.raises(ExtractionError, match=r"sample\.txt: extraction failed: .*out of cats"):
        extract(make_document("One."), load_pipeline(settings))


def test_mentions_may_not_overlap(nlp: Language) -> None:
    doc = read(make_document("deep learning"), nlp)
    with pytest.raises(ValueError, match="overlap"):
        attributes.set_mentions(
            doc,
            [
                attributes.mention(doc[0:2], EntityType.METHOD),
                attributes.mention(doc[1:2], EntityType.METHOD),
            ],
        )
