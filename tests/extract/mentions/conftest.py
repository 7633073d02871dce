from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from spacy.language import Language

from claimgraph.extract.pipeline import PipelineSettings, load_pipeline, read
from claimgraph.extract.readers.text import parse_text
from claimgraph.graph.model import Contributor, Document, Entity

Find = Callable[..., list[Entity]]


def make_document(text: str, *people: Contributor) -> Document:
    return Document(
        name="sample",
        text=text,
        blocks=tuple(parse_text(text).blocks),
        sha256=sha256(text.encode()).hexdigest(),
        location="sample.txt",
        people=people,
    )


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Names by vocabulary and rules, without the model."""
    without = ("claimgraph_relations", "claimgraph_claims")
    return load_pipeline(PipelineSettings(model=False, exclude=without))


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    """The entities of a text."""

    def entities(text: str, *people: Contributor) -> list[Entity]:
        return list(read(make_document(text, *people), nlp)._.entities)

    return entities
