"""How a pipeline is put together, and what that means for what it extracts.

Nothing here needs spaCy, so that a build that finds nothing to do is spared its import.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..graph.errors import UsageError
from .model.files import fingerprint, shipped_folder
from .vocabulary import load_vocabulary

__all__ = [
    "COMPONENTS",
    "MODEL_COMPONENTS",
    "PipelineSettings",
    "extractor_settings",
]

COMPONENTS = (
    "claimgraph_sentences",
    "claimgraph_vocabulary",
    "claimgraph_names",
    "claimgraph_acronyms",
    "claimgraph_resolver",
    "claimgraph_encoder",
    "claimgraph_syntax",
    "claimgraph_mentions",
    "claimgraph_linker",
    "claimgraph_relations",
    "claimgraph_relation_judge",
    "claimgraph_claims",
    "claimgraph_claim_judge",
)
"""The components in the order in which they run."""

MODEL_COMPONENTS = (
    "claimgraph_encoder",
    "claimgraph_syntax",
    "claimgraph_mentions",
    "claimgraph_linker",
    "claimgraph_relation_judge",
    "claimgraph_claim_judge",
)
"""The components that use the shipped model; the others are vocabulary and rules."""


@dataclass(frozen=True, slots=True)
class PipelineSettings:
    """How a pipeline is put together; can be sent to other processes.

    Attributes:
        vocabulary: vocabulary files beside the shipped ones, see `vocabulary.load_vocabulary`.
        exclude: names of components to leave out.
        model: whether the shipped model judges what the rules find; without it, the components
            of `MODEL_COMPONENTS` are left out, and texts are read two to four times as fast.
        threads: how many threads of the model may read at once in each process; 0 takes one for
            each core. They change how long it takes, and nothing else.
        components: settings by component name; the key ``factory`` names another spaCy factory
            that takes the component's place.
    """

    vocabulary: tuple[Path, ...] = ()
    exclude: tuple[str, ...] = ()
    model: bool = True
    threads: int = 1
    components: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The components of the pipeline, in order."""
        without = {*self.exclude, *(() if self.model else MODEL_COMPONENTS)}
        return tuple(name for name in COMPONENTS if name not in without)

    def __post_init__(self) -> None:
        """Reject names of components that do not exist.

        Raises:
            UsageError: if a name in `exclude` or `components` is not one of `COMPONENTS`, or the
                number of threads is below 0.
        """
        if self.threads < 0:
            raise UsageError(f"the number of threads must be at least 0, not {self.threads}")
        if unknown := {*self.exclude, *self.components} - set(COMPONENTS):
            raise UsageError(
                f"no such component: {', '.join(sorted(unknown))}; known: {', '.join(COMPONENTS)}"
            )


def extractor_settings(settings: PipelineSettings | None = None) -> dict[str, str]:
    """What made an extraction: equal values on equal documents mean equal extractions.

    ``version`` is the package's; ``vocabulary`` is the SHA-256 of the vocabulary's content;
    ``model`` is that of the shipped model's files, where it is used;
    ``components`` is that of the settings that differ from the default, where any do.

    Raises:
        UsageError: if a vocabulary file is faulty.
        ModelError: if the shipped model's fingerprint is missing.
    """
    settings = settings or PipelineSettings()
    found = {
        "version": version("claimgraph"),
        "vocabulary": load_vocabulary(settings.vocabulary).fingerprint,
    }
    if not set(MODEL_COMPONENTS).isdisjoint(settings.names):
        found["model"] = fingerprint(shipped_folder())
    changed = [sorted(settings.exclude), {k: dict(v) for k, v in settings.components.items()}]
    if any(changed):
        text = json.dumps(changed, sort_keys=True, default=str)
        found["components"] = sha256(text.encode()).hexdigest()
    return found
