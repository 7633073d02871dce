"""Many documents through one pipeline: each as it would be read alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.extraction import extract, extract_many
from claimgraph.extract.pipeline import load_pipeline
from claimgraph.extract.settings import PipelineSettings
from claimgraph.graph.errors import DocumentError, ExtractionError
from claimgraph.graph.model import Document, Extraction
from tests.extract.mentions.conftest import make_document

DOCUMENTS = [
    make_document(text)
    for text in (
        "Mirela Osei, who leads Tarn Institute, argues that transformers will not reach AGI. "
        "Her group trained Bracken-2 with reinforcement learning and tested it on MMLU.\n",
        "Scaling laws hold.\n",
        " \n",
        "Jo Marsh of Northwind Labs said that looms need no plans. " * 30,
    )
]


def test_no_document_depends_on_those_read_with_it() -> None:
    nlp = load_pipeline(PipelineSettings(model=True))
    alone = [extract(document, nlp) for document in DOCUMENTS]
    assert any(extraction.claims for extraction in alone)
    assert list(extract_many(DOCUMENTS, nlp)) == alone
    assert list(extract_many(DOCUMENTS[::-1], nlp)) == alone[::-1]


@pytest.mark.parametrize("replaced", ["claimgraph_names", "claimgraph_claims"])
def test_a_failure_takes_the_place_of_its_document(replaced: str) -> None:
    @Language.factory("failing_on_scaling")
    def _make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def fail(doc: Doc) -> Doc:
            if "Scaling" in doc.text:
                raise ZeroDivisionError("no scale")
            return doc

        return fail

    settings = PipelineSettings(components={replaced: {"factory": "failing_on_scaling"}})
    nlp = load_pipeline(settings)
    unread = DocumentError("gone.txt", "it is gone")
    given: list[Document | DocumentError] = [*DOCUMENTS[:2], unread, DOCUMENTS[1], DOCUMENTS[3]]
    outcomes = list(extract_many(given, nlp))
    assert [type(outcome) for outcome in outcomes] == [
        Extraction,
        ExtractionError,
        DocumentError,
        ExtractionError,
        Extraction,
    ]
    assert outcomes[2] is unread
    assert str(outcomes[1]) == "sample.txt: extraction failed: ZeroDivisionError: no scale"
    with pytest.raises(ExtractionError, match="no scale"):
        extract(DOCUMENTS[1], nlp)
