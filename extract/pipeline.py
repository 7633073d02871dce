"""The spaCy pipeline: its tokenizer, its components by name, and how a document runs through it.

Every component is a spaCy factory and reads and writes only what `attributes` lists, so each can
be replaced: by a factory of the same name in a package's ``spacy_factories`` entry points, or by
naming another factory in `load_pipeline`. A component's module is imported when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from ..graph.model import Document
from . import attributes
from .reading import Reading
from .settings import COMPONENTS, MODEL_COMPONENTS, PipelineSettings, extractor_settings
from .tokenizer import NameTokenizer
from .vocabulary import load_vocabulary

if TYPE_CHECKING:
    from .model.runtime import Model

__all__ = [
    "COMPONENTS",
    "PipelineSettings",
    "extractor_of",
    "extractor_settings",
    "load_pipeline",
    "read",
    "tokenized",
]

_WITH_VOCABULARY = ("claimgraph_vocabulary", "claimgraph_resolver", "claimgraph_linker")
_WITH_SESSIONS = frozenset(MODEL_COMPONENTS) - {"claimgraph_mentions", "claimgraph_linker"}
"""The components that run a part of the model."""

_META = "claimgraph"
_LONGEST_DOCUMENT = 10**9

Component = Callable[[Doc], Doc]


def load_pipeline(settings: PipelineSettings | None = None) -> Language:
    """A new pipeline with the shipped vocabulary, and the shipped model unless `settings` say no.

    Raises:
        UsageError: if a vocabulary file is faulty.
        ModelError: if a file of the model is missing or damaged.
    """
    settings = settings or PipelineSettings()
    attributes.register()
    nlp = English(meta={_META: extractor_settings(settings)})
    nlp.max_length = _LONGEST_DOCUMENT
    nlp.tokenizer = NameTokenizer(nlp)
    for name in settings.names:
        config = dict(settings.components.get(name, {}))
        if name in _WITH_VOCABULARY and settings.vocabulary and "factory" not in config:
            config.setdefault("files", [str(path) for path in settings.vocabulary])
        if name in _WITH_SESSIONS and "factory" not in config:
            config.setdefault("threads", settings.threads)
        nlp.add_pipe(config.pop("factory", name), name=name, config=config)
    return nlp


def extractor_of(nlp: Language) -> dict[str, str]:
    """The `extractor_settings` of a pipeline that `load_pipeline` made; of others, the version."""
    return dict(nlp.meta.get(_META) or {"version": version("claimgraph")})


def tokenized(document: Document, nlp: Language) -> Doc:
    """The Doc of `document`'s reading, before the components of `nlp`."""
    reading = Reading.of(document)
    doc = nlp.make_doc(reading.text)
    attributes.set_blocks(doc, reading)
    return doc


def read(document: Document, nlp: Language) -> Doc:
    """The Doc of `document`'s reading, after all components of `nlp`."""
    return nlp(tokenized(document, nlp))


def _make_sentences(nlp: Language, name: str) -> Component:
    from .components.sentences import SentenceSplitter

    return SentenceSplitter()


def _make_vocabulary(nlp: Language, name: str, files: list[str]) -> Component:
    from .components.vocabulary_matcher import VocabularyMatcher

    return VocabularyMatcher(load_vocabulary([Path(file) for file in files]))


def _make_names(nlp: Language, name: str) -> Component:
    from .components.names import NameFinder

    return NameFinder()


def _make_acronyms(nlp: Language, name: str) -> Component:
    from .components.acronyms import AcronymFinder

    return AcronymFinder()


def _make_resolver(nlp: Language, name: str, files: list[str]) -> Component:
    from .components.resolver import Resolver

    return Resolver(load_vocabulary([Path(file) for file in files]))


def _make_relations(nlp: Language, name: str) -> Component:
    from .components.relations import RelationReader

    return RelationReader()


def _make_claims(nlp: Language, name: str) -> Component:
    from .components.claims import ClaimReader

    return ClaimReader()


@cache
def _model(folder: str, threads: int) -> Model:
    """The model in `folder`, loaded once in a process."""
    from .model.files import shipped_folder
    from .model.runtime import Model

    return Model(Path(folder) if folder else shipped_folder(), threads)


def _make_encoder(nlp: Language, name: str, model: str, threads: int) -> Component:
    from .components.encoder import Encoder

    return Encoder(_model(model, threads))


def _make_syntax(nlp: Language, name: str, model: str, threads: int) -> Component:
    from .components.encoder import SyntaxReader

    return SyntaxReader(_model(model, threads))


def _make_mentions(nlp: Language, name: str) -> Component:
    from .components.mention_reader import MentionReader

    return MentionReader()


def _make_relation_judge(nlp: Language, name: str, model: str, threads: int) -> Component:
    from .components.judges import RelationJudge

    return RelationJudge(_model(model, threads))


def _make_claim_judge(nlp: Language, name: str, model: str, threads: int) -> Component:
    from .components.judges import ClaimJudge

    return ClaimJudge(_model(model, threads))


_MODEL_DEFAULTS: Mapping[str, Any] = {"model": "", "threads": 1}
"""The folder of the model, empty for the shipped one, and the threads that read."""

_FACTORIES: Mapping[str, tuple[Callable[..., Component], Mapping[str, Any]]] = {
    "claimgraph_sentences": (_make_sentences, {}),
    "claimgraph_vocabulary": (_make_vocabulary, {"files": []}),
    "claimgraph_names": (_make_names, {}),
    "claimgraph_acronyms": (_make_acronyms, {}),
    "claimgraph_resolver": (_make_resolver, {"files": []}),
    "claimgraph_encoder": (_make_encoder, _MODEL_DEFAULTS),
    "claimgraph_syntax": (_make_syntax, _MODEL_DEFAULTS),
    "claimgraph_mentions": (_make_mentions, {}),
    "claimgraph_linker": (_make_resolver, {"files": []}),  # once more, for what the model changed
    "claimgraph_relations": (_make_relations, {}),
    "claimgraph_relation_judge": (_make_relation_judge, _MODEL_DEFAULTS),
    "claimgraph_claims": (_make_claims, {}),
    "claimgraph_claim_judge": (_make_claim_judge, _MODEL_DEFAULTS),
}

for _name, (_make, _defaults) in _FACTORIES.items():
    if not registry.has("factories", _name):
        Language.factory(_name, default_config=dict(_defaults), func=_make)
