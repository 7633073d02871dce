"""From documents to extractions: each a pure function of its document."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..graph.errors import DocumentError, ExtractionError
from ..graph.model import Document, Entity, EntityType, Extraction, VocabularyEntry
from .components.vocabulary_matcher import VocabularyMatcher
from .pipeline import extractor_of, load_pipeline, read, tokenized
from .reading import Reading
from .vocabulary import Vocabulary

__all__ = ["extract", "extract_many"]


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
        raise _failure(document, error) from error
    return _extraction(doc, nlp)


def extract_many(
    documents: Iterable[Document | DocumentError], nlp: Language
) -> Iterator[Extraction | DocumentError]:
    """What `extract` gives of each document alone, or why it fails, in order.

    Args:
        documents: taken up as they are needed, a few ahead of the one that is returned, so that
            the encoder reads the next while the components behind it read this one; an error in
            place of a document stays what it is.
        nlp: a pipeline of `load_pipeline`; its error handler is another until all is read.
    """
    waiting: deque[Reading | DocumentError] = deque()
    failures: dict[int, DocumentError] = {}

    def docs() -> Iterator[Doc]:
        for document in documents:
            if isinstance(document, DocumentError):
                waiting.append(document)
                continue
            try:
                doc = tokenized(document, nlp)
            except Exception as error:
                waiting.append(_failure(document, error))
                continue
            waiting.append(doc._.reading)
            yield doc

    def keep(name: str, component: object, failed: list[Doc], error: Exception) -> None:
        for doc in failed:
            failures[id(doc._.reading)] = _failure(doc._.reading.document, error)

    def failed() -> Iterator[DocumentError]:
        """Those before the next document that was read, or before the end."""
        while waiting:
            first = waiting[0]
            if isinstance(first, DocumentError):
                failure: DocumentError | None = first
            else:
                failure = failures.pop(id(first), None)
            if failure is None:
                return
            waiting.popleft()
            yield failure

    handler = nlp.default_error_handler
    nlp.set_error_handler(keep)  # type: ignore[arg-type]  # spaCy's stub has handlers that raise
    try:
        for doc in nlp.pipe(docs()):
            yield from failed()
            waiting.popleft()
            yield _extraction(doc, nlp)
        yield from failed()
    finally:
        nlp.set_error_handler(handler)


def _failure(document: Document, error: Exception) -> ExtractionError:
    reason = f"extraction failed: {type(error).__name__}: {error}"
    return ExtractionError(document.location or document.name, reason)


def _extraction(doc: Doc, nlp: Language) -> Extraction:
    entities: tuple[Entity, ...] = doc._.entities
    return Extraction(
        document=doc._.reading.document,
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
