"""From a document to an extraction, as a pure function."""

from __future__ import annotations

from functools import cache

from spacy.language import Language

from ..graph.errors import ExtractionError
from ..graph.model import Document, Entity, EntityType, Extraction, VocabularyEntry
from .components.vocabulary_matcher import VocabularyMatcher
from .pipeline import extractor_of, load_pipeline, read
from .vocabulary import Vocabulary

__all__ = ["extract"]


def extract(document: Document, nlp: Language | None = None) -> Extraction:
    """All that is read from `document`: equal documents give equal extractions.

    Args:
        document: what to read.
        nlp: a pipeline of `load_pipeline`; by default the shipped one, loaded once per process.

    Raises:
        ExtractionError: if a component fails on this document.
    """
    nlp = nlp or _shipped()
    try:
        doc = read(document, nlp)
    except Exception as error:
        reason = f"extraction failed: {type(error).__name__}: {error}"
        raise ExtractionError(document.location or document.name, reason) from error
    entities: tuple[Entity, ...] = doc._.entities
    return Extraction(
        document=document,
        entities=entities,
        relations=doc._.relations,
        claims=doc._.claims,
        extractor=extractor_of(nlp),
        vocabulary=_linked(entities, _vocabulary(nlp)),
    )


@cache
def _shipped() -> Language:
    return load_pipeline()


def _vocabulary(nlp: Language) -> Vocabulary | None:
    for _, component in nlp.pipeline:
        if isinstance(component, VocabularyMatcher):
            return component.vocabulary
    return None


def _linked(
    entities: tuple[Entity, ...], vocabulary: Vocabulary | None
) -> tuple[VocabularyEntry, ...]:
    """The entries that the entities are linked to, with all broader ones, sorted by key."""
    if vocabulary is None:
        return ()
    found: dict[tuple[EntityType, str], VocabularyEntry] = {}
    waiting = [entity.entry for entity in entities if entity.entry is not None]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = vocabulary.entries[key]
            waiting.extend(found[key].broader)
    return tuple(found[key] for key in sorted(found))
